"""A number with its name → a Figure of the reading: its qualifier, time and status, or what a baseline was before them."""

from __future__ import annotations

import re

from report_bot.ingest.claims import Slot
from report_bot.ingest.measures import clause_status, is_baseline, qualifiers
from report_bot.ingest.naming import Name
from report_bot.ingest.reading import Reading
from report_bot.ingest.types import FactStatus, Figure, Measure, Period


def stated_year(before: str) -> Period | None:
    """The year of a baseline that names it: 由2015年的178亿元."""
    found = re.search(r"[由从自](\d{4})年(?:底|末)?的?$", before)
    return Period.year(int(found[1])) if found else None


def _of_year_before(before: str) -> bool:
    """由上年的62.3%提高到65%."""
    return re.search(r"[由从](?:上年|上一年|前一年)(?:度|同期|底|末)?的?$", before) is not None


def time_before(slot: Slot, years: Period | None) -> Period | None:
    """When a baseline stood: the year that it names, or the last one before the years that are looked back on."""
    several = years is not None and (not years.is_year or _of_year_before(slot.before))
    return stated_year(slot.before) or (Period.year(years.first - 1) if years and several else None)


def add_figure(slot: Slot, bounds: tuple[int, int], named: Name, measured: Measure, reading: Reading) -> None:
    baseline = is_baseline(slot)
    amount, years = slot.amount, reading.running or reading.years_of(slot)
    figure = Figure(
        indicator=named.indicator.strip("、，的 "),
        value=amount.value,
        unit=amount.unit,
        text=amount.text,
        qualifier=qualifiers(slot, reading.expected_of(slot, named.own)),
        measure=measured,
        item=named.item,
        place="",
        period=time_before(slot, years) if baseline else years,
        status=FactStatus.OTHER if baseline else clause_status(slot, reading.status),
        start=amount.start,
        end=amount.end,
        clause_start=bounds[0],
        clause_end=bounds[1],
        upper=reading.uppers.get(amount.start),
    )
    reading.figures.append(figure)
    reading.baseline = figure if baseline else None
