"""The head of a list, taken apart into its items."""

from __future__ import annotations

import pytest
from read_sentences import read

from report_bot.ingest.items import split_items
from report_bot.ingest.types import FactStatus


def test_items_of_a_list() -> None:
    assert split_items("本外币存款、贷款余额", 2) == (("存款", "贷款"), ("本外币存款余额", "本外币贷款余额"))
    assert split_items("事故起数、死亡人数", 2) == (("事故起数", "死亡人数"), ("事故起数", "事故死亡人数"))
    assert split_items("第一、第三产业增加值", 2)[1] == ("第一产业增加值", "第三产业增加值")
    assert split_items("蔬菜、浆果设施产量占比", 2)[1] == ("蔬菜设施产量占比", "浆果设施产量占比")
    assert split_items("农村卫生户厕覆盖率、污水治理率", 2)[1] == ("农村卫生户厕覆盖率", "农村污水治理率")
    assert split_items("甲、乙、丙", 2) == (("", ""), ("甲、乙、丙",) * 2)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # 和 binds closer than 、 where both would split into as many
        ("金融业、软件和信息服务业增加值分别增长9%、15%。", ["金融业增加值", "软件和信息服务业增加值"]),
        # what the last names is of all, as far as each has not said it
        (
            "城镇居民、农村居民人均可支配收入分别增长4%、5%。",
            ["城镇居民人均可支配收入", "农村居民人均可支配收入"],
        ),
        ("对东盟、欧盟进出口分别增长16%、40%。", ["对东盟进出口", "对欧盟进出口"]),
        ("生猪、家禽年出栏量分别达到39万头、130万只。", ["生猪年出栏量", "家禽年出栏量"]),
        ("快递、电信业务量分别增长12%、9%。", ["快递业务量", "电信业务量"]),
        (
            "大理、丽江地铁线网单日客运量分别达14万、13万人次。",
            ["大理地铁线网单日客运量", "丽江地铁线网单日客运量"],
        ),
        # the three sectors
        ("一、二、三产业增加值分别增长3%、6%、5%。", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("一二三产增加值分别增长3%、6%、5%。", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        # no measure is shared where the things have their own
        (
            "进口货值、入境游客、离岛免税销售额分别增长38%、64%、46%。",
            ["进口货值", "入境游客", "离岛免税销售额"],
        ),
        # places in an order, one after another
        (
            "一产、二产增加值分别增长6%、5%，分别居全国第二、第七。",
            ["一产增加值", "二产增加值"] * 2,
        ),
        ("牛羊出栏分别增长5.2%、1.9%。", ["牛出栏", "羊出栏"]),
        ("猪牛羊出栏分别增长5%、3%、1%。", ["猪出栏", "牛出栏", "羊出栏"]),
        # what the clause before has listed
        ("百亿产业、先进制造业集群从无到有，分别达2个、3个。", ["百亿产业", "先进制造业集群"]),
        # from then to now, each with its own month or year
        (
            "城乡低保标准分别从2024年的645元/月、4318元/年提高到2029年的801元/月、7226元/年。",
            ["城市低保标准", "农村低保标准"] * 2,
        ),
        (
            "甲类补贴、乙类补贴标准分别从每人每月209元、280元提高到217元、290元。",
            ["甲类补贴标准", "乙类补贴标准"] * 2,
        ),
    ],
)
def test_each_value_of_a_list_has_its_own_whole_name(text: str, names: list[str]) -> None:
    assert [f.indicator for f in read(text)] == names


def test_the_unit_of_the_last_is_of_all_with_their_own_thousands() -> None:
    assert [(str(f.value), f.unit) for f in read("甲县、乙县游客分别达14万、13万人次。")] == [
        ("140000", "人次"),
        ("130000", "人次"),
    ]
    assert [f.unit for f in read("投资、消费增速分别快于全国3.4个、1个百分点。")] == ["个百分点"] * 2


def test_what_others_are_measured_from_is_no_achievement() -> None:
    figures = read("地区生产总值达到136亿元，较“十二五”末的93亿元增加43亿元。")
    assert [f.status for f in figures] == [FactStatus.ACTUAL, FactStatus.OTHER, FactStatus.ACTUAL]
