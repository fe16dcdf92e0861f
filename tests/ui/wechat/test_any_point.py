"""Killed at any point: the process ends before its nth call of the store, for every n, and another one goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from wechat_office import OFFICE, accounts

from report_bot.bot.ask import Bot, open_bot
from report_bot.ui.desk import Desk
from report_bot.ui.store import Store
from report_bot.ui.stores import open_store
from report_bot.ui.wechat import once, pending
from report_bot.ui.wechat.accounts import Accounts
from report_bot.ui.wechat.messages import Message
from report_bot.ui.wechat.once import Once, message_key
from report_bot.ui.wechat.pending import Pending
from report_bot.ui.wechat.push import Push
from report_bot.ui.wechat.simulated_api import SimulatedApi
from report_bot.ui.wechat.talk import Talk
from report_bot.ui.wechat.tokens import Tokens


class Killed(BaseException):
    """What no handler of ours may catch."""


class Mortal:
    """A store whose process is killed before its nth call."""

    def __init__(self, store: Store, calls: int) -> None:
        self._store, self._left = store, calls

    def __getattr__(self, name: str) -> Callable[..., Any]:
        act = getattr(self._store, name)

        def call(*values: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left < 0:
                raise Killed
            return act(*values, **named)

        return call


class Life:
    """One process, as far as the store knows."""

    def __init__(self, bot: Any, store: Any, bound: Accounts, owner: str) -> None:
        self.account, self.store = bound.wechat["office"], store
        self.once, self.pending = Once(store, owner), Pending(store, owner)
        self.talk = Talk(Desk(bot, store), store, bound, self.pending, Push(store, Tokens(store, owner)))

    def answer(self, message: Message) -> str:
        key = message_key(self.account, message)
        said = self.once.meet(key)
        if not isinstance(said, str):
            assert said, "nobody else is at it"
            plan = self.talk.plan(self.account, message, key, crowded=False)
            said = self.once.say(key, plan.parts[0])
        self.talk.left(self.account, message, key)
        return said

    def work(self) -> str:
        for job_id in self.pending.todo():
            assert self.pending.lease(job_id)
            job = self.pending.get(job_id)
            if job is None:
                self.pending.forget(job_id)
            else:
                self.pending.finished(self.talk.work(job))
        return ""


class Remembering:
    """The real bot, which is asked each question once: it is the store that these tests are about."""

    def __init__(self, bot: Bot) -> None:
        self._bot, self._answers = bot, dict[Any, Any]()
        self.cards, self.examples, self.read = bot.cards, bot.examples, bot.read

    def ask_stream(self, text: str, **how: Any) -> Any:
        key = (text, *how.items())
        if key not in self._answers:
            self._answers[key] = list(self._bot.ask_stream(text, **how))
        return self._answers[key]


@pytest.fixture
def bot(shipped_index_folder: Path, model: Any) -> Iterator[Any]:
    from pydantic import SecretStr

    from report_bot.bot.chat_model import open_model
    from report_bot.bot.settings import Settings

    settings = Settings(llm_base_url=model.url, llm_model="fake", llm_api_key=SecretStr("k"))
    yield Remembering(open_bot(shipped_index_folder, open_model("auto", settings)))


@pytest.mark.parametrize("style", ["later", "push"])
def test_whenever_it_happens_the_citizen_gets_both_answers(
    bot: Any, store_url: str, monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    """The question's answer once and the same on a retry; the model's version with 1, or pushed, never pushed twice."""
    monkeypatch.setattr(pending, "LEASE_S", 0.001)
    monkeypatch.setattr(once, "WORK_S", 0.001)
    reached, store = 0, open_store(store_url)
    with SimulatedApi(OFFICE["appid"], "s") as api:
        bound = accounts(office={"answers": style, "secret": "s", "api": api.url})
        for n in range(200):
            citizen = f"citizen {n}"
            api.heard(citizen)
            store.delete("wx-token", "office")
            life, killed, said = Life(bot, Mortal(store, n), bound, "first"), False, []
            for step in _steps(citizen):
                try:
                    said.append(step(life))
                except Killed:  # WeChat delivers again, or the next process looks for what there is to do
                    killed = True
                    time.sleep(0.005)
                    life = Life(bot, store, bound, "second")
                    said.append(step(life))
            quoted, _, fetched, last, sent = *said, api.sent[citizen]
            assert "5.9万人" in quoted and "AI生成" not in quoted and "1" in quoted.splitlines()[-1]
            assert len(sent) <= (style == "push"), n
            assert "AI生成" in fetched or sent, f"lost where it was killed before call {n}"
            assert not ("AI生成" in fetched and sent) or killed
            assert "AI生成" not in last, f"given twice after a kill before call {n}"
            Life(bot, store, bound, "third").work()
            assert store.keys("wx-job") == () and store.keys("wx-todo") == (), n
            if not killed:
                break
            reached = n
    assert 20 < reached < 199


def _steps(citizen: str) -> list[Callable[[Life], str]]:
    """What happens: a question, the worker's round, “1”, and “1” again."""
    said = ("去年城镇新增就业多少人？", "1", "1")
    ask, fetch, again = (
        Message(citizen, "o", "text", "1714112445", str(n), text) for n, text in enumerate(said)
    )
    return [
        lambda life: life.answer(ask),
        lambda life: life.work(),
        lambda life: life.answer(fetch),
        lambda life: life.answer(again),
    ]
