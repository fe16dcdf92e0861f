"""What a sentence of an answer says of time: years, and whether it tells of something done or planned."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_bot.ingest import wording
from report_bot.ingest.numbers import Amount
from report_bot.ingest.types import FactStatus, Period, Report

from .asked_times import TimeSpan, time_spans

PLANNED = re.compile(
    r"目标|计划(?!单列|生育)|力争|争取|(?<![虚模])拟(?!定)|打算|将(?![近来军])|预期|(?<![主重必需])要(?![素求点闻])|准备|确保|有望|规划(?!师)"
)
_DONE = re.compile(
    r"[成现到增建训复招出]了|已经?|了(?=[约近超逾突破大概]{0,3}\d)|实际(?!使用|利用|到位|投)|超额"
)
_REPORT_NAME = re.compile(r"^(?:度|的)?[^，。；：]{0,8}(?:报告|《)")
_VAGUE = ("年内", "本年", "本年度")  # lean on a year said before


@dataclass(frozen=True, slots=True)
class Mood:
    """Done or planned, None where open, and the words that say planned."""

    status: FactStatus | None = None
    plans: tuple[str, ...] = ()


def spoken_times(text: str, report: Report, amounts: list[Amount]) -> tuple[TimeSpan, ...]:
    """The times that a sentence states, without those that name a report (2024年政府工作报告)."""
    spans = [
        s
        for s in time_spans(text, report.year)
        if not _REPORT_NAME.match(text[s.end : s.end + 16])
        and not any(a.start <= s.start < a.end and a.unit for a in amounts)  # 2020张 is no year
    ]
    return tuple(s for i, s in enumerate(spans) if not i or text[s.start : s.end] not in _VAGUE)


def periods_of(
    text: str, amount: Amount, clause_start: int, clause_end: int, spans: tuple[TimeSpan, ...]
) -> tuple[tuple[Period, ...], Period | None]:
    """The periods stated for a number; the second where the number is a base of comparison's own (比去年的3.2万人)."""
    before = [s for s in spans if s.end <= amount.start]
    if before and before[-1].base and before[-1].start >= clause_start and amount.unit != "倍":
        between = re.sub(r"新增|提出|至少", "", text[before[-1].end : amount.start])
        if not re.search(r"[增降升提减涨多少高低快慢回\d]", between):
            return (before[-1].period,), before[-1].period
    spoken = [s for s in before if not s.base]
    if not spoken:
        spoken = [s for s in spans if not s.base and amount.end <= s.start < clause_end][:1]
    if not spoken:
        return (), None
    last = spoken[-1].period
    if amount.unit == "年" and text[: amount.start].endswith("连续"):
        return (Period(last.last - max(int(amount.value), 1) + 1, last.last), last), None
    return (last,), None


def mood_of(
    text: str, start: int, end: int, carried: Mood, spans: tuple[TimeSpan, ...], report: Report
) -> Mood:
    """Done or planned by a clause's wording; a year of its own ends what was carried."""
    clause = text[start:end]
    plans = tuple(m[0] for m in PLANNED.finditer(clause))
    done = _DONE.search(clause)
    own = [s for s in spans if start <= s.start < end and not s.base]
    if plans and not (done and re.match(r"已|超额|.?了", done[0]) and not re.search(r"[定提]了", clause)):
        earlier = carried.plans if carried.status is FactStatus.TARGET and not own else ()
        return Mood(FactStatus.TARGET, (*earlier, *plans))
    if done or plans:
        return Mood(FactStatus.ACTUAL)
    if own:
        return Mood(FactStatus.ACTUAL if own[-1].period.last < report.year else None)
    return carried


def stated_status(text: str, report: Report) -> FactStatus | None:
    """Done or planned as the last clause that says it says; None where none does."""
    mood, spans = Mood(), spoken_times(text, report, [])
    for start, end in wording.clause_spans(text):
        mood = mood_of(text, start, end, mood, spans, report)
    return mood.status
