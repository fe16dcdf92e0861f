"""A number without a name of its own that goes on from the one before it: the growth of a share, the rank of a growth, places of all schools."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report_bot.ingest import wording
from report_bot.ingest.claims import Slot
from report_bot.ingest.naming import Name
from report_bot.ingest.reading import Reading
from report_bot.ingest.types import Figure, Measure

_DOES_SOMETHING = re.compile(r"惠及|带动|吸引|服务|覆盖|实现|完成")
_STANDS = re.compile(
    r"(?:余额|总[量额数]|总?里程|存量|[发用]电量|产量|产值)$"
)  # there is so much of it, whatever was added before
_SAME_DONE = re.compile(r"新?(?P<verb>[一-鿿]{2})")
_ALREADY = re.compile(r"已(?:经|全部)?完成(?!投资|产值|额)[一-鿿]{2}")
_ZONE = re.compile(r"(?!省级|国家级|全)[一-鿿]{2,6}(?:经开区|高新区|开发区|园区)")
_SCHOOL = re.compile(r"幼儿园|小学|中学|初中|高中|学校|公办园")


def goes_on_from(slot: Slot, named: Name, before: Sequence[Figure]) -> Name:
    """The name with what it goes on from; as it is where it names its own thing, or nothing stands before it."""
    if not before:
        return named
    last = before[-1]
    done = _SAME_DONE.fullmatch(named.indicator)
    if done and "其中" in slot.before and (of := last.indicator.removeprefix(done["verb"])) != last.indicator:
        return replace(named, indicator=f"{named.indicator}{of}")  # 消除某风险1.2万户，其中去年新消除…
    if slot.amount.ordinal and named.indicator in ("中", "里"):
        owner = next((found[0] for f in reversed(before) if (found := _ZONE.match(f.indicator))), "")
        return replace(named, indicator=owner + last.indicator)  # 某经开区…，在52个开发区考评中列第9位
    if _ALREADY.match(slot.before) and last.unit == slot.amount.unit and not slot.first:
        whole = named.indicator if last.indicator in named.indicator else last.indicator + named.indicator
        return replace(named, indicator=whole)  # 1436户受损住房|已完成重建1329户
    if named.own:
        return named
    if slot.amount.unit.endswith("百分点") and last.measure is Measure.SHARE and "占" in last.indicator:
        return replace(named, indicator=last.indicator)  # 占工业总产值比重提升至71%，同比提高2.8个百分点
    grew = last.measure is Measure.CHANGE and last.unit == "%" and named.indicator == last.indicator
    if slot.amount.ordinal and grew:
        level = any(f.indicator == last.indicator and f.measure is not Measure.CHANGE for f in before)
        if not level and not last.indicator.endswith(("增速", "增幅", "增长")):
            return replace(named, indicator=f"{last.indicator}增速")  # 增长8.5%，居全国第6位
    if named.indicator.endswith("学位"):
        kinds = {f.indicator for f in before[-2:] if _SCHOOL.search(f.indicator)}
        return (
            replace(named, indicator="学位") if len(kinds) > 1 else named
        )  # 幼儿园6所、中小学14所，新增学位…
    return named


def reduced_too(slot: Slot, reading: Reading) -> str:
    """压减 of 压减生铁62万吨、粗钢64万吨, which governs the second number too; else ""."""
    listed = slot.before.startswith("、") and reading.unit == slot.amount.unit
    return reading.action if listed and re.fullmatch(wording.REDUCING, reading.action) else ""


def goes_on_adding(slot: Slot, named: Name, reading: Reading) -> bool:
    """Whether an earlier 新增 governs this number too (新增A2家、B3家)."""
    carried = not slot.first or (reading.unit == slot.amount.unit and not named.behind)
    stands = _STANDS.search(named.indicator) is not None
    return (
        reading.adding
        and carried
        and not (slot.first and _DOES_SOMETHING.search(slot.before))
        and not stands
        and not wording.ACTION.match(wording.strip_lead(slot.before))
    )
