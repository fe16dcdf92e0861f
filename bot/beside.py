"""Which further figures are said beside the best one: the sides of a list, a second thing asked, the other year."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest import wording
from report_bot.ingest.types import FactStatus, Measure

from .allowed import names_item
from .coverage import NAMING, coverage, heavy, plain
from .match import FigureMatch
from .retrieve import figure_matches
from .types import Evidence, Intent, Question

DEPTH = 8  # passages whose figures are considered
NEAR = 0.22  # figures whose score is this close to the best answer with it
_TOTAL_END = re.compile(r"(?:总量|总数|数量|总产量?|产量|占比|比重)$")
COORDINATED = re.compile(r"和|与|跟|及|、|还有|各|分别|都")
# 确保突破180亿元|、力争达到|200亿元: the second aim of one thing.
_STRIVES = re.compile(
    rf"(?:{wording.AFTER})?[、，；]?(?:并|全力|奋力|努力)?(?:力争|争取|冲刺)(?:[一-鿿]{{0,2}}(?:达到?|突破|完成|实现|进入|超过|增长|[到至])|全[国省市]|进入|前|位?居)*"
)
# 同口径增长6.1%|、自然口径增长|4.4%: one growth on two bases.
_OTHER_BASIS = re.compile(
    r"[、，（(](?:按)?(?:自然口径|同口径|可比口径|[剔扣]除[^，。、]{2,12}后?)(?:计算)?(?:增长|下降)"
)
ASKS = re.compile(r"多少|几(?=[个家人所处户项条件座张场])|第几")


def siblings(question: Question, evidence: Evidence, best: FigureMatch) -> tuple[FigureMatch, ...]:
    """The match with the other items of its list, in text order, where the question named no item."""
    others = [
        m
        for m in figure_matches(evidence, DEPTH)
        if m.passage is best.passage and m.figure is not best.figure and _sibling(question, best, m)
    ]
    return tuple(sorted([best, *others], key=lambda m: m.figure.start))


def together(
    question: Question, matches: list[FigureMatch], beside: list[FigureMatch]
) -> tuple[FigureMatch, ...]:
    """The best figure, its sides in a list where no side was asked, and figures for other indicators asked.

    `beside` are figures of the same time that may have another unit: the second half of 几个…投了多少钱.
    """
    best = matches[0]
    chosen = [best]
    open_time = not question.periods and question.status is None
    for match in (
        *matches[1:],
        *(m for m in beside if _asked_too(question, best, m) or _ranks_too(question, best, m)),
    ):
        if len(chosen) >= 4 or any(match.figure is c.figure for c in chosen):
            continue
        if (
            _sibling(question, best, match)
            or _asked_too(question, best, match)
            or _ranks_too(question, best, match)
            or (open_time and _same_indicator(best, match) and match.score >= best.score - 0.6)
            or _adds(question, chosen, match)
        ):
            chosen.append(match)
    return tuple(sorted(chosen, key=lambda m: (m.figure.status is FactStatus.TARGET, m.figure.start)))


def _ranks_too(question: Question, best: FigureMatch, match: FigureMatch) -> bool:
    """The rank of the best figure's indicator where it was asked beside the figure (增长多少，排第几)."""
    rank = match.figure.measure is Measure.RANK and Measure.RANK in question.measures
    return rank and match.passage is best.passage and match.precision >= 0.5


def _asked_too(question: Question, best: FigureMatch, match: FigureMatch) -> bool:
    """The next figure of the sentence where the question asks twice (几个…，投了多少钱), or the one before it in its clause."""
    if len(ASKS.findall(question.text)) < 2 or match.passage is not best.passage:
        return False
    a, b = sorted((best.figure, match.figure), key=lambda f: f.start)
    if a is match.figure and a.clause_start != b.clause_start:
        return False  # what stands in a clause before it belongs to something else
    between = best.passage.between(a, b)
    return (
        len(between) < 16
        and a.unit != b.unit
        and not any(a.end <= f.start < b.start for f in best.passage.figures)
    )


def _sibling(question: Question, best: FigureMatch, match: FigureMatch) -> bool:
    """Another item of the same 分别 list, carried as well as the best, where no side was named."""
    a, b = best.figure, match.figure
    named = coverage(question.terms, a.indicator + a.item) - coverage(question.terms, b.indicator + b.item)
    if "分别" in question.text:
        named = 0.0
    both = names_item(question, b.item)
    if (named > 0.05 and not both) or (a.item in question.text and not both):
        return False
    return (
        a.clause_start == b.clause_start
        and bool(a.item and b.item)
        and a.measure is b.measure
        and a.unit == b.unit
        and (both or match.score >= best.score - NEAR or _two_sides(question, a.item, b.item))
    )


def _two_sides(question: Question, one: str, other: str) -> bool:
    """Whether the items are town and country, and the question is of neither: both are the answer."""
    return not question.items and {one, other} in ({"城市", "农村"}, {"城镇", "农村"})


def _same_indicator(best: FigureMatch, match: FigureMatch) -> bool:
    a, b = best.figure, match.figure
    return (
        _TOTAL_END.sub("", plain(a.indicator)) == _TOTAL_END.sub("", plain(b.indicator))
        and a.measure is b.measure
        and a.unit == b.unit
        and a.item == b.item
    )


def _adds(question: Question, chosen: list[FigureMatch], match: FigureMatch) -> bool:
    """Whether the match carries a term of the question that nothing chosen carries (高企和科技型中小企业)."""
    if question.intent is not Intent.FIGURE or match.precision < 0.5:
        return False
    said = "".join(m.figure.indicator + m.figure.item for m in chosen)
    if not COORDINATED.search(question.text):
        return False
    missing = tuple(t for t in heavy(question.terms, NAMING) if coverage((t,), said) < 0.6)
    return bool(missing) and coverage(missing, match.figure.indicator + match.figure.item) >= 0.9


def both_aims(match: FigureMatch) -> tuple[FigureMatch, ...]:
    """The match with the other end of a two-fold aim (确保达到70%、力争达到72%), or the growth on another basis, in text order."""
    run = sorted(match.passage.figures, key=lambda f: f.start)
    at = next((i for i, f in enumerate(run) if f.start == match.figure.start), None)
    if at is None:
        return (match,)
    aimed = match.figure.status is FactStatus.TARGET
    for a, b in ((at, at + 1), (at - 1, at)):
        if a < 0 or b >= len(run):
            continue
        first, second = run[a], run[b]
        between = match.passage.between(first, second)
        alike = first.unit == second.unit and first.status is second.status
        if alike and (_OTHER_BASIS.fullmatch(between) or (aimed and _STRIVES.fullmatch(between))):
            other = second if a == at else first
            pair = (match, replace(match, figure=other))
            return pair if a == at else pair[::-1]
    return (match,)
