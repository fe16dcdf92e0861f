"""A server killed with -9 and begun again: whatever was promised to a citizen is still there, in either store."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from services import free_port
from wechat_office import OFFICE, run

from report_bot.ui.wechat.accounts import load_accounts
from report_bot.ui.wechat.simulate import WechatSide, message_xml
from report_bot.ui.wechat.simulated_api import SimulatedApi

QUESTIONS = {"去年城镇新增就业多少人？": "5.9万人", "今年计划家庭养老床位多少张？": "2000张"}


@contextmanager
def server(data: Path, store: str, file: Path, model: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server process that takes requests; killed with -9 at the end, whatever it is at."""
    command = [
        sys.executable,
        str(Path(__file__).with_name("serve.py")),
        str(data),
        store,
        str(file),
        model,
        str(port),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == b"made\n"
            yield process
        finally:
            process.kill()


def test_no_pending_answer_is_lost(
    shipped_index_folder: Path, store_url: str, tmp_path: Path, model: Any
) -> None:
    """Killed while the model words answers and a message waits for one: afterwards each is fetched, pushed, delivered."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with SimulatedApi(OFFICE["appid"], "secret") as api:
        file = tmp_path / "wechat.toml"
        shared = "".join(f'{key} = "{value}"\n' for key, value in OFFICE.items())
        file.write_text(
            f'[wechat.later]\n{shared}answers = "later"\n[wechat.wait]\n{shared}answers = "wait"\n'
            f'[wechat.push]\n{shared}answers = "push"\nsecret = "secret"\napi = "{api.url}"\n',
            encoding="utf-8",
        )
        bound = load_accounts(file)

        def side(name: str, client: Any) -> WechatSide:
            return WechatSide(bound.wechat[name], url, client)

        async def ask(client: Any) -> None:
            await _up(side("later", client))
            for name in ("later", "push"):
                for n, (question, right) in enumerate(QUESTIONS.items()):
                    api.heard(f"{name}{n}")
                    shown = await side(name, client).say(f"{name}{n}", question)
                    assert right in shown.text and "1" in shown.text.splitlines()[-1], shown

        async def fetch(client: Any) -> None:
            await _up(side("later", client))
            for n, right in enumerate(QUESTIONS.values()):
                deadline = time.monotonic() + 30
                while "还在准备" in (shown := await side("later", client).say(f"later{n}", "1")).text:
                    assert time.monotonic() < deadline
                    await asyncio.sleep(0.3)
                assert right in shown.text and "AI生成" in shown.text, shown
                assert "AI生成" not in (await side("later", client).say(f"later{n}", "1")).text
                while not api.sent[f"push{n}"]:
                    assert time.monotonic() < deadline
                    await asyncio.sleep(0.1)
                assert len(api.sent[f"push{n}"]) == 1 and right in api.sent[f"push{n}"][0]

        cut = message_xml("cut", "text", Content=next(iter(QUESTIONS)))

        async def ask_all(client: Any) -> None:
            await ask(client)
            delivering = asyncio.create_task(side("wait", client).deliver(cut, "cut", pause=9.0))
            while len(model.asked) < 5:  # all are being worded, and one message is still unanswered
                await asyncio.sleep(0.05)
            process.kill()
            process.wait()
            delivering.cancel()

        async def fetch_all(client: Any) -> None:
            await fetch(client)
            shown = await side("wait", client).deliver(cut, "cut")
            assert shown.fault == "" and "5.9万人" in shown.text, shown

        model.late = lambda question: 60.0
        with server(shipped_index_folder, store_url, file, model.url, port) as process:
            run(ask_all)
        model.late = lambda question: 0.2
        with server(shipped_index_folder, store_url, file, model.url, port):
            run(fetch_all)


async def _up(side: WechatSide) -> None:
    deadline = time.monotonic() + 30
    while await side.verify():
        assert time.monotonic() < deadline, "the server does not answer"
        await asyncio.sleep(0.05)
