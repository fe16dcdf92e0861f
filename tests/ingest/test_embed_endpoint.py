"""An embeddings endpoint in place of the bundled model: a real HTTP server on this machine, sound and unsound."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from report_bot.bot.ask import open_bot
from report_bot.bot.library import configured_embedder
from report_bot.bot.settings import Settings
from report_bot.ingest.build import ingest
from report_bot.ingest.embed import bundled_embedder, open_embedder
from report_bot.ingest.errors import EmbedderUnavailable, IndexMismatch, SettingsInvalid
from report_bot.prompts.load import glossary

KEY = "sk-embed-93ab"
REPORT = Path(__file__).parents[1] / "bot" / "check_cases" / "invented.txt"


class Server(ThreadingHTTPServer):
    """Serves the bundled model's vectors, three times as long as they ought to be and in reverse order."""

    daemon_threads = True
    does = "answer"
    asked = 0


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked += 1
        if self.server.does == "breaks":
            return self._reply(500, {"error": {"message": f"no: {self.headers['Authorization']}"}})
        vectors = bundled_embedder().passages(body["input"]) * 3
        rows = [{"object": "embedding", "index": i, "embedding": v.tolist()} for i, v in enumerate(vectors)]
        if self.server.does == "too_few":
            rows = rows[1:]
        if self.server.does == "zeros":
            rows[0]["embedding"] = [0.0] * 384
        self._reply(200, {"object": "list", "model": body["model"], "data": rows[::-1], "usage": {"prompt_tokens": 1, "total_tokens": 1}})  # fmt: skip

    def _reply(self, status: int, said: object) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """No word on stderr."""


@pytest.fixture(scope="module")
def serving() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def server(serving: Server) -> Iterator[Server]:
    yield serving
    serving.does = "answer"


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/v1"


@pytest.fixture(scope="module")
def folder(serving: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of a small report whose vectors came from the endpoint."""
    folder = tmp_path_factory.mktemp("endpoint") / "data"
    embedder = open_embedder(address(serving), "e5", KEY)
    ingest([REPORT], folder, embedder=embedder, glossary_digest=glossary().digest)
    return folder


def test_no_address_is_the_bundled_model() -> None:
    assert open_embedder() is bundled_embedder()


def test_vectors_come_in_order_and_of_length_one(server: Server) -> None:
    texts = ["城镇新增就业4200人", "茶叶种植面积稳定在9.8万亩", "县医院门诊楼启用"]
    done: list[int] = []
    vectors = open_embedder(address(server), "e5", KEY).passages(texts, done.append)
    assert np.allclose(vectors, bundled_embedder().passages(texts), atol=1e-5) and sum(done) == 3


def test_questions_are_answered_over_its_index(folder: Path, server: Server) -> None:
    bot = open_bot(folder, embedder=open_embedder(address(server), "e5", KEY))
    asked = server.asked
    assert "4200人" in bot.ask("今年城镇新增就业目标是多少").text and server.asked == asked + 1


def test_an_index_refuses_another_embedder_and_says_what_to_run(folder: Path, server: Server) -> None:
    """The manifest remembers the model: the bundled one and another endpoint model are both turned away."""
    for other in (bundled_embedder(), open_embedder(address(server), "bge-m3", KEY)):
        with pytest.raises(IndexMismatch, match=r"向量模型.*report-bot ingest"):
            open_bot(folder, embedder=other)
    moved = open_embedder("http://127.0.0.1:9/v1", "e5", "")
    assert open_bot(folder, embedder=moved).read().report.place == "云溪县"


@pytest.mark.parametrize("does", ["breaks", "too_few", "zeros"])
def test_unusable_vectors_raise_without_what_the_endpoint_said(does: str, server: Server) -> None:
    """The operator reads which settings to look at, and never the key."""
    server.does = does
    with pytest.raises(EmbedderUnavailable, match="REPORT_BOT_EMBEDDING_") as caught:
        open_embedder(address(server), "e5", KEY).query("甲")
    assert KEY not in repr(caught.value) + str(caught.value)


def test_while_it_is_down_the_words_alone_search(
    folder: Path, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    """A citizen still has a right answer; after two failures the endpoint is left alone for a while."""
    caplog.set_level(logging.DEBUG)
    server.does = "breaks"
    bot = open_bot(folder, embedder=open_embedder(address(server), "e5", KEY))
    asked = server.asked
    for _ in range(3):
        assert "4200人" in bot.ask("今年城镇新增就业目标是多少").text
    assert server.asked == asked + 2
    assert "the embeddings endpoint gave no vector" in caplog.text and KEY not in caplog.text


def test_an_address_needs_a_model() -> None:
    with pytest.raises(SettingsInvalid, match="REPORT_BOT_EMBEDDING_MODEL"):
        configured_embedder(Settings(_env_file=None, embedding_base_url="http://127.0.0.1:9/v1"))  # type: ignore[call-arg]
