"""What several figures of a sentence share: a field of ranks, what they were before, kept or sold, the two ends of an aim."""

from __future__ import annotations

import pytest
from read_sentences import read

from report_bot.ingest.types import FactStatus, Measure

RANK = Measure.RANK


def named(text: str) -> list[tuple[str, str, str]]:
    return [(f.indicator, f.item, f.text) for f in read(text)]


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("综合实力列全省百强县第31位。", [("综合实力", "全省百强县", "第31位")]),
        (
            "确保进入全省百强县前28位，力争进入前25位。",
            [("百强县", "全省百强县", "28位"), ("百强县", "全省百强县", "25位")],
        ),
        ("某项评价进入全省第一方阵，列第17位。", [("某项评价", "", "第17位")]),
        ("首次跻身东部高质量发展百强，列第88位。", [("东部高质量发展百强", "", "第88位")]),
        ("力争进入全省园区综合评价前30位。", [("园区综合评价", "全省", "30位")]),
        # the growth of what was named last, and not of what was ranked before it
        (
            "工业增加值增速居全国第4位，进出口总额突破万亿元、增速居全国第5位。",
            [("工业增加值增速", "全国", "第4位"), ("进出口总额增速", "全国", "第5位")],
        ),
        ("创建了5个先进集群、居中部第1。", [("先进集群", "中部", "第1")]),
    ],
)
def test_a_place_is_of_its_list_and_of_what_was_named_last(
    text: str, ranks: list[tuple[str, str, str]]
) -> None:
    assert [(f.indicator, f.item, f.text) for f in read(text) if f.measure is RANK] == ranks


def test_two_things_that_rise_to_one_place_are_each_what_they_were() -> None:
    read_ = read("甲种车、乙种车产量从全国第8位、第4位双双跃居第1位。")
    assert [(f.indicator, f.text, f.status) for f in read_] == [
        ("甲种车产量", "第8位", FactStatus.OTHER),
        ("乙种车产量", "第4位", FactStatus.OTHER),
        ("甲种车、乙种车产量", "第1位", FactStatus.ACTUAL),
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "年末存栏各类牲畜34万头，其中牦牛18万头；全年出栏牲畜11万头，其中牦牛4万头、藏羊3万只。",
            [
                ("年末存栏各类牲畜", "", "34万头"),
                ("牦牛存栏", "牦牛", "18万头"),
                ("出栏牲畜", "", "11万头"),
                ("牦牛出栏", "牦牛", "4万头"),
                ("藏羊出栏", "藏羊", "3万只"),
            ],
        ),
        (
            "汽车保有量由19万辆增至27万辆，其中新能源汽车由1万辆增至4万辆。",
            [
                ("汽车保有量", "", "19万辆"),
                ("汽车保有量", "", "27万辆"),
                ("新能源汽车保有量", "", "1万辆"),
                ("新能源汽车保有量", "", "4万辆"),
            ],
        ),
        (
            "城区学位、停车位缺口仍分别有1900个、4300个。",
            [("城区学位缺口", "城区学位", "1900个"), ("停车位缺口", "停车位", "4300个")],
        ),
        (
            "公共预算收支分别突破9千亿元、3万亿元。",
            [("公共预算收入", "收入", "9千亿元"), ("公共预算支出", "支出", "3万亿元")],
        ),
        ("死亡率由45.2/10万降至17.6/10万。", [("死亡率", "", "45.2/10万"), ("死亡率", "", "17.6/10万")]),
        ("188个园区整合优化为120个。", [("园区", "", "188个"), ("园区", "", "120个")]),
        ("税收占比确保达到71%、力争达到73%。", [("税收占比", "", "71%"), ("税收占比", "", "73%")]),
        ("营收由不足30亿元增长到48亿元。", [("营收", "", "30亿元"), ("营收", "", "48亿元")]),
        ("增长1.7%（同口径增长2.5%）。", [("", "", "1.7%"), ("", "", "2.5%")]),
        ("班列全年发运突破千列。", [("班列全年发运", "", "千列")]),
        ("某市608所AES100发动机加速应用。", []),  # an institute's name
        ("外贸增长8%，总额突破80亿元。", [("外贸", "", "8%"), ("外贸总额", "", "80亿元")]),
    ],
)
def test_what_a_figure_is_of(text: str, figures: list[tuple[str, str, str]]) -> None:
    assert named(text) == figures


def test_what_is_hoped_for_beyond_an_aim_is_of_the_one_figure() -> None:
    """力争 in the middle of a run governs its own number; the growth after it is aimed at as before."""
    said = {f.text: f.qualifier for f in read("生产总值突破45亿元，力争达到48亿元，年均增长7%左右。")}
    assert said == {"45亿元": "突破", "48亿元": "力争", "7%": "左右"}


def test_what_something_was_before_is_of_no_year_of_the_sentence() -> None:
    assert [f.status for f in read("12处敬老院整合为3处。")] == [FactStatus.OTHER, FactStatus.ACTUAL]
