"""What every request passes first: ids, sizes, addresses, Gradio's own endpoints, and the headers of a response."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from api_errors import is_our_error

from report_bot.ui.guard import Guard
from report_bot.ui.headers import headers_for, shell_policy
from report_bot.ui.metrics import Metrics

Client = Callable[..., Any]
JSON = {"content-type": "application/json"}


def test_a_request_s_id_goes_through_or_is_made(client_of: Client) -> None:
    """One that could not stand in a log line is replaced."""
    client = client_of()
    assert (
        client.get("/healthz", headers={"x-request-id": "nginx-12345678"}).headers["x-request-id"]
        == "nginx-12345678"
    )
    assert client.get("/healthz", headers={"x-request-id": "a b"}).headers["x-request-id"] != "a b"


def test_a_body_without_end_is_cut_off(client_of: Client) -> None:
    """Also one that does not say how long it is."""
    endless = (b"x" * 10_000 for _ in range(20))
    is_our_error(client_of().post("/api/ask", content=endless, headers=JSON), 413)


def test_an_address_is_counted_and_a_trusted_proxy_says_which(client_of: Client) -> None:
    """Behind a proxy that is trusted each citizen counts alone; what a stranger claims counts for nothing."""
    client = client_of(rate_address=1)
    one, other = ({"x-forwarded-for": f"198.51.100.{n}"} for n in (1, 2))
    assert client.get("/v1/models", headers=one).status_code == 200
    assert client.get("/v1/models", headers=other).status_code == 200
    refused = client.get("/v1/models", headers=one)
    assert refused.headers["retry-after"] in is_our_error(refused, 429)
    # What stands before the last address may be a citizen's invention.
    invented = {"x-forwarded-for": "192.0.2.99, 198.51.100.1"}
    assert client.get("/v1/models", headers=invented).status_code == 429


def test_without_a_trusted_proxy_nobody_can_claim_an_address(client_of: Client) -> None:
    client = client_of(rate_address=1, trusted_proxies=())
    claims = [{"x-forwarded-for": f"198.51.100.{n}"} for n in (1, 2)]
    assert [client.get("/v1/models", headers=claim).status_code for claim in claims] == [200, 429]


def test_gradio_s_own_question_endpoint_is_counted_by_browser_session_and_address(client_of: Client) -> None:
    """It is a way to ask like any other. (Behind the guard there is no page here: 503.)"""
    client = client_of(rate_session=1)

    def join(session: str) -> int:
        body = {"session_hash": session, "data": [], "fn_index": 0}
        return int(client.post("/gradio_api/queue/join", json=body).status_code)

    assert [join("a") for _ in range(4)] == [503, 503, 503, 429]
    assert join("b") == 503
    assert client.post("/gradio_api/queue/join", content=b"no json").status_code == 400
    few = client_of(rate_address=1, rate_session=100)
    body = {"session_hash": "c", "data": []}
    assert few.post("/gradio_api/queue/join", json=body).status_code == 429


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"), ("POST", "/gradio_api/run/predict"), ("POST", "/gradio_api/call/ask"),
        ("POST", "/gradio_api/component_server"), ("POST", "/login"), ("GET", "/gradio_api/proxy=http://x/"),
        ("GET", "/gradio_api/deep_link"), ("GET", "/monitoring"), ("GET", "/openapi.json"), ("GET", "/gradio_api/vibe-code/"),
    ],
)  # fmt: skip
def test_what_the_page_does_not_use_of_gradio_is_closed(running: Any, method: str, path: str) -> None:
    """Nobody uploads, reads runs or calls functions past the page."""
    is_our_error(httpx.request(method, running.url + path, trust_env=False), 404)


def test_cors_is_closed_until_an_origin_is_listed(client_of: Client) -> None:
    origin = {"origin": "https://www.example.gov.cn", "access-control-request-method": "POST"}
    closed, listed = client_of(), client_of(cors_origins=("https://www.example.gov.cn",))

    def allowed(client: Any, headers: dict[str, str]) -> str | None:
        return client.http.options("/api/ask", headers=headers).headers.get("access-control-allow-origin")  # type: ignore[no-any-return]

    assert allowed(closed, origin) is None
    assert allowed(listed, origin) == "https://www.example.gov.cn"
    assert allowed(listed, origin | {"origin": "https://evil.example"}) is None


def test_pages_may_be_framed_by_the_listed_origins_only() -> None:
    """Data is framed by nobody; our own pages run no inline script."""
    listed = ("https://www.example.gov.cn",)
    page = {n: v.decode() for n, v in headers_for("text/html", listed)}
    policy = shell_policy(("a()",), listed).decode()
    for framed in (policy, page[b"content-security-policy"]):
        assert "frame-ancestors 'self' https://www.example.gov.cn" in framed
    assert b"x-frame-options" not in page
    alone = {n: v.decode() for n, v in headers_for("text/html", ())}
    assert alone[b"x-frame-options"] == "SAMEORIGIN" and "unsafe" not in alone[b"content-security-policy"]
    data = {n: v.decode() for n, v in headers_for("application/json", listed)}
    assert "frame-ancestors 'none'" in data[b"content-security-policy"]


def test_the_page_s_scripts_are_named_one_by_one(running: Any) -> None:
    """Those that Gradio writes into the page, by their digests; nothing else that is inline runs."""
    response = httpx.get(running.url + "/", trust_env=False)
    (policy,) = response.headers.get_list("content-security-policy")
    (scripts,) = (part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts and "default-src 'self'" in policy
    inline = re.findall(r"<script(?![^>]*src=)[^>]*>(.*?)</script>", response.text, re.S)
    digests = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline}
    assert digests and digests == set(re.findall(r"'sha256-([^']+)'", scripts))


def test_gradio_s_own_errors_are_said_our_way(running: Any) -> None:
    """Its words are English, and its fault at a function that it has not is a bare line of text."""
    is_our_error(httpx.get(running.url + "/nothing-here", trust_env=False), 404)
    body = {"session_hash": "s", "data": []}
    for function, status in (("x", 422), (9999, 500)):
        join = httpx.post(
            running.url + "/gradio_api/queue/join", json=body | {"fn_index": function}, trust_env=False
        )
        is_our_error(join, status)


def gradio_of(app: Any) -> Any:
    """The page's own application, which is mounted in the whole one."""
    (page,) = (route.app for route in app.routes if hasattr(getattr(route, "app", None), "get_blocks"))
    return page


def test_browser_sessions_are_bounded_in_number(running: Any) -> None:
    """Each open page is some 0.15 MB; Gradio would keep ten thousand."""
    assert gradio_of(running.app).state_holder.capacity == 1000


def test_more_than_may_wait_for_the_page_are_asked_to_come_back(
    running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """429 like everywhere, not Gradio's 503; and counted."""
    queue = gradio_of(running.app).get_blocks()._queue
    assert queue.max_size
    monkeypatch.setattr(queue, "max_size", 0)
    body = {"session_hash": "s", "data": [], "fn_index": 0}
    refused = httpx.post(running.url + "/gradio_api/queue/join", json=body, trust_env=False)
    assert int(refused.headers["retry-after"]) > 0 and "12345" in is_our_error(refused, 429)
    counted = httpx.get(running.url + "/metrics", trust_env=False).text
    assert 'reportbot_turned_away_total{why="busy"} 1.0' in counted


def test_a_request_s_id_is_handed_on_with_it() -> None:
    """To the page's own process, and to what is answered after the request (Gradio's queue)."""
    handed: list[list[bytes]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        handed.append([value for name, value in scope["headers"] if name == b"x-request-id"])

    async def nothing(*_: Any) -> Any: ...

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"x-request-id", b"a b")]}
    with ThreadPoolExecutor(1) as aside:  # playwright may have a loop in this thread
        aside.submit(
            lambda: asyncio.run(Guard(app, metrics=Metrics(), limits=None)(scope, nothing, nothing))  # type: ignore[arg-type]
        ).result()
    (ids,) = handed
    assert len(ids) == 1 and len(ids[0]) == 32


def test_every_response_carries_the_headers(running: Any) -> None:
    for path in ("/", "/healthz", "/api/docs", "/api/nothing", "/report/"):
        headers = httpx.get(running.url + path, trust_env=False).headers
        assert headers["x-content-type-options"] == "nosniff" and headers["x-request-id"], path
        assert headers["content-security-policy"] and "server" not in headers


def test_strangers_cannot_make_up_names_for_what_is_counted(running: Any) -> None:
    """Addresses that do not exist are counted together."""
    httpx.get(running.url + "/made-up-by-a-stranger", trust_env=False)
    httpx.get(running.url + "/api/made-up-by-a-stranger", trust_env=False)
    counted = httpx.get(running.url + "/metrics", trust_env=False).text
    assert "made-up" not in counted and 'route="other"' in counted and "reportbot_requests_total" in counted


def test_a_page_that_is_not_there_yet_is_said_in_chinese(client_of: Client) -> None:
    response = client_of().get("/")
    assert "正在启动" in json.loads(response.text)["error"]["message"] and response.status_code == 503
