"""About a hundred development questions, asked of our own bot in quoted mode: CI fails where it falls below its level."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_bot.eval.gate import gate_report, read_gate
from report_bot.eval.question_set import load_questions
from report_bot.eval.run import run, spread
from report_bot.eval.summary import summarise
from report_bot.eval.targets import InProcess

# The level reached: raise it with the bot, never lower it. It is of the set as it stands since 2026-11-28, when 78
# harder questions joined it; of the set before, the same program gets 0.95 right and 0 wrong (0.92 and 0 were asked).
GATE = "wrong<=2,year_confusion=0,forbidden=0,right>=0.90,refusal=1,false_refusal<=0.1,citation>=0.98,unscored<=2"


@pytest.mark.timeout(60, func_only=True)  # the index is made before
def test_a_hundred_questions_reach_the_level(shipped_index_folder: Path, tmp_path: Path) -> None:
    questions = spread([q for q in load_questions("dev") if q.report == "zibo-2024"], 100)
    target = InProcess(shipped_index_folder)
    done = run(questions, target, tmp_path, split="dev", suite="all", data=shipped_index_folder)
    passed, lines = gate_report(read_gate(GATE), summarise(done))
    wrong = [(r.id, r.reply.text, r.grade.notes) for r in done.results if r.grade.overall != "right"]
    assert passed, (lines, wrong)
