"""What a model is shown for an answer: a few numbered passages, and the question with what it means."""

from __future__ import annotations

from collections.abc import Sequence

from report_bot.ingest.types import FactStatus, Passage, Report

from .coverage import heavy
from .dated import asked_period, when
from .types import Draft, Evidence, Intent, Question

FURTHER = 1  # candidates shown beside what the quoted answer cites, where that is a single measure
_DONE = {FactStatus.ACTUAL: "已完成", FactStatus.TARGET: "计划"}


def passages_for(question: Question, quoted: Draft, evidence: Evidence) -> tuple[Passage, ...]:
    """The few sentences that the model sees: what the quoted answer cites, and for a single measure one more."""
    if question.intent is not Intent.POLICY or len(quoted.cited) > 1:
        return quoted.cited
    others = [
        c.passage
        for c in evidence.candidates[:4]
        if c.passage not in quoted.cited and c.passage.section == quoted.cited[0].section
    ]
    return (*quoted.cited, *others[:FURTHER])


def values_for(
    passages: Sequence[Passage], question: Question, quoted: Draft, report: Report
) -> dict[str, str]:
    """The variables of prompts/answer.txt."""
    lines = []
    for n, p in enumerate(passages, 1):
        time = when(p.period, report) + _DONE.get(p.status, "")
        lines.append(f"[{n}] {'，'.join(filter(None, (time, *p.section[-1:])))}：{p.text}")
    return {
        "passages": "\n".join(lines),
        "question": question.text,
        "meaning": meaning(question, quoted, report),
    }


def meaning(question: Question, quoted: Draft, report: Report) -> str:
    """What is asked, resolved, in words: 2024年（今年）城镇新增就业目标."""
    if question.intent is Intent.POLICY or not quoted.figures:
        topic = "、".join(t.text for t in heavy(question.terms))
        time = when(asked_period(question, report), report)
        return f"{time}{topic}{'的安排' if quoted.cited[0].status is FactStatus.TARGET else ''}"
    named = [
        f"{when(f.period, report)}{f.indicator}{'目标' if f.status is FactStatus.TARGET else ''}"
        for f, _ in quoted.figures
    ]
    return "；".join(dict.fromkeys(named))
