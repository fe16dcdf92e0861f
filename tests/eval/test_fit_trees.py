"""What a question teaches the trees: which figures answer it, which do not, and of which it tells nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_bot.bot.library import Library, open_library
from report_bot.eval.fit_trees import labels
from report_bot.eval.question_set import EvalQuestion, gold_passages
from report_bot.eval.retrieval_score import evidence_for

RIGHT, NOT, UNTOLD = "right", "not", "untold"
ALLOWANCES = "城乡低保标准分别提高到每人每月924元、801元"
GROWTH = "本外币存款、贷款余额同比分别增长9.8%、11.8%"


@pytest.fixture(scope="module")
def library(shipped_index_folder: Path) -> Library:
    return open_library(shipped_index_folder)


def taught(
    library: Library,
    asked: str,
    must: tuple[str, ...],
    gold: str,
    kind: str = "figure",
    allow: tuple[str, ...] = (),
) -> dict[str, str]:
    """By written form, what the question says of each figure of its own sentence."""
    item = EvalQuestion(
        "t", "zibo-2024", (asked,), kind, "t", (gold,) if gold else (), (), (must,) if must else (), (), ("answered",), allow
    )  # fmt: skip
    evidence = evidence_for(library, item)
    sentences = gold_passages(library.report(item.report).read, item.gold)
    right, weight = labels(item, evidence, sentences)
    return {
        m.figure.text: RIGHT if r else NOT if w else UNTOLD
        for m, r, w in zip(evidence.figures, right, weight, strict=True)
        if m.passage in sentences or not sentences
    }


def test_the_figure_that_must_be_said_is_right_and_its_neighbour_is_not(library: Library) -> None:
    said = taught(library, "城里低保一个月多少钱", ("924元",), ALLOWANCES)
    assert (said["924元"], said["801元"]) == (RIGHT, NOT)


def test_what_may_be_said_beside_is_neither(library: Library) -> None:
    said = taught(library, "城里低保一个月多少钱", ("924元",), ALLOWANCES, allow=("801元",))
    assert (said["924元"], said["801元"]) == (RIGHT, UNTOLD)


def test_a_difference_tells_nothing_against_what_it_is_worked_out_of(library: Library) -> None:
    said = taught(library, "城里和乡下的低保差多少钱", ("123元",), ALLOWANCES, kind="difference")
    assert (said["924元"], said["801元"]) == (UNTOLD, UNTOLD)
    followed = taught(library, "贷款比存款多涨几个点", ("2个百分点",), GROWTH, kind="followup")
    assert (followed["9.8%"], followed["11.8%"]) == (UNTOLD, UNTOLD)


def test_what_the_citizen_typed_is_not_held_against_the_figure(library: Library) -> None:
    said = taught(library, "存款涨了9.8%，那贷款呢", ("11.8%",), GROWTH)
    assert (said["9.8%"], said["11.8%"]) == (UNTOLD, RIGHT)


def test_nothing_answers_what_the_report_does_not_have(library: Library) -> None:
    said = taught(library, "去年低保户一共有多少户", (), "", kind="absent")
    assert said
    assert set(said.values()) == {NOT}
