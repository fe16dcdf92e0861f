"""Whether two written figures agree as values, and whether one's qualifier is no stronger than the other's."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from report_bot.ingest import wording
from report_bot.ingest.numbers import Amount
from report_bot.ingest.types import Figure, Measure

_COUNTED = frozenset("家个户所处项条座件种支套块张片类批艘间栋班起")
_PEOPLE = frozenset("人名位")
_SCALED = re.compile(r"[万亿](?:多|余)?$")
_UP = "增长|增加|提高|提升|上升|上涨|上浮|上调|增至|增到|升至|升到|涨到|涨至|增幅|增速|涨幅|涨了|涨$|增了|增$|升$|改善|提速|扩大|多了|高出|高了|(?<!最)[快高多]$"
_DOWN = "下降|降低|减少|回落|下滑|下跌|下调|缩减|压减|缩短|压缩|缩小|减至|减到|降至|降到|降幅|跌幅|跌$|掉了|掉$|降了|减了|少了|低了|降$|减$|(?<![至不最])[慢低少]$"
_MOVED = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")


class Hedge(StrEnum):
    """Families of qualifiers; words of one family say the same."""

    ABOVE = "突破、超过"
    LEAST = "以上、不低于"
    ABOUT = "左右、约"
    NEAR = "近、接近"
    MOST = "以内、不超过"
    BELOW = "不到、低于"
    EXPECTED = "预计"
    FIRST = "前"


_HEDGES: tuple[tuple[Hedge, str], ...] = (  # the longer words first: 不低于 is no 低于
    (Hedge.LEAST, "不低于|不少于|不小于|至少|起码|最少|及以上|以上|保底"),
    (Hedge.MOST, "不高于|不超过|不突破|不多于|最多|至多|以内|之内|及以下|以下|封顶|控制在"),
    (Hedge.ABOVE, "累计超|突破|超过|超出|超(?!额)|逾|多于|高于|大于|不止|(?<![通经不])过(?!去)|(?<![打])破(?=$)|有余|冲破|站上|迈过|跨过"),
    (Hedge.BELOW, "低于|少于|小于|不到|不足|未达|未到"),
    (Hedge.ABOUT, "左右|上下|大约|大概|大致|约(?!束|定)|差不多|基本"),
    (Hedge.NEAR, "接近|将近|逼近|(?<![附最临亲])近(?!年|期|日|来)|快到"),
    (Hedge.EXPECTED, "预计|有望|预估|估计|预期(?!目标)"),
    (Hedge.FIRST, "前(?!年)"),
)  # fmt: skip
_ALL = "|".join(f"(?P<{h.name}>{words})" for h, words in _HEDGES)
_EACH = re.compile(_ALL)
_LINK = r"(?:了|的|达到|达|为|是|有|在|每人每月|每人每年|每月|每年|已|已经|至|到|也|就|都|均|目标|\s|[“”])"
_WORDS = "|".join(words for _, words in _HEDGES)
_BEFORE = re.compile(rf"(?:{_WORDS}|{_LINK})*$")
_AFTER = re.compile(
    r"^(?:的?(?:及以上|以上|左右|上下|以内|之内|及以下|以下|有余|多|余)|（?[^，。；（）]{0,2}左右）?)"
)


def hedges(words: str) -> frozenset[Hedge]:
    """The families of the qualifiers that stand in some words."""
    return frozenset(Hedge[m.lastgroup] for m in _EACH.finditer(words) if m.lastgroup)


def hedges_beside(before: str, amount: Amount, after: str) -> frozenset[Hedge]:
    """The qualifiers that touch a number: what stands right before it, inside it (2000余) and right after it."""
    touching = _BEFORE.search(re.sub(r"(?<![至不最])[多少高低](?:了|出)?$", "", before))
    found = hedges(touching[0]) if touching else frozenset[Hedge]()
    if amount.about in ("余", "多"):
        found |= {Hedge.ABOVE}
    elif amount.about:
        found |= {Hedge.ABOUT}
    if match := _AFTER.match(after):
        found |= hedges(match[0])
    if amount.ordinal and re.search(r"前$", before):
        found |= {Hedge.FIRST}
    if Hedge.ABOUT in found and before.rstrip().endswith("控制在"):
        found -= {Hedge.MOST}  # 控制在5%左右 is 5%左右
    return found - (frozenset({Hedge.FIRST}) if not amount.ordinal else frozenset())


def hedges_of(figure: Figure) -> frozenset[Hedge]:
    """The families of a report figure's qualifiers (力争 and the like are a matter of status)."""
    words = figure.qualifier.split("、")
    more = frozenset({Hedge.ABOVE}) if {"余", "多", "来"} & set(words) else frozenset[Hedge]()
    return hedges("、".join(q for q in words if q != "力争")) | more


def shared_hedges(figure: Figure, after: str) -> frozenset[Hedge]:
    """The families of qualifiers that stand behind the last of the figure's list alone (5%、6%左右): they may be said of it,
    and need not. `after`: the source from the number on."""
    if re.match(wording.AFTER, after):
        return frozenset()
    behind = [q for q in figure.qualifier.split("、") if q and re.fullmatch(wording.AFTER, q)]
    return hedges("、".join(behind))


def unlike_hedges(
    said: frozenset[Hedge], source: frozenset[Hedge], optional: frozenset[Hedge] = frozenset()
) -> str:
    """Why what is said is stronger than, or otherwise not, what the source says; "" where it may stand."""
    weaker = {Hedge.ABOVE: {Hedge.LEAST}}  # 超过30亿元 is also 30亿元以上
    for hedge in source - optional:
        if hedge not in said and not weaker.get(hedge, set()) & said:
            return f"漏了限定词“{hedge}”"
    licensed = source | {Hedge.ABOUT, Hedge.EXPECTED} | {w for h in source for w in weaker.get(h, set())}
    added = sorted(said - licensed)
    return f"多了限定词“{added[0]}”" if added else ""


def canonical(amount: Amount, after: str = "") -> Amount:
    """The amount in the unit that others of its kind are written in: 八成 → 80%, 8枚金牌 → 8金, 第二名 → 第二位."""
    if amount.unit == "成":
        return replace(amount, value=amount.value * 10, unit="%")
    if amount.unit == "分之":
        return replace(amount, value=(amount.value * 100).normalize(), unit="%")
    if amount.unit == "百分点":
        return replace(amount, unit="个百分点")
    if amount.ordinal:
        return replace(amount, unit="位")
    if amount.unit in ("枚", "块", "枚金牌", "块金牌") and (after.startswith("金") or "金牌" in amount.unit):
        return replace(amount, unit="金")
    if not amount.unit and (match := re.match(r"连[冠优胜]", after)):
        return replace(amount, unit=match[0])
    return amount


def same_unit(said: str, source: str, text: str) -> bool:
    """Whether two units count the same: classifiers meet one another, and money or people may lack theirs (4500亿)."""
    if said != source and "张" in (said, source):  # beds are no homes
        return {said, source} <= frozenset("张个件")
    if said == source or ({said, source} <= _COUNTED) or ({said, source} <= _PEOPLE):
        return True
    if not said and _SCALED.search(text):
        return source in _COUNTED | _PEOPLE | {"元", "亩"}
    return said.split("/")[0] == source.split("/")[0] and "" in (
        said.partition("/")[2],
        source.partition("/")[2],
    )


def same_kind(a: Figure, b: Figure) -> bool:
    """Whether two figures of a report could be taken for one another by unit and measure."""
    ranks = (a.measure is Measure.RANK) == (b.measure is Measure.RANK)
    changes = (a.measure is Measure.CHANGE) == (b.measure is Measure.CHANGE)
    return ranks and changes and same_unit(a.unit, b.unit, "")


def source_amount(figure: Figure) -> tuple[Decimal, str]:
    """Value and unit of a report figure, made canonical like what is said."""
    if figure.unit == "成":
        return figure.value * 10, "%"
    if figure.unit == "分之":
        return (figure.value * 100).normalize(), "%"
    return figure.value, {"百分点": "个百分点"}.get(figure.unit, figure.unit)


def direction(before: str) -> int:
    """Which way the last word of change in some words goes: 1 up, -1 down, 0 none."""
    last = None
    for last in _MOVED.finditer(re.sub(r"(?:约|近|超过?|了|突破|达|到|至|\s)+$", "", before)):  # noqa: B007
        pass
    return 0 if last is None else 1 if last["up"] else -1
