"""Sentence → the numbers in it that claim something: ranges joined, thresholds inside names left out; each in a Slot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from report_bot.ingest.numbers import Amount, read_amounts
from report_bot.ingest.types import NumberKind
from report_bot.ingest.units import COUNT_UNIT, SHARE_UNITS

_STEP = r"\d[\d.]*[百千万]*亿?元?"
# 连跨800亿、900亿、1000亿三个台阶: what was passed on the way is named, not reached.
_STEPS_PASSED = re.compile(rf"(?:{_STEP}、)+{_STEP}(?:等?[两三四五六七八九十\d]+个)?新?大?(?:台阶|大关|关口)")
# 接连突破8万亿元、9万亿元: so were those before the last.
PASSED_IN_TURN = re.compile(
    rf"(?P<verb>(?:接连|连续|先后|相继)(?:突破|跨[越过上]|迈[上过]|站[上稳]|跃[上过]))(?:{_STEP}、)+(?={_STEP}|$)"
)
_GREW = re.compile(r"(?:增长|提升|提高|增加|下降|降低|减少)(?:了|约|近|超)?\d")  # 3年|增长58.6%: a time
_SIZED_THINGS = re.compile(r"(?:及?以上)?的?[一-鿿]{0,4}(?:企业|项目|园区|集群|乡镇|村)\d")
AGE_UNITS = ("岁", "周岁")


@dataclass(frozen=True, slots=True)
class Slot:
    """A number and the words around it: from the number before it to the one after it, inside its clause."""

    amount: Amount
    before: str
    after: str
    clause: str
    first: bool  # no number stands before it in the clause
    followed: bool  # another number stands after it in the clause


def claimed_amounts(text: str) -> tuple[list[Amount], dict[int, Decimal]]:
    """The claims in order, and by its start the upper end of each that is a range."""
    joined = list(_join_ranges(text, read_amounts(text)))
    claims = [amount for amount, _ in joined if amount.kind is NumberKind.CLAIM]
    passed = [found.span() for way in (_STEPS_PASSED, PASSED_IN_TURN) for found in way.finditer(text)]
    kept = [
        one
        for one, then in zip_longest(claims, claims[1:])
        if not is_threshold(text, one, then)
        and not (one.unit == "年" and _GREW.match(text, one.end))
        and not any(a <= one.start < b for a, b in passed)
    ]
    return kept, {amount.start: upper for amount, upper in joined if upper is not None}


def _join_ranges(text: str, amounts: tuple[Amount, ...]) -> Iterator[tuple[Amount, Decimal | None]]:
    """Pairs (amount, upper): 1—2个 becomes one amount of 1 with upper 2."""
    skip = False
    for amount, following in zip_longest(amounts, amounts[1:]):
        if skip:
            skip = False
        elif following is not None and _is_range(text, amount, following):
            skip = True
            joined = replace(
                amount, unit=following.unit, text=text[amount.start : following.end], end=following.end
            )
            yield joined, following.value
        else:
            yield amount, None


def _is_range(text: str, low: Amount, high: Amount) -> bool:
    return (
        low.kind is high.kind is NumberKind.CLAIM
        and re.fullmatch(r"[—\-–－~～至到]{1,2}", text[low.end : high.start]) is not None
        and low.unit in ("", high.unit)
        and low.value < high.value
    )


def is_threshold(text: str, amount: Amount, following: Amount | None) -> bool:
    """Whether the number is part of a name: 5亿元以上项目10个, 营收超过3000万元的企业占比达到30%."""
    if amount.unit in SHARE_UNITS or not amount.unit or amount.ordinal:
        return False
    after = text[amount.end : amount.end + 30]
    if amount.unit == "千伏" and re.match("[一-鿿]", after):
        return True  # 110千伏变电站
    if amount.unit in AGE_UNITS and re.match(
        r"(?:及?以[上下])?的?(?!及?以[上下内]|左右|提|增|上升|延长)[一-鿿]{2}", after
    ):
        return True  # 为13至14岁女生: an age says who is counted
    counted = COUNT_UNIT.search(amount.unit) is not None
    if not counted and re.match(
        r"(?:及?以上|及?以下|以内)(?=[\u4e00-\u9fff“])(?!的?左右|[的和及与以并]|力争|确保|其中)", after
    ):
        return True
    if re.search("超|过|达|突破", text[amount.start - 2 : amount.start]) and _SIZED_THINGS.match(after):
        return True  # 产值超50亿元企业1家
    bounded = re.search(r"(?:超过?|[不高低大]于|达到?|过|满|不足)$", text[: amount.start]) or re.match(
        r"及?以[上下]", after
    )
    if not bounded or following is None:
        return False
    between = text[amount.end : following.start]
    return re.match(r"(?:及?以[上下])?的[^，。；]{2,}", between) is not None and not re.search(
        r"[，；。]", between
    )
