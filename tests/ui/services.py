"""Starts the programs that tests run beside: the server itself, and Redis from the system's package."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def running_redis(folder: Path) -> Iterator[str]:
    """A Redis of its own on a free port, gone afterwards. Skips where there is none, unless CI demands one."""
    program = shutil.which("redis-server")
    if program is None:
        reason = "没有找到 redis-server，跳过 Redis 测试（Debian：apt-get install redis-server）"
        if os.environ.get("REPORT_BOT_REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            deadline = time.monotonic() + 20
            while True:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert server.poll() is None and time.monotonic() < deadline, "redis-server did not start"
                time.sleep(0.02)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()


@contextmanager
def program(
    folder: Path, *options: str, mode: str = "quoted", **environment: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`report-bot serve` as an operator starts it: its address once it is ready, and the process."""
    import httpx

    port = free_port()
    command = [sys.executable, "-m", "report_bot.ui.cli", "serve", "--data", str(folder), "--port", str(port)]
    variables = os.environ | {f"REPORT_BOT_{name}": value for name, value in environment.items()}
    log = folder / "log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [*command, "--no-browser", "--mode", mode, *options],
            env=variables, stdout=subprocess.PIPE, stderr=errors, text=True,
        ) as process,
    ):  # fmt: skip
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert "报告问答已经打开" in said, said + log.read_text()
            url = f"http://127.0.0.1:{port}"
            deadline = time.monotonic() + 60
            while httpx.get(f"{url}/readyz", trust_env=False).status_code != 200:
                assert process.poll() is None and time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
            yield url, process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
