"""What wording, time, unit and measure say of the figures that the evidence carries, whatever their probabilities: the Choice by rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from report_bot.ingest.types import FactStatus, Measure

from .beside import NEAR, together
from .carried import has_head, is_part, names_itself
from .match import FigureMatch
from .preferred import CLEARLY, last_named_first, level_first, own_name_first, reached_first
from .types import Evidence, Question

SAME_NAME = 0.35  # so much less may fit another measure of the asked year than another year's figure
OTHER_UNIT = 0.2  # so much less counts a fit whose unit was not asked for
WELL_NAMED = (
    0.84  # how much of question and name must be one for another measure to stand in (0.85: an alias)
)
NEARER = 2.0  # standard deviations of meaning by which a sentence of the asked unit may stand nearer
RELATIVE = ("%", "‰", "个百分点", "位", "")


class Gap(StrEnum):
    """Why a figure answers only in part."""

    NONE = "none"
    PERIOD = "period"  # the report has it for another year or the other status
    MEASURE = "measure"  # the report has another measure of it: growth instead of a level
    ABSENT = "absent"


_MORE_YEARS = re.compile(r"[三五]年|十[一二三四五六七八九]五")
_FROM_THEN = re.compile(r"[由从][^，。]*\d[^，。]*[到至为]")


@dataclass(frozen=True, slots=True)
class Choice:
    """The figures to say, best first, and what is missing."""

    matches: tuple[FigureMatch, ...]
    gap: Gap


def by_rules(
    question: Question, evidence: Evidence, strong: list[FigureMatch], timely: list[FigureMatch]
) -> Choice:
    """What wording, time, unit and measure say, whatever the probabilities."""
    measured = [m for m in strong if m.unit and m.measure]
    fitting = [m for m in timely if m.unit and m.measure]
    if not fitting or fitting[0].fit < max(m.fit for m in timely) - CLEARLY:
        fitting = _rates(question, timely) or fitting
    exact = [m for m in fitting if m.period == 1.0] or fitting
    best = max(strong, key=lambda m: m.fit - OTHER_UNIT * (not m.unit))
    best_fit, best_meaning = best.fit - OTHER_UNIT * (not best.unit), best.meaning
    exact = reached_first(level_first(question, last_named_first(question, own_name_first(exact))))
    aside = exact and measured and exact[0].precision < 0.5 and names_itself(measured[0])
    if (
        exact
        and not aside
        and (
            exact[0].fit >= best_fit - CLEARLY
            or exact[0].meaning >= best_meaning + NEARER
            or (names_itself(exact[0]) and has_head(question, exact[0]))
        )
    ):
        gap = Gap.MEASURE if is_part(question, exact[0]) else Gap.NONE
        return Choice(together(question, exact, timely), gap)
    other = [m for m in timely if m.indicator >= WELL_NAMED and m.precision >= WELL_NAMED and not m.measure]
    same_name = (
        measured
        and other
        and (
            other[0].fit >= measured[0].fit - SAME_NAME
            or other[0].figure.indicator == measured[0].figure.indicator
        )
    )
    if same_name and question.measures:
        return Choice(
            together(question, other, other), Gap.MEASURE
        )  # its growth in the asked year, not last year's level
    if measured and measured[0].fit >= best_fit - CLEARLY:
        if not near_years(question, evidence) and not _was_then(question, measured[0]):
            return Choice((), Gap.ABSENT)
        return Choice(together(question, measured, measured), Gap.PERIOD)
    if question.measures == {Measure.RANK}:
        return Choice((), Gap.ABSENT)  # a level is no part of an answer to “第几”
    related = [
        m
        for m in timely or strong
        if (m.unit or _relates(question, m))  # heads were asked: money is no part of an answer
        and ((m.indicator >= 0.85 and m.precision >= 0.5) or (m.indicator >= 0.7 and m.precision >= 0.85))
    ]
    if related:
        return Choice(together(question, related, related), Gap.MEASURE)
    if exact and exact[0].indicator >= 0.5:
        return Choice(together(question, exact, exact), Gap.NONE)
    return Choice((), Gap.ABSENT)


def _was_then(question: Question, match: FigureMatch) -> bool:
    """Whether the clause says what the figure was before its year (由1.7%下降到0.5%), which was asked (前年多少)."""
    figure, period = match.figure, match.figure.period
    before = period is not None and any(p.is_year and p.last == period.first - 1 for p in question.periods)
    then = [
        f.period
        for f in match.passage.figures
        if f.clause_start == figure.clause_start and f.start < figure.start and f.unit == figure.unit
    ]
    if _MORE_YEARS.search("".join(match.passage.section)):
        return False  # 五年来，…由4亿元增长到8亿元
    undated = bool(then) and then[-1] in (None, period, *question.periods)
    return before and undated and _FROM_THEN.search(match.passage.lead(figure)) is not None


def _rates(question: Question, timely: list[FigureMatch]) -> list[FigureMatch]:
    """Percentages where one was asked for and the wording leaves open of what: growth, a share or a rate itself."""
    if "%" not in question.units or not timely or question.measures & {Measure.RANK, Measure.CHANGE}:
        return []
    least = max(m.fit for m in timely) - NEAR
    rates = [m for m in timely if m.unit and m.figure.measure is not Measure.RANK and m.fit >= least]
    return rates if rates and rates[0].indicator >= 0.5 else []


def _relates(question: Question, match: FigureMatch) -> bool:
    """Whether a rate may be said where an amount was asked: its growth may, another ratio (…化率) may not."""
    changes = match.figure.measure in (Measure.CHANGE, Measure.RANK)
    return match.figure.unit in RELATIVE and (
        changes or not question.units or bool(question.units & {"%", "‰", "个百分点"})
    )


def near_years(question: Question, evidence: Evidence) -> bool:
    """Whether the report's own two years (or a span) were asked: for 前年 its figures are no part of an answer."""
    planned = [
        c.passage.period.last
        for c in evidence.candidates
        if c.passage.status is FactStatus.TARGET and c.passage.period is not None and c.passage.period.is_year
    ]
    if not question.periods or not planned:
        return True
    year = max(planned, key=planned.count)
    return any(not asked.is_year or asked.last in (year - 1, year) for asked in question.periods)
