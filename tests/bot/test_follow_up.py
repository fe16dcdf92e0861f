"""A question that leans on the one before is made whole; one that stands alone is left as it is."""

import pytest
from questions import ask

from report_bot.bot.types import Intent


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        ("去年低保标准是多少", "那今年呢", "今年低保标准是多少"),
        ("去年城镇居民收入增长多少", "农村的呢", "去年农村居民收入增长多少"),
        ("去年低保多少钱", "农村的呢", "去年农村低保多少钱"),
        ("2031年高新技术企业要达到多少", "科技型中小企业呢？", "2031年科技型中小企业要达到多少"),
        ("去年存款余额增长多少", "那贷款余额呢", "去年贷款余额增长多少"),
        ("今年要建几所幼儿园", "那中小学呢", "今年要建几所中小学"),
        ("城镇新增就业", "增长了多少呢", "城镇新增就业增长了多少"),
        ("GDP多少", "第几名", "GDP第几名"),
        ("今年GDP目标多少", "完成了吗", "今年GDP完成了多少"),
        ("去年新增就业多少人", "它增长了多少", "去年新增就业增长了多少"),
        ("去年外资多少", "比上年涨了多少", "去年外资比上年涨了多少"),
        ("去年新增就业多少", "去年和今年差多少", "去年和今年新增就业差多少"),
        ("去年新改建农村公路多少公里", "那今年想冲到多少呢", "今年新改建农村公路多少公里"),
        ("去年农村居民收入多少元", "今年打算增长多少", "今年农村居民收入打算增长多少"),
        ("去年高新技术企业有多少家", "今年再培育多少", "今年高新技术企业有多少家"),
        ("去年GDP涨了百分之几", "那今年想涨多少", "今年GDP涨百分之几"),
        ("去年低保多少钱", "比头一年多了多少", "去年低保比头一年多了多少"),
        ("城镇调查失业率去年多少", "今年控制在多少", "今年城镇调查失业率控制在多少"),
        ("去年GDP多少", "在全国排第几", "去年GDP在全国排第几"),
        ("去年GDP多少", "增速呢", "去年GDP增速多少"),
        ("去年低保标准是多少", "比2020年提高了多少", "低保标准比2020年提高了多少"),
        ("去年新改建农村公路多少公里", "今年目标比去年多多少", "新改建农村公路今年目标比去年多多少"),
        ("去年城乡低保标准多少钱", "农村的呢", "去年农村低保标准多少钱"),
        ("去年低保标准多少钱", "城市和农村分别多少", "去年城市和农村低保标准分别多少"),
        ("今年城镇新增就业和低保标准目标分别是多少", "去年的呢", "去年城镇新增就业和低保标准分别是多少"),
        ("去年实施老旧小区改造项目多少个", "投资呢", "去年老旧小区改造项目投资多少"),
        ("去年老旧小区改造项目多少个", "总投资多少", "去年老旧小区改造项目总投资多少"),
        ("去年老旧小区改造项目多少个", "惠及多少户", "去年老旧小区改造项目惠及多少户"),
        ("去年城镇新增就业多少", "五年累计呢", "过去五年城镇新增就业多少"),
        ("原来低保标准多少", "现在呢", "去年低保标准多少"),
        ("去年低保标准多少", "今年目标是不是更高", "低保标准去年和今年相差多少"),
        ("去年GDP多少", "是不是下降了", "去年GDP是不是下降了"),
        ("去年低保标准多少", "今年目标呢", "今年低保标准目标是多少"),
        ("去年高新技术企业有多少家", "国家级和省级分别多少", "去年国家级和省级高新技术企业分别多少"),
        ("去年新改建农村公路多少公里", "低保标准呢", "去年低保标准多少"),
        ("去年全体居民收入多少", "农村的呢", "去年农村居民收入多少"),
        ("去年新改扩建了几所中小学", "幼儿园呢", "去年新改扩建了几所幼儿园"),
        ("去年新增就业多少", "占多少", "去年新增就业占比多少"),
        ("去年GDP增长多少", "完成目标了吗", "GDP完成目标了吗"),
        ("亿元以上项目有几个", "50亿以上的呢", "50亿以上项目有几个"),
        ("今年目标低保标准多少", "去年呢", "去年低保标准多少"),
    ],
)
def test_what_is_left_out_comes_from_the_turn_before(before: str, text: str, whole: str) -> None:
    assert ask(before, text).text == whole


@pytest.mark.parametrize("text", ["低保标准是多少", "今年养老有啥安排", "去年新改建农村公路多少公里"])
def test_a_whole_question_is_left_as_it_is(text: str) -> None:
    assert ask("去年GDP多少", text).text == text


def test_a_new_subject_said_aloud_forgets_the_old_one() -> None:
    assert ask("固投去年增长多少", "换个话题，社零去年增速").text == "社零去年增速"


def test_the_time_moves_and_what_is_planned_becomes_done() -> None:
    question = ask("今年GDP增长目标", "那去年实际呢")
    assert [str(p) for p in question.periods] == ["2030"]
    assert question.status is not None and question.status.value == "actual"


def test_follow_ups_chain() -> None:
    assert ask("去年低保标准是多少", "那今年呢", "农村的呢").text == "今年农村低保标准是多少"


def test_small_talk_between_is_no_follow_up() -> None:
    assert ask("去年GDP多少", "谢谢").intent is Intent.THANKS


def test_without_an_earlier_turn_nothing_is_invented() -> None:
    assert ask("那今年呢").text == "那今年呢"


def test_each_of_the_two_things_asked_one_after_another() -> None:
    asked = ask("今年高新技术企业目标多少", "科技型中小企业呢", "去年分别是多少")
    assert asked.text == "去年高新技术企业和科技型中小企业分别是多少"
