"""A report and all that was found in it, to JSON and back."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal
from typing import Any

from report_bot.ingest.types import FactStatus, Figure, Measure, Passage, Period, ReadReport, Report, Section


def dump_report(read: ReadReport) -> str:
    """One JSON text; the same report always gives the same text. Decimals and periods are written as strings."""
    return json.dumps(_plain(read), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load_report(text: str) -> ReadReport:
    """Inverse of dump_report. Raises KeyError, TypeError or ValueError on anything else."""
    stored = json.loads(text)
    return ReadReport(
        report=Report(**stored["report"]),
        sections=tuple(
            Section(**(section | {"path": tuple(section["path"])})) for section in stored["sections"]
        ),
        passages=tuple(_passage(passage) for passage in stored["passages"]),
    )


def _plain(value: Any) -> Any:
    """Our dataclasses as dicts, tuples as lists."""
    match value:
        case Decimal() | Period():
            return str(value)
        case FactStatus() | Measure():
            return value.value
        case tuple():
            return [_plain(item) for item in value]
        case str() | int() | None:
            return value
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _passage(stored: dict[str, Any]) -> Passage:
    first, last = stored["paragraph"]
    return Passage(
        **stored
        | {
            "section": tuple(stored["section"]),
            "paragraph": (first, last),
            "period": _period(stored["period"]),
            "status": FactStatus(stored["status"]),
            "figures": tuple(_figure(figure) for figure in stored["figures"]),
        }
    )


def _figure(stored: dict[str, Any]) -> Figure:
    return Figure(
        **stored
        | {
            "value": Decimal(stored["value"]),
            "upper": None if stored["upper"] is None else Decimal(stored["upper"]),
            "measure": Measure(stored["measure"]),
            "period": _period(stored["period"]),
            "status": FactStatus(stored["status"]),
        }
    )


def _period(written: str | None) -> Period | None:
    return None if written is None else Period.parse(written)
