"""How right the extracted figures of a report are, against the figures a person found in it.

python -m report_bot.eval.figure_score KNOWN.yaml REPORT.txt
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from report_bot.ingest.figures import attach_figures
from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import read_passages
from report_bot.ingest.read import read_report
from report_bot.ingest.types import Figure, Report

KNOWN_FIGURES = Path(__file__).resolve().parent / "known_figures"
_NOISE = re.compile(r"[\s、，“”‘’\"《》（）()的和及与]")


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A figure as a person read it; `start:end` count the report's stored text."""

    start: int
    end: int
    written: str
    names: tuple[str, ...]  # its indicator, then other words for it
    value: Decimal
    upper: Decimal | None
    unit: str
    qualifier: str
    measure: str
    item: str
    period: str
    status: str


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


def load_known(path: Path, report: Report) -> tuple[tuple[KnownFigure, ...], tuple[int, int]]:
    """The known figures placed in the report's text, and the stretch of text that they cover."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    solid = [i for i, letter in enumerate(report.text) if not letter.isspace()]
    text = "".join(report.text[i] for i in solid)
    bounds = (solid[data.get("from", 0)], solid[min(data.get("to", len(solid)), len(solid)) - 1] + 1)
    return tuple(_place(entry, text, solid) for entry in data["figures"]), bounds


def _place(entry: dict[str, Any], text: str, solid: list[int]) -> KnownFigure:
    written = re.sub(r"\s", "", entry["written"])
    at = entry.get("at")
    if at is None:
        quote = re.sub(r"\s", "", entry["quote"])
        if text.count(quote) != 1:
            raise ValueError(f"quote stands {text.count(quote)} times in the report: {quote}")
        at = text.index(quote) + quote.rindex(written)
    if text[at : at + len(written)] != written:
        raise ValueError(f"{written} does not stand at {at}")
    return KnownFigure(
        start=solid[at],
        end=solid[at + len(written) - 1] + 1,
        written=written,
        names=(entry["indicator"], *entry["aliases"]),
        value=Decimal(entry["value"]),
        upper=None if entry["upper"] is None else Decimal(entry["upper"]),
        unit=entry["unit"],
        qualifier=entry["qualifier"],
        measure=entry["measure"],
        item=entry["item"],
        period=str(entry["period"]),
        status=entry["status"],
    )


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


def same_name(name: str, names: Sequence[str]) -> bool:
    """Whether an extracted indicator is one of the names, or one holds the other."""
    plain = _NOISE.sub("", name)
    others = [_NOISE.sub("", other) for other in names]
    return len(plain) > 1 and any(plain in other or other in plain for other in others)


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
    if _NOISE.sub("", figure.item) == _NOISE.sub("", known.item):
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
