"""Who calls the interface: an API key where one is wanted or given, and whose conversation a session name means."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from report_bot.bot.settings import Settings
from report_bot.ui.api.errors import ApiError
from report_bot.ui.keys import Keys
from report_bot.ui.limits import Limits


@dataclass(frozen=True, slots=True)
class Caller:
    """`key` is the name of the API key, "" without one."""

    key: str

    def session(self, name: str) -> str:
        """The session as the Desk knows it: nobody reaches another key's or another channel's by guessing a name."""
        return f"api:{self.key}:{name}"


class Door:
    """A FastAPI dependency: lets a caller in and counts by key."""

    def __init__(self, settings: Settings, keys: Keys, limits: Limits | None) -> None:
        self._required, self._keys, self._limits = settings.keys_required, keys, limits

    def __call__(self, request: Request) -> Caller:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        # OpenAI's clients always send a key: one that means nothing here is ignored where none is wanted.
        name = self._keys.name_of(given.strip()) if scheme.lower() == "bearer" and given else None
        if name is None and self._required:
            words = (
                "密钥不对，或已经停用。" if given else "需要密钥：请在请求头里写 Authorization: Bearer 密钥。"
            )
            raise ApiError(401, "unauthorised", words)
        if name is not None and self._limits is not None:
            self._limits.of_key(name)
        return Caller(name or "")
