"""The real page over the real index, and a real browser; skipped where there is none, unless CI demands one."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI
    from playwright.sync_api import Browser, BrowserContext, Page

    from report_bot.bot.ask import Bot

sys.path.insert(
    0, str(Path(__file__).parent)
)  # browsing.py, served.py and services.py, for the tests of this folder

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


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """A test that starts a command changes where the process logs: to a stream that pytest closes after it."""
    import structlog

    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(False)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


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


@dataclass(frozen=True)
class Running:
    """A server under test: where it listens, its application and its data folder."""

    url: str  # without a slash at its end
    app: FastAPI
    data: Path


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two sites of other origins: one may embed the page, one may not."""

    friend: str
    stranger: str
    pages: dict[str, str]  # what both serve, by path


@pytest.fixture(scope="session")
def neighbours() -> Iterator[Neighbours]:
    """Two sites, whose pages a test fills in."""
    from served import somebody_elses_page

    with somebody_elses_page() as (friend, pages), somebody_elses_page(pages) as (stranger, _):
        yield Neighbours(friend, stranger, pages)


@pytest.fixture(scope="session")
def running(
    shipped_index_folder: Path, tmp_path_factory: pytest.TempPathFactory, neighbours: Neighbours
) -> Iterator[Running]:
    """The whole server of the shipped report, as `report-bot serve` puts it together, on a free port."""
    from report_bot.bot.settings import Settings
    from report_bot.ui.serve import Plan, compose, listen, make_server

    data = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(shipped_index_folder, data)
    settings = Settings(
        _env_file=None,
        data=data,
        port=1,
        rate_session=10_000,
        rate_key=10_000,
        rate_address=100_000,
        embed_origins=(neighbours.friend,),
    )
    plan = Plan(settings, "quoted")

    async def composed() -> FastAPI:
        return compose(plan)

    # Within a loop: without one Gradio makes two and leaves them open. In a thread: playwright has a loop in this one.
    with ThreadPoolExecutor(1) as aside:
        app = aside.submit(lambda: asyncio.run(composed())).result()
    listening = listen("127.0.0.1", 0)
    server = make_server(app, plan)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not app.state.readiness.state()["ready"]:
        assert thread.is_alive() and time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    yield Running(f"http://127.0.0.1:{listening.getsockname()[1]}", app, data)
    server.should_exit = True
    thread.join(30)


@pytest.fixture(scope="session")
def page_url(running: Running) -> str:
    """The address of the page."""
    return running.url + "/"


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
def bot(shipped_index_folder: Path) -> Bot:
    """A bot of the shipped report without a model."""
    from report_bot.bot.ask import open_bot

    return open_bot(shipped_index_folder)


@dataclass(frozen=True)
class Dialogue:
    """A question of the report's own and one that follows on it, whose answer is another without the question before it."""

    question: str
    answer: str
    follow_up: str
    followed: str


@pytest.fixture(scope="session")
def dialogue(bot: Bot) -> Dialogue:
    from report_bot.bot.types import Turn

    follow_up = "那今年呢"
    alone = bot.ask(follow_up).text
    for question in bot.examples(None, 6):
        first = bot.ask(question)
        followed = bot.ask(follow_up, earlier=(Turn(first.resolved, first.report_id),)).text
        if followed != alone:
            return Dialogue(question, first.text, follow_up, followed)
    raise AssertionError("no example question can be followed up")


@dataclass(frozen=True)
class AppClient:
    """An application that is served, and an HTTP client of it."""

    http: httpx.Client
    app: FastAPI
    url: str

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.http.get(path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.http.post(path, **more)

    def put(self, path: str, **more: Any) -> httpx.Response:
        return self.http.put(path, **more)


@pytest.fixture
def client_of(bot: Bot, tmp_path: Path) -> Iterator[Callable[..., AppClient]]:
    """Makes an application with the settings given, all but the page, and a client of it; `bot=` puts a faulty one in."""
    import httpx
    from served import served

    from report_bot.bot.settings import Settings
    from report_bot.ui.app import build_app
    from report_bot.ui.desk import Desk
    from report_bot.ui.feedback import Feedback
    from report_bot.ui.limits import Limits
    from report_bot.ui.metrics import Metrics
    from report_bot.ui.stores import open_store, store_url

    with ExitStack() as open_clients:

        def make(*, bot: Any = bot, **given: Any) -> AppClient:
            settings = Settings(_env_file=None, data=tmp_path, **given)
            store = open_store(store_url("", tmp_path))
            feedback, metrics = Feedback(tmp_path / "feedback.db"), Metrics()
            limits = Limits(
                store, session=settings.rate_session, key=settings.rate_key, address=settings.rate_address
            )
            listeners = (feedback.record, metrics.answered)
            desk = Desk(bot, store, most=settings.answers_at_once, limits=limits, listeners=listeners)
            nowhere = str(tmp_path / "no-page.sock")
            app = build_app(
                desk, settings, store, feedback=feedback, metrics=metrics, limits=limits, page=nowhere
            )
            open_clients.callback(feedback.close)
            open_clients.callback(store.close)
            url = open_clients.enter_context(served(app))
            client = httpx.Client(base_url=url, trust_env=False, timeout=30)
            return AppClient(open_clients.enter_context(client), app, url)

        yield make


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
