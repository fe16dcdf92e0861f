"""Learns the three tree ensembles of bot/ on the development questions, a few places left out in turn.

    python -m report_bot.eval.fit_trees --data DIR --encoders DIR [--write] [--left-out DIR]

figures.json and sentences.json: does a figure, or a sentence, answer the question (log-odds). passages.json: which
sentence comes first (LambdaRank).
Prints what they score on the reports that they were not fitted on; `--write` fits on all and puts the files into bot/,
`--left-out` writes for each report the ensembles that never saw a question about it.
Needs the extra `train` (LightGBM).
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from report_bot.bot.boosted import FIGURES, PASSAGES, SENTENCES, Trees, trees_of
from report_bot.bot.features import FIGURE_FEATURES, PASSAGE_FEATURES, figure_rows, passage_rows
from report_bot.bot.retrieve import RERANKED, with_figures
from report_bot.bot.types import ASKS_NUMBER, Evidence, Intent
from report_bot.ingest.types import Passage

from .folds import folds
from .question_set import EvalQuestion, gold_passages, load_questions
from .retrieval_score import UNANSWERABLE, evidence_for
from .unseen import on_all_cores, unseen_library

FOLDS = 4
ABSENT_WEIGHT = 0.7  # of a made-up absent question: some have another sentence that answers after all
ROUNDS = 200
SETTINGS = {
    "learning_rate": 0.07, "num_leaves": 15, "min_data_in_leaf": 20, "feature_fraction": 0.5, "bagging_fraction": 0.8,
    "bagging_freq": 1, "lambda_l2": 5, "verbose": -1, "num_threads": 2, "seed": 0, "deterministic": True,
}  # fmt: skip
OBJECTIVE = {FIGURES: "binary", SENTENCES: "binary", PASSAGES: "lambdarank"}
FEATURES = {FIGURES: FIGURE_FEATURES, SENTENCES: PASSAGE_FEATURES, PASSAGES: PASSAGE_FEATURES}
_SPACE = re.compile(r"\s")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千两半]+")  # 万 and 亿 alone tell nothing


@dataclass(frozen=True, slots=True)
class Example:
    """One question: what stood to choose from (n, k), which of it was right (n,), and what counts at all (n,)."""

    rows: NDArray[np.float64]
    right: NDArray[np.bool_]
    weight: NDArray[np.float64]


Node = tuple[int, float, int, int, float]  # feature, threshold, left, right, value
Examples = dict[str, list[Example]]  # by ensemble


def examples(report: str, data: Path, encoders: Path) -> Examples:
    """What a report's questions teach; refusals teach that no figure answers."""
    library = unseen_library(report, data, encoders)
    found: Examples = {name: [] for name in OBJECTIVE}
    for item in load_questions("dev"):
        if item.report != report:
            continue
        evidence = evidence_for(library, item)
        question = evidence.question
        gold = gold_passages(library.report(item.report).read, item.gold + item.gold_all)
        by_score = sorted(evidence.candidates, key=lambda c: -c.score)
        answerable = bool(gold) and item.kind not in UNANSWERABLE
        shown = by_score[:RERANKED]
        right = np.array([answerable and c.passage in gold for c in shown])
        example = Example(passage_rows(question, shown), right, np.ones(len(shown)))
        if right.any():
            found[PASSAGES].append(example)
            rest = [c for c in by_score if c.passage not in gold][:RERANKED]
            rows = passage_rows(question, rest)
            nothing = Example(rows, np.zeros(len(rest), dtype=bool), np.full(len(rest), ABSENT_WEIGHT))
            found[SENTENCES] += [example, nothing]
        elif not gold:
            found[SENTENCES].append(example)
        if evidence.figures and question.intent in ASKS_NUMBER and item.kind != "policy":
            right, weight = labels(item, evidence, gold)
            rows = figure_rows(question, evidence.candidates, evidence.figures)
            found[FIGURES].append(Example(rows, right, weight))
            asked = _numbers(_spelt(item))
            if right.any() and (without := _as_if_absent(evidence, gold, asked)) is not None:
                found[FIGURES].append(without)
    return found


def labels(
    item: EvalQuestion, evidence: Evidence, gold: Sequence[Passage]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which figures of the evidence answer (n,), and what each counts (n,); 0 where the question does not tell.

    A difference is asked for, or what must be said is no figure of its sentence: then the sentence's figures are neither
    right nor wrong. So are those that may be said beside, and one that the citizen typed. Where the writer allowed every
    figure of the sentence, that says nothing of them: they stand beside the answer and are none.
    """
    answers = item.kind not in UNANSWERABLE and bool(item.must)
    texts = [match.figure.text for match in evidence.figures]
    own = np.array([answers and match.passage in gold for match in evidence.figures])
    right = own & np.array(says_it(item, texts))
    worked_out = item.kind == "difference" or evidence.question.intent is Intent.DIFFERENCE or not right.any()
    others = [
        _numbers([text]) for text, of, answer in zip(texts, own, right, strict=True) if of and not answer
    ]
    allowed, typed = _numbers(item.allow or ()), _numbers(item.turns[-1:])
    beside = typed if len(others) > 1 and all(n & allowed for n in others) else typed | allowed
    untold = [worked_out or bool(_numbers([text]) & beside) for text in texts]
    return right, np.where(own & ~right & np.array(untold), 0.0, 1.0)


def says_it(item: EvalQuestion, texts: Sequence[str]) -> list[bool]:
    """Which of some figures, as written, are what the answer must say."""
    spelt = _spelt(item)
    asked = _numbers(spelt)
    return [  # 首位 and 万亿元 have no number
        bool(found & asked) if (found := _numbers([text])) else any(text in s or s in text for s in spelt)
        for text in texts
    ]


def _spelt(item: EvalQuestion) -> list[str]:
    """Every spelling of what must be said."""
    return [_SPACE.sub("", spelling) for entry in item.must for spelling in entry]


def _as_if_absent(evidence: Evidence, gold: Sequence[Passage], asked: set[str]) -> Example | None:
    """The same question over the report less every sentence that answers it: then no figure does.

    Questions that a report cannot answer are few; this makes a hard one of each that it can.
    """
    left = [
        c
        for c in evidence.candidates
        if c.passage not in gold and not any(_numbers([f.text]) & asked for f in c.passage.figures)
    ]
    rest = with_figures(replace(evidence, candidates=tuple(left)))
    if not rest.figures:
        return None
    rows = figure_rows(rest.question, rest.candidates, rest.figures)
    return Example(rows, np.zeros(len(rows), dtype=bool), np.full(len(rows), ABSENT_WEIGHT))


def _numbers(texts: Sequence[str]) -> set[str]:
    return {number for text in texts for number in _NUMBER.findall(text)}


def fit(name: str, data: Sequence[Example]) -> dict[str, Any]:
    """The ensemble as bot/boosted.py reads it."""
    import lightgbm

    rows, right = np.concatenate([e.rows for e in data]), np.concatenate([e.right for e in data])
    group = [len(e.right) for e in data] if name == PASSAGES else None
    weight = np.concatenate([e.weight for e in data]) if name != PASSAGES else None
    held = lightgbm.Dataset(rows, right.astype(int), group=group, weight=weight)
    booster = lightgbm.train({**SETTINGS, "objective": OBJECTIVE[name]}, held, ROUNDS)
    return _tables([tree["tree_structure"] for tree in booster.dump_model()["tree_info"]], FEATURES[name])


def _tables(trees: Sequence[dict[str, Any]], names: Sequence[str]) -> dict[str, Any]:
    """LightGBM's nested nodes as tables, a row a tree; a leaf points to itself."""
    tables: dict[str, list[list[float]]] = {k: [] for k in ("feature", "threshold", "left", "right", "value")}
    for tree in trees:
        nodes: list[Node] = []
        _lay(tree, nodes)
        for key, column in zip(tables, zip(*nodes, strict=True), strict=True):
            tables[key].append(list(column))
    widest = max(map(len, tables["feature"]))
    for table in tables.values():
        for row in table:
            row += [0] * (widest - len(row))
    return {"names": list(names), "depth": max(map(_depth, trees)), **tables}


def _lay(node: dict[str, Any], nodes: list[Node]) -> int:
    """Append a node and all below it; where it stands."""
    at = len(nodes)
    nodes.append((0, 0.0, at, at, float(f"{node.get('leaf_value', 0.0):.5g}")))
    if "split_feature" in node:
        left, right = _lay(node["left_child"], nodes), _lay(node["right_child"], nodes)
        nodes[at] = (node["split_feature"], float(f"{node['threshold']:.6g}"), left, right, 0.0)
    return at


def _depth(node: dict[str, Any]) -> int:
    """How many steps lead from a node to its farthest leaf."""
    return 1 + max(_depth(node["left_child"]), _depth(node["right_child"])) if "split_feature" in node else 0


def scored(name: str, trees: Trees, data: Sequence[Example]) -> list[tuple[float, bool, bool]]:
    """For each question: the best score, whether it is of a right one, and whether there was a right one."""
    out = []
    for example in data:
        scores = trees.score(example.rows)
        best = int(np.argmax(scores))
        out.append((float(scores[best]), bool(example.right[best]), bool(example.right.any())))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--left-out", type=Path)
    parser.add_argument("--encoders", type=Path, required=True, help="what fit_encoder --left-out wrote")
    options = parser.parse_args()
    work = partial(examples, data=options.data, encoders=options.encoders)
    found = dict(on_all_cores(work, "题目"))
    for name in OBJECTIVE:
        by_report = {report: of[name] for report, of in found.items()}
        results: list[tuple[float, bool, bool]] = []
        for held in folds((r for r, data in by_report.items() for _ in data), FOLDS):
            stored = fit(name, [e for r, data in by_report.items() if r not in held for e in data])
            results += [s for r in held for s in scored(name, trees_of(stored), by_report[r])]
            for report in held if options.left_out is not None else ():
                options.left_out.mkdir(parents=True, exist_ok=True)
                (options.left_out / f"{name}-{report}.json").write_text(json.dumps(stored), encoding="utf-8")
        there = [right for _, right, any_right in results if any_right]
        print(
            f"{name}: right first {sum(there)}/{len(there)} = {sum(there) / len(there):.3f} on reports left out"
        )
        if name != PASSAGES:
            for odds in (-3.0, -2.0, -1.0, 0.0, 1.0):
                said = [right for score, right, _ in results if score >= odds]
                print(
                    f"  said at log-odds {odds}: right {sum(said)}, wrong {len(said) - sum(said)} of {len(results)}"
                )
        if options.write:
            stored = fit(name, [e for data in by_report.values() for e in data])
            target = Path(__file__).resolve().parent.parent / "bot" / f"{name}.json"
            target.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")
            print(f"wrote {target}")


if __name__ == "__main__":
    main()
