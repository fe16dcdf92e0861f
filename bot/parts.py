"""A question that asks several things at once (多少家，排第几; 甲和乙各多少) → its parts, each a question of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report_bot.ingest.types import Report
from report_bot.ingest.wording import ACTION

from .asked import asked_measures, asked_periods, asked_status, asked_units, time_spans
from .types import Intent, Question, Term

_CUTS = re.compile(
    r"[，,；;？?]|以及|还有(?!多少|几)|、(?=[一-鿿]{0,4}(?:多少|几))|[和与跟](?=多少|几)|(?:和|与|及|、)(?=(?:增速|增幅|涨幅|排名|位次|占比)[^，。]{0,6}$)|"
    r"(?<=[多少几])(?=增长|同比|排|占)|(?<=了)(?=增长|排第)"
)
_ASKS = re.compile(r"多少|几|第几|排名|呢|增速|增幅|涨幅|占比|比重|怎么样|目标|总量|总额|位次")
_JOINED = re.compile(r"[^，。；？?]{0,3}?(?:和|与|跟|及|、|以及)(?P<after>[^，。；？?]{0,6}?)")
_EACH = re.compile(r"分别|各|都")
_ELLIPTIC = re.compile(r"(?<=[一-鿿]{2})(?<![多少几])呢$")  # 来了多少游客，旅游收入呢
_STATUS_TERM = re.compile(r"(?:计划|目标|预期|打算|预计|安排)?(?:增长|增加|提高)?(?:目标)?")
_COUNTED_NOUN = re.compile(r"(?:多少|几)[一-鿿]{2,4}")  # 多少场戏
_STATUS_ALONE = re.compile(r"(?:的|今年|明年)*(?:目标|计划|打算|安排)")
_SUM_ALONE = re.compile(r"(?:一共|总共|合计|加起来|两[个项]加起来)(?:是|有)?(?:多少|几)[一-鿿]?")
_WHICH = re.compile(r"哪个|谁")
_APART = re.compile(r"^[^，。]{0,6}(?:相差|差(?:了|多少|几|距)|[多少高低]了?(?:多少|几))")
HEAVY = 0.4  # weight of a term that names a subject


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things asked, as a question that stands alone.

    `follows`: it has no subject but the one before it. `apart`: it was asked by itself (一问一个多少, 分别), so that what is
    lacking must be named; 和 and 、 alone may only join words of one subject. `by_clause`: each clause of the question asks.
    """

    question: Question
    follows: bool
    apart: bool = True
    by_clause: bool = False


def asked_parts(question: Question, report: Report) -> tuple[Part, ...]:
    """The parts in order, at least two; () where the question asks one thing.

    A part without a subject or time of its own has those of the part before it.
    """
    if question.intent not in (Intent.FIGURE, Intent.COMPARE, Intent.DIFFERENCE):
        return ()
    pieces = [piece for piece in _CUTS.split(question.text) if piece.strip()]
    if len(pieces) > 1 and _SUM_ALONE.fullmatch(pieces[-1]):
        question = replace(question, text="，".join(pieces[:-1]))  # 各多少件，合计多少
        pieces = pieces[:-1]
    if any(_STATUS_ALONE.fullmatch(piece) for piece in pieces):
        return ()  # 今年新增多少，目标: one thing
    asking = [piece for piece in pieces if _ASKS.search(piece)]
    apart = question.intent is Intent.DIFFERENCE and any(_APART.search(piece) for piece in pieces)
    if len(asking) > 1 and len(asking) == len(pieces) and not apart:  # 差多少 is no third thing
        return _by_clause(question, asking, report)
    return (
        _by_coordination(question)
        if question.intent is not Intent.DIFFERENCE or _WHICH.search(question.text)
        else ()
    )


def _by_clause(question: Question, pieces: list[str], report: Report) -> tuple[Part, ...]:
    parts: list[Part] = []
    terms: tuple[Term, ...] = ()
    first = asked_periods(time_spans(pieces[0], report.year), both=False)
    later = {p for piece in pieces[1:] for p in asked_periods(time_spans(piece, report.year), both=False)}
    periods = first or tuple(p for p in question.periods[:1] if p not in later)
    status = asked_status(pieces[0], periods, report.year)
    for piece in (_ELLIPTIC.sub("多少", piece) for piece in pieces):
        own = tuple(t for t in question.terms if t.text in piece and not _STATUS_TERM.fullmatch(t.text))
        heavy = any(t.weight >= HEAVY for t in own) or bool(own and _COUNTED_NOUN.fullmatch(piece))
        terms = own if heavy else terms + own
        terms = terms or question.terms  # 来玩的有多少人次，旅游挣了多少: the subject comes later
        said = asked_periods(time_spans(piece, report.year), both=False)
        if said or "目标" in piece:
            periods = said or periods
            status = asked_status(piece, periods, report.year)
        part = replace(
            question,
            text=piece if heavy else "".join(t.text for t in terms if t.text not in piece) + piece,
            intent=Intent.FIGURE,
            periods=periods,
            status=status,
            places=tuple(p for p in question.places if p in piece or not any(p in one for one in pieces)),
            measures=asked_measures(piece),
            units=asked_units(piece),
        )
        parts.append(Part(_about(part, terms), follows=not heavy, by_clause=True))
    return tuple(parts)


def _by_coordination(question: Question) -> tuple[Part, ...]:
    """甲、乙和丙各多少: a part for each thing named in a row, with what all share."""
    named = _in_a_row(question)
    if len(named) < 2:
        return ()
    alone, apart = replace(question, intent=Intent.FIGURE), _EACH.search(question.text) is not None
    first, last = (
        question.text.find(named[0][0].text),
        question.text.find(named[-1][-1].text) + len(named[-1][-1].text),
    )
    parts = []
    for one in named:
        start, end = question.text.find(one[0].text), question.text.find(one[-1].text) + len(one[-1].text)
        text = _EACH.sub("", question.text[:first] + question.text[start:end] + question.text[last:])
        others = [t for other in named if other is not one for t in other]
        part = replace(alone, text=text, measures=asked_measures(text) or question.measures)
        terms = tuple(t for t in question.terms if t not in others)
        parts.append(Part(_about(part, terms), follows=False, apart=apart))
    return tuple(parts)


def _in_a_row(question: Question) -> list[tuple[Term, ...]]:
    """The things that 、 and 和 set side by side, each as the terms that name it alone; [] where there are none.

    Of the words after the last only the nearest is its own, of those before the first what is written as one with it:
    the others are what all share.
    """
    text = question.text
    placed = sorted(
        (
            (text.find(t.text), t)
            for t in question.terms
            if t.weight >= HEAVY and not t.place and t.text in text
        ),
        key=lambda pair: pair[0],
    )
    groups: list[list[Term]] = [[]]
    ends = 0
    for start, term in placed:
        joined = groups[-1] and _JOINED.fullmatch(text[ends:start])
        if joined and (len(joined["after"]) < 2 or _EACH.search(text)):
            groups.append([])
        groups[-1].append(term)
        ends = start + len(term.text)
    if len(groups) < 2:
        return []
    own = groups[0][-1:]
    for term in reversed(groups[0][:-1]):
        if f"{term.text}{own[0].text}" not in text or ACTION.fullmatch(term.text):
            break  # 新建|小学和初中: what is done is done to both
        own.insert(0, term)  # 中小企业|宽带和流量: a compound
    return [tuple(own), *map(tuple, groups[1:-1]), tuple(groups[-1][:1])]


def _about(question: Question, terms: tuple[Term, ...]) -> Question:
    """The question on these terms alone."""
    official = (a for term in terms for a in term.alternatives[1:])
    items = tuple(i for i in question.items if i in question.text) or question.items
    return replace(
        question, terms=terms, items=items, expanded=" ".join(dict.fromkeys((question.text, *official)))
    )
