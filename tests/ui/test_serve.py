"""The server as a program: how it begins, ends, runs in several processes, and stands behind nginx at a sub-path."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from services import free_port, program

from report_bot.bot.ask import Bot
from report_bot.bot.types import Answer
from report_bot.ingest.errors import SettingsInvalid
from report_bot.ui.serve import listen

NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
  access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port};
    location /report-bot/ {{
      proxy_pass http://127.0.0.1:{behind}/;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_buffering off;
      proxy_read_timeout 1h;
    }}
  }}
}}
"""


def test_a_taken_port_is_said_at_once_and_in_chinese() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SettingsInvalid, match="--port"):
            listen("127.0.0.1", taken.getsockname()[1])


class Slow:
    """A bot that takes its time."""

    def __init__(self, bot: Bot, begun: threading.Event) -> None:
        self._bot, self._begun = bot, begun

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bot, name)

    def ask_stream(self, text: str, **more: Any) -> Iterator[str | Answer]:
        self._begun.set()
        time.sleep(1.0)
        yield from self._bot.ask_stream(text, **more)


def test_a_server_that_is_told_to_end_finishes_what_is_being_answered(client_of: Any, bot: Bot) -> None:
    """The answer arrives whole; new requests find nobody."""
    from report_bot.bot.settings import Settings
    from report_bot.ui.serve import Plan, make_server

    gc.unfreeze()
    begun = threading.Event()
    app = client_of(bot=Slow(bot, begun)).app
    listening = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = make_server(app, Plan(Settings(_env_file=None), "quoted"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    answers: list[httpx.Response] = []

    def ask() -> None:
        answers.append(httpx.post(f"{url}/api/ask", json={"question": "你好"}, trust_env=False, timeout=30))

    asking = threading.Thread(target=ask)
    begun.clear()
    asking.start()
    assert begun.wait(20)
    assert gc.get_freeze_count() > 100_000  # what was loaded is not gone through while citizens wait
    server.should_exit = True
    asking.join(20)
    thread.join(20)
    assert answers[0].status_code == 200 and answers[0].json()["status"] == "greeting"
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)


@pytest.fixture(scope="module")
def several(
    shipped_index_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, Any]]:
    """Two fronts and the page's process, below a sub-path of a proxy."""
    folder = tmp_path_factory.mktemp("several") / "data"
    shutil.copytree(shipped_index_folder, folder)
    with program(folder, "--workers", "2", ROOT_PATH="/report-bot", RATE_SESSION="1000") as (url, process):
        yield url, folder, process
    assert process.returncode == 0
    entries = [json.loads(line) for line in (folder / "log").read_text().splitlines()]
    assert entries and not [entry for entry in entries if entry["level"] in ("error", "critical")]


def test_a_conversation_goes_on_whichever_process_answers(
    several: tuple[str, Path, Any], dialogue: Any
) -> None:
    """Each request on a connection of its own, so that both fronts take their turn; their counts add up."""
    url, _, _ = several

    def ask(question: str, session: str) -> str:
        body = {"question": question, "session": session}
        return str(httpx.post(f"{url}/api/ask", json=body, trust_env=False, timeout=30).json()["answer"])

    for n in range(4):
        ask(dialogue.question, f"s{n}")
        assert ask(dialogue.follow_up, f"s{n}") == dialogue.followed
    counted = httpx.get(f"{url}/metrics", trust_env=False).text
    (total,) = re.findall(
        r'reportbot_requests_total{method="POST",route="/api/ask",status="200"} (\S+)', counted
    )
    assert float(total) == 8.0


def test_what_the_page_s_process_answers_passes_two_guards_and_bears_one_of_each_header(
    several: tuple[str, Path, Any],
) -> None:
    """The request's id is the one that the front gave it, in both logs; the policy is the page's own."""
    url, folder, _ = several
    response = httpx.get(url + "/", headers={"x-request-id": "from-nginx-1"}, trust_env=False, timeout=30)
    assert response.status_code == 200
    assert response.headers.get_list("x-request-id") == ["from-nginx-1"]
    (policy,) = response.headers.get_list("content-security-policy")
    assert "'sha256-" in policy
    (made_up,) = httpx.get(url + "/", trust_env=False, timeout=30).headers.get_list("x-request-id")
    for request_id in ("from-nginx-1", made_up):
        deadline = time.monotonic() + 20  # an entry is written once the response has left
        while (folder / "log").read_text().count(f'"request_id": "{request_id}"') != 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_a_process_that_dies_is_begun_again(several: tuple[str, Path, Any]) -> None:
    url, _, process = several
    children = subprocess.run(
        ["pgrep", "-P", str(process.pid), "-f", "spawn_main"], capture_output=True, text=True
    ).stdout.split()
    assert len(children) == 3
    os.kill(int(children[-1]), signal.SIGKILL)
    deadline = time.monotonic() + 60
    while True:
        now = subprocess.run(
            ["pgrep", "-P", str(process.pid), "-f", "spawn_main"], capture_output=True, text=True
        ).stdout.split()
        if len(now) == 3 and children[-1] not in now:
            break
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert httpx.get(f"{url}/healthz", trust_env=False, timeout=30).status_code == 200


@pytest.fixture(scope="module")
def nginx(several: tuple[str, Path, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Debian's nginx in front of them: the address at which a citizen finds the page."""
    found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if not found:
        reason = "没有找到 nginx，跳过反向代理的测试（Debian：apt-get install nginx-light）"
        if os.environ.get("REPORT_BOT_REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    behind = several[0].rpartition(":")[2]
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, behind=behind))
    with subprocess.Popen([found, "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]) as process:
        try:
            url = f"http://127.0.0.1:{port}/report-bot"
            deadline = time.monotonic() + 20
            while True:
                try:
                    httpx.get(f"{url}/healthz", trust_env=False)
                    break
                except httpx.ConnectError:
                    assert process.poll() is None and time.monotonic() < deadline
                    time.sleep(0.05)
            yield url
        finally:
            process.terminate()
            process.wait(20)


def test_behind_nginx_the_interface_answers_streams_and_describes_itself_at_the_sub_path(nginx: str) -> None:
    """The first sentence comes through before the answer is whole (nothing is held back)."""
    answer = httpx.post(f"{nginx}/api/ask", json={"question": "你好"}, trust_env=False, timeout=30)
    assert answer.json()["status"] == "greeting"
    body = {"question": "你好", "stream": True}
    with httpx.stream("POST", f"{nginx}/api/ask", json=body, trust_env=False, timeout=30) as response:
        assert "event: answer" in "".join(response.iter_text())
    schema = httpx.get(f"{nginx}/api/openapi.json", trust_env=False).json()
    assert schema["servers"] == [{"url": "/report-bot"}]
    assert httpx.get(f"{nginx}/api/docs.css", trust_env=False).status_code == 200


@pytest.mark.browser
def test_behind_nginx_the_page_works_at_the_sub_path(nginx: str, browser: Any, dialogue: Any) -> None:
    """Through nginx and a front to the page's process: asked, answered, and nothing loaded from beside the path."""
    page = browser.new_page(locale="zh-CN")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(nginx + "/")
    page.locator("#rb-box textarea").fill(dialogue.question)
    page.locator("#rb-send").click()
    page.locator("#rb-chat .rb-answer[data-status=answered]").wait_for()
    page.close()
    outside = [url for url in loaded if not url.startswith((nginx, "data:", "blob:"))]
    assert outside == []
