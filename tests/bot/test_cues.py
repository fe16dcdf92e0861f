"""The small words that tell neighbours in one sentence apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from questions import VOCABULARY
from sentences import REPORT

from report_bot.bot.cues import CUE_FEATURES, cue_rows
from report_bot.bot.match import match_figure
from report_bot.bot.question import read_question
from report_bot.ingest.figures import attach_figures
from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import read_passages
from report_bot.ingest.read import read_report
from report_bot.ingest.types import Passage


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    report = read_report(Path(__file__).with_name("invented_seventh.txt"))
    return attach_figures(report, read_passages(report, read_outline(report)))


def row(passages: tuple[Passage, ...], asked: str, written: str) -> dict[str, float]:
    passage = next(p for p in passages if any(f.text == written for f in p.figures))
    at = next(i for i, f in enumerate(passage.figures) if f.text == written)
    matches = [
        match_figure(read_question(asked, report=REPORT, vocabulary=VOCABULARY), passage, f)
        for f in passage.figures
    ]
    return dict(zip(CUE_FEATURES, cue_rows(asked, matches)[at], strict=True))


def test_a_part_and_the_whole_differ_in_what_stands_before_them(passages: tuple[Passage, ...]) -> None:
    whole, part = (row(passages, "引进的项目里头上亿的有几个", text) for text in ("47个", "19个"))
    assert (whole["asks_0"], part["asks_0"]) == (1.0, 1.0)
    assert (whole["says_0"], part["says_0"]) == (0.0, 1.0)
    assert (whole["place"], part["place"]) == (0.0, 1.0)


@pytest.mark.parametrize(("written", "fits"), [("36个", 0.0), ("112万平方米", 0.0), ("1.18万户", 1.0)])
def test_what_is_counted_meets_what_was_asked(
    passages: tuple[Passage, ...], written: str, fits: float
) -> None:
    assert row(passages, "老小区改造有多少人家受益", written)["kind_fits"] == fits


def test_what_a_neighbour_has_and_the_figure_lacks_is_counted(passages: tuple[Passage, ...]) -> None:
    whole, part = (row(passages, "引进的项目里头上亿的有几个", text) for text in ("47个", "19个"))
    assert (whole["cues_met"], whole["cues_missed"]) == (0.0, 1.0)
    assert (part["cues_met"], part["cues_missed"]) == (1.0, 0.0)
    assert row(passages, "引进的项目有几个", "19个")["cues_added"] >= 1.0
