"""Several processes behind one address: fronts answer the interface and hand the page's requests to the one page process.

Gradio keeps each browser's events in the memory of one process, so the page cannot be spread. The fronts share the
listening socket; the page process listens on a unix socket that only this user reaches. One port, no balancer to set
up, and a slow page never holds up the interface. What they share lies in the Store (sessions, limits) and in files.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import FrameType

from report_bot.ui.serve import GRACE, Plan, run

_TOO_SOON_S, _TOO_OFTEN = 60.0, 3  # that many deaths of one process within that time, and the server gives up
FAILED = 1


@dataclass(slots=True)
class _Member:
    """A process of the crew, begun again when it dies."""

    plan: Plan
    process: SpawnProcess
    ready: Connection
    deaths: list[float]


def supervise(plan: Plan, listening: socket.socket, started: Callable[[], None]) -> int:
    """Run the page process and `workers` fronts until told to end; 1 where a process keeps dying."""
    with tempfile.TemporaryDirectory(prefix="report-bot-") as folder:
        shared = Path(folder) / "metrics"
        shared.mkdir()
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(shared)  # read by prometheus_client in each process
        page_socket = str(Path(folder) / "page.sock")
        plans = [replace(plan, role="page", page_socket=page_socket)]
        plans += [replace(plan, role="front", page_socket=page_socket)] * plan.settings.workers
        told, wake = _signals()
        crew = [_begun(each, listening, []) for each in plans]
        try:
            return _watch(crew, listening, told, wake, started)
        finally:
            _end(crew, plan.settings.llm_budget + 2 * GRACE)


def _watch(
    crew: list[_Member],
    listening: socket.socket,
    told: threading.Event,
    wake: Connection,
    started: Callable[[], None],
) -> int:
    waiting = len(crew)
    while not told.is_set():
        pipes = [m.ready for m in crew if not m.ready.closed]
        happened = connection.wait([wake, *pipes, *(m.process.sentinel for m in crew)])
        for at, member in enumerate(crew):
            if member.ready in happened:
                with contextlib.suppress(EOFError):
                    member.ready.recv()
                    waiting -= 1
                    if waiting == 0:
                        started()
                member.ready.close()
            if member.process.sentinel in happened and not told.is_set():
                now = time.monotonic()
                deaths = [*(d for d in member.deaths if now - d < _TOO_SOON_S), now]
                if len(deaths) >= _TOO_OFTEN:
                    return member.process.exitcode or FAILED
                crew[at] = _begun(member.plan, listening, deaths)
    return 0


def _begun(plan: Plan, listening: socket.socket, deaths: list[float]) -> _Member:
    context = get_context("spawn")  # threads and loaded engines do not survive a fork
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(plan, listening, theirs))
    process.start()
    theirs.close()
    return _Member(plan, process, ours, deaths)


def _work(plan: Plan, listening: socket.socket, ready: Connection) -> None:
    """The life of one process."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from report_bot.ingest.errors import ReportBotError

    if plan.role == "page":
        with contextlib.suppress(FileNotFoundError):
            os.unlink(plan.page_socket)
        listening.close()
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listening.bind(plan.page_socket)
        listening.listen(1024)

    def started() -> None:
        with contextlib.suppress(OSError):
            ready.send(plan.role)

    try:
        run(plan, listening, started)
    except ReportBotError as error:
        print(error, flush=True)
        raise SystemExit(2) from error
    except KeyboardInterrupt:
        pass


def _end_with_parent() -> None:
    """Nobody is left to restart or stop this process: end it as Ctrl+C would."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _signals() -> tuple[threading.Event, Connection]:
    told = threading.Event()
    hear, say = get_context("spawn").Pipe(duplex=False)

    def tell(number: int, frame: FrameType | None) -> None:
        told.set()
        say.send_bytes(b".")

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, tell)
    return told, hear


def _end(crew: list[_Member], patience: float) -> None:
    """The fronts first, which may still hand something to the page; whoever does not end in time is killed."""
    deadline = time.monotonic() + patience
    for group in ([m for m in crew if m.plan.role == "front"], [m for m in crew if m.plan.role == "page"]):
        for member in group:
            member.process.terminate()
        for member in group:
            member.process.join(max(0.1, deadline - time.monotonic()))
            if member.process.is_alive():
                member.process.kill()
                member.process.join()
