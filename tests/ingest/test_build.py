"""Ingest: what it adds, keeps and removes."""

from __future__ import annotations

from pathlib import Path

import pytest
from ingesting import YEAR, Counting, in_store, opened, run, versions, write

from report_bot.ingest.build import Overrides, remove
from report_bot.ingest.errors import IndexMissing, ReportUnknown, ReportUnreadable
from report_bot.ingest.manifest import chroma_folder


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
