"""What the office's figures make of WeChat: a quoted answer and the model's version of it are one question."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from wechat_office import OFFICE, accounts, run

from report_bot.ui.feedback import Feedback, Kept
from report_bot.ui.wechat.simulate import WechatSide
from report_bot.ui.wechat.simulated_api import SimulatedApi

NEW_JOBS = "去年城镇新增就业多少人？"


@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize("mode", ["wait", "later", "push"])
def test_an_answer_that_is_worded_later_counts_once(
    serving: Any, model: Any, tmp_path: Path, mode: str, broken: bool
) -> None:
    """As the model worded it, or as it was quoted where the model is down; asked anew it is another question."""
    model.broken = broken
    feedback = Feedback(tmp_path / "feedback.db")
    heard: list[str] = []

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        for n in (1, 2):
            api.heard("c")
            assert "5.9万人" in (await side.say("c", NEW_JOBS)).text
            deadline = time.monotonic() + 15
            while len(heard) < 2 * n:  # the quoted answer, and what came of wording it
                assert time.monotonic() < deadline
                await asyncio.sleep(0.05)

    with SimulatedApi(OFFICE["appid"], "secret") as api:
        bound = accounts(office={"answers": mode, "secret": "secret", "api": api.url})
        with serving(bound, model.url, feedback.record, lambda answer: heard.append(answer.id)) as url:
            run(talk)
    kept = feedback.since()
    feedback.close()
    assert [of(one) for one in kept] == [("quoted" if broken else "generated", NEW_JOBS)] * 2
    assert heard == [heard[0]] * 2 + [heard[2]] * 2 and {one.id for one in kept} == set(heard)


def of(one: Kept) -> tuple[str, str]:
    return one.mode, one.question
