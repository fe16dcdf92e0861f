"""The security headers of a response, by what is served. Says where Gradio makes inline script necessary."""

from __future__ import annotations

_BASE = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=()"),
)
# An answer in JSON loads nothing and is framed by nobody.
_DATA = "default-src 'none'; frame-ancestors 'none'"
# Our own pages (reader, API page): no script that is not a file of ours.
_PLAIN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
# The chat page. Gradio 6 writes its configuration as an inline script and its theme as inline styles into the page,
# and compiles the templates of gr.HTML with new Function (without it nothing is drawn): neither a hash nor a nonce can be given to it. What remains is
# that script comes from nowhere else, and that everything a citizen or the report says is escaped (ui/cards.py).
_GRADIO = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)


def headers_for(path: str, content_type: str, embed_origins: tuple[str, ...]) -> list[tuple[bytes, bytes]]:
    """Headers to add to a response. Pages may be framed by the office's own site and by `embed_origins`."""
    headers = list(_BASE)
    if not content_type.startswith("text/html"):
        if content_type.startswith("application/json"):
            headers.append((b"content-security-policy", _DATA.encode()))
        return headers
    policy = _PLAIN if path.startswith(("/report", "/api/")) else _GRADIO
    ancestors = " ".join(("'self'", *embed_origins))
    headers.append((b"content-security-policy", f"{policy}; frame-ancestors {ancestors}".encode()))
    if not embed_origins:  # this older header knows no list
        headers.append((b"x-frame-options", b"SAMEORIGIN"))
    return headers
