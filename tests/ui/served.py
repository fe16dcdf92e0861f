"""Puts the application together, and serves it on a free port, in a thread, for as long as a test needs it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi import FastAPI

    from report_bot.bot.generate import Model
    from report_bot.ui.feedback import Feedback


def application(
    data: Path, folder: Path, model: Model | None = None, **settings: Any
) -> tuple[FastAPI, Feedback]:
    """The application over an index, its store and ratings in `folder`; `settings` as the operator would set them."""
    from report_bot.bot.ask import open_bot
    from report_bot.bot.settings import Settings
    from report_bot.ui.app import build_app
    from report_bot.ui.desk import Desk
    from report_bot.ui.feedback import Feedback
    from report_bot.ui.metrics import Metrics
    from report_bot.ui.stores import open_store, store_url

    store = open_store(store_url("", folder))
    feedback = Feedback(folder / "feedback.db")
    desk = Desk(open_bot(data, model), store, listeners=(feedback.record,))
    chosen = Settings(data=folder, **settings)
    return build_app(desk, chosen, store, feedback=feedback, metrics=Metrics()), feedback


@contextmanager
def served(app: Any, listening: socket.socket | None = None) -> Iterator[str]:
    """The address, with a slash at its end."""
    import uvicorn

    if listening is None:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, proxy_headers=False)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started:
        assert thread.is_alive() and time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(30)


@contextmanager
def somebody_elses_page(pages: dict[str, str] | None = None) -> Iterator[tuple[str, dict[str, str]]]:
    """A web site of another origin: its address, and the HTML of each path, to be filled in."""
    pages = {} if pages is None else pages

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            html = pages.get(self.path.split("?")[0])
            self.send_response(200 if html is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((html or "").encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", pages
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
