"""What every request passes first: its id, its size, how often its address asks, and the headers of its response."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import anyio.to_thread
import structlog

from report_bot.ingest.errors import TooOften
from report_bot.ui.api.errors import FAILED, error_body
from report_bot.ui.headers import headers_for
from report_bot.ui.limits import Limits
from report_bot.ui.metrics import Metrics

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_BODY = (
    64 * 1024
)  # bytes; a question has 500 characters, a long conversation of an OpenAI client some thousand
ID_HEADER = b"x-request-id"
_FIT_ID = re.compile(r"[\w.-]{8,64}")
# Of Gradio's own endpoints those that the page uses. No one uploads, records, edits code or reads others' runs here.
_GRADIO_POST = re.compile(r"/gradio_api/(queue/join|cancel|reset)/?")
_GRADIO_CLOSED = re.compile(
    r"/gradio_api/(proxy=|stream/|upload|run|runs|run-history|deep_link|call|dev/|openapi|process|vibe|component|token|user)"
    r"|/(monitoring|login|logout|openapi|manifest\.json|pwa_icon|svelte)"
)
_CHANNELS = ("/api/", "/v1/", "/wechat/", "/wecom/")  # all other paths than these and the reader are Gradio's
_SIGNED = ("/wechat/", "/wecom/")  # come from a few addresses, are signed, and count by citizen
_UNCOUNTED = frozenset({"/healthz", "/readyz", "/metrics"})
_log = structlog.stdlib.get_logger("report_bot.request")
_errors = logging.getLogger(__name__)


class Guard:
    """ASGI middleware around everything. `limits` None counts nothing: a front has done so already (ui/workers.py)."""

    def __init__(
        self, app: ASGIApp, *, metrics: Metrics, limits: Limits | None, embed_origins: tuple[str, ...] = ()
    ) -> None:
        self._app, self._metrics, self._limits, self._embed = app, metrics, limits, embed_origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        # Handed on with the request: to the page's own process (ui/proxy.py), and to what Gradio answers later.
        others = [(name, value) for name, value in scope["headers"] if name != ID_HEADER]
        scope = {**scope, "headers": [*others, (ID_HEADER, request_id.encode())]}
        path: str = scope["path"].removeprefix(scope.get("root_path", "")) or "/"
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started, status = time.perf_counter(), 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                content = dict(message["headers"]).get(b"content-type", b"")
                added = headers_for(content.decode("latin-1"), self._embed)
                own = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *((name, value) for name, value in message["headers"] if name != ID_HEADER),
                    (ID_HEADER, request_id.encode()),
                    *((name, value) for name, value in added if name not in own),
                ]
            await send(message)

        try:
            if path.startswith(_SIGNED):  # refuses in its own one way, also what is too long
                await self._app(scope, receive, answer)
                return
            refusal = await self._refusal(scope, path)
            if refusal is None:
                received = await _whole_body(scope, receive)
                if received is None:
                    refusal = 413, "too_large", "发来的内容太长。请把问题写短一些再试。", {}
                elif path.startswith("/gradio_api/queue/join"):
                    refusal = await self._page_refusal(received)
            if refusal is not None:
                await _say(answer, *refusal, request_id)
            else:
                await self._app(scope, _replayed(received, receive), answer)
        except Exception:
            _errors.exception("a request failed")
            if not status:
                await _say(answer, 500, "internal", FAILED, {}, request_id)
        finally:
            seconds = time.perf_counter() - started
            route = getattr(scope.get("route"), "path", "") or _group(path)
            if path not in _UNCOUNTED:
                self._metrics.requested(scope["method"], route, status, seconds)
                # The path's shape, not the path nor the query: either may hold a citizen's words.
                _log.info(
                    "request", method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1)
                )

    async def _refusal(self, scope: Scope, path: str) -> tuple[int, str, str, dict[str, str]] | None:
        method = scope["method"]
        ours = path.startswith(_CHANNELS)
        if not ours and (
            _GRADIO_CLOSED.match(path) or (method == "POST" and not _GRADIO_POST.fullmatch(path))
        ):
            return 404, "not_found", "没有这个地址。", {}
        if self._limits is None or path.startswith(_SIGNED) or not (ours or method == "POST"):
            return None
        client = scope.get("client")
        return await self._counted(self._limits.of_address, client[0] if client else "unknown")

    async def _page_refusal(self, body: bytes | None) -> tuple[int, str, str, dict[str, str]] | None:
        """Gradio's endpoint for questions, by browser session."""
        try:
            session = str(json.loads(body or b"")["session_hash"])
        except (ValueError, KeyError, TypeError):
            return 400, "invalid", "请求的格式不对。", {}
        return await self._counted(self._limits.of_page, session) if self._limits else None

    async def _counted(self, count: Any, who: str) -> tuple[int, str, str, dict[str, str]] | None:
        try:
            await anyio.to_thread.run_sync(count, who)
        except TooOften as error:
            self._metrics.turned_away("rate")
            return 429, "too_often", str(error), {"retry-after": str(error.retry_after)}
        return None


def _request_id(scope: Scope) -> str:
    given = dict(scope["headers"]).get(ID_HEADER, b"").decode("latin-1")
    return given if _FIT_ID.fullmatch(given) else uuid4().hex


async def _whole_body(scope: Scope, receive: Receive) -> bytes | None:
    """The body, b"" where there is none; None for one that is too long."""
    if scope["method"] in ("GET", "HEAD"):
        return b""
    declared = dict(scope["headers"]).get(b"content-length", b"0")
    if not declared.isdigit() or int(declared) > LONGEST_BODY:
        return None
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b""
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LONGEST_BODY:
            return None
    return body


def _replayed(body: bytes | None, receive: Receive) -> Receive:
    given = False

    async def again() -> MutableMapping[str, Any]:
        nonlocal given
        if not given:
            given = True
            return {"type": "http.request", "body": body or b"", "more_body": False}
        return await receive()

    return again


async def _say(
    send: Send, status: int, code: str, words: str, headers: dict[str, str], request_id: str
) -> None:
    body = json.dumps(error_body(code, words, request_id), ensure_ascii=False).encode()
    fields = {"content-type": "application/json", "content-length": str(len(body)), **headers}
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(name.encode(), value.encode()) for name, value in fields.items()],
        }
    )
    await send({"type": "http.response.body", "body": body})


def _group(path: str) -> str:
    """A name for counting where no route of ours matched; addresses made up by strangers must not become names."""
    for known in (
        "/gradio_api/queue/join",
        "/gradio_api/queue/data",
        "/gradio_api/heartbeat",
        "/assets",
        "/static",
    ):
        if path.startswith(known):
            return known
    return "/" if path == "/" else "other"
