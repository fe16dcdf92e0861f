"""One shape for every error of the interface: {"error": {code, message, type, param, request_id}}, as OpenAI clients read it."""

from __future__ import annotations

import logging
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from report_bot.ingest.errors import (
    Busy,
    IndexMismatch,
    IndexMissing,
    ReportBotError,
    ReportUnknown,
    StoreUnavailable,
    TooOften,
)

FAILED = "抱歉，刚才没有答成，请稍后再试。急事请拨打12345热线。"
NO_JSON = "请求的正文要写成 JSON 对象，格式见 /api/docs。"
_SAID = {
    401: ("unauthorised", "需要密钥：请在请求头里写 Authorization: Bearer 密钥。"),
    404: ("not_found", "没有这个地址。"),
    405: ("method_not_allowed", "这个地址不能这样请求。"),
    406: ("not_acceptable", "不能给出所要的格式。"),
    410: ("gone", "所要的内容已经没有了。"),
    415: ("unsupported", "请用 JSON 格式发来请求。"),
    503: ("unavailable", "服务还没有准备好，请稍后再试。"),
}
_log = logging.getLogger(__name__)


class ApiError(Exception):
    """An error with words of its own. `status` is HTTP's."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def error_body(code: str, message: str, request_id: str = "", param: str | None = None) -> dict[str, Any]:
    """The shape of all errors. `type` and `param` are there for OpenAI's clients."""
    return {
        "error": {"code": code, "message": message, "type": code, "param": param, "request_id": request_id}
    }


def install(app: FastAPI) -> None:
    """Let every error of an application's own routes end in that shape."""
    app.add_exception_handler(ApiError, _api)
    app.add_exception_handler(ReportBotError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def respond(status: int, code: str, message: str, **more: Any) -> JSONResponse:
    request_id = structlog.contextvars.get_contextvars().get("request_id", "")
    param = more.pop("param", None)
    return JSONResponse(error_body(code, message, request_id, param), status, **more)


def of_ours(error: ReportBotError) -> tuple[int, str, str, dict[str, str]]:
    """Status, code, words and headers for an error of our own; words meant for the operator stay in the log."""
    match error:
        case Busy() | TooOften():
            code = "busy" if isinstance(error, Busy) else "too_often"
            return 429, code, str(error), {"retry-after": str(error.retry_after)}
        case ReportUnknown():
            return 404, "report_unknown", str(error), {}
        case StoreUnavailable() | IndexMissing() | IndexMismatch():
            _log.error("not ready: %s", error)
            return 503, "unavailable", "服务暂时不能用，请稍后再试。急事请拨打12345热线。", {}
        case _:
            _log.error("a request failed: %s", error)
            return 500, "internal", FAILED, {}


async def _api(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ApiError)
    return respond(error.status, error.code, error.message)


async def _ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ReportBotError)
    status, code, message, headers = of_ours(error)
    if isinstance(error, (Busy, TooOften)) and hasattr(request.app.state, "metrics"):
        request.app.state.metrics.turned_away("busy" if code == "busy" else "rate")
    return respond(status, code, message, headers=headers)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path"))
    if first["type"] in ("json_invalid", "model_attributes_type") or not where:
        words = NO_JSON
    elif first["type"] == "missing":
        words = f"缺少 {where}。各字段的说明见 /api/docs。"
    else:
        words = f"{where} 的写法不能用。各字段的说明见 /api/docs。"
    return respond(422, "invalid", words, param=where or None)


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    """Starlette raises the error again after this, so that it is logged (ui/guard.py)."""
    return respond(500, "internal", FAILED)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 503 and request.url.path.endswith("/queue/join"):  # Gradio's queue is full
        return await _ours(request, Busy())
    if error.status_code == 400:  # FastAPI's word for a body that is no text at all
        return respond(422, "invalid", NO_JSON)
    code, words = _SAID.get(error.status_code, ("invalid", "请求不能处理，请检查后再试。"))
    return respond(error.status_code, code, words, headers=error.headers)
