"""A gap to the wider place is answered with the gap that the report states, not with the thing's own growth."""

import pytest
from evidences import evidence
from sentences import REPORT

from report_bot.bot.against import quote_against

SENTENCE = "地区生产总值增长5.5%，高于全国0.3个百分点。"


@pytest.mark.parametrize("text", ["去年GDP增速比全国高多少", "去年地区生产总值跟全国平均水平比高了多少"])
def test_the_stated_gap_is_said(text: str) -> None:
    found = evidence(text, SENTENCE, 0.9, 0.4)
    draft = quote_against(found.question, found, REPORT)
    assert (
        draft is not None and "增长5.5%，高于全国0.3个百分点" in draft.text
    )  # it is the growth that is above


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("去年GDP增长多少", SENTENCE),  # no gap was asked
        ("去年GDP增速比全省高多少", SENTENCE),  # that of another place
        ("去年GDP增速比全国高多少", "地区生产总值增长5.5%，同比提高0.3个百分点。"),  # none is stated
    ],
)
def test_no_other_figure_stands_in_for_it(text: str, sentence: str) -> None:
    found = evidence(text, sentence, 0.9, 0.4)
    assert quote_against(found.question, found, REPORT) is None
