"""A rank, a total, what was added or a change since some year stands for an answer only where that was asked."""

import pytest
from questions import ask
from sentences import passage

from report_bot.bot.match import match_figure
from report_bot.bot.other_measure import of_another_measure, since_another


@pytest.mark.parametrize(
    ("asked", "sentence", "another"),
    [
        ("去年西瓜产量多少", "西瓜产量位居全省第一。", True),
        ("西瓜产量排第几", "西瓜产量位居全省第一。", False),
        ("一共有多少位合伙人", "新增合伙人33位。", True),
        ("新增合伙人多少位", "新增合伙人33位。", False),
        ("新增创新平台多少家", "创新平台达到550家。", True),
        ("创新平台有多少家", "创新平台达到550家。", False),
        ("粮食产量比上年增加多少", "粮食产量保持在100万吨。", True),
        ("空气优良率是多少", "空气优良率提高3个百分点。", True),
        ("空气优良率提高了多少", "空气优良率提高3个百分点。", False),
    ],
)
def test_another_measure(asked: str, sentence: str, another: bool) -> None:
    told = passage(sentence)
    assert of_another_measure(ask(asked), match_figure(ask(asked), told, told.figures[0])) is another


def test_a_change_since_some_year_is_none_on_the_year_before() -> None:
    told = passage("城镇化率较2016年提高3个百分点。")
    match = match_figure(ask("城镇化率"), told, told.figures[0])
    assert since_another(ask("城镇化率比上一年提高了几个点"), match)
    assert not since_another(ask("城镇化率提高了几个点"), match)
