"""Several things asked at once (甲、乙和丙各多少) that the report itself tells in a row → all figures of that row."""

from __future__ import annotations

import re

from report_bot.ingest.types import FactStatus, Figure, Measure, Report

from .allowed import LIKELY_ALONE, allowed
from .citations import Citations
from .match import FigureMatch
from .statements import said
from .types import AnswerStatus, Draft, Evidence, Question

FIRST = 0.5  # probability of answering that the likeliest of the row must have
APART = 0.6  # … and what is not of the row must be less likely than this share of its last
_EACH = re.compile(r"各自?(?:[是有要能]|[一-鿿]{0,2})*?(?:多少|几)|分别")
_SO_MANY = r"(?:多少|几)[一-鿿][^，。、多少几]{1,8}"
_TWICE = re.compile(rf"{_SO_MANY}[和、]?{_SO_MANY}$")  # 盖了几所中小学几所幼儿园
_HEADS = {"只": "头", "羽": "头", "匹": "头"}
_AND = re.compile(r"[、和跟与及]|以及")


def quote_row(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The figures of the row, where it has as many as things were asked and each is likely to be of them; else None."""
    each = _EACH.search(question.text) or _TWICE.search(question.text)
    if each is None or not evidence.by_meaning or len(question.periods) > 1:
        return None
    fitting = [m for m in evidence.figures if _fits(question, m)]
    if not fitting or fitting[0].answers < FIRST:
        return None
    first = fitting[0]
    row = [m for m in fitting if m.passage is first.passage and _kind(m.figure) == _kind(first.figure)]
    twice = each.re is _TWICE
    named = 2 if twice else 1 + len(_AND.findall(question.text[: each.start()]))
    asked = named if named > 1 else len(row)
    row, others = row[:asked], row[asked:]
    if len(row) < max(asked, 2) or len({m.figure.indicator for m in row}) < len(row):
        return None
    if not _side_by_side(row) or (others and others[0].answers > APART * row[-1].answers):
        return None
    citations = Citations()
    row.sort(key=lambda m: m.figure.start)
    return citations.draft(said(tuple(row), citations, report), AnswerStatus.ANSWERED)


def _fits(question: Question, match: FigureMatch) -> bool:
    in_time = match.period == 1.0 and match.status > 0.5
    fits = match.answers >= LIKELY_ALONE and match.unit and match.measure and in_time
    # 暖气管、水管、燃气管各多少: each is of another thing than the rest
    return fits and (match.answers >= FIRST or allowed(question, match))


def _kind(figure: Figure) -> tuple[Measure, str, object, FactStatus]:
    return figure.measure, _HEADS.get(figure.unit, figure.unit), figure.period, figure.status


def _side_by_side(row: list[FigureMatch]) -> bool:
    """Whether no full stop stands between the first of a row and the last."""
    figures = sorted((m.figure for m in row), key=lambda f: f.start)
    passage = row[0].passage
    between = passage.text[figures[0].end - passage.start : figures[-1].start - passage.start]
    return not re.search(r"[。；]", between)
