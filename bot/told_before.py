"""A short follow-up that its own words do not carry (那有多少人家沾光) → the figure beside what the turn before was told."""

from __future__ import annotations

import re

from report_bot.ingest.types import Measure, Report

from .asked import asked_units
from .asked_times import time_spans
from .match import FigureMatch, match_figure
from .statements import draft_of
from .told_beside import counts
from .types import AnswerStatus, Draft, Evidence, Question

LONGEST = 16  # characters of a follow-up that leans on the sentence told before
LIKELY_BESIDE = 0.1  # probability from which one of several figures of the asked unit is meant
_HAN = re.compile(r"[一-鿿]")
_ASKS = re.compile(r"多少|几|多[久长大]|啥时候|什么时候")
_OF_ANOTHER = re.compile(r"目标|计划|打算|排|第几|增长|涨|增速|占|比")


def leans_on_it(text: str, report: Report) -> bool:
    """Whether a text is short, asks so many of some unit, and names neither a time nor another measure."""
    short = len(_HAN.findall(text)) <= LONGEST
    asks = _ASKS.search(text) is not None and bool(asked_units(text))
    return short and asks and not _OF_ANOTHER.search(text) and not time_spans(text, report.year)


def told_before(
    text: str, resolved: Question, evidence: Evidence, before: Draft, report: Report
) -> Draft | None:
    """The figure of the asked unit in the sentences that the turn before was told; None where none, or several, may be."""
    units = asked_units(text)
    told = [f for f, _ in before.figures]
    if before.status is not AnswerStatus.ANSWERED or not told:
        return None
    known = {id(m.figure): m for m in evidence.figures}
    beside: list[FigureMatch] = []
    for passage in before.cited:
        times = {(f.period, f.status) for f in told if f in passage.figures}
        for figure in passage.figures:
            of_it = (figure.period, figure.status) in times and figure.measure is not Measure.CHANGE
            if of_it and figure not in told and counts(units, figure):
                beside.append(known.get(id(figure)) or match_figure(resolved, passage, figure))
    beside.sort(key=lambda m: -m.answers)
    if not beside or (len(beside) > 1 and beside[0].answers < LIKELY_BESIDE):
        return None
    return draft_of((beside[0],), report)
