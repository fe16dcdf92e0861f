"""A circuit breaker: a dead endpoint is left alone for a while, then tried again by one question.

pybreaker 1.4 was looked at: it holds its lock during the call, so that only one question could ask the model at a time,
and it cannot be told how long to wait (Retry-After).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Breaker:
    """Opens after `faults` failures in a row for `rest` seconds, twice as long each time that the trial fails too.

    Every `allows()` that gave True is to be followed by one of `succeeded`, `failed` and `released`. Threads may share it.
    """

    def __init__(
        self,
        *,
        faults: int = 3,
        rest: float = 30.0,
        longest: float = 600.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._faults, self._rest, self._longest, self._clock = faults, rest, longest, clock
        self._lock = threading.Lock()
        self._failed = 0  # in a row
        self._openings = 0  # in a row
        self._until: float | None = None  # open until then; None is closed
        self._trying = False

    def allows(self) -> bool:
        """Whether the endpoint may be called now; once its rest is over, True for one caller only."""
        with self._lock:
            if self._until is None:
                return True
            if self._trying or self._clock() < self._until:
                return False
            self._trying = True
            return True

    @property
    def resting(self) -> bool:
        """Whether the endpoint is being left alone, or tried by one caller."""
        with self._lock:
            return self._until is not None

    def succeeded(self) -> None:
        with self._lock:
            self._failed = self._openings = 0
            self._until, self._trying = None, False

    def failed(self, retry_after: float | None = None) -> None:
        """Count a failure; one that names a time to wait opens at once.

        What fails while it is open already was called before: it says nothing new, but for a time to wait.
        """
        with self._lock:
            self._failed += 1
            asked = min(retry_after or 0.0, self._longest)
            if self._trying or (self._until is None and (self._failed >= self._faults or asked)):
                rest = max(asked, min(self._rest * 2**self._openings, self._longest))
                self._openings += 1
                self._until, self._trying = self._clock() + rest, False
            elif self._until is not None:
                self._until = max(self._until, self._clock() + asked)

    def released(self) -> None:
        """The call ended without saying anything about the endpoint (the caller broke it off)."""
        with self._lock:
            self._trying = False
