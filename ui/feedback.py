"""Feedback and gaps in SQLite: what was asked about, what the report did not answer, what was disliked.

The words of a question are kept only where it was refused or its answer disliked, and not longer than the operator says;
those of any other question for an hour, in which the citizen may still rate its answer.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from report_bot.bot.types import Answer
from report_bot.ingest.errors import StoreUnavailable
from report_bot.ui.mask import masked
from report_bot.ui.shared_file import open_shared

RATED_WITHIN = 60 * 60  # seconds in which the words of any question are kept for its rating
LONGEST_TEXT, LONGEST_REASON = 500, 200
_DAY = 24 * 60 * 60
_SWEEP_S = 60.0
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (
  id TEXT PRIMARY KEY, at REAL NOT NULL, report TEXT NOT NULL, status TEXT NOT NULL, refused INTEGER NOT NULL,
  mode TEXT NOT NULL, sections TEXT NOT NULL, indicators TEXT NOT NULL,
  question TEXT, answer TEXT, up INTEGER, reason TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_at ON answers (at);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer as it is kept. `question` and `reason` are "" where their words are gone; `up` None where unrated."""

    id: str
    at: float  # seconds since 1970
    report: str
    status: str
    refused: bool
    mode: str
    sections: tuple[str, ...]
    indicators: tuple[str, ...]
    question: str
    answer: str
    up: bool | None
    reason: str


class Feedback:
    """The ratings and gaps of one data folder. Threads and processes may share the file. Raises StoreUnavailable."""

    def __init__(self, file: Path, *, days: int = 90) -> None:
        self._file, self._days = file, days
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._swept = 0.0

    def record(self, answer: Answer) -> str:
        """Keep an answer; its id. Numbers that name a person are masked before anything is written.

        An id that is kept already is the same question answered again (a model's words after the report's own): it
        counts once, as it was answered last, when it was asked first, with the rating it may have. Where its words are
        gone meanwhile, the later ones are not kept either.
        """
        sections = tuple(dict.fromkeys(" › ".join(c.section) or "正文" for c in answer.citations))
        indicators = tuple(dict.fromkeys(f.figure.indicator for f in answer.figures if f.figure.indicator))
        row = (
            answer.id, time.time(), answer.report_id, answer.status.value, answer.status.refused, answer.mode.value,
            json.dumps(sections, ensure_ascii=False), json.dumps(indicators, ensure_ascii=False),
            masked(answer.question)[:LONGEST_TEXT], masked(answer.text)[:LONGEST_TEXT],
        )  # fmt: skip
        with self._database() as database:
            database.execute(
                "INSERT INTO answers VALUES (?,?,?,?,?,?,?,?,?,?,NULL,NULL) ON CONFLICT (id) DO UPDATE SET "
                "status=excluded.status, refused=excluded.refused, mode=excluded.mode, sections=excluded.sections, "
                "indicators=excluded.indicators, answer=iif(question IS NULL, NULL, excluded.answer)",
                row,
            )
            if time.monotonic() - self._swept > _SWEEP_S:
                self._swept = time.monotonic()
                _forget(database, self._days)
        return answer.id

    def rate(self, answer_id: str, up: bool, reason: str = "") -> bool:
        """Keep what a citizen thinks of an answer, in place of an earlier opinion; False where there is no such answer."""
        words = masked(reason.strip())[:LONGEST_REASON]
        with self._database() as database:
            done = database.execute("UPDATE answers SET up=?, reason=? WHERE id=?", (up, words, answer_id))
            return done.rowcount == 1

    def since(self, moment: float = 0.0) -> tuple[Kept, ...]:
        """What was kept from a moment on (seconds since 1970), the oldest first."""
        with self._database() as database:
            _forget(database, self._days)
            rows = database.execute("SELECT * FROM answers WHERE at>=? ORDER BY at", (moment,)).fetchall()
        return tuple(
            Kept(
                id=row[0], at=row[1], report=row[2], status=row[3], refused=bool(row[4]), mode=row[5],
                sections=tuple(json.loads(row[6])), indicators=tuple(json.loads(row[7])),
                question=row[8] or "", answer=row[9] or "",
                up=None if row[10] is None else bool(row[10]), reason=row[11] or "",
            )
            for row in rows
        )  # fmt: skip

    def purge(self, moment: float | None = None) -> int:
        """Forget everything before a moment, or all words at once where none is named; how many answers it concerned."""
        with self._database() as database:
            if moment is None:
                done = database.execute(
                    "UPDATE answers SET question=NULL, answer=NULL, reason=NULL WHERE question IS NOT NULL OR reason IS NOT NULL"
                )
            else:
                done = database.execute("DELETE FROM answers WHERE at<?", (moment,))
        with self._database() as database:
            database.execute(
                "PRAGMA wal_checkpoint(TRUNCATE)"
            )  # the words leave the file, not only the table
        return done.rowcount

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = open_shared(self._file, _TABLES)
                with self._connection as database:
                    yield database
            except (sqlite3.Error, OSError) as error:
                raise StoreUnavailable(f"读写不了 {self._file}（{error}）。请检查磁盘空间和权限。") from error


def _forget(database: sqlite3.Connection, days: int) -> None:
    """Take away the words whose time is over."""
    now = time.time()
    database.execute(
        "UPDATE answers SET question=NULL, answer=NULL, reason=NULL WHERE question IS NOT NULL AND "
        "(at<? OR (at<? AND refused=0 AND (up IS NULL OR up=1)))",
        (now - days * _DAY, now - RATED_WITHIN),
    )
