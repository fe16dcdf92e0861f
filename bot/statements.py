"""Figures that were chosen → sentences with their citations; which of the asked years they leave out."""

from __future__ import annotations

import re

from report_bot.ingest.types import Measure, Report

from .by_rules import Choice
from .citations import Citations
from .dated import dated, when
from .match import FigureMatch
from .phrase import is_baseline, said_together
from .types import AnswerStatus, Draft, Question

_THAN_BEFORE = re.compile(r"[比较](?:前一年|前年|上一年)")


def said(matches: tuple[FigureMatch, ...], citations: Citations, report: Report) -> str:
    """The figures as sentences; several of one year share the year."""
    clauses = [m.figure.clause_start for m in matches if not is_baseline(m.figure, m.passage)]
    matches = tuple(
        m for m in matches if not (is_baseline(m.figure, m.passage) and m.figure.clause_start in clauses)
    )
    pieces: list[str] = []
    done: list[FigureMatch] = []
    last = ""  # the year that was said last
    order = list(dict.fromkeys((m.figure.period, m.figure.status) for m in matches))
    matches = tuple(sorted(matches, key=lambda m: order.index((m.figure.period, m.figure.status))))
    for match in matches:
        if any(said_together(match.figure, m.figure) for m in done):
            citations.mark(match.passage, match.figure)
            continue
        together = any(m is not match and said_together(match.figure, m.figure) for m in matches)
        statement = dated(match.figure, match.passage, report, whole=together)
        mark = citations.mark(match.passage, match.figure)
        done.append(match)
        head = statement.split("，")[0].split("：")[0]
        if pieces and statement == pieces[-1].rsplit("[", 1)[0]:
            continue
        if head == last and len(head) > 4:
            statement = statement[len(head) + 1 :]
            if pieces[-1].rsplit("[", 1)[0].endswith(statement):
                continue  # 制造业|盯紧年内投入90亿元的60个工程: said already
            in_which = re.match(r"[^，]+中，", statement)
            if in_which and any(in_which[0] in piece for piece in pieces):
                statement = statement.removeprefix(in_which[0])  # 新增学位中，小学9个；|初中5个
        last = head
        pieces.append(statement + mark)
    return "；".join(pieces) + "。"


def draft_of(matches: tuple[FigureMatch, ...], report: Report) -> Draft:
    """The figures as an answer of their own."""
    citations = Citations()
    return citations.draft(said(matches, citations, report), AnswerStatus.ANSWERED)


def missing_periods(question: Question, choice: Choice, report: Report) -> str:
    """The asked years for which nothing was chosen (a double question of which half is in the report)."""
    if len(question.periods) < 2:
        return ""
    have = [m.figure.period for m in choice.matches if m.figure.period is not None]
    missing = [
        p for p in question.periods if not any(h == p or (h.covers(p) and h.last == p.last) for h in have)
    ]
    grown = any(m.figure.measure is Measure.CHANGE for m in choice.matches)
    if grown and _THAN_BEFORE.search(question.text):
        missing = [p for p in missing if p.last != report.last_year - 1]  # 比前一年多了几个点: what it is of
    return "、".join(when(p, report) for p in missing)
