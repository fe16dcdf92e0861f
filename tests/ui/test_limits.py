"""How often one may ask: by conversation, key and address, in a store that processes share."""

from __future__ import annotations

import pytest

from report_bot.ingest.errors import StoreUnavailable, TooOften
from report_bot.ui.limits import Limits, network
from report_bot.ui.stores import open_store


def test_the_limit_holds_for_all_processes_and_ends_with_the_minute(store_url: str) -> None:
    """The words say how long to wait; the next minute counts anew."""
    now = [1_000_000_020.0]
    one, other = (
        Limits(open_store(store_url), session=3, key=5, address=9, clock=lambda: now[0]) for _ in range(2)
    )
    one.of_session("甲")
    other.of_session("甲")
    one.of_session("甲")
    with pytest.raises(TooOften) as refused:
        other.of_session("甲")
    assert f"{refused.value.retry_after}秒" in str(refused.value) and 0 < refused.value.retry_after <= 60
    other.of_session("乙")
    now[0] += refused.value.retry_after
    one.of_session("甲")


def test_an_ipv6_citizen_is_one_address_for_the_whole_64(store_url: str) -> None:
    assert network("2001:db8::1") == network("2001:db8::ffff:1") != network("2001:db8:0:1::1")
    assert network("203.0.113.7") != network("203.0.113.8")
    limits = Limits(open_store(store_url), session=1, key=1, address=1)
    limits.of_address("2001:db8::1")
    with pytest.raises(TooOften):
        limits.of_address("2001:db8::2")


def test_without_the_store_everybody_may_ask() -> None:
    """The bound on answers being made still protects the server."""

    class Gone:
        def count(self, *_: object) -> int:
            raise StoreUnavailable("读不了。")

    limits = Limits(Gone(), session=1, key=1, address=1)  # type: ignore[arg-type]
    limits.of_session("甲")
    limits.of_session("甲")
