"""The graders' own reader, held to spellings that a person wrote down."""

from __future__ import annotations

from decimal import Decimal

import pytest

from report_bot.eval.chinese_numerals import read_chinese
from report_bot.eval.written_figures import written_figures

READ = [
    # text, value, upper, unit, senses
    ("预计全市地区生产总值突破4500亿元[1]", "450000000000", None, "元", {"least"}),
    ("同比增长5.5%左右", "5.5", None, "%", {"about"}),
    ("５．９万人", "59000", None, "人", set()),
    ("5.9 万人", "59000", None, "人", set()),
    ("59,000人", "59000", None, "人", set()),
    ("五万九千人", "59000", None, "人", set()),
    ("五点九万人", "59000", None, "人", set()),
    ("百分之五点五", "5.5", None, "%", set()),
    ("约百分之五", "5", None, "%", {"about"}),
    ("四千五百亿元", "450000000000", None, "元", set()),
    ("新增1—2个主导产业", "1", "2", "个", set()),
    ("增长5%-6%", "5", "6", "%", set()),
    ("年均3至5万人", "30000", "50000", "人", set()),
    ("居全省第2位", "2", None, "位", set()),
    ("改善率位居全省第二；", "2", None, "位", set()),
    ("位居全国首位", "1", None, "位", set()),
    ("十连冠", "10", None, "连", set()),
    ("2000余张", "2000", None, "个", {"least"}),
    ("2万多家", "20000", None, "个", {"least"}),
    ("近4.3万人", "43000", None, "人", {"near"}),
    ("不低于5%", "5", None, "%", {"least"}),
    ("不超过4%", "4", None, "%", {"most"}),
    ("4%以内", "4", None, "%", {"most"}),
    ("60%及以上", "60", None, "%", {"least"}),
    ("超过了5000亿元", "500000000000", None, "元", {"least"}),
    ("提高1.2个百分点", "1.2", None, "个百分点", set()),
    ("每人每月924元", "924", None, "元", set()),
    ("六成以上", "60", None, "%", {"least"}),
    ("连续5年", "5", None, "年", set()),
    ("PM2.5浓度32.3微克/立方米", "32.3", None, "微克", set()),
    ("100万千瓦", "1000000", None, "千瓦", set()),
    ("13.7万亿元", "13700000000000", None, "元", set()),
    ("两家", "2", None, "个", set()),
    ("收入比缩小至2.04∶1", "2.04", None, "", set()),
]


@pytest.mark.parametrize(("text", "value", "upper", "unit", "senses"), READ, ids=[r[0] for r in READ])
def test_reads_value_unit_and_qualifier(
    text: str, value: str, upper: str | None, unit: str, senses: set[str]
) -> None:
    (figure,) = written_figures(text)
    assert (figure.value, figure.upper) == (Decimal(value), None if upper is None else Decimal(upper))
    assert (figure.unit, set(figure.senses)) == (unit, senses)


@pytest.mark.parametrize(
    "text",
    [
        "2023年（去年）", "2023—2024年", "2024年3月15日", "1-9月", "一季度", "“十四五”期间", "[1]【2】①", "12345热线",
        "聚焦“3510”发展目标", "5G和G341", "4A级景区", "世界500强", "1+6+N", "第十四届", "第一时间", "放在首位", "一个",
        "数百家", "几十个", "千家万户", "这两个数不宜相减", "乡村振兴齐鲁论坛2023", "2023淄博马拉松", "附近", "十分",
    ],
)  # fmt: skip
def test_what_claims_nothing_is_left_out(text: str) -> None:
    assert written_figures(text) == ()


def test_list_numbers_are_no_figures() -> None:
    assert [f.text for f in written_figures("1. 新增5家\n2、新增6家\n（3）新增7家")] == ["5家", "6家", "7家"]


def test_a_change_from_one_value_to_another_is_no_range() -> None:
    assert [f.upper for f in written_figures("从54%提高到55%，从5家增加到10家")] == [None] * 4


def test_offsets_count_the_text_given() -> None:
    text = "去年［1］新增５９３家，其中第２位"
    for figure in written_figures(text):
        assert len(text[figure.start : figure.end]) == len(figure.text)
    assert [f.start for f in written_figures(text)] == [7, 14]


@pytest.mark.parametrize(
    ("written", "value"),
    [("十", 10), ("十五", 15), ("二十三", 23), ("一百零五", 105), ("四千五", 4500), ("两万两千", 22000),
     ("一亿二千万", 120000000), ("二〇二三", 2023), ("三点五亿", 350000000)],
)  # fmt: skip
def test_chinese_numerals(written: str, value: int) -> None:
    assert read_chinese(written) == value


@pytest.mark.parametrize("written", ["", "三四", "点五", "五点", "百分", "亿"])
def test_what_is_no_numeral_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        read_chinese(written)
