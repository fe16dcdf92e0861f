"""The development reports, each searched with the encoder that never saw its questions, and work done for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from rich.progress import Progress

from report_bot.bot.library import Library, open_library
from report_bot.ingest.embed import BundledEmbedder

from .question_set import load_questions

Found = TypeVar("Found")


def unseen_libraries(data: Path, encoders: Path) -> dict[str, Library]:
    """For each report of the development questions the library that searches with the encoder that never saw its questions (fit_encoder --left-out).

    What is learned on an encoder's own questions would trust it more than it deserves.
    """
    return {report: unseen_library(report, data, encoders) for report in asked_reports()}


def unseen_library(report: str, data: Path, encoders: Path) -> Library:
    """The library for one report's questions."""
    return open_library(data, BundledEmbedder(encoders / f"{report}.npz"))


def asked_reports() -> list[str]:
    """The reports of the development questions."""
    return sorted({item.report for item in load_questions("dev")})


def on_all_cores(work: Callable[[str], Found], what: str) -> Iterator[tuple[str, Found]]:
    """`work` done for each report of the development questions in processes of its own, with a bar."""
    reports = asked_reports()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool, Progress() as tell:
        yield from zip(
            reports, tell.track(pool.map(work, reports), len(reports), description=what), strict=True
        )
