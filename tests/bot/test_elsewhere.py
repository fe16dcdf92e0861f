"""A figure that stands in another part of the sentence than what was asked by its name is not of it."""

from __future__ import annotations

import pytest
from questions import ask
from sentences import passage

from report_bot.bot.elsewhere import named_elsewhere
from report_bot.bot.match import match_figure

OF_ONE = "市第一医院迁建完成，新增床位500张。"
OTHER_FIRST = "市传染病医院新增床位1500张，市第一医院迁建完成，新增床位500张。"


@pytest.mark.parametrize(
    ("asked", "sentence", "elsewhere"),
    [
        ("传染病医院新增床位多少", OF_ONE, True),
        ("第一医院新增床位多少", OF_ONE, False),
        ("去年新增床位多少", OF_ONE, False),
        ("去年传染病医院新增床位多少", OF_ONE, True),
        ("去年我市第一医院新增床位多少", OF_ONE, False),
        ("去年医院新增床位多少", OF_ONE, False),
        # the part up to the figure is what stands before it, and not up to the same digits inside another number
        ("第一医院新增床位多少", OTHER_FIRST, False),
    ],
)
def test_another_hospital_s_beds_are_no_answer(asked: str, sentence: str, elsewhere: bool) -> None:
    question = ask(asked)
    read = passage(sentence)
    last = max(read.figures, key=lambda f: f.start)
    assert named_elsewhere(question, match_figure(question, read, last)) is elsewhere
