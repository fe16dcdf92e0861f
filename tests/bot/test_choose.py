"""Which figure of a sentence answers, where the user typed one of them."""

from __future__ import annotations

from dataclasses import replace

from questions import VOCABULARY
from sentences import REPORT, passage

from report_bot.bot.choose import choose
from report_bot.bot.match import match_figure
from report_bot.bot.question import read_question
from report_bot.bot.types import Candidate, Evidence


def chosen(asked: str, sentence: str) -> list[str]:
    question = read_question(asked, report=REPORT, vocabulary=VOCABULARY)
    assert question.claims, "nothing was typed"
    said = passage(sentence)
    figures = tuple(
        replace(match_figure(question, said, f, 0.0, 0.0, 0.0, 0), answers=0.5) for f in said.figures
    )
    return [
        m.figure.text
        for m in choose(Evidence(question, (Candidate(said, 1.0, ()),), figures, by_meaning=True)).matches
    ]


def test_a_typed_figure_that_only_says_which_thing_is_meant_is_no_answer() -> None:
    """Asked how many years in a row, the threshold that the user named is not said back."""
    sentence = "高新技术企业利润连续8年稳定在1300亿元以上。"
    assert chosen("高新技术企业利润连续几年超过1300亿元了", sentence) == ["8年"]


def test_a_typed_figure_that_is_asked_about_is_compared_with_its_own_kind() -> None:
    sentence = "高新技术企业利润连续8年稳定在1300亿元以上。"
    assert chosen("高新技术企业利润超过1300亿元了吗", sentence) == ["1300亿元"]
