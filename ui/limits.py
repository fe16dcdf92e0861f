"""How often a conversation, a key or an address may ask: counters by the minute in the Store."""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import time
from collections.abc import Callable

from report_bot.ingest.errors import StoreUnavailable, TooOften
from report_bot.ui.store import Store

_log = logging.getLogger(__name__)
_WINDOW = 60


class Limits:
    """Raises TooOften above `session` questions of one conversation, `key` of one API key, or `address` requests of one
    address, a minute.

    Where the store cannot be reached everybody may ask: the bound on answers being made still holds (ui/desk.py).
    """

    def __init__(
        self,
        store: Store,
        *,
        session: int,
        key: int,
        address: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store, self._clock = store, clock
        self._session, self._key, self._address = session, key, address

    def of_session(self, key: str) -> None:
        self._count("session:" + key, self._session)

    def of_page(self, session: str) -> None:
        """A browser session's events; a question comes with others (opening the page, choosing a report, rating)."""
        self._count("page:" + session, self._session * 3)

    def of_key(self, name: str) -> None:
        self._count("key:" + name, self._key)

    def of_address(self, address: str) -> None:
        self._count("address:" + network(address), self._address)

    def _count(self, who: str, most: int) -> None:
        now = self._clock()
        # Hashed, so that the store holds neither addresses nor keys.
        key = hashlib.sha256(who.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        try:
            asked = self._store.count("limit", f"{key}:{int(now // _WINDOW)}", _WINDOW)
        except StoreUnavailable:
            _log.warning("the store cannot be written: requests are not counted")
            return
        if asked > most:
            raise TooOften(max(1, int(_WINDOW - now % _WINDOW)))


def network(address: str) -> str:
    """What counts as one address: an IPv6 citizen has a whole /64."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6:
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)
