"""API keys, hashed at rest: a file in the data folder that the command line writes and servers re-read."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from report_bot.ingest.errors import SettingsInvalid

FILE = "keys.json"


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was given out. `digest` is its sha256: keys are 256 random bits, which need no slow hash."""

    name: str
    digest: str
    created: str


class Keys:
    """The keys of one data folder. Raises SettingsInvalid where their file is damaged: then nobody is let in."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._stamp: tuple[int, int] | None = None
        self._keys: tuple[Key, ...] = ()

    def listed(self) -> tuple[Key, ...]:
        self._refresh()
        return self._keys

    def add(self, name: str) -> str:
        """Make a key and give its text, which is not kept. Raises SettingsInvalid where the name is taken."""
        if any(key.name == name for key in self.listed()):
            raise SettingsInvalid(
                f"已有名为“{name}”的密钥。请换一个名称，或先用 report-bot keys remove 去掉它。"
            )
        text = "rb-" + secrets.token_urlsafe(32)
        created = datetime.now(UTC).strftime("%Y-%m-%d")
        self._write((*self._keys, Key(name, _digest(text), created)))
        return text

    def remove(self, name: str) -> None:
        """Take a key out of use at once. Raises SettingsInvalid where there is none of this name."""
        left = tuple(key for key in self.listed() if key.name != name)
        if len(left) == len(self._keys):
            raise SettingsInvalid(f"没有名为“{name}”的密钥。已有的见 report-bot keys list。")
        self._write(left)

    def name_of(self, text: str) -> str | None:
        """Whose key this is; None for one that was not given out, or no longer holds."""
        digest = _digest(text)
        found = [key.name for key in self.listed() if hmac.compare_digest(key.digest, digest)]
        return found[0] if found else None

    def _refresh(self) -> None:
        try:
            status = self._file.stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            if stamp != self._stamp:
                stored = json.loads(self._file.read_text(encoding="utf-8"))
                self._keys = tuple(Key(k["name"], k["digest"], k["created"]) for k in stored)
                self._stamp = stamp
        except FileNotFoundError:
            self._keys, self._stamp = (), None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SettingsInvalid(
                f"读不了 {self._file}：文件损坏或没有权限。请删除它，重新发放密钥。"
            ) from error

    def _write(self, keys: tuple[Key, ...]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        waiting = self._file.with_name(f"{FILE}.{os.getpid()}.new")
        rows = [{"name": k.name, "digest": k.digest, "created": k.created} for k in keys]
        with open(
            os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            json.dump(rows, file, ensure_ascii=False, indent=1)
        waiting.replace(self._file)
        self._keys, self._stamp = keys, None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
