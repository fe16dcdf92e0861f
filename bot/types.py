"""The nouns of an answer: Question, Evidence, Draft, Citation, Answer and their parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from report_bot.ingest.types import FactStatus, Figure, Measure, Passage, Period

from .check_types import Verdict

if TYPE_CHECKING:
    from .match import FigureMatch


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


class Intent(StrEnum):
    """What kind of answer a question wants."""

    FIGURE = "figure"  # a number: level, growth, share or rank
    POLICY = "policy"  # measures, plans, what was done; also anything else about the report's content
    COMPARE = "compare"  # both years side by side
    DIFFERENCE = "difference"  # 多了多少, 差多少: both years and the difference worked out
    CONFIRM = "confirm"  # 是不是突破5000亿了: a premise to confirm or correct
    GREETING = "greeting"  # 你好
    THANKS = "thanks"  # 谢谢
    IDENTITY = "identity"  # 你是谁
    HELP = "help"  # 怎么用, 能问什么
    EMPTY = "empty"  # nothing, invisible characters, emoji only
    TOO_LONG = "too_long"
    UNSAFE = "unsafe"  # harm, or instructions hidden in the question
    OFF_TOPIC = "off_topic"  # weather, poems, code: nothing that a report would hold


ASKS_NUMBER = (Intent.FIGURE, Intent.COMPARE, Intent.DIFFERENCE, Intent.CONFIRM)


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question with the official words that the glossary gives for it.

    `alternatives` holds the word itself first. `weight` (0–1) says how much an answer without it is worth
    less: rare content words near 1, vague ones (情况, 方面) near 0.
    """

    text: str
    alternatives: tuple[str, ...]
    weight: float
    place: bool = False  # names a place: 张店区, 济南

    def __hash__(self) -> int:
        """By its text alone: terms are looked up thousands of times an answer, and few share a text."""
        return hash(self.text)


@dataclass(frozen=True, slots=True)
class AskedClaim:
    """A figure that the user typed (“突破5000亿了吧”): a premise, never evidence."""

    value: Decimal
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what it means. `text` is normalised (simplified characters, typos mended) and resolved."""

    asked: str
    text: str
    intent: Intent
    terms: tuple[Term, ...]  # content words only: no question words, years, units or politeness
    expanded: str  # the text with official words added, for the lexical search
    periods: tuple[Period, ...]  # absolute, as asked; () where none was said
    status: FactStatus | None  # ACTUAL, TARGET, or None where the wording leaves it open
    measures: frozenset[Measure]  # what may answer; empty where open
    units: frozenset[str]  # unit kinds that may answer (元, 人, 家, %, …); empty where open
    places: tuple[str, ...]  # places other than the report's own that the question is about
    items: tuple[str, ...]  # the side of a 分别 list asked about (城市, 农村, 城镇)
    claims: tuple[AskedClaim, ...] = ()
    qualifier: str = ""  # wording of the claim (突破, 超过, 不到)
    not_meant: tuple[str, ...] = ()  # what it says it does not ask for (光伏的不算), in its own words

    @property
    def widened(self) -> str:
        """What is embedded: the text, and the first official word for each of its terms."""
        official = dict.fromkeys(word for term in self.terms for word in term.alternatives[1:2])
        return " ".join((self.text, *official))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer, with the arithmetic of its rank. `reason` is for `ask --explain`."""

    passage: Passage
    score: float
    features: tuple[tuple[str, float], ...]
    answers: float = 0.0  # the probability that it answers; 0 for one far down, of which it is not asked
    near: tuple[float, ...] = ()  # of each figure, how near its claim is in meaning: z-scores over the report
    cosine: float = 0.0  # of the sentence and the question
    cosines: tuple[float, ...] = ()  # … and of each figure's claim

    @property
    def reason(self) -> str:
        return " ".join(f"{name}={value:.2f}" for name, value in self.features)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What retrieval found for a question: candidates best first, and the figures that match it."""

    question: Question
    candidates: tuple[Candidate, ...]
    figures: tuple[FigureMatch, ...] = ()  # of the first candidates, likeliest to answer first
    by_meaning: bool = True  # False while no vectors are to be had: then the probabilities tell nothing


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer not yet proved: its text with [n], the passages cited in order of n, and its figures."""

    text: str
    status: AnswerStatus
    cited: tuple[Passage, ...] = ()
    figures: tuple[tuple[Figure, int], ...] = ()


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
class PartVerdict:
    """What the sources say of a figure, name, quotation or clause of a sentence. `reason` is Chinese."""

    text: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class SentenceCheck:
    """A sentence that a model wrote, and whether it was shown; what was not shown was struck out."""

    sentence: str
    shown: bool
    verdicts: tuple[PartVerdict, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the citizen gets. `resolved` is the question after follow-ups were resolved, for the next turn.

    `label` is what marks a text that a model worded. `checks` are its sentences, also where the report's own words
    were given in their place; `fallback` then says in a word why. `id` is given where answers are kept track of (ui/desk.py).
    """

    question: str
    resolved: str
    text: str
    status: AnswerStatus
    citations: tuple[Citation, ...]
    figures: tuple[CitedFigure, ...]
    mode: Mode
    elapsed_ms: float
    report_id: str
    explanation: tuple[str, ...] = field(
        default=()
    )  # how the sentences were ranked, a line each (ask --explain)
    checks: tuple[SentenceCheck, ...] = ()
    label: str = ""
    fallback: str = ""
    id: str = ""
