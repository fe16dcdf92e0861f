"""The indicator just told, at another time (去年底是多少，今年想压到多少): found by its own name, not by the citizen's."""

from __future__ import annotations

from report_bot.ingest.types import Figure, Measure, Report

from .compare import core, status_of, why_unlike
from .match import FigureMatch, match_figure, period_fit, status_fit
from .statements import draft_of
from .types import Draft, Evidence, Question

SHORTEST = 4  # characters of a name that may stand for the longer one it ends
_ALIKE = ({Measure.STOCK, Measure.NEW}, {Measure.STOCK, Measure.SHARE})  # 达到79.4%, 提高到81%


def same_at_time(asked: Question, evidence: Evidence, before: Draft, report: Report) -> Draft | None:
    """The figure of the one asked time that bears the name of what was told last; None where none, or several, do."""
    told = [figure for figure, _ in before.figures]
    if len(asked.periods) != 1 or not told or len({(f.indicator, f.item) for f in told}) != 1:
        return None
    last = told[-1]
    aimed = asked.status or status_of(asked.periods[0], report)
    found = []
    for candidate in evidence.candidates:
        for figure in candidate.passage.figures:
            in_time = period_fit(asked.periods, figure.period) == 1.0 and status_fit(aimed, figure.status)
            if in_time == 1.0 and figure not in told and _same(last, figure):
                found.append((_likeness(last, figure), match_figure(asked, candidate.passage, figure)))
    best = max((likeness for likeness, _ in found), default=0)
    chosen: list[FigureMatch] = [match for likeness, match in found if likeness == best]
    if not chosen or len({m.figure.value for m in chosen}) > 1:
        return None
    return draft_of((chosen[0],), report)


def _same(one: Figure, other: Figure) -> bool:
    alike = one.measure is other.measure or {one.measure, other.measure} in _ALIKE
    return alike and one.unit == other.unit and one.item == other.item and _likeness(one, other) > 0


def _likeness(one: Figure, other: Figure) -> int:
    """2: the same name; 1: the one is the end of the other (农作物耕种收机械化率, 耕种收机械化率); 0: another."""
    if one.measure is other.measure and not why_unlike(one, other):
        return 2
    short, long = sorted((core(one.indicator), core(other.indicator)), key=len)
    if short == long:
        return 2
    return int(len(short) >= SHORTEST and long.endswith(short))
