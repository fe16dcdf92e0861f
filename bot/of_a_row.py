"""Several things asked at once (甲、乙和丙各多少) that the report itself tells in a row → all figures of that row."""

from __future__ import annotations

import re

from report_bot.ingest.types import FactStatus, Figure, Measure, Report

from .allowed import LIKELY_ALONE, allowed
from .match import FigureMatch
from .statements import draft_of
from .types import Draft, Evidence, Question

FIRST = 0.5  # probability of answering that the likeliest of the row must have
APART = 0.6  # … and what is not of the row must be less likely than this share of its last
SURE = 0.45  # … and from this probability of each on, a row stands whatever else was found
_EACH = re.compile(r"各自?(?:[是有要能]|[一-鿿]{0,2})*?(?:多少|几|多[大长高])|分别")
_SO_MANY = r"(?:多少|几)[一-鿿][^，。、多少几]{1,8}"
_TWICE = re.compile(rf"{_SO_MANY}[和、]?{_SO_MANY}$")  # 盖了几所中小学几所幼儿园
_ASKS = re.compile(r"(?<!又)(?:多少|几(?!乎|年来)|多[长大高])")
_HEADS = {"只": "头", "羽": "头", "匹": "头"}
_AND = re.compile(r"[、和跟与及]|以及|还有")


def quote_row(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The figures of the row, where it has as many as things were asked and each is likely to be of them; else None."""
    row = _row(question, evidence)
    return draft_of(row, report) if row else None


def _row(question: Question, evidence: Evidence) -> tuple[FigureMatch, ...]:
    """The figures in the order of the text; () where there is no such row."""
    each = _EACH.search(question.text) or _TWICE.search(question.text)
    asks = len(_ASKS.findall(question.text))
    if (each is None and asks < 2) or not evidence.by_meaning or len(question.periods) > 1:
        return ()
    fitting = [m for m in evidence.figures if _fits(question, m)]
    if not fitting or fitting[0].answers < FIRST:
        return ()
    first = fitting[0]
    row = [m for m in fitting if m.passage is first.passage and _kind(m.figure) == _kind(first.figure)]
    if each is not None and each.re is _EACH:
        things = 1 + len(_AND.findall(question.text[: each.start()]))
        asked = things if things > 1 else len(row)
    else:
        asked = max(2, asks)
    if asks > 1:  # 小公园修几个、绿道修多长: each in its own unit
        row = [m for m in fitting if m.passage is first.passage and _when(m.figure) == _when(first.figure)]
    row, others = row[:asked], row[asked:]
    named = {(m.figure.indicator, m.passage.near(m.figure)) for m in row}  # 全国首店9家、全省首店34家
    if len(row) < max(asked, 2) or len(named) < len(row):
        return ()
    if not _side_by_side(row) or (others and others[0].answers > APART * row[-1].answers):
        return ()
    return tuple(sorted(row, key=lambda m: m.figure.start))


def _when(figure: Figure) -> tuple[object, FactStatus]:
    return figure.period, figure.status


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
    return not re.search(r"[。；]", row[0].passage.between(figures[0], figures[-1]))
