"""Vectors on disk: the only module that knows Chroma.

A version of a report is a collection; its records are of two kinds, `passage` (what is embedded: Passage.context) and
`claim` (what is said of each figure: Passage.claim). A collection is only ever filled; which ones count is for the manifest to say.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PASSAGE, CLAIM = "passage", "claim"


class StoreDamaged(Exception):
    """What was asked for cannot be read: it is gone, going or broken. Chroma has several errors for that."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is to be stored for one embedded text. `document` is what a reader of the collection sees."""

    id: str
    kind: str
    text: str  # what is embedded
    document: str
    passages: tuple[str, ...] = ()  # for a claim: ids of the passages that make it

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class StoredVectors:
    """The vectors of one version: row i of `vectors` (n, d; float32, unit length) is of `ids[i]`."""

    ids: tuple[str, ...]
    vectors: NDArray[np.float32]

    def only(self, ids: Iterable[str]) -> StoredVectors:
        """These, in this order. Raises KeyError for one that is not stored."""
        wanted = tuple(dict.fromkeys(ids))
        return StoredVectors(wanted, self.rows(wanted))

    def rows(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """(len(ids), d): the vector of each of these, which may repeat. Raises KeyError for one that is not stored."""
        at = {id: row for row, id in enumerate(self.ids)}
        return self.vectors[[at[id] for id in ids]] if ids else self.vectors[:0]


@contextmanager
def open_store(folder: Path) -> Iterator[VectorStore]:
    """Open Chroma's folder, made where missing, and let go of it at the end. Raises StoreDamaged."""
    import chromadb
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    try:
        # Its published type, ClientAPI, does not know close().
        client: Any = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    except ChromaError as error:
        raise StoreDamaged(str(folder)) from error
    try:
        yield VectorStore(folder, client)
    finally:
        client.close()


class VectorStore:
    """An open Chroma folder. Versions are the names that the manifest uses."""

    def __init__(self, folder: Path, client: Any) -> None:
        self._folder = folder
        self._client = client

    def begin(self, version: str, embedder: str) -> None:
        """Make the collection of a version, or take up the one that an interrupted run left."""
        self._client.get_or_create_collection(
            _name(version),
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"embedder": embedder},
        )

    def write(self, version: str, records: Sequence[Record], vectors: Sequence[NDArray[np.float32]]) -> None:
        """Store records with their vectors, a row each; writing one again changes nothing."""
        self._collection(version).upsert(
            ids=[record.id for record in records],
            embeddings=vectors,
            documents=[record.document for record in records],
            metadatas=[
                {"kind": record.kind, "digest": record.digest, "passages": " ".join(record.passages)}
                for record in records
            ],
        )

    def read(self, version: str, kind: str) -> StoredVectors:
        """All vectors of a kind in a version. Raises StoreDamaged, also where another process is deleting the version."""
        from chromadb.errors import ChromaError

        try:
            stored = self._collection(version).get(where={"kind": kind}, include=["embeddings"])
        except ChromaError as error:
            raise StoreDamaged(version) from error
        return StoredVectors(tuple(stored["ids"]), _matrix(stored["embeddings"]))

    def known(self, embedder: str) -> dict[str, NDArray[np.float32]]:
        """Every vector that this embedder made, of any version and of unfinished ones, by the digest of its text."""
        known: dict[str, NDArray[np.float32]] = {}
        for collection in self._client.list_collections():
            if (collection.metadata or {}).get("embedder") != embedder:
                continue
            stored = collection.get(include=["embeddings", "metadatas"])
            digests = (str(metadata["digest"]) for metadata in stored["metadatas"] or ())
            known.update(zip(digests, _matrix(stored["embeddings"]), strict=True))
        return known

    def keep_only(self, versions: Collection[str]) -> None:
        """Delete the collections of all other versions, and what Chroma leaves of them on disk."""
        keep = {_name(version) for version in versions}
        for collection in self._client.list_collections():
            if collection.name not in keep:
                self._client.delete_collection(collection.name)
        self._sweep()

    def _sweep(self) -> None:
        # delete_collection of chromadb 1.5.9 leaves the folder of the collection's vector segment behind for good; its
        # database knows which segments are alive. Where a later version keeps them otherwise, nothing is swept.
        try:
            with closing(
                sqlite3.connect(f"{(self._folder / 'chroma.sqlite3').resolve().as_uri()}?mode=ro", uri=True)
            ) as base:
                alive = {row[0] for row in base.execute("SELECT id FROM segments")}
        except sqlite3.Error:
            return
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder.name.count("-") == 4 and folder.name not in alive:
                shutil.rmtree(folder, ignore_errors=True)

    def _collection(self, version: str) -> Any:
        return self._client.get_collection(_name(version), embedding_function=None)


def _name(version: str) -> str:
    return f"report-{version}"


def _matrix(rows: Any) -> NDArray[np.float32]:
    import numpy as np

    matrix = np.asarray(rows, dtype=np.float32)
    # The store rounds nothing, but lengths are made exactly one again so that a product is a cosine.
    return matrix if matrix.size == 0 else matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
