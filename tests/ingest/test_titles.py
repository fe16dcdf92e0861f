"""ingest.titles: headings say what a section speaks of."""

from __future__ import annotations

import pytest

from report_bot.ingest.periods import Standing
from report_bot.ingest.titles import default_standing
from report_bot.ingest.types import FactStatus, Period

YEAR = 2024


@pytest.mark.parametrize(
    ("path", "period", "status"),
    [
        (("2023年工作回顾",), "2023", FactStatus.ACTUAL),
        (("工作回顾",), "2023", FactStatus.ACTUAL),
        (("过去五年工作回顾",), "2019-2023", FactStatus.ACTUAL),
        (("“十三五”时期和2023年工作回顾",), "2016-2020", FactStatus.ACTUAL),
        (("“十四五”时期的主要目标任务",), "2021-2025", FactStatus.TARGET),
        (("今后五年工作任务",), "2024-2028", FactStatus.TARGET),
        (("今年经济社会发展目标任务",), "2024", FactStatus.TARGET),
        (("2024年经济社会发展总体要求和政策取向",), "2024", FactStatus.TARGET),
        (("对2024年政府工作的建议",), "2024", FactStatus.TARGET),
        (("本届政府工作回顾",), "2019-2023", FactStatus.ACTUAL),
        (("2023年主要工作",), "2023", FactStatus.ACTUAL),
        (("存在的困难和问题",), "2023", FactStatus.OTHER),
        (("全面加强政府自身建设",), "2024", FactStatus.TARGET),
        (("2023年工作回顾", "坚持改革，重点任务取得突破", "深化重点改革"), "2023", FactStatus.ACTUAL),
        (("2024年工作任务", "工业"), "2024", FactStatus.TARGET),
    ],
)
def test_headings_say_what_a_section_speaks_of(
    path: tuple[str, ...], period: str, status: FactStatus
) -> None:
    """The part's heading decides; titles inside it that merely sound like plans do not."""
    assert default_standing(path, YEAR) == Standing(Period.parse(period), status)


def test_part_that_says_nothing_plans_on() -> None:
    """After the plan a part without words for time plans on; after the review it does not."""
    plan = Standing(Period.year(2024), FactStatus.TARGET)
    review = Standing(Period.year(2023), FactStatus.ACTUAL)
    silent = ("提升治理能力和水平",)
    assert default_standing(silent, YEAR, plan) == plan
    assert default_standing(silent, YEAR, review) == Standing(None, FactStatus.OTHER)


@pytest.mark.parametrize("title", ["名词解释", "附：名词解释", "附件"])
def test_glossary_speaks_of_no_year(title: str) -> None:
    """Definitions are no news."""
    plan = Standing(Period.year(2024), FactStatus.TARGET)
    assert default_standing((title,), YEAR, plan) == Standing(None, FactStatus.OTHER)
