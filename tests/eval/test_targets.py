"""The targets, each against something real: a local HTTP server, a file, the bot itself."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from report_bot.eval.grade_types import Reply
from report_bot.eval.question_set import EvalQuestion
from report_bot.eval.targets import InProcess, OpenAiChat, Recorded, ReportBotHttp, open_target
from report_bot.ingest.errors import SettingsInvalid

QUESTION = EvalQuestion(
    "q1", "zibo-2024", ("去年新增就业多少人", "那今年呢"), "followup", "就业", (), (), (), (), ("answered",)
)


class Server:
    """Answers each POST with the next of `replies` (a status and a body), and keeps what was sent."""

    def __init__(self) -> None:
        self.replies: list[tuple[int, Any]] = []
        self.seen: list[tuple[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.seen.append((self.path, body))
                status, answer = outer.replies.pop(0) if len(outer.replies) > 1 else outer.replies[0]
                data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: Any) -> None: ...

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.http.serve_forever, daemon=True)
    thread.start()
    yield made
    made.http.shutdown()
    made.http.server_close()
    thread.join()


ANSWER = {
    "question": "那今年呢", "answer": "5.5万人[1]。", "status": "answered", "refused": False, "elapsed_ms": 12.5,
    "citations": [{"n": 1, "quote": "城镇新增就业5.5万人以上"}], "figures": [],
}  # fmt: skip
CHAT = {
    "id": "1", "object": "chat.completion", "created": 1, "model": "m",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "5.5万人。"}}],
}  # fmt: skip


def test_our_http_interface_gets_all_turns_of_one_session(server: Server) -> None:
    server.replies = [(200, ANSWER)]
    reply = ReportBotHttp(server.url).ask(QUESTION)
    assert reply == Reply("5.5万人[1]。", "answered", False, ("城镇新增就业5.5万人以上",), 12.5)
    assert [(path, body["question"], body["report"]) for path, body in server.seen] == [
        ("/api/ask", text, "zibo-2024") for text in QUESTION.turns
    ]
    assert len({body["session"] for _, body in server.seen}) == 1
    ReportBotHttp(server.url).ask(QUESTION)
    assert len({body["session"] for _, body in server.seen}) == 2


def test_a_busy_server_is_tried_again(server: Server) -> None:
    server.replies = [(503, {}), (200, ANSWER)]
    assert ReportBotHttp(server.url).ask(QUESTION).status == "answered"


@pytest.mark.parametrize(
    ("status", "body"), [(404, {}), (500, {}), (200, b"<html>"), (200, {"detail": "?"}), (200, [])]
)
def test_what_is_no_answer_becomes_an_error_and_never_an_exception(
    server: Server, status: int, body: Any
) -> None:
    server.replies = [(status, body)]
    reply = ReportBotHttp(server.url).ask(QUESTION)
    assert reply.error.startswith("没有得到回答") and reply.text == ""


def test_an_unreachable_server_is_an_error() -> None:
    assert ReportBotHttp("http://127.0.0.1:9", timeout=1).ask(QUESTION).error


def test_a_chat_gets_its_own_answers_as_earlier_turns(server: Server) -> None:
    server.replies = [(200, CHAT)]
    reply = OpenAiChat(f"{server.url}/v1", "some-model", "").ask(QUESTION)
    assert (reply.text, reply.status, reply.refused, reply.quotes) == ("5.5万人。", None, None, None)
    assert reply.elapsed_ms is not None and reply.elapsed_ms > 0
    path, last = server.seen[-1]
    assert path == "/v1/chat/completions" and last["model"] == "some-model"
    assert [m["role"] for m in last["messages"]] == ["user", "assistant", "user"]
    assert last["messages"][1]["content"] == "5.5万人。"


def test_a_chat_that_fails_is_an_error(server: Server) -> None:
    server.replies = [(401, {"error": {"message": "no key"}})]
    assert "AuthenticationError" in OpenAiChat(f"{server.url}/v1", "m", "").ask(QUESTION).error


def test_recorded_answers_are_found_by_id(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text(
        json.dumps({"id": "q1"} | ANSWER) + "\n\n" + json.dumps({"id": "q2", "error": "坏了"}), "utf-8"
    )
    target = Recorded(file)
    assert target.ask(QUESTION).text == "5.5万人[1]。"
    other = EvalQuestion("q2", "zibo-2024", ("?",), "figure", "", (), (), (), (), ("answered",))
    assert target.ask(other).error == "坏了"
    missing = EvalQuestion("q3", "zibo-2024", ("?",), "figure", "", (), (), (), (), ("answered",))
    assert target.ask(missing).error == "文件里没有这一题的回答"


@pytest.mark.parametrize("line", ["{", "[]", '{"answer": "x"}'])
def test_a_file_of_something_else_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text(line, "utf-8")
    with pytest.raises(SettingsInvalid, match="第 1 行"):
        Recorded(tmp_path / "a.jsonl")


def test_our_bot_answers_in_process(shipped_index_folder: Path) -> None:
    target = InProcess(shipped_index_folder)
    reply = target.ask(QUESTION)
    assert "5.5万人" in reply.text and reply.status == "answered" and reply.quotes
    elsewhere = EvalQuestion("q", "nowhere-2020", ("?",), "figure", "", (), (), (), (), ("answered",))
    assert target.ask(elsewhere).error == "索引里没有报告 nowhere-2020"


def test_what_cannot_be_opened_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="--target 要写网址"):
        open_target("example", "openai", data=tmp_path)
    with pytest.raises(SettingsInvalid, match="模型措辞"):
        open_target(None, "report-bot", data=tmp_path, mode="generated")
