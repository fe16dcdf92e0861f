"""The learned trees: what they sum, and that they and the features speak of the same columns."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest

from report_bot.bot.boosted import FIGURES, PASSAGES, SENTENCES, learned, trees_of
from report_bot.bot.features import FIGURE_FEATURES, PASSAGE_FEATURES


def test_each_row_falls_to_one_leaf_of_every_tree() -> None:
    """Two trees by hand: a stump on the second feature, and one of depth two; at the threshold a row goes left."""
    trees = trees_of(
        {
            "names": ["a", "b"],
            "depth": 2,
            "feature": [[1, 0, 0, 0, 0], [0, 0, 1, 0, 0]],
            "threshold": [[0.5, 0, 0, 0, 0], [1.0, 0, 2.0, 0, 0]],
            "left": [[1, 1, 2, 0, 0], [1, 1, 3, 3, 4]],
            "right": [[2, 1, 2, 0, 0], [2, 1, 4, 3, 4]],
            "value": [[0, -1.0, 1.0, 0, 0], [0, 10.0, 0, 20.0, 40.0]],
        }
    )
    rows = np.array([[1.0, 0.5], [1.5, 2.0], [1.5, 3.0]])
    assert trees.score(rows).tolist() == [-1.0 + 10.0, 1.0 + 20.0, 1.0 + 40.0]
    assert trees.score(rows[:0]).shape == (0,)


@pytest.mark.parametrize(
    ("name", "features"),
    [(FIGURES, FIGURE_FEATURES), (SENTENCES, PASSAGE_FEATURES), (PASSAGES, PASSAGE_FEATURES)],
)
def test_the_shipped_trees_were_fitted_on_these_features(name: str, features: tuple[str, ...]) -> None:
    """Columns in another order would be read as one another, and nothing else would notice."""
    trees = learned(name)
    assert trees.names == features
    used = set(trees.feature[trees.out > 0].tolist())
    assert used <= set(range(len(features))) and len(used) > len(features) // 2


@pytest.mark.parametrize("name", [FIGURES, SENTENCES, PASSAGES])
def test_all_tests_at_once_lead_to_the_leaf_that_a_walk_leads_to(name: str) -> None:
    """The files lay the trees out as nodes; walking them one by one is the slow and plain way."""
    stored = json.loads(files("report_bot.bot").joinpath(f"{name}.json").read_text(encoding="utf-8"))
    rows = np.random.default_rng(0).normal(size=(50, len(stored["names"]))) * 2

    def walked(row: list[float], tree: int) -> float:
        node = 0
        while stored["left"][tree][node] != node:
            low = row[stored["feature"][tree][node]] <= stored["threshold"][tree][node]
            node = stored["left" if low else "right"][tree][node]
        return float(stored["value"][tree][node])

    sums = [sum(walked(row, tree) for tree in range(len(stored["left"]))) for row in rows.tolist()]
    assert learned(name).score(rows) == pytest.approx(sums)


def test_a_tree_of_too_many_leaves_is_an_error() -> None:
    """A chain of 17 leaves: their bits would not fit, and the wrong leaf would be read."""
    tests = 16
    left = [*range(tests + 1, 2 * tests + 1), *range(tests, 2 * tests + 1)]
    right = [*range(1, tests + 1), *range(tests, 2 * tests + 1)]
    table = [0.0] * (2 * tests + 1)
    with pytest.raises(ValueError, match="17 leaves"):
        trees_of(
            {
                "names": ["a"],
                "feature": [[0] * len(table)],
                "threshold": [table],
                "left": [left],
                "right": [right],
                "value": [table],
            }
        )
