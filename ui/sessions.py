"""Sessions of the command line: the last turns of a conversation, in a file each. (A server's: desk.py.)"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

from report_bot.bot.types import Turn

TURNS_KEPT = 8

_UNFIT_FOR_A_FILE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 40


def load_session(folder: Path, name: str) -> tuple[Turn, ...]:
    """The turns of a named session, the oldest first; none where there is no such session or its file is damaged."""
    try:
        stored = json.loads(_file(folder, name).read_text(encoding="utf-8"))
        return tuple(Turn(str(turn["question"]), str(turn["report_id"])) for turn in stored)[-TURNS_KEPT:]
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def save_session(folder: Path, name: str, turns: tuple[Turn, ...]) -> None:
    """Keep the last turns; a reader sees the old file or the new one, never half of one."""
    file = _file(folder, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    waiting = file.with_name(f"{file.name}.{os.getpid()}.new")
    kept = [{"question": turn.question, "report_id": turn.report_id} for turn in turns[-TURNS_KEPT:]]
    waiting.write_text(json.dumps(kept), encoding="utf-8")
    waiting.replace(file)


def _file(folder: Path, name: str) -> Path:
    # The digest keeps apart names that look alike once they are fit for a file (a/b and a_b, A and a).
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    readable = _UNFIT_FOR_A_FILE.sub("_", name).strip("._")[:_LONGEST_NAME]
    readable = readable.encode("utf-8", "ignore").decode("utf-8")
    return folder / "sessions" / f"{readable}-{digest}.json"
