"""Among figures that fit a question, those of the asked year itself: not what held for years, nor what several years came to."""

from __future__ import annotations

import re

from report_bot.ingest.types import FactStatus, Figure, Measure

from .match import FigureMatch
from .types import Question

AS_NAMED = 0.84  # how much of question and name must be one
NAMED = 0.5  # … or this much, for the level of the last year to stand for a sum of several
HELD_FOR_YEARS = re.compile(r"连续|连年|年均|历年")


def of_the_year(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without what held for years up to the asked one (连续五年稳定在…), where the year has a figure of the same name."""
    alone = len(question.periods) == 1
    if not any(p.is_year for p in question.periods):
        return matches
    own = {
        (m.figure.indicator, m.figure.measure, m.figure.unit)
        for m in matches
        if m.figure.period in question.periods
    }
    return [
        m
        for m in matches
        if m.figure.period in question.periods
        or not (
            (m.figure.indicator, m.figure.measure, m.figure.unit) in own or _told_of_it(m, matches, question)
        )
        or not (HELD_FOR_YEARS.search(m.passage.clause(m.figure)) or (alone and _of_several(m.figure)))
    ]


def _told_of_it(held: FigureMatch, matches: list[FigureMatch], question: Question) -> bool:
    """Whether the asked year has a figure whose name is as much what was asked (粮食总产, beside 粮食产量连续多年)."""
    return any(
        m.figure.period in question.periods
        and (m.figure.measure, m.figure.unit) == (held.figure.measure, held.figure.unit)
        and min(m.indicator, m.precision) >= AS_NAMED
        for m in matches
    )


def of_one_year(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without what several years came to (五年累计…) where no time was asked and the last year's own is told."""
    if question.periods or re.search("累计|五年|[一总]共|期间|时期", question.text):
        return matches
    of_year = [
        m
        for m in matches
        if m.figure.period is not None
        and m.figure.period.is_year
        and m.figure.status is FactStatus.ACTUAL
        and m.figure.measure is Measure.STOCK
        and m.indicator >= NAMED
    ]

    def summed(match: FigureMatch) -> bool:
        return (
            _of_several(match.figure)
            and "累计" in match.passage.clause(match.figure)
            and any(
                m.figure.unit == match.figure.unit and m.figure.indicator.startswith(match.figure.indicator)
                for m in of_year
            )
        )

    return [m for m in matches if not summed(m)]


def _of_several(figure: Figure) -> bool:
    """Whether a level is told as what several years came to (五年来，从4万亿元增加到5万亿元)."""
    return figure.period is not None and not figure.period.is_year and figure.status is FactStatus.ACTUAL
