"""When a request arrived: what holds up the event loop holds up requests at the socket too, and WeChat's clock runs."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

_TICK_S = 0.05
_HELD_UP_S = 0.15  # ticks further apart than this say that something held up the loop


class Arrivals:
    """Ticks in the event loop. A request is handled after the tick that follows its arrival, or the one after that."""

    def __init__(self) -> None:
        self._ticks: tuple[float, float] | None = None
        self._ticking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin in the running loop."""
        self._ticking = asyncio.create_task(self._tick())

    async def stop(self) -> None:
        if self._ticking is not None:
            self._ticking.cancel()
            with suppress(asyncio.CancelledError):
                await self._ticking
        self._ticking = self._ticks = None

    def now(self) -> float:
        """When the request that is being begun arrived, at the earliest: a time.monotonic()."""
        now = time.monotonic()
        if self._ticks is None:
            return now
        earlier = self._ticks[0]
        return now if now - earlier < _HELD_UP_S else earlier

    async def _tick(self) -> None:
        last = time.monotonic()
        while True:
            self._ticks = last, time.monotonic()
            last = self._ticks[1]
            await asyncio.sleep(_TICK_S)
