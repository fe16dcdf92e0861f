"""Figures said in the report's own clauses."""

import pytest
from sentences import REPORT, passage

from report_bot.bot.dated import dated, when
from report_bot.bot.phrase import amount_text, say
from report_bot.ingest.types import FactStatus, Period


@pytest.mark.parametrize(
    ("sentence", "number", "said"),
    [
        ("全年新增公共车位1.2万个，绿道总长达到310公里。", "310公里", "绿道总长达到310公里"),
        ("新建社区食堂12家、日间照料站30处。", "30处", "新建日间照料站30处"),
        ("职工、居民医保报销比例分别提高到75%、62%以上。", "62%", "居民医保报销比例提高到62%以上"),
        ("城乡低保标准分别提高到每人每月700元、560元。", "560元", "农村低保标准提高到每人每月560元"),
        ("城乡低保标准分别提高到每月700元、每年5640元。", "5640元", "农村低保标准提高到每年5640元"),
        ("剩余的316户、782名贫困人口全部脱贫。", "782名", "剩余的316户、782名贫困人口全部脱贫"),
        ("接待游客50万人次、实现旅游收入6亿元。", "6亿元", "实现旅游收入6亿元"),
        ("3.新建社区食堂50个。", "50个", "新建社区食堂50个"),
        ("外贸总额突破80亿元，同比增长9%左右。", "9%", "外贸总额同比增长9%左右"),
        ("预计生产总值增长6%左右，税收收入增长4%。", "4%", "预计税收收入增长4%"),
        ("建成跨江大桥3座、在建5座。", "5座", "在建跨江大桥5座"),
        ("新登记市场主体12万户、其中企业3万家。", "3万家", "新登记企业3万家"),
        ("接待游客50万人次、旅游收入达到6亿元。", "6亿元", "旅游收入达到6亿元"),
        ("设立总规模50亿元的科创基金，首期到位15亿元。", "50亿元", "设立总规模50亿元的科创基金"),
        (
            "对博士、硕士每人每月分别发放生活补贴3000元、1500元。",
            "1500元",
            "硕士每人每月发放生活补贴1500元",
        ),
        ("162个重点项目完成投资715亿元。", "162个", "162个重点项目"),
        ("货运班列累计开行643列，其中2030年开行218列。", "218列", "货运班列2030年开行218列"),
        ("对新引进的博士、硕士分别给予15万元、6万元购房补贴。", "6万元", "硕士购房补贴给予6万元"),
        ("七是为8万名老年人免费体检，建成食堂3家。", "8万名", "为8万名老年人免费体检"),
        ("为65周岁以上老年人免费体检7.5万人次。", "7.5万人次", "为65周岁以上老年人免费体检7.5万人次"),
        ("新建30家孵化器和10家中试平台，加快应用。", "10家", "新建10家中试平台"),
    ],
)
def test_a_figure_is_said_with_its_own_subject_verb_and_qualifier(
    sentence: str, number: str, said: str
) -> None:
    """What is said of one figure holds its item, its verb and its qualifier, and no neighbour's value."""
    found = passage(sentence)
    figure = next(f for f in found.figures if f.text == number)
    assert say(figure, found) == said


def test_every_statement_names_the_absolute_year_beside_last_year_and_this_year() -> None:
    """去年 and 今年 never stand without the year they mean; a plan is called 目标."""
    done = passage("建成口袋公园9个。", 2030)
    aimed = passage("建成口袋公园12个。", 2031, FactStatus.TARGET)
    assert dated(done.figures[0], done, REPORT) == "2030年（去年），建成口袋公园9个"
    assert dated(aimed.figures[0], aimed, REPORT) == "2031年（今年）的目标是：建成口袋公园12个"
    assert when(Period(2026, 2030), REPORT) == "2026—2030年"


def test_computed_values_are_written_in_the_unit_of_their_operands() -> None:
    """A difference of 万 is said in 万, without an exponent."""
    figure = passage("新增就业5.9万人。").figures[0]
    assert amount_text(figure.value, "人", figure.text) == "5.9万人"
    assert amount_text(figure.value, "人", "59000人") == "59000人"


def test_both_sides_of_a_list_without_apart_are_told_with_their_own_name() -> None:
    told = passage("城乡居民人均可支配收入年均增长5.3%、8.1%。")
    assert [say(f, told) for f in told.figures] == [
        "城镇居民人均可支配收入年均增长5.3%",
        "农村居民人均可支配收入年均增长8.1%",
    ]


def test_a_place_that_is_held_goes_with_what_holds_it() -> None:
    told = passage("港口吞吐量连续6年排名全国第一。")
    assert say(told.figures[0], told) == "港口吞吐量连续6年排名全国第一"


def test_what_brackets_say_is_told_of_the_name_before_them() -> None:
    told = passage("某医院新院区（总投资7.8亿元，设床位1000张）主体封顶。")
    assert [say(f, told) for f in told.figures] == ["某医院新院区总投资7.8亿元", "某医院新院区设床位1000张"]
