"""Structured logs: one JSON object a line on stderr, with the request's id and without anybody's question."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any, TextIO, TypeVar

import structlog

from report_bot.bot.types import Answer

T = TypeVar("T")
_DEEPEST = 12  # frames of a trace
_QUIET = ("httpx", "httpcore", "gradio", "urllib3", "uvicorn.access")


def set_up_logs(*, questions: bool, stream: TextIO | None = None) -> None:
    """Every logger of the process writes JSON from now on. `questions`: the operator wants the words of questions too."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _Failures(words=questions),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                # ensure_ascii: a line break or a control character in a text can never begin a line of its own.
                structlog.processors.JSONRenderer(ensure_ascii=True),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)


def log_answer(answer: Answer, *, questions: bool) -> None:
    """A listener of the Desk."""
    words = {"question": answer.question, "answer": answer.text} if questions else {}
    structlog.stdlib.get_logger("report_bot.answer").info(
        "answer",
        answer_id=answer.id,
        status=answer.status.value,
        mode=answer.mode.value,
        report=answer.report_id,
        citations=len(answer.citations),
        fallback=answer.fallback,
        ms=answer.elapsed_ms,
        **words,
    )


def under_request(request_id: str, pieces: Iterator[T]) -> Iterator[T]:
    """The pieces, with the request's id on every entry that making them writes, in whichever thread that is done."""
    while True:
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                piece = next(pieces)
            except StopIteration:
                return
        yield piece


class _Failures:
    """A trace as places in the code. An exception's own words may repeat a question: they stay out unless asked for."""

    def __init__(self, *, words: bool) -> None:
        self._words = words

    def __call__(self, logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
        given = event.pop("exc_info", None)
        if not given:
            return event
        if given is True:
            given = sys.exc_info()
        error = given if isinstance(given, BaseException) else given[1]
        if error is None:
            return event
        event["exception"] = type(error).__name__
        event["trace"] = _places(error.__traceback__)
        if self._words:
            event["exception_words"] = str(error)
        return event


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-_DEEPEST:]
    ]
