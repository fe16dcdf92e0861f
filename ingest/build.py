"""The ingest stages in order: read, outline, passages, figures, words, embed, write."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report_bot.ingest.embed import Embedder
from report_bot.ingest.errors import IndexMissing, ReportUnknown
from report_bot.ingest.figures import attach_figures
from report_bot.ingest.index import unknown
from report_bot.ingest.manifest import (
    FORMAT,
    Manifest,
    ReportCard,
    chroma_folder,
    ingest_command,
    read_manifest,
    write_manifest,
    writing,
)
from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import read_passages
from report_bot.ingest.read import read_report
from report_bot.ingest.records import dump_report
from report_bot.ingest.shelf import clean_files, stored_passages, stored_report, write_files
from report_bot.ingest.types import Passage, ReadReport, Report
from report_bot.ingest.vectors import CLAIM, PASSAGE, Record, VectorStore, open_store
from report_bot.ingest.words import SEGMENTER, discover_terms, search_terms

# Chroma takes about as long for 64 records as for 16; a killed run loses at most so many embeddings.
_CHECKPOINT = 64

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the operator says of a report instead of what its text states; None leaves it to the text."""

    id: str | None = None
    title: str | None = None
    place: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of one file. `embedded` counts the texts that went through the model."""

    card: ReportCard
    added: int
    kept: int
    removed: int
    embedded: int


def ingest(
    paths: Sequence[Path],
    folder: Path,
    *,
    embedder: Embedder,
    glossary_digest: str,
    overrides: Overrides | None = None,
    progress: Progress | None = None,
) -> tuple[IngestResult, ...]:
    """Add these reports to the index, or renew them; all or none. The last one becomes the default.

    `overrides` go with a single file. `progress(done, of)` counts texts to embed. Whatever ends this process at whatever
    moment, the index that was in service stays so until the new one is whole. Raises ReportUnreadable, ReportUnknown (an id
    that already names another report), IndexBusy, IndexMismatch (an index of another program version).
    """
    said = overrides or Overrides()
    # Every file is read before anything is written: a bad one among them changes nothing.
    reads = tuple(
        read_all(read_report(path, id=said.id, title=said.title, place=said.place, year=said.year))
        for path in paths
    )
    with writing(folder):
        old = read_manifest(folder)
        cards = old.reports if old else ()
        _refuse_clashes(reads, cards, folder)
        reads = (*_outdated(old, folder, reads, embedder), *reads)
        new = {read.report.id: _version(read, embedder) for read in reads}
        missing = {version for version in new.values() if version not in {card.version for card in cards}}
        with open_store(chroma_folder(folder)) as store:
            embedded = _store_all(
                [(read, new[read.report.id]) for read in reads if new[read.report.id] in missing],
                folder, store, embedder, progress,
            )  # fmt: skip
            results = tuple(_result(read, new[read.report.id], folder, cards, embedded) for read in reads)
            renewed = tuple(result.card for result in results)
            kept = tuple(card for card in cards if card.id not in new)
            manifest = Manifest(SEGMENTER, embedder.name, glossary_digest, (*kept, *renewed))
            if manifest != old:
                write_manifest(folder, manifest)
            _clean(folder, store, manifest)
    return results[len(reads) - len(paths) :]


def remove(report_id: str, folder: Path) -> ReportCard:
    """Take a report out of the index. Raises IndexMissing, ReportUnknown (listing what there is), IndexBusy."""
    if read_manifest(folder) is None:
        raise IndexMissing(f"文件夹 {folder} 里还没有索引。请先运行：{ingest_command(folder)}")
    with writing(folder):
        manifest = read_manifest(folder)
        card = manifest.card(report_id) if manifest else None
        if manifest is None or card is None:
            raise unknown(report_id, manifest.reports if manifest else ())
        rest = replace(manifest, reports=tuple(other for other in manifest.reports if other != card))
        write_manifest(folder, rest)
        with open_store(chroma_folder(folder)) as store:
            _clean(folder, store, rest)
    return card


def read_all(report: Report) -> ReadReport:
    """All that the reading stages find in a report."""
    sections = read_outline(report)
    passages = attach_figures(report, read_passages(report, sections))
    return ReadReport(report, sections, passages)


def _refuse_clashes(reads: Sequence[ReadReport], cards: Sequence[ReportCard], folder: Path) -> None:
    """The same id again means the same report again; another one would silently take its place."""
    taken = {card.id: card for card in cards}
    seen: set[str] = set()
    for report in (read.report for read in reads):
        card = taken.get(report.id)
        if report.id in seen:
            raise ReportUnknown(
                f"有两个文件的编号都是“{report.id}”。请分别导入，并用 --id 给其中一个另取编号。"
            )
        if card and card.title != report.title and stored_report(folder, card.version).text != report.text:
            raise ReportUnknown(
                f"编号“{report.id}”已经是《{card.title}》，而这个文件是《{report.title}》。请用 --id 给它另取编号；"
                f"若要取代原来的，请先运行：report-bot remove {report.id}"
            )
        seen.add(report.id)


def _outdated(
    old: Manifest | None, folder: Path, reads: Sequence[ReadReport], embedder: Embedder
) -> tuple[ReadReport, ...]:
    """The other reports, read anew from their stored text, where the index was built by other parts."""
    if old is None or (old.segmenter, old.embedder) == (SEGMENTER, embedder.name):
        return ()
    renewed = {read.report.id for read in reads}
    return tuple(
        read_all(stored_report(folder, card.version)) for card in old.reports if card.id not in renewed
    )


def _version(read: ReadReport, embedder: Embedder) -> str:
    """Whatever would change a file or a vector of the version changes its name."""
    parts = (str(FORMAT), SEGMENTER, embedder.name, dump_report(read))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def _store_all(
    versions: Sequence[tuple[ReadReport, str]],
    folder: Path,
    store: VectorStore,
    embedder: Embedder,
    progress: Progress | None,
) -> dict[str, int]:
    """Write what is missing of each version; how many texts had to be embedded for it."""
    known = store.known(embedder.name) if versions else {}
    work = [(read, version, _records(read)) for read, version in versions]
    total = sum(len({record.digest for record in records} - known.keys()) for _, _, records in work)
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        if progress is not None:
            progress(done, total)

    embedded = {}
    for read, version, records in work:
        store.begin(version, embedder.name)
        before = done
        for start in range(0, len(records), _CHECKPOINT):
            batch = records[start : start + _CHECKPOINT]
            fresh = {record.digest: record.text for record in batch if record.digest not in known}
            known.update(zip(fresh, embedder.passages(tuple(fresh.values()), count), strict=True))
            store.write(version, batch, [known[record.digest] for record in batch])
        embedded[version] = done - before
        own_words = discover_terms((p.text for p in read.passages), (f.indicator for f in read.figures))
        write_files(
            folder, version, read, own_words, [search_terms(p.context, own_words) for p in read.passages]
        )
    return embedded


def _records(read: ReadReport) -> list[Record]:
    records = [Record(passage.id, PASSAGE, passage.context, passage.text) for passage in read.passages]
    carriers: dict[str, list[Passage]] = {}
    for passage in read.passages:
        for figure in passage.figures:
            carriers.setdefault(passage.claim(figure), []).append(passage)
    for claim, passages in carriers.items():
        carried_by = tuple(dict.fromkeys(passage.id for passage in passages))
        records.append(Record(claim, CLAIM, claim, claim, carried_by))
    return records


def _result(
    read: ReadReport, version: str, folder: Path, cards: Sequence[ReportCard], embedded: dict[str, int]
) -> IngestResult:
    report = read.report
    before = next(
        (stored_passages(folder, card.version) for card in cards if card.id == report.id), frozenset()
    )
    now = {passage.id for passage in read.passages}
    card = ReportCard(
        report.id,
        report.title,
        report.place,
        report.year,
        report.digest,
        version,
        len(read.passages),
        len(read.figures),
    )
    return IngestResult(
        card, len(now - before), len(now & before), len(before - now), embedded.get(version, 0)
    )


def _clean(folder: Path, store: VectorStore, manifest: Manifest) -> None:
    versions = frozenset(card.version for card in manifest.reports)
    store.keep_only(versions)
    clean_files(folder, versions)
