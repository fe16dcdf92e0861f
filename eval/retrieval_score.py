"""Scores retrieval and answers on a split: the right sentence first and in the top three, beside plain e5 + BM25.

python -m report_bot.eval.retrieval_score --data DIR [--split dev] [--errors]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from report_bot.bot.library import Library, OpenReport, open_library
from report_bot.bot.question import read_question
from report_bot.bot.retrieve import retrieve
from report_bot.bot.types import Evidence, Question, Turn
from report_bot.ingest.embed import BundledEmbedder
from report_bot.ingest.types import Passage

from .question_set import EvalQuestion, gold_passages, load_questions

UNANSWERABLE = ("absent", "nearmiss", "offtopic", "unsafe", "smalltalk")


def question_of(opened: OpenReport, item: EvalQuestion) -> Question:
    """The last turn of a question, read after those before it."""
    report, turns = opened.read.report, tuple[Turn, ...]()
    for text in item.turns:
        question = read_question(text, report=report, vocabulary=opened.vocabulary, earlier=turns)
        turns += (Turn(question.text, report.id),)
    return question


def evidence_for(library: Library, item: EvalQuestion) -> Evidence:
    """What retrieval finds for a question."""
    opened = library.report(item.report)
    question = question_of(opened, item)
    return retrieve(question, opened.read.passages, *opened.search(question))


def plain_rank(plain: Library, item: EvalQuestion) -> list[Passage]:
    """Passages ranked by plain e5 + BM25 (z-scores summed); `plain` searches with the model as it is in the wheel."""
    candidates = [(c, dict(c.features)) for c in evidence_for(plain, item).candidates]
    return [c.passage for c, f in sorted(candidates, key=lambda cf: -(cf[1]["meaning"] + cf[1]["words"]))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    library, unlearned = (open_library(options.data, e) for e in (None, BundledEmbedder(tuning=None)))
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    there = {card.id for card in library.cards()}
    for item in load_questions(options.split):
        if item.report not in there:
            continue  # only over what is ingested
        gold = gold_passages(library.report(item.report).read, item.gold + item.gold_all)
        if item.kind in UNANSWERABLE or not gold:
            continue
        candidates, plain = evidence_for(library, item).candidates, plain_rank(unlearned, item)
        ours = [c.passage for c in candidates]
        for key in (item.report, "all"):
            count = totals[key]
            count["n"] += 1
            count["first"] += ours[0] in gold
            count["top3"] += any(p in gold for p in ours[:3])
            count["plain first"] += plain[0] in gold
            count["plain top3"] += any(p in gold for p in plain[:3])
        if options.errors and ours[0] not in gold:
            place = next((i for i, p in enumerate(ours, 1) if p in gold), None)
            print(f"{item.id} {item.kind} {' / '.join(item.turns)}  gold at {place}")
            print(f"    first: {ours[0].text[:90]}\n           {candidates[0].reason}")
            if place:
                print(f"    gold:  {ours[place - 1].text[:90]}\n           {candidates[place - 1].reason}")
    for key, count in totals.items():
        n = count["n"]
        shares = "  ".join(
            f"{name} {count[name] / n:.3f}" for name in ("first", "top3", "plain first", "plain top3")
        )
        print(f"{key:16} n={n}  {shares}")


if __name__ == "__main__":
    main()
