"""Numbers of a sentence → Figures: what is counted, how it is measured, with which qualifier, for which item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from . import wording
from .numbers import Amount, read_amounts
from .periods import stated_periods
from .types import FactStatus, Figure, Measure, NumberKind, Passage, Period, Report

_COUNTED = re.compile(r"[个家项条件所处座名人位台套辆张户只场次种类支部对批艘列班间例起宗笔本组块栋幢吨亩][^，]?$")
_AFTER_NOUN = re.compile(r"^(?:的)?(?P<noun>[^，。；：、！？）)]+)")
_NOT_NOUN = re.compile(rf"^(?:{wording.AFTER}|的?$|和|及|与|以|、|增长|同比|占|达|完成|[)）])")
_GENERIC = re.compile(r"^(?:企业)?(?:数量|规模|总量|总数|排名|增速|增幅|均|位次|总额|金额|综合排名|其|并|面积|人数|总规模|产值|增量)?$")
_BASELINE = re.compile(r"(?:比|较|同|与|是|由|从|和)$")


@dataclass
class _Reading:
    """What the clauses read so far leave for the next: the running subject, its items, action and period."""

    period: Period | None
    status: FactStatus
    subject: str = ""
    action: str = ""
    items: tuple[str, ...] = ()
    expected: str = ""  # 预计 or 力争 said once for a run of clauses
    unit_noun: str = ""
    figures: list[Figure] = field(default_factory=list)


def attach_figures(report: Report, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages, each with its figures in text order (offsets in the report's text)."""
    return tuple(
        replace(
            passage,
            figures=read_figures(
                passage.text,
                offset=passage.start,
                place=report.place,
                year=report.year,
                period=passage.period,
                status=passage.status,
            ),
        )
        for passage in passages
    )


def read_figures(
    text: str,
    *,
    offset: int = 0,
    place: str = "",
    year: int = 0,
    period: Period | None = None,
    status: FactStatus = FactStatus.OTHER,
) -> tuple[Figure, ...]:
    """Every claimed number of one sentence as a Figure; names, ordinals and dates are left out.

    `period` and `status` are the sentence's own; a year said in front of a number wins for it and what follows.
    """
    amounts = [a for a in _join_ranges(text, read_amounts(text)) if a[0].kind is NumberKind.CLAIM]
    reading = _Reading(period=period, status=status)
    mentions = [m for m in stated_periods(text, year) if not _BASELINE.search(text[: m.start])] if year else []
    for start, end in wording.clause_spans(text):
        inside = [a for a in amounts if start <= a[0].start < end]
        for mention in mentions:
            if start <= mention.start < end and not any(a.start < mention.start for a, _ in inside):
                reading.period = mention.period
        _read_clause(text, start, end, inside, reading)
        if text[end - 1] in "；;。":
            reading.expected = reading.action = ""
            reading.items = ()
    return tuple(
        replace(f, place=place, start=f.start + offset, end=f.end + offset,
                clause_start=f.clause_start + offset, clause_end=f.clause_end + offset)
        for f in reading.figures
    )  # fmt: skip


def _join_ranges(text: str, amounts: tuple[Amount, ...]) -> Iterator[tuple[Amount, Decimal | None]]:
    """Pairs (amount, upper): 1—2个 becomes one amount of 1 with upper 2."""
    skip = False
    for i, amount in enumerate(amounts):
        if skip:
            skip = False
            continue
        following = amounts[i + 1] if i + 1 < len(amounts) else None
        if (
            following is not None
            and amount.kind is following.kind is NumberKind.CLAIM
            and re.fullmatch(r"[—\-–~～至到]{1,2}", text[amount.end : following.start])
            and amount.unit in ("", following.unit)
            and amount.value < following.value
        ):
            skip = True
            joined = replace(
                amount, unit=following.unit, text=text[amount.start : following.end], end=following.end
            )
            yield joined, following.value
        else:
            yield amount, None


def _read_clause(
    text: str, start: int, end: int, amounts: list[tuple[Amount, Decimal | None]], reading: _Reading
) -> None:
    clause = text[start:end]
    for word in ("预计", "力争"):
        if word in clause:
            reading.expected = word
    if not amounts:
        if subject := _bare_subject(clause):
            reading.subject, reading.action, reading.items = subject, "", ()
        return
    if _read_list(text, start, end, amounts, reading):
        return
    position = start
    for i, (amount, upper) in enumerate(amounts):
        stop = amounts[i + 1][0].start if i + 1 < len(amounts) else end
        before, after = text[position : amount.start], text[amount.end : stop]
        if before.startswith("的") and i:
            before = text[start : amount.start]
        _read_single(text, (start, end), before, after, amount, upper, reading)
        position = amount.end


def _bare_subject(clause: str) -> str:
    """The subject that a clause without a number hands on (固定资产投资稳步增长，…), or nothing."""
    phrase = wording.strip_lead(clause)
    match = re.match(r"^([^，。；：]{2,14}?(?:总值|收入|投资|总额|增加值|支出|贷款|存款|余额|面积|产量|规模|数量|价格|人数|销售额|零售额))", phrase)
    return match[1] if match else ""


def _read_single(
    text: str, bounds: tuple[int, int], before: str, after: str, amount: Amount, upper: Decimal | None, reading: _Reading
) -> None:
    head = wording.strip_lead(wording.strip_tail(before))
    head, _, rest = head.rpartition("，") if head.endswith("，") else ("", "", head)
    head = rest
    head = re.sub(r"^的|(?:的|同比|年均|较\S{1,5}|比\S{1,6})$", "", head)
    action = ""
    if match := wording.ACTION.match(head):
        remainder = head[match.end() :]
        if match["adding"] or remainder or not reading.subject:
            action, head = match[0], wording.strip_lead(remainder)
            if (second := wording.ACTION.match(head)) and len(head) > len(second[0]) + 1 and second["doing"]:
                head = head[second.end() :]
    scope = ""
    if amount.ordinal or re.search(r"(?:居|列|位|排名?|全[国省市县区球])[^，]*$", before) and amount.unit in ("位", "名"):
        if found := list(wording.SCOPE.finditer(before)):
            scope = found[-1][1]
        head = re.sub(rf"(?:{wording.SCOPES})$", "", head)
        head = wording.strip_tail(head)
    noun = ""
    follows = _AFTER_NOUN.match(after)
    if follows and _COUNTED.search(amount.unit or "") and not _NOT_NOUN.match(after) and not amount.ordinal:
        noun = re.sub(r"^(?:以上|左右|余|多|的)+", "", follows["noun"])
        noun = wording.strip_tail(noun.split("和")[0] if len(noun) > 24 else noun)
    change_before = wording.TAIL.search(before)
    measure = _measure(before, amount, action or reading.action)
    if noun and len(noun) > 1:
        indicator = noun
        if before.strip("、") == "" and reading.action:
            action = reading.action
        elif not action:
            action = head
    elif _GENERIC.match(head):
        indicator = reading.subject + (head if head not in reading.subject and head in ("数量", "规模", "总量", "增量") else "")
    else:
        indicator = head
    if not action and not head:
        action = reading.action
    if not wording.FLOWING.search(before) and "累计" in before and measure is Measure.NEW:
        measure = Measure.STOCK
    if indicator:
        keeps = measure in (Measure.CHANGE, Measure.RANK) and not head
        if not keeps:
            reading.subject = indicator
    reading.action = action
    _add(text, bounds, before, after, amount, upper, reading, indicator, measure, scope)
    if not change_before and measure is not Measure.CHANGE:
        reading.items = ()


def _measure(before: str, amount: Amount, action: str) -> Measure:
    if amount.ordinal or amount.unit in ("位", "名") and re.search(r"[居列排前]", before[-6:]):
        return Measure.RANK
    tail = re.sub(rf"(?:{wording.BEFORE}|分别|每人每[年月]|、|\s)+$", "", before)
    if amount.unit in ("个百分点", "百分点"):
        return Measure.CHANGE
    if wording.CHANGE.search(before) and not wording.TO.search(before) or re.search(r"(?:增速|涨幅|增幅|降幅)[^，]{0,8}$", before):
        return Measure.CHANGE
    if amount.unit in ("%", "‰", "分之", "成"):
        return Measure.CHANGE if re.search(r"(?:增长|下降|提速)(?:了|约)?$", tail) else Measure.SHARE
    if amount.unit == "倍":
        return Measure.CHANGE
    if "累计" in before or wording.TO.search(before):
        return Measure.STOCK
    if wording.FLOWING.search(before) or re.match(r"新|净增|建成|开通|引进|创建", action):
        return Measure.NEW
    return Measure.STOCK


def _read_list(
    text: str, start: int, end: int, amounts: list[tuple[Amount, Decimal | None]], reading: _Reading
) -> bool:
    """A 分别 list, or a bare list that goes on with the items of the clause before. False where it is neither."""
    clause = text[start:end]
    at = clause.find("分别")
    values = [a for a in amounts if at < 0 or a[0].start >= start + at]
    if len(values) < 2:
        return False
    run = values[:1]
    for value in values[1:]:
        gap = text[run[-1][0].end : value[0].start]
        gap = re.sub(rf"^(?:{wording.AFTER})", "", gap)
        if not re.fullmatch(r"[、和及与]|以及|，", gap):
            break
        run.append(value)
    if len(run) < 2:
        return False
    before = text[start : run[0][0].start]
    if at < 0 and not (len(reading.items) == len(run) and not wording.strip_lead(wording.strip_tail(before))):
        return False
    head = clause[:at] if at >= 0 else ""
    predicate = clause[at + 2 : run[0][0].start - start] if at >= 0 else before
    head = wording.strip_lead(wording.strip_tail(head))
    shared = wording.strip_lead(wording.strip_tail(predicate))
    if match := wording.ACTION.match(shared):
        shared = shared[match.end() :]
    if head:
        head_amounts = [a for a, _ in amounts if a.start < start + at]
        for amount in head_amounts:
            head = head.replace(amount.text, "", 1)
        items, subjects = split_items(head, len(run))
    elif reading.items and len(reading.items) == len(run):
        items, subjects = reading.items, (reading.subject,) * len(run)
    else:
        items, subjects = ("",) * len(run), (reading.subject,) * len(run)
    measure_text = before if at < 0 else predicate if wording.CHANGE.search(predicate) else clause[: run[0][0].start - start]
    for amount, upper in [a for a in amounts if a[0].start < start + max(at, 0)]:
        noun = _AFTER_NOUN.match(text[amount.end : start + at])
        indicator = wording.strip_tail(noun["noun"]) if noun else reading.subject
        _add(text, (start, end), "", "", amount, upper, reading, indicator, Measure.STOCK, "")
    for i, (amount, upper) in enumerate(run):
        stop = run[i + 1][0].start if i + 1 < len(run) else end
        indicator = shared or subjects[i]
        measure = _measure(measure_text, amount, "")
        _add(text, (start, end), before, text[amount.end : stop], amount, upper, reading, indicator, measure, "", items[i])
    if head:
        reading.items, reading.subject = items, (shared or _common(subjects, head))
    last = run[-1][0]
    position = last.end
    rest = [a for a in amounts if a[0].start > last.start]
    for i, (amount, upper) in enumerate(rest):
        stop = rest[i + 1][0].start if i + 1 < len(rest) else end
        _read_single(text, (start, end), text[position : amount.start], text[amount.end : stop], amount, upper, reading)
        position = amount.end
    return True


def _common(subjects: tuple[str, ...], head: str) -> str:
    return subjects[0] if len(set(subjects)) == 1 else head


def split_items(head: str, count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items of a 分别 list and each one's indicator: (存款, 贷款), (本外币存款余额, 本外币贷款余额).

    Items are empty where the head does not fall into `count` parts.
    """
    parts = [p for p in re.split(r"[、和及与]|以及", head) if p]
    if len(parts) == count:
        suffix = re.search(
            r"(?:人均可支配收入|可支配收入|余额|总额|收入|增加值|标准|营业额|销售额|面积|数量|投资|产值|产量|占比|比重|利润|总量|人数|价格|规模|浓度|率|企业数|专利)$",
            parts[-1],
        )
        shared = suffix[0] if suffix else ""
        names = tuple(p if not shared or p.endswith(shared) else p + shared for p in parts)
        items = tuple(p.removesuffix(shared) if shared and p != shared else p for p in parts)
        return items, names
    for short, pair in wording.LIST_ITEMS.items():
        if short in head and len(pair) == count:
            items = pair
            if short == "城乡" and re.search(r"低保|救助|保障标准|养老", head):
                items = ("城市", "农村")
            return items, tuple(head.replace(short, item, 1) for item in items)
    return ("",) * count, (head,) * count


def _add(
    text: str,
    bounds: tuple[int, int],
    before: str,
    after: str,
    amount: Amount,
    upper: Decimal | None,
    reading: _Reading,
    indicator: str,
    measure: Measure,
    scope: str,
    item: str = "",
) -> None:
    qualifiers: list[str] = [reading.expected] if reading.expected else []
    if match := re.search(rf"({wording.BEFORE})(?:每人每[年月]|每[年月])?$", before):
        if match[1] not in qualifiers:
            qualifiers.append(match[1])
    if amount.about:
        qualifiers.append(amount.about)
    if match := re.match(rf"的?({wording.AFTER})", after):
        qualifiers.append(match[1])
    elif reading_list_tail := re.match(rf"[、和](?:\d[\d.]*[^，。；]{{0,4}}?[、和]?)+?({wording.AFTER})", after):
        qualifiers.append(reading_list_tail[1])  # 分别增长5%、6.5%左右: 左右 governs the whole list
    baseline = re.search(r"(?:由|从)[^，]{0,12}$", before) and re.match(r"[^，。；]{0,2}?(?:增|提|上|下|降|减|扩|缩|跃|升|变|优|调)", after)
    reading.figures.append(
        Figure(
            indicator=indicator.strip("、，的 "),
            value=amount.value,
            unit=amount.unit,
            text=text[amount.start : amount.end],
            qualifier="、".join(qualifiers),
            measure=measure,
            item=item or scope,
            place="",
            period=None if baseline else reading.period,
            status=FactStatus.OTHER if baseline else reading.status,
            start=amount.start,
            end=amount.end,
            clause_start=bounds[0],
            clause_end=bounds[1],
            upper=upper,
        )
    )
