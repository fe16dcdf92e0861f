"""The files of a report version beside its vectors: the report as read, its own words, its lexical index."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from report_bot.ingest.lexical import LexicalIndex
from report_bot.ingest.manifest import reports_folder, sync_folder
from report_bot.ingest.records import dump_report, load_report
from report_bot.ingest.types import ReadReport, Report


def write_files(
    folder: Path, version: str, read: ReadReport, own_words: Sequence[str], terms: Sequence[Sequence[str]]
) -> None:
    """Write a version's files; they stand under the version's name only when all of them are on disk."""
    shelf = reports_folder(folder)
    waiting = shelf / f"{version}.new"
    shutil.rmtree(waiting, ignore_errors=True)
    waiting.mkdir(parents=True)
    (waiting / "report.json").write_text(dump_report(read), encoding="utf-8")
    (waiting / "words.json").write_text(json.dumps(own_words, ensure_ascii=False), encoding="utf-8")
    LexicalIndex.build(terms).save(waiting / "bm25")
    for file in waiting.rglob("*"):
        if file.is_file():
            with file.open("rb+") as written:
                os.fsync(written.fileno())
    # A run that was killed after this rename left the same content under this name.
    shutil.rmtree(shelf / version, ignore_errors=True)
    waiting.rename(shelf / version)
    sync_folder(shelf)


def read_files(folder: Path, version: str) -> tuple[ReadReport, frozenset[str], LexicalIndex]:
    """Report, own words and lexical index of a version. Raises OSError, ValueError, KeyError or TypeError if damaged."""
    files = reports_folder(folder) / version
    read = load_report((files / "report.json").read_text(encoding="utf-8"))
    words = frozenset(json.loads((files / "words.json").read_text(encoding="utf-8")))
    return read, words, LexicalIndex.load(files / "bm25")


def stored_report(folder: Path, version: str) -> Report:
    """The report of a version, without what was found in it."""
    stored = (reports_folder(folder) / version / "report.json").read_text(encoding="utf-8")
    return Report(**json.loads(stored)["report"])


def stored_passages(folder: Path, version: str) -> frozenset[str]:
    """Ids of the passages of a version."""
    stored = (reports_folder(folder) / version / "report.json").read_text(encoding="utf-8")
    return frozenset(passage["id"] for passage in json.loads(stored)["passages"])


def clean_files(folder: Path, versions: Collection[str]) -> None:
    """Delete the files of all other versions and of interrupted runs."""
    shelf = reports_folder(folder)
    if shelf.is_dir():
        for child in shelf.iterdir():
            if child.name not in versions:
                shutil.rmtree(child, ignore_errors=True)
