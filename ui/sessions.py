"""Sessions: the last turns of a conversation, kept by the channel, in a file for the CLI and in memory for servers."""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
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


class Sessions:
    """Turns by session key for a server: at most `capacity` sessions, each forgotten `lifetime` seconds after its last turn.

    Threads may share one.
    """

    def __init__(
        self, *, capacity: int = 2000, lifetime: float = 1800.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._capacity = capacity
        self._lifetime = lifetime
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, tuple[Turn, ...]]] = OrderedDict()

    def turns(self, key: str) -> tuple[Turn, ...]:
        """The turns of a session, the oldest first."""
        with self._lock:
            self._forget()
            return self._kept[key][1] if key in self._kept else ()

    def add(self, key: str, turn: Turn) -> None:
        with self._lock:
            self._forget()
            _, turns = self._kept.pop(key, (0.0, ()))
            self._kept[key] = (self._clock(), (*turns, turn)[-TURNS_KEPT:])
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)

    def _forget(self) -> None:
        """Drop what is too old; the longest silent stand first."""
        latest = self._clock() - self._lifetime
        while self._kept and next(iter(self._kept.values()))[0] < latest:
            self._kept.popitem(last=False)
