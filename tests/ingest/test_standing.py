"""ingest.standing: a review that turns from five years to one, or back, is read so to its end."""

from __future__ import annotations

import pytest

from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import read_passages
from report_bot.ingest.types import FactStatus, Report

_OPENING = "青山县2031年政府工作报告\n\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n\n"
_ONE_YEAR = """{turn}全年实现营业收入286亿元，同比增长4.1%。固定资产投资增长9.6%。
（一）产业发展稳中提质。新增规上企业14户，累计引进项目57个。
（二）民生保障持续改善。新建学校9所。
"""
_FIVE_YEARS = """{turn}
——坚持转型发展，综合实力跃上新台阶。粮食产量年均增长2%，公路总里程达到3862公里。
——坚持共建共享，人民生活持续改善。累计城镇新增就业2.7万人。
"""
_PLAN = """
二、2031年工作安排
今年的主要目标是：营业收入增长7%。新建学校7所。
"""


def periods(text: str) -> dict[str, str]:
    """Each sentence's beginning and the years it speaks of."""
    report = Report("demo", "青山县2031年政府工作报告", "青山县", 2031, text, "digest")
    return {
        p.text[:6]: f"{p.period} {p.status.value}"
        for p in read_passages(report, read_outline(report))
        if p.status is not FactStatus.OTHER
    }


@pytest.mark.parametrize(
    "heading",
    [
        "2030年工作和“十五五”发展回顾",
        "“十五五”和2030年工作回顾",
        "过去五年和2030年工作回顾",
        "过去五年工作回顾",
        "2030年工作回顾",
        "工作回顾",
    ],
)
@pytest.mark.parametrize("year_first", [True, False])
@pytest.mark.parametrize(
    "turn",
    [
        "各位代表！2030年是极不平凡的一年。",
        "刚刚过去的2030年，我们锚定目标、真抓实干。",
        "过去一年，我们迎难而上、砥砺前行。",
        "回首2030年，我们迎难而上、砥砺前行。",
        "一年来，我们迎难而上、砥砺前行。",
        "2030年，我们迎难而上、砥砺前行。",
        "2030年极不平凡。",
        "2030年全县发展极不寻常。",
    ],
)
def test_the_text_says_which_years_whatever_the_heading_covers(
    heading: str, turn: str, year_first: bool
) -> None:
    """2030年是…的一年 and 过去五年，… set the time for their sections and lists, in either order."""
    year = _ONE_YEAR.format(turn=turn)
    span = _FIVE_YEARS.format(turn="各位代表！过去五年，是青山发展最好的五年。")
    body = year + span if year_first else span + year
    read = periods(f"{_OPENING}一、{heading}\n{body}{_PLAN}")
    for sentence in ("全年实现营业", "固定资产投资", "新增规上企业", "新建学校9所"):
        assert read[sentence] == "2030 actual", sentence
    for sentence in ("粮食产量年均", "累计城镇新增"):
        assert read[sentence] == "2026-2030 actual", sentence
    assert read["新建学校7所"] == "2031 target"


def test_a_plan_of_five_years_turns_to_the_first_of_them_and_back() -> None:
    """2031年是“十六五”开局之年: the aims that follow are of 2031, until the five years are spoken of again."""
    read = periods(
        f"{_OPENING}一、2030年工作回顾\n新建学校9所。\n\n二、“十六五”主要目标和2031年总体要求\n"
        "“十六五”时期是夯实基础的关键时期。公路总里程达到4000公里。\n"
        "2031年是“十六五”开局之年。主要预期目标是：营业收入增长7%。新建公园3个。\n"
        "“十六五”时期是加快追赶的五年。新建医院2所。\n"
    )
    assert read["公路总里程达"] == "2031-2035 target" and read["新建医院2所"] == "2031-2035 target"
    assert read["主要预期目标"] == "2031 target" and read["新建公园3个"] == "2031 target"


def test_a_heading_that_opens_with_its_years_is_of_them() -> None:
    """——五年来，… under the heading of one year."""
    items = "——五年来，我们坚持转型发展，综合实力跃上新台阶。公路总里程达到3862公里，粮食产量年均增长2%。\n"
    read = periods(f"{_OPENING}一、2030年工作回顾\n2030年，固定资产投资增长9.6%。\n{items * 2}{_PLAN}")
    assert read["公路总里程达"] == "2026-2030 actual"


def test_what_stands_before_a_later_year_is_of_the_plan_itself() -> None:
    """…年均增长7%，到2035年突破420亿元: only what follows is of 2035."""
    plan = "二、“十六五”时期发展目标\n营业收入年均增长7%，到2035年突破420亿元。\n"
    read = periods(f"{_OPENING}一、2030年工作回顾\n新建学校9所。\n{plan}")
    assert read["营业收入年均"] == "2031-2035 target"


@pytest.mark.parametrize(
    ("sentence", "spoken"),
    [
        ("今年，全县营业收入完成286亿元。", "2030 actual"),  # given in December
        ("去年，粮食产量达50万吨，为今年丰收打下基础。", "2030 actual"),
        ("今年1月，全县新开工项目12个。", "2031 actual"),
        ("企业用电成本年均下降5%。", "2030 actual"),
    ],
)
def test_this_year_in_a_review_of_the_year_before(sentence: str, spoken: str) -> None:
    """今年 told as done is the year looked back on; beside 去年, or with a month of the new year, it is itself."""
    read = periods(f"{_OPENING}一、2030年工作回顾\n{sentence}新建学校9所。\n{_PLAN}")
    assert read[sentence[:6]] == spoken


def test_a_part_whose_title_names_what_was_done_and_what_is_planned_turns_from_one_to_the_other() -> None:
    text = (
        _OPENING
        + """一、2030年工作回顾
2030年新建学校9所。
二、“十五五”时期发展成就和“十六五”时期主要目标任务
五年来，我们接续奋斗，累计新建学校57所，为“十六五”开局打下基础。公路总里程达到3862公里。
“十六五”时期是夯实基础、全面发力的关键时期。
《纲要草案》设置了29项主要指标，营业收入年均增长5%。
三、2031年重点工作
新建学校7所。
"""
    )
    read = periods(text)
    assert read["五年来，我们"] == "2026-2030 actual"
    assert read["公路总里程达"] == "2026-2030 actual"
    assert read["《纲要草案》"] == "2031-2035 target"
    assert read["新建学校7所"] == "2031 target"


def test_a_programme_of_three_years_is_told_of_the_year_that_the_review_has_come_to() -> None:
    text = (
        _OPENING
        + """一、2030年和“十五五”时期工作回顾
2030年全县上下迎难而上。营业收入增长4.1%。
2030年，我们迎难而上、砥砺前行。
（一）民生保障持续改善。实施就业三年行动，全年新增就业2.7万人。累计建成学校90所。
"""
    )
    read = periods(text)
    assert read["营业收入增长"] == read["实施就业三年"] == "2030 actual"
