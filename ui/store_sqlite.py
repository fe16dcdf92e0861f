"""The store in one SQLite file: for the processes of one machine, with nothing to install."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from report_bot.ingest.errors import StoreUnavailable
from report_bot.ui.shared_file import open_shared

_SWEEP_S = 60.0  # how often a process throws away what has expired
_TABLES = """
CREATE TABLE IF NOT EXISTS kept (
  kind TEXT, key TEXT, value TEXT NOT NULL, expires REAL NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counted (
  kind TEXT, key TEXT, n INTEGER NOT NULL, expires REAL NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS queues (
  kind TEXT, key TEXT, n INTEGER NOT NULL, expires REAL NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS queued (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT, key TEXT, value TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS queued_key ON queued (kind, key, id);
CREATE INDEX IF NOT EXISTS kept_expires ON kept (expires);
CREATE INDEX IF NOT EXISTS counted_expires ON counted (expires);
CREATE INDEX IF NOT EXISTS queues_expires ON queues (expires);
"""


class SqliteStore:
    """A Store in a file. Threads share one connection (they would only wait for each other in SQLite).

    Raises StoreUnavailable where the file cannot be used.
    """

    def __init__(self, file: Path) -> None:
        self._file, self._lock = file, threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._pid, self._swept = 0, 0.0
        with self._reading() as connection:
            connection.execute("SELECT 1 FROM kept LIMIT 1")

    def get(self, kind: str, key: str) -> str | None:
        with self._reading() as connection:
            return _one(
                connection,
                "SELECT value FROM kept WHERE kind=? AND key=? AND expires>?",
                kind,
                key,
                time.time(),
            )

    def put(self, kind: str, key: str, value: str, ttl: float) -> None:
        with self._writing() as (connection, now):
            connection.execute("INSERT OR REPLACE INTO kept VALUES (?,?,?,?)", (kind, key, value, now + ttl))

    def claim(self, kind: str, key: str, value: str, ttl: float) -> bool:
        with self._writing() as (connection, now):
            done = connection.execute(
                "INSERT INTO kept VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET value=excluded.value, "
                "expires=excluded.expires WHERE kept.expires<=?",
                (kind, key, value, now + ttl, now),
            )
            return done.rowcount == 1

    def swap(self, kind: str, key: str, old: str, new: str, ttl: float) -> bool:
        with self._writing() as (connection, now):
            done = connection.execute(
                "UPDATE kept SET value=?, expires=? WHERE kind=? AND key=? AND value=? AND expires>?",
                (new, now + ttl, kind, key, old, now),
            )
            return done.rowcount == 1

    def delete(self, kind: str, key: str) -> None:
        with self._writing() as (connection, _):
            connection.execute("DELETE FROM kept WHERE kind=? AND key=?", (kind, key))
            _forget(connection, "queues.kind=? AND queues.key=?", kind, key)

    def count(self, kind: str, key: str, window: float, by: int = 1) -> int:
        with self._writing() as (connection, now):
            connection.execute("DELETE FROM counted WHERE kind=? AND key=? AND expires<=?", (kind, key, now))
            (n,) = connection.execute(
                "INSERT INTO counted VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET n=n+excluded.n RETURNING n",
                (kind, key, by, now + window),
            ).fetchone()
            return int(n)

    def push(self, kind: str, key: str, value: str, ttl: float, most: int) -> int:
        # The length is kept beside the queue: a long one costs no more than a short one.
        with self._writing() as (connection, now):
            _forget(connection, "queues.expires<=? AND queues.kind=? AND queues.key=?", now, kind, key)
            connection.execute("INSERT INTO queued (kind, key, value) VALUES (?,?,?)", (kind, key, value))
            (n,) = connection.execute(
                "INSERT INTO queues VALUES (?,?,1,?) ON CONFLICT DO UPDATE SET n=n+1, expires=excluded.expires "
                "RETURNING n",
                (kind, key, now + ttl),
            ).fetchone()
            if n > most:
                connection.execute(
                    "DELETE FROM queued WHERE id IN "
                    "(SELECT id FROM queued WHERE kind=? AND key=? ORDER BY id LIMIT ?)",
                    (kind, key, n - most),
                )
                connection.execute("UPDATE queues SET n=? WHERE kind=? AND key=?", (most, kind, key))
            return min(int(n), most)

    def pop(self, kind: str, key: str) -> str | None:
        with self._writing() as (connection, now):
            stands = "SELECT 1 FROM queues WHERE kind=? AND key=? AND expires>?"
            if _one(connection, stands, kind, key, now) is None:
                return None
            connection.execute("UPDATE queues SET n=n-1 WHERE kind=? AND key=?", (kind, key))
            connection.execute("DELETE FROM queues WHERE kind=? AND key=? AND n<=0", (kind, key))
            return _one(
                connection,
                "DELETE FROM queued WHERE id=(SELECT min(id) FROM queued WHERE kind=? AND key=?) RETURNING value",
                kind,
                key,
            )

    def items(self, kind: str, key: str) -> tuple[str, ...]:
        return self._column(
            "SELECT value FROM queued JOIN queues USING (kind, key) WHERE kind=? AND key=? AND expires>? ORDER BY id",
            kind,
            key,
            time.time(),
        )

    def keys(self, kind: str) -> tuple[str, ...]:
        now = time.time()
        return self._column(
            "SELECT key FROM kept WHERE kind=? AND expires>? UNION SELECT key FROM queues WHERE kind=? AND expires>?",
            kind,
            now,
            kind,
            now,
        )

    def close(self) -> None:
        """Let go of the file. The store opens it again when it is next used."""
        with self._lock:
            if self._connection is not None and self._pid == os.getpid():
                self._connection.close()
            self._connection = None

    def _column(self, query: str, *values: Any) -> tuple[str, ...]:
        with self._reading() as connection:
            return tuple(row[0] for row in connection.execute(query, values))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock:
                yield self._open()
        except sqlite3.Error as error:
            raise StoreUnavailable(
                f"不能读写服务的共用数据 {self._file}（{type(error).__name__}）。请检查磁盘空间和权限。"
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[tuple[sqlite3.Connection, float]]:
        """A transaction that holds the file's one write lock from its start, and the time."""
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                now = time.time()
                yield connection, now
                if now - self._swept > _SWEEP_S:
                    self._swept = now
                    connection.execute("DELETE FROM kept WHERE expires<=?", (now,))
                    connection.execute("DELETE FROM counted WHERE expires<=?", (now,))
                    _forget(connection, "queues.expires<=?", now)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None and self._pid == os.getpid():  # a connection must not cross a fork
            return self._connection
        try:
            connection = open_shared(self._file, _TABLES, isolation_level=None)
        except OSError as error:
            raise StoreUnavailable(f"不能读写服务的共用数据 {self._file}。请检查磁盘空间和权限。") from error
        self._connection, self._pid = connection, os.getpid()
        return connection


def _one(connection: sqlite3.Connection, query: str, *values: Any) -> str | None:
    row = connection.execute(query, values).fetchone()
    return None if row is None else str(row[0])


def _forget(connection: sqlite3.Connection, which: str, *values: Any) -> None:
    """Throw away whole queues and what is in them."""
    connection.execute(
        "DELETE FROM queued WHERE id IN "
        f"(SELECT id FROM queues JOIN queued ON queued.kind=queues.kind AND queued.key=queues.key WHERE {which})",
        values,
    )
    connection.execute(f"DELETE FROM queues WHERE {which}", values)
