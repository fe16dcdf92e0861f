"""A real HTTP server on this machine that speaks the chat API, and misbehaves as it is told."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "sk-test-4f1d2c9b7a"
RIGHT = "2023年，淄博市城镇新增就业5.9万人[1]。"


class Endpoint(ThreadingHTTPServer):
    """`does` names what it does to each request; `asked` counts the requests, `bodies` keeps what was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.does = "answer"
        self.says = RIGHT
        self.bodies: list[dict[str, object]] = []
        self.closing = threading.Event()

    @property
    def asked(self) -> int:
        return len(self.bodies)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """The client hung up, as it should: no word on stderr."""


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.bodies.append(body)
        getattr(self, "_" + self.server.does)()

    def log_message(self, format: str, *args: object) -> None:
        """No word on stderr."""

    # What it can do.

    def _answer(self) -> None:
        self._stream(self.server.says[i : i + 4] for i in range(0, len(self.server.says), 4))

    def _refuses_key(self) -> None:
        self._error(401, f"Incorrect API key provided: {self.headers['Authorization']}")

    def _unknown_model(self) -> None:
        self._error(404, "The model does not exist")

    def _busy(self) -> None:
        self._error(429, "Rate limit reached", {"Retry-After": "120"})

    def _breaks(self) -> None:
        self._error(500, "Internal error")

    def _hangs(self) -> None:
        self.server.closing.wait(30)

    def _hangs_midway(self) -> None:
        self._head()
        self._piece("2023年，淄博市城镇新增")
        self.server.closing.wait(30)

    def _tears_json(self) -> None:
        self._head()
        self.wfile.write('data: {"choices":[{"index":0,"delta":{"content":"2023年，城镇新'.encode())

    def _says_nothing(self) -> None:
        self._stream([])

    def _raw_garbage(self) -> None:
        self._head()
        self.wfile.write(random.Random(1).randbytes(100_000))

    def _long_garbage(self) -> None:
        noise = random.Random(2)
        self._stream("".join(chr(noise.randrange(0x4E00, 0x9FA5)) for _ in range(500)) for _ in range(200))

    def _english(self) -> None:
        self._stream(
            ["In 2023, the number of ", "new urban jobs was 59,000", ", according to the report. " * 3]
        )

    def _calls_tools(self) -> None:
        self._head()
        call = {"index": 0, "id": "1", "type": "function", "function": {"name": "search", "arguments": "{}"}}
        self._delta({"role": "assistant", "content": None, "tool_calls": [call]})
        self._end()

    def _thinks(self) -> None:
        self._stream(["<th", "ink>今年是5.5万人，", "还是去年6万人？</thi", "nk>", RIGHT[:9], RIGHT[9:]])

    def _thinks_on(self) -> None:
        self._stream(["<think>去年城镇新增就业6万人。", "还是5.5万人？"])

    def _lies(self) -> None:
        self._stream(["2023年，城镇新增就业5.5万人[1]。", "高新技术企业达到2800家[1]。"])

    # How it says it.

    def _head(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def _delta(self, delta: dict[str, object], reason: str | None = None) -> None:
        chunk = {
            "id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": reason}],
        }  # fmt: skip
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def _piece(self, text: str) -> None:
        self._delta({"role": "assistant", "content": text})

    def _end(self) -> None:
        self._delta({}, "stop")
        self.wfile.write(b"data: [DONE]\n\n")

    def _stream(self, pieces: object) -> None:
        self._head()
        for piece in pieces:  # type: ignore[attr-defined]
            self._piece(piece)
        self._end()

    def _error(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        body = json.dumps({"error": {"message": message, "type": "error", "code": None}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """One that answers right until it is told otherwise."""
    server = Endpoint()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
