"""The two figures of an answer that may be drawn to one scale, and which way each of them goes."""

from __future__ import annotations

from report_bot.ingest.types import Measure

from .check_values import direction
from .compare import why_unlike
from .types import Answer, CitedFigure


def comparable_pair(answer: Answer) -> tuple[CitedFigure, CitedFigure] | None:
    """The two figures that an answer sets side by side, the earlier first, where they may be drawn to one scale.

    They agree in everything but the time: one indicator, item, measure, unit and direction, amounts and no places in
    an order. None where the answer holds more than one such pair, for then no picture tells what it tells.
    """
    found = []
    for i, a in enumerate(answer.figures):
        for b in answer.figures[i + 1 :]:
            first, second = a.figure, b.figure
            if first.period is None or second.period is None or first.period == second.period:
                continue
            if (
                first.measure is Measure.RANK
                or min(first.value, second.value) < 0
                or why_unlike(first, second)
            ):
                continue
            if moves(a, answer) == moves(b, answer):
                found.append((a, b) if first.period.last < second.period.last else (b, a))
    return found[0] if len(found) == 1 else None


def moves(cited: CitedFigure, answer: Answer) -> int:
    """1 where the report's clause says that the figure rose, -1 that it fell, 0 where it tells a level."""
    quote = next((c for c in answer.citations if c.n == cited.citation), None)
    if quote is None or cited.figure.measure is not Measure.CHANGE:
        return 0
    start, at = cited.figure.clause_start - quote.start, cited.figure.start - quote.start
    return direction(quote.quote[max(0, start) : at])
