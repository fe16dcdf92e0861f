"""A conversation as the chat page shows it: ask the desk, show what comes as it comes, keep what is shown."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import uuid4

from report_bot.bot.types import Answer
from report_bot.ingest.errors import ReportBotError
from report_bot.ui.cards import answer_html, coming_html, error_html, question_html

EXCHANGES_SHOWN = 40  # the page forgets older ones; so a session's memory is bounded
FAILED = "抱歉，刚才没有答成，请稍后再问一次。急事请拨打12345热线。"
WAITING = (
    '<div class="rb-waiting" role="status">正在报告里查找……'
    '<span class="rb-slow">还在查找，请再等一会儿。</span></div>'
)

Messages = Sequence[tuple[str, str]]  # (role, HTML)
_log = logging.getLogger(__name__)


class Card(Protocol):
    """What the page shows of a report."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


class Bot(Protocol):
    """What the page asks of the bot itself."""

    def cards(self) -> Sequence[Card]: ...
    def examples(self, report: str | None = None, n: int = 6) -> tuple[str, ...]: ...
    def suggest(self, answer: Answer, n: int = 3) -> tuple[str, ...]: ...


class Desk(Protocol):
    """What the page asks of the desk."""

    @property
    def bot(self) -> Bot: ...
    def stream(
        self, text: str, *, session: str | None = None, report: str | None = None
    ) -> Iterator[str | Answer]: ...
    def forget(self, session: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one open page shows: (question, answer) in HTML. `session` names its turns at the desk; "" before the first."""

    session: str = ""
    shown: tuple[tuple[str, str], ...] = ()
    last: Answer | None = None

    def add(self, question: str, html: str, last: Answer | None = None) -> Conversation:
        shown = (*self.shown, (question_html(question), html))[-EXCHANGES_SHOWN:]
        return replace(self, shown=shown, last=last)

    def messages(self) -> Messages:
        return [part for question, html in self.shown for part in (("user", question), ("assistant", html))]


def converse(
    desk: Desk, question: str, past: Conversation, report: str | None, *, rated: bool = False
) -> Iterator[Conversation]:
    """Ask, and give the conversation as it grows: waiting, a model's proved sentences, the answer; or why there is none."""
    past = replace(past, session=past.session or uuid4().hex)
    yield past.add(question, WAITING)
    written: list[str] = []
    try:
        for piece in desk.stream(question, session=past.session, report=report):
            if isinstance(piece, Answer):
                yield past.add(question, answer_html(piece, rated=rated), piece)
            else:
                written.append(piece)
                yield past.add(question, coming_html(written))
    except ReportBotError as error:
        yield past.add(question, error_html(str(error)))
    except Exception:  # a citizen must not meet a stack trace; the operator finds it in the log
        _log.exception("a question could not be answered")
        yield past.add(question, error_html(FAILED))
