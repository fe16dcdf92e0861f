"""The citizens of benchmarks/wechat.py: what they ask, what they see, and what is a fault in it."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field

from report_bot.ui.wechat.simulate import Shown, WechatSide
from report_bot.ui.wechat.simulated_api import SimulatedApi

IN_TIME = 4.5
BUSY, OFFER, LABEL = "提问的人比较多", "回复 1", "AI生成"


@dataclass
class Seen:
    """What the citizens of a run saw."""

    seconds: list[float] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def note(self, shown: Shown) -> str:
        self.seconds.append(shown.seconds)
        if shown.fault:
            self.faults.append(f"{shown.fault} after {shown.deliveries} deliveries")
        for missed in shown.missed:
            self.counts[f"delivered again: {missed}"] += 1
        if shown.seconds > IN_TIME:
            self.faults.append(f"late: {shown.seconds:.1f} s")
        return shown.text

    def line(self) -> str:
        ordered = sorted(self.seconds)
        return (
            f"{len(ordered)} callbacks: p50 {statistics.median(ordered):.2f} s, "
            f"p99 {ordered[int(len(ordered) * 0.99) - 1]:.2f} s, max {ordered[-1]:.2f} s; "
            f"{dict(self.counts)}; {len(self.faults)} faults {self.faults[:3]}"
        )


@dataclass(frozen=True)
class Asked:
    """A question: the sentence that its right answer quotes, and those that only others' answers quote."""

    text: str
    quote: str
    others: frozenset[str]


async def capacity(sides: list[WechatSide], questions: list[Asked], seconds: float = 10.0) -> float:
    """Questions a second that citizens of all styles get answered who ask again at once, a model that is not late included."""
    done, until = 0, time.monotonic() + seconds

    async def ask(n: int) -> None:
        nonlocal done
        while time.monotonic() < until:
            shown = await sides[n % len(sides)].say(f"measure {n} {done}", random.choice(questions).text)
            done += BUSY not in shown.text and not shown.fault

    await asyncio.gather(*(ask(n) for n in range(12)))
    return done / seconds


async def load(
    sides: list[WechatSide],
    questions: list[Asked],
    api: SimulatedApi,
    rate: float,
    citizens: int,
    *,
    fetching: bool,
) -> Seen:
    """Citizens arriving at random, `rate` a second, each in one of the styles; each may fetch what it is offered."""
    seen = Seen()

    async def citizen(n: int) -> None:
        side, asked = sides[n % len(sides)], questions[(n // len(sides)) % len(questions)]
        openid = f"citizen {rate:.1f} {n}"
        api.heard(openid)
        text = seen.note(await side.say(openid, asked.text))
        if BUSY in text:
            seen.counts["busy line"] += 1
            return
        judge(seen, text, asked)
        seen.counts["model's within the callback" if LABEL in text else "quoted"] += 1
        if OFFER in text and fetching:
            await fetch(side, openid, asked)

    async def fetch(side: WechatSide, openid: str, asked: Asked) -> None:
        deadline = time.monotonic() + 240
        got: list[str] = []
        while not got and time.monotonic() < deadline:
            await asyncio.sleep(3 + random.random())
            if side.account.answers == "push":
                got += api.sent[openid]
                continue
            text = seen.note(await side.say(openid, "1"))
            if LABEL in text:
                got.append(text)
            elif "还在准备" not in text and BUSY not in text:
                seen.faults.append(f"no model's version: {text[:40]}")
                return
        if len(got) != 1:
            seen.faults.append(f"{len(got)} model's versions")
            return
        judge(seen, got[0], asked)
        seen.counts["model's by push" if side.account.answers == "push" else "model's by 1"] += 1
        again = seen.note(await side.say(openid, "1"))
        if LABEL in again:
            seen.faults.append("the model's version twice")

    running = []
    for n in range(citizens):
        running.append(asyncio.create_task(citizen(n)))
        await asyncio.sleep(random.expovariate(rate))
    await asyncio.gather(*running)
    return seen


def judge(seen: Seen, text: str, asked: Asked) -> None:
    """The right sentence of the report is quoted under the answer; one of another's answer is not."""
    if asked.quote not in text or any(other in text for other in asked.others):
        seen.faults.append(f"wrong answer to {asked.text}: {text[:60]}")
