"""Rendering: the answer object of the public interface to the letter, and citations that can be read."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from report_bot.bot.types import Answer, AnswerStatus, Citation, CitedFigure, Mode
from report_bot.ingest.types import FactStatus, Figure, Measure, Period
from report_bot.ui.render import to_json, to_markdown, to_text

FIGURE = Figure(
    indicator="新增就业", value=Decimal("5.9E+4"), unit="人", text="5.9万人", qualifier="预计、超过", measure=Measure.NEW,
    item="城镇", place="青石市", period=Period(2031, 2032), status=FactStatus.ACTUAL,
    start=10, end=15, clause_start=2, clause_end=15,
)  # fmt: skip
CITATION = Citation(1, "a", "青石市报告", ("回顾", "民生"), "城镇新增就业*预计*超过5.9万人。", "p1", 2, 20)
ANSWER = Answer(
    question="新增就业多少", resolved="新增就业多少", text="预计超过5.9万人[1]。", status=AnswerStatus.ANSWERED,
    citations=(CITATION,), figures=(CitedFigure(FIGURE, "a", 1),), mode=Mode.QUOTED, elapsed_ms=12.3456, report_id="a",
)  # fmt: skip


def test_the_answer_object_is_what_was_promised() -> None:
    """Other programs read it: no key more or less, values as plain decimals."""
    assert to_json(ANSWER) == {
        "question": "新增就业多少",
        "answer": "预计超过5.9万人[1]。",
        "status": "answered",
        "refused": False,
        "citations": [
            {
                "n": 1,
                "report": "a",
                "section": ["回顾", "民生"],
                "quote": "城镇新增就业*预计*超过5.9万人。",
                "passage_id": "p1",
                "start": 2,
                "end": 20,
            }
        ],
        "figures": [
            {
                "text": "5.9万人",
                "value": "59000",
                "unit": "人",
                "qualifier": "预计、超过",
                "indicator": "新增就业",
                "item": "城镇",
                "measure": "new",
                "period": "2031-2032",
                "status": "actual",
                "report": "a",
                "citation": 1,
            }
        ],
        "mode": "quoted",
        "elapsed_ms": 12.35,
        "label": "",
        "fallback": "",
        "checks": [],
    }
    json.dumps(to_json(ANSWER))


def test_a_refusal_says_that_it_is_one() -> None:
    """The last three statuses are refusals, the others are not."""
    refused = {status.value for status in AnswerStatus if to_json(replace(ANSWER, status=status))["refused"]}
    assert refused == {"not_in_report", "off_topic", "unsafe"}


def test_a_figure_without_a_year_has_no_period() -> None:
    """null, not the word None."""
    figure = CitedFigure(replace(FIGURE, period=None), "a", 1)
    assert to_json(replace(ANSWER, figures=(figure,)))["figures"][0]["period"] is None


def test_text_names_section_and_sentence() -> None:
    """The answer, a blank line, then a line for each sentence that it rests on, word for word."""
    assert to_text(ANSWER) == (
        "预计超过5.9万人[1]。\n\n依据《青石市报告》：\n[1] 回顾 › 民生：“城镇新增就业*预计*超过5.9万人。”"
    )


def test_without_sources_there_is_only_the_answer() -> None:
    """A greeting has nothing to prove."""
    bare = replace(ANSWER, citations=(), text="您好！")
    assert to_text(bare) == to_markdown(bare) == "您好！"


def test_markdown_takes_nothing_of_the_report_for_markup() -> None:
    """Stars in a sentence stay stars."""
    assert r"> 城镇新增就业\*预计\*超过5.9万人。" in to_markdown(ANSWER)
    assert "[1]" in to_markdown(ANSWER)
