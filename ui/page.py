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
from pathlib import Path
from typing import TYPE_CHECKING

from report_bot.ingest.errors import SettingsInvalid

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from report_bot.ui.page_layout import Bot

_FOLDER = Path(__file__).parent
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
_SESSIONS_KEPT = 2000  # browser sessions held in memory; the oldest goes first


def build_page(bot: Bot) -> gr.Blocks:
    """The page of this bot, not yet served. Gradio is imported here, for it takes seconds."""
    for name, value in _GRADIO.items():
        os.environ.setdefault(name, value)
    from report_bot.ui.page_layout import lay_out

    page = lay_out(bot)
    page.state_session_capacity = _SESSIONS_KEPT
    return page


def build_app(bot: Bot) -> FastAPI:
    """The ASGI application with the page at its root."""
    page = build_page(bot)
    import gradio as gr
    from fastapi import FastAPI

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
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
        favicon_path=_FOLDER / "favicon.svg",
        # Not css=: Gradio would rewrite its selectors, and apply it only after its own scripts have run.
        head=f"<style>{_own('page.css')}</style><script>{_own('page.js')}</script>",
    )
    return app


def _own(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def serve(bot: Bot, host: str, port: int, open_browser: bool) -> None:
    """Serve the page until interrupted. Raises SettingsInvalid where the address cannot be listened on."""
    listening = _listen(host, port)  # before the slow import, so that a taken port is said at once
    import uvicorn

    url = f"http://{_reachable(host)}:{listening.getsockname()[1]}/"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            print(f"报告问答已经打开：{url}（按 Ctrl+C 结束）", flush=True)
            threading.Thread(target=_warm, args=(bot,), daemon=True).start()
            if open_browser and _has_display():
                threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # Each open page holds a stream, which uvicorn would report with a trace as it cuts it.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await super().shutdown(sockets)

    config = uvicorn.Config(build_app(bot), log_level="warning", timeout_graceful_shutdown=2)
    Server(config).run(sockets=[listening])


def _warm(bot: Bot) -> None:
    """Let the first citizen not wait for dictionaries and the model to load."""
    with contextlib.suppress(Exception):  # whatever is wrong, the first question will say it
        for question in bot.examples(None, 1):
            bot.ask(question)


class ChineseShell:
    """Gradio's HTML shell says it is English and advertises Gradio with addresses outside: amend both.

    Only the page itself (GET /) is touched; everything else passes through as it comes.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] != "/":
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


def amended(html: str) -> str:
    """The shell in Chinese, without the tags meant for other sites' previews."""
    html = re.sub(r"<html\s+lang=\"en\"", '<html lang="zh-CN"', html, count=1)
    return re.sub(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>', "", html)


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
