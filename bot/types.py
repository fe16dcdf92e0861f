"""The nouns of an answer: Question, Evidence, Draft, Citation, Answer and their parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from report_bot.ingest.types import FactStatus, Figure, Measure, Passage, Period


class AnswerStatus(StrEnum):
    """How a question ended. The last three are refusals."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    GREETING = "greeting"
    CLARIFY = "clarify"
    NOT_IN_REPORT = "not_in_report"
    OFF_TOPIC = "off_topic"
    UNSAFE = "unsafe"

    @property
    def refused(self) -> bool:
        return self in (AnswerStatus.NOT_IN_REPORT, AnswerStatus.OFF_TOPIC, AnswerStatus.UNSAFE)


class Mode(StrEnum):
    """Who worded the answer: the report's own words, or a language model."""

    QUOTED = "quoted"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier turn of a conversation: what was asked, after follow-ups were resolved."""

    question: str
    report_id: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence of the report that an answer rests on. `report.text[start:end] == quote`."""

    n: int
    report_id: str
    report_title: str
    section: tuple[str, ...]
    quote: str
    passage_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure that the answer states, and the citation (by its n) that proves it."""

    figure: Figure
    report_id: str
    citation: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the citizen gets. `resolved` is the question after follow-ups were resolved, for the next turn."""

    question: str
    resolved: str
    text: str
    status: AnswerStatus
    citations: tuple[Citation, ...]
    figures: tuple[CitedFigure, ...]
    mode: Mode
    elapsed_ms: float
    report_id: str
    explanation: tuple[str, ...] = field(default=())  # how the sentences were ranked, a line each (ask --explain)
