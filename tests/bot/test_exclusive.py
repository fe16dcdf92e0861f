"""What is said of one of some things is never said of another of them."""

import pytest
from sentences import passage

from report_bot.bot.exclusive import excludes, leaves_out


@pytest.mark.parametrize(
    ("asked", "sentence", "other"),
    [
        ("拿了几枚银牌", "运动员勇夺8金。", True),
        ("拿了几枚金牌", "运动员勇夺8金。", False),
        ("新增5A景区几家", "新创建4A级旅游景区2家。", True),
        ("入境旅游人次", "出境旅游人次达到1亿。", True),
        ("出入境旅游人次：入境和出境", "出境旅游人次达到1亿。", False),
        ("养老保险参保率", "医保参保率达到95%。", True),
        ("医疗保险参保率", "医保参保率达到95%。", False),
        ("小麦种了多少亩", "小麦种植面积10万亩。", False),
    ],
)
def test_another_of_some_things(asked: str, sentence: str, other: bool) -> None:
    assert excludes(asked, passage(sentence).figures[0]) is other


def test_a_text_that_tells_of_others_of_the_kind_leaves_the_asked_one_out() -> None:
    assert leaves_out("去年煤电装机多少", "风电、核电装机规模分别居全国第一、第二")
    assert not leaves_out("去年煤电装机多少", "煤电、核电装机规模分别居全国第一、第二")
    assert not leaves_out("去年装机多少", "风电、核电装机规模分别居全国第一、第二")
