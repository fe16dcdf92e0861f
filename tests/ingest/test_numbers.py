"""Written numbers: value, unit and kind, over invented wording."""

from __future__ import annotations

from decimal import Decimal

import pytest

from report_bot.ingest.numbers import Amount, chinese_value, read_amounts
from report_bot.ingest.types import NumberKind


def claims(text: str) -> list[Amount]:
    return [amount for amount in read_amounts(text) if amount.kind is NumberKind.CLAIM]


@pytest.mark.parametrize(
    ("text", "value", "unit", "written", "about"),
    [
        ("游客达7.2万人次", "72000", "人次", "7.2万人次", ""),
        ("贷款3,260户", "3260", "户", "3,260户", ""),
        ("总量1.5万亿元", "1500000000000", "元", "1.5万亿元", ""),
        ("约3万多亿元", "3000000000000", "元", "3万多亿元", "多"),
        ("共2亿6千多万人", "260000000", "人", "2亿6千多万人", "多"),
        ("床位900余张", "900", "张", "900余张", "余"),
        ("通行里程达2万5千公里", "25000", "公里", "2万5千公里", ""),
        ("提高1.4个百分点", "1.4", "个百分点", "1.4个百分点", ""),
        ("下降百分之三点五", "3.5", "%", "百分之三点五", ""),
        ("增长3.1%%", "3.1", "%", "3.1%", ""),
        ("占全国三分之二", "0.6667", "分之", "三分之二", ""),
        ("占全省1/8以上", "0.125", "分之", "1/8", ""),
        ("差距缩小到2.1∶1", "2.1", "∶1", "2.1∶1", ""),
        ("结构调整为9：41：50", "9", "∶41∶50", "9：41：50", ""),
        ("浓度28微克/立方米", "28", "微克/立方米", "28微克/立方米", ""),
        ("产值翻两番", "4", "倍", "翻两番", ""),
        ("位居全省第三", "3", "位", "第三", ""),
        ("列全国第12位", "12", "位", "第12位", ""),
        ("第四次荣获表彰", "4", "次", "第四次", ""),
        ("粮食产量“九连增”", "9", "连增", "九连增", ""),
        ("连续六年下降", "6", "年", "六年", ""),
        ("零售额超千亿元。", "100000000000", "元", "千亿元", ""),
        ("惠及五万五千人", "55000", "人", "五万五千人", ""),
    ],
)
def test_values(text: str, value: str, unit: str, written: str, about: str) -> None:
    (amount,) = claims(text)
    assert (amount.value, amount.unit, amount.text, amount.about) == (Decimal(value), unit, written, about)
    assert text[amount.start : amount.end] == amount.text


@pytest.mark.parametrize(
    "text",
    [
        "推进“2468”工程",
        "建设7+3+N体系",
        "开通5G基站",
        "G233改线",
        "推行“河长制”7，",
        "拨打12388热线",
        "打通12345便民服务热线",
        "进入世界500强",
        "跻身全国前20",
        "建成15分钟便民生活圈",
        "落实144小时过境免签",
        "4A级景区",
        "在央视1套播出",
        "2024年3月",
        "2021—2025年",
        "创60年来新高",
        "建国80周年",
        "第三产业提质",
        "第二届运动会",
        "第一书记驻村",
        "第三季度回升",
        "晚上10:30结束",
        "三农工作",
        "一批项目",
    ],
)
def test_no_claim(text: str) -> None:
    assert claims(text) == []


def test_every_number_keeps_its_place() -> None:
    text = "2023年新增3家、改造12个，完成率98%，位居全市第二。"
    assert [a.text for a in read_amounts(text)] == ["2023年", "3家", "12个", "98%", "第二"]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("两", 2), ("一百零五", 105), ("甲", None)],
)
def test_chinese_numerals(numeral: str, value: int | None) -> None:
    assert chinese_value(numeral) == (None if value is None else Decimal(value))
