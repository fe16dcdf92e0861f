"""Clauses that each ask are answered one after another, as turns; what is lacking is named, nothing is said twice."""

from __future__ import annotations

import pytest
from questions import READ, VOCABULARY
from sentences import REPORT

from report_bot.bot.citations import Citations
from report_bot.bot.in_turn import Lookup, asking_clauses, quote_in_turn
from report_bot.bot.question import read_question
from report_bot.bot.types import AnswerStatus, Draft, Evidence, Question, Turn
from report_bot.ingest.types import Passage


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("今年要建几所幼儿园、开发多少个岗位", ("今年要建几所幼儿园", "开发多少个岗位")),
        ("去年GDP总量和增速", ("去年GDP总量多少", "增速")),
        ("某产品产量和全省排名", ("某产品产量多少", "全省排名")),
        ("去年小区改造多少个、供热管网改了多少公里", ("去年小区改造多少个", "供热管网改了多少公里")),
        ("经营主体多少户，民营经济多大规模", ("经营主体多少户", "民营经济多大规模")),
        ("推介了多少个项目，总共多少钱", ("推介了多少个项目", "总共多少钱")),
        ("低保标准多少，增长了多少", ("低保标准多少", "增长了多少")),
        ("听说又修路了，去年修了多少公里，今年呢", ("听说又修路了，去年修了多少公里", "今年呢")),
        ("合作项目几个？总投资是不是超过1000亿？", ("合作项目几个", "总投资是不是超过1000亿")),
        ("去年新增就业多少", ()),
        ("几个，" * 7 + "几个", ()),
        ("今年新增就业多少，目标", ()),
        ("各办了多少件，合计多少", ()),
        ("今年要改多少户，我们村等着呢", ()),
    ],
)
def test_the_clauses_that_ask(text: str, clauses: tuple[str, ...]) -> None:
    assert asking_clauses(text) == clauses


def read(text: str, earlier: tuple[Turn, ...]) -> Question:
    return read_question(text, report=REPORT, vocabulary=VOCABULARY, earlier=earlier)


def answers(**told: str) -> tuple[Draft | None, list[str]]:
    """What becomes of a question (`asked`) whose resolved clauses have these answers; and how they were resolved."""
    heard: list[str] = []

    def answered(question: Question) -> Draft:
        heard.append(question.text)
        text = next((t for words, t in told.items() if words in question.text and words != "asked"), "")
        if not text:
            return Draft("没有。", AnswerStatus.NOT_IN_REPORT)
        passage = next(p for p in READ.passages if text in p.text)
        return quoted(text, passage)

    whole = read(told["asked"], ())
    lookup = Lookup(read, lambda question: Evidence(question, ()))
    return quote_in_turn(whole, lookup, answered, REPORT), heard


def quoted(text: str, passage: Passage) -> Draft:
    citations = Citations()
    mark = citations.mark_quoted(passage, text)
    return citations.draft(f"{passage.period}年，{text}{mark}。", AnswerStatus.ANSWERED)


def test_a_clause_without_a_subject_has_the_one_before_and_its_year() -> None:
    draft, heard = answers(
        asked="去年高新技术企业多少家，低保标准呢，城镇新增就业多少人",
        高新="1000家",
        低保="900元",
        就业="5.9万人",
    )
    assert heard == ["去年高新技术企业多少家", "去年低保标准多少", "去年城镇新增就业多少人"]
    assert draft is not None and draft.status is AnswerStatus.ANSWERED
    assert draft.text == "2030年，1000家[1]；900元[2]；5.9万人[3]。"


def test_what_is_lacking_is_named_and_what_is_there_is_said() -> None:
    draft, _ = answers(asked="去年高新技术企业多少家，地铁多少公里", 高新="1000家")
    assert draft is not None and draft.status is AnswerStatus.PARTIAL
    assert "1000家" in draft.text and "没有找到“地铁多少公里”" in draft.text


def test_what_leans_on_a_clause_without_an_answer_has_none() -> None:
    """去年地铁多少公里，今年呢: whatever is found for the second is of something else."""
    draft, _ = answers(asked="去年地铁多少公里，今年呢", 今年="1200家")
    assert draft is None


def test_one_figure_is_no_answer_to_two_questions() -> None:
    draft, _ = answers(asked="高新技术企业多少家，在全省排第几", 高新="1000家")
    assert draft is not None and draft.status is AnswerStatus.PARTIAL
    assert draft.text.count("1000家") == 1


def test_a_question_that_asks_one_thing_is_left_alone() -> None:
    assert answers(asked="去年高新技术企业多少家", 高新="1000家") == (None, [])


def test_growth_that_stands_in_the_sentence_quoted_whole_is_not_called_lacking() -> None:
    whole = "地区生产总值突破4500亿元，同比增长5.5%"
    draft, _ = answers(asked="去年GDP多少，涨了多少", **{"GDP多少": whole})
    assert draft is not None and whole in draft.text and "没有找到" not in draft.text
    draft, _ = answers(asked="去年GDP多少，涨了多少", **{"GDP多少": "4500亿元"})
    assert draft is not None and "没有找到“涨了多少”" in draft.text
