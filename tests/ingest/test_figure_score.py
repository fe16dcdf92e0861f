"""The scores of extracted figures on two real reports, and the scoring itself."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from report_bot.eval.figure_score import (
    read_figures_of,
    score_figures,
    score_report,
)
from report_bot.eval.known import KNOWN_FIGURES, same_name
from report_bot.ingest.read import read_report, shipped_report_path

REPORTS = Path("/work/shared/report")
HENAN = Path(__file__).parents[1] / "known_figures" / "henan-2025.yaml"


@pytest.mark.parametrize(
    ("name", "same"), [("旅游收入", True), ("旅游总收入", True), ("旅游", True), ("收费", False), ("", False)]
)
def test_names_are_compared_leniently(name: str, same: bool) -> None:
    assert same_name(name, ("旅游收入", "旅游总收入")) is same


def test_score_counts_what_is_missing_and_extra() -> None:
    report = read_report(shipped_report_path())
    figures = read_figures_of(report)[:3]
    score = score_figures((), figures)
    assert (score.known, score.found, score.right, len(score.errors)) == (0, 3, 0, 3)


def test_shipped_report_scores_as_reached() -> None:
    score = score_report(KNOWN_FIGURES / "zibo-2024.yaml", shipped_report_path())
    assert min(score.precision, score.recall) >= 0.98, score.errors
    for right in (score.qualifier_right, score.measure_right, score.item_right):
        assert right >= 0.98 * score.matched, score.errors


@pytest.mark.skipif(not REPORTS.exists(), reason="the other reports are not here")
def test_another_report_scores_as_reached() -> None:
    score = score_report(HENAN, REPORTS / "henan-2025.txt")
    assert min(score.precision, score.recall) >= 0.98, score.errors
    for right in (score.qualifier_right, score.measure_right, score.item_right):
        assert right >= 0.98 * score.matched, score.errors


@pytest.mark.skipif(not REPORTS.exists(), reason="the other reports are not here")
@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_figure_goes_unnamed(path: Path) -> None:
    figures = read_figures_of(read_report(path, year=2024))
    unnamed = [figure.text for figure in figures if not figure.indicator]
    assert len(unnamed) <= 0.02 * len(figures), unnamed


def test_reading_figures_is_fast() -> None:
    from report_bot.ingest.figures import attach_figures
    from report_bot.ingest.outline import read_outline
    from report_bot.ingest.passages import read_passages

    report = read_report(shipped_report_path())
    passages = read_passages(report, read_outline(report))
    attach_figures(report, passages)
    begun = time.perf_counter()
    attach_figures(report, passages)
    assert time.perf_counter() - begun < 0.5
