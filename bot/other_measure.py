"""Figures of the asked thing that are another measure of it: a rank, a total, what was added, a change since some year."""

from __future__ import annotations

import re

from report_bot.ingest.types import Measure

from .match import ADDED, TOTALLED, FigureMatch
from .types import Question

_AMOUNT = re.compile(r"多少|几(?!名|位)|是多[大高]")
_IN_TOTAL = re.compile(r"累计|总[数量]|总规模|总容量|拥有|[一总]?共有|现有|保有")
_HOUSEHOLDS = re.compile(r"(?:多少|几)[十百千万]*户")
_HOLDS_MANY = re.compile(r"小区|片区|项目|村")
_MORE_THAN = re.compile(r"[比较](?:上年|前年|去年|上一年|前一年)[^，。]{0,2}(?:增|多|减|少|高|低|涨|降)")
_SINCE = re.compile(r"[比较自从]\d{4}年")  # 较2016年提高, where 比上一年 was asked
_LEVEL_ASKED = re.compile(
    r"(?:率|[量额值]|强度|占比|比重)(?:是|有|为|达到?)?(?:了)?(?:多少|百分之?几)[？?]?$"
)


def since_another(question: Question, match: FigureMatch) -> bool:
    """Whether a change is since some other year (较2016年) than the one before, which was asked (比上一年)."""
    return bool(_MORE_THAN.search(question.text) and _SINCE.search(match.passage.clause(match.figure)))


def counted_otherwise(question: Question, match: FigureMatch) -> bool:
    """Whether households were asked, and what is counted holds many of them (几户老旧小区, 46个项目)."""
    households = _HOUSEHOLDS.search(question.text) and match.figure.unit == "个"
    return bool(households and _HOLDS_MANY.search(match.figure.indicator))


def of_another_measure(question: Question, best: FigureMatch) -> bool:
    """Whether a rank stands where an amount was asked, what was added where the total was, or the total where the added."""
    figure, text = best.figure, question.text
    if best.measure or not question.measures:
        return False
    if _MORE_THAN.search(text) and question.measures <= {Measure.NEW, Measure.CHANGE}:
        return figure.measure in (Measure.STOCK, Measure.SHARE)  # 比上年增加多少: a level is no answer
    if figure.measure is Measure.CHANGE:
        return bool(_LEVEL_ASKED.search(text))
    if figure.measure is Measure.RANK:
        return Measure.RANK not in question.measures and bool(_AMOUNT.search(text))
    added = ADDED.search(text)
    if figure.measure is Measure.NEW:
        total = _IN_TOTAL.search(text) and not TOTALLED.search(best.passage.clause(figure))
        return bool(total) and not added
    return figure.measure is Measure.STOCK and bool(added) and not TOTALLED.search(text)
