"""The chat page, mounted into an application. page_layout.py says what is on it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.routing import Mount

from report_bot.ui.api import errors
from report_bot.ui.assets import FOLDER, asset, assets_router
from report_bot.ui.reader import reader_router
from report_bot.ui.shell import ChineseShell

if TYPE_CHECKING:
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
_SESSIONS_KEPT = (
    1000  # browser sessions held in memory, of which Gradio takes 0.15 MB each; the oldest goes first
)
_WAITING = 64  # events that wait for a place; above it a citizen is told at once to come back


def mount_page(
    app: FastAPI, desk: Desk, *, rated: bool = False, root_path: str = "", embed_origins: tuple[str, ...] = ()
) -> None:
    """Put the page at the application's root, and its files, the reader and the embed script below it.

    To be mounted last, for it answers every address. `rated`: POST api/feedback keeps ratings. `root_path`: below which
    a proxy serves all. `embed_origins`: who may frame the page. Gradio is imported here, for it takes seconds. Raises
    ReportBotError where there is no report to ask about.
    """
    for name, value in _GRADIO.items():
        os.environ.setdefault(name, value)
    import gradio as gr

    from report_bot.ui.page_layout import lay_out

    page = lay_out(desk, rated=rated).queue(max_size=_WAITING)
    page.state_session_capacity = _SESSIONS_KEPT
    app.include_router(assets_router())
    app.include_router(reader_router(desk.bot))
    app.add_middleware(ChineseShell, embed_origins=embed_origins)
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
    mounted = next(route.app for route in reversed(app.routes) if isinstance(route, Mount))
    assert isinstance(mounted, FastAPI)
    mounted.state.metrics = app.state.metrics
    errors.install(mounted)  # Gradio's own errors are in English
