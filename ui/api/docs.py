"""GET /api/docs: the interface described in Chinese, made from its OpenAPI description; no script, nothing from elsewhere.

Swagger UI and Redoc were looked at: their words are English in every language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

_WEB = Path(__file__).parents[1] / "web"
_TYPES = {"string": "文字", "integer": "整数", "number": "数", "boolean": "真假", "array": "列表", "object": "对象", "null": "空"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a body, a parameter or an answer."""

    name: str
    kind: str
    required: bool
    words: str


@dataclass(frozen=True, slots=True)
class Call:
    """One endpoint."""

    anchor: str
    method: str
    path: str
    title: str
    words: str
    parameters: tuple[Row, ...]
    body: tuple[Row, ...]
    answer: tuple[Row, ...]
    errors: tuple[tuple[str, str], ...]
    example: str


def docs_router(app: FastAPI) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @cache
    def page() -> str:
        return docs_html(app.openapi())

    @router.get("/api/docs")
    def docs() -> HTMLResponse:
        return HTMLResponse(page())

    @router.get("/api/docs.css")
    def style() -> Response:
        return Response((_WEB / "api.css").read_text(encoding="utf-8"), media_type="text/css")

    return router


def docs_html(schema: dict[str, Any]) -> str:
    """The page. Everything in it is escaped."""
    template = Environment(
        loader=FileSystemLoader(_WEB), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    template.filters["code"] = _with_code
    groups: dict[str, list[Call]] = {}
    for path, methods in schema["paths"].items():
        for method, call in methods.items():
            groups.setdefault(call["tags"][0], []).append(_call(schema, path, method, call))
    return template.get_template("api.html").render(info=schema["info"], groups=groups)


def _call(schema: dict[str, Any], path: str, method: str, call: dict[str, Any]) -> Call:
    body = _json(call.get("requestBody", {}))
    answer = _json(call["responses"].get("200", {}))
    parameters = tuple(
        Row(p["name"], _kind(schema, p["schema"]), p.get("required", False), p.get("description", ""))
        for p in call.get("parameters", ())
    )
    errors = tuple(
        (status, response["description"]) for status, response in call["responses"].items() if status != "200"
    )
    fields = _fields(schema, body)
    return Call(
        anchor=f"{method}-{path.strip('/').replace('/', '-')}",
        method=method.upper(),
        path=path,
        title=call["summary"],
        words=call.get("description", ""),
        parameters=parameters,
        body=fields,
        answer=_fields(schema, answer),
        errors=tuple(sorted(errors)),
        example=_example(method, path, schema, body),
    )


def _with_code(words: str) -> Markup:
    """The words, escaped; what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(words))))


def _json(part: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = part.get("content", {}).get("application/json", {}).get("schema", {})
    return schema


def _resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    name = part.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = schema["components"]["schemas"][name] if name else part
    return found


def _fields(schema: dict[str, Any], part: dict[str, Any]) -> tuple[Row, ...]:
    if not part:
        return ()
    whole = _resolved(schema, part)
    needed = whole.get("required", ())
    return tuple(
        Row(name, _kind(schema, field), name in needed, field.get("description", ""))
        for name, field in whole.get("properties", {}).items()
    )


def _kind(schema: dict[str, Any], field: dict[str, Any]) -> str:
    if "anyOf" in field:
        return "或".join(dict.fromkeys(_kind(schema, option) for option in field["anyOf"]))
    if "$ref" in field:
        inner = "、".join(_resolved(schema, field).get("properties", {}))
        return f"对象：{inner}" if inner else "对象"
    if "enum" in field:
        return "、".join(map(str, field["enum"]))
    if "const" in field:
        return str(field["const"]).lower()
    kind = _TYPES.get(field.get("type", ""), "任意")
    if field.get("type") == "array" and "$ref" in field.get("items", {}):
        return f"列表，每项：{'、'.join(_resolved(schema, field['items']).get('properties', {}))}"
    return kind


def _example(method: str, path: str, schema: dict[str, Any], body: dict[str, Any]) -> str:
    if method == "get":
        return f"curl http://127.0.0.1:7860{path}"
    given = {
        "/api/ask": '{"question": "今年有什么安排？"}',
        "/api/feedback": '{"answer_id": "…", "up": true, "reason": "说得清楚"}',
        "/v1/chat/completions": '{"model": "report-bot", "messages": [{"role": "user", "content": "今年有什么安排？"}]}',
    }[path]
    return f"curl http://127.0.0.1:7860{path} -H 'Content-Type: application/json' \\\n  -d '{given}'"
