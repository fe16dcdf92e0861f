"""Asks every question of a split and says which answers are right, wrong or refused, by kind.

python -m report_bot.eval.answer_score --data DIR [--split dev] [--errors]
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

from report_bot.bot.ask import Bot, open_bot
from report_bot.bot.types import Answer, Turn
from report_bot.ingest.types import Passage

from .question_set import EvalQuestion, gold_passages, load_questions


def ask(bot: Bot, item: EvalQuestion) -> Answer:
    """The answer to the last turn of a question's dialogue."""
    turns: tuple[Turn, ...] = ()
    for text in item.turns:
        answer = bot.ask(text, earlier=turns, report=item.report)
        turns += (Turn(answer.resolved, answer.report_id),)
    return answer


def problems(item: EvalQuestion, answer: Answer, gold: tuple[Passage, ...]) -> list[str]:
    """What is wrong with an answer; empty for a right one."""
    found = []
    if answer.status.value not in item.status:
        found.append(f"status {answer.status.value}, not {'/'.join(item.status)}")
    text = re.sub(r"\s", "", answer.text)
    if not answer.status.refused:
        for spellings in item.must:
            if not any(_spelt(s, text) for s in spellings):
                found.append(f"lacks {'|'.join(spellings)}")
    found.extend(f"WRONG says {s}" for s in item.must_not if _spelt(s, text))
    cited = {c.passage_id for c in answer.citations}
    if gold and not answer.status.refused and not cited & {p.id for p in gold}:
        found.append("cites another sentence")
    return found


def _spelt(spelling: str, text: str) -> bool:
    """Whether the spelling stands in the text and is not a part of a longer number."""
    pattern = re.escape(re.sub(r"\s", "", spelling))
    if spelling[:1].isdigit():
        pattern = r"(?<![\d.])" + pattern
    if spelling[-1:].isdigit():
        pattern += r"(?![\d.]\d|\d)"
    return re.search(pattern, text) is not None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    bot = open_bot(options.data)
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for item in load_questions(options.split):
        gold = gold_passages(bot.read(item.report), item.gold + item.gold_all)
        answer = ask(bot, item)
        wrong = problems(item, answer, gold)
        for key in (item.kind, item.report, "all"):
            totals[key]["n"] += 1
            totals[key]["right"] += not wrong
            totals[key]["refused"] += answer.status.refused
            totals[key]["wrong figure"] += any(w.startswith("WRONG") for w in wrong)
        if wrong and options.errors:
            print(
                f"{item.id} {item.kind} {' / '.join(item.turns)}\n    {'; '.join(wrong)}\n    {answer.text[:160]}"
            )
    for key, count in totals.items():
        rest = "  ".join(f"{name} {count[name]}" for name in ("right", "refused", "wrong figure"))
        print(f"{key:14} n={count['n']:3}  {rest}  ({count['right'] / count['n']:.3f})")


if __name__ == "__main__":
    main()
