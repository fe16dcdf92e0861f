"""Gradient-boosted trees as data: learned by eval/fit_trees.py, summed here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIGURES, SENTENCES, PASSAGES = "figures", "sentences", "passages"
LEAVES = 16  # at most, of a tree: one bit each


@dataclass(frozen=True, slots=True)
class Trees:
    """`t` trees of at most `n` tests and LEAVES leaves over the features `names`.

    A row goes left where its feature is at most the threshold. Where it goes right, the leaves on the test's left are
    out; of those that no test puts out the leftmost is the row's. All tests of all trees are made at once that way,
    with no walk from node to node. Methods: Friedman, Greedy function approximation, 2001; Lucchese et al.,
    QuickScorer, 2015. Fitted with LightGBM.
    """

    names: tuple[str, ...]
    feature: NDArray[np.int64]  # (n, t)
    threshold: NDArray[np.float64]  # (n, t)
    out: NDArray[np.uint16]  # (n, t): the leaves on the left of a test, as bits
    value: NDArray[np.float64]  # (t, LEAVES), from left to right

    def score(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """(m,): the sum of the leaves that each row of (m, len(names)) falls into: log-odds, or a rank's score."""
        columns = np.ascontiguousarray(rows.T)
        right = columns.take(self.feature, axis=0) > self.threshold[:, :, None]
        out = np.bitwise_or.reduce(right * self.out[:, :, None], axis=0)
        leaf = np.arange(len(self.value))[:, None] * LEAVES + _LEFTMOST.take(~out)
        total: NDArray[np.float64] = np.ascontiguousarray(self.value.take(leaf).T).sum(axis=1)
        return total


_LEFTMOST = np.array([(bits & -bits).bit_length() - 1 for bits in range(1 << LEAVES)])


def trees_of(stored: dict[str, Any]) -> Trees:
    """Trees from what eval/fit_trees.py writes: names and five tables, a row a tree; a leaf points to itself.

    Raises ValueError for a tree of more than LEAVES leaves.
    """
    laid = [_laid(left, right) for left, right in zip(stored["left"], stored["right"], strict=True)]
    shape = max(len(tests) for tests, _ in laid), len(laid)
    feature = np.zeros(shape, dtype=np.int64)
    threshold = np.full(shape, np.inf)  # where a tree has fewer tests: none goes right
    out = np.zeros(shape, dtype=np.uint16)
    value = np.zeros((len(laid), LEAVES))
    for tree, (tests, leaves) in enumerate(laid):
        if len(leaves) > LEAVES:
            raise ValueError(f"a tree of {len(leaves)} leaves: at most {LEAVES}")
        value[tree, : len(leaves)] = [stored["value"][tree][leaf] for leaf in leaves]
        for i, (node, before) in enumerate(tests):
            feature[i, tree], threshold[i, tree] = (
                stored["feature"][tree][node],
                stored["threshold"][tree][node],
            )
            out[i, tree] = before
    return Trees(tuple(stored["names"]), feature, threshold, out, value)


def _laid(left: Sequence[int], right: Sequence[int]) -> tuple[list[tuple[int, int]], list[int]]:
    """The tests of one tree with the leaves on their left as bits, and the leaves from left to right."""
    tests: list[tuple[int, int]] = []
    leaves: list[int] = []

    def walk(node: int) -> int:
        if left[node] == node:
            leaves.append(node)
            return 1 << (len(leaves) - 1)
        below = walk(left[node])
        tests.append((node, below))
        return below | walk(right[node])

    walk(0)
    return tests, leaves


@cache
def learned(name: str) -> Trees:
    """The trees that ship with the package: FIGURES and SENTENCES (does it answer: log-odds), PASSAGES (their order)."""
    return trees_of(json.loads(files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")))
