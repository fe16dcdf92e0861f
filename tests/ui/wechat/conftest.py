"""The bot in WeChat over the real index, on a free port, with a model whose lateness the tests choose."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from report_bot.ui.wechat.accounts import Account, Accounts, StaffBot

sys.path.insert(0, str(Path(__file__).parent))  # serve.py and fake_model.py, for the tests of this folder

AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OFFICE = {"token": "Token123", "appid": "wx5823bf96d3bd56c7", "aes_key": AES_KEY}


def accounts(**each: dict[str, str]) -> Accounts:
    """Accounts that share the secrets of OFFICE; `staff` is a WeCom bot."""
    wechat = {name: Account(name=name, **(OFFICE | given)) for name, given in each.items()}
    staff = StaffBot(name="staff", token="Token456", aes_key=AES_KEY)
    return Accounts(wechat, {"staff": staff}, model_at_once=24)


@pytest.fixture
def model() -> Iterator[Any]:
    from fake_model import FakeModel

    with FakeModel() as running:
        yield running


@pytest.fixture
def serving(shipped_index_folder: Path, tmp_path: Path) -> Callable[..., Any]:
    """serving(accounts, model_url="", store="") is a context with the address of a server."""

    @contextmanager
    def run(bound: Accounts, model_url: str = "", store: str = "") -> Iterator[str]:
        from serve import make_app
        from served import served

        if model_url:
            import langchain_openai  # noqa: F401  # seconds that the first question need not pay for

        store = store or f"sqlite:///{tmp_path / 'serve.db'}"
        with served(make_app(shipped_index_folder, store, bound, model_url)) as url:
            yield url

    return run


def run(talk: Callable[[Any], Awaitable[Any]]) -> Any:
    """Run a conversation with an HTTP client of its own."""
    import httpx

    async def whole() -> Any:
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=50)
        async with httpx.AsyncClient(limits=limits, timeout=6.0, trust_env=False) as client:
            return await talk(client)

    with ThreadPoolExecutor(1) as aside:  # playwright may have a loop in this thread
        return aside.submit(lambda: asyncio.run(whole())).result()
