"""Which figure of a sentence answers: the one that was not typed, the likelier, of the asked unit and year."""

from __future__ import annotations

from dataclasses import replace

from evidences import evidence
from questions import ask
from sentences import REPORT, passage

from report_bot.bot.by_rules import Gap
from report_bot.bot.choose import choose
from report_bot.bot.match import match_figure, reaches
from report_bot.bot.quote import quote
from report_bot.bot.types import AnswerStatus, Candidate, Evidence, Question
from report_bot.ingest.types import FactStatus, Measure, Period, Report


def chosen(asked: str, sentence: str, *answers: float) -> list[str]:
    return [m.figure.text for m in choose(evidence(asked, sentence, *answers)).matches]


def test_a_typed_figure_that_only_says_which_thing_is_meant_is_no_answer() -> None:
    """Asked how many years in a row, the threshold that the user named is not said back."""
    sentence = "高新技术企业利润连续8年稳定在1300亿元以上。"
    assert chosen("高新技术企业利润连续几年超过1300亿元了", sentence) == ["8年"]


def test_a_typed_figure_that_is_asked_about_is_compared_with_its_own_kind() -> None:
    sentence = "高新技术企业利润连续8年稳定在1300亿元以上。"
    assert chosen("高新技术企业利润超过1300亿元了吗", sentence) == ["1300亿元"]


MOVED = "启动3个片区房屋征收，950余户群众搬进安置区新居。"


def test_the_likelier_figure_is_said_though_its_neighbour_shares_more_words() -> None:
    assert chosen("房屋征收的有多少家搬进新楼了", MOVED, 0.4, 0.8) == ["950余户"]
    assert chosen("启动几个片区房屋征收", MOVED, 0.8, 0.1) == ["3个"]


def test_a_very_likely_figure_may_have_a_unit_that_the_wording_did_not_ask_for() -> None:
    """But money, a rate and heads are answered with nothing else."""
    sentence = "争创全国双拥模范城“十连冠”。"
    assert chosen("双拥模范城要争第几次连着拿", sentence, 0.7) == ["十连冠"]
    assert chosen("双拥模范城要争第几次连着拿", sentence, 0.3) == []
    assert chosen("双拥模范城花了多少钱", sentence, 0.7) == []


def test_a_sentence_that_surely_answers_is_said_where_no_figure_is_likely() -> None:
    """货物过关时间短了多少: 一半以上 is no figure, but the sentence tells it."""
    sentence = "货物通关时间压缩一半以上，新设口岸3个。"
    draft = quote(*_told("货物过关的时间短了多少", sentence, 0.9))
    assert draft.status is AnswerStatus.ANSWERED and "一半以上" in draft.text
    assert quote(*_told("货物过关的时间短了多少", sentence, 0.3)).status.refused
    assert quote(*_told("货物过关一次多少钱", sentence, 0.9)).status.refused  # nothing there is money


def _told(asked: str, sentence: str, whole: float) -> tuple[Question, Evidence, Report]:
    found = evidence(asked, sentence, *(0.01 for _ in passage(sentence).figures), whole=whole)
    return found.question, found, REPORT


def test_the_asked_unit_of_another_year_does_not_stand_for_the_asked_year() -> None:
    """去年改造多少户，今年呢: this year's plan is counted in estates, and is the answer."""
    question = ask("去年改造老旧小区多少户", "今年呢")
    done, plan = (
        passage("改造老旧小区3.8万户。"),
        passage("改造老旧小区459个。", 2031, FactStatus.TARGET, 100),
    )
    figures = tuple(
        replace(match_figure(question, p, p.figures[0]), answers=likely)
        for p, likely in ((plan, 0.9), (done, 0.01))
    )
    features = (("meaning", 0.0), ("name", 0.0))
    found = Evidence(question, tuple(Candidate(p, 1.0, features) for p in (plan, done)), figures)
    assert [m.figure.text for m in choose(found).matches] == ["459个"]


def gap(asked: str, sentence: str, likely: float, year: int, status: FactStatus) -> tuple[list[str], Gap]:
    """What is said of the one figure of a sentence of another year or status, and what of the question stays open."""
    question, said = ask(asked), passage(sentence, year, status)
    figures = tuple(replace(match_figure(question, said, f), answers=likely) for f in said.figures)
    candidate = Candidate(said, 1.0, (("meaning", 0.0), ("name", 0.0)))
    choice = choose(Evidence(question, (candidate,), figures))
    return [m.figure.text for m in choice.matches], choice.gap


def test_done_or_planned_only_guessed_from_a_word_does_not_make_an_answer_partial() -> None:
    """要等几天 plans nothing and 花了多少 may ask for a plan's sum: the likely figure says its year itself."""
    waits = "企业开办时间压缩到2个工作日。"
    assert ask("办企业要等几天").status is FactStatus.TARGET
    assert gap("办企业要等几天", waits, 0.7, 2030, FactStatus.ACTUAL) == (["2个工作日"], Gap.NONE)
    assert gap("企业开办时间目标是几天", waits, 0.7, 2030, FactStatus.ACTUAL)[1] is Gap.PERIOD
    assert gap("今年企业开办要等几天", waits, 0.7, 2030, FactStatus.ACTUAL)[1] is Gap.PERIOD


def test_a_figure_of_another_indicator_does_not_stand_in_for_the_asked_year() -> None:
    """报告没有提今年的…；报告里有的是 holds only for the very indicator that was asked."""
    houses = "改造农村危房190户。"
    assert gap("今年改造老旧小区多少户", houses, 0.01, 2030, FactStatus.ACTUAL) == ([], Gap.ABSENT)
    assert gap("今年改造农村危房多少户", houses, 0.01, 2030, FactStatus.ACTUAL) == (["190户"], Gap.PERIOD)


def test_a_share_in_what_was_asked_is_not_the_thing_itself() -> None:
    """规上工业增加值多少 is not answered with what another industry is of it."""
    sentence = "数字产业增加值占规上工业增加值比重54%。"
    assert chosen("去年规上工业增加值多少", sentence, 0.7) == []
    assert chosen("去年数字产业增加值占规上工业多少", sentence, 0.7) == ["54%"]


def test_so_many_cases_are_no_rate() -> None:
    assert chosen("群众诉求满意率是多少", "受理群众诉求3万件。", 0.9) == []


def test_a_level_is_no_answer_to_a_rank() -> None:
    assert chosen("去年高新技术企业排第几", "高新技术企业达到1000家。", 0.9) == []


def test_a_level_that_years_ended_with_is_of_the_last_one_too() -> None:
    """五年来…达到: it stood there at the end of the last year; what the years added is not of that year."""
    figure = passage("高新技术企业达到1000家。").figures[0]
    five = replace(figure, period=Period(2026, 2030))
    assert reaches((Period.year(2030),), five, "高新技术企业达到1000家")
    assert not reaches((Period.year(2028),), five, "高新技术企业达到1000家")
    assert not reaches((Period.year(2030),), replace(five, measure=Measure.NEW), "新增高新技术企业达到1000家")


def test_people_of_another_age_or_money_of_another_purse_are_no_answer() -> None:
    sentence = "60岁以上人口达到5万人，中央预算内投资安排8000万元。"
    assert chosen("60岁以上的有多少人", sentence, 0.9, 0.0) == ["5万人"]
    assert chosen("65岁以上的有多少人", sentence, 0.9, 0.0) == []
    assert chosen("中央预算内投资安排多少钱", sentence, 0.0, 0.9) == ["8000万元"]
    assert chosen("地方预算内投资安排多少钱", sentence, 0.0, 0.9) == []


def test_a_part_is_not_told_for_the_whole() -> None:
    """其中…: the whole before it is what was asked, where no word names the part."""
    sentence = "实施县级以上重点项目80个，其中省市级重点项目26个。"
    assert chosen("去年重点项目多少个", sentence, 0.9, 0.95) == ["80个"]


def test_so_many_there_are_is_asked_for_the_total() -> None:
    sentence = "新增高新技术企业20家、高新技术企业总数达到100家。"
    assert chosen("高新技术企业有多少家", sentence, 0.9, 0.8) == ["100家"]


def test_so_many_are_passed_by_how_many_there_are() -> None:
    """突破90家了吗: of those there are, not of those that were added."""
    sentence = "新增高新技术企业20家、高新技术企业总数达到100家。"
    assert chosen("高新技术企业突破90家了吗", sentence, 0.9, 0.8) == ["100家"]


def test_where_no_time_was_asked_what_is_done_is_told_before_what_is_planned() -> None:
    """Though the plan's name is nearer: a citizen who says no year asks how it is."""
    question = ask("高新技术企业产值多少")
    done, plan = (
        passage("高新技术企业的产值达到160亿元。"),
        passage("高新技术企业产值突破200亿元。", 2031, FactStatus.TARGET, 100),
    )
    figures = tuple(
        replace(match_figure(question, p, p.figures[0]), answers=likely)
        for p, likely in ((plan, 0.9), (done, 0.7))
    )
    features = (("meaning", 0.0), ("name", 0.0))
    found = Evidence(question, tuple(Candidate(p, 1.0, features) for p in (plan, done)), figures)
    assert [m.figure.text for m in choose(found).matches] == ["160亿元", "200亿元"]


def test_what_was_done_is_not_told_by_how_many_there_are() -> None:
    sentence = "新建农村公路482公里、农村公路累计达到6520公里。"
    assert chosen("去年农村公路建了多少公里", sentence, 0.6, 0.9) == ["482公里"]


def test_the_value_reached_is_told_before_the_mark_passed() -> None:
    sentence = "地区生产总值突破2600亿元、达到2618亿元。"
    assert chosen("去年GDP多少", sentence, 0.9, 0.85)[0] == "2618亿元"


def test_a_level_is_told_before_its_growth_where_neither_was_asked_for() -> None:
    sentence = "高新技术企业产值增长18%，高新技术企业产值达到160亿元。"
    assert chosen("高新技术企业去年产值", sentence, 0.9, 0.9)[0] == "160亿元"


def test_what_is_counted_stands_in_the_clause_of_the_figure() -> None:
    """做多少手术: not the people examined, though they are the whole of which the others are a part."""
    sentence = "为8万名老年人提供白内障筛查，其中为1500名困难患者免费实施手术。"
    assert chosen("白内障免费做多少手术", sentence, 0.8, 0.45) == ["1500名"]


def test_a_plan_to_build_so_many_is_what_is_added() -> None:
    """今年增加多少: 建设床位2000张 is it, 达到1200家 is not."""
    beds = "建设家庭养老床位2000张。"
    assert gap("今年养老床位增加多少", beds, 0.8, 2031, FactStatus.TARGET) == (["2000张"], Gap.NONE)
    firms = "高新技术企业达到1200家。"
    assert gap("今年高新技术企业增加多少", firms, 0.8, 2031, FactStatus.TARGET)[1] is Gap.MEASURE


def test_of_all_residents_town_and_country_are_only_part_of_an_answer() -> None:
    found = evidence(
        "去年居民人均可支配收入增长多少",
        "城镇居民人均可支配收入增长5%，农村居民人均可支配收入增长6%。",
        0.9,
        0.8,
    )
    choice = choose(found)
    assert choice.gap is Gap.MEASURE and [m.figure.text for m in choice.matches] == ["5%", "6%"]


def test_of_two_names_in_one_sentence_the_likelier_is_told() -> None:
    """The rules keep to the name that shares more words; where the trees clearly doubt it, its neighbour is told."""
    sentence = "新增有效发明专利129件，每万人发明专利拥有量达到6.09件。"
    assert chosen("平均一万个人有几件发明专利", sentence, 0.5, 0.6) == ["6.09件"]
