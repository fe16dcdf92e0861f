"""A run: what is asked, what is written down, and what is taken up again after an interruption."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from report_bot.eval.compare import compare
from report_bot.eval.gate import gate_report, read_gate
from report_bot.eval.grade_types import Outcome, Reply
from report_bot.eval.html_report import write_html
from report_bot.eval.junit import write_junit
from report_bot.eval.question_set import EvalQuestion, load_questions
from report_bot.eval.run import RESULTS, SUITES, Run, read_run, run, select_questions, spread
from report_bot.eval.summary import Share, summarise, text_summary
from report_bot.ingest.errors import SettingsInvalid


class Parrot:
    """Refuses everything, and keeps count."""

    workers = 3

    def __init__(self, name: str = "parrot", fails: tuple[str, ...] = ()) -> None:
        self.name = name
        self.fails = fails
        self.asked: list[str] = []

    def ask(self, question: EvalQuestion) -> Reply:
        self.asked.append(question.id)
        if question.id in self.fails:
            return Reply("", error="超时")
        return Reply("报告里没有提到<b>这一点</b>。\x0b", "not_in_report", True, (), 2.5)


QUESTIONS = spread([q for q in load_questions("dev") if q.report == "zibo-2024"], 30)


def started(target: Parrot, out: Path, **more: int) -> Run:
    return run(QUESTIONS, target, out, split="dev", suite="all", **more)


def test_every_question_is_asked_once_and_kept_in_order(tmp_path: Path) -> None:
    target = Parrot()
    done = started(target, tmp_path)
    assert sorted(target.asked) == sorted(q.id for q in QUESTIONS)
    assert [r.id for r in done.results] == [q.id for q in QUESTIONS]
    assert len((tmp_path / RESULTS).read_text(encoding="utf-8").splitlines()) == 31
    assert {r.id: r for r in read_run(tmp_path).results} == {r.id: r for r in done.results}


def test_a_run_taken_up_again_asks_only_what_is_missing(tmp_path: Path) -> None:
    """The torn last line of a killed run is cut off; questions that got no answer are asked again."""
    failed = QUESTIONS[0].id
    first = started(Parrot(fails=(failed,)), tmp_path)
    assert summarise(first).errors == 1
    path = tmp_path / RESULTS
    lines = path.read_bytes().splitlines(keepends=True)
    whole = [line for line in lines[1:] if json.loads(line)["id"] != QUESTIONS[1].id]
    path.write_bytes(b"".join([lines[0], *whole]) + lines[-1][:37])
    again = Parrot()
    done = started(again, tmp_path)
    assert sorted(again.asked) == sorted([failed, QUESTIONS[1].id]) and done.resumed == 28
    assert len(done.results) == 30 and summarise(done).errors == 0
    assert len(read_run(tmp_path).results) == 30


def test_another_runs_results_are_not_mixed_in(tmp_path: Path) -> None:
    started(Parrot(), tmp_path)
    with pytest.raises(SettingsInvalid, match="另一次评测"):
        started(Parrot("other"), tmp_path)
    with pytest.raises(SettingsInvalid, match="另一次评测"):
        run(QUESTIONS[:-1], Parrot(), tmp_path, split="dev", suite="all")


def test_repeats_are_counted_apart(tmp_path: Path) -> None:
    assert len(started(Parrot(), tmp_path, repeat=2).results) == 60


KILLED = """
import sys, time
from pathlib import Path
sys.path.insert(0, {here!r})
from test_run import Parrot, started
class Slow(Parrot):
    def ask(self, question):
        time.sleep(0.1)
        return super().ask(question)
started(Slow(), Path({out!r}))
"""


def test_a_killed_process_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    code = KILLED.format(here=str(Path(__file__).parent), out=str(tmp_path))
    process = subprocess.Popen([sys.executable, "-c", code])
    path = tmp_path / RESULTS
    while not path.exists() or path.read_bytes().count(b"\n") < 8:
        assert process.poll() is None
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = path.read_bytes().count(b"\n") - 1
    target = Parrot()
    done = started(target, tmp_path)
    assert 7 <= kept < 30 and done.resumed == kept and len(target.asked) == 30 - kept
    assert len(done.results) == 30


def test_a_limit_spreads_over_the_kinds_and_is_always_the_same() -> None:
    chosen = select_questions("dev", "all", 60)
    assert len(chosen) == 60 and chosen == select_questions("dev", "all", 60)
    assert {"figure", "absent", "nearmiss", "followup", "policy"} <= {q.kind for q in chosen}
    assert {q.kind for q in select_questions("dev", "policy")} <= set(SUITES["policy"])


def test_the_gate_names_what_is_not_met(tmp_path: Path) -> None:
    summary = summarise(started(Parrot(), tmp_path))
    passed, lines = gate_report(read_gate("wrong=0, refusal>=0.95,false_refusal<=0.02"), summary)
    assert not passed
    assert [line[:3] for line in lines.splitlines()] == ["达到：", "达到：", "未达到"]


@pytest.mark.parametrize("written", ["rihgt>=1", "right", "right=>1", "", "right>=a", "wrong=0,,right>=1"])
def test_a_gate_that_cannot_be_read_says_so(written: str) -> None:
    with pytest.raises(SettingsInvalid, match="--gate 里看不懂"):
        read_gate(written)


def test_a_share_of_nothing_meets_no_gate() -> None:
    summary = summarise(Run("x", "dev", "all", ()))
    assert not gate_report(read_gate("right>=0"), summary)[0]
    assert gate_report(read_gate("wrong=0"), summary)[0]


@pytest.mark.parametrize(
    ("count", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)]
)
def test_wilson_intervals_are_those_of_the_books(count: int, of: int, low: float, high: float) -> None:
    """81 of 263: R. G. Newcombe, Statistics in Medicine 17 (1998), table I; the ends by the formula."""
    assert Share(count, of).interval == pytest.approx((low, high), abs=5e-5)


def test_the_page_stands_alone_and_escapes_what_bots_say(tmp_path: Path) -> None:
    done = started(Parrot(), tmp_path)
    write_html(done, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;b&gt;这一点" in page and "<b>这一点" not in page
    outside = page.replace("http://www.w3.org/1999/xlink", "").replace("http://www.w3.org/2000/svg", "")
    assert "http:" not in outside and "https:" not in outside and "@import" not in outside
    assert page.count("<svg") == 3 and "各类题目答对的比例</text>" in page
    wrong = [r for r in done.results if r.grade.overall is Outcome.WRONG]
    assert page.count('<article class="wrong">') == len(wrong) > 0


def test_junit_counts_failures(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    done = started(Parrot(fails=(QUESTIONS[0].id,)), tmp_path)
    write_junit(done, tmp_path / "junit.xml")
    root = ElementTree.parse(tmp_path / "junit.xml").getroot()
    wrong = sum(r.grade.overall is Outcome.WRONG for r in done.results)
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("30", str(wrong), "1")


def test_a_comparison_lists_what_got_better_and_worse(tmp_path: Path) -> None:
    old = started(Parrot(fails=(QUESTIONS[0].id,)), tmp_path / "old")
    new = started(Parrot(), tmp_path / "new")
    said = compare(old, new)
    assert "共有的题 30 道" in said and QUESTIONS[0].id in said
    assert compare(new, new).startswith("共有的题 30 道：变好 0，变差 0。")


def test_the_summary_prints_the_unscored(tmp_path: Path) -> None:
    summary = summarise(started(Parrot(fails=(QUESTIONS[0].id,)), tmp_path))
    assert summary.unscored == summary.errors == 1
    assert "未能评判：1（其中没有得到回答 1）" in text_summary(summary)
