"""The reports' own texts, as the graders need them: from the index, the package, or the folder of other reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import read_passages
from report_bot.ingest.read import read_report, shipped_report_path
from report_bot.ingest.types import Passage, Report

from .known import KNOWN_FIGURES, KnownFigure, load_known
from .question_set import SOURCES, EvalQuestion, gold_spans
from .written_figures import WrittenFigure, written_figures

# Reports of places that do not exist, written for development and for held-out questions.
INVENTED = Path(__file__).parent / "reports"

Span = tuple[int, int]


@dataclass(frozen=True)
class Source:
    """A report's text with the figures that the graders read in it and those that a person found in it."""

    report: Report
    known: tuple[KnownFigure, ...]  # empty where nobody has listed the report's figures

    @cached_property
    def _spans(self) -> dict[tuple[str | int, ...], tuple[Span, ...]]:
        return {}  # places already looked up, by the entries

    @cached_property
    def figures(self) -> tuple[WrittenFigure, ...]:
        return written_figures(self.report.text)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return read_passages(self.report, read_outline(self.report))

    def figures_in(self, span: Span) -> tuple[WrittenFigure, ...]:
        return tuple(f for f in self.figures if f.start < span[1] and span[0] < f.end)

    def known_in(self, span: Span) -> tuple[KnownFigure, ...]:
        return tuple(k for k in self.known if k.start < span[1] and span[0] < k.end)

    def sentence(self, span: Span) -> Span:
        """The sentence around a place, from full stop to full stop."""
        text = self.report.text
        start = max(text.rfind(mark, 0, span[0]) for mark in "。！？；\n") + 1
        stop = re.compile(r"[。！？；\n]").search(text, span[1])
        return start, stop.start() if stop else len(text)

    def gold(self, question: EvalQuestion) -> tuple[Span, ...]:
        entries = question.gold + question.gold_all
        if entries not in self._spans:
            self._spans[entries] = gold_spans(self.report, entries)
        return self._spans[entries]

    def section(self, question: EvalQuestion) -> str:
        """The outermost two headings above the first gold sentence, "" for a question without one."""
        spans = self.gold(question)
        for passage in self.passages:
            if spans and passage.start <= spans[0][0] < passage.end:
                return "·".join(passage.section[:2])
        return ""


def load_source(report_id: str, data: Path | None = None) -> Source | None:
    """A report's text by its id; None where it is not at hand."""
    report = _indexed(report_id, data) or _on_disk(report_id)
    if report is None:
        return None
    known = KNOWN_FIGURES / f"{report_id}.yaml"
    return Source(report, load_known(known, report)[0] if known.is_file() else ())


def _indexed(report_id: str, data: Path | None) -> Report | None:
    from report_bot.ingest.manifest import read_manifest
    from report_bot.ingest.shelf import stored_report

    manifest = read_manifest(data) if data is not None else None
    card = manifest.card(report_id) if manifest is not None else None
    return stored_report(data, card.version) if data is not None and card is not None else None


def _on_disk(report_id: str) -> Report | None:
    for path in (shipped_report_path(), INVENTED / f"{report_id}.txt", SOURCES / f"{report_id}.txt"):
        if path.stem == report_id and path.is_file():
            return read_report(path)
    return None
