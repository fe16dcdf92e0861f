"""A bare measure asked after another (…有几个，投多少; …几个，多少户) → the figure that stands beside the one just told."""

from __future__ import annotations

import re

from report_bot.ingest.types import Figure, Measure, Report
from report_bot.ingest.wording import ACTION

from .asked import asked_units
from .coverage import heavy, plain, term_fit
from .match import match_figure, unit_fits
from .statements import draft_of
from .types import Draft, Question

NEXT = 2  # figures behind the one told among which the measure is looked for
_SHORT = 1  # characters of a word that names nothing by itself (投, 赚, 户)
HELD = 0.6  # how much of a longer word the figure's clause must hold


def told_beside(clause: str, asked: Question, before: Draft, report: Report) -> Draft | None:
    """The next figure of the asked unit in the sentence of what was told last; None where none stands there.

    A clause that names a thing of its own (…，学校几所) is answered only by a clause that holds the name.
    """
    units = asked_units(clause)
    if not units or not before.figures:
        return None
    last, n = before.figures[-1]
    passage = before.cited[n - 1]
    behind = [f for f in passage.figures if f.start >= last.end][:NEXT]
    for figure in behind:
        if "；" in passage.between(last, figure):
            break
        if (
            counts(units, figure)
            and _beside(last, figure)
            and _of_it(clause, asked, plain(passage.clause(figure) + figure.indicator))
        ):
            return draft_of((match_figure(asked, passage, figure),), report)
    return None


def counts(units: frozenset[str], figure: Figure) -> bool:
    """Whether a figure is so many of an asked unit, and no rank."""
    return figure.measure is not Measure.RANK and bool(figure.unit) and unit_fits(units, figure.unit)


def _beside(last: Figure, figure: Figure) -> bool:
    """Whether a figure goes on about what was told: no other side of one list, and no growth of another thing."""
    if figure.measure is Measure.CHANGE:
        return figure.indicator == last.indicator and figure.item == last.item
    return not figure.item or figure.item == last.item


def _of_it(clause: str, asked: Question, text: str) -> bool:
    terms = (t for t in heavy(asked.terms) if not ACTION.fullmatch(t.text))  # 惠及
    names = [t for t in terms if t.text in clause and len(re.sub("[了的下出到]", "", t.text)) > _SHORT]
    return all(term_fit(t, text) >= HELD for t in names)
