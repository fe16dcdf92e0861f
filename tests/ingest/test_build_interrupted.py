"""No end of an ingest, however sudden, and no other process takes an index out of service.

Run as a program it ingests one file and kills itself at a named point: see `main`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ingesting import Counting, in_store, opened, run, versions, write

from report_bot.ingest import build, vectors
from report_bot.ingest.build import remove
from report_bot.ingest.embed import bundled_embedder
from report_bot.ingest.errors import IndexBusy, ReportBotError


def test_only_one_process_writes(tmp_path: Path) -> None:
    """The second is told so at once; readers are not disturbed."""
    folder = tmp_path / "data"
    run(write(tmp_path / "a.txt"), folder)
    process = _start(tmp_path / "b.txt", folder, "sleep with the lock", place="白沙市")
    assert process.stdout is not None and process.stdout.readline()
    try:
        with pytest.raises(IndexBusy, match="另一个程序"):
            run(tmp_path / "a.txt", folder)
        with pytest.raises(IndexBusy):
            remove("a", folder)
        assert opened(folder).read().report.id == "a"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    assert run(tmp_path / "a.txt", folder)[0].kept > 0


# Where a process can die, and whether the new index is in service by then.
POINTS = {
    "second batch embedded": False,
    "first batch written": False,
    "before the files": False,
    "files written, not renamed": False,
    "files in place": False,
    "manifest written, not renamed": False,
    "manifest in place": True,
    "collections cleaned": True,
}


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a POSIX signal")
@pytest.mark.parametrize("point", POINTS)
def test_a_killed_ingest_leaves_a_whole_index_and_the_next_one_finishes(tmp_path: Path, point: str) -> None:
    """A real process, killed with SIGKILL: what was in service answers, and what was embedded is not embedded again."""
    folder = tmp_path / "data"
    run(write(tmp_path / "a.txt"), folder)
    before = opened(folder).reports()
    process = _start(tmp_path / "a.txt", folder, point, sentences=240)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL, output

    left = opened(folder)
    if POINTS[point]:
        assert left.read().passages[-1].order > 230
    else:
        assert left.reports() == before
    assert left.by_meaning(None, Counting().query("蜂蜜")) and max(left.by_words(None, "蜂蜜").values()) > 0

    embedder = Counting()
    (result,) = run(tmp_path / "a.txt", folder, embedder)
    assert opened(folder).reports() == (result.card,) and result.card.passages > 230
    assert in_store(folder) == (versions(folder), versions(folder))
    all_texts = {record.digest for record in build._records(opened(folder).read())}
    assert len(embedder.texts) <= len(all_texts) - 64  # at least the first batch was of use
    if point not in ("second batch embedded", "first batch written"):
        assert not embedder.texts


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a POSIX signal")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    """The same with the bundled model and no chosen points: again and again, a little later each time."""
    folder = tmp_path / "data"
    write(tmp_path / "a.txt", sentences=20)
    run(tmp_path / "a.txt", folder, bundled_embedder())
    before = opened(folder, embedder=bundled_embedder().name).reports()
    write(tmp_path / "a.txt", sentences=90)
    for delay in (0.0, 0.3, 0.8, 1.6):
        process = _start(tmp_path / "a.txt", folder, "bundled", sentences=90)
        assert process.stdout is not None and process.stdout.readline()
        time.sleep(delay)
        process.kill()
        process.communicate()
        now = opened(folder, embedder=bundled_embedder().name).reports()
        assert now == before or now[0].passages > 90
    (result,) = run(tmp_path / "a.txt", folder, bundled_embedder())
    assert opened(folder, embedder=bundled_embedder().name).reports() == (result.card,)
    assert in_store(folder) == (versions(folder), versions(folder))


def test_readers_open_while_a_writer_writes(tmp_path: Path) -> None:
    """A server that opens the index again in the middle of an ingest gets the old one or the new one, never an error."""
    folder = tmp_path / "data"
    run(write(tmp_path / "a.txt"), folder)
    process = _start(tmp_path / "a.txt", folder, "several times", sentences=100)
    counts = set()
    try:
        while process.poll() is None:
            index = opened(folder)
            counts.add(len(index.by_meaning(None, Counting().query("水渠"))))
    finally:
        process.kill()
        output, _ = process.communicate()
    assert process.returncode == 0, output
    assert len(counts) > 1


def _start(file: Path, folder: Path, point: str, **report: Any) -> subprocess.Popen[str]:
    write(file, **report)
    command = [sys.executable, "-X", "utf8", __file__, str(file), str(folder), point]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )


def main(file: Path, folder: Path, point: str) -> None:
    """Ingest in this process and die at the point, by replacing the step before or after which it lies."""

    def die(*_: Any, **__: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def after(step: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given, **named: (step(*given, **named), die())

    place: Any
    embedder: Any = Counting()
    match point:
        case "second batch embedded":
            embed = embedder.passages
            embedder.passages = lambda *given: die() if len(embedder.texts) >= 120 else embed(*given)
        case "first batch written":
            place = vectors.VectorStore
            place.write = after(place.write)
        case "before the files":
            build.write_files = die  # type: ignore[assignment]
        case "files written, not renamed":
            Path.rename = die  # type: ignore[method-assign,assignment]
        case "files in place":
            build.write_files = after(build.write_files)
        case "manifest written, not renamed":
            Path.replace = die  # type: ignore[method-assign,assignment]
        case "manifest in place":
            build.write_manifest = after(build.write_manifest)
        case "collections cleaned":
            build.clean_files = die  # type: ignore[assignment]
        case "sleep with the lock":
            build.read_manifest = lambda _: (print("locked", flush=True), time.sleep(60))  # type: ignore[assignment]
        case "bundled":
            print("started", flush=True)
            embedder = bundled_embedder()
        case "several times":
            for sentences in (10, 200, 20, 300, 30, 200, 10):
                write(file, sentences=sentences)
                run(file, folder)
    try:
        run(file, folder, embedder)
    except ReportBotError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
