"""The desk: every channel's sessions, the bound on answers being made, and who hears of an answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from report_bot.bot.ask import Bot
from report_bot.bot.types import Answer, AnswerStatus, Mode, Turn
from report_bot.ingest.errors import Busy, StoreUnavailable
from report_bot.ui.desk import SESSIONS_KEPT, TURNS_KEPT, Desk
from report_bot.ui.stores import open_store


class Echo:
    """A bot that says what it was given; `wait` holds its answers back."""

    def __init__(self, wait: threading.Event | None = None) -> None:
        self.wait = wait
        self.earlier: list[tuple[Turn, ...]] = []

    def ask_stream(self, text: str, *, earlier: tuple[Turn, ...] = (), **_: Any) -> Iterator[str | Answer]:
        self.earlier.append(earlier)
        yield "一句。"
        if self.wait:
            assert self.wait.wait(20)
        yield Answer(text, text, "一句。", AnswerStatus.ANSWERED, (), (), Mode.QUOTED, 1.0, "r")

    def cards(self) -> tuple[()]:
        return ()

    def examples(self, report: str | None = None, n: int = 6) -> tuple[str, ...]:
        return ()


@pytest.fixture
def desk_of(store_url: str) -> Iterator[Callable[..., Desk]]:
    """Makes a desk over an empty store, in SQLite and in Redis."""
    store = open_store(store_url)
    yield lambda bot, **more: Desk(bot, store, **more)
    store.close()


def test_a_session_goes_on_at_another_desk_of_the_same_store(bot: Bot, store_url: str, dialogue: Any) -> None:
    """Two processes answer one conversation in turn; a stranger's session knows nothing of it."""
    one, other = (Desk(bot, open_store(store_url)) for _ in range(2))
    one.ask(dialogue.question, session="甲")
    assert other.ask(dialogue.follow_up, session="甲").text == dialogue.followed
    assert other.ask(dialogue.follow_up, session="乙").text != dialogue.followed
    assert other.ask(dialogue.follow_up).text != dialogue.followed


def test_a_session_keeps_the_last_turns_and_can_be_forgotten(desk_of: Callable[..., Desk]) -> None:
    echo = Echo()
    desk = desk_of(echo)
    for n in range(TURNS_KEPT + 3):
        desk.ask(f"问{n}", session="s")
    assert [turn.question for turn in desk.turns("s")] == [f"问{n}" for n in range(3, TURNS_KEPT + 3)]
    desk.forget("s")
    assert desk.turns("s") == ()


def test_a_session_holds_no_number_that_names_a_person(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(Echo())
    desk.ask("我的手机13812345678能领低保吗", session="s")
    assert "138" not in desk.turns("s")[0].question


def test_two_questions_of_a_session_at_once_both_find_their_place(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(Echo())
    threads = [threading.Thread(target=desk.ask, args=(f"问{n}",), kwargs={"session": "s"}) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert {turn.question for turn in desk.turns("s")} == {f"问{n}" for n in range(6)}


def test_sessions_are_bounded_in_number(
    desk_of: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever makes up names without end pushes out the oldest ones, and fills no disk."""
    monkeypatch.setattr("report_bot.ui.desk.SESSIONS_KEPT", 256)  # one for each shelf
    desk = desk_of(Echo())
    for n in range(400):
        desk.ask("问", session=str(n))
    assert len(desk.store.keys("session")) <= 256 < SESSIONS_KEPT


def test_above_the_bound_a_question_is_turned_away_at_once(desk_of: Callable[..., Desk]) -> None:
    """Answers being streamed count until their end, also where the reader goes away in the middle."""
    go = threading.Event()
    desk = desk_of(Echo(go), most=2)
    first, second = desk.stream("一"), desk.stream("二")
    assert next(first) == next(second) == "一句。"
    with pytest.raises(Busy) as refused:
        desk.ask("三")
    assert refused.value.retry_after > 0 and "秒" in str(refused.value)
    second.close()  # type: ignore[attr-defined]
    assert desk.in_flight == 1
    go.set()
    assert isinstance([*first][-1], Answer)
    assert desk.in_flight == 0
    assert desk.ask("四").text == "一句。"


def test_draining_waits_for_the_answers_being_made(desk_of: Callable[..., Desk]) -> None:
    go = threading.Event()
    desk = desk_of(Echo(go))
    asking = threading.Thread(target=desk.ask, args=("问",))
    asking.start()
    while not desk.in_flight:
        time.sleep(0.005)
    assert not desk.drain(0.05)
    threading.Timer(0.1, go.set).start()
    assert desk.drain(20)
    asking.join(20)


def test_listeners_hear_of_every_answer_by_its_id_and_cannot_spoil_it(desk_of: Callable[..., Desk]) -> None:
    heard: list[str] = []

    def broken(_: Answer) -> None:
        raise OSError("disk full")

    desk = desk_of(Echo(), listeners=(broken, lambda answer: heard.append(answer.id)))
    first, second = desk.ask("问"), desk.ask("问")
    assert heard == [first.id, second.id] and first.id != second.id


def test_a_question_that_is_answered_again_keeps_its_id(desk_of: Callable[..., Desk]) -> None:
    """A channel that gives the report's own words first has asked one question, not two."""
    heard: list[str] = []
    desk = desk_of(Echo(), listeners=(lambda answer: heard.append(answer.id),))
    first = desk.ask("问", worded=False)
    assert desk.ask("问", again=first.id).id == first.id
    assert heard == [first.id, first.id]


def test_without_its_store_the_desk_answers_all_the_same(tmp_path: Path) -> None:
    """A follow-up is then not understood; the question itself is still answered."""

    class Gone:
        def __getattr__(self, name: str) -> Any:
            def gone(*_: object) -> None:
                raise StoreUnavailable("读不了。")

            return gone

    desk = Desk(Echo(), Gone())  # type: ignore[arg-type]
    assert desk.ask("问", session="s").text == "一句。"
