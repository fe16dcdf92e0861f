"""POST /api/ask and POST /api/feedback: a question in, the answer object out, at once or sentence by sentence."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

from anyio import CancelScope
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse, Response, StreamingResponse

from report_bot.bot.types import Answer
from report_bot.ingest.errors import ReportBotError
from report_bot.ingest.passages import sentences
from report_bot.ui.api.access import Caller, Door
from report_bot.ui.api.errors import FAILED, ApiError, error_body, of_ours
from report_bot.ui.api.models import EVENTS, AnswerObject, AskBody, FeedbackBody, Kept, errors
from report_bot.ui.cli_ask import sound
from report_bot.ui.desk import Desk
from report_bot.ui.feedback import Feedback
from report_bot.ui.render import to_json

SSE = {"cache-control": "no-store", "x-accel-buffering": "no"}  # nginx would hold the sentences back
_log = logging.getLogger(__name__)


def ask_router(desk: Desk, feedback: Feedback, door: Door) -> APIRouter:
    router = APIRouter(tags=["提问"])

    @router.post(
        "/api/ask",
        summary="问一个问题",
        response_model=AnswerObject,
        responses={200: {"content": EVENTS}, **errors(401, 404, 413, 422)},
    )
    def ask(body: AskBody, caller: Caller = Depends(door)) -> Response:
        """回答对象里的每个数据都有出处。`stream` 为 true 时逐句给出：事件 sentence 是核对过的句子，最后的事件 answer
        是整个回答对象，以它为准；中途出错则是事件 error。"""
        session = body.session or uuid4().hex
        pieces = desk.stream(
            sound(body.question),
            session=caller.session(session),
            report=body.report,
            worded=not body.quoted,
        )
        if not body.stream:
            *_, answer = pieces
            assert isinstance(answer, Answer)
            return JSONResponse(answer_object(answer, session))
        first = next(pieces)  # so that a question not taken on is an error with its own status
        return StreamingResponse(
            in_threads(_events(first, pieces, session)), media_type="text/event-stream", headers=SSE
        )

    @router.post(
        "/api/feedback",
        summary="评价一个回答",
        response_model=Kept,
        responses=errors(404, 413, 422),
    )
    def rate(body: FeedbackBody) -> Kept:
        """不要密钥：凭回答的编号评价，网页也用它。电话、身份证号、银行卡号在保存之前就会遮去。"""
        if not feedback.rate(body.answer_id, body.up, sound(body.reason)):
            raise ApiError(404, "answer_unknown", "没有这个回答，或者它已经过了可以评价的时候。")
        return Kept()

    return router


def answer_object(answer: Answer, session: str) -> dict[str, Any]:
    return {"answer_id": answer.id, "session": session, **to_json(answer)}


def parts(text: str) -> Iterator[str]:
    """A finished text in sentences, which joined are the text."""
    at = 0
    for _, end in sentences(text, 0, len(text)):
        yield text[at:end]
        at = end
    if at < len(text):
        yield text[at:]


def _events(first: str | Answer, pieces: Iterator[str | Answer], session: str) -> Iterator[str]:
    """Server-sent events. A quoted answer is cut into its sentences; they are the report's own."""
    said = False
    try:
        piece: str | Answer | None = first
        while piece is not None:
            if isinstance(piece, str):
                said = True
                yield _event("sentence", {"text": piece})
            else:
                for sentence in () if said else parts(piece.text):
                    yield _event("sentence", {"text": sentence})
                yield _event("answer", answer_object(piece, session))
            piece = next(pieces, None)
    except ReportBotError as error:
        _, code, message, _ = of_ours(error)
        yield _event("error", error_body(code, message))
    except Exception:
        _log.exception("a stream failed")
        yield _event("error", error_body("internal", FAILED))
    finally:
        pieces.close()  # type: ignore[attr-defined]  # a generator: gives its place at the desk back


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


async def in_threads(pieces: Iterator[str]) -> AsyncIterator[str]:
    """A generator that may block, in an event loop; closed also where the client has gone."""
    try:
        while (piece := await run_sync(next, pieces, None)) is not None:
            yield piece
    finally:
        with CancelScope(shield=True):
            await run_sync(pieces.close)  # type: ignore[attr-defined]
