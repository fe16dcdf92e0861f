"""OpenAI's format: /v1/chat/completions and /v1/models, so that any client and any front end made for one can talk to the bot."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from typing import Any, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from report_bot.bot.types import Answer
from report_bot.ingest.errors import ReportBotError
from report_bot.ui.api.access import Caller, Door
from report_bot.ui.api.ask import SSE, answer_object, in_threads, parts
from report_bot.ui.api.errors import FAILED, ApiError, error_body, of_ours
from report_bot.ui.api.models import EVENTS, errors
from report_bot.ui.cli_ask import sound
from report_bot.ui.desk import TURNS_KEPT, Desk
from report_bot.ui.render import markdown_text, to_markdown

MODEL = "report-bot"  # the report ingested last; each report's id is a model too
# Where the words that were streamed are not those of the answer (the model's were not complete): a stream cannot unsay.
INSTEAD = "\n\n（以上没有说完整，请以下面的回答为准。）\n\n"
_log = logging.getLogger(__name__)


class Part(BaseModel):
    type: str = Field(max_length=50)
    text: str = Field(default="", max_length=20_000)


class Message(BaseModel):
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    @property
    def words(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type in ("text", "input_text"))
        return self.content or ""


class ChatBody(BaseModel):
    """OpenAI 的请求格式。只读 user 消息：最后一条是问题，之前的用来理解追问；其他字段不起作用。"""

    model_config = ConfigDict(extra="ignore")

    model: str = Field(
        default=MODEL, max_length=200, description="report-bot，或一份报告的编号，见 GET /v1/models"
    )
    messages: list[Message] = Field(min_length=1, max_length=400)
    stream: bool | None = False


class Choice(BaseModel):
    index: int
    message: dict[str, Any]
    finish_reason: Literal["stop"]


class Completion(BaseModel):
    """OpenAI 的回答格式。choices[0].message.citations 是引用，report_bot 是整个回答对象。"""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice]
    report_bot: dict[str, Any]


class ModelCard(BaseModel):
    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = MODEL


class ModelList(BaseModel):
    object: Literal["list"] = "list"
    data: list[ModelCard]


def openai_router(desk: Desk, door: Door) -> APIRouter:
    router = APIRouter(tags=["OpenAI 格式"])

    @router.get("/v1/models", summary="有哪些“模型”", responses=errors(401), dependencies=[Depends(door)])
    def models() -> ModelList:
        """report-bot 是最后装入的报告；每份报告的编号也是一个模型名。"""
        return ModelList(data=[ModelCard(id=name) for name in (MODEL, *(card.id for card in desk.cards()))])

    @router.post(
        "/v1/chat/completions",
        summary="问一个问题（OpenAI 格式）",
        response_model=Completion,
        responses={200: {"content": EVENTS}, **errors(400, 401, 404, 413, 422)},
    )  # fmt: skip
    def complete(body: ChatBody, caller: Caller = Depends(door)) -> Response:
        """引用在正文里写作 [1]，原文附在后面，并另有 citations 字段。"""
        asked = [sound(message.words) for message in body.messages if message.role == "user"]
        if not asked or body.messages[-1].role != "user":
            raise ApiError(400, "no_question", "最后一条消息应当是 user 的问题。")
        report = _report(desk, body.model)
        earlier = desk.bot.turns([text[:2000] for text in asked[:-1][-TURNS_KEPT:]], report)
        pieces = desk.stream(asked[-1], earlier=earlier, report=report)
        if body.stream:
            first = next(pieces)
            chunks = _chunks(first, pieces, body.model)
            return StreamingResponse(in_threads(chunks), media_type="text/event-stream", headers=SSE)
        *_, answer = pieces
        assert isinstance(answer, Answer)
        return JSONResponse(_completion(answer, body.model))

    return router


def _report(desk: Desk, model: str) -> str | None:
    if model == MODEL:
        return None
    if any(card.id == model for card in desk.cards()):
        return model
    raise ApiError(404, "model_not_found", "没有这个模型。可以写 report-bot，或 GET /v1/models 里的名称。")


def _completion(answer: Answer, model: str) -> dict[str, Any]:
    whole = answer_object(answer, "")
    message = {"role": "assistant", "content": to_markdown(answer), "citations": whole["citations"]}
    return {
        "id": f"chatcmpl-{answer.id}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "report_bot": whole,
    }


def _chunks(first: str | Answer, pieces: Iterator[str | Answer], model: str) -> Iterator[str]:
    """The answer in OpenAI's chunks; the last one carries the citations and the whole object."""
    made, said, name = int(time.time()), "", "chatcmpl-" + str(time.monotonic_ns())

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        head = {"id": name, "object": "chat.completion.chunk", "created": made, "model": model}
        return f"data: {json.dumps(head | {'choices': [choice]} | more, ensure_ascii=False)}\n\n"

    yield chunk({"role": "assistant", "content": ""})
    try:
        piece: str | Answer | None = first
        while piece is not None:
            if isinstance(piece, str):
                said += markdown_text(piece)
                yield chunk({"content": markdown_text(piece)})
            else:
                whole = to_markdown(piece)
                rest = whole[len(said) :] if whole.startswith(said) else INSTEAD + whole
                for part in parts(rest):
                    yield chunk({"content": part})
                answer = answer_object(piece, "")
                yield chunk({}, "stop", citations=answer["citations"], report_bot=answer)
            piece = next(pieces, None)
    except ReportBotError as error:
        yield f"data: {json.dumps(error_body(*of_ours(error)[1:3]), ensure_ascii=False)}\n\n"
    except Exception:
        _log.exception("a stream failed")
        yield f"data: {json.dumps(error_body('internal', FAILED), ensure_ascii=False)}\n\n"
    finally:
        pieces.close()  # type: ignore[attr-defined]
    yield "data: [DONE]\n\n"
