"""WeChat under load: 500 citizens at 60 % of the measured capacity in all four answer styles, then 300 %.

    python benchmarks/wechat.py [--citizens 500] [--redis redis://127.0.0.1:6379/0]

Runs `report-bot serve` itself, a model that answers after 1, 4, 7 and 30 s, and WeChat's interfaces, all on this machine:
the load and the server share its processors. Prints figures; exits with 1 where a citizen got no answer, a wrong one,
another's, or one after 4.5 s.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "ui" / "wechat"))
from fake_model import FakeModel

from report_bot.bot.ask import open_bot
from report_bot.bot.chat_model import open_model
from report_bot.bot.settings import Settings
from report_bot.bot.types import AnswerStatus, Mode
from report_bot.ingest.build import ingest
from report_bot.ingest.embed import bundled_embedder
from report_bot.ingest.read import shipped_report_path
from report_bot.prompts.load import glossary
from report_bot.ui.wechat.accounts import Account, load_accounts
from report_bot.ui.wechat.simulate import Shown, WechatSide
from report_bot.ui.wechat.simulated_api import SimulatedApi

LATE = (1.0, 4.0, 7.0, 30.0)
STYLES = ("quoted", "wait", "later", "push")
SECRETS = 'token = "Token123"\naes_key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"\nappid = "wx5823bf96d3bd56c7"\n'
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


async def capacity(sides: list[WechatSide], questions: dict[str, str], seconds: float = 10.0) -> float:
    """Questions a second that citizens of all styles get answered who ask again at once, a model that is not late included."""
    done, until = 0, time.monotonic() + seconds

    async def ask(n: int) -> None:
        nonlocal done
        while time.monotonic() < until:
            shown = await sides[n % len(sides)].say(f"measure {n} {done}", random.choice(list(questions)))
            done += BUSY not in shown.text and not shown.fault

    await asyncio.gather(*(ask(n) for n in range(12)))
    return done / seconds


async def load(
    sides: list[WechatSide], questions: dict[str, str], api: SimulatedApi, rate: float, citizens: int
) -> Seen:
    """Citizens arriving at random, `rate` a second, each in one of the styles; each fetches what it is offered."""
    seen, names = Seen(), list(questions)

    async def citizen(n: int) -> None:
        side, question = sides[n % len(sides)], names[(n // len(sides)) % len(names)]
        openid = f"citizen {rate:.1f} {n}"
        api.heard(openid)
        text = seen.note(await side.say(openid, question))
        if BUSY in text:
            seen.counts["busy line"] += 1
            return
        judge(seen, text, question, questions)
        seen.counts["model's within the callback" if LABEL in text else "quoted"] += 1
        if OFFER in text and rate < 1e6:
            await fetch(side, openid, question)

    async def fetch(side: WechatSide, openid: str, question: str) -> None:
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
        judge(seen, got[0], question, questions)
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


def judge(seen: Seen, text: str, question: str, questions: dict[str, str]) -> None:
    """The right sentence of the report is quoted under the answer; another's is not."""
    if questions[question] not in text:
        seen.faults.append(f"wrong answer to {question}: {text[:60]}")


async def run(
    model: FakeModel,
    url: str,
    accounts: dict[str, Account],
    api: SimulatedApi,
    questions: dict[str, str],
    n: int,
) -> int:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=100)
    async with httpx.AsyncClient(limits=limits, trust_env=False) as client:
        sides = [WechatSide(accounts[style], url, client) for style in STYLES]
        while await sides[0].verify():
            await asyncio.sleep(0.3)
        for side in sides:  # what is loaded on the first question
            await side.say("warm", next(iter(questions)))
        await asyncio.sleep(6)
        late, model.late = model.late, lambda question: 0.0
        able = await capacity(sides, questions)
        model.late = late
        print(f"capacity {able:.1f} questions a second (secure mode, all styles)", flush=True)
        await asyncio.sleep(10)  # what is still being worded
        seen = await load(sides, questions, api, 0.6 * able, n)
        print(f"60 %, {n} citizens, {len(STYLES)} styles: {seen.line()}", flush=True)
        over = await load(sides[:1], questions, api, 3 * able, int(3 * able * 15))
        print(f"300 % for 15 s: {over.line()}", flush=True)
    return 1 if seen.faults or over.faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--citizens", type=int, default=500)
    parser.add_argument("--redis", default="", help="a Redis to use in place of SQLite; it is filled")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        FakeModel() as model,
        SimulatedApi("wx5823bf96d3bd56c7", "s") as api,
    ):
        data = Path(folder) / "data"
        ingest([shipped_report_path()], data, embedder=bundled_embedder(), glossary_digest=glossary().digest)
        settings = Settings(llm_base_url=model.url, llm_model="fake", llm_budget=60.0)
        bot = open_bot(data, open_model("auto", settings))
        answers = {question: bot.ask(question) for question in bot.examples(None, 40)}
        questions = {  # those that the test's model can word so that it proves
            question: answer.citations[0].quote
            for question, answer in answers.items()
            if answer.status is AnswerStatus.ANSWERED and answer.mode is Mode.GENERATED
        }
        places = {question: n for n, question in enumerate(questions)}
        model.late = lambda question: LATE[places.get(question, 0) % len(LATE)]
        file = Path(folder) / "wechat.toml"
        file.write_text(
            "model_at_once = 60\n"
            + "".join(
                f'[wechat.{style}]\n{SECRETS}answers = "{style}"\nsecret = "s"\napi = "{api.url}"\n'
                for style in STYLES
            ),
            encoding="utf-8",
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        chosen = {
            "REPORT_BOT_STORE": options.redis,
            "REPORT_BOT_DATA": str(data),
            "REPORT_BOT_WECHAT": str(file),
        }
        chosen |= {
            "REPORT_BOT_LLM_BASE_URL": model.url,
            "REPORT_BOT_LLM_MODEL": "fake",
            "REPORT_BOT_LLM_BUDGET": "60",
        }
        chosen |= {"REPORT_BOT_ANSWERS_AT_ONCE": "200", "REPORT_BOT_RATE_SESSION": "1000"}
        command = [sys.executable, "-m", "report_bot.ui.cli", "serve", "--no-browser", "--port", str(port)]
        command += ["--workers", str(options.workers)]
        with (
            open(Path(folder) / "log", "w") as log,
            subprocess.Popen(command, env=os.environ | chosen, stdout=log, stderr=log) as server,
        ):
            try:
                bound = dict(load_accounts(file).wechat)
                return asyncio.run(
                    run(model, f"http://127.0.0.1:{port}", bound, api, questions, options.citizens)
                )
            finally:
                server.terminate()


if __name__ == "__main__":
    raise SystemExit(main())
