"""Five seconds: the model has 4 of them, every callback is answered within 4.5, whatever hangs, and once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from wechat_office import accounts, run

from report_bot.ingest.errors import StoreUnavailable
from report_bot.ui.store_sqlite import SqliteStore
from report_bot.ui.wechat.arrival import Arrivals
from report_bot.ui.wechat.in_time import MODEL_S, InTime
from report_bot.ui.wechat.messages import Message
from report_bot.ui.wechat.once import Once
from report_bot.ui.wechat.pending import Pending
from report_bot.ui.wechat.protocol import Nonce
from report_bot.ui.wechat.refused import Refused
from report_bot.ui.wechat.simulate import WechatSide
from report_bot.ui.wechat.talk import Plan
from report_bot.ui.wechat.workers import Workers

IN_TIME = 4.5
MESSAGE = Message("citizen", "office", "text", "1714112445", "1", "问")


class FakeTalk:
    """Plans “quoted” after `plan` seconds, and “worded” after `model` more; counts how often."""

    def __init__(self, plan: float = 0.0, model: float | None = None) -> None:
        self._plan, self._model, self.planned, self.left = plan, model, 0, 0.0

    def plan(self, *_: object, **__: object) -> Plan:
        self.planned += 1
        time.sleep(self._plan)
        return Plan(("quoted",), self._better if self._model is not None else None)

    def _better(self, left: float) -> tuple[str, ...]:
        assert self._model is not None
        self.left = left
        time.sleep(self._model)
        return ("worded",)

    def prefer(self, account: object, message: object, key: str, parts: tuple[str, ...]) -> str:
        return parts[0]

    def bare_answer(self, *_: object) -> str:
        return "bare"


class Hanging:
    """A store whose calls hang where `when` says so, and then give up."""

    def __init__(self, store: SqliteStore, when: Callable[[str, str], bool]) -> None:
        self._store, self._when = store, when

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(kind: str, *values: Any) -> Any:
            if self._when(name, kind):
                time.sleep(6)
                raise StoreUnavailable("")
            return getattr(self._store, name)(kind, *values)

        return call


def door(talk: Any, store: Any) -> InTime:
    return InTime(talk, store, Once(store, "me"), Workers(Pending(store, "me"), 8, lambda job: job))


async def timed(
    door: InTime, *, mode: str = "secure", nonce: str = "n", digest: str = "d"
) -> tuple[str, float]:
    """The answer to the message, and the seconds it took."""
    arrived = time.monotonic()
    account = accounts(office={"answers": "wait", "mode": mode}).wechat["office"]
    text = await door.answer(account, MESSAGE, Nonce(nonce, digest), arrived)
    return text, time.monotonic() - arrived


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "serve.db")


def in_a_loop(act: Callable[[], Any]) -> Any:
    return run(lambda client: act())


def test_the_model_has_four_seconds_from_arrival(store: SqliteStore) -> None:
    """What is ready shortly before is said; what comes shortly after is not, and does not hold up the quoted answer."""
    talk = FakeTalk(model=MODEL_S - 0.15)
    text, took = in_a_loop(lambda: timed(door(talk, store)))
    assert (text, MODEL_S) == ("worded", 4.0) and took < IN_TIME and 3.7 < talk.left <= 4.0
    store.delete("wx-said", next(iter(store.keys("wx-said"))))
    store.delete("wx-work", next(iter(store.keys("wx-work"))))
    text, took = in_a_loop(lambda: timed(door(FakeTalk(model=MODEL_S + 0.3), store)))
    assert text == "quoted" and 3.9 < took < IN_TIME


@pytest.mark.parametrize("model", [0.5, 9.0])
def test_overlapping_deliveries_wait_for_the_one_that_is_at_work(store: SqliteStore, model: float) -> None:
    """To its end, also where the model takes all the time there is; the work runs once, nobody hears the busy line."""
    talk = FakeTalk(model=model)

    async def both() -> list[tuple[str, float]]:
        one = door(talk, store)
        return await asyncio.gather(*(timed(each) for each in (one, one, door(talk, store))))

    answers = in_a_loop(both)
    assert {text for text, _ in answers} == {"worded" if model < 4 else "quoted"} and talk.planned == 1
    assert all(took < IN_TIME for _, took in answers)


def test_a_store_that_hangs_costs_no_citizen_the_answer(store: SqliteStore) -> None:
    """From the start: answered without it, in plain mode refused; at the last moment: what was about to be kept."""
    silent = Hanging(store, lambda name, kind: True)
    text, took = in_a_loop(lambda: timed(door(FakeTalk(model=0.0), silent)))
    assert text == "bare" and took < IN_TIME
    with pytest.raises(Refused):
        in_a_loop(lambda: timed(door(FakeTalk(), silent), mode="plain"))
    for model, said in ((0.0, "worded"), (9.0, "quoted")):
        late = Hanging(store, lambda name, kind: (name, kind) == ("claim", "wx-said"))
        text, took = in_a_loop(lambda late=late, model=model: timed(door(FakeTalk(model=model), late)))
        assert text == said and took < IN_TIME
        store.delete("wx-work", next(iter(store.keys("wx-work"))))


def test_what_cannot_be_answered_in_time_gets_the_busy_line_and_keeps_it(store: SqliteStore) -> None:
    """Too slow; too many before it. A retry hears the same."""

    async def all_of(many: int) -> list[tuple[str, float]]:
        busy = door(FakeTalk(plan=6.0), store)
        return await asyncio.gather(*(timed(busy) for _ in range(many)))

    (first,) = in_a_loop(lambda: all_of(1))
    assert "比较多" in first[0] and first[1] < IN_TIME
    assert in_a_loop(lambda: timed(door(FakeTalk(), store)))[0] == first[0]


def test_a_nonce_brings_one_body_only(store: SqliteStore) -> None:
    assert in_a_loop(lambda: timed(door(FakeTalk(), store)))[0] == "quoted"
    assert in_a_loop(lambda: timed(door(FakeTalk(), store)))[0] == "quoted", "WeChat's own retry"
    with pytest.raises(Refused, match="replayed"):
        in_a_loop(lambda: timed(door(FakeTalk(), store), digest="another"))


def test_time_runs_while_a_request_waits_at_the_socket(
    shipped_index_folder: Path, model: Any, tmp_path: Path
) -> None:
    """The process is held up for most of a second just as a message comes: it is answered within 4.5 s of its sending."""
    from serve import make_app
    from served import served

    model.late = lambda question: 9.0
    bound = accounts(office={"answers": "wait"})
    app = make_app(shipped_index_folder, f"sqlite:///{tmp_path / 'serve.db'}", bound, model.url)

    async def hold_up(_: Any) -> Any:
        from starlette.responses import Response

        time.sleep(0.8)
        return Response()

    app.add_route("/held-up", hold_up)

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        await side.verify()
        holding = asyncio.create_task(client.get(f"{url}held-up"))
        await asyncio.sleep(0.1)
        shown = await side.say("c", "去年城镇新增就业多少人？")
        await holding
        assert shown.fault == "" and "5.9万人" in shown.text and 3.5 < shown.seconds < IN_TIME, shown

    with served(app) as url:
        run(talk)


def test_an_arrival_is_now_unless_the_loop_was_held_up() -> None:
    async def tell() -> tuple[float, float]:
        arrivals = Arrivals()
        arrivals.start()
        await asyncio.sleep(0.3)
        prompt = time.monotonic() - arrivals.now()
        time.sleep(0.5)
        held_up = time.monotonic() - arrivals.now()
        await arrivals.stop()
        return prompt, held_up

    prompt, held_up = in_a_loop(tell)
    assert prompt < 0.15 and 0.5 <= held_up < 0.9
