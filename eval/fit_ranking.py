"""Learns the ranking's weights by listwise softmax on the development questions, a few places left out in turn.

    python -m report_bot.eval.fit_ranking --data DIR --encoders DIR

Method: maximise the log share of the softmax that falls on gold sentences, L2-regularised, by gradient ascent
(ListNet's top-one loss, Cao et al. 2007). Prints the weights for bot/retrieve.py and the left-out scores.
"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from report_bot.bot.retrieve import WEIGHTS

from .folds import folds
from .question_set import gold_passages, load_questions
from .retrieval_score import UNANSWERABLE, evidence_for
from .unseen import on_all_cores, unseen_library

Example = tuple[NDArray[np.float64], NDArray[np.bool_]]
FOLDS = 3
PRIOR = 0.02  # pull towards the prior weights


def examples(report: str, data: Path, encoders: Path) -> list[Example]:
    """(features of every passage (n, k), which are gold (n,)) of each question about a report."""
    library = unseen_library(report, data, encoders)
    found = []
    for item in load_questions("dev"):
        if item.report != report or item.kind in UNANSWERABLE:
            continue
        gold = gold_passages(library.report(report).read, item.gold + item.gold_all)
        if gold:
            candidates = evidence_for(library, item).candidates
            matrix = np.array([[dict(c.features)[name] for name in WEIGHTS] for c in candidates])
            found.append((matrix, np.array([c.passage in gold for c in candidates])))
    return found


def fit(data: list[Example], steps: int = 200, rate: float = 0.15) -> NDArray[np.float64]:
    """Weights (k,) that make gold sentences likely."""
    start = np.array(list(WEIGHTS.values()))
    weights = start.copy()
    for _ in range(steps):
        gradient = -PRIOR * (weights - start)
        for matrix, gold in data:
            scores = matrix @ weights
            share = np.exp(scores - scores.max())
            share /= share.sum()
            on_gold = share * gold / max(share[gold].sum(), 1e-12)
            gradient += (on_gold - share) @ matrix / len(data)
        weights = weights + rate * gradient
    return weights


def accuracy(data: list[Example], weights: NDArray[np.float64]) -> tuple[float, float]:
    """Share of questions with a gold sentence first, and in the top three."""
    first = top = 0
    for matrix, gold in data:
        order = np.argsort(-(matrix @ weights))
        first += bool(gold[order[0]])
        top += bool(gold[order[:3]].any())
    return first / len(data), top / len(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoders", type=Path, required=True, help="what fit_encoder --left-out wrote")
    options = parser.parse_args()
    work = partial(examples, data=options.data, encoders=options.encoders)
    found = dict(on_all_cores(work, "题目"))
    everything = [e for data in found.values() for e in data]
    for held in folds((r for r, data in found.items() for _ in data), FOLDS):
        weights = fit([e for r, data in found.items() if r not in held for e in data])
        there = [e for r in held for e in found[r]]
        print(f"{'、'.join(sorted(held))}: now {accuracy(there, np.array(list(WEIGHTS.values())))}", end=" ")
        print(f"learned without them {accuracy(there, weights)}")
    weights = fit(everything)
    print("all, learned on all:", accuracy(everything, weights))
    for name, weight in zip(WEIGHTS, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
