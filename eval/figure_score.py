"""How right the extracted figures of a report are, against the figures a person found in it.

python -m report_bot.eval.figure_score KNOWN.yaml REPORT.txt
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from report_bot.ingest.figures import attach_figures
from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import read_passages
from report_bot.ingest.read import read_report
from report_bot.ingest.types import Figure, Report

from .known import KNOWN_FIGURES, KnownFigure, bare_name, load_known, same_name


@dataclass
class Score:
    """Counts over one report. A figure is right when all of what identifies the claim is right."""

    known: int = 0
    found: int = 0
    right: int = 0
    matched: int = 0  # known figures at whose place something was extracted
    qualifier_right: int = 0
    measure_right: int = 0
    item_right: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.known if self.known else 0.0

    def __str__(self) -> str:
        apart = [
            f"{name} {count}/{self.matched}"
            for name, count in (
                ("qualifier", self.qualifier_right),
                ("measure", self.measure_right),
                ("item", self.item_right),
            )
        ]
        return (
            f"precision {self.precision:.3f} ({self.right}/{self.found}) · "
            f"recall {self.recall:.3f} ({self.right}/{self.known}) · " + " · ".join(apart)
        )


def read_figures_of(report: Report) -> tuple[Figure, ...]:
    """All figures of a report, as ingest extracts them."""
    passages = attach_figures(report, read_passages(report, read_outline(report)))
    return tuple(figure for passage in passages for figure in passage.figures)


def score_figures(known: Sequence[KnownFigure], figures: Sequence[Figure]) -> Score:
    """Pairs known and extracted figures by where they stand, then compares them."""
    score = Score(known=len(known), found=len(figures))
    left = list(figures)
    for one in known:
        figure = next((f for f in left if f.start < one.end and one.start < f.end), None)
        if figure is None:
            score.errors.append(f"missing: {one.written} {one.names[0]}")
            continue
        left.remove(figure)
        score.matched += 1
        wrong = list(_differences(one, figure))
        score.right += not wrong
        aside = list(_differences_aside(one, figure, score))
        if wrong or aside:
            score.errors.append(f"{'wrong' if wrong else 'aside'}: {one.written} " + "; ".join(wrong + aside))
    score.errors.extend(f"extra: {figure.text} {figure.indicator}" for figure in left)
    return score


def _differences(known: KnownFigure, figure: Figure) -> Iterator[str]:
    if not same_name(figure.indicator, known.names):
        yield f"indicator {figure.indicator!r} for {known.names[0]!r}"
    if (figure.value, figure.upper) != (known.value, known.upper):
        yield f"value {figure.value}–{figure.upper} for {known.value}–{known.upper}"
    if figure.unit != known.unit:
        yield f"unit {figure.unit!r} for {known.unit!r}"
    if str(figure.period or "") != known.period:
        yield f"period {figure.period} for {known.period}"
    if figure.status != known.status:
        yield f"status {figure.status} for {known.status}"


def _differences_aside(known: KnownFigure, figure: Figure, score: Score) -> Iterator[str]:
    if set(figure.qualifier.split("、")) == set(known.qualifier.split("、")):
        score.qualifier_right += 1
    else:
        yield f"qualifier {figure.qualifier!r} for {known.qualifier!r}"
    if figure.measure == known.measure:
        score.measure_right += 1
    else:
        yield f"measure {figure.measure} for {known.measure}"
    if bare_name(figure.item) == bare_name(known.item):
        score.item_right += 1
    else:
        yield f"item {figure.item!r} for {known.item!r}"


def score_report(known_path: Path, report_path: Path) -> Score:
    """Extract the figures of a report and score them inside the stretch that the known figures cover."""
    report = read_report(report_path)
    known, (start, stop) = load_known(known_path, report)
    figures = [figure for figure in read_figures_of(report) if start <= figure.start < stop]
    return score_figures(known, figures)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m report_bot.eval.figure_score",
        description="Score extracted figures against known ones.",
    )
    parser.add_argument("known", type=Path, nargs="?", default=KNOWN_FIGURES / "zibo-2024.yaml")
    parser.add_argument("report", type=Path, nargs="?", help="default: the shipped report")
    options = parser.parse_args(arguments)
    from report_bot.ingest.read import shipped_report_path

    score = score_report(options.known, options.report or shipped_report_path())
    print(score, *score.errors, sep="\n")


if __name__ == "__main__":
    main()
