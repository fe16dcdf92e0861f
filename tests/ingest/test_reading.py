"""What a sentence's clauses leave for the next: its years, and 预计 or 力争 said once for a run of them."""

from __future__ import annotations

import pytest
from read_sentences import read

from report_bot.ingest.figures import read_figures
from report_bot.ingest.types import FactStatus, Period


def test_years_inside_the_sentence_win() -> None:
    then, now = read("2028年接待游客90万人次，2029年接待游客130万人次。")
    assert (then.period, now.period) == (Period.year(2028), Period.year(2029))
    (aim,) = read("到2035年森林覆盖率达到40%。")
    assert (aim.period, aim.status) == (Period.year(2035), FactStatus.TARGET)


def test_running_years_date_their_clause() -> None:
    years, level, other = read("棉花产量连续4年稳定在50万吨以上，油料产量8万吨。")
    assert (years.value, years.unit, years.indicator) == (4, "年", "棉花产量")
    assert years.period == level.period == Period(2026, 2029)
    assert other.period == Period.year(2029)


def test_yearly_averages_are_of_all_the_years() -> None:
    """到2035年… before them dates only what it stands with; what was missed is still an aim."""
    aimed = read_figures(
        "产值到2035年突破420亿元，税收年均增长6%。",
        year=2031,
        period=Period(2031, 2035),
        status=FactStatus.TARGET,
    )
    assert [str(f.period) for f in aimed] == ["2035", "2031-2035"]
    (missed,) = read("投资增速未达到4.5%的预期目标。")
    assert missed.status is FactStatus.TARGET and missed.indicator == "投资"


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("预计地区生产总值2186亿元，同比增长5.6%。", ["预计", "预计"]),
        ("产值增长6%左右、力争总量突破4000亿元，税收增长7%。", ["左右", "力争、突破", ""]),
        ("预计总投资62亿元，主要包括：新增学位4500个。", ["预计", ""]),
    ],
)
def test_an_expectation_governs_its_run_only_from_the_head(text: str, hedges: list[str]) -> None:
    assert [f.qualifier for f in read(text, status=FactStatus.TARGET)] == hedges
