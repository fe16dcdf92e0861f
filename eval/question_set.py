"""The questions of eval/questions/*.yaml and where their gold sentences stand in a report's stored text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from report_bot.eval.yaml_file import read_yaml
from report_bot.ingest.types import Passage, ReadReport, Report

FOLDER = Path(__file__).parent / "questions"


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """One graded question. `gold`: each entry is a quote, or an offset in the text without whitespace.

    `must`: the answer holds one spelling of each entry. `allow`: what a right answer may say beside it; None where the
    question's writer listed nothing, so that a further figure of the gold sentence cannot be judged.
    """

    id: str
    report: str
    turns: tuple[str, ...]
    kind: str
    group: str
    gold: tuple[str | int, ...]
    gold_all: tuple[str | int, ...]
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    status: tuple[str, ...]
    allow: tuple[str, ...] | None = None


@cache
def load_questions(split: str, folder: Path = FOLDER) -> tuple[EvalQuestion, ...]:
    """All questions of a split (dev or held), over every report; file names are <report>[.<part>].<split>.yaml."""
    questions = []
    for path in sorted(folder.glob(f"*.{split}.yaml")):
        for item in read_yaml(path):
            questions.append(
                EvalQuestion(
                    id=item["id"],
                    report=item.get("report", path.name.split(".")[0]),
                    turns=tuple(item["turns"]),
                    kind=item["kind"],
                    group=item["group"],
                    gold=tuple(item.get("gold") or ()),
                    gold_all=tuple(item.get("gold_all") or ()),
                    must=tuple(tuple(str(s) for s in m) for m in item.get("must") or ()),
                    must_not=tuple(str(s) for s in item.get("must_not") or ()),
                    status=tuple(item["status"]),
                    allow=None if item.get("allow") is None else tuple(str(s) for s in item["allow"]),
                )
            )
    return tuple(questions)


SOURCES = Path(__file__).resolve().parent.parent.parent / "shared" / "report"


def _without_noise(report_id: str, offset: int) -> int:
    """An offset in a source file, less the noise (??, lost full-width spaces) that reading drops before it."""
    source = SOURCES / f"{report_id}.txt"
    if not source.is_file():
        return offset
    before = re.sub(r"\s", "", source.read_text(encoding="utf-8"))[:offset]
    return len(re.sub(r"\?{2,}", "", before))


def can_be_placed(question: EvalQuestion) -> bool:
    """Whether the gold places can be found: offsets count the source file, which is not in the package."""
    offsets = any(isinstance(entry, int) for entry in question.gold + question.gold_all)
    return not offsets or (SOURCES / f"{question.report}.txt").is_file()


def gold_spans(report: Report, gold: tuple[str | int, ...]) -> tuple[tuple[int, int], ...]:
    """Where the gold entries stand in the report's text. Offsets count the source file without whitespace.

    Raises ValueError for a quote that does not stand there.
    """
    text = report.text
    at_character: list[int] = []
    found = []
    for entry in gold:
        if isinstance(entry, int):
            at_character = at_character or [i for i, c in enumerate(text) if not c.isspace()]
            start = at_character[_without_noise(report.id, entry)]
            found.append((start, start + 1))
        else:
            start = text.find(entry)
            if start < 0:
                raise ValueError(f"gold quote does not stand in {report.id}: {entry}")
            found.append((start, start + len(entry)))
    return tuple(found)


def gold_passages(read: ReadReport, gold: tuple[str | int, ...]) -> tuple[Passage, ...]:
    """The passages that hold the gold entries, one an entry."""
    starts = (start for start, _ in gold_spans(read.report, gold))
    passages = (next((p for p in read.passages if p.start <= start < p.end), None) for start in starts)
    return tuple(p for p in passages if p is not None)
