"""Asks a target the questions, concurrently, and writes each graded answer down at once, so that a run can be resumed."""

from __future__ import annotations

import hashlib
import json
import os
import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from report_bot.ingest.errors import SettingsInvalid

from .grade_types import Grade, Reply, grade_from_json
from .grade_years import rival_figures
from .graders import grade, must_answer, must_refuse
from .question_set import EvalQuestion, can_be_placed, load_questions
from .sources import Source, load_source
from .targets import Target

RESULTS = "results.jsonl"
_REFUSAL = ("absent", "nearmiss", "offtopic", "unsafe", "injection", "smalltalk")
SUITES = {
    "figures": ("figure", "growth", "rank", "share", "pair", "difference", "partial", "premise"),
    "refusal": _REFUSAL,
    "dialogue": ("followup",),
    "policy": ("policy", "list"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """One question as it was asked, answered and graded. `expects` is refuse, answer or either."""

    id: str
    repeat: int
    report: str
    kind: str
    turns: tuple[str, ...]
    section: str
    expects: str
    expected: tuple[str, ...]  # for a reader: what had to be said, not said, and cited
    reply: Reply
    grade: Grade

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"grade": self.grade.to_json()}


@dataclass(frozen=True, slots=True)
class Run:
    """The results of a run, in the order of its questions, and how many were taken over from an earlier start."""

    target: str
    split: str
    suite: str
    results: tuple[Result, ...]
    resumed: int = 0


def select_questions(split: str, suite: str, limit: int | None = None) -> tuple[EvalQuestion, ...]:
    """The questions of a split and suite. `limit` takes that many, spread over the kinds, always the same ones."""
    splits = ("dev", "held") if split == "all" else (split,)
    questions = tuple(q for s in splits for q in load_questions(s))
    if suite != "all":
        questions = tuple(q for q in questions if q.kind in SUITES[suite])
    return questions if limit is None else spread(questions, limit)


def spread(questions: Sequence[EvalQuestion], limit: int) -> tuple[EvalQuestion, ...]:
    """Evenly spaced over the questions sorted by kind, so that each kind has its share."""
    if limit >= len(questions):
        return tuple(questions)
    ordered = sorted(questions, key=lambda q: (q.kind, hashlib.sha256(q.id.encode()).digest()))
    chosen = {ordered[i * len(ordered) // limit].id for i in range(limit)}
    return tuple(q for q in questions if q.id in chosen)


def digest(questions: Iterable[EvalQuestion], target: str) -> str:
    """Changes with every question and with the target: results of one run are not mixed into another's."""
    stated = json.dumps([asdict(q) for q in questions] + [target], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(stated.encode()).hexdigest()[:16]


def run(
    questions: Sequence[EvalQuestion],
    target: Target,
    out: Path,
    *,
    split: str,
    suite: str,
    data: Path | None = None,
    repeat: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Ask, grade and write down. What `out` already holds of this very run is not asked again.

    A question that got no answer is asked again when the run is resumed. Raises SettingsInvalid where `out` holds the
    results of another run.
    """
    sources = {report: load_source(report, data) for report in {q.report for q in questions}}
    years = {report: source.report.year for report, source in sources.items() if source}
    rivals = rival_figures(load_questions_like(questions, split), years)
    out.mkdir(parents=True, exist_ok=True)
    head = {"run": digest(questions, target.name), "target": target.name, "split": split, "suite": suite}
    done = _earlier(out / RESULTS, head)
    wanted = [(q, n) for n in range(1, repeat + 1) for q in questions]
    kept = {key: result for key, result in done.items() if not result.reply.error}
    results = {(q.id, n): kept[q.id, n] for q, n in wanted if (q.id, n) in kept}
    resumed = len(results)
    todo = [(q, n) for q, n in wanted if (q.id, n) not in results]
    finished: queue.SimpleQueue[Result | BaseException] = queue.SimpleQueue()
    stop = threading.Event()

    def work(question: EvalQuestion, n: int) -> None:
        if stop.is_set():
            return
        try:
            reply = target.ask(question)
            source = sources[question.report] if can_be_placed(question) else None
            graded = grade(question, reply, source, rivals.get(question.id, ()))
            finished.put(make_result(question, n, source, reply, graded))
        except BaseException as error:
            finished.put(error)

    with (out / RESULTS).open("a", encoding="utf-8") as file, ThreadPoolExecutor(target.workers) as pool:
        if file.tell() == 0:
            _append(file, head)
        try:
            for question, n in todo:
                pool.submit(work, question, n)
            for _ in todo:
                result = finished.get()
                if isinstance(result, BaseException):
                    raise result
                results[result.id, result.repeat] = result
                _append(file, result.to_json())
                if progress is not None:
                    progress(len(results), len(wanted))
        finally:
            stop.set()
    ordered = tuple(results[q.id, n] for q, n in wanted)
    return Run(target.name, split, suite, ordered, resumed)


def load_questions_like(questions: Sequence[EvalQuestion], split: str) -> tuple[EvalQuestion, ...]:
    """All questions of the split, beside those given: a limit must not hide the other year's question."""
    known = {q.id for q in questions}
    splits = ("dev", "held") if split == "all" else (split,)
    return (*questions, *(q for s in splits for q in load_questions(s) if q.id not in known))


def make_result(question: EvalQuestion, n: int, source: Source | None, reply: Reply, graded: Grade) -> Result:
    """A graded answer with what a reader needs beside it."""
    expects = "refuse" if must_refuse(question) else "answer" if must_answer(question) else "either"
    lines = ["要说：" + " 或 ".join(entry) for entry in question.must]
    lines += [f"不该说：{'、'.join(question.must_not)}"] if question.must_not else []
    if source is not None:
        spans = (source.sentence(span) for span in source.gold(question))
        lines += [f"应引：{source.report.text[a:b].strip()}" for a, b in dict.fromkeys(spans)]
    else:
        lines += [f"应引：{q}" for q in question.gold + question.gold_all if isinstance(q, str)]
    lines.append(f"状态：{' 或 '.join(question.status)}")
    section = source.section(question) if source is not None else ""
    return Result(
        question.id, n, question.report, question.kind, question.turns, section, expects, tuple(lines), reply, graded
    )  # fmt: skip


def _append(file: Any, stored: dict[str, Any]) -> None:
    file.write(json.dumps(stored, ensure_ascii=False) + "\n")
    file.flush()
    os.fsync(file.fileno())


def _earlier(path: Path, head: dict[str, str]) -> dict[tuple[str, int], Result]:
    """What an interrupted run has left; a last line that was torn is cut off. Raises SettingsInvalid for another run's."""
    if not path.exists():
        return {}
    lines = path.read_bytes().splitlines(keepends=True)
    whole = lines[:-1] if lines and not lines[-1].endswith(b"\n") else lines
    if len(whole) < len(lines):
        with path.open("r+b") as file:
            file.truncate(sum(map(len, whole)))
    if not whole:
        return {}
    stored = [json.loads(line) for line in whole]
    if stored[0] != head:
        raise SettingsInvalid(
            f"{path.parent} 里是另一次评测的结果（题目或对象不同）。请用 --out 换一个文件夹，或先删去它。"
        )
    results = [result_from_json(line) for line in stored[1:]]
    return {(result.id, result.repeat): result for result in results}


def read_run(folder: Path) -> Run:
    """The results in a folder; the last word on a question counts. Raises SettingsInvalid where there are none."""
    path = folder / RESULTS if folder.is_dir() else folder
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        head = json.loads(lines[0])
        results = [result_from_json(json.loads(line)) for line in lines[1:]]
        name = (head["target"], head["split"], head["suite"])
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise SettingsInvalid(f"{folder} 里没有可读的评测结果（{RESULTS}）。") from error
    return Run(*name, results=tuple({(r.id, r.repeat): r for r in results}.values()))


def result_from_json(stored: dict[str, Any]) -> Result:
    """Inverse of Result.to_json. Raises KeyError, TypeError or ValueError on anything else."""
    reply = stored["reply"]
    quotes = None if reply["quotes"] is None else tuple(reply["quotes"])
    return Result(
        **stored
        | {
            "turns": tuple(stored["turns"]),
            "expected": tuple(stored["expected"]),
            "reply": Reply(**reply | {"quotes": quotes}),
            "grade": grade_from_json(stored["grade"]),
        }
    )
