"""A bare difference or sum after several turns is about the two things that they asked, never about the last alone."""

import pytest
from questions import ask

from report_bot.bot.types import Intent


@pytest.mark.parametrize(
    "bare", ["差多少", "少了多少？", "那差多少人", "多了吗", "这两年相差多少", "少招多少"]
)
def test_one_subject_at_two_times(bare: str) -> None:
    question = ask("去年城镇新增就业多少人", "那今年呢", bare)
    assert question.text == "城镇新增就业去年和今年相差多少人"
    assert question.intent is Intent.DIFFERENCE
    assert [str(p) for p in question.periods] == ["2030", "2031"]


@pytest.mark.parametrize("bare", ["差多少", "比城市的少多少", "城乡差多少"])
def test_two_subjects_at_one_time(bare: str) -> None:
    assert ask("城市低保多少钱", "农村的呢", bare).text == "城市低保和农村低保相差多少钱"


def test_a_side_of_what_was_asked_before_is_another_subject() -> None:
    assert ask("去年居民收入多少", "农村的呢", "差多少").text == "去年居民收入和农村居民收入相差多少"


def test_the_gap_between_town_and_country_of_one_question() -> None:
    assert ask("去年城乡低保标准多少钱", "城乡差多少").text == "去年城乡低保标准相差多少钱"


def test_two_subjects_of_one_question() -> None:
    assert (
        ask("高新技术企业和科技型中小企业各多少家", "差多少").text == "高新技术企业和科技型中小企业相差多少家"
    )


def test_a_difference_of_growth_stays_one_of_growth() -> None:
    assert ask("去年GDP增长多少", "今年目标呢", "低了多少").text == "GDP增长去年和今年相差多少"


def test_a_sum_is_asked_of_things_at_one_time_only() -> None:
    """What is done and what is planned are told one by one."""
    assert (
        ask("去年高新技术企业多少家", "科技型中小企业呢", "加起来多少").text
        == "去年高新技术企业和科技型中小企业加起来是多少"
    )
    assert (
        ask("去年新改建农村公路多少公里", "今年呢", "一共多少公里").text
        == "新改建农村公路去年和今年分别是多少"
    )


@pytest.mark.parametrize("text", ["增长多少", "比去年增长多少"])
def test_a_rate_is_no_difference(text: str) -> None:
    assert "相差" not in ask("去年GDP多少", "今年目标呢", text).text


def test_after_one_turn_a_bare_sum_is_about_that_turn() -> None:
    assert "分别" not in ask("去年城镇新增就业多少人", "一共多少人").text


def test_three_things_are_summed_though_small_talk_stood_before_them() -> None:
    turns = ("你好", "去年高新技术企业多少家", "科技型中小企业呢", "三个加起来多少")
    assert ask(*turns).text == "去年高新技术企业和科技型中小企业加起来是多少"


def test_growth_after_two_things_is_of_the_last() -> None:
    """出口呢、进口呢、涨了多少: nobody subtracts imports from exports."""
    assert ask("去年城市低保多少钱", "农村的呢", "涨了多少").intent is not Intent.DIFFERENCE
