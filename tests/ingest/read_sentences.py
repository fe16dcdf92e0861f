"""The figures of an invented sentence, as a report of 2030 reads it in its review of 2029."""

from __future__ import annotations

from report_bot.ingest.figures import read_figures
from report_bot.ingest.types import FactStatus, Figure, Period


def read(text: str, *, status: FactStatus = FactStatus.ACTUAL) -> tuple[Figure, ...]:
    return read_figures(text, year=2030, place="某县", period=Period.year(2029), status=status)
