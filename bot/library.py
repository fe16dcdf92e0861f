"""The ingested reports as the bot uses them: index, embedder and each report's vocabulary, loaded once."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from report_bot.ingest.embed import Embedder, bundled_embedder
from report_bot.ingest.index import Index, ReportCard
from report_bot.ingest.types import ReadReport
from report_bot.prompts.load import glossary

from .question import Vocabulary, build_vocabulary
from .types import Question

Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class OpenReport:
    """One report as one state of the index holds it: what is read and what is searched belong together."""

    read: ReadReport
    vocabulary: Vocabulary
    _index: Index
    _embedder: Embedder

    def search(self, question: Question) -> tuple[Scores, Scores, Scores]:
        """By meaning (cosine of each sentence), by words (BM25), and by indicator (best cosine in each sentence)."""
        vector, report_id = self._embedder.query(question.text), self.read.report.id
        return (
            self._index.by_meaning(report_id, vector),
            self._index.by_words(report_id, question.expanded),
            self._index.indicators_by_meaning(report_id, vector),
        )

    def near(self, said: str, source: str) -> float:
        """How near two texts are in meaning, 0–1."""
        return float(self._embedder.query(said) @ self._embedder.passages([source])[0])


class Library:
    """Reports by id, and the three searches over one. Re-opens the index when another process has renewed it."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder, self._embedder = folder, embedder
        self._lock = threading.Lock()
        self._open()

    def _open(self) -> None:
        self._index = Index.open(
            self._folder, embedder_name=self._embedder.name, glossary_digest=glossary_digest()
        )
        self._reports: dict[str, OpenReport] = {}

    def cards(self) -> tuple[ReportCard, ...]:
        """The ingested reports, the one ingested last at the end."""
        return self._index.reports()

    def report(self, report_id: str | None) -> OpenReport:
        """A report, open for reading and searching; None is the one ingested last. Raises ReportUnknown."""
        with self._lock:
            if self._index.stale():
                self._open()
            read = self._index.read(report_id)
            if read.report.id not in self._reports:
                words = self._index.user_words(read.report.id)
                vocabulary = build_vocabulary(read, words)
                self._reports[read.report.id] = OpenReport(read, vocabulary, self._index, self._embedder)
            return self._reports[read.report.id]


def glossary_digest() -> str:
    """What the manifest keeps of the glossary: an index made with another one is refused."""
    return glossary().digest


def open_library(folder: Path) -> Library:
    """The reports in a data folder. Raises IndexMissing or IndexMismatch, saying what to run."""
    return Library(folder, bundled_embedder())
