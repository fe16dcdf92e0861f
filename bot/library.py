"""The ingested reports as the bot uses them: index, embedder and each report's vocabulary, loaded once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report_bot.ingest.embed import Embedder, bundled_embedder, open_embedder
from report_bot.ingest.errors import EmbedderUnavailable, SettingsInvalid
from report_bot.ingest.index import Index, ReportCard
from report_bot.ingest.types import ReadReport
from report_bot.prompts.load import glossary

from .breaker import Breaker
from .question import Vocabulary, build_vocabulary
from .settings import Settings, load_settings
from .types import Question

if TYPE_CHECKING:
    from report_bot.ingest.embed import Vectors

_log = logging.getLogger(__name__)

Scores = dict[str, float]
FigureScores = dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class OpenReport:
    """One report as one state of the index holds it: what is read and what is searched belong together."""

    read: ReadReport
    vocabulary: Vocabulary
    _index: Index
    _embedder: Embedder
    _breaker: Breaker

    def search(self, question: Question) -> tuple[Scores, Scores, FigureScores]:
        """By meaning (cosine of each sentence), by words (BM25), and by figure (cosine of each claim in each sentence).

        While an embeddings endpoint is down the first and the last are empty: the words find most of it.
        """
        report_id = self.read.report.id
        words = self._index.by_words(report_id, question.expanded)
        if not self._breaker.allows():
            return {}, words, {}
        try:
            vector = self._embedder.query(question.widened)
        except EmbedderUnavailable as error:
            _log.warning("the embeddings endpoint gave no vector: %s", error.reason)
            self._breaker.failed()
            return {}, words, {}
        self._breaker.succeeded()
        return (
            self._index.by_meaning(report_id, vector),
            words,
            self._index.claims_by_meaning(report_id, vector),
        )

    @property
    def vectors(self) -> tuple[Vectors, Vectors]:
        """(passages, d) and (figures, d), in the report's order: for learning on."""
        return self._index.vectors(self.read.report.id)

    @property
    def near(self) -> Callable[[str, str], float] | None:
        """How near two texts are in meaning, 0–1; None for an embedder on whose scale nothing was measured."""
        bundled = bundled_embedder()
        return bundled.likeness if self._embedder is bundled else None


class Library:
    """Reports by id, and the three searches over one. Re-opens the index when another process has renewed it."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder, self._embedder = folder, embedder
        self._breaker = Breaker(faults=2)
        self._lock = threading.Lock()
        self._open()

    def _open(self) -> None:
        self._index = Index.open(
            self._folder, embedder_name=self._embedder.name, glossary_digest=glossary_digest()
        )
        self._reports: dict[str, OpenReport] = {}

    def cards(self) -> tuple[ReportCard, ...]:
        """The ingested reports as they are now, the one ingested last at the end."""
        with self._lock:
            if self._index.stale():
                self._open()
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
                self._reports[read.report.id] = OpenReport(
                    read, vocabulary, self._index, self._embedder, self._breaker
                )
            return self._reports[read.report.id]


def glossary_digest() -> str:
    """What the manifest keeps of the glossary: an index made with another one is refused."""
    return glossary().digest


def configured_embedder(settings: Settings) -> Embedder:
    """The embedder that the operator chose. Raises SettingsInvalid where only half of an endpoint is given."""
    if settings.embedding_base_url and not settings.embedding_model:
        raise SettingsInvalid("设置了 REPORT_BOT_EMBEDDING_BASE_URL，还要设置 REPORT_BOT_EMBEDDING_MODEL。")
    key = settings.embedding_api_key.get_secret_value()
    return open_embedder(settings.embedding_base_url, settings.embedding_model, key)


def open_library(folder: Path, embedder: Embedder | None = None) -> Library:
    """The reports in a data folder, searched with the configured embedder where no other is given.

    Raises IndexMissing, or IndexMismatch where another embedder made the index, saying what to run.
    """
    return Library(folder, embedder or configured_embedder(load_settings()))
