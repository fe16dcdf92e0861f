"""Things set side by side in one question (甲、乙和丙各多少) → its parts, each a question of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report_bot.ingest.types import Measure
from report_bot.ingest.wording import ACTION

from .asked import asked_measures, asked_units
from .coverage import NAMING, heavy
from .types import Intent, Question, Term

_OWN_WORDS = r"(?:增长|增速|年均|同比|十[一二三四五六七八九]五|今年|去年|预期|目标|计划|实际|完成|总量|的|情况)*"  # of one thing: GDP增长目标和…
_JOINED = re.compile(
    rf"{_OWN_WORDS}[^，。；？?]{{0,3}}?(?:和|与|跟|及|、|以及)(?P<after>[^，。；？?]{{0,6}}?)"
)
_LEVEL_BEFORE = re.compile(r"(?:[国省市县]家?级(?:以上|及以上)?的?|城市|城镇|农村)$")
_SHARE_BEHIND = re.compile(r"[一-鿿ⅠⅡⅢⅣⅤ]{0,2}(?:占比|比[重例])")
_GROWTH_BEHIND = re.compile(r"(?:的?增[速长幅]|占比|比[重例])")  # 汽车产量和高技术制造业增速
_AN_AMOUNT = re.compile(r"(?:产量|余额|面积|里程|数量|总量)$")
_SHARED_TAIL = re.compile(r"(?:投资|产量|产值|增加值|支出|销量|保有量|床位数?|营收|营业收入)$")
_EACH = re.compile(r"分别|各|都")
SUM_ALONE = re.compile(r"(?:一共|总共|合计|加起来|两[个项]加起来)(?:是|有)?(?:多少|几)(?!钱|资金)[一-鿿]?")
_SUM_BEHIND = re.compile(rf"[，,]{SUM_ALONE.pattern}[？?]?$")
_ADDED_AND_ALL = re.compile(
    r"(新增|新建|新培育|新认定|新开)(?:的)?(?:和|与|跟|、|及)(累计|总数|总共|一共|现有)的?"
)
_WHICH = re.compile(r"哪个|谁")
_EACH_AGAINST = re.compile(r"(?:各|分别)(?:自)?[比较](?:年初|去年|上年|同期)")  # 存款和贷款各比年初多多少


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things asked, as a question that stands alone.

    `apart`: it was asked by itself (分别, 各), so that what is lacking must be named; 和 and 、 alone may only join words
    of one subject.
    """

    question: Question
    apart: bool = True


@dataclass(frozen=True, slots=True)
class _Named:
    """One of the things in a row: where it stands in the question, and the terms that name it alone."""

    start: int
    end: int
    terms: tuple[Term, ...]


def asked_parts(question: Question) -> tuple[Part, ...]:
    """The parts in order, at least two; () where the question asks one thing."""
    if question.intent not in (Intent.FIGURE, Intent.COMPARE, Intent.DIFFERENCE):
        return ()
    if question.intent is Intent.DIFFERENCE and not (
        _WHICH.search(question.text) or _EACH_AGAINST.search(question.text)
    ):
        return ()
    if added := _ADDED_AND_ALL.search(question.text):
        return _added_and_all(question, added)
    return _by_coordination(replace(question, text=_SUM_BEHIND.sub("", question.text)))


def _added_and_all(question: Question, said: re.Match[str]) -> tuple[Part, ...]:
    """新增和累计的某物各多少: what was added, then how many there are in all."""
    alone = replace(question, intent=Intent.FIGURE)
    return tuple(
        Part(replace(alone, text=question.text[: said.start()] + one + rest, measures=frozenset({measure})))
        for rest in (_EACH.sub("", question.text[said.end() :]),)
        for one, measure in ((said[1], Measure.NEW), (said[2], Measure.STOCK))
    )


def _by_coordination(question: Question) -> tuple[Part, ...]:
    """甲、乙和丙各多少: a part for each thing named in a row, with what all share."""
    named = _in_a_row(question)
    if len(named) < 2:
        return ()
    alone = replace(question, intent=Intent.FIGURE)
    apart = _EACH.search(question.text) is not None or _one_head(named)
    first, last = named[0].start, named[-1].end
    amounts = all(_AN_AMOUNT.search(one.terms[-1].text) for one in named[:-1])
    if share := (_GROWTH_BEHIND if amounts else _SHARE_BEHIND).match(question.text, last):
        last = share.end()  # 财政收入和民生支出占比: the share is the last one's own
    if level := _LEVEL_BEFORE.search(question.text[:first]):
        first = level.start()  # 省级|甲和乙: the level is the first one's own
    parts = []
    tail = _tail_of_all(named, question.text)
    shared = asked_measures(question.text[:first] + question.text[last:])
    for one in named:
        start = first if one is named[0] else one.start
        end = last if one is named[-1] else one.end
        if one is not named[0] and (level := _LEVEL_BEFORE.search(question.text[:start])):
            start = level.start()
        if own := re.match(_OWN_WORDS, question.text[end:last]):
            end += own.end()
        text = _EACH.sub("", question.text[:first] + question.text[start:end] + question.text[last:])
        others = [t for other in named if other is not one for t in other.terms]
        part = replace(alone, text=text, measures=asked_measures(text) or shared, units=asked_units(text))
        terms = tuple(t for t in question.terms if t not in others)
        if tail and one is not named[-1] and not one.terms[-1].text.endswith(tail):
            whole = one.terms[-1].text + tail
            text = question.text[:first] + question.text[start : one.end] + tail + question.text[last:]
            part = replace(part, text=_EACH.sub("", text), units=asked_units(_EACH.sub("", text)))
            terms = tuple(_with_tail(t, whole) if t is one.terms[-1] else t for t in terms)
        parts.append(Part(_about(part, terms), apart))
    return tuple(parts)


def _tail_of_all(named: list[_Named], text: str) -> str:
    """What the last of a row measures, and with it all of them: 投资 of 交通、能源、水利投资; "" where each says its own."""
    found = _SHARED_TAIL.search(named[-1].terms[-1].text)
    if found is None or len(found[0]) == len(named[-1].terms[-1].text) or not _EACH.search(text):
        return ""
    own = any(
        _SHARED_TAIL.search(one.terms[-1].text) or _AN_AMOUNT.search(one.terms[-1].text) for one in named[:-1]
    )
    return "" if own else found[0]


def _with_tail(term: Term, whole: str) -> Term:
    return replace(term, text=whole, alternatives=(whole, *term.alternatives[1:]), weight=1.0)


def _one_head(named: list[_Named]) -> bool:
    """Whether the things end alike (自来水普及率和燃气普及率): each is an indicator of its own."""
    ends = [one.terms[-1].text for one in named]
    return len({end[-2:] for end in ends}) == 1 < len(set(ends))


def _in_a_row(question: Question) -> list[_Named]:
    """The things that 、 and 和 set side by side, each with the terms that name it alone; [] where there are none.

    Of the words after the last only the nearest is its own, of those before the first what is written as one with it:
    the others are what all share.
    """
    text = question.text
    groups: list[list[tuple[int, Term]]] = [[]]
    ends = 0
    for start, term in _placed([t for t in heavy(question.terms, NAMING) if not t.place], text):
        joined = groups[-1] and _JOINED.fullmatch(text[ends:start])
        after = _LEVEL_BEFORE.sub("", joined["after"]) if joined else ""  # 和|省级以上|单项冠军
        if joined and (len(after) < 2 or _EACH.search(text)):
            groups.append([])
        groups[-1].append((start, term))
        ends = start + len(term.text)
    if len(groups) < 2:
        return []
    own = groups[0][-1:]
    for start, term in reversed(groups[0][:-1]):
        if f"{term.text}{own[0][1].text}" not in text or ACTION.fullmatch(term.text):
            break  # 新建|小学和初中: what is done is done to both
        own.insert(0, (start, term))  # 中小企业|宽带和流量: a compound
    rest = groups[-1][1:2]
    shared = bool(rest) and own[-1][1].text.endswith(rest[0][1].text)
    last = groups[-1][: 2 if shared else 1]  # 自来水普及率和燃气|普及率
    return [_named(one) for one in (own, *groups[1:-1], last)]


def _named(placed: list[tuple[int, Term]]) -> _Named:
    (start, _), (at, term) = placed[0], placed[-1]
    return _Named(start, at + len(term.text), tuple(t for _, t in placed))


def _placed(terms: list[Term], text: str) -> list[tuple[int, Term]]:
    """Where each term stands in the question: behind those before it, for a word may stand inside another, too."""
    placed, ends = [], 0
    for term in terms:
        start = text.find(term.text, ends)
        start = text.find(term.text) if start < 0 else start
        if start >= 0:
            placed.append((start, term))
            ends = max(ends, start + len(term.text))
    return sorted(placed, key=lambda pair: pair[0])


def _about(question: Question, terms: tuple[Term, ...]) -> Question:
    """The question on these terms alone."""
    official = (a for term in terms for a in term.alternatives[1:])
    items = tuple(i for i in question.items if i in question.text) or question.items
    return replace(
        question, terms=terms, items=items, expanded=" ".join(dict.fromkeys((question.text, *official)))
    )
