"""WeChat under load: 500 citizens at 60 % of the measured capacity in all four answer styles, then 300 %.

    python benchmarks/wechat.py [--citizens 500] [--workers 2] [--redis [redis://127.0.0.1:6379/0]]

Runs `report-bot serve` itself, a model that answers after 1, 4, 7 and 30 s, WeChat's interfaces and a Redis, all on this
machine: the load and the server share its processors. Prints figures, with what the load's own process was late; exits
with 1 where a citizen got no answer, a wrong one, another's, or one after 4.5 s as the citizen's side measured it.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx

sys.path += [str(Path(__file__).parents[1] / "tests" / "ui" / room) for room in (".", "wechat")]
from fake_model import FakeModel
from services import running_redis
from wechat_citizens import Asked, capacity, load

from report_bot.bot.ask import open_bot
from report_bot.bot.chat_model import open_model
from report_bot.bot.settings import Settings
from report_bot.bot.types import AnswerStatus, Mode
from report_bot.ingest.build import ingest
from report_bot.ingest.embed import bundled_embedder
from report_bot.ingest.read import shipped_report_path
from report_bot.prompts.load import glossary
from report_bot.ui.wechat.accounts import Account, load_accounts
from report_bot.ui.wechat.simulate import WechatSide
from report_bot.ui.wechat.simulated_api import SimulatedApi

LATE = (1.0, 4.0, 7.0, 30.0)
STYLES = ("quoted", "wait", "later", "push")
SECRETS = 'token = "Token123"\naes_key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"\nappid = "wx5823bf96d3bd56c7"\n'


class Model:
    """A FakeModel in a process of its own, `late` or not: dozens of its threads would slow down the citizens' clock."""

    def __init__(self, late: dict[str, float]) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._late, self._factor = late, self._context.Value("d", 1.0)

    @contextmanager
    def running(self) -> Iterator[str]:
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_model, args=(self._late, self._factor, theirs), daemon=True)
        process.start()
        try:
            yield ours.recv()
        finally:
            process.kill()

    def be_late(self, late: bool) -> None:
        self._factor.value = float(late)


def _model(late: dict[str, float], factor: object, said: object) -> None:
    with FakeModel(lambda question: late.get(question, 0.0) * factor.value) as model:  # type: ignore[attr-defined]
        said.send(model.url)  # type: ignore[attr-defined]
        while True:
            time.sleep(60)


class Lag:
    """How late this process is itself: what a citizen's clock shows too much."""

    def __init__(self) -> None:
        self.most = 0.0

    async def watch(self) -> None:
        while True:
            begun = time.monotonic()
            await asyncio.sleep(0.01)
            self.most = max(self.most, time.monotonic() - begun - 0.01)


async def run(
    model: Model,
    url: str,
    accounts: dict[str, Account],
    api: SimulatedApi,
    questions: list[Asked],
    n: int,
) -> int:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=100)
    lag = Lag()
    watching = asyncio.create_task(lag.watch())
    async with httpx.AsyncClient(limits=limits, trust_env=False) as client:
        sides = [WechatSide(accounts[style], url, client) for style in STYLES]
        while await sides[0].verify():
            await asyncio.sleep(0.3)
        for side in sides:  # what is loaded on the first question
            await side.say("warm", questions[0].text)
        await asyncio.sleep(6)
        model.be_late(False)
        able = await capacity(sides, questions)
        model.be_late(True)
        print(f"capacity {able:.1f} questions a second (secure mode, all styles)", flush=True)
        await asyncio.sleep(10)  # what is still being worded
        lag.most = 0.0
        seen = await load(sides, questions, api, 0.6 * able, n, fetching=True)
        print(
            f"60 %, {n} citizens, {len(STYLES)} styles: {seen.line()}; own lag {lag.most:.2f} s", flush=True
        )
        lag.most = 0.0
        over = await load(sides, questions, api, 3 * able, int(3 * able * 15), fetching=False)
        print(f"300 % for 15 s: {over.line()}; own lag {lag.most:.2f} s", flush=True)
    watching.cancel()
    return 1 if seen.faults or over.faults else 0


def what_is_asked(data: Path) -> list[Asked]:
    """The report's example questions, as far as the test's model can word them so that it proves."""
    with FakeModel() as model:
        settings = Settings(llm_base_url=model.url, llm_model="fake", llm_budget=60.0)
        bot = open_bot(data, open_model("auto", settings))
        quotes: dict[str, list[str]] = {}
        for question in bot.examples(None, 40):
            answer = bot.ask(question)
            if answer.status is AnswerStatus.ANSWERED and answer.mode is Mode.GENERATED:
                both = (*answer.citations, *bot.ask(question, worded=False).citations)
                quotes[question] = [citation.quote for citation in both]
    everything = frozenset(quote for own in quotes.values() for quote in own)
    return [
        Asked(question, own[0], frozenset(q for q in everything if not any(q in mine for mine in own)))
        for question, own in quotes.items()
    ]


def as_served(log: Path) -> str:
    """What the server's own log says of its time."""
    text = log.read_text(encoding="utf-8")
    took = sorted(int(ms) for ms in re.findall(r"answered account=.*? ms=(\d+)", text))
    odd = Counter(re.findall(r"(wechat: (?!answered|refused)[^\"=]{5,60}|Traceback|StoreUnavailable)", text))
    return f"the server's own clock: {len(took)} answers, max {took[-1] / 1000 if took else 0:.2f} s; log: {dict(odd)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--citizens", type=int, default=500)
    parser.add_argument(
        "--redis", nargs="?", const="start", default="", help="in place of SQLite; it is filled"
    )
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        api = stack.enter_context(SimulatedApi("wx5823bf96d3bd56c7", "s"))
        store = options.redis
        if store == "start":
            store = stack.enter_context(running_redis(Path(folder) / "redis"))
        data = Path(folder) / "data"
        ingest([shipped_report_path()], data, embedder=bundled_embedder(), glossary_digest=glossary().digest)
        questions = what_is_asked(data)
        model = Model({asked.text: LATE[n % len(LATE)] for n, asked in enumerate(questions)})
        model_url = stack.enter_context(model.running())
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
            "REPORT_BOT_STORE": store,
            "REPORT_BOT_DATA": str(data),
            "REPORT_BOT_WECHAT": str(file),
        }
        chosen |= {
            "REPORT_BOT_LLM_BASE_URL": model_url,
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
                print(as_served(Path(folder) / "log"), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
