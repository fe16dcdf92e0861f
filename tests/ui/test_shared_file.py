"""A file that several processes open at once is waited for, and is the operator's alone."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from report_bot.ui import shared_file
from report_bot.ui.shared_file import open_shared

TABLES = "CREATE TABLE IF NOT EXISTS kept (key TEXT);"


def test_a_file_that_another_is_making_is_waited_for(tmp_path: Path) -> None:
    """SQLite itself reports busy at once where a file is switched to write-ahead beside a writer."""
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        sqlite3.connect(tmp_path / "a.db", timeout=10).execute("PRAGMA journal_mode=WAL")
    done = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    done.start()
    ours = open_shared(tmp_path / "a.db", TABLES)
    done.join()
    assert ours.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert ours.execute("SELECT * FROM kept").fetchall() == []


def test_a_file_that_stays_busy_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_file, "BUSY_S", 0.1)
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        open_shared(tmp_path / "a.db", TABLES)


def test_only_the_operator_can_read_it(tmp_path: Path) -> None:
    with open_shared(tmp_path / "deep" / "a.db", TABLES) as ours:
        ours.execute("INSERT INTO kept VALUES ('words')")
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "deep").iterdir()} == {0}
