"""Statements with their time in front: 2023年（去年）, 到2025年, 2024年（今年）的目标是."""

from __future__ import annotations

import re

from report_bot.ingest.types import FactStatus, Figure, Passage, Period, Report

from .match import reaches
from .part_of_whole import of_its_place, of_its_whole
from .phrase import FROM, clause_of, is_baseline, say
from .types import Candidate, Evidence, Question
from .whole_piece import CONNECTIVES


def when(period: Period | None, report: Report) -> str:
    """2023年（去年）, 2024年（今年）, 2021—2025年; nothing where the period is unknown."""
    if period is None:
        return ""
    if not period.is_year:
        return f"{period.first}—{period.last}年"
    nick = {report.year: "（今年）", report.last_year: "（去年）"}.get(period.first, "")
    return f"{period.first}年{nick}"


def asked_period(question: Question, report: Report) -> Period:
    """The time that a question is about: as said, else this year for plans and last year for what is done."""
    if question.periods:
        return question.periods[0]
    return Period.year(report.last_year if question.status is FactStatus.ACTUAL else report.year)


def dated(figure: Figure, passage: Passage, report: Report, *, whole: bool = False) -> str:
    """The statement with its absolute year and, for a plan, the word 目标; `whole`: its clause uncut."""
    whole = whole or bool(FROM.search(passage.lead(figure)))
    if whole:
        said = CONNECTIVES.sub("", clause_of(figure, passage))
    else:
        said = of_its_whole(say(figure, passage), figure, passage)
    said = of_its_place(said, figure, passage)
    if whole and re.match("[由从]", said):
        said = figure.indicator + said  # 生产总值连跨两个台阶，|由2030年的5亿元增加到8亿元
    if is_baseline(figure, passage):  # 由2030年的5亿元增加到…: what it was then
        said = f"{figure.indicator}{figure.text}"
    time = _time_of(figure, passage, report)
    if figure.status is FactStatus.TARGET:
        return f"{time}的目标是：{re.sub(r'^今年[，,]?', '', said)}" if time else f"目标是：{said}"
    if figure.period:  # the year stands in front already
        said = re.sub(rf"^[去今]年[，,]?|{figure.period}年(?!底|末|初|度|以|前|同|上|下|的)[，,]?", "", said)
    if time.startswith("到") and figure.period:
        said = said.replace(f"到{figure.period.last}年的", "到", 1)
    return f"{time}，{said}" if time else said


def _time_of(figure: Figure, passage: Passage, report: Report) -> str:
    """The figure's time; of several years for a level that they ended with only the end: 到2030年（去年）."""
    period = figure.period
    if period is not None and figure.status is FactStatus.ACTUAL:
        end = Period.year(period.last)
        if reaches((end,), figure, passage.clause(figure)):
            return f"到{when(end, report)}"
    return when(period, report)


def stated(clause: str, passage: Passage, report: Report) -> str:
    """A clause without a figure of its own, with the year it speaks of."""
    time = when(passage.period, report)
    if passage.status is FactStatus.TARGET:
        return f"{time}的目标是：{clause}" if time else f"目标是：{clause}"
    return f"{time}，{clause}" if time else clause


def timely(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a sentence is of the asked time and status, as far as it and the question say any."""
    question, passage = evidence.question, candidate.passage
    if question.status is not None and passage.status not in (question.status, FactStatus.OTHER):
        return False
    if not question.periods or passage.period is None:
        return True
    return any(a.covers(passage.period) or passage.period.covers(a) for a in question.periods)
