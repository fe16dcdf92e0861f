"""The chat page as a server: build it, serve it, open a browser. page_layout.py says what is on it."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import socket
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

from report_bot.ingest.errors import SettingsInvalid
from report_bot.ui.assets import FOLDER, asset, assets_router
from report_bot.ui.plot import warm
from report_bot.ui.reader import reader_router

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from report_bot.ui.desk import Desk

# System fonts only: nothing is fetched from outside the machine.
_FONTS = (
    "system-ui",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "sans-serif",
)
# Gradio and huggingface_hub read these as they are imported: no statistics sent, no look-ups on the hub, and
# no statistics gathered either, which Gradio would compute anew over all past questions after each question.
_GRADIO = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(10**12),
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
}
# Shown until Gradio has drawn the page, which a slow network can make a matter of many seconds.
_BEFORE = (
    '<div id="rb-loading" role="status">正在打开报告问答……</div><noscript><p class="rb-noscript">提问要在浏览器里开启脚本功能。'
    '没有它也能<a href="report/">阅读报告全文</a>；办事、咨询请拨打12345热线。</p></noscript>'
)
_SESSIONS_KEPT = 2000  # browser sessions held in memory; the oldest goes first


def mount_page(app: FastAPI, desk: Desk, *, rated: bool = False) -> None:
    """Put the page at the application's root, and its files, the reader and the embed script below it.

    To be mounted last, for it answers every address. `rated`: POST api/feedback keeps ratings. Gradio is imported
    here, for it takes seconds. Raises ReportBotError where there is no report to ask about.
    """
    for name, value in _GRADIO.items():
        os.environ.setdefault(name, value)
    import gradio as gr

    from report_bot.ui.page_layout import lay_out

    page = lay_out(desk, rated=rated)
    page.state_session_capacity = _SESSIONS_KEPT
    app.include_router(assets_router())
    app.include_router(reader_router(desk.bot))
    app.add_middleware(ChineseShell)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,  # Gradio would keep every question in the browser of a shared computer
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        theme=gr.themes.Base(
            primary_hue="blue", secondary_hue="blue", neutral_hue="slate", font=_FONTS, font_mono=_FONTS
        ),
        favicon_path=FOLDER / "favicon.svg",
        # Not css=: Gradio would rewrite its selectors, and apply it only after its own scripts have run.
        head=f'<link rel="stylesheet" href="{asset("page.css")}"><script src="{asset("page.js")}"></script>',
    )


def build_app(desk: Desk, *, rated: bool = False) -> FastAPI:
    """The ASGI application with the page at its root."""
    from fastapi import FastAPI

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    mount_page(app, desk, rated=rated)
    return app


def serve(desk: Desk, host: str, port: int, open_browser: bool) -> None:
    """Serve the page until interrupted. Raises SettingsInvalid where the address cannot be listened on."""
    listening = _listen(host, port)  # before the slow import, so that a taken port is said at once
    import uvicorn

    url = f"http://{_reachable(host)}:{listening.getsockname()[1]}/"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            print(f"报告问答已经打开：{url}（按 Ctrl+C 结束）", flush=True)
            threading.Thread(target=_warm, args=(desk,), daemon=True).start()
            if open_browser and _has_display():
                threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # Each open page holds a stream, which uvicorn would report with a trace as it cuts it.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await super().shutdown(sockets)

    config = uvicorn.Config(build_app(desk), log_level="warning", timeout_graceful_shutdown=2)
    Server(config).run(sockets=[listening])


def _warm(desk: Desk) -> None:
    """Let the first citizen not wait for dictionaries and the model to load."""
    with contextlib.suppress(Exception):  # whatever is wrong, the first question will say it
        for question in desk.bot.examples(None, 1):
            desk.bot.ask(question, worded=False)
        warm()


class ChineseShell:
    """Gradio's HTML shell says it is English and advertises Gradio with addresses outside: amend both.

    Only the page itself (GET /) is touched; everything else passes through as it comes.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _is_root(scope):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def amend(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            html = amended(body.decode("utf-8")).encode("utf-8")
            headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
            await send({**start, "headers": [*headers, (b"content-length", str(len(html)).encode())]})
            await send({"type": "http.response.body", "body": html})

        # Uncompressed inside, so that it can be read here.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, amend)


def _is_root(scope: Scope) -> bool:
    """Whether the page itself is asked for, also where a proxy serves it below a path and passes that on."""
    return scope["path"].removeprefix(scope.get("root_path", "").rstrip("/")) in ("", "/")


def amended(html: str) -> str:
    """The shell in Chinese, without the tags meant for other sites, and with words for while and where scripts do not run."""
    html = re.sub(r"<html\s+lang=\"en\"", '<html lang="zh-CN"', html, count=1)
    html = re.sub(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>|<link rel="manifest"[^>]*>', "", html)
    return re.sub(r"(<body[^>]*>)", lambda body: body[1] + _BEFORE, html, count=1)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two servers share the port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # taken from now on, while the page is still being built
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
