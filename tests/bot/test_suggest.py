"""What to ask next: only what the report answers, near what was cited, and never what was just told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from questions import ask
from sentences import REPORT, passage

from report_bot.bot.ask import Bot, open_bot
from report_bot.bot.match import match_figure
from report_bot.bot.suggest import near_questions, next_questions, question_about
from report_bot.bot.types import Answer, AnswerStatus, Candidate, Citation, CitedFigure, Evidence, Mode
from report_bot.ingest.types import FactStatus, Passage, ReadReport, Report


@pytest.fixture(scope="module")
def bot(shipped_index_folder: Path) -> Bot:
    return open_bot(shipped_index_folder)


def told(first: Passage, n: int = 0) -> Answer:
    """An answer that states one figure of a passage."""
    citation = Citation(
        1, REPORT.id, REPORT.title, first.section, first.text, first.id, first.start, first.end
    )
    return Answer(
        "问", "问", "答[1]。", AnswerStatus.ANSWERED, (citation,), (CitedFigure(first.figures[n], REPORT.id, 1),),
        Mode.QUOTED, 1.0, REPORT.id,
    )  # fmt: skip


def read(*passages: Passage) -> ReadReport:
    return ReadReport(REPORT, (), passages)


DONE = passage("城镇新增就业5.9万人，口袋公园达到280个。")
PLAN = passage("实现城镇新增就业5.5万人。", 2031, FactStatus.TARGET, start=100)
BESIDE = passage("改造老旧小区38个。", start=200)


def test_every_suggestion_is_answered_with_the_sentence_it_was_made_from(bot: Bot) -> None:
    """Each is asked in its turn: an answer, with a citation. Most examples lead on to something."""
    led = 0
    for example in bot.examples(n=6):
        answer = bot.ask(example)
        suggested = bot.suggest(answer)
        led += bool(suggested)
        assert example not in suggested and len(set(suggested)) == len(suggested) <= 3
        by_question = dict(next_questions(answer, bot.read()))
        for question in suggested:
            again = bot.ask(question)
            assert again.status is AnswerStatus.ANSWERED, question
            assert by_question[question] in {c.passage_id for c in again.citations}, question
    assert led >= 5


def test_the_other_year_comes_first_then_the_same_sentence_then_those_around() -> None:
    """And nothing that the answer has told already."""
    questions = next_questions(told(DONE), read(DONE, BESIDE, PLAN))
    assert [passage_id for _, passage_id in questions] == [PLAN.id, DONE.id, BESIDE.id]
    assert questions[0][0].startswith("今年") and "就业" in questions[0][0]
    assert not any(q.startswith("去年") and "就业" in q for q, _ in questions)


def test_without_a_source_there_is_nothing_to_go_on_with(bot: Bot) -> None:
    """Small talk and refusals lead nowhere."""
    assert bot.suggest(bot.ask("你好")) == ()


def test_a_sentence_is_asked_about_by_its_figure_else_in_its_own_words() -> None:
    """A sentence that tells nothing is not asked about."""
    assert question_about(BESIDE, read(BESIDE)) == "去年老旧小区多少个？"
    plain = passage("深入推进城乡融合发展，群众更加满意。")
    report = ReadReport(Report("demo", "题", "", 2031, plain.text, ""), (), (plain,))
    assert question_about(plain, report) == "深入推进城乡融合发展，报告是怎么说的？"
    hail = passage("各位代表：")
    assert question_about(hail, ReadReport(Report("demo", "题", "", 2031, hail.text, ""), (), (hail,))) == ""


def test_a_refused_question_leads_to_what_it_may_have_meant() -> None:
    """The likeliest first, each sentence once; what has next to no probability is not offered."""
    asked = ask("乡下老年床铺啥数目")
    candidates = tuple(
        Candidate(p, 1.0, (), answers=likely) for p, likely in ((DONE, 0.2), (PLAN, 0.001), (BESIDE, 0.1))
    )
    figures = (replace(match_figure(asked, BESIDE, BESIDE.figures[0]), answers=0.15),)
    offered = near_questions(Evidence(asked, candidates, figures), read(DONE, PLAN, BESIDE))
    assert [passage_id for _, passage_id in offered] == [DONE.id, BESIDE.id]
    assert "老旧小区" in offered[1][0]


def test_what_is_offered_after_a_refusal_is_answered(bot: Bot) -> None:
    """Each was tried: the report answers it with the sentence that it was made from."""
    answer = bot.ask("城里去年帮着找着活干的人啥数目")
    refused = replace(answer, status=AnswerStatus.NOT_IN_REPORT, citations=())
    offered = bot.suggest(refused)
    assert offered
    for question in offered:
        assert bot.ask(question).status is AnswerStatus.ANSWERED, question
