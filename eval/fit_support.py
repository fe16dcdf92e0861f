"""Learns when evidence carries a question: logistic regression on the development questions.

    python -m report_bot.eval.fit_support --data DIR --encoders DIR [--cases]

Positive: the best figure stands in a gold sentence. Negative: it does not, or the report cannot answer.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from report_bot.bot.allowed import in_place, item_fits
from report_bot.bot.carried import SUPPORT
from report_bot.bot.match import FigureMatch
from report_bot.bot.retrieve import figure_matches
from report_bot.bot.types import Intent

from .question_set import EvalQuestion, gold_passages, load_questions
from .retrieval_score import evidence_for
from .unseen import unseen_libraries

PRIOR = 0.004  # ridge


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cases", action="store_true")
    parser.add_argument("--encoders", type=Path, required=True, help="what fit_encoder --left-out wrote")
    options = parser.parse_args()
    libraries = unseen_libraries(options.data, options.encoders)
    cases: list[tuple[EvalQuestion, FigureMatch, bool]] = []
    for item in load_questions("dev"):
        library = libraries[item.report]
        evidence = evidence_for(library, item)
        question = evidence.question
        if question.intent not in (Intent.FIGURE, Intent.CONFIRM) or not question.terms:
            continue
        matches = [m for m in figure_matches(evidence, 8) if in_place(question, m) and item_fits(question, m)]
        if matches:
            gold = gold_passages(library.report(item.report).read, item.gold + item.gold_all)
            cases.append((item, matches[0], matches[0].passage in gold))
    data = np.array([[getattr(m, name) for name in SUPPORT] + [1.0] for _, m, _ in cases])
    truth = np.array([right for *_, right in cases], dtype=float)
    weights = np.zeros(data.shape[1])
    for _ in range(8000):
        share = 1 / (1 + np.exp(-data @ weights))
        weights += 0.3 * (data.T @ (truth - share) / len(truth) - PRIOR * np.append(weights[:-1], 0))
    share = 1 / (1 + np.exp(-data @ weights))
    for bound in (0.4, 0.5, 0.6, 0.7):
        said = share >= bound
        print(
            f"said at {bound}: right {int(truth[said].sum())} wrong {int((1 - truth[said]).sum())} of {len(truth)}"
        )
    print(dict(zip([*SUPPORT, "bias"], weights.round(2).tolist(), strict=True)))
    if options.cases:
        for i in np.argsort(share):
            item, match, right = cases[i]
            print(
                f"{share[i]:.2f} {'+' if right else '-'} {item.id} {item.turns[-1]} => {match.figure.indicator}|{match.figure.text}"
            )


if __name__ == "__main__":
    main()
