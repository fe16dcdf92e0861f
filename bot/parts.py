"""A question that asks several things at once (多少家，排第几; 甲和乙各多少) → its parts, each a question of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest.types import Report

from .asked import asked_measures, asked_periods, asked_status, asked_units, time_spans
from .types import Intent, Question, Term

_CUTS = re.compile(r"[，,；;？?]|以及|还有|(?<=[多少几])(?=增长|同比|排|占)|(?<=了)(?=增长|排第)")
_ASKS = re.compile(r"多少|几|第几|排名|呢|增速|增幅|占比|比重|怎么样|目标")
_JOINS = re.compile(r"和|与|跟|及|、")
_EACH = re.compile(r"分别|各|都")
HEAVY = 0.4  # weight of a term that names a subject


def asked_parts(question: Question, report: Report) -> tuple[Question, ...]:
    """The parts in order, at least two; () where the question asks one thing.

    A part without a subject or time of its own has those of the part before it.
    """
    if question.intent not in (Intent.FIGURE, Intent.COMPARE):
        return ()
    pieces = [piece for piece in _CUTS.split(question.text) if piece.strip()]
    asking = [piece for piece in pieces if _ASKS.search(piece)]
    if len(asking) > 1 and len(asking) == len(pieces):
        return _by_clause(question, asking, report)
    return _by_coordination(question)


def _by_clause(question: Question, pieces: list[str], report: Report) -> tuple[Question, ...]:
    parts: list[Question] = []
    terms: tuple[Term, ...] = ()
    first = asked_periods(time_spans(pieces[0], report.year), both=False)
    later = {p for piece in pieces[1:] for p in asked_periods(time_spans(piece, report.year), both=False)}
    periods = first or tuple(p for p in question.periods[:1] if p not in later)
    status = asked_status(pieces[0], periods, report.year)
    for piece in pieces:
        own = tuple(t for t in question.terms if t.text in piece)
        terms = own if any(t.weight >= HEAVY for t in own) else terms + own
        terms = terms or question.terms  # 来玩的有多少人次，旅游挣了多少: the subject comes later
        said = asked_periods(time_spans(piece, report.year), both=False)
        if said or "目标" in piece:
            periods = said or periods
            status = asked_status(piece, periods, report.year)
        parts.append(
            replace(
                question,
                text=piece,
                intent=Intent.FIGURE,
                terms=terms,
                periods=periods,
                status=status,
                places=tuple(p for p in question.places if p in piece or not any(p in one for one in pieces)),
                measures=asked_measures(piece),
                units=asked_units(piece),
            )
        )
    return tuple(parts)


def _by_coordination(question: Question) -> tuple[Question, ...]:
    """甲和乙各多少: a part for each side, with what both share; only where both sides name a subject."""
    for join in _JOINS.finditer(question.text):
        left = tuple(t for t in question.terms if 0 <= question.text.find(t.text) < join.start())
        right = tuple(t for t in question.terms if question.text.find(t.text) >= join.end())
        named = [tuple(t for t in side if t.weight >= HEAVY and not t.place) for side in (left, right)]
        if not all(named):
            continue
        near = question.text.find(named[1][0].text) - join.end()
        if near > 1 and not _EACH.search(question.text):
            continue
        first, second = named[0][-1], named[1][0]
        shared = tuple(t for t in question.terms if t not in (first, second))
        sides = [tuple(t for t in question.terms if t in (one, *shared)) for one in (first, second)]
        return tuple(replace(question, terms=terms, intent=Intent.FIGURE) for terms in sides)
    return ()
