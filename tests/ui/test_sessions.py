"""What a named session keeps on disk."""

from __future__ import annotations

from pathlib import Path

from report_bot.bot.types import Turn
from report_bot.ui.sessions import TURNS_KEPT, load_session, save_session


def test_session_files_keep_the_last_turns_and_stay_in_their_folder(tmp_path: Path) -> None:
    """Whatever a session is called; two names that look alike as files stay two; a damaged file is an empty session."""
    turns = tuple(Turn(f"第{n}问", "a") for n in range(TURNS_KEPT + 3))
    names = ["../../etc/passwd", "a/b", "a_b", "甲乙", "", "x" * 300, "\ud800", "CON", ".."]
    for name in names:
        save_session(tmp_path, name, turns)
        assert load_session(tmp_path, name) == turns[-TURNS_KEPT:]
    files = list((tmp_path / "sessions").iterdir())
    assert len(files) == len(names)
    files[0].write_text("{", encoding="utf-8")
    assert sum(load_session(tmp_path, name) == () for name in names) == 1
    assert load_session(tmp_path, "unknown") == ()
