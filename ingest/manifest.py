"""The index folder: what lies where, the manifest that says which of it is in service, and the lock of its writer.

manifest.json          what is in service; replaced by one atomic rename
chroma/                vectors, one collection per version of a report
reports/<version>/     report.json, words.json, bm25/
.lock                  held by the one process that writes
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from report_bot.ingest.errors import IndexBusy, IndexMismatch

FORMAT = 2


@dataclass(frozen=True, slots=True)
class ReportCard:
    """An ingested report in brief. `version` names its collection and folder: other content, other version."""

    id: str
    title: str
    place: str
    year: int
    digest: str
    version: str
    passages: int
    figures: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in service: who built it, and the reports in the order they were ingested."""

    segmenter: str
    embedder: str
    glossary: str
    reports: tuple[ReportCard, ...] = ()

    def card(self, report_id: str) -> ReportCard | None:
        return next((card for card in self.reports if card.id == report_id), None)


def chroma_folder(folder: Path) -> Path:
    return folder / "chroma"


def reports_folder(folder: Path) -> Path:
    return folder / "reports"


def ingest_command(folder: Path) -> str:
    """What the operator has to type to build the index of this folder."""
    return f"report-bot ingest --data {shlex.quote(str(folder))}"


def read_manifest(folder: Path) -> Manifest | None:
    """None where there is no index. Raises IndexMismatch for one that cannot be read by this program."""
    try:
        stored = json.loads(_manifest(folder).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (ValueError, OSError) as error:
        raise IndexMismatch(_unusable(folder, "索引清单损坏")) from error
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise IndexMismatch(_unusable(folder, "索引由另一版本的程序建立"))
    try:
        return Manifest(
            segmenter=stored["segmenter"],
            embedder=stored["embedder"],
            glossary=stored["glossary"],
            reports=tuple(ReportCard(**card) for card in stored["reports"]),
        )
    except (KeyError, TypeError) as error:
        raise IndexMismatch(_unusable(folder, "索引清单损坏")) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put an index into service. Whatever happens meanwhile, a reader finds the old manifest or the new one."""
    waiting = _manifest(folder).with_suffix(".json.new")
    with waiting.open("w", encoding="utf-8") as file:
        json.dump({"format": FORMAT, **asdict(manifest)}, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(_manifest(folder))
    sync_folder(folder)


def manifest_stamp(folder: Path) -> tuple[int, int, int] | None:
    """Changes whenever another manifest is put in service; None where there is none. Costs one stat."""
    try:
        stat = _manifest(folder).stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_ino, stat.st_size


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut, where the system can."""
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Be the only writer of this folder. Raises IndexBusy at once where there is one; a killed writer leaves no lock."""
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise IndexBusy(f"另一个程序正在写索引 {folder}，请等它结束后再试。") from error
    try:
        yield
    finally:
        lock.release()


def _manifest(folder: Path) -> Path:
    return folder / "manifest.json"


def _unusable(folder: Path, why: str) -> str:
    return f"{why}，不能使用。请删除文件夹 {folder} 后运行：{ingest_command(folder)}"
