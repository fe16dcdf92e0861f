"""The server under load, quoted mode, loopback: requests a second and latencies against the plain cost of one embedding.

    python benchmarks/load.py 索引文件夹 [--seconds 20] [--clients 1,8,64,256] [--workers 1]

Locust drives it; this file is its locustfile as well. Every client is a conversation of its own and knows what it must
be told: an answer meant for somebody else, or a 5xx, is a failure. A 429 is counted by itself, and waited out.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

EXPECTED = "LOAD_EXPECTED"  # a file: [[question, answer, follow-up, its answer], …]
FOLLOW_UP = "那今年呢"
_numbers = itertools.count()

if EXPECTED in os.environ:
    import gevent
    from locust import FastHttpUser, constant, task

    CASES = json.loads(Path(os.environ[EXPECTED]).read_text(encoding="utf-8"))

    class Citizen(FastHttpUser):
        """Asks a question, then what follows on it, over and over in new conversations."""

        wait_time = constant(0)
        network_timeout = connection_timeout = 120.0

        @task
        def converse(self) -> None:
            number = next(_numbers)
            case = CASES[number % len(CASES)]
            session = f"{os.getpid()}-{number}"
            if self.told(case[0], session, case[1]):
                self.told(case[2], session, case[3])

        def told(self, question: str, session: str, expected: str) -> bool:
            body = {"question": question, "session": session}
            with self.client.post("/api/ask", json=body, name="answer", catch_response=True) as response:
                if response.status_code == 429:
                    response.request_meta["name"] = "turned away"
                    response.success()
                    gevent.sleep(float(response.headers["retry-after"]))
                    return False
                if response.status_code != 200:
                    response.failure(f"status {response.status_code}")
                    return False
                answer = json.loads(response.text)
                if (answer["session"], answer["answer"]) != (session, expected):
                    response.failure("somebody else's answer")
                return True


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("data", type=Path)
    options.add_argument("--seconds", type=int, default=20)
    options.add_argument("--clients", default="1,8,64,256")
    options.add_argument("--workers", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(chosen.data, data)
        cases, embedding_ms = prepared(data)
        (Path(folder) / "expected.json").write_text(json.dumps(cases, ensure_ascii=False), encoding="utf-8")
        run(Path(folder), data, chosen, embedding_ms)


def prepared(data: Path) -> tuple[list[list[str]], float]:
    """What must be answered, and the plain cost of one embedding, alone on this machine."""
    from report_bot.bot.ask import open_bot
    from report_bot.bot.types import Turn
    from report_bot.ingest.embed import bundled_embedder

    bot, cases = open_bot(data), []
    for question in bot.examples(None, 12):
        first = bot.ask(question)
        follow = bot.ask(FOLLOW_UP, earlier=(Turn(first.resolved, first.report_id),))
        cases.append([question, first.text, FOLLOW_UP, follow.text])
    embedder = bundled_embedder()
    started = time.perf_counter()
    for n in range(60):
        embedder.query(cases[n % len(cases)][0])
    return cases, (time.perf_counter() - started) / 60 * 1000


def run(folder: Path, data: Path, chosen: argparse.Namespace, embedding_ms: float) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    variables = os.environ | {"REPORT_BOT_RATE_ADDRESS": "100000000", "REPORT_BOT_RATE_SESSION": "1000"}
    command = [
        sys.executable, "-m", "report_bot.ui.cli", "serve", "--data", str(data), "--port", str(port), "--mode", "quoted",
        "--no-browser", "--workers", str(chosen.workers),
    ]  # fmt: skip
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log, env=variables) as server,
    ):
        wait_for(url)
        print(f"one embedding {embedding_ms:.1f} ms; RSS at start {memory(server.pid):.0f} MB", flush=True)
        print("clients  answers/s  p50 ms  p95 ms  p99 ms  turned away  failures  p50 / embedding")
        for clients in map(int, chosen.clients.split(",")):
            drive(folder, url, clients, chosen.seconds, embedding_ms)
            print(f"         RSS {memory(server.pid):.0f} MB", flush=True)
        server.terminate()
        print(f"the server ended with {server.wait(60)}")


def drive(folder: Path, url: str, clients: int, seconds: int, embedding_ms: float) -> None:
    """One run of locust, in a process of its own; its table's rows by name."""
    out = folder / f"run{clients}"
    command = [
        sys.executable, "-m", "locust", "-f", __file__, "--headless", "-u", str(clients), "-r", str(clients),
        "-t", f"{seconds}s", "--host", url, "--csv", str(out), "--only-summary", "--stop-timeout", "60",
    ]  # fmt: skip
    variables = os.environ | {EXPECTED: str(folder / "expected.json")}
    subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(f"{out}_stats.csv", encoding="utf-8") as file:
        rows = {row["Name"]: row for row in csv.DictReader(file)}
    answers, away = rows["answer"], rows.get("turned away", {"Request Count": "0"})
    print(
        f"{clients:7}  {float(answers['Requests/s']):9.1f}  {float(answers['50%']):6.0f}  {float(answers['95%']):6.0f}  "
        f"{float(answers['99%']):6.0f}  {away['Request Count']:>11}  {answers['Failure Count']:>8}  "
        f"{float(answers['50%']) / embedding_ms:14.1f}"
    )


def wait_for(url: str) -> None:
    while True:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=60):
                return
        except OSError:
            time.sleep(0.2)


def memory(pid: int) -> float:
    """Resident memory of the server and its processes, in MB."""
    import psutil

    whole = psutil.Process(pid)
    return float(sum(p.memory_info().rss for p in (whole, *whole.children(recursive=True))) / 1e6)


if __name__ == "__main__":
    main()
