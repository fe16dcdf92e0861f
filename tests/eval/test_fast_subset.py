"""About a hundred development questions, asked of our own bot in quoted mode: CI fails where it falls below its level."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_bot.eval.gate import gate_report, read_gate
from report_bot.eval.question_set import load_questions
from report_bot.eval.run import run, spread
from report_bot.eval.summary import summarise
from report_bot.eval.targets import InProcess

# The levels reached: raise them with the bot, never lower them. Of the standing questions (2026-11-24; in words far from
# the report's own since then), and of those of 2026-11-28 that go farther still, whose ids begin with FAR.
# The trees have learned nothing from those in s1-: when they joined, refusal had to go from 1 to 0.88.
FAR = ("r4-", "r5-", "s1-")
TURNS = ("d1-",)  # dialogues of two and three turns, and several things asked at once (2026-11-28)
STANDING = "wrong=0,year_confusion=0,forbidden=0,right>=0.94,refusal=1,false_refusal<=0.06,citation>=0.98,unscored<=2"
FARTHER = "wrong<=2,year_confusion=0,forbidden=0,right>=0.87,refusal>=0.88,false_refusal<=0.13,citation>=0.98,unscored<=2"


# The one year confused: a sentence quoted whole names another indicator with the very value of last year.
TALKED = "wrong<=2,year_confusion<=1,forbidden=0,right>=0.93,false_refusal<=0.05,citation>=0.98,unscored<=2"


@pytest.mark.parametrize(("ids", "level"), [((), STANDING), (FAR, FARTHER), (TURNS, TALKED)])
@pytest.mark.timeout(60, func_only=True)  # the index is made before
def test_a_hundred_questions_reach_the_level(
    ids: tuple[str, ...], level: str, shipped_index_folder: Path, tmp_path: Path
) -> None:
    ours = [
        q
        for q in load_questions("dev")
        if q.report == "zibo-2024" and (q.id.startswith(ids) if ids else not q.id.startswith(FAR + TURNS))
    ]
    questions = spread(ours, 100)
    target = InProcess(shipped_index_folder)
    done = run(questions, target, tmp_path, split="dev", suite="all", data=shipped_index_folder)
    passed, lines = gate_report(read_gate(level), summarise(done))
    wrong = [(r.id, r.reply.text, r.grade.notes) for r in done.results if r.grade.overall != "right"]
    assert passed, (lines, wrong)
