"""The stages of an answer, in order: the first file to read."""

from __future__ import annotations

import time
from pathlib import Path

from report_bot.ingest.types import ReadReport

from .examples import example_questions
from .library import Library, open_library
from .question import read_question
from .quote import fixed_reply, quote
from .retrieve import retrieve
from .types import Answer, Citation, CitedFigure, Draft, Mode, Question, Turn
from .verify import verified


class Bot:
    """Answers questions from the ingested reports. Keeps no history: earlier turns come with the question."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.cards = library.cards

    def ask(self, text: str, *, earlier: tuple[Turn, ...] = (), report: str | None = None) -> Answer:
        """Answer one question. Raises ReportUnknown for a `report` that is not ingested."""
        started = time.perf_counter()
        read, vocabulary = self._library.read(report)
        question = read_question(text, report=read.report, vocabulary=vocabulary, earlier=earlier)
        draft, why = fixed_reply(question, read.report), tuple[str, ...]()
        if draft is None:
            evidence = retrieve(question, read.passages, *self._library.search(read.report.id, question))
            draft = verified(quote(question, evidence, read.report), question, evidence, read.report)
            why = tuple(f"{c.score:.2f} {c.reason} {c.passage.text}" for c in evidence.candidates[:8])
        return _answer(text, question, draft, read, why, (time.perf_counter() - started) * 1000)

    def read(self, report: str | None = None) -> ReadReport:
        """A report with its sections, passages and figures. Raises ReportUnknown."""
        return self._library.read(report)[0]

    def examples(self, report: str | None = None, n: int = 6) -> tuple[str, ...]:
        """Example questions made from the report's own figures."""
        return example_questions(self._library.read(report)[0], n)


def open_bot(folder: Path) -> Bot:
    """A bot over the index in `folder`. Raises IndexMissing or IndexMismatch, saying what to run."""
    return Bot(open_library(folder))


def _answer(
    asked: str, question: Question, draft: Draft, read: ReadReport, why: tuple[str, ...], elapsed_ms: float
) -> Answer:
    report = read.report
    citations = tuple(
        Citation(n, report.id, report.title, p.section, p.text, p.id, p.start, p.end)
        for n, p in enumerate(draft.cited, 1)
    )
    figures = tuple(CitedFigure(figure, report.id, n) for figure, n in draft.figures)
    return Answer(
        question=asked,
        resolved=question.text,
        text=draft.text,
        status=draft.status,
        citations=citations,
        figures=figures,
        mode=Mode.QUOTED,
        elapsed_ms=round(elapsed_ms, 2),
        report_id=report.id,
        explanation=why,
    )
