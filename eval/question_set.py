"""The questions of eval/questions/*.yaml and where their gold sentences stand in a report's stored text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from report_bot.ingest.types import Passage, ReadReport

FOLDER = Path(__file__).parent / "questions"


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """One graded question. `gold`: each entry is a quote, or an offset in the text without whitespace."""

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


def load_questions(split: str, folder: Path = FOLDER) -> tuple[EvalQuestion, ...]:
    """All questions of a split (dev or held), over every report; file names are <report>.<split>.yaml."""
    import yaml

    questions = []
    for path in sorted(folder.glob(f"*.{split}.yaml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8")):
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


def gold_passages(read: ReadReport, gold: tuple[str | int, ...]) -> tuple[Passage, ...]:
    """The passages that hold the gold entries, one an entry. Offsets count the source file without whitespace."""
    text = read.report.text
    at_character = [i for i, c in enumerate(text) if not c.isspace()]
    found = []
    for entry in gold:
        if isinstance(entry, int):
            start = at_character[_without_noise(read.report.id, entry)]
        else:
            match = re.search(re.escape(entry), text)
            if match is None:
                raise ValueError(f"gold quote does not stand in {read.report.id}: {entry}")
            start = match.start()
        passage = next((p for p in read.passages if p.start <= start < p.end), None)
        if passage is not None:
            found.append(passage)
    return tuple(found)
