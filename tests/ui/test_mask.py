"""Numbers that name a person are taken out; the figures that a question is about stay."""

import pytest

from report_bot.ui.mask import MASKED, masked


@pytest.mark.parametrize(
    "number",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+8613812345678",
        "１３８１２３４５６７８",
        "一三八一二三四五六七八",
        "幺三八，幺二三四，五六七八",
        "0533-2345678",
        "(010)12345678",
        "400-123-4567",
        "370303199001011234",
        "37030319900101123X",
        "6222021234567890123",
        "6222 0212 3456 7890 123",
    ],
)
def test_telephones_identity_and_bank_cards_are_masked(number: str) -> None:
    """However they are written, whatever stands around them."""
    assert masked(f"我是{number}，低保多少") == f"我是{MASKED}，低保多少"


@pytest.mark.parametrize(
    "text",
    [
        "打12345热线",
        "2023年地区生产总值4561.8亿元",
        "2024-05-01以前",
        "2021-2025年",
        "补贴4380000元、438000000元",
        "增长5.5%",
        "二〇二三年一共多少",
        "1,310元",
        "第1、2、3、4、5、6、7、8、9、10名",
    ],
)
def test_figures_and_years_stay(text: str) -> None:
    assert masked(text) == text
