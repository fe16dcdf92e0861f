"""Question + the quoted Draft → the same answer in a model's words, each sentence proved before anyone sees it."""

from __future__ import annotations

import logging
import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from report_bot.ingest.errors import ModelFault
from report_bot.ingest.types import Figure, Passage, Report

from .check_quotes import Near
from .citations import Citations
from .prove import Proved, cut, prove
from .shown import passages_for, values_for
from .types import AnswerStatus, Draft, Evidence, Intent, Question, SentenceCheck
from .verify import unlicensed

_log = logging.getLogger(__name__)

NOT_ASKED = "not_asked"  # why of an answer that the model could word, had the caller wanted it to
MOST_SENTENCES = 4
_WORDABLE = frozenset({Intent.FIGURE, Intent.POLICY, Intent.COMPARE})


class Model(Protocol):
    """What streams replies to named prompts: chat_model.ChatModel, or a test's."""

    budget: float

    def stream(self, prompts: Sequence[str], values: Mapping[str, str], deadline: float) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True)
class Written:
    """What came of asking the model. `draft` is None where the quoted answer is to be given; `why` says so in a word."""

    draft: Draft | None
    checks: tuple[SentenceCheck, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Task:
    """What stays the same while one answer is written."""

    question: Question
    quoted: Draft
    passages: tuple[Passage, ...]
    report: Report
    near: Near | None


@dataclass(slots=True)
class _Attempt:
    """One reply of the model, as far as it has come."""

    kept: list[Proved] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    said: str = ""

    @property
    def before(self) -> str:
        return "".join(proved.text for proved in self.kept)


def wordable(question: Question, quoted: Draft) -> bool:
    """Whether a model may word this answer: refusals, small talk, and what we say in set words stay ours."""
    return (
        quoted.status is AnswerStatus.ANSWERED
        and bool(quoted.cited)
        and question.intent in _WORDABLE
        and not question.claims
    )


def write(
    question: Question,
    quoted: Draft,
    evidence: Evidence,
    report: Report,
    model: Model,
    deadline: float,
    near: Near | None = None,
) -> Generator[str, None, Written]:
    """Yields each sentence with its marks once it is proved; returns the whole. Never raises for what the model does.

    `deadline` is a time.monotonic(); after it the quoted answer is to be given.

    A first reply that lacks something gets one retry with the faults said to the model. What was yielded is proved, but
    the draft returned is what counts: where it is None, the quoted answer takes the place of what was yielded.
    """
    task = _Task(question, quoted, passages_for(question, quoted, evidence), report, near)
    values = values_for(task.passages, question, quoted, report)
    checks: list[SentenceCheck] = []
    shown: list[str] = []
    prompts: tuple[str, ...] = ("answer",)
    why = ""
    for _ in range(2):
        attempt = _Attempt()
        try:
            for sentence in _sentences(task, attempt, model.stream(prompts, values, deadline), checks):
                if sentence not in shown:
                    shown.append(sentence)
                    yield sentence
        except ModelFault as fault:
            why = fault.reason
        draft = _draft(attempt)
        missing = _missing(task, attempt)
        if attempt.kept and not missing and not unlicensed(draft) and (why == "" or not _cut_short(attempt)):
            if _same(draft, quoted):
                return Written(None, tuple(checks), "same_words")
            return Written(draft, tuple(checks))
        if why:
            break
        prompts = ("answer", "answer_retry")
        faults = attempt.faults or ["没有写出" + "、".join(missing)] if missing else attempt.faults
        values = values | {"answer": attempt.said, "faults": "；".join(dict.fromkeys(faults))[:200]}
    why = why or "unproved"
    _log.info("the model's words were not shown: %s (%d sentences tested)", why, len(checks))
    return Written(None, tuple(checks), why)


def _sentences(
    task: _Task, attempt: _Attempt, pieces: Iterator[str], checks: list[SentenceCheck]
) -> Iterator[str]:
    """The sentences of a reply that hold, with their marks, as soon as they are known to hold."""
    rest = ""
    citations = Citations()
    try:
        for piece in pieces:
            attempt.said += piece
            sentences, rest = cut(rest + piece)
            for sentence in sentences:
                yield from _test(task, attempt, sentence, checks, citations)
            if len(attempt.kept) + len(attempt.faults) >= MOST_SENTENCES or (
                sentences and attempt.kept and attempt.faults and not _missing(task, attempt)
            ):
                return
        yield from _test(task, attempt, rest, checks, citations)
    finally:
        if (close := getattr(pieces, "close", None)) is not None:
            close()


def _test(
    task: _Task, attempt: _Attempt, sentence: str, checks: list[SentenceCheck], citations: Citations
) -> Iterator[str]:
    proved = _to_the_point(task, attempt, sentence)
    if proved is None or proved.text in [p.text for p in attempt.kept]:
        return
    unasked = _unasked(task, proved) if proved.holds else []
    holds = proved.holds and not unasked
    checks.append(SentenceCheck(proved.text, holds, proved.verdicts))
    if holds:
        attempt.kept.append(proved)
        yield _marked(proved, citations)
    elif not proved.holds:
        attempt.faults.append(proved.fault)
    else:
        attempt.faults.append(f"没有问{'、'.join(unasked)}")


def _to_the_point(task: _Task, attempt: _Attempt, sentence: str) -> Proved | None:
    """The proof of a sentence; without its last clauses where they state figures that nobody asked for."""
    given = (task.passages, task.question, task.report, task.near)
    proved = prove(sentence, attempt.before, *given)
    pieces = re.split(r"(?<=[，；])", sentence)
    while proved and proved.holds and len(pieces) > 1 and _unasked(task, proved):
        pieces.pop()
        shorter = prove("".join(pieces).rstrip("，；") + "。", attempt.before, *given)
        if shorter is None or not shorter.holds or not shorter.figures:
            break
        proved = shorter
    return proved


def _unasked(task: _Task, proved: Proved) -> list[str]:
    """The figures of a sentence that the quoted answer has not; of measures any may be told."""
    asked = [figure for figure, _ in task.quoted.figures]
    if task.question.intent is Intent.POLICY or not asked:
        return []
    told = (f for f, _ in proved.figures if f.text not in task.quoted.text)
    return [f.text for f in told if not any(_alike(f, figure) for figure in asked)]


def _missing(task: _Task, attempt: _Attempt) -> list[str]:
    """What the quoted answer says and the model has not: the asked figures, or the measure that answers best."""
    stated = [figure for proved in attempt.kept for figure, _ in proved.figures]
    needed = [f for f, _ in task.quoted.figures if task.question.intent is not Intent.POLICY]
    missing = [f"{f.indicator}{f.text}" for f in needed if not any(_alike(f, figure) for figure in stated)]
    if task.question.intent is Intent.POLICY:
        cited = {p.id for proved in attempt.kept for p in proved.cited}
        missing += [p.text[:20] for p in task.quoted.cited[:1] if p.id not in cited]
    return missing


def _alike(a: Figure, b: Figure) -> bool:
    return (a.start, a.end) == (b.start, b.end) or (
        (a.value, a.upper, a.unit, a.indicator, a.period, a.qualifier)
        == (b.value, b.upper, b.unit, b.indicator, b.period, b.qualifier)
    )


def _cut_short(attempt: _Attempt) -> bool:
    """Whether a reply broke off before its first sentence was whole."""
    return not attempt.kept


def _marked(proved: Proved, citations: Citations) -> str:
    marks = "".join(citations.mark(p) for p in proved.cited)
    for figure, passage in proved.figures:
        if (figure, citations.passages.index(passage) + 1 if passage in citations.passages else 0) not in (
            citations.figures
        ):
            citations.mark(passage, figure)
    return f"{proved.text[:-1]}{marks}{proved.text[-1]}"


def _draft(attempt: _Attempt) -> Draft:
    citations = Citations()
    text = "".join(_marked(proved, citations) for proved in attempt.kept)
    return citations.draft(text, AnswerStatus.ANSWERED)


def _same(draft: Draft, quoted: Draft) -> bool:
    """Whether the model has only repeated the quoted answer."""
    return re.sub(r"\W", "", draft.text) == re.sub(r"\W", "", quoted.text)
