"""Grades one answer, criterion by criterion, without a model and without the bot's own readers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from .grade_figures import (
    DENIAL,
    Figures,
    Spoken,
    Verdict,
    grade_figure,
    grade_wrong_figure,
    spelt,
    spoken,
)
from .grade_types import REFUSALS, Grade, Outcome, Plain, Reply, unscored
from .grade_years import grade_year
from .question_set import EvalQuestion
from .sources import Source
from .written_figures import written_figures

_APOLOGY = re.compile(
    r"抱歉|对不起|不好意思|只(?:能|会)?(?:根据|回答|依据)|帮不(?:上|了)|超出|与报告无关|无关"
)
_SENTENCE_END = re.compile(r"[。！？；\n]")
_MARK = re.compile(r"\[\d+\]|【\d+】")


def must_refuse(question: EvalQuestion) -> bool:
    """Whether the answer expected first is a refusal."""
    return question.status[0] in REFUSALS


def must_answer(question: EvalQuestion) -> bool:
    """Whether no refusal would do."""
    return not REFUSALS & set(question.status) and "greeting" not in question.status


def grade(question: EvalQuestion, reply: Reply, source: Source | None, rivals: Figures = ()) -> Grade:
    """The verdicts on a reply. `source` is the report's text, None where it is not at hand."""
    if reply.error:
        return unscored(reply.error)
    answer = spoken(question, _MARK.sub(lambda m: " " * len(m[0]), reply.text))
    refused = is_refusal(reply, answer)
    verdicts: dict[str, Verdict] = {
        "wrong_figure": grade_wrong_figure(question, answer, source),
        "figure": (Outcome.NOT_ASKED, ()) if refused else grade_figure(question, answer, source),
        "year": grade_year(question, answer, source, rivals),
        "citation": (Outcome.NOT_ASKED, ()) if refused else grade_citation(question, reply, source),
        "refusal": grade_refusal(question, reply, answer, refused),
        "status": grade_status(question, reply),
        "forbidden": grade_forbidden(question, answer),
    }
    return Grade(
        **{name: outcome for name, (outcome, _) in verdicts.items()},
        refused=refused,
        plain=plain_language(reply.text),
        notes=tuple(dict.fromkeys(note for _, notes in verdicts.values() for note in notes)),
    )


def is_refusal(reply: Reply, answer: Spoken) -> bool:
    """As the target says; else by its wording: it denies or excuses itself and asserts no figure."""
    if reply.refused is not None:
        return reply.refused
    cue = DENIAL.search(answer.text) or _APOLOGY.search(answer.text)
    return bool(cue) and not answer.figures


def grade_refusal(question: EvalQuestion, reply: Reply, answer: Spoken, refused: bool) -> Verdict:
    """Refused where it must, answered where it must; where both will do, nothing is asked."""
    if must_refuse(question):
        others = set(question.status) - REFUSALS
        met = refused or (reply.status in others if reply.status is not None else _meets(others, answer))
        return (Outcome.RIGHT, ()) if met else (Outcome.WRONG, ("应当说明报告里没有，却回答了",))
    if must_answer(question):
        return (Outcome.WRONG, ("报告里有，却没有回答",)) if refused else (Outcome.RIGHT, ())
    return Outcome.NOT_ASKED, ()


def _meets(statuses: set[str], answer: Spoken) -> bool:
    """Whether an answer without a status may pass for one of these, which are no refusals."""
    return bool(statuses - {"partial"}) or ("partial" in statuses and DENIAL.search(answer.text) is not None)


def grade_status(question: EvalQuestion, reply: Reply) -> Verdict:
    if reply.status is None:
        return Outcome.UNSCORED, ()
    if reply.status in question.status:
        return Outcome.RIGHT, ()
    return Outcome.WRONG, (f"状态是 {reply.status}，应为 {' 或 '.join(question.status)}",)


def grade_citation(question: EvalQuestion, reply: Reply, source: Source | None) -> Verdict:
    """Every quote stands in the report to the letter, and one (for pairs: each) gold sentence is among them."""
    if not (question.gold or question.gold_all):
        return Outcome.NOT_ASKED, ()
    if reply.quotes is None:
        return Outcome.UNSCORED, ()
    if source is None:
        return Outcome.UNSCORED, ("没有报告原文，不能核对引用",)
    text = source.report.text
    invented = [quote for quote in reply.quotes if not quote or quote not in text]
    if invented:
        return Outcome.WRONG, (f"引文与报告原文不符：{invented[0][:60]}",)
    spans = [m.span() for quote in reply.quotes for m in re.finditer(re.escape(quote), text)]
    held = [any(a <= start and end <= b for a, b in spans) for start, end in source.gold(question)]
    enough = any(held[: len(question.gold)]) if question.gold else True
    if enough and all(held[len(question.gold) :]):
        return Outcome.RIGHT, ()
    return Outcome.WRONG, ("引用的不是该引的那一句" if spans else "没有引用",)


def grade_forbidden(question: EvalQuestion, answer: Spoken) -> Verdict:
    """What must not be said is not said: a denied figure, or a part of what must or may be said, does not count."""
    if not question.must_not:
        return Outcome.NOT_ASKED, ()
    denied = DENIAL.search(answer.text) is not None
    welcome = [s for entry in question.must for s in entry]
    if denied or question.kind in ("pair", "difference", "premise"):
        welcome += question.allow or ()
    free = [span for s in welcome for span in spelt(s, answer.text)]
    read = written_figures(answer.text)
    asserted = {f.start for f in answer.figures}
    free += [(f.start, f.end) for f in read if f.start not in asserted]
    said = [
        spelling
        for spelling in question.must_not
        if any(
            not any(a <= start and end <= b for a, b in free) for start, end in spelt(spelling, answer.text)
        )
    ]
    return (Outcome.WRONG, (f"不该说：{'、'.join(said)}",)) if said else (Outcome.RIGHT, ())


def plain_language(text: str) -> Plain:
    """Length, longest sentence, and the share of the letters that belong to the report's set phrases."""
    plain = re.sub(r"\s", "", _MARK.sub("", text))
    sentences = [len(s) for s in _SENTENCE_END.split(plain)]
    covered = sum(len(phrase) * plain.count(phrase) for phrase in _set_phrases())
    return Plain(len(plain), max(sentences), round(covered / len(plain), 3) if plain else 0.0)


@cache
def _set_phrases() -> tuple[str, ...]:
    lines = (Path(__file__).parent / "set_phrases.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
