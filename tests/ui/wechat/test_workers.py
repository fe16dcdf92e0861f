"""Several processes of one server: they share what they promised, and only those that WeChat reaches speak to it."""

from __future__ import annotations

import asyncio
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter
from services import program
from wechat_office import OFFICE, accounts, run

from report_bot.ui.wechat.accounts import load_accounts
from report_bot.ui.wechat.simulate import WechatSide, message_xml
from report_bot.ui.wechat.simulated_api import SimulatedApi

QUESTIONS = {"去年城镇新增就业多少人？": "5.9万人", "今年计划家庭养老床位多少张？": "2000张"}


def test_wechat_is_spoken_to_once_in_a_process(
    client_of: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the process is to: the settings alone, which the page's process has too, bring no second set of workers."""
    from report_bot.bot.settings import Settings
    from report_bot.ui.app import build_app
    from report_bot.ui.feedback import Feedback
    from report_bot.ui.metrics import Metrics
    from report_bot.ui.wechat import routes

    made: list[Any] = []
    monkeypatch.setattr(routes, "wechat_router", lambda *given: made.append(given) or APIRouter())
    file = tmp_path / "wechat.toml"
    file.write_text("".join(["[wechat.office]\n", *(f'{k} = "{v}"\n' for k, v in OFFICE.items())]))
    desk = client_of(wechat=file).app.state.desk
    assert made == []
    settings = Settings(_env_file=None, data=tmp_path, wechat=file)  # type: ignore[call-arg]
    bound, feedback = accounts(office={}), Feedback(tmp_path / "feedback.db")
    build_app(desk, settings, desk.store, feedback=feedback, metrics=Metrics(), page="no.sock", wechat=bound)
    assert made == [(desk, desk.store, bound)]
    feedback.close()


def test_two_processes_share_all_that_citizens_were_promised(
    shipped_index_folder: Path, store_url: str, tmp_path: Path, model: Any
) -> None:
    """`report-bot serve --workers 2`, each call on a connection of its own: one answer, worded once, fetched and pushed once."""
    data = tmp_path / "data"
    shutil.copytree(shipped_index_folder, data)
    shared = "".join(f'{key} = "{value}"\n' for key, value in OFFICE.items())
    file = tmp_path / "wechat.toml"
    with SimulatedApi(OFFICE["appid"], "secret") as api:
        file.write_text(
            f'[wechat.later]\n{shared}answers = "later"\n'
            f'[wechat.push]\n{shared}answers = "push"\nsecret = "secret"\napi = "{api.url}"\n',
            encoding="utf-8",
        )
        bound = load_accounts(file)

        async def citizen(n: int, client: Any) -> None:
            name, (question, right) = ("later", "push")[n % 2], list(QUESTIONS.items())[n // 2 % 2]
            api.heard(f"citizen {n}")
            xml = message_xml(f"citizen {n}", "text", Content=question)

            async def say(xml: str) -> str:
                shown = await WechatSide(bound.wechat[name], url, client).deliver(xml, f"citizen {n}")
                assert shown.fault == "" and shown.seconds < 4.5, shown
                return shown.text

            await asyncio.sleep(0.3 * n)
            answers = await asyncio.gather(*(say(xml) for _ in range(3)))
            assert len(set(answers)) == 1 and right in answers[0] and "1" in answers[0].splitlines()[-1]
            deadline = time.monotonic() + 60
            while name == "push" and not api.sent[f"citizen {n}"]:
                assert time.monotonic() < deadline
                await asyncio.sleep(0.1)
            said = "还在准备"
            while "还在准备" in said:
                assert time.monotonic() < deadline
                said = await say(message_xml(f"citizen {n}", "text", Content="1"))
                await asyncio.sleep(0.2)
            got = [*api.sent[f"citizen {n}"], *([said] if "AI生成" in said else [])]
            assert len(got) == 1 and right in got[0], got
            assert "AI生成" not in await say(message_xml(f"citizen {n}", "text", Content="1"))

        async def all_of(_: Any) -> None:
            import httpx

            limits = httpx.Limits(max_keepalive_connections=0)  # so that both processes take their turn
            async with httpx.AsyncClient(limits=limits, timeout=6.0, trust_env=False) as client:
                ready = 0
                while ready < 8:  # in a row: both
                    ready = ready + 1 if (await client.get(f"{url}/readyz")).status_code == 200 else 0
                    await asyncio.sleep(0.05)
                await asyncio.gather(*(citizen(n, client) for n in range(16)))

        with program(
            data, "--workers", "2", mode="auto", STORE=store_url, WECHAT=str(file),
            LLM_BASE_URL=model.url, LLM_MODEL="fake", LLM_BUDGET="60",
        ) as (url, _):  # fmt: skip
            run(all_of)
        assert len(model.asked) == 16 and api.tokens_given == 1
