"""A 分别 list, or a bare one that goes on with the items before it → a figure for each of its values."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest import wording
from report_bot.ingest.add_figure import add_figure, stated_year, time_before
from report_bot.ingest.claims import Slot
from report_bot.ingest.items import (
    is_rate_of_each,
    list_names,
    list_run,
    ranked_list,
    split_items,
    with_shared_unit,
)
from report_bot.ingest.measures import MORE_THAN_THEN, is_change, measure
from report_bot.ingest.naming import Name, split_action
from report_bot.ingest.numbers import Amount
from report_bot.ingest.reading import Reading
from report_bot.ingest.types import FactStatus

_FROM_THESE = re.compile(r"[由从](?:\d{4}年(?:底|末)?的?)?(?:每人)?(?:每[年月天])?$")
_GIVES = re.compile(r"(?:给予|发放|补[助贴]|奖励|享受)(?:每[人月年户天]|一次性|最高|不超过)*")
_GIVEN = re.compile(r"(?:以内)?的?(?P<what>[一-鿿]{0,6}(?:补[助贴]|奖励|奖金|津贴|资助|支持))")
_FROM_BOTH = re.compile(r"[由从](?:全[国省市县])?(?=第?\d)")
_AGAINST = re.compile(
    r"^[较比](?:年初|[上去]年[初底末]?(?:同期)?|同期|\d{4}年[底末]?)(?:增加|减少)?$"
)  # 较年初增加A、B
_BOTH_ROSE = re.compile(r"[^，。；\d]{0,4}(?:双双|均|都|一齐|同时)(?:跃|升|提|上升|前移|增|达)")
_TO_THESE = re.compile(
    r"(?:提[高升]|增[加长]|上升|扩大|下降|降低|减少|缩[小减])(?:到|至)(?:\d{4}年(?:底|末)?的?)?(?:每人)?(?:每[年月天])?"
)


def read_list(text: str, bounds: tuple[int, int], amounts: list[Amount], reading: Reading) -> list[Amount]:
    """Adds the figures of a 分别 list, or of a bare list that goes on with the items of the clause before;
    the numbers it has read."""
    start, end = bounds
    clause = text[start:end]
    at = clause.find("分别")
    run = with_shared_unit(list_run(text, amounts, start + max(at, 0)))
    if len(run) < 2:
        return []
    before = text[start : run[0].start]
    own = _own_things(before, run) if at < 0 else ""
    bare = _AGAINST.sub("", wording.strip_lead(wording.strip_tail(before)))
    goes_on = len(reading.listed) == len(run) and not bare
    if at < 0 and not (own or goes_on):
        return []
    if at < 0 and not re.match(rf"(?:{wording.AFTER})?(?:[，。；、,;]|$)", text[run[-1].end :]):
        return []  # 862户、2.1万名贫困人口: a noun of their own
    head = wording.strip_lead(wording.strip_tail(clause[:at])) if at >= 0 else own
    predicate = clause[at + 2 : run[0].start - start] if at >= 0 else before[before.find(own) + len(own) :]
    predicate = MORE_THAN_THEN.sub("", predicate)  # 分别比上年多A、B
    if _GIVES.fullmatch(predicate) and (gift := _GIVEN.match(text, run[-1].end)):
        predicate = gift["what"]  # 对甲、乙，分别给予每月A、B生活补贴
    for amount in amounts:
        if amount.start < run[0].start:
            head = head.replace(amount.text, "", 1)
    head = _FROM_THESE.sub("", head.rstrip("和、"))
    counted = tuple(one for one in reading.listed if not one.item.endswith("率"))
    recent = (counted if is_rate_of_each(head) else reading.listed)[-len(run) :]
    split = (
        reading.subject
        if "其中" in clause[: run[0].start - start] and run[0].unit == reading.subject_unit
        else ""
    )
    names = list_names(head, predicate, len(run), recent, reading.subject, split)
    governed = before if at < 0 or not is_change(clause[:at], run[0]) else clause[:at]
    field = ""
    if all(amount.ordinal for amount in run):
        names, field = ranked_list(names, head, predicate, reading.subject)
    bases = _risen_from(text, (start, start + at), amounts, run) if at >= 0 else []
    risen = _risen_to(text, amounts, run)
    hedges = [*_hedge_of_all(text, run), *_hedge_of_all(text, risen)]
    for i, (amount, one) in enumerate(
        zip([*run, *risen], [*names, *names][: len(run) + len(risen)], strict=True)
    ):
        stop = run[i + 1].start if i + 1 < len(run) else end
        slot = Slot(
            amount,
            governed if is_change(governed, amount) else before,
            (hedges[i] if at >= 0 else "") or text[amount.end : stop],
            clause,
            not i,
            i + 1 < len(run),
        )
        add_figure(
            slot, bounds, Name(one.indicator, item=field or one.item), measure(slot, "", False), reading
        )
        if risen and i < len(run):  # 分别由2030年的A、B提高到…: what they were before
            reading.figures[-1] = replace(
                reading.figures[-1],
                status=FactStatus.OTHER,
                period=stated_year(before) or time_before(slot, reading.running or reading.years_of(slot)),
            )
    for amount, one in zip(bases, names, strict=False):  # 从2030年的A和B分别提高到…: what they were then
        slot = Slot(amount, text[start : amount.start], "", clause, False, True)
        add_figure(slot, bounds, Name(one.indicator, item=one.item), measure(slot, "", False), reading)
        reading.figures[-1] = replace(
            reading.figures[-1], status=FactStatus.OTHER, period=stated_year(text[start : bases[0].start])
        )
    if head:
        reading.listed = names
        reading.subject = names[0].indicator if len({one.indicator for one in names}) == 1 else head
    reading.figures.sort(key=lambda figure: figure.start)
    return [*bases, *run, *risen]


def _hedge_of_all(text: str, run: list[Amount]) -> list[str]:
    """For each number of a 分别 list the 左右 or 以上 that stands behind the last alone, or "": it is said of them all."""
    hedges = [re.match(wording.AFTER, text[amount.end :]) for amount in run]
    said = hedges[-1][0] if hedges and hedges[-1] and not any(hedges[:-1]) else ""
    return [said if amount is not run[-1] else "" for amount in run]


def risen_together(
    text: str, bounds: tuple[int, int], amounts: list[Amount], reading: Reading
) -> list[Amount]:
    """Adds what two things were before both rose to one value (甲、乙产量从第8位、第4位双双跃居第1位); the numbers it has read.

    The two are what they were, each by its name, and their names together lead on to the value that follows.
    """
    start, end = bounds
    clause = text[start:end]
    at = next((m.start() for m in _FROM_BOTH.finditer(clause)), -1)
    run = list_run(text, amounts, start + at) if at >= 0 else []
    if len(run) < 2 or not _BOTH_ROSE.match(text, run[-1].end):
        return []
    head = wording.strip_lead(clause[:at])
    items, names = split_items(head, len(run))
    if not all(items):
        return []
    for i, (amount, item, indicator) in enumerate(zip(run, items, names, strict=True)):
        slot = Slot(amount, text[start : amount.start], "", clause, not i, True)
        add_figure(slot, bounds, Name(indicator, item=item), measure(slot, "", False), reading)
        reading.figures[-1] = replace(reading.figures[-1], status=FactStatus.OTHER, period=None)
    reading.subject, reading.subject_unit, reading.baseline = head, "", None
    return run


def _own_things(before: str, run: list[Amount]) -> str:
    """The things of a list without 分别 (游客人次、总花费|增长5.6%、7.5%), of which there are as many as values; or ""."""
    stripped = wording.strip_tail(before)
    head = wording.strip_lead(stripped)
    bare = stripped == before  # 供热、燃气、排水管网|800公里、600公里、300公里
    if (
        (bare and ("、" not in head or len(run) < 3))
        or not head
        or not (re.search("[、和与及]", head) or "进出口" not in head)
        or len({amount.unit for amount in run}) > 1
        or not run[0].unit
    ):
        return ""
    head = split_action(head)[1] if bare else head
    items, _ = split_items(head, len(run))
    return head if all(2 <= len(item) <= 12 for item in items) and len(set(items)) == len(run) else ""


def _risen_from(text: str, bounds: tuple[int, int], amounts: list[Amount], run: list[Amount]) -> list[Amount]:
    """The A、B of 从2030年的A和B分别提高到C和D; [] where the list does not begin so."""
    start, at = bounds
    then = list_run(text, amounts, start)
    if len(then) != len(run) or then[0].start >= at or text[then[-1].end : at].strip():
        return []
    return then if _FROM_THESE.search(text[start : then[0].start]) else []


def _risen_to(text: str, amounts: list[Amount], run: list[Amount]) -> list[Amount]:
    """The C、D of 分别由A、B提高到C、D; [] where the list does not go on so."""
    then = list_run(text, amounts, run[-1].end)
    between = text[run[-1].end : then[0].start] if then else ""
    return then if len(then) == len(run) and _TO_THESE.fullmatch(between) else []
