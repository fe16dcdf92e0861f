"""Reports invented for ingest, an embedder that counts, and what stands in an index: shared by the tests of build."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from report_bot.ingest.build import IngestResult, ingest
from report_bot.ingest.index import Index
from report_bot.ingest.manifest import chroma_folder, read_manifest, reports_folder
from report_bot.ingest.vectors import open_store

DIGEST = "some words"
YEAR = 2033


@dataclass
class Counting:
    """Vectors made of the text's digest: as quick as nothing, and every text that comes is noted."""

    name: str = "test embedder"
    texts: list[str] = field(default_factory=list)

    def passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Any:
        self.texts.extend(texts)
        if progress:
            progress(len(texts))
        rows = [self.query(text) for text in texts]
        return np.stack(rows) if rows else np.empty((0, 384), dtype=np.float32)

    def query(self, text: str) -> Any:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).standard_normal(384).astype(np.float32)
        return vector / np.linalg.norm(vector)


def write(
    file: Path, *, place: str = "青石市", year: int = YEAR, sentences: int = 80, extra: str = ""
) -> Path:
    """An invented report of so many numbered sentences."""
    done = "".join(f"第{n}个乡镇的蜂蜜产量达到{n + 20}吨。" for n in range(sentences // 2))
    aims = "".join(f"第{n}个乡镇新建水渠{n + 5}公里。" for n in range(sentences // 2))
    file.write_text(
        f"{place}{year}年政府工作报告\n\n各位代表：\n\n现在，我代表市人民政府向大会报告工作，请予审议。\n\n"
        f"一、{year - 1}年工作回顾\n\n农业生产稳步发展。{done}{extra}\n\n二、{year}年工作安排\n\n加强水利建设。{aims}\n",
        encoding="utf-8",
    )
    return file


def run(
    files: Path | Sequence[Path], folder: Path, embedder: Any = None, **options: Any
) -> tuple[IngestResult, ...]:
    paths = [files] if isinstance(files, Path) else files
    return ingest(
        paths,
        folder,
        embedder=embedder or Counting(),
        glossary_digest=options.pop("words", DIGEST),
        **options,
    )


def opened(folder: Path, **options: str) -> Index:
    return Index.open(
        folder,
        embedder_name=options.get("embedder", Counting.name),
        glossary_digest=options.get("words", DIGEST),
    )


def in_store(folder: Path) -> tuple[set[str], set[str]]:
    """Versions that have a collection, and versions that have files."""
    with open_store(chroma_folder(folder)) as store:
        collections = {c.name.removeprefix("report-") for c in store._client.list_collections()}
    return collections, {child.name for child in reports_folder(folder).iterdir()}


def versions(folder: Path) -> set[str]:
    found = read_manifest(folder)
    assert found is not None
    return {card.version for card in found.reports}
