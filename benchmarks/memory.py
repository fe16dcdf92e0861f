"""Resident memory of `report-bot serve`, freshly started and after 200 questions. Run: python benchmarks/memory.py [DIR]

The questions go through the page's queue, as a browser sends them.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from pathlib import Path

from report_bot.ingest.embed import bundled_embedder
from report_bot.ingest.index import Index
from report_bot.prompts.load import glossary

QUESTIONS = 200


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("report-bot-data")
    embedder = bundled_embedder()
    index = Index.open(folder, embedder_name=embedder.name, glossary_digest=glossary().digest)
    names = list(dict.fromkeys(figure.indicator for figure in index.read().figures if figure.indicator))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "report_bot.ui.cli", "serve", "--port", str(port), "--no-browser"]
    server = subprocess.Popen(
        [*command, "--data", str(folder)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        assert server.stdout is not None
        server.stdout.readline()
        print(f"started: {_resident(server.pid):.0f} MB")
        _ask(port, names)
        print(f"after {QUESTIONS} questions: {_resident(server.pid):.0f} MB")
    finally:
        server.terminate()
        server.wait()


def _ask(port: int, names: list[str]) -> None:
    import httpx

    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as browser:
        config = browser.get("/config").json()
        box = next(part["id"] for part in config["components"] if part["props"].get("elem_id") == "rb-box")
        picker = next(
            part["id"] for part in config["components"] if part["props"].get("elem_id") == "rb-picker"
        )
        event = next(d for d in config["dependencies"] if [box, "submit"] in d["targets"])
        report = next(part["props"]["value"] for part in config["components"] if part["id"] == picker)
        started = time.perf_counter()
        for number in range(QUESTIONS):
            session = f"visitor-{number // 5}"  # five questions each
            given = {box: f"去年{names[number % len(names)]}是多少？", picker: report}
            data = [given.get(part) for part in event["inputs"]]
            joined = {"data": data, "fn_index": event["id"], "session_hash": session}
            browser.post("/gradio_api/queue/join", json=joined).raise_for_status()
            answer = browser.get("/gradio_api/queue/data", params={"session_hash": session}).text
            if '"success":true' not in answer.replace(" ", ""):
                raise SystemExit(f"the page did not answer: {answer[-500:]}")
    print(f"{QUESTIONS} questions in {time.perf_counter() - started:.1f} s")


def _resident(pid: int) -> float:
    """Megabytes; Linux only."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


if __name__ == "__main__":
    main()
