"""The real page over the real index, and a real browser; skipped where there is none, unless CI demands one."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parent))  # services.py, for the tests of this folder

# So that chromium asks nothing of the outside on its own account.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's chromium. REPORT_BOT_REQUIRE_BROWSER=1 turns the skip into a failure."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not found:
        reason = "没有找到 chromium，跳过网页测试（Debian：apt-get install chromium fonts-noto-cjk）"
        if os.environ.get("REPORT_BOT_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def page_url(shipped_index_folder: Path) -> Iterator[str]:
    """The page of the shipped report, served on a free port."""
    import uvicorn

    from report_bot.bot.ask import open_bot
    from report_bot.ui.page import build_app

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(build_app(open_bot(shipped_index_folder)), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started:
        assert thread.is_alive() and time.monotonic() < deadline, "the page did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    server.should_exit = True
    thread.join(30)


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis for the whole run; skipped where there is none, unless CI demands one."""
    from services import running_redis

    with running_redis(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture(params=["sqlite", "redis"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store, once in each place there is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'serve.db'}"
    url: str = request.getfixturevalue("redis_url")
    from redis import Redis

    with Redis.from_url(url) as database:
        database.flushdb()
    return url
