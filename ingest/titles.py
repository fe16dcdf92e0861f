"""A section's headings → its standing: the period it speaks of, and whether it is done or planned."""

from __future__ import annotations

import re

from report_bot.ingest.periods import UNKNOWN, PeriodMention, Standing, anchoring_periods, stated_periods
from report_bot.ingest.types import FactStatus, Period

_GLOSSARY = re.compile(r"名词解释|名词注释|注释$|名词说明|^附(?:件|录|表)")
_DATED_ANNEX = re.compile(r"^附(?:件|录|表)\S{0,2} .*20\d\d年(?!.*(?:名词|注释|说明))")
_PROBLEMS = re.compile(
    r"困难(?:和|与|及)?|(?:存在|突出|主要)的?问题|问题(?:和|与)|不足|面临的?(?:形势|挑战)|形势"
)
_REVIEW = re.compile(r"回顾|总结|成绩|成就|过去|年来|主要工作情况|完成情况|工作情况")
_PLAN = re.compile(
    r"目标|任务|重点|建议|安排|总体要求|政策取向|打算|部署|思路|计划|举措|今年|今后|未来|远景|展望|自身建设|政府建设"
)
_STARTS = re.compile(r"(?:发展|规划|实现|良好|顺利)*(?:开好局|起好步|开局|起步|开门红)")
_HALF = re.compile(
    r"上半年|前三季度|一季度|今年以来"
)  # a report in the middle of its year looks back on that year
_TERM = re.compile(r"(?:本|上一?)届政府.*回顾|五年(?:工作|发展)?回顾")  # a government sits for five years
# Inside a part a title like 深化重点领域改革 says nothing about time; only these are plain enough.
_INNER_REVIEW = re.compile(r"工作回顾|^回顾")
_INNER_PLAN = re.compile(r"预期目标|远景目标|(?:今年|今后|20\d\d年).*(?:目标|任务|重点|安排)")
_INNER_PROBLEMS = re.compile(r"(?:困难|问题|不足)(?:和|与)(?:困难|问题|挑战|不足)")


_ACHIEVED = re.compile(
    r"取得|成效|显著|丰硕|起势|迈[出上]|新(?:突破|进展|成就|提升)|向好|圆满|(?:更加|不断|持续)\w{2}$"
)


def is_glossary(title: str) -> bool:
    """Whether a part explains words or is an annex: what it says is no news of any year."""
    return bool(_GLOSSARY.search(title)) and not _DATED_ANNEX.match(title)


def default_standing(section_path: tuple[str, ...], year: int, before: Standing | None = None) -> Standing:
    """What a section speaks of by its headings' wording, outermost first.

    `before` is the standing of the part before: after plans a part whose title says nothing of time plans on;
    after a review it does not, unless its title tells of success.
    """
    if not section_path:
        return UNKNOWN
    standing = _part_standing(section_path[0], year) or _carried_on(section_path[0], year, before)
    for title in section_path[1:]:
        standing = _inner_standing(title, year, standing)
    return standing


def _carried_on(title: str, year: int, before: Standing | None) -> Standing:
    if before and before.status is FactStatus.TARGET:
        return before
    if _ACHIEVED.search(title):
        return Standing(
            before.period if before and before.period else Period.year(year - 1), FactStatus.ACTUAL
        )
    return UNKNOWN


def _part_standing(title: str, year: int) -> Standing | None:
    if is_glossary(title):
        return UNKNOWN
    mentions = stated_periods(title, year)
    stated = _begun(title, mentions) or _widest(mentions)
    if stated is None and _TERM.search(title):
        stated = Period(year - 5, year - 1)
    if _REVIEW.search(title):
        of_this_year = stated is None and _HALF.search(title)
        return Standing(stated or Period.year(year if of_this_year else year - 1), FactStatus.ACTUAL)
    if _PLAN.search(title):
        return Standing(stated or Period.year(year), FactStatus.TARGET)
    if _PROBLEMS.search(title):
        return Standing(stated or Period.year(year - 1), FactStatus.OTHER)
    if stated is None:
        return None
    return Standing(stated, FactStatus.ACTUAL if stated.last < year else FactStatus.TARGET)


def _begun(title: str, mentions: tuple[PeriodMention, ...]) -> Period | None:
    """The first year of a plan whose start alone a title names (推动“十六五”开好局、起好步)."""
    if len(mentions) == 1 and not mentions[0].period.is_year and _STARTS.match(title[mentions[0].end :]):
        return Period.year(mentions[0].period.first)
    return None


def both_standings(title: str, year: int) -> tuple[Standing, Standing] | None:
    """What is done and what is planned, of a part whose title names both (“十四五”时期成就和“十五五”时期目标)."""
    periods = [mention.period for mention in stated_periods(title, year)]
    done, ahead = [p for p in periods if p.last < year], [p for p in periods if p.last >= year]
    if not (done and ahead and _REVIEW.search(title) and _PLAN.search(title)):
        return None
    return Standing(done[-1], FactStatus.ACTUAL), Standing(ahead[-1], FactStatus.TARGET)


def year_named_first(title: str, year: int) -> Period | None:
    """The last year, where a title names it before the years up to it (2030年和“十五五”时期工作回顾): most is told of it."""
    named = [mention.period for mention in stated_periods(title, year)]
    if len(named) < 2 or named[0] != Period.year(year - 1) or named[1].is_year:
        return None
    return named[0] if named[1].last == year - 1 else None


def _inner_standing(title: str, year: int, outer: Standing) -> Standing:
    mentions = anchoring_periods(title, year)
    stated = _widest(mentions)
    if _INNER_PROBLEMS.search(title):
        return Standing(outer.period, FactStatus.OTHER)
    if _INNER_REVIEW.search(title):
        return Standing(stated or outer.period, FactStatus.ACTUAL)
    if _INNER_PLAN.search(title):
        return Standing(stated or outer.period, FactStatus.TARGET)
    leads = bool(mentions) and not title[: mentions[0].start].strip("“—―– ")
    if leads and outer.status is FactStatus.ACTUAL and mentions[0].period.last < year:
        return Standing(mentions[0].period, outer.status)  # 五年来，我们… under 2030年工作回顾
    return outer


def _widest(mentions: tuple[PeriodMention, ...]) -> Period | None:
    """A heading for several periods (“十四五”时期和2025年) governs all; single years are named in its text."""
    if not mentions:
        return None
    return max(
        (mention.period for mention in mentions), key=lambda period: (period.last - period.first, period.last)
    )
