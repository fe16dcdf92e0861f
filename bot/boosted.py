"""Gradient-boosted trees as data: learned by eval/fit_trees.py, summed here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIGURES, SENTENCES, PASSAGES = "figures", "sentences", "passages"


@dataclass(frozen=True, slots=True)
class Trees:
    """`t` trees of at most `n` nodes over the features `names`; all arrays are (t, n).

    A row goes left where its feature is at most the threshold; a leaf points to itself. Method: Friedman, Greedy
    function approximation, 2001; fitted with LightGBM.
    """

    names: tuple[str, ...]
    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int

    def score(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """(m,): the sum of the leaves that each row of (m, len(names)) falls into: log-odds, or a rank's score."""
        count, width = self.feature.shape
        first = np.arange(count) * width  # where each tree's table begins, all laid end to end
        node = np.broadcast_to(first, (len(rows), count))
        cells, row = np.ascontiguousarray(rows).ravel(), (np.arange(len(rows)) * rows.shape[1])[:, None]
        for _ in range(self.depth):
            below = cells.take(row + self.feature.take(node)) <= self.threshold.take(node)
            node = first + np.where(below, self.left.take(node), self.right.take(node))
        total: NDArray[np.float64] = self.value.take(node).sum(axis=1)
        return total


def trees_of(stored: dict[str, Any]) -> Trees:
    """Trees from what eval/fit_trees.py writes: names, depth and the five tables."""
    whole, real = np.int64, np.float64
    return Trees(
        names=tuple(stored["names"]),
        feature=np.array(stored["feature"], dtype=whole),
        threshold=np.array(stored["threshold"], dtype=real),
        left=np.array(stored["left"], dtype=whole),
        right=np.array(stored["right"], dtype=whole),
        value=np.array(stored["value"], dtype=real),
        depth=int(stored["depth"]),
    )


@cache
def learned(name: str) -> Trees:
    """The trees that ship with the package: FIGURES and SENTENCES (does it answer: log-odds), PASSAGES (their order)."""
    return trees_of(json.loads(files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")))
