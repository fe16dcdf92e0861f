"""When a figure that the user typed is confirmed: only where the report says that very thing."""

from __future__ import annotations

import pytest
from questions import READ, VOCABULARY
from sentences import REPORT, passage

from report_bot.bot.match import FigureMatch, match_figure
from report_bot.bot.premise import judge_premise
from report_bot.bot.premise_scope import Verdict
from report_bot.bot.question import read_question
from report_bot.ingest.types import FactStatus


def judged(asked: str, *sentences: str, planned: tuple[str, ...] = ()) -> Verdict:
    """The verdict on a premise beside the figures of some sentences."""
    question = read_question(asked, report=REPORT, vocabulary=VOCABULARY)
    assert question.claims, "nothing was typed"
    passages = [passage(text) for text in sentences]
    passages += [passage(text, 2031, FactStatus.TARGET) for text in planned]
    matches: list[FigureMatch] = [match_figure(question, p, f) for p in passages for f in p.figures]
    return judge_premise(question, tuple(matches), []).verdict


@pytest.mark.parametrize(
    ("asked", "sentence", "verdict"),
    [
        ("去年城镇新增就业5.9万人，对吗？", "城镇新增就业5.9万人。", Verdict.RIGHT),
        ("去年城镇新增就业8万人，对吗？", "城镇新增就业5.9万人。", Verdict.WRONG),
        ("去年地区生产总值突破4500亿元了吧", "地区生产总值突破4500亿元。", Verdict.RIGHT),
        ("去年高新技术企业突破1000家了吧", "高新技术企业达到1000家。", Verdict.NEAR),  # it says no 突破
        ("去年研发强度达到3.35%，对吗", "研发强度超过3.3%。", Verdict.NEAR),  # not excluded, not said
        ("去年地区生产总值下降了5.5%吧", "地区生产总值增长5.5%。", Verdict.WRONG),  # the other way
        ("去年老旧小区改造46个，对吗", "城镇老旧小区改造46个。", Verdict.RIGHT),  # all of them are of town
        (
            "去年GDP总量是不是5000亿",
            "地区生产总值达4500亿元。",
            Verdict.WRONG,
        ),  # it is a total without the word
    ],
)
def test_the_very_figure_is_confirmed_and_another_value_denied(
    asked: str, sentence: str, verdict: Verdict
) -> None:
    """是的 is said for the same value with the same qualifier; a wording that goes further is answered with the report's."""
    assert judged(asked, sentence) is verdict


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("去年国家级创新平台有103家，对吗？", "省级创新平台达到103家。"),  # another level
        ("去年中欧班列开行300列，对吗？", "中欧班列累计开行300列。"),  # all so far, not last year's
        ("地区生产总值总量全省第一，是吗？", "地区生产总值增量全省第一。"),  # the increase, not the whole
        ("去年农村居民收入增长5%，对吗？", "居民收入增长5%。"),  # all residents, not the country's
    ],
)
def test_a_figure_of_another_level_or_scope_confirms_nothing(asked: str, sentence: str) -> None:
    """The same number beside another thing is no proof."""
    assert judged(asked, sentence) is not Verdict.RIGHT


@pytest.mark.parametrize(
    ("asked", "sentences"),
    [
        ("高新技术企业突破300家了吗", ("高新技术企业累计264家。",)),  # how many there are, all so far
        ("科技创新能力是不是全省第一", ("科技创新能力位居全省第二。", "科技创新药物位居全省第一。")),
        ("GDP增速全省第一吧", ("地区生产总值增长6%，增速居全省第3位。",)),
        ("GDP是不是全省第一", ("地区生产总值总量居全省第3位。",)),
        ("GDP进全省前三了吗", ("地区生产总值居全省第5位。",)),
        ("GDP是不是全省第一", ("地区生产总值、规模以上工业增加值增速分别居全省第三位、第一位。",)),
    ],
)
def test_what_the_report_puts_otherwise_is_denied(asked: str, sentences: tuple[str, ...]) -> None:
    """Nor does another thing of the very place or number confirm it."""
    assert judged(asked, *sentences) is Verdict.WRONG


def test_what_is_planned_confirms_nothing_while_something_done_is_told() -> None:
    done, aimed = "建成基站9860个。", "基站累计达到1.1万个。"
    assert judged("基站超过1万个了吗", done, planned=(aimed,)) is Verdict.WRONG


def test_what_is_only_planned_does_not_confirm_that_it_was_done() -> None:
    """已经…了吗 asks for what has happened."""
    aimed = "高新技术企业达到1200家。"
    assert judged("高新技术企业已经1200家了吗？", planned=(aimed,)) is Verdict.OPEN
    assert judged("今年高新技术企业目标是1200家吗？", planned=(aimed,)) is Verdict.RIGHT


def test_one_year_s_figure_does_not_confirm_two_years() -> None:
    """今年…，去年也是吗: the other year must be there too."""
    assert (
        judged("今年高新技术企业1200家，去年也是吗？", planned=("高新技术企业达到1200家。",)) is Verdict.OPEN
    )


def test_the_invented_report_has_what_these_tests_lean_on() -> None:
    """The vocabulary knows the indicators that are asked about."""
    assert {"高新技术企业", "城镇新增就业"} <= VOCABULARY.indicators and READ.passages


def test_each_typed_figure_is_read_where_it_stands() -> None:
    """The 5% that fell is not the one inside 15%, which rose."""
    sentence = "地区生产总值增长15%，失业率下降5%。"
    assert judged("去年地区生产总值增长15%，失业率下降5%对吗", sentence) is not Verdict.WRONG
    assert judged("去年地区生产总值下降15%，失业率下降5%对吗", sentence) is Verdict.WRONG
