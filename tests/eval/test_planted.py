"""Wrong bots are caught: every question on which one goes wrong is graded wrong, and its number shows it."""

from __future__ import annotations

from functools import cache

import pytest
from planted import AlwaysRefuses, DropsQualifiers, HonestBot, NeverRefuses, SwapsYears, TakesTheNeighbours

from report_bot.eval.grade_types import Outcome
from report_bot.eval.grade_years import rival_figures
from report_bot.eval.graders import grade
from report_bot.eval.question_set import EvalQuestion, load_questions
from report_bot.eval.run import Result, Run, make_result
from report_bot.eval.sources import Source, load_source
from report_bot.eval.summary import Summary, summarise


@cache
def questions() -> tuple[EvalQuestion, ...]:
    """The development questions on the shipped report."""
    return tuple(q for q in load_questions("dev") if q.report == "zibo-2024")


@cache
def source() -> Source:
    found = load_source("zibo-2024")
    assert found is not None
    return found


def results_of(bot: HonestBot) -> list[Result]:
    rivals = rival_figures(questions(), {"zibo-2024": source().report.year})
    replies = [(q, bot.ask(q)) for q in questions()]
    return [
        make_result(q, 1, source(), reply, grade(q, reply, source(), rivals.get(q.id, ())))
        for q, reply in replies
    ]


def summary_of(results: list[Result]) -> Summary:
    return summarise(Run("planted", "dev", "all", tuple(results)))


def test_an_honest_bot_is_right_throughout() -> None:
    """Else what follows would say nothing of the wrong ones."""
    results = results_of(HonestBot(source()))
    failures = [(r.id, r.reply.text, r.grade.notes) for r in results if r.grade.overall is not Outcome.RIGHT]
    assert not failures
    summary = summary_of(results)
    assert (summary.wrong_figures, summary.year_confusions, summary.forbidden) == (0, 0, 0)
    assert summary.refusal_recall.value == 1 and summary.false_refusals.value == 0


@pytest.mark.parametrize(
    ("bot", "criterion", "least"),
    [(SwapsYears, "year", 10), (TakesTheNeighbours, "wrong_figure", 80), (DropsQualifiers, "figure", 20),
     (NeverRefuses, "refusal", 30)],
)  # fmt: skip
def test_each_wrong_answer_is_caught_and_no_other(bot: type[HonestBot], criterion: str, least: int) -> None:
    wrong = bot(source())
    results = results_of(wrong)
    planted = {q.id for q in questions() if wrong.planted(q)}
    assert len(planted) >= least
    slipped = [
        (r.id, r.turns, r.reply.text, r.grade.notes)
        for r in results
        if r.id in planted and getattr(r.grade, criterion) is not Outcome.WRONG
    ]
    assert not slipped
    assert not [
        (r.id, r.grade.notes) for r in results if r.id not in planted and r.grade.overall is Outcome.WRONG
    ]


def test_a_bot_that_always_refuses_is_caught() -> None:
    summary = summary_of(results_of(AlwaysRefuses(source())))
    assert summary.false_refusals.value == 1
    assert summary.right.value is not None and summary.right.value < 0.4


def test_a_bot_that_never_refuses_is_caught() -> None:
    summary = summary_of(results_of(NeverRefuses(source())))
    assert summary.refusal_recall.value is not None and summary.refusal_recall.value < 0.05
