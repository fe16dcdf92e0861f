"""A figure of a time of its own: what it was before, and the years that a growth spans."""

from __future__ import annotations

from read_sentences import read

from report_bot.ingest.figures import read_figures
from report_bot.ingest.types import FactStatus, Measure, Period

SHARE = Measure.SHARE


def test_from_to_has_an_earlier_baseline() -> None:
    before, after = read("森林覆盖率由28.4%提高到33%。")
    assert (before.period, before.status, before.measure) == (None, FactStatus.OTHER, SHARE)
    assert (after.period, after.status, after.measure) == (Period.year(2029), FactStatus.ACTUAL, SHARE)
    assert before.indicator == after.indicator == "森林覆盖率"


def test_years_that_a_growth_spans_date_it() -> None:
    level, growth = read_figures(
        "财政收入达到1330亿元，3年增长51.2%。", year=2031, period=Period(2026, 2030), status=FactStatus.ACTUAL
    )
    assert (level.indicator, growth.indicator) == ("财政收入", "财政收入")
    assert (level.period, growth.period) == (Period(2026, 2030), Period(2028, 2030))


def test_what_stood_before_several_years_is_dated_by_their_start() -> None:
    """由A增长到B in a review of 2026—2030: A is what 2025 ended with; of one year nobody says when A was."""
    several = read_figures(
        "财政收入由4亿元增长到8亿元。",
        year=2031,
        place="某县",
        period=Period(2026, 2030),
        status=FactStatus.ACTUAL,
    )
    assert [(f.text, f.period, f.status) for f in several] == [
        ("4亿元", Period.year(2025), FactStatus.OTHER),
        ("8亿元", Period(2026, 2030), FactStatus.ACTUAL),
    ]
    assert read("财政收入由4亿元增长到8亿元。")[0].period is None


def test_a_baseline_that_names_the_year_before_is_dated() -> None:
    before, after = read("税收占比由上年的61.8%提高到65%。")
    assert (before.period, after.period) == (Period.year(2028), Period.year(2029))


def test_the_day_that_one_thing_is_finished_dates_nothing_after_it() -> None:
    this = Period.year(2030)
    figures = read_figures(
        "推进某高铁建设，完成投资27亿元，确保2033年底建成通车；开工建设某一级公路，总投资19亿元。",
        year=2030, place="某县", period=this, status=FactStatus.TARGET,
    )  # fmt: skip
    assert [(f.text, f.period) for f in figures] == [("27亿元", this), ("19亿元", this)]
