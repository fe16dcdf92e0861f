"""The opened index: exact searches, words for an operator whose index cannot be used, and threads."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from report_bot.ingest.build import read_all
from report_bot.ingest.embed import bundled_embedder
from report_bot.ingest.errors import IndexMismatch, IndexMissing, ReportUnknown
from report_bot.ingest.index import Index
from report_bot.ingest.manifest import chroma_folder
from report_bot.ingest.read import read_report, shipped_report_path
from report_bot.ingest.records import dump_report, load_report
from report_bot.ingest.vectors import PASSAGE, open_store
from report_bot.ingest.words import search_terms
from report_bot.prompts.load import glossary

QUESTIONS = ("去年新增就业多少人", "今年粮食产量目标", "养老服务有什么安排", "空气质量")


def opened(folder: Path, *, embedder: str | None = None, words: str | None = None) -> Index:
    return Index.open(
        folder,
        embedder_name=embedder or bundled_embedder().name,
        glossary_digest=words or glossary().digest,
    )


def test_what_is_read_back_is_what_was_read() -> None:
    """Decimals, periods and offsets come through the store unchanged."""
    read = read_all(read_report(shipped_report_path()))
    assert load_report(dump_report(read)) == read


def test_every_stored_passage_is_a_slice_of_the_stored_text(shipped_index: Index) -> None:
    """The promise behind every citation."""
    read = shipped_index.read()
    assert all(read.report.text[p.start : p.end] == p.text for p in read.passages)


def test_meaning_is_the_exact_cosine_of_every_passage(shipped_index: Index) -> None:
    """No neighbour graph stands between a question and the sentence it means."""
    embedder = bundled_embedder()
    passages = shipped_index.read().passages
    matrix = embedder.passages([passage.context for passage in passages[:20]])
    for question in QUESTIONS:
        vector = embedder.query(question)
        found = shipped_index.by_meaning(None, vector)
        assert found.keys() == {passage.id for passage in passages}
        assert np.allclose([found[passage.id] for passage in passages[:20]], matrix @ vector, atol=1e-5)


def test_chroma_itself_finds_the_same_first(shipped_index: Index, shipped_index_folder: Path) -> None:
    """Our product over the stored vectors is held against Chroma's own search of the collection."""
    version = shipped_index.reports()[0].version
    with open_store(chroma_folder(shipped_index_folder)) as store:
        collection = store._collection(version)
        for question in QUESTIONS:
            vector = bundled_embedder().query(question)
            ours = shipped_index.by_meaning(None, vector)
            theirs = collection.query(
                query_embeddings=[vector], n_results=5, where={"kind": PASSAGE}, include=["distances"]
            )
            for id, distance in zip(theirs["ids"][0], theirs["distances"][0], strict=True):
                assert ours[id] == pytest.approx(1 - distance, abs=1e-4)
            assert theirs["ids"][0][0] == max(ours, key=ours.__getitem__)


def test_words_find_the_passage_that_says_them(shipped_index: Index) -> None:
    """Each passage, asked for in its own words, comes out on top."""
    for passage in shipped_index.read().passages[10:60]:
        scores = shipped_index.by_words(None, passage.context)
        assert scores[passage.id] == max(scores.values())


def test_a_question_in_terms_scores_as_its_text(shipped_index: Index) -> None:
    """The bot may cut and widen a question itself."""
    question = "城镇新增就业多少人"
    terms = search_terms(question, shipped_index.user_words())
    assert shipped_index.by_words(None, terms) == shipped_index.by_words(None, question)


@pytest.mark.parametrize("nothing", ["", "😀", "qqqq", ()])
def test_a_question_without_a_known_word_scores_nothing(
    shipped_index: Index, nothing: str | tuple[str, ...]
) -> None:
    """bm25s raises where no term is known; we say 0."""
    assert max(shipped_index.by_words(None, nothing).values()) == 0


def test_a_claim_scores_the_figures_of_which_it_is_said(shipped_index: Index) -> None:
    """What is said of a figure, asked for, puts that very figure on top; a passage has a score for each figure."""
    passages = shipped_index.read().passages
    for passage in [p for p in passages if p.figures][:20]:
        claim = passage.claim(passage.figures[0])
        scores = shipped_index.claims_by_meaning(None, bundled_embedder().passages([claim])[0])
        assert {p.id: len(p.figures) for p in passages} == {id: len(of) for id, of in scores.items()}
        best = max(near for of in scores.values() for near in of)
        assert scores[passage.id][0] == best


def test_figures_of_one_clause_have_claims_of_their_own(shipped_index: Index) -> None:
    """汽车多少辆、家电多少台 in one clause: a question can only be nearer to one of them if what is said of each differs."""
    shared = 0
    for passage in shipped_index.read().passages:
        for first, second in pairwise(passage.figures):
            if first.clause_start == second.clause_start:
                shared += 1
                claims = passage.claim(first), passage.claim(second)
                assert claims[0] != claims[1]
                assert all(passage.clause(first).strip("，。；") in claim for claim in claims)
    assert shared


def test_a_report_goes_by_its_id_or_its_title(shipped_index: Index) -> None:
    """None is the one ingested last; anything else says what there is."""
    card = shipped_index.reports()[-1]
    assert shipped_index.read(card.title) == shipped_index.read(card.id) == shipped_index.read(None)
    with pytest.raises(ReportUnknown, match=f"没有编号为“无此编号”的报告.*{card.id}"):
        shipped_index.read("无此编号")


def test_threads_share_an_index(shipped_index: Index) -> None:
    """A server answers several people at once."""
    vectors = [bundled_embedder().query(question) for question in QUESTIONS]

    def search(n: int) -> list[dict[str, float]]:
        question, vector = QUESTIONS[n % 4], vectors[n % 4]
        return [shipped_index.by_words(None, question), shipped_index.by_meaning(None, vector)]

    alone = [search(n) for n in range(4)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(search, range(80))) == alone * 20


def test_no_index_names_the_command(tmp_path: Path) -> None:
    """The operator reads what to type, with the folder that was looked in."""
    with pytest.raises(IndexMissing, match=f"report-bot ingest --data {tmp_path}"):
        opened(tmp_path)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"embedder": "另一个模型"}, "向量模型"),
        ({"words": "另一份词表"}, "词表"),
        ({"segmenter": "x"}, "分词器"),
    ],
)
def test_an_index_of_other_parts_is_not_queried(
    shipped_index_folder: Path, tmp_path: Path, change: dict[str, str], named: str
) -> None:
    """A changed model or word list would give wrong answers quietly."""
    folder = Path(shutil.copytree(shipped_index_folder, tmp_path / "data"))
    if segmenter := change.pop("segmenter", None):
        _amend(folder, {"segmenter": segmenter})
    with pytest.raises(IndexMismatch, match=f"{named}.*report-bot ingest"):
        opened(folder, **change)


@pytest.mark.parametrize("damage", ["{", "[]", '{"format": 999}', '{"format": 1}'])
def test_a_manifest_that_cannot_be_read_says_so(tmp_path: Path, damage: str) -> None:
    """Half a file, another program's file, another version's file."""
    (tmp_path / "manifest.json").write_text(damage, encoding="utf-8")
    with pytest.raises(IndexMismatch, match="report-bot ingest"):
        opened(tmp_path)


def test_missing_files_say_so(shipped_index_folder: Path, tmp_path: Path) -> None:
    """An index that somebody took parts out of is not queried either."""
    folder = Path(shutil.copytree(shipped_index_folder, tmp_path / "data"))
    shutil.rmtree(folder / "chroma")
    with pytest.raises(IndexMismatch, match=r"不完整.*report-bot ingest"):
        opened(folder)


def test_stale_tells_that_another_index_is_in_service(shipped_index_folder: Path, tmp_path: Path) -> None:
    """And until it is opened again, the old one goes on answering, even with its folder gone."""
    folder = Path(shutil.copytree(shipped_index_folder, tmp_path / "data"))
    index = opened(folder)
    assert not index.stale()
    _amend(folder, {"glossary": "changed"})
    assert index.stale()
    shutil.rmtree(folder)
    assert index.stale()
    assert index.by_words(None, "就业") and index.by_meaning(None, bundled_embedder().query("就业"))


def _amend(folder: Path, change: dict[str, str]) -> None:
    file = folder / "manifest.json"
    stored = json.loads(file.read_text(encoding="utf-8")) | change
    file.write_text(json.dumps(stored), encoding="utf-8")
