"""A figure in the sentence that names what was asked, but in another part of it: of the bridge's neighbour, of the other hospital."""

from __future__ import annotations

import re

from .coverage import NAMING, heavy, plain, term_fit
from .exclusive import leaves_out
from .match import FigureMatch
from .types import Question, Term

NAMED_WELL = 0.8  # weight of a term from which it names one thing
BARELY = 0.2  # of a term in a clause: less is not a word of it
_LONG = 3  # characters of such a name
_INDUSTRY = re.compile(r"(?!第[一二三]产业)(?P<name>[一-鿿]{2,8}?)产业")
_OUTPUT = re.compile(r"产值|增加值|营收|营业收入|规模")
_ANY_INDUSTRY = re.compile(r"高科技|高技术|高新|支柱|主导|重点|优势|特色|新兴|未来|先导|集群|产业|工业")
_PARTS = re.compile(r"[；;]")
_CLAUSE_END = re.compile(r"[，；。：]")
_INSTITUTION = re.compile(
    r"(?:去年|今年|全[省市县区]|[我本][省市县区]|咱们?|我们)*(?P<name>[一-鿿]{2,6}?)(?P<kind>医院|小学|中学|大学|学院|水库|大桥|机场|公园|电站|电厂)"
)
_ANY_OF_THEM = re.compile(r"全[省市县区]|今年|去年|[几多]|公立|基层|乡镇|综合|新建|各|所有|哪")
_BARE = re.compile(r"(?:新增|完成|计划|总)*(?:床位|投资|学位|产能|面积|收入|里程|装机容量)")


def of_another_industry(question: Question, match: FigureMatch) -> bool:
    """Whether the output of one industry was asked by its name, and the figure is of another one (甲产业产值)."""
    found = _INDUSTRY.match(match.figure.indicator)
    if found is None or not _OUTPUT.search(question.text):
        return False
    name = found["name"]
    if any(name[i : i + 2] in question.text for i in range(len(name) - 1)):
        return False
    said = plain(match.passage.clause(match.figure) + match.figure.indicator)
    asked = [t for t in heavy(question.terms, NAMING) if not t.place and not _OUTPUT.search(t.text)]
    return any(not _ANY_INDUSTRY.search(t.text) and term_fit(t, said) < BARELY for t in asked)


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
