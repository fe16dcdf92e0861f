"""The desk that every channel asks: the bot, each session's turns, and a bound on the answers being made at once."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from report_bot.bot.types import Answer, Turn
from report_bot.ingest.errors import Busy, StoreUnavailable
from report_bot.ui.mask import masked

if TYPE_CHECKING:
    from report_bot.bot.ask import Bot
    from report_bot.ui.limits import Limits
    from report_bot.ui.store import Store

TURNS_KEPT = 8  # what a follow-up may refer to
SESSION_SECONDS = 30 * 60  # after its last question
SESSIONS_KEPT = (
    20_480  # about; of those that share the first byte of their key, the one begun first goes first
)
ANSWERS_AT_ONCE = 64
_SESSION, _ORDER = "session", "session-order"

_log = logging.getLogger(__name__)


class Desk:
    """Asks the bot for every channel. Threads may share one; processes that share a Store share the sessions.

    Every Answer gets an `id`, and `listeners` (feedback, metrics) are told of it before the channel has it.
    """

    def __init__(
        self,
        bot: Bot,
        store: Store,
        *,
        most: int = ANSWERS_AT_ONCE,
        listeners: Sequence[Callable[[Answer], object]] = (),
        limits: Limits | None = None,
    ) -> None:
        self.bot, self.store = bot, store
        self.cards, self.examples = bot.cards, bot.examples
        self._most, self._listeners, self._limits = most, tuple(listeners), limits
        self._changed = threading.Condition()
        self._in_flight = 0

    @property
    def in_flight(self) -> int:
        """How many answers are being made by this process."""
        return self._in_flight

    def ask(
        self,
        text: str,
        *,
        session: str | None = None,
        report: str | None = None,
        worded: bool = True,
        earlier: tuple[Turn, ...] = (),
        budget: float | None = None,
        again: str = "",
    ) -> Answer:
        """Answer one question, as the next one of a session where one is named, else after the `earlier` turns.

        `worded` false gives the report's own words at once; `budget`: seconds after which they are given in any case
        (None: as the settings say). `again` is the id of such an answer, whose question a model is to word after all: it
        is one question still, and keeps its id. Raises Busy, TooOften, and ReportUnknown for a `report` not ingested.
        """
        *_, answer = self.stream(
            text, session=session, report=report, worded=worded, earlier=earlier, budget=budget, again=again
        )
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        text: str,
        *,
        session: str | None = None,
        report: str | None = None,
        worded: bool = True,
        earlier: tuple[Turn, ...] = (),
        budget: float | None = None,
        again: str = "",
    ) -> Iterator[str | Answer]:
        """The same; proved sentences as they come, and at the end the Answer, which takes their place."""
        if session and self._limits:
            self._limits.of_session(session)
        with self._place():
            earlier = self.turns(session) if session else earlier
            for piece in self.bot.ask_stream(
                text, earlier=earlier, report=report, worded=worded, budget=budget
            ):
                if isinstance(piece, Answer):
                    piece = replace(piece, id=again or uuid4().hex)
                    if session:
                        self._remember(session, Turn(masked(piece.resolved), piece.report_id))
                    self._tell(piece)
                yield piece

    def turns(self, session: str) -> tuple[Turn, ...]:
        """What a session has asked, the oldest first; nothing where the store cannot be reached."""
        try:
            return _read(self.store.get(_SESSION, _key(session)))
        except StoreUnavailable:
            _log.warning("the store cannot be read: a question is answered without its session")
            return ()

    def forget(self, session: str) -> None:
        """Begin a session anew."""
        self.store.delete(_SESSION, _key(session))

    def drain(self, seconds: float) -> bool:
        """Wait until no answer is being made any more; whether that came about in time."""
        deadline = time.monotonic() + seconds
        with self._changed:
            return self._changed.wait_for(
                lambda: self._in_flight == 0, timeout=max(0.0, deadline - time.monotonic())
            )

    @contextmanager
    def _place(self) -> Iterator[None]:
        with self._changed:
            if self._in_flight >= self._most:
                raise Busy
            self._in_flight += 1
        try:
            yield
        finally:
            with self._changed:
                self._in_flight -= 1
                self._changed.notify_all()

    def _remember(self, session: str, turn: Turn) -> None:
        """Add a turn; two questions of a session at once both find their place."""
        key = _key(session)
        try:
            while True:
                stored = self.store.get(_SESSION, key)
                new = _write((*_read(stored), turn)[-TURNS_KEPT:])
                if stored is None:
                    if self.store.claim(_SESSION, key, new, SESSION_SECONDS):
                        self._make_room(key)
                        return
                elif self.store.swap(_SESSION, key, stored, new, SESSION_SECONDS):
                    return
        except StoreUnavailable:
            _log.warning("the store cannot be written: a session does not know its last question")

    def _make_room(self, newest: str) -> None:
        shelf = newest[:2]  # one of 256: a queue stays short
        most = SESSIONS_KEPT // 256
        begun = self.store.push(_ORDER, shelf, newest, SESSION_SECONDS, most + 1)
        if begun > most and (oldest := self.store.pop(_ORDER, shelf)):
            self.store.delete(_SESSION, oldest)

    def _tell(self, answer: Answer) -> None:
        for listener in self._listeners:
            try:
                listener(answer)
            except Exception:  # what keeps count must not cost the citizen the answer
                _log.exception("an answer could not be recorded")


def _key(session: str) -> str:
    # A digest: any text may name a session, and the store holds nobody's name or number.
    return hashlib.sha256(session.encode("utf-8", "surrogatepass")).hexdigest()


def _read(stored: str | None) -> tuple[Turn, ...]:
    turns = json.loads(stored) if stored else []
    return tuple(Turn(question, report_id) for question, report_id in turns)


def _write(turns: Sequence[Turn]) -> str:
    return json.dumps([(turn.question, turn.report_id) for turn in turns], ensure_ascii=False)
