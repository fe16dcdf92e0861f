"""Grades whether an answer gives one year's figure for another's: the confusion that misleads most quietly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .grade_figures import DENIAL, WORDY, Figures, Spoken, Verdict, allowed_figures, asked_known, must_figures
from .grade_types import Outcome
from .known import same_name
from .question_set import EvalQuestion
from .sources import Source
from .written_figures import WrittenFigure

_YEAR_SAID = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年|(去年|上年|上一年|今年|本年|明年)")


def grade_year(question: EvalQuestion, answer: Spoken, source: Source | None, rivals: Figures) -> Verdict:
    """Wrong where another year's value is given as the asked one's, or a year is named that the value is not of."""
    if not answer.figures or question.kind in WORDY:
        return Outcome.NOT_ASKED, ()
    notes = []
    allowed = allowed_figures(question, source)
    offered = any(f.same_amount(figure) for f in answer.figures for figure in allowed)
    if question.kind == "partial" and offered and not DENIAL.search(answer.text):
        notes.append("把另一年的数当作所问那年的数")
    others = rivals
    if source is not None:
        asked = asked_known(question, source)
        periods = {k.period for k in asked}
        others += tuple(
            f
            for k in source.known
            if asked and k.period not in periods and any(same_name(k.names[0], a.names) and k.unit == a.unit for a in asked)
            for f in source.figures_in((k.start, k.end))
        )  # fmt: skip
    for figure in answer.figures:
        if any(figure.same_amount(f) for f in allowed):
            said = _wrongly_dated(question, answer, figure, source)
            if said:
                notes.append(said)
        elif any(figure.same_amount(f) and figure.unit == f.unit for f in others):
            notes.append(f"{figure.text}是另一年的数")
    return (Outcome.WRONG if notes else Outcome.RIGHT), tuple(notes)


def _wrongly_dated(
    question: EvalQuestion, answer: Spoken, figure: WrittenFigure, source: Source | None
) -> str:
    if source is None:
        return ""
    said = year_of(answer.text, figure, source.report.year)
    periods = {
        k.period
        for span in source.gold(question)
        for k in source.known_in(source.sentence(span))
        if any(figure.same_amount(f) for f in source.figures_in((k.start, k.end)))
    }
    years = {y for period in periods for y in _years(period)}
    return f"{figure.text}不是{said}年的数" if said and years and said not in years else ""


def _years(period: str) -> Iterator[int]:
    ends = [int(y) for y in re.findall(r"\d{4}", period)]
    if ends:
        yield from range(ends[0], ends[-1] + 1)


def rival_figures(questions: Sequence[EvalQuestion], report_years: dict[str, int]) -> dict[str, Figures]:
    """For each question the values that its group's questions about another year want, by the question's id."""

    def year(question: EvalQuestion) -> int | None:
        base = report_years.get(question.report)
        for turn in reversed(question.turns):
            said = set(years_said(turn, base)) if base else set()
            if said:
                return said.pop() if len(said) == 1 else None
        return None

    groups: dict[tuple[str, str], list[tuple[EvalQuestion, int]]] = {}
    for question in questions:
        asked = year(question)
        if asked is not None and question.kind not in (*WORDY, "difference", "pair", "partial", "nearmiss"):
            groups.setdefault((question.report, question.group), []).append((question, asked))
    return {
        question.id: tuple(
            f for other, then in members if then != asked for f in must_figures(other)
            if f.unit and not any(f.same_amount(own) for own in must_figures(question))
        )
        for members in groups.values() for question, asked in members
    }  # fmt: skip


def year_of(text: str, figure: WrittenFigure, report_year: int) -> int | None:
    """The year that the answer says a figure is of: the last one named before it in its sentence."""
    start = max(text.rfind(mark, 0, figure.start) for mark in "。；！？\n") + 1
    years = years_said(text[start : figure.start], report_year)
    return years[-1] if years else None


def years_said(text: str, report_year: int) -> list[int]:
    """The years a text names, in order; one that only serves a comparison (比2022年) is left out."""
    relative = {"今年": 0, "本年": 0, "明年": 1}
    return [
        int(m[1]) if m[1] else report_year + relative.get(m[2], -1)
        for m in _YEAR_SAID.finditer(text)
        if not re.search(r"[比较与同跟]$", text[: m.start()])
    ]
