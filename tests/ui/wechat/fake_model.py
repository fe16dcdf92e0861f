"""A model's endpoint for tests: OpenAI's streaming format over HTTP, words from the prompt's own passages, late on purpose."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_PASSAGE = re.compile(r"^\[1\] (?:(\d{4}年)[^：]*?(已完成|计划)?)(?:，[^：]*)?：(.*)$", re.MULTILINE)
_QUESTION = re.compile(r"问题：(.*)")
PAUSE = "…"


class FakeModel:
    """`late` gives the seconds before the first word, by the question; `asked` counts the questions."""

    def __init__(self, late: Callable[[str], float] = lambda question: 0.0) -> None:
        self.late, self.asked = late, list[str]()
        self.broken = False
        self.pause, self.sentences = 0.0, 1  # seconds within each further sentence
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> FakeModel:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                prompt = "\n".join(message["content"] for message in body["messages"])
                question = _QUESTION.findall(prompt)[-1].strip()
                model.asked.append(question)
                time.sleep(model.late(question))
                try:
                    if model.broken:
                        self.send_error(500)
                        return
                    self.send_response(200)
                    self.send_header("Content-Type", "text/event-stream")
                    self.end_headers()
                    for n, piece in enumerate(_words(prompt, model.sentences)):
                        if piece == PAUSE:
                            time.sleep(model.pause)
                            continue
                        self._chunk({"role": "assistant", "content": piece} if n == 0 else {"content": piece})
                    self._chunk({}, "stop")
                    self.wfile.write(b"data: [DONE]\n\n")
                except OSError:
                    return  # whoever asked has gone

            def _chunk(self, delta: dict[str, Any], finish: str | None = None) -> None:
                chunk = {
                    "id": "x",
                    "object": "chat.completion.chunk",
                    "created": 0,
                    "model": "fake",
                    "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
                }
                self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                self.wfile.flush()

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        return Handler


def _words(prompt: str, sentences: int = 1) -> list[str]:
    """The clauses of the first passage nearest to the question, with their year: true, and not as they are quoted."""
    found = _PASSAGE.search(prompt)
    assert found, prompt
    year, status, text = found.groups()
    question = _QUESTION.findall(prompt)[-1]
    asked = {question[n : n + 2] for n in range(len(question) - 1)}
    clauses = sorted(re.split(r"[，；。]", text), key=lambda part: -sum(pair in part for pair in asked))
    pieces: list[str] = []
    for clause in clauses[:sentences]:
        said = f"{year}{'计划' if status == '计划' else ''}，{clause}[1]。"
        cut = [said[n : n + 6] for n in range(0, len(said), 6)]
        pieces += [cut[0], *([PAUSE] if pieces else []), *cut[1:]]
    return pieces
