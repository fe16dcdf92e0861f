"""Passages made of a sentence, for tests of the bot's stages (invented text, no report's)."""

from __future__ import annotations

from report_bot.ingest.figures import read_figures
from report_bot.ingest.types import FactStatus, Passage, Period, Report

REPORT = Report("demo", "青山市2031年政府工作报告", "青山市", 2031, "", "digest")


def passage(text: str, year: int = 2030, status: FactStatus = FactStatus.ACTUAL, start: int = 0) -> Passage:
    """A passage of one sentence that speaks of `year`, with its figures."""
    period = Period.year(year)
    figures = read_figures(
        text, offset=start, place=REPORT.place, year=REPORT.year, period=period, status=status
    )
    section = ("一、2030年工作回顾",) if status is FactStatus.ACTUAL else ("二、2031年工作安排",)
    return Passage(f"{year}-{text[:6]}", "demo", 0, start, start + len(text), text, section, (start, start + len(text)),
                   period, status, figures)  # fmt: skip
