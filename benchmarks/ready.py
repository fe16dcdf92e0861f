"""How long `report-bot serve` takes to be ready, against importing what it uses and loading the embedder, in one run.

    python benchmarks/ready.py 索引文件夹

Prints the ratio (at most 1.2 is wanted). Each side is a process of its own, in turn, three times; the medians count.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROUNDS = 3
# What the server imports, and the embedder with its first vector; nothing of ours is built or opened.
PLAIN = """
import os
os.environ.update(GRADIO_ANALYTICS_ENABLED="False", HF_HUB_OFFLINE="1")
import bm25s, chromadb, fastapi, gradio, httpx, jinja2, opencc, pydantic_settings, pypinyin, prometheus_client
import rjieba, cn2an, structlog, uvicorn
from report_bot.ingest.embed import bundled_embedder
bundled_embedder().query("预热")
"""


def plain() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", PLAIN], check=True)
    return time.perf_counter() - started


def ready(data: str) -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "report_bot.ui.cli",
        "serve",
        "--data",
        data,
        "--port",
        str(port),
        "--no-browser",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    ) as server:
        while True:
            try:
                # Too short a wait would steal the processor that the server needs.
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=60):
                    break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        took = time.perf_counter() - started
        server.terminate()
    return took


if __name__ == "__main__":
    plains, readies = [], []
    for _ in range(ROUNDS):
        plains.append(plain())
        readies.append(ready(sys.argv[1]))
    one, other = statistics.median(plains), statistics.median(readies)
    print(f"imports and embedder {one:.2f} s, ready {other:.2f} s, ratio {other / one:.2f}")
