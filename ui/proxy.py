"""Hands a request on to the one process that serves the page, and its answer back as it comes."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import TYPE_CHECKING

import httpx

from report_bot.ui.api.errors import error_body

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

# Speak of this connection only, not of what is handed on.
_HOP = frozenset(
    {b"connection", b"keep-alive", b"transfer-encoding", b"upgrade", b"te", b"trailer", b"expect"}
)


class Proxy:
    """An ASGI application. `socket` is the path of a unix socket: only this machine's user reaches it.

    The page's streams last as long as a page is open, so there is no bound on connections nor on silence.
    """

    def __init__(self, socket: str) -> None:
        self._client = httpx.AsyncClient(
            transport=httpx.AsyncHTTPTransport(
                uds=socket, limits=httpx.Limits(max_connections=None, max_keepalive_connections=64)
            ),
            base_url="http://page",
            timeout=httpx.Timeout(None, connect=5.0),
            follow_redirects=False,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def body() -> AsyncIterator[bytes]:
            more = True
            while more:
                message = await receive()
                yield message.get("body", b"")
                more = message.get("more_body", False)

        path: bytes = scope.get("raw_path") or scope["path"].encode()
        url = httpx.URL("http://page").copy_with(
            raw_path=path.split(b"?")[0] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
        )
        headers = [(n, v) for n, v in scope["headers"] if n not in _HOP and n not in (b"x-forwarded-for",)]
        if scope.get("client"):
            headers.append((b"x-forwarded-for", scope["client"][0].encode()))
        headers.append((b"x-forwarded-proto", scope["scheme"].encode()))
        content = body() if scope["method"] not in ("GET", "HEAD") else None
        request = self._client.build_request(scope["method"], url, headers=headers, content=content)
        try:
            response = await self._client.send(request, stream=True)
        except httpx.TransportError:
            words = json.dumps(
                error_body("unavailable", "网页正在启动，请过几秒再打开。"), ensure_ascii=False
            )
            fields = [(b"content-type", b"application/json"), (b"retry-after", b"3")]
            await send({"type": "http.response.start", "status": 503, "headers": fields})
            await send({"type": "http.response.body", "body": words.encode()})
            return
        try:
            passed = [(n.lower(), v) for n, v in response.headers.raw if n.lower() not in _HOP]
            await send({"type": "http.response.start", "status": response.status_code, "headers": passed})
            with suppress(httpx.TransportError):  # the page process ended: so does this answer
                async for piece in response.aiter_raw():
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await response.aclose()
