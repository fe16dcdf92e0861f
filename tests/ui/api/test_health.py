"""Health, metrics and the page that describes the interface."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx

from report_bot.bot.ask import Bot

Client = Callable[..., Any]


class Resting:
    """A bot whose model is being left alone after faults."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bot, name)

    def model_state(self) -> str:
        return "resting"


def test_ready_is_said_once_index_and_embedder_are_loaded_and_not_on_the_way_out(running: Any) -> None:
    assert httpx.get(running.url + "/healthz", trust_env=False).json() == {"alive": True}
    ready = httpx.get(running.url + "/readyz", trust_env=False)
    assert ready.status_code == 200
    state = ready.json()
    assert (state["index"], state["embedder"], state["model"]) == ("loaded", "warm", "none")
    running.app.state.readiness.leaving = True
    try:
        assert httpx.get(running.url + "/readyz", trust_env=False).status_code == 503
    finally:
        running.app.state.readiness.leaving = False


def test_a_model_that_rests_is_said_and_no_reason_not_to_be_ready(client_of: Client, bot: Bot) -> None:
    """The report's own words are given meanwhile."""
    client = client_of(bot=Resting(bot))
    assert client.get("/readyz").json()["model"] == "resting"


def test_answers_are_counted_by_their_status(client_of: Client) -> None:
    client = client_of()
    client.post("/api/ask", json={"question": "你好"})
    counted = client.get("/metrics").text
    assert 'reportbot_answers_total{mode="quoted",status="greeting"} 1.0' in counted
    assert 'reportbot_requests_total{method="POST",route="/api/ask",status="200"} 1.0' in counted
    assert "reportbot_answers_in_flight 0.0" in counted


def test_the_interface_is_described_in_chinese_without_anything_from_elsewhere(running: Any) -> None:
    """Every endpoint with its fields; no script at all, no English but names of fields and formats."""
    html = httpx.get(running.url + "/api/docs", trust_env=False).text
    schema = httpx.get(running.url + "/api/openapi.json", trust_env=False).json()
    for path in schema["paths"]:
        assert path in html
    assert "`" not in html and "<code>stream</code>" in html
    assert "<script" not in html and not re.findall(r"""(?:src|href)=["']https?:""", html)
    prose = re.sub(r"<(code|pre)[^>]*>.*?</\1>|<[^>]+>", " ", html, flags=re.S)
    assert not re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", prose)
    assert (
        httpx.get(running.url + "/api/docs.css", trust_env=False)
        .headers["content-type"]
        .startswith("text/css")
    )
