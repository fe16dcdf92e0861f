"""A figure in the sentence that names what was asked, but in another part of it: of the bridge's neighbour, of the other hospital."""

from __future__ import annotations

import re

from .coverage import NAMING, heavy
from .exclusive import leaves_out
from .match import FigureMatch
from .types import Question, Term

NAMED_WELL = 0.8  # weight of a term from which it names one thing
_LONG = 3  # characters of such a name
_PARTS = re.compile(r"[；;]")
_CLAUSE_END = re.compile(r"[，；。：]")
_INSTITUTION = re.compile(
    r"(?:去年|今年|全[省市县区]|[我本][省市县区]|咱们?|我们)*(?P<name>[一-鿿]{2,6}?)(?P<kind>医院|小学|中学|大学|学院|水库|大桥|机场|公园|电站|电厂)"
)
_ANY_OF_THEM = re.compile(r"全[省市县区]|今年|去年|[几多]|公立|基层|乡镇|综合|新建|各|所有|哪")
_BARE = re.compile(r"(?:新增|完成|计划|总)*(?:床位|投资|学位|产能|面积|收入|里程|装机容量)")


def named_elsewhere(question: Question, match: FigureMatch) -> bool:
    """Whether a part of the sentence between two ； has the name that was asked, and the figure stands in another."""
    before, part = _part_of(match)
    said = part + match.figure.indicator + match.figure.item
    names = [t for t in heavy(question.terms, NAMING) if _is_name(t) and t.text in match.passage.text]
    if any(t.text not in said and not _leads(t.text, match) for t in names):
        return not any(a in said for t in names for a in t.alternatives)
    if not _BARE.fullmatch(match.figure.indicator):
        return False
    return leaves_out(question.text, before) or _of_another_institution(question, before)


def _of_another_institution(question: Question, before: str) -> bool:
    """Whether one hospital, school or bridge was asked by its name, and another one is spoken of."""
    named = [m for m in _INSTITUTION.finditer(question.text) if not _ANY_OF_THEM.search(m["name"])]
    return any(
        m["kind"] in before and not any(m["name"][-n:] + m["kind"] in before for n in (2, 3)) for m in named
    )


def _is_name(term: Term) -> bool:
    return len(term.text) >= _LONG and term.weight >= NAMED_WELL and not term.place


def _part_of(match: FigureMatch) -> tuple[str, str]:
    """What stands between the ； before the figure and the figure, and all of it up to the ； behind."""
    at = match.figure.start - match.passage.start
    text = match.passage.text
    start = max((m.end() for m in _PARTS.finditer(text, 0, at)), default=0)
    found = _PARTS.search(text, at)
    return text[start:at], text[start : found.start() if found else len(text)]


def _leads(name: str, match: FigureMatch) -> bool:
    """Whether the sentence or its titles open with the name, and with no figure of its own: it is of all that follows."""
    opening = _CLAUSE_END.split(match.passage.text)[0]
    titled = any(name in title for title in match.passage.section)
    return titled or (name in opening and not re.search(r"\d", opening))
