"""A dozen questions with a real model at work; needs REPORT_BOT_TEST_LLM, which .ci/run sets where a model server is present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from report_bot.eval.graders import must_answer
from report_bot.eval.run import select_questions, spread
from report_bot.eval.words_score import Asked, measure

BASE_URL = os.environ.get("REPORT_BOT_TEST_LLM", "")
SHIPPED = "zibo-2024"

pytestmark = [
    pytest.mark.model,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not BASE_URL, reason="没有大模型（REPORT_BOT_TEST_LLM 未设），跳过真实模型的测试"),
]


@pytest.fixture(scope="module")
def asked(shipped_index_folder: Path) -> dict[str, dict[str, Asked]]:
    """Ten answerable questions of all kinds and two that are not, in the report's words and in the model's."""
    own = [q for q in select_questions("dev", "all") if q.report == SHIPPED]
    answerable = tuple(
        q for q in own if must_answer(q) and q.kind not in ("premise", "difference", "partial")
    )
    others = tuple(q for q in own if q.kind in ("absent", "nearmiss"))
    found: dict[str, dict[str, Asked]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPORT_BOT_LLM_BASE_URL", BASE_URL)
        patch.setenv("REPORT_BOT_LLM_MODEL", "any")
        patch.setenv("REPORT_BOT_LLM_BUDGET", "90")  # a machine that also runs the tests is slow
        questions = (*spread(answerable, 10), *spread(others, 2))
        for result in measure(questions, ("quoted", "generated"), shipped_index_folder, "dev"):
            found.setdefault(result.id, {})[result.mode] = result
    return found


def test_no_wrong_figure_is_shown(asked: dict[str, dict[str, Asked]]) -> None:
    """Whatever the model says, no answer holds a figure that the question does not allow."""
    assert len(asked) == 12
    wrong = [a["generated"].text for a in asked.values() if a["generated"].wrong_figure]
    assert wrong == []


def test_the_models_words_are_no_worse_than_the_reports(asked: dict[str, dict[str, Asked]]) -> None:
    """No question that is answered right in the report's words is answered wrong in the model's."""
    worse = [
        a["generated"].text
        for a in asked.values()
        if a["quoted"].outcome == "right" and a["generated"].outcome == "wrong"
    ]
    assert worse == []


def test_the_model_words_its_share(asked: dict[str, dict[str, Asked]]) -> None:
    """A bot that always falls back has not earned the name: two in five answerable questions go out in its words."""
    answerable = [a["generated"] for a in asked.values() if a["generated"].answerable]
    worded = [a for a in answerable if a.words == "generated"]
    assert len(worded) >= 0.4 * len(answerable), [(a.id, a.words, a.struck) for a in answerable]


def test_what_is_not_there_never_reaches_the_model(asked: dict[str, dict[str, Asked]]) -> None:
    for a in asked.values():
        if not a["generated"].answerable:
            assert a["generated"].tokens == 0 and a["generated"].text == a["quoted"].text
