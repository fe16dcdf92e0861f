"""Logs: one JSON object a line, with the request's id and without anybody's question unless the operator wants it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import structlog

from report_bot.bot.types import Answer, AnswerStatus, Mode
from report_bot.ui.logs import log_answer, set_up_logs, under_request

HOSTILE = '我的私事\n{"event": "forged"}\x1b[31m'
ANSWER = Answer(HOSTILE, HOSTILE, "好。", AnswerStatus.ANSWERED, (), (), Mode.QUOTED, 1.0, "r", id="a1")


def written(questions: bool) -> list[dict[str, object]]:
    stream = io.StringIO()
    set_up_logs(questions=questions, stream=stream)
    structlog.contextvars.bind_contextvars(request_id="id-1")
    log_answer(ANSWER, questions=questions)
    try:
        raise ValueError(f"cannot read {HOSTILE}")
    except ValueError:
        logging.getLogger("report_bot.somewhere").exception("a question could not be answered")
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_entry_says_what_happened_to_which_request_and_not_what_was_asked() -> None:
    """An exception's own words may repeat the question: only its kind and its place are written."""
    answer, failure = written(questions=False)
    assert answer["answer_id"] == "a1" and answer["request_id"] == failure["request_id"] == "id-1"
    assert failure["exception"] == "ValueError" and "test_logs.py" in str(failure["trace"])
    assert "私事" not in json.dumps([answer, failure], ensure_ascii=False)


def test_questions_are_written_where_the_operator_wants_them_and_stay_one_line() -> None:
    """Nothing in a question begins an entry of its own or acts on a terminal."""
    answer, failure = written(questions=True)
    assert answer["question"] == HOSTILE and HOSTILE in str(failure["exception_words"])


def test_what_is_made_piece_by_piece_in_other_threads_keeps_its_request_s_id() -> None:
    """Gradio takes each piece of an answer in whichever thread is free, where nothing is known of the request."""
    stream = io.StringIO()
    set_up_logs(questions=False, stream=stream)

    def pieces() -> Iterator[int]:
        for n in range(2):
            log_answer(ANSWER, questions=False)
            yield n

    made = under_request("id-9", pieces())
    for n in range(2):
        with ThreadPoolExecutor(1) as aside:
            assert aside.submit(next, made).result() == n
    assert list(made) == []
    assert [json.loads(line)["request_id"] for line in stream.getvalue().splitlines()] == ["id-9"] * 2
