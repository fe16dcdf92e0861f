"""ingest.value_lists: each value of a list has its unit, its item and its time."""

from __future__ import annotations

from read_sentences import read

from report_bot.ingest.figures import read_figures
from report_bot.ingest.types import FactStatus


def test_the_unit_that_the_last_of_a_list_has_is_that_of_all() -> None:
    figures = read_figures("覆盖率、治理率分别提高17.5、31.4个百分点，产值、税收分别达到3.2、5亿元。")
    assert [(f.text, str(f.value), f.unit) for f in figures] == [
        ("17.5", "17.5", "个百分点"),
        ("31.4个百分点", "31.4", "个百分点"),
        ("3.2", "320000000", "元"),
        ("5亿元", "500000000", "元"),
    ]


def test_a_list_that_rose_from_a_named_year_leaves_what_it_was_then() -> None:
    figures = read("城乡居民人均可支配收入从2021年的41200元和15800元分别提高到53600元和21900元。")
    assert [(f.item, f.text, str(f.period), f.status) for f in figures] == [
        ("城镇", "41200元", "2021", FactStatus.OTHER),
        ("农村", "15800元", "2021", FactStatus.OTHER),
        ("城镇", "53600元", "2029", FactStatus.ACTUAL),
        ("农村", "21900元", "2029", FactStatus.ACTUAL),
    ]


def test_what_is_given_to_each_is_of_those_in_the_clause_before() -> None:
    figures = read("对来区就业的博士、硕士、本科毕业生，分别给予每月3000元、1500元、800元生活补贴。")
    assert [(f.item, f.indicator, f.text) for f in figures] == [
        ("博士", "博士生活补贴", "3000元"),
        ("硕士", "硕士生活补贴", "1500元"),
        ("本科毕业生", "本科毕业生生活补贴", "800元"),
    ]
