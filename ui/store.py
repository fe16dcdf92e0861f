"""What the processes of one server share: small values with a lifetime, claims, counters and queues."""

from __future__ import annotations

from typing import Protocol


class Store(Protocol):
    """Text values by (kind, key), each forgotten after `ttl` seconds. Every call is atomic across processes.

    `kind` names what is kept (session, limit, pending…), so that one place can hold all of it without collisions.
    Raises StoreUnavailable where the place cannot be reached.
    """

    def get(self, kind: str, key: str) -> str | None:
        """The value, or None where there is none (any more)."""
        ...

    def put(self, kind: str, key: str, value: str, ttl: float) -> None:
        """Keep a value in place of any other."""
        ...

    def claim(self, kind: str, key: str, value: str, ttl: float) -> bool:
        """Keep a value where there is none yet; whether it was kept. One of many callers at once gets True."""
        ...

    def swap(self, kind: str, key: str, old: str, new: str, ttl: float) -> bool:
        """Keep `new` where `old` stands; whether it stood there."""
        ...

    def delete(self, kind: str, key: str) -> None:
        """Forget a value or a queue (not a counter)."""
        ...

    def count(self, kind: str, key: str, window: float, by: int = 1) -> int:
        """Add to a counter that starts at 0 and is forgotten `window` seconds after its first use; its new value."""
        ...

    def push(self, kind: str, key: str, value: str, ttl: float, most: int) -> int:
        """Put a value at the end of a queue, dropping the oldest above `most`; the queue's length.

        The whole queue is forgotten `ttl` seconds after the last push.
        """
        ...

    def pop(self, kind: str, key: str) -> str | None:
        """Take the first value of a queue; None where it is empty."""
        ...

    def items(self, kind: str, key: str) -> tuple[str, ...]:
        """The values of a queue in order, left where they are."""
        ...

    def keys(self, kind: str) -> tuple[str, ...]:
        """The keys of a kind that hold a value or a queue."""
        ...
