"""Our own stylesheets and scripts as files, so that a page needs no inline ones; and the word for their newest state."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter

FOLDER = Path(__file__).parent / "web"
# Each path by itself: Gradio serves files of its own under /static, which must stay within reach.
_SERVED = {
    "page.css": "text/css",
    "page.js": "text/javascript",
    "reader.css": "text/css",
    "reader.js": "text/javascript",
    "favicon.svg": "image/svg+xml",
}
_A_YEAR = "public, max-age=31536000, immutable"
_AN_HOUR = "public, max-age=3600"  # /embed.js has one address for good, written into other people's pages


def assets_router() -> APIRouter:
    """/static/<our files> and /embed.js."""
    from fastapi import APIRouter
    from fastapi.responses import Response

    router = APIRouter(include_in_schema=False)

    def serve(path: str, name: str, kind: str, keep: str) -> None:
        content = own(name).encode()

        async def file() -> Response:
            return Response(content, media_type=f"{kind}; charset=utf-8", headers={"Cache-Control": keep})

        router.add_api_route(path, file, methods=["GET"])

    for name, kind in _SERVED.items():
        serve(f"/static/{name}", name, kind, _A_YEAR)
    serve("/embed.js", "embed.js", "text/javascript", _AN_HOUR)
    return router


def asset(name: str) -> str:
    """A file's address below the server's root, without a leading slash; it changes with the content."""
    return f"static/{name}?v={_digest(name)}"


@cache
def own(name: str) -> str:
    """The content of one of our files."""
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(own(name).encode()).hexdigest()[:10]
