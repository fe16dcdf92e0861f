"""The reports and cases that the tests of the check share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from report_bot.bot.question import read_question
from report_bot.bot.types import Question
from report_bot.bot.vocabulary import build_vocabulary
from report_bot.ingest.build import read_all
from report_bot.ingest.read import read_report, shipped_report_path
from report_bot.ingest.types import Passage, ReadReport

CASES = Path(__file__).parent / "check_cases"
REPORTS = {"shipped": shipped_report_path(), "invented": CASES / "invented.txt"}


@dataclass(frozen=True)
class Case:
    question: Question
    answer: str
    passages: tuple[Passage, ...]
    want: tuple[str, ...]
    read: ReadReport


@cache
def report(name: str) -> ReadReport:
    return read_all(read_report(REPORTS[name], id=name))


@cache
def _vocabulary(name: str) -> Any:
    return build_vocabulary(report(name))


def ask(name: str, text: str) -> Question:
    return read_question(text, report=report(name).report, vocabulary=_vocabulary(name))


def passage(name: str, piece: str) -> Passage:
    """The first sentence of a report that holds these words."""
    return next(p for p in report(name).passages if piece in p.text)


def cases(name: str, part: str) -> list[Case]:
    """The cases of a report; `part` is dev, held or quotes."""
    loaded = yaml.safe_load((CASES / f"{name}.{part}.yaml").read_text(encoding="utf-8"))
    read = report(name)
    return [
        Case(
            ask(name, case["q"]),
            case["a"],
            tuple(passage(name, piece) for piece in case.get("cite", ())) or read.passages,
            () if case["want"] == "-" else tuple(case["want"].split()),
            read,
        )
        for case in loaded
    ]
