"""An office's accounts, and conversations with them, for the tests of this folder."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

from report_bot.ui.wechat.accounts import Account, Accounts, StaffBot

AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OFFICE = {"token": "Token123", "appid": "wx5823bf96d3bd56c7", "aes_key": AES_KEY}


def accounts(**each: dict[str, str]) -> Accounts:
    """Accounts that share the secrets of OFFICE; `staff` is a WeCom bot."""
    wechat = {name: Account(name=name, **(OFFICE | given)) for name, given in each.items()}
    staff = StaffBot(name="staff", token="Token456", aes_key=AES_KEY)
    return Accounts(wechat, {"staff": staff}, model_at_once=24)


def run(talk: Callable[[Any], Awaitable[Any]]) -> Any:
    """Run a conversation with an HTTP client of its own."""
    import httpx

    async def whole() -> Any:
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=50)
        async with httpx.AsyncClient(limits=limits, timeout=6.0, trust_env=False) as client:
            return await talk(client)

    with ThreadPoolExecutor(1) as aside:  # playwright may have a loop in this thread
        return aside.submit(lambda: asyncio.run(whole())).result()


def kept(store_url: str) -> dict[str, str]:
    """Everything that lies in a store: its names and values, as whoever opens the file or the database finds them."""
    if store_url.startswith("redis"):
        from redis import Redis

        with Redis.from_url(store_url, decode_responses=True) as database:
            names = [str(name) for name in database.scan_iter()]
            read: dict[str, Callable[[str], Any]] = {
                "list": lambda name: database.lrange(name, 0, -1),
                "string": database.get,
                "none": lambda name: "",  # it ran out since it was listed
            }
            return {name: str(read[str(database.type(name))](name)) for name in names}
    import sqlite3

    found: dict[str, str] = {}
    with closing(sqlite3.connect(store_url.removeprefix("sqlite:///"))) as connection:
        for table in ("kept", "counted", "queued"):
            for row in connection.execute(f"SELECT * FROM {table}"):
                found["|".join(map(str, row))] = ""
    return found
