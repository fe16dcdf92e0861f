"""The HTML around the chat page, which Gradio writes: made Chinese, rid of other sites, and told which scripts may run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_bot.ui.headers import shell_policy

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Shown until Gradio has drawn the page, which a slow network can make a matter of many seconds; styled in itself, for
# the style sheet takes its time as well.
_BEFORE = (
    '<div id="rb-loading" role="status" style="padding:32px 20px;text-align:center">正在打开报告问答……</div><noscript><p class="rb-noscript">提问要在浏览器里开启脚本功能。'
    '没有它也能<a href="report/">阅读报告全文</a>；办事、咨询请拨打12345热线。</p></noscript>'
)


class ChineseShell:
    """Gradio's HTML shell says it is English and advertises Gradio with addresses outside: amend both.

    Its inline scripts, which hold its configuration, are named one by one in the page's policy: no other runs.
    Only the page itself (GET /) is touched; everything else passes through as it comes.
    """

    def __init__(self, app: ASGIApp, *, embed_origins: tuple[str, ...] = ()) -> None:
        self.app, self._embed = app, embed_origins

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
            html = amended(body.decode("utf-8"))
            content = html.encode("utf-8")
            headers = [
                *((name, value) for name, value in start["headers"] if name != b"content-length"),
                (b"content-length", str(len(content)).encode()),
                (b"content-security-policy", shell_policy(inline_scripts(html), self._embed)),
            ]
            await send({**start, "headers": headers})
            await send({"type": "http.response.body", "body": content})

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


def inline_scripts(html: str) -> tuple[str, ...]:
    """The scripts written into the page itself, as the browser reads them."""
    found = re.finditer(r"<script(?P<attributes>[^>]*)>(?P<script>.*?)</script>", html, re.S)
    return tuple(m["script"] for m in found if not re.search(r"\bsrc=", m["attributes"]))
