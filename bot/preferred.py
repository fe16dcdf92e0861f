"""Among figures that fit a question, those that its wording prefers: the total, the very year, the asked unit, the last named."""

from __future__ import annotations

import re

from report_bot.ingest.types import Figure, Measure

from .beside import COORDINATED, NEAR
from .carried import names_itself
from .coverage import heavy, plain
from .match import ADDED, FigureMatch
from .types import Question

CLEARLY = 0.45  # a fit better by this much, for another year or measure, is what was asked about
LIKELY_WHOLE = 0.3  # so likely, as a share of the likeliest, a total must be to stand for what was added
AS_LIKELY = 0.8  # share of the likeliest's probability from which a total stands for what was added

_TOTAL_WORDS = re.compile(r"^实有|累计|总[数量]$")
_HELD = re.compile(r"连续|连年|年均|历年")
_THERE_ARE = re.compile(r"(?<!没)有(?:多少|几)(?:[家个户人名位所座处条项]|$)|有了?多少")
_MANY = r"(?:多少|几)[十百千万亿]*"


def of_the_year(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without what held for years up to the asked one (连续五年稳定在…), where the year has a figure of the same name."""
    if not any(p.is_year for p in question.periods):
        return matches
    own = {
        (m.figure.indicator, m.figure.measure, m.figure.unit)
        for m in matches
        if m.figure.period in question.periods
    }
    return [
        m
        for m in matches
        if m.figure.period in question.periods
        or (m.figure.indicator, m.figure.measure, m.figure.unit) not in own
        or not _HELD.search(m.passage.clause(m.figure))
    ]


def totals_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without what was added where so many *there are* was asked (有多少家), and a total of the very name is as likely."""
    if not _THERE_ARE.search(question.text) or ADDED.search(question.text):
        return matches
    likeliest = max((m.answers for m in matches), default=0.0)
    totals = {
        _of_them_all(m.figure)
        for m in matches
        if m.figure.measure is Measure.STOCK and m.answers >= LIKELY_WHOLE * likeliest
    }
    return [m for m in matches if m.figure.measure is not Measure.NEW or _of_them_all(m.figure) not in totals]


def _of_them_all(figure: Figure) -> tuple[str, str]:
    """A name without what only says that it is the total, so that 规上… and 实有规模以上…总数 meet."""
    name = figure.indicator.replace("规模以上", "规上")
    return _TOTAL_WORDS.sub("", name), figure.item


def last_named_first(question: Question, exact: list[FigureMatch]) -> list[FigureMatch]:
    """A figure whose very name is the last thing asked, before one of what only qualifies it (上市审核过会的有几家)."""
    subjects = heavy(question.terms)
    named = [m for m in exact if subjects and plain(m.figure.indicator) == plain(subjects[-1].text)]
    if not named or named[0].fit < exact[0].fit - CLEARLY or COORDINATED.search(question.text):
        return exact
    more = exact[0].indicator - named[0].indicator
    if (more >= NEAR and exact[0].precision >= 0.85) or (more > 0.1 and exact[0].answers >= named[0].answers):
        return exact  # 在建的通道: a name that says all of it, too
    return [*named, *(m for m in exact if m not in named)]


def own_name_first(exact: list[FigureMatch]) -> list[FigureMatch]:
    """A figure whose whole name was asked before one whose name only begins so: GDP before 万元GDP能耗."""
    if not exact or exact[0].head:
        return exact
    better = [
        m
        for m in exact
        if m.head
        and names_itself(m)
        and m.indicator >= exact[0].indicator - NEAR
        and m.fit >= exact[0].fit - CLEARLY
    ]
    return [*better, *(m for m in exact if m not in better)]


def of_the_asked_unit(question: Question, strong: list[FigureMatch]) -> list[FigureMatch]:
    """Without figures that only a kindred unit lets in (个 for 张), where one has the very unit and fits well."""
    exact = [
        m
        for m in strong
        if m.figure.unit
        and re.search(rf"{_MANY}{re.escape(m.figure.unit)}(?![亿万]|[一-鿿]?点)", question.text)
    ]
    if not exact or exact[0].fit < max(m.fit for m in strong) - CLEARLY:
        return strong
    # What is likelier than these is not theirs: of another year they do not stand for the asked one (多少户 … 459个).
    likeliest = max(m.answers for m in exact)
    return [
        m for m in strong if m in exact or not m.unit or m.fit > exact[0].fit + NEAR or m.answers > likeliest
    ]


def whole_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without a part (其中省市级重点项目26个) where the whole before it fits, too, and no word of the question names the part."""
    if "其中" in question.text:
        return matches
    return [m for m in matches if not any(_is_part_of(m, whole, question) for whole in matches)]


def _is_part_of(part: FigureMatch, whole: FigureMatch, question: Question) -> bool:
    one, all_ = part.figure, whole.figure
    if part.passage is not whole.passage or all_.start >= one.start or one.unit != all_.unit:
        return False
    before = part.passage.text[all_.end - part.passage.start : one.start - part.passage.start]
    told_apart = one.item and one.item in question.text
    likely = whole.answers >= AS_LIKELY * part.answers and whole.indicator >= part.indicator
    return (
        before.lstrip("，、").startswith("其中") and one.measure is all_.measure and likely and not told_apart
    )
