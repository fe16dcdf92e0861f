"""The chat page, mounted into an application. page_layout.py says what is on it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from report_bot.ui.assets import FOLDER, asset, assets_router
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
# Shown until Gradio has drawn the page, which a slow network can make a matter of many seconds; styled in itself, for
# the style sheet takes its time as well.
_BEFORE = (
    '<div id="rb-loading" role="status" style="padding:32px 20px;text-align:center">正在打开报告问答……</div><noscript><p class="rb-noscript">提问要在浏览器里开启脚本功能。'
    '没有它也能<a href="report/">阅读报告全文</a>；办事、咨询请拨打12345热线。</p></noscript>'
)
_SESSIONS_KEPT = 2000  # browser sessions held in memory; the oldest goes first


def mount_page(app: FastAPI, desk: Desk, *, rated: bool = False, root_path: str = "") -> None:
    """Put the page at the application's root, and its files, the reader and the embed script below it.

    To be mounted last, for it answers every address. `rated`: POST api/feedback keeps ratings. `root_path`: below which
    a proxy serves all. Gradio is imported here, for it takes seconds. Raises ReportBotError where there is no report to ask about.
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
        root_path=root_path or None,
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
