"""Pending answers while several look at them at once."""

from __future__ import annotations

from typing import Any

import pytest

from report_bot.ui.stores import open_store
from report_bot.ui.wechat.pending import Job, Pending, State


class Interrupted:
    """A store in which something happens right after the nth reading."""

    def __init__(self, store: Any, n: int, act: Any) -> None:
        self._store, self._left, self._act = store, n, act

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def get(self, kind: str, key: str) -> str | None:
        read: str | None = self._store.get(kind, key)
        self._left -= 1
        if self._left == 0:
            self._act()
        return read


@pytest.mark.parametrize("n", range(1, 5))
def test_what_is_just_being_settled_is_not_given_to_the_next_message(store_url: str, n: int) -> None:
    """The reply to the first “1” has left and what it brought is being forgotten while the second “1” is looked up."""
    store = open_store(store_url)
    pending = Pending(store, "me")
    job = Job("1", "wechat", "office", "c", "问", "r", state=State.READY, parts=("答",))
    pending.add(job)
    assert pending.next_for("c", "first") == job and pending.take(job, "first")
    other = Pending(Interrupted(store, n, lambda: pending.settle("c", "first")), "other")
    assert other.next_for("c", "second") is None
    store.close()
