"""ingest.standing: what a part plans, and what it first looks back on, is told apart."""

from __future__ import annotations

from invented_parts import OPENING, PLAN, periods

from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import read_passages
from report_bot.ingest.types import Report


def test_a_part_whose_title_names_what_was_done_and_what_is_planned_turns_from_one_to_the_other() -> None:
    text = (
        OPENING
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


def test_the_part_on_a_plan_may_first_look_back_on_the_years_before_it() -> None:
    text = (
        OPENING
        + """一、2030年工作回顾
新建学校9所。
二、关于《青山县国民经济和社会发展第十六个五年规划纲要（草案）》的说明
“十五五”时期，青山发展极不寻常。公路总里程达到3862公里。这五年，人民生活更加美好。营业收入从20亿元增加到28亿元。
“十六五”时期具有承前启后的重要地位。新建医院2所。
去年，粮食产量达到5万吨。建设粮仓3座。
"""
        + PLAN.replace("二、", "三、")
    )
    read = periods(text)
    assert read["公路总里程达"] == read["营业收入从2"] == "2026-2030 actual"
    assert read["新建医院2所"] == read["建设粮仓3座"] == "2031-2035 target"


def test_a_plan_that_is_drawn_up_turns_a_part_of_both_to_what_lies_ahead() -> None:
    text = (
        OPENING
        + """一、“十五五”时期发展成就和“十六五”时期主要目标任务
五年来，我们接续奋斗，累计新建学校57所。
根据县委建议，我们编制了“十六五”规划纲要（草案），提交大会审查。经济发展方面，营业收入年均增长5%。
二、2031年工作安排
新建学校7所。
"""
    )
    assert periods(text)["经济发展方面"] == "2031-2035 target"


def test_a_part_whose_title_says_nothing_of_time_is_of_the_time_that_it_opens_with() -> None:
    text = (
        OPENING
        + """一、2030年工作回顾
新建学校9所。
二、一张蓝图绘到底，奋力谱写青山篇章
“十六五”时期是夯实基础、全面发力的关键时期。
《纲要草案》细化设定了24个主要指标，营业收入年均增长5%。
三、一鼓作气勇争先，推动“十六五”开好局、起好步
新建学校7所。
"""
    )
    read = periods(text)
    assert read["《纲要草案》"] == "2031-2035 target"
    assert read["新建学校7所"] == "2031 target"


def test_an_annex_that_names_its_year_is_of_that_year_and_one_of_words_is_not() -> None:
    annex = "附件1\n2031年十件民生实事\n1.新建幼儿园6所；\n2.改造小区30个。\n附件2\n名词解释\n1.“双减”：\n指减轻2项负担。\n"
    read = periods(f"{OPENING}一、2030年工作回顾\n新建学校9所。\n{PLAN}{annex}")
    assert read["1.新建幼儿"] == read["2.改造小区"] == "2031 target"
    assert not any("负担" in sentence for sentence in read)


def test_a_plan_that_has_lasted_turns_the_review_to_its_years() -> None:
    text = (
        OPENING
        + """一、2030年和“十五五”时期工作回顾
过去一年是青山大事要事集中交织的一年。
新建学校9所。
各位代表！“十五五”以来，面对多重冲击，全县上下砥砺前行。
五年来，民生保障扎实有力。面对多重冲击，我们真抓实干。新建医院12所。
"""
        + PLAN
    )
    read = periods(text)
    assert read["新建学校9所"] == "2030 actual" and read["新建医院12"] == "2026-2030 actual"


def test_a_plan_that_is_half_over_has_lasted_up_to_last_year() -> None:
    text = (
        "青山县2029年政府工作报告\n\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n\n"
        "一、2028年工作回顾\n“十五五”以来，营业收入年均增长8.1%。\n二、2029年工作安排\n新建学校7所。\n"
    )
    report = Report("demo", "青山县2029年政府工作报告", "青山县", 2029, text, "digest")
    read = {p.text[:8]: str(p.period) for p in read_passages(report, read_outline(report))}
    assert read["“十五五”以来，"] == "2026-2028"
