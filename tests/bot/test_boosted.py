"""The learned trees: what they sum, and that they and the features speak of the same columns."""

from __future__ import annotations

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
    used = set(trees.feature.ravel().tolist())
    assert used <= set(range(len(features))) and len(used) > len(features) // 2


@pytest.mark.parametrize("name", [FIGURES, SENTENCES, PASSAGES])
def test_no_tree_runs_in_circles(name: str) -> None:
    """Every branch leads further down its table, so that `depth` steps end in a leaf."""
    trees = learned(name)
    for children in (trees.left, trees.right):
        at = np.broadcast_to(np.arange(children.shape[1]), children.shape)
        inner = trees.left != trees.right
        assert (children[inner] > at[inner]).all()
