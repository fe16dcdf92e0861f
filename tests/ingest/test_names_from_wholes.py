"""A number whose name leans on a whole, on a stage or on an age told before it, with nothing of its own."""

import pytest
from read_sentences import read


@pytest.mark.parametrize(
    ("text", "number", "indicator"),
    [
        ("居民人均可支配收入36000元，其中城镇居民44000元、增长4.8%。", "44000元", "城镇居民人均可支配收入"),
        ("居民人均可支配收入36000元，其中城镇居民44000元、增长4.8%。", "4.8%", "城镇居民人均可支配收入"),
        ("牲畜存栏38万头，其中牦牛11万头；出栏17万头。", "17万头", "牲畜出栏"),
        ("生猪存栏38万头、出栏17万头。", "17万头", "生猪出栏"),
        ("藕田面积8万亩，综合产值5亿元，其中石桥乡种植2万亩。", "2万亩", "石桥乡藕田面积"),
        ("开工改造老旧小区80个、惠及居民7万户，年内完工35个。", "35个", "老旧小区完工"),
        ("青山隧道全长6公里，已掘进5公里。", "5公里", "青山隧道已掘进"),
        ("地区生产总值480亿元，总量在9个县区中的位次由第6位升至第4位。", "第4位", "地区生产总值"),
        ("护林员30名，护林员人均年报酬2万元。", "2万元", "护林员人均年报酬"),
    ],
)
def test_what_a_number_leans_on_is_in_its_name(text: str, number: str, indicator: str) -> None:
    assert {f.text: f.indicator for f in read(text)}[number] == indicator


def test_each_age_of_a_list_has_its_own_figure() -> None:
    text = "为80至89周岁、90至99周岁、百岁以上老人分别按每人每月50元、120元、500元发放高龄津贴。"
    assert [(f.text, f.indicator, f.item) for f in read(text)] == [
        ("50元", "80至89周岁老人高龄津贴", "80至89周岁"),
        ("120元", "90至99周岁老人高龄津贴", "90至99周岁"),
        ("500元", "百岁以上老人高龄津贴", "百岁以上"),
    ]


@pytest.mark.parametrize(
    ("text", "number", "item"),
    [
        ("石桥县地区生产总值88亿元，建成大棚3000座。", "3000座", "石桥县"),
        ("支持石桥县创建旅游度假区，力争接待游客70万人次。", "70万人次", "石桥县"),
        ("石桥县地区生产总值88亿元；全县新建公路30公里。", "30公里", ""),
        ("石桥县生产总值88亿元，青禾县建成大棚3000座。", "3000座", ""),
    ],
)
def test_a_place_that_a_sentence_begins_with_owns_what_follows(text: str, number: str, item: str) -> None:
    assert {f.text: f.item for f in read(text)}[number] == item
