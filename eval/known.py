"""The known figures of a report, as a person read them, and where each stands in the report's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from report_bot.eval.yaml_file import read_yaml
from report_bot.ingest.types import Report

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


def load_known(path: Path, report: Report) -> tuple[tuple[KnownFigure, ...], tuple[int, int]]:
    """The known figures placed in the report's text, and the stretch of text that they cover."""
    data = read_yaml(path)
    solid = [i for i, letter in enumerate(report.text) if not letter.isspace()]
    text = "".join(report.text[i] for i in solid)
    bounds = (solid[data.get("from", 0)], solid[min(data.get("to", len(solid)), len(solid)) - 1] + 1)
    return tuple(_place(entry, text, solid) for entry in data["figures"]), bounds


def bare_name(name: str) -> str:
    """An indicator's name without marks and joining words, to compare names by."""
    return _NOISE.sub("", name)


def same_name(name: str, names: Sequence[str]) -> bool:
    """Whether an extracted indicator is one of the names, or one holds the other."""
    plain = bare_name(name)
    others = [bare_name(other) for other in names]
    return len(plain) > 1 and any(plain in other or other in plain for other in others)


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
