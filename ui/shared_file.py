"""One SQLite file that the threads and processes of a machine open at once."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Literal

BUSY_S = 10.0  # how long a writer waits for the other processes' writers


def open_shared(
    file: Path, tables: str, *, isolation_level: Literal["DEFERRED"] | None = "DEFERRED"
) -> sqlite3.Connection:
    """A connection that threads may share, to a file for the operator's eyes only, with `tables` made where missing.

    Written ahead and not synced at every commit: what was written survives kill -9, though a power cut may cost the
    last moments. What is deleted is overwritten. Raises OSError and sqlite3.Error.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))  # citizens' words
    connection = sqlite3.connect(
        file, timeout=BUSY_S, isolation_level=isolation_level, check_same_thread=False
    )
    _to_wal(connection)
    connection.executescript("PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;" + tables)
    return connection


def _to_wal(connection: sqlite3.Connection) -> None:
    """Switch the file over once. Where several connections do so at once SQLite reports busy without waiting."""
    deadline = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
