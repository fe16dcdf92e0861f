"""ingest.standing: a review that turns from five years to one, or back, is read so to its end."""

from __future__ import annotations

import pytest
from invented_parts import OPENING, PLAN, periods

from report_bot.ingest.figures import attach_figures
from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import read_passages
from report_bot.ingest.types import Report

_ONE_YEAR = """{turn}全年实现营业收入286亿元，同比增长4.1%。固定资产投资增长9.6%。
（一）产业发展稳中提质。新增规上企业14户，累计引进项目57个。
（二）民生保障持续改善。新建学校9所。
"""
_FIVE_YEARS = """{turn}
——坚持转型发展，综合实力跃上新台阶。粮食产量年均增长2%，公路总里程达到3862公里。
——坚持共建共享，人民生活持续改善。累计城镇新增就业2.7万人。
"""


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
    read = periods(f"{OPENING}一、{heading}\n{body}{PLAN}")
    for sentence in ("全年实现营业", "固定资产投资", "新增规上企业", "新建学校9所"):
        assert read[sentence] == "2030 actual", sentence
    for sentence in ("粮食产量年均", "累计城镇新增"):
        assert read[sentence] == "2026-2030 actual", sentence
    assert read["新建学校7所"] == "2031 target"


def test_a_plan_of_five_years_turns_to_the_first_of_them_and_back() -> None:
    """2031年是“十六五”开局之年: the aims that follow are of 2031, until the five years are spoken of again."""
    read = periods(
        f"{OPENING}一、2030年工作回顾\n新建学校9所。\n\n二、“十六五”主要目标和2031年总体要求\n"
        "“十六五”时期是夯实基础的关键时期。公路总里程达到4000公里。\n"
        "2031年是“十六五”开局之年。主要预期目标是：营业收入增长7%。新建公园3个。\n"
        "“十六五”时期是加快追赶的五年。新建医院2所。\n"
    )
    assert read["公路总里程达"] == "2031-2035 target" and read["新建医院2所"] == "2031-2035 target"
    assert read["主要预期目标"] == "2031 target" and read["新建公园3个"] == "2031 target"


def test_a_heading_that_opens_with_its_years_is_of_them() -> None:
    """——五年来，… under the heading of one year."""
    items = "——五年来，我们坚持转型发展，综合实力跃上新台阶。公路总里程达到3862公里，粮食产量年均增长2%。\n"
    read = periods(f"{OPENING}一、2030年工作回顾\n2030年，固定资产投资增长9.6%。\n{items * 2}{PLAN}")
    assert read["公路总里程达"] == "2026-2030 actual"


def test_what_stands_before_a_later_year_is_of_the_plan_itself() -> None:
    """…年均增长7%，到2035年突破420亿元: only what follows is of 2035."""
    plan = "二、“十六五”时期发展目标\n营业收入年均增长7%，到2035年突破420亿元。\n"
    read = periods(f"{OPENING}一、2030年工作回顾\n新建学校9所。\n{plan}")
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
    read = periods(f"{OPENING}一、2030年工作回顾\n{sentence}新建学校9所。\n{PLAN}")
    assert read[sentence[:6]] == spoken


def test_a_programme_of_three_years_is_told_of_the_year_that_the_review_has_come_to() -> None:
    text = (
        OPENING
        + """一、2030年和“十五五”时期工作回顾
2030年全县上下迎难而上。营业收入增长4.1%。
2030年，我们迎难而上、砥砺前行。
（一）民生保障持续改善。实施就业三年行动，全年新增就业2.7万人。累计建成学校90所。
"""
    )
    read = periods(text)
    assert read["营业收入增长"] == read["实施就业三年"] == "2030 actual"


def test_a_review_that_turns_after_a_list_of_titles_has_turned_for_the_lists_that_follow() -> None:
    """The paragraph that turns to one year carries no title; that of the item before is not its own."""
    text = (
        OPENING
        + """一、“十五五”时期和2030年工作回顾
“十五五”时期是极不平凡的五年。
——综合实力整体跃升。顶住多重压力，走出昂扬向上的发展曲线。公路总里程达到3862公里。
刚刚过去的2030年，是“十五五”收官之年。一年来，全县上下真抓实干。
——扎实抓好稳增长、防风险各项任务，底盘持续夯实。
经济运行稳中有进。坚持把稳增长摆在突出位置，精准应对外部冲击。营业收入增长4.1%。
"""
        + PLAN
    )
    read = periods(text)
    assert read["公路总里程达"] == "2026-2030 actual"
    assert read["营业收入增长"] == "2030 actual"


@pytest.mark.parametrize("sentence", ["PM10年均浓度优于全国。", "人居环境五年提升行动完成，建成村庄26个。"])
def test_what_only_sounds_like_five_years_is_of_the_year(sentence: str) -> None:
    read = periods(
        f"{OPENING}一、“十五五”时期和2030年工作回顾\n2030年，我们迎难而上。\n（一）环境持续改善。{sentence}\n{PLAN}"
    )
    assert read[sentence[:6]] == "2030 actual"


def test_problems_are_no_achievements_however_they_are_owned_up_to() -> None:
    read = periods(
        f"{OPENING}一、2030年工作回顾\n新建学校9所。\n成绩固然可喜，问题也不容忽视。产值下降3%。\n{PLAN}"
    )
    assert "产值下降3%" not in read and read["新建学校9所"] == "2030 actual"


def test_a_title_that_names_its_years_is_of_them_though_the_review_has_turned_to_one() -> None:
    text = (
        OPENING
        + """一、2030年工作和“十五五”发展回顾
过去一年，是青山极不平凡的一年。
2030年是“十五五”收官之年。回望极不寻常的五年，我们坚定不移向前走。
——这五年，综合实力大幅跃升，实现争先进位新跨越。面对多重困难挑战，我们真抓实干。公路总里程达到3862公里。
——这五年，创新动能更加强劲，站上新的台阶。面对多重困难挑战，我们真抓实干。新增企业620家。
"""
        + PLAN
    )
    read = periods(text)
    assert read["公路总里程达"] == read["新增企业62"] == "2026-2030 actual"


def test_this_one_year_inside_of_what_is_of_that_year_does_not_narrow_it() -> None:
    """这一年，… at the end of a titled paragraph: the titled paragraphs after it are of the year, too."""
    text = (
        OPENING
        + """一、2030年工作总结和“十五五”发展成就
过去一年，极不平凡。一年来，我们重点抓了五个方面工作。
内需拉动明显增强。坚持把扩大内需摆在突出位置，千方百计促进消费。新建商场3座。这一年，青山的赛会很热闹、文旅很红火。
能源转型成效明显。坚持把清洁能源摆在突出位置，千方百计扩大装机。新建电站22座。
"""
        + PLAN
    )
    read = periods(text)
    assert read["新建商场3座"] == read["新建电站22"] == "2030 actual"


def test_a_yearly_mean_is_of_the_years_and_not_of_the_one_beside_it() -> None:
    text = (
        OPENING
        + """一、“十五五”时期工作回顾
五年来，我们砥砺前行，新建学校57所。2030年运行航线75条，快递业务量年均增长21%。
"""
        + PLAN
    )
    report = Report("demo", "青山县2031年政府工作报告", "青山县", 2031, text, "digest")
    read = attach_figures(report, read_passages(report, read_outline(report)))
    told = {f.text: str(f.period) for p in read for f in p.figures}
    assert told["75条"] == "2030" and told["21%"] == "2026-2030"


def test_a_change_since_the_year_before_the_plan_dates_only_its_own_sentence() -> None:
    text = (
        OPENING
        + """一、“十五五”时期工作回顾
五年来，我们砥砺前行。2025年到2030年，工业投资占比从17.9%提升到35.5%。新建学校57所。
"""
        + PLAN
    )
    read = periods(text)
    assert read["新建学校57"] == "2026-2030 actual"
    assert read["2025年到"] == "2025-2030 actual"


def test_a_title_that_names_the_year_first_is_of_it_again_after_five_years_were_told() -> None:
    """A section of 2030 that tells of 五年来 in between does not leave the sections after it to the five years."""
    body = (
        "2030年是“十五五”规划收官之年。面对多重考验，我们稳住了大盘。\n"
        "（一）产业发展稳中提质。全年生产总值268亿元。五年来，龙头企业由31家增加到48家。\n"
        "（二）民生保障持续改善。新建学校9所。“十五五”累计建成公路386公里。\n"
    )
    read = periods(f"{OPENING}一、2030年和“十五五”时期工作回顾\n{body}{PLAN}")
    assert read["五年来，龙头"] == "2026-2030 actual"
    assert read["新建学校9所"] == "2030 actual"
    assert read["“十五五”累"] == "2026-2030 actual"
