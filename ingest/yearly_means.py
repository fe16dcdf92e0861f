"""What grew 年均 grew over the years that its part looks back on, also beside a figure of one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from report_bot.ingest.types import FactStatus, Figure, Measure, Passage, Period

_YEARLY_MEAN = re.compile(r"年均(?!浓度|值|气温|优|降[水雨])[^，。；\d]{0,8}$")


def spans(passages: tuple[Passage, ...]) -> Iterator[Period | None]:
    """For each sentence the years that its part looks back on, told of last before: what grew 年均 grew over them."""
    part: tuple[str, ...] = ()
    span: Period | None = None
    for passage in passages:
        if passage.section[:1] != part:
            part, span = passage.section[:1], None
        yield span
        if passage.status is FactStatus.ACTUAL and passage.period and not passage.period.is_year:
            span = passage.period


def over_the_years(figure: Figure, text: str, span: Period) -> Figure:
    """A yearly mean (年均增长21%) of the years looked back on, not of the one that its sentence names."""
    yearly = _YEARLY_MEAN.search(text[figure.clause_start : figure.start])
    of_one = figure.period is not None and figure.period.is_year and span.covers(figure.period)
    done = figure.status is FactStatus.ACTUAL and figure.measure is Measure.CHANGE
    return replace(figure, period=span) if yearly and of_one and done else figure
