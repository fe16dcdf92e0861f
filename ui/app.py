"""One application: page, reader, interface, health and metrics, behind one guard."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Match

from report_bot.bot.settings import Settings
from report_bot.ui.api import errors
from report_bot.ui.api.access import Door
from report_bot.ui.api.ask import ask_router
from report_bot.ui.api.docs import docs_router
from report_bot.ui.api.health import Readiness, health_router
from report_bot.ui.api.openai import openai_router
from report_bot.ui.api.report import report_router
from report_bot.ui.assets import assets_router
from report_bot.ui.desk import Desk
from report_bot.ui.feedback import Feedback
from report_bot.ui.guard import Guard
from report_bot.ui.keys import Keys
from report_bot.ui.limits import Limits
from report_bot.ui.metrics import Metrics
from report_bot.ui.proxy import Proxy
from report_bot.ui.reader import reader_router
from report_bot.ui.store import Store

if TYPE_CHECKING:
    from report_bot.ui.wechat.accounts import Accounts

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
_SPARE_THREADS = 16  # to turn away, look up and rate beside the answers being made


def build_app(
    desk: Desk,
    settings: Settings,
    store: Store,
    *,
    feedback: Feedback,
    metrics: Metrics,
    limits: Limits | None = None,
    page: str = "here",
    wechat: Accounts | None = None,
) -> FastAPI:
    """The ASGI application. `page`: "here", or the path of the unix socket on which another process serves it.

    `app.state` holds desk, readiness and metrics. `limits` None counts nothing: a front has done so already.
    """
    readiness = Readiness(desk)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = (
            settings.answers_at_once + _SPARE_THREADS
        )
        threading.Thread(target=readiness.warm_up, daemon=True).start()
        yield

    app = FastAPI(
        title="报告问答接口",
        description="政府工作报告的可信问答：每个数据都有出处，报告里没有的直接说没有。",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        root_path=settings.root_path,
        lifespan=lifespan,
    )
    app.state.desk, app.state.readiness, app.state.metrics, app.state.settings = (
        desk,
        readiness,
        metrics,
        settings,
    )
    errors.install(app)
    door = Door(settings, Keys(settings.data), limits)
    routers = (
        health_router(desk, readiness, metrics),
        ask_router(desk, feedback, door),
        openai_router(desk, door),
        report_router(desk.bot, door),
        docs_router(app),
    )
    for router in routers:
        app.include_router(router)
    app.state.routes = [route for router in routers for route in router.routes]
    if wechat is not None:
        from report_bot.ui.wechat.routes import wechat_router

        app.include_router(wechat_router(desk, store, wechat))
    for prefix in ("/api", "/v1"):  # before the page, which would answer in English
        app.add_api_route(prefix + "/{rest:path}", _nothing_here, methods=_METHODS, include_in_schema=False)
    if page == "here":
        from report_bot.ui.page import mount_page

        mount_page(app, desk, rated=True, root_path=settings.root_path, embed_origins=settings.embed_origins)
    else:
        app.include_router(assets_router())
        app.include_router(reader_router(desk.bot))
        app.mount("/", Proxy(page))
    _wrap(app, settings, metrics, limits)
    return app


def _wrap(app: FastAPI, settings: Settings, metrics: Metrics, limits: Limits | None) -> None:
    """The middleware, the innermost first."""
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    if settings.cors_origins:  # closed otherwise
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "X-Request-ID"],
            expose_headers=["X-Request-ID", "Retry-After"],
        )
    app.add_middleware(Guard, metrics=metrics, limits=limits, embed_origins=settings.embed_origins)
    trusted: Any = list(settings.trusted_proxies)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=trusted)


async def _nothing_here(request: Request) -> JSONResponse:
    """What no route of the interface took: another method than the route's, or no such address."""
    allowed: set[str] = set()
    for route in request.app.state.routes:
        match, _ = route.matches(request.scope)
        if match is Match.PARTIAL:
            allowed |= route.methods or set()
    if allowed:
        return errors.respond(
            405, "method_not_allowed", "这个地址不能这样请求。", headers={"allow": ", ".join(sorted(allowed))}
        )
    return errors.respond(404, "not_found", "没有这个地址。各个地址见 /api/docs。")
