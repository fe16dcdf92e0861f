"""The server: what it listens on, what it is made of, and how it begins and ends. Several processes: workers.py."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_bot.bot.settings import Settings
from report_bot.ingest.errors import SettingsInvalid

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

GRACE = 5.0  # seconds beyond the model's own budget for answers that are being made as the server ends


@dataclass(frozen=True, slots=True)
class Plan:
    """One process of the server. `role`: whole (all of it), front (all but the page) or page (behind the fronts)."""

    settings: Settings
    mode: str
    role: str = "whole"
    page_socket: str = ""


def serve(plan: Plan, *, open_browser: bool = False) -> int:
    """Serve until told to end; the exit code. Raises SettingsInvalid where the address cannot be listened on."""
    settings = plan.settings
    listening = listen(
        settings.host, settings.port
    )  # before slow imports, so that a taken port is said at once
    url = f"http://{_reachable(settings.host)}:{listening.getsockname()[1]}{settings.root_path}/"

    def started() -> None:
        print(f"报告问答已经打开：{url}（按 Ctrl+C 结束）", flush=True)
        if open_browser and _has_display():
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

    with listening:  # let go of, also where there is nothing to serve
        if settings.workers > 1:
            from report_bot.ui.workers import supervise

            return supervise(plan, listening, started)
        run(plan, listening, started)
    return 0


def run(plan: Plan, listening: socket.socket, started: Callable[[], None]) -> None:
    """Serve in this process until told to end; `started` is called once requests are taken."""
    from report_bot.ui.logs import set_up_logs

    set_up_logs(questions=plan.settings.log_questions)
    app = compose(plan)
    server = make_server(app, plan, started)
    server.run(sockets=[listening])


def compose(plan: Plan) -> FastAPI:
    """The application of a process: bot, store, feedback, limits and metrics put together."""
    from report_bot.bot.ask import open_bot
    from report_bot.bot.chat_model import open_model
    from report_bot.ingest.embed import bundled_embedder

    settings = plan.settings
    bot = open_bot(settings.data, open_model(plan.mode, settings))
    # Loads while Python imports the rest, which takes longer.
    threading.Thread(target=bundled_embedder().query, args=("预热",), daemon=True).start()
    from report_bot.ui.app import build_app
    from report_bot.ui.desk import Desk
    from report_bot.ui.feedback import Feedback
    from report_bot.ui.limits import Limits
    from report_bot.ui.logs import log_answer
    from report_bot.ui.metrics import Metrics
    from report_bot.ui.stores import open_store, store_url
    from report_bot.ui.wechat.accounts import load_accounts

    store = open_store(store_url(settings.store, settings.data))
    feedback, metrics = Feedback(settings.data / "feedback.db", days=settings.feedback_days), Metrics()
    limits = Limits(
        store, session=settings.rate_session, key=settings.rate_key, address=settings.rate_address
    )
    desk = Desk(
        bot,
        store,
        most=settings.answers_at_once,
        limits=limits,
        listeners=(
            feedback.record,
            metrics.answered,
            lambda answer: log_answer(answer, questions=settings.log_questions),
        ),
    )
    return build_app(
        desk,
        settings,
        store,
        feedback=feedback,
        metrics=metrics,
        limits=None if plan.role == "page" else limits,
        page=plan.page_socket if plan.role == "front" else "here",
        # The fronts speak to WeChat; the page process is not reached by it.
        wechat=load_accounts(settings.wechat) if settings.wechat and plan.role != "page" else None,
    )


def make_server(app: FastAPI, plan: Plan, started: Callable[[], None] = lambda: None) -> uvicorn.Server:
    """A uvicorn server that finishes the answers being made before it ends."""
    import uvicorn

    patience = plan.settings.llm_budget + GRACE

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            # What was loaded stays; going through it again and again would stop all threads for 0.2 s and more.
            gc.collect()
            gc.freeze()
            started()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            app.state.readiness.leaving = True
            for listener in self.servers:  # no new connections
                listener.close()
            if not await asyncio.to_thread(app.state.desk.drain, patience):
                logging.getLogger(__name__).warning(
                    "answers were cut off: they took longer than %ss", patience
                )
            await asyncio.sleep(0.2)  # for the last bytes to leave
            # Each open page holds a stream, which uvicorn would report with a trace as it cuts it.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        log_config=None,  # logs.py
        access_log=False,  # guard.py writes a line a request, with its id
        log_level="warning",
        proxy_headers=False,  # app.py does it, for the addresses in REPORT_BOT_TRUSTED_PROXIES
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return Server(config)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises SettingsInvalid where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two servers share the port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(1024)  # taken from now on, while the page is still being built
    except OSError as error:
        listening.close()
        raise SettingsInvalid(
            f"不能在 {host}:{port} 打开网页：端口被占用，或地址不可用。请用 --port 换一个端口，例如 --port {port + 1}。"
        ) from error
    return listening


def _reachable(host: str) -> str:
    """A host that can be typed into a browser on this machine."""
    if host in ("0.0.0.0", "::", ""):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _has_display() -> bool:
    """Whether a browser can show itself; on a server webbrowser would start a text browser in the terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
