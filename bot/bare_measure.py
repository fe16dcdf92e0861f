"""A bare follow-up (涨了多少, 没调之前是多少, 加上以前的一共多少, 乡镇的呢) → the figure that the sentence just told has for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from report_bot.ingest.types import Figure, Measure, Passage, Report

from .match import match_figure
from .phrase import is_baseline
from .statements import draft_of
from .types import AnswerStatus, Draft, Question

_END = r"(?:来着|呢|呀|啊|哦|嘛|了|哇|吗|的)*[？?。]?"
_MANY = r"(?:多少|百分之?(?:几|多少)|几个?(?:点|百分点|成)?)"
_GREW = re.compile(
    rf"(?:那|这一?块|这个|这些?|它|得|又|都|各)*(?:比(?:上年|去年|前年|年初|上一?年|前一年|头年)(?:末|底)?)?(?:又|还)?(?:增[长涨加]?|[涨长升降减跌]|下降|多|少)了?{_MANY}(?:钱|元|个点|点|百分点)?{_END}"
)
_FORMER = re.compile(
    rf"(?:那|没)*(?:没?[调涨改降提升]?(?:高|整)?之前|以前|原来|先前|原先|早先)(?:的)?(?:是|有)?(?:多少|几)[一-鿿]{{0,3}}?{_END}"
)
_ALTOGETHER = re.compile(
    rf"(?:那)?(?:(?:加上|连|算上|连着)(?:以前|之前|原来|从前|先前|老)的?)(?:一共|总共|拢共|累计|都算上|加起来)?(?:有|是)?(?:多少|几)?[一-鿿]{{0,2}}?{_END}"
    rf"|(?:那)?(?:累计|总数|总共|一共|拢共)(?:有|是|达到)?(?:多少|几)[一-鿿]{{0,2}}?{_END}"
)
_ONE_YEAR = re.compile(rf"(?:那|光|单|就)*(?:去年|上年)(?:那|这)?一年(?:的|有|是)*(?:多少|几)?{_END}")
_ANOTHER = re.compile(r"(?:那|光|单)?(?P<name>[一-鿿]{2,6}?)(?:那边|那里|[上里])?(?:人|居民)?的?呢[？?。]?")
_TIMES = re.compile(r"[今去前明]年|以前|之前|现在|目标|增速|排名")
_RURAL, _URBAN = re.compile("农村|乡下|村里|农民"), re.compile("城里|城镇|城市")
_OF_RURAL, _OF_URBAN = re.compile("农村|农牧|农民|牧区"), re.compile("城镇|城市")
_SUMMED = re.compile(r"累计|总[数量]|达到?|增至|共")

AskedFor = Callable[
    [Passage, Figure], Iterator[Figure]
]  # a sentence and the figure told of it → what answers


def of_the_told(asked_for: AskedFor, question: Question, before: Draft, report: Report) -> Draft | None:
    """What the sentence of the one figure told last has for a bare follow-up; None where it has nothing, or told several."""
    if before.status is not AnswerStatus.ANSWERED or len(before.figures) != 1:
        return None
    last, n = before.figures[0]
    passage = before.cited[n - 1]
    figure = next(asked_for(passage, last), None)
    return None if figure is None else draft_of((match_figure(question, passage, figure),), report)


def bare_follow_up(text: str) -> AskedFor | None:
    """What a follow-up asks of the figure just told; None for one that is not bare."""
    for pattern, asked_for in (
        (_GREW, _growth),
        (_FORMER, _former),
        (_ALTOGETHER, _altogether),
        (_ONE_YEAR, _of_one_year),
    ):
        if pattern.fullmatch(text):
            return asked_for
    other = _ANOTHER.fullmatch(text)
    if other is None or _TIMES.search(other["name"]):
        return None
    name = other["name"]
    return lambda passage, last: _of_another(name, passage, last)


def _growth(passage: Passage, last: Figure) -> Iterator[Figure]:
    """By how much the very thing grew or fell."""
    same = (last.indicator, last.item)
    return (
        f
        for f in passage.figures
        if f.start > last.start
        and f.measure is Measure.CHANGE
        and ((f.indicator, f.item) == same or (not last.item and f.item == f.indicator == last.indicator))
        and (f.period, f.status) == (last.period, last.status)
    )


def _former(passage: Passage, last: Figure) -> Iterator[Figure]:
    """What it was before: the 730元 of 由730元提高到790元."""
    return (
        f
        for f in reversed(passage.figures)
        if f.start < last.start
        and f.clause_start == last.clause_start
        and (f.indicator, f.unit) == (last.indicator, last.unit)
        and is_baseline(f, passage)
    )


def _altogether(passage: Passage, last: Figure) -> Iterator[Figure]:
    """What it came to with those there were: 新建6座、总数达29座."""
    return (
        f
        for f in passage.figures
        if f.start > last.start
        and f.unit == last.unit
        and f.value > last.value
        and f.measure is Measure.STOCK
        and f.status is last.status
        and _SUMMED.search(passage.near(f))
        and "。" not in passage.between(last, f)
    )


def _of_one_year(passage: Passage, last: Figure) -> Iterator[Figure]:
    """The year's own of what several years came to: 五年造林86万亩，其中去年18.5万亩."""
    if last.period is None or last.period.is_year:
        return iter(())
    end = last.period.last
    return (
        f
        for f in passage.figures
        if f.start > last.start
        and f.unit == last.unit
        and f.measure is not Measure.CHANGE
        and f.period is not None
        and f.period.is_year
        and f.period.last == end
    )


def _of_another(name: str, passage: Passage, last: Figure) -> Iterator[Figure]:
    """The same of another place or side, which the sentence names: 县城92.6%，乡镇64.5%."""
    kind = (last.unit, last.measure, last.period, last.status)
    rural, urban = _RURAL.search(name), _URBAN.search(name)

    def names_it(f: Figure) -> bool:
        words = passage.near(f) + f.indicator + f.item
        if rural or urban:
            own, other = (_OF_RURAL, _OF_URBAN) if rural else (_OF_URBAN, _OF_RURAL)
            return bool(own.search(words) and not other.search(f.indicator + f.item))
        return name in words and name not in passage.near(last) + last.indicator + last.item

    return (
        f
        for f in passage.figures
        if f.start != last.start and (f.unit, f.measure, f.period, f.status) == kind and names_it(f)
    )
