"""The one shape of an error of the interface."""

from __future__ import annotations

import httpx


def is_our_error(response: httpx.Response, status: int) -> str:
    """One shape, Chinese words, nothing of the program's inside; the words."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"].startswith("application/json")
    error = response.json()["error"]
    assert set(error) == {"code", "message", "type", "param", "request_id"}
    assert error["request_id"] == response.headers["x-request-id"]
    assert any("一" <= letter <= "鿿" for letter in error["message"])
    assert "Traceback" not in response.text and ".py" not in response.text
    return str(error["message"])
