"""The security headers of a response, by what is served. Says what Gradio makes necessary."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

_BASE = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=()"),
)
# An answer in JSON loads nothing and is framed by nobody.
_DATA = "default-src 'none'; frame-ancestors 'none'"
# Our own pages (reader, API page) and whatever else is HTML: no script that is not a file of ours.
_PLAIN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
# The chat page. Its inline scripts are Gradio's, and named by their digests: one that a citizen's or the report's words
# smuggled in, or an onclick, does not run. What Gradio 6.31 still makes necessary: unsafe-eval, for it compiles the
# templates of gr.HTML with new Function in the browser (without it nothing is drawn); and inline styles, which its
# components carry in style attributes. Neither a digest nor a nonce can be given to those.
_SHELL = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'{scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)


def headers_for(content_type: str, embed_origins: tuple[str, ...]) -> list[tuple[bytes, bytes]]:
    """Headers to add to a response that has them not. Pages may be framed by the office's own site and `embed_origins`."""
    headers = list(_BASE)
    if not content_type.startswith("text/html"):
        if content_type.startswith("application/json"):
            headers.append((b"content-security-policy", _DATA.encode()))
        return headers
    headers.append((b"content-security-policy", _framed(_PLAIN, embed_origins)))
    if not embed_origins:  # this older header knows no list
        headers.append((b"x-frame-options", b"SAMEORIGIN"))
    return headers


def shell_policy(inline_scripts: Iterable[str], embed_origins: tuple[str, ...]) -> bytes:
    """The chat page's policy, by the scripts that are written into it."""
    digests = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in inline_scripts)
    return _framed(_SHELL.format(scripts="".join(f" 'sha256-{d}'" for d in digests)), embed_origins)


def _framed(policy: str, embed_origins: tuple[str, ...]) -> bytes:
    ancestors = ("'self'", *embed_origins)
    return f"{policy}; frame-ancestors {' '.join(ancestors)}".encode()
