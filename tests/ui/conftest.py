"""The real page over the real index, and a real browser; skipped where there is none, unless CI demands one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from report_bot.ui.feedback import Feedback

sys.path.insert(0, str(Path(__file__).parent))  # services.py and served.py, for the tests of this folder

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


@dataclass(frozen=True, slots=True)
class Site:
    """The whole application served, what it keeps of ratings, and two other sites: one may embed it, one may not."""

    url: str
    feedback: Feedback
    friend: str
    stranger: str
    pages: dict[str, str]  # what both sites serve, by path


@pytest.fixture(scope="session")
def site(shipped_index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application over the shipped report, served on a free port, with its store and feedback in a folder of its own."""
    from served import application, served, somebody_elses_page

    folder = tmp_path_factory.mktemp("site")
    with somebody_elses_page() as (friend, pages), somebody_elses_page(pages) as (stranger, _):
        app, feedback = application(shipped_index_folder, folder, embed_origins=(friend,))
        with served(app) as url:
            yield Site(url, feedback, friend, stranger, pages)
        feedback.close()


@pytest.fixture(scope="session")
def page_url(site: Site) -> str:
    """The page of the shipped report, served on a free port."""
    return site.url


@pytest.fixture
def open_page(browser: Browser, page_url: str) -> Iterator[Callable[..., Page]]:
    """Open the page in a session of its own; whatever it asked of another machine fails the test."""
    from browsing import PHONE

    contexts: list[BrowserContext] = []
    asked: list[str] = []

    def open_(size: tuple[int, int] = PHONE, dark: bool = False, path: str = "") -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="en-US",  # the hard case: Gradio follows the browser's language
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda websocket: asked.append(websocket.url))
        page.goto(page_url + path)
        page.locator("#rb-box textarea").wait_for()
        page.locator(".rb-welcome").wait_for()
        return page

    yield open_
    for context in contexts:
        context.close()
    here = urlsplit(page_url).netloc
    outside = [
        url for url in asked if not url.startswith(("data:", "blob:")) and urlsplit(url).netloc != here
    ]
    assert asked and not outside


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
