"""A question whose clauses each ask something (…有几个，投资呢，差多少) → each answered as a turn of a conversation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from report_bot.ingest.types import Report
from report_bot.prompts.load import reply

from .asked import time_spans
from .citations import Citations
from .coverage import plain, term_fit
from .match import measure_fits, unit_fits
from .types import AnswerStatus, Draft, Evidence, Intent, Question, Turn

Answered = Callable[[Question], Draft]
Read = Callable[[str, tuple[Turn, ...]], Question]
SUBJECT = 0.5  # weight of a term that names a subject

_CUTS = re.compile(r"[，,；;？?]|、(?=[一-鿿]{0,4}(?:多少|几))")
_ASKS = re.compile(
    r"多少|几(?!乎|年来|十年)|排名|(?<!着)呢$|增速|增幅|涨幅|占比|比重|怎么样|目标|总量|总额|位次|是不是|有没有[超突达破]|多[大长高]$"
)
_STATUS_ALONE = re.compile(r"(?:的|今年|明年)*(?:目标|计划|打算|安排)")
_HEAD = re.compile(r"[^，。；：]*[）年](?:，|的目标是：)")
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a stage may look up by itself: how a text is read after earlier turns, and what answers a question."""

    read: Read | None  # None: clauses are not read by themselves
    find: Callable[[Question], Evidence]


def asking_clauses(text: str) -> tuple[str, ...]:
    """The clauses that each ask, at least two; what only leads in to one goes with it. () where one thing is asked."""
    clauses: list[str] = []
    lead = ""
    for piece in (p for p in _CUTS.split(text) if p.strip()):
        if _STATUS_ALONE.fullmatch(piece):
            return ()  # 今年新增多少，目标: one thing
        if not _ASKS.search(piece):
            lead += piece + "，"
        else:
            clauses.append(lead + piece)
            lead = ""
    if lead or len(clauses) < 2:
        return ()
    return tuple(clauses)


def quote_in_turn(question: Question, lookup: Lookup, answered: Answered, report: Report) -> Draft | None:
    """The clauses answered one after another, what the report lacks of them named; None where none is answered."""
    if lookup.read is None or question.intent not in (
        Intent.FIGURE,
        Intent.COMPARE,
        Intent.DIFFERENCE,
        Intent.CONFIRM,
    ):
        return None
    turns: tuple[Turn, ...] = ()
    drafts: list[tuple[str, Question, Draft]] = []
    for clause in asking_clauses(question.text):
        asked = _read(clause, turns, question, lookup.read, report)
        turns += (Turn(asked.text, report.id),)
        drafts.append((clause, asked, answered(asked)))
    return _joined(drafts) if drafts else None


def _read(clause: str, turns: tuple[Turn, ...], whole: Question, read: Read, report: Report) -> Question:
    """A clause after those before it, with their time and place where it says none."""
    asked = read(clause, turns)
    if not turns:
        return asked
    before = turns[-1].question
    spans = [s for s in time_spans(before, report.year) if not s.base]
    time = before[spans[0].start : spans[-1].end] if spans and not asked.periods else ""
    place = "".join(p for p in whole.places if p in before) if not asked.places else ""
    return read(time + place + asked.text, ()) if time or place else asked


def _joined(drafts: list[tuple[str, Question, Draft]]) -> Draft | None:
    """One draft of several: what a later one says again, or all of what was said, is said once."""
    kept: list[Draft] = []
    lacking: list[str] = []
    for clause, asked, draft in drafts:
        said = {f.start for d in kept for f, _ in d.figures}
        new = {f.start for f, _ in draft.figures}
        answered = draft.status is AnswerStatus.ANSWERED
        if not kept and draft.status is not AnswerStatus.PARTIAL and not answered:
            return None  # what follows may lean on it
        if kept and not answered:
            lacking.append(clause)
        elif said and said <= new and kept[0].status is AnswerStatus.PARTIAL:
            lacking.append(drafts[0][0])  # 收入多少元，增长多少: what stood in for the one answers the other
            kept = [draft]
        elif _again(said, new, kept, draft) or (said == new and asked.intent is Intent.DIFFERENCE):
            kept = [draft]  # 差多少: both sides again, and the difference
        elif new and new <= said:
            if not _says(asked, draft):
                lacking.append(clause)
        else:
            kept.append(draft)
    citations = Citations()
    text = ""
    for sentence in (_with_marks(d, citations) for d in kept):
        head = _HEAD.match(sentence)
        if head and text.startswith(head[0]) and text.count("。") == 1:
            text, sentence = text.rstrip("。") + "；", sentence[head.end() :]  # the same year is said once
        text += sentence
    if lacking:
        topic = "、".join(f"“{clause}”" for clause in lacking)
        return citations.draft(text + reply("part_unsure", topic=topic), AnswerStatus.PARTIAL)
    partial = any(d.status is AnswerStatus.PARTIAL for d in kept)
    return citations.draft(text, AnswerStatus.PARTIAL if partial else AnswerStatus.ANSWERED)


def _again(said: set[int], new: set[int], kept: list[Draft], draft: Draft) -> bool:
    """Whether a draft says all that was said before it, and more."""
    return bool(said) and said < new and all(f.text in draft.text for d in kept for f, _ in d.figures)


def _with_marks(draft: Draft, citations: Citations) -> str:
    """The draft's text with its marks numbered anew among those of the whole answer."""
    marks = [citations.mark(passage) for passage in draft.cited]
    for figure, n in draft.figures:
        citations.mark(draft.cited[n - 1], figure)
    return _MARK.sub(lambda m: marks[int(m[1]) - 1], draft.text)


def _says(asked: Question, draft: Draft) -> bool:
    """Whether a figure said before answers this clause, too: of its subject, unit and measure (高职扩招, 本科扩招)."""
    figures = [f for f, _ in draft.figures]
    said = plain("".join(p.text for p in draft.cited) + "".join(f.indicator + f.item for f in figures))
    heavy = [t for t in asked.terms if t.weight >= SUBJECT]
    return all(term_fit(t, said) >= 0.6 for t in heavy) and any(
        unit_fits(asked.units, f.unit) and measure_fits(asked.measures, f) for f in figures
    )
