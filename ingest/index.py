"""The stored index, opened: reports, and the searches over one of them by words, by meaning and by figure."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report_bot.ingest.errors import IndexMismatch, IndexMissing, ReportUnknown
from report_bot.ingest.lexical import LexicalIndex
from report_bot.ingest.manifest import (
    Manifest,
    ReportCard,
    chroma_folder,
    ingest_command,
    manifest_stamp,
    read_manifest,
)
from report_bot.ingest.shelf import read_files
from report_bot.ingest.types import ReadReport
from report_bot.ingest.vectors import CLAIM, PASSAGE, StoreDamaged, StoredVectors, VectorStore, open_store
from report_bot.ingest.words import SEGMENTER, search_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Index", "ReportCard", "unknown"]

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class _Loaded:
    """All that answers questions about one report."""

    card: ReportCard
    read: ReadReport
    words: frozenset[str]
    lexical: LexicalIndex
    passages: StoredVectors
    claims: StoredVectors
    said: Mapping[str, tuple[str, ...]]  # by passage id, the claim of each of its figures


class Index:
    """A snapshot of the index, wholly in memory: what other processes do to the folder cannot disturb it.

    Threads may share one. Vectors are kept as one matrix a report and searched by one product: exact, and faster
    than a graph for the few hundred sentences of a report. `stale` tells when a new snapshot is to be had.
    """

    def __init__(
        self, folder: Path, stamp: tuple[int, int, int] | None, loaded: Mapping[str, _Loaded]
    ) -> None:
        self._folder = folder
        self._stamp = stamp
        self._loaded = loaded

    @classmethod
    def open(cls, folder: Path, *, embedder_name: str, glossary_digest: str) -> Index:
        """Load what is in service.

        Raises IndexMissing where nothing was ingested, IndexMismatch where it was built by other parts or is damaged;
        both name the command to run.
        """
        attempt = 1
        while True:
            stamp = manifest_stamp(folder)
            manifest = read_manifest(folder)
            if manifest is None or not manifest.reports:
                raise IndexMissing(f"文件夹 {folder} 里还没有索引。请先运行：{ingest_command(folder)}")
            _check(manifest, folder, embedder_name, glossary_digest)
            try:
                return cls(folder, stamp, _load(folder, manifest))
            except (StoreDamaged, OSError, ValueError, KeyError, TypeError) as error:
                # A writer may have switched and cleaned up since we read the manifest: then there is a newer one.
                if manifest_stamp(folder) == stamp or attempt == _ATTEMPTS:
                    raise IndexMismatch(
                        f"文件夹 {folder} 里的索引不完整。请删除它后运行：{ingest_command(folder)}"
                    ) from error
                attempt += 1
                time.sleep(0.05)

    def stale(self) -> bool:
        """Whether another index is in service by now. Costs one stat."""
        return manifest_stamp(self._folder) != self._stamp

    def reports(self) -> tuple[ReportCard, ...]:
        """In the order of ingest: the last one is the default."""
        return tuple(loaded.card for loaded in self._loaded.values())

    def read(self, report_id: str | None = None) -> ReadReport:
        """A report by its id or its title; None for the one ingested last. Raises ReportUnknown, listing what there is."""
        return self._find(report_id).read

    def user_words(self, report_id: str | None = None) -> tuple[str, ...]:
        """The report's own names, as discovered at ingest, sorted."""
        return tuple(sorted(self._find(report_id).words))

    def by_words(self, report_id: str | None, query: str | Sequence[str]) -> dict[str, float]:
        """BM25 (0.0 and up) of every passage by its id. A text is cut as the passages were; terms are taken as they are."""
        loaded = self._find(report_id)
        terms = search_terms(query, loaded.words) if isinstance(query, str) else query
        ids = (passage.id for passage in loaded.read.passages)
        return dict(zip(ids, loaded.lexical.scores(terms).tolist(), strict=True))

    def by_meaning(self, report_id: str | None, vector: NDArray[np.float32]) -> dict[str, float]:
        """Cosine (-1 to 1) of every passage, with its headings, by its id. `vector`: (d,) of unit length, of the same embedder."""
        return _cosines(self._find(report_id).passages, vector)

    def claims_by_meaning(
        self, report_id: str | None, vector: NDArray[np.float32]
    ) -> dict[str, tuple[float, ...]]:
        """By passage id, the cosine of each of the passage's figures, in their order; () for one without figures."""
        loaded = self._find(report_id)
        near = _cosines(loaded.claims, vector)
        return {id: tuple(near[claim] for claim in said) for id, said in loaded.said.items()}

    def vectors(self, report_id: str | None) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """(passages, d) and (figures, d) of a report, in its order, as `by_meaning` and `claims_by_meaning` compare them."""
        loaded = self._find(report_id)
        claims = [claim for passage in loaded.read.passages for claim in loaded.said[passage.id]]
        return loaded.passages.vectors, loaded.claims.rows(claims)

    def _find(self, wanted: str | None) -> _Loaded:
        if wanted is None:
            return tuple(self._loaded.values())[-1]
        if wanted in self._loaded:
            return self._loaded[wanted]
        titled = [loaded for loaded in self._loaded.values() if loaded.card.title == wanted]
        if len(titled) == 1:
            return titled[0]
        raise unknown(wanted, self.reports())


def unknown(wanted: str, cards: Sequence[ReportCard]) -> ReportUnknown:
    """The error for an id that names none of these reports."""
    there = "、".join(f"{card.id}（{card.title}）" for card in cards) or "无"
    return ReportUnknown(f"没有编号为“{wanted}”的报告。已有：{there}。")


def _check(manifest: Manifest, folder: Path, embedder: str, glossary: str) -> None:
    differing = [
        name
        for name, built_with, at_hand in (
            ("分词器", manifest.segmenter, SEGMENTER),
            ("向量模型", manifest.embedder, embedder),
            ("词表", manifest.glossary, glossary),
        )
        if built_with != at_hand
    ]
    if differing:
        what = "、".join(differing)
        raise IndexMismatch(f"索引建立之后{what}已经改变，不能照旧使用。请重新运行：{ingest_command(folder)}")


def _load(folder: Path, manifest: Manifest) -> dict[str, _Loaded]:
    with open_store(chroma_folder(folder)) as store:
        return {card.id: _load_report(folder, card, store) for card in manifest.reports}


def _load_report(folder: Path, card: ReportCard, store: VectorStore) -> _Loaded:
    read, words, lexical = read_files(folder, card.version)
    said = {p.id: tuple(p.claim(f) for f in p.figures) for p in read.passages}
    return _Loaded(
        card=card,
        read=read,
        words=words,
        lexical=lexical,
        passages=store.read(card.version, PASSAGE).only(passage.id for passage in read.passages),
        claims=store.read(card.version, CLAIM).only(claim for claims in said.values() for claim in claims),
        said=said,
    )


def _cosines(stored: StoredVectors, vector: NDArray[np.float32]) -> dict[str, float]:
    return dict(zip(stored.ids, (stored.vectors @ vector).tolist(), strict=True)) if stored.ids else {}
