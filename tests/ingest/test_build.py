"""Ingest: what it adds, keeps and removes, and that no end of a process, however sudden, takes an index out of service.

Run as a program it ingests one file and kills itself at a named point: see `main`.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from report_bot.ingest import build, vectors
from report_bot.ingest.build import IngestResult, Overrides, ingest, remove
from report_bot.ingest.embed import bundled_embedder
from report_bot.ingest.errors import IndexBusy, IndexMissing, ReportBotError, ReportUnknown, ReportUnreadable
from report_bot.ingest.index import Index
from report_bot.ingest.manifest import chroma_folder, read_manifest, reports_folder
from report_bot.ingest.vectors import open_store

DIGEST = "some words"
YEAR = 2033


@dataclass
class Counting:
    """Vectors made of the text's digest: as quick as nothing, and every text that comes is noted."""

    name: str = "test embedder"
    texts: list[str] = field(default_factory=list)

    def passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Any:
        self.texts.extend(texts)
        if progress:
            progress(len(texts))
        rows = [self.query(text) for text in texts]
        return np.stack(rows) if rows else np.empty((0, 384), dtype=np.float32)

    def query(self, text: str) -> Any:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).standard_normal(384).astype(np.float32)
        return vector / np.linalg.norm(vector)


def write(
    file: Path, *, place: str = "青石市", year: int = YEAR, sentences: int = 80, extra: str = ""
) -> Path:
    """An invented report of so many numbered sentences."""
    done = "".join(f"第{n}个乡镇的蜂蜜产量达到{n + 20}吨。" for n in range(sentences // 2))
    aims = "".join(f"第{n}个乡镇新建水渠{n + 5}公里。" for n in range(sentences // 2))
    file.write_text(
        f"{place}{year}年政府工作报告\n\n各位代表：\n\n现在，我代表市人民政府向大会报告工作，请予审议。\n\n"
        f"一、{year - 1}年工作回顾\n\n农业生产稳步发展。{done}{extra}\n\n二、{year}年工作安排\n\n加强水利建设。{aims}\n",
        encoding="utf-8",
    )
    return file


def run(
    files: Path | Sequence[Path], folder: Path, embedder: Any = None, **options: Any
) -> tuple[IngestResult, ...]:
    paths = [files] if isinstance(files, Path) else files
    return ingest(
        paths,
        folder,
        embedder=embedder or Counting(),
        glossary_digest=options.pop("words", DIGEST),
        **options,
    )


def opened(folder: Path, **options: str) -> Index:
    return Index.open(
        folder,
        embedder_name=options.get("embedder", Counting.name),
        glossary_digest=options.get("words", DIGEST),
    )


def in_store(folder: Path) -> tuple[set[str], set[str]]:
    """Versions that have a collection, and versions that have files."""
    with open_store(chroma_folder(folder)) as store:
        collections = {c.name.removeprefix("report-") for c in store._client.list_collections()}
    return collections, {child.name for child in reports_folder(folder).iterdir()}


def versions(folder: Path) -> set[str]:
    found = read_manifest(folder)
    assert found is not None
    return {card.version for card in found.reports}


def test_a_first_ingest_adds_everything(tmp_path: Path) -> None:
    """Each distinct text is embedded once, and progress ends at the last of them."""
    embedder = Counting()
    seen: list[tuple[int, int]] = []
    (result,) = run(
        write(tmp_path / "a.txt"), tmp_path / "data", embedder, progress=lambda *n: seen.append(n)
    )
    assert result.added == result.card.passages > 80 and (result.kept, result.removed) == (0, 0)
    assert len(embedder.texts) == len(set(embedder.texts)) == result.embedded
    assert seen[-1] == (result.embedded, result.embedded)
    assert opened(tmp_path / "data").reports() == (result.card,)


def test_the_same_again_embeds_nothing_and_changes_nothing(tmp_path: Path) -> None:
    """Not even the manifest: a server need not open the index again."""
    run(write(tmp_path / "a.txt"), tmp_path / "data")
    index, embedder = opened(tmp_path / "data"), Counting()
    (result,) = run(tmp_path / "a.txt", tmp_path / "data", embedder)
    assert (result.added, result.kept, result.removed) == (0, result.card.passages, 0)
    assert not embedder.texts and not index.stale()


def test_a_changed_report_embeds_what_changed_and_drops_what_is_gone(tmp_path: Path) -> None:
    """One sentence more, then one less."""
    run(write(tmp_path / "a.txt"), tmp_path / "data")
    embedder = Counting()
    (more,) = run(write(tmp_path / "a.txt", extra="全市新种苹果树三千棵。"), tmp_path / "data", embedder)
    assert (more.added, more.removed) == (1, 0) and "苹果树" in "".join(embedder.texts)
    assert len([text for text in embedder.texts if "蜂蜜" in text]) == 0
    (less,) = run(write(tmp_path / "a.txt"), tmp_path / "data", embedder)
    assert (less.added, less.removed) == (0, 1)
    assert not any("苹果树" in passage.text for passage in opened(tmp_path / "data").read().passages)


def test_nothing_is_left_of_former_versions(tmp_path: Path) -> None:
    """Renewing a report a hundred times must not fill the disk."""
    folder = tmp_path / "data"
    for extra in ("甲地建成。", "乙地建成。", "丙地建成。"):
        run(write(tmp_path / "a.txt", extra=extra), folder)
    assert in_store(folder) == (versions(folder), versions(folder))
    assert len([child for child in chroma_folder(folder).iterdir() if child.is_dir()]) <= 1


def test_another_report_is_added_and_becomes_the_default(tmp_path: Path) -> None:
    """And ingesting the first again makes that one the default."""
    folder = tmp_path / "data"
    run([write(tmp_path / "a.txt"), write(tmp_path / "b.txt", place="白沙市")], folder)
    assert [card.id for card in opened(folder).reports()] == ["a", "b"]
    assert opened(folder).read().report.place == "白沙市"
    run(tmp_path / "a.txt", folder)
    assert opened(folder).read().report.id == "a"


def test_a_report_can_be_removed(tmp_path: Path) -> None:
    """With all that was stored for it; an unknown one is named beside those that there are."""
    folder = tmp_path / "data"
    run([write(tmp_path / "a.txt"), write(tmp_path / "b.txt", place="白沙市")], folder)
    assert remove("b", folder).id == "b"
    assert [card.id for card in opened(folder).reports()] == ["a"]
    assert in_store(folder) == (versions(folder), versions(folder))
    with pytest.raises(ReportUnknown, match=r"“b”.*已有：a"):
        remove("b", folder)
    remove("a", folder)
    with pytest.raises(IndexMissing):
        opened(folder)
    with pytest.raises(IndexMissing):
        remove("a", tmp_path / "nothing")


@pytest.mark.parametrize("bad", [b"", b"\x00\x01\x02" * 500, "只有一句话。".encode(), None])
def test_a_bad_file_among_good_ones_changes_nothing(tmp_path: Path, bad: bytes | None) -> None:
    """Empty, binary, without structure, absent: the index stays as it was, and a first ingest leaves no folder."""
    folder = tmp_path / "data"
    if bad is not None:
        (tmp_path / "bad.txt").write_bytes(bad)
    files = [write(tmp_path / "b.txt", place="白沙市"), tmp_path / "bad.txt"]
    with pytest.raises(ReportUnreadable):
        run(files, folder)
    assert not folder.exists()
    run(write(tmp_path / "a.txt"), folder)
    index = opened(folder)
    with pytest.raises(ReportUnreadable):
        run(files, folder)
    assert not index.stale() and in_store(folder) == (versions(folder), versions(folder))


def test_an_id_does_not_silently_change_its_report(tmp_path: Path) -> None:
    """Two files called report.txt are two reports; the error tells the ways out."""
    folder = tmp_path / "data"
    run(write(tmp_path / "a.txt"), folder)
    with pytest.raises(ReportUnknown, match="--id"):
        run(write(tmp_path / "a.txt", year=YEAR + 1), folder)
    (result,) = run(tmp_path / "a.txt", folder, overrides=Overrides(id="a-next"))
    assert result.card.id == "a-next"
    (tmp_path / "other").mkdir()
    with pytest.raises(ReportUnknown, match="--id"):
        run([tmp_path / "a.txt", write(tmp_path / "other" / "a.txt", place="白沙市")], tmp_path / "fresh")


def test_the_operator_may_correct_what_a_text_does_not_say_well(tmp_path: Path) -> None:
    """The same file under the same id with another title is the same report."""
    folder = tmp_path / "data"
    run(write(tmp_path / "a.txt"), folder)
    (result,) = run(tmp_path / "a.txt", folder, overrides=Overrides(title="青石市报告", place="青石"))
    assert (result.card.title, result.card.place) == ("青石市报告", "青石")
    assert len(opened(folder).reports()) == 1


def test_another_embedder_renews_every_report(tmp_path: Path) -> None:
    """One index, one kind of vectors: the others are read again from their stored text."""
    folder = tmp_path / "data"
    run([write(tmp_path / "a.txt"), write(tmp_path / "b.txt", place="白沙市")], folder)
    (tmp_path / "b.txt").unlink()
    embedder = Counting("a newer one")
    (result,) = run(tmp_path / "a.txt", folder, embedder)
    assert result.card.id == "a"
    assert [card.id for card in opened(folder, embedder="a newer one").reports()] == ["b", "a"]
    assert in_store(folder) == (versions(folder), versions(folder))


def test_other_words_embed_nothing(tmp_path: Path) -> None:
    """The glossary widens questions only; the manifest takes note of it."""
    folder, embedder = tmp_path / "data", Counting()
    run(write(tmp_path / "a.txt"), folder)
    run(tmp_path / "a.txt", folder, embedder, words="other words")
    assert not embedder.texts and opened(folder, words="other words").reports()


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
