"""One measure said of several things in a row: 总投资50亿元的甲项目、30亿元的乙项目; 面积120万亩，其中甲县15万亩、乙县12万亩."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest.claims import Slot
from report_bot.ingest.items import Listed, part_of
from report_bot.ingest.naming import Name

_INVESTED = re.compile(r"(?:计划|累计|年度|总)*投资$")
_NEXT = re.compile(r"[、和及与]|以及")
_PLACE = re.compile(r"(?=[一-鿿]{2,8}$)[^“”、]*(?:[县市旗州]|(?<![城小集乡])镇|乡|街道|新区|开发区|区)")
_NO_PLACE = re.compile(
    r"(?:[社小园景城山校库片学街地矿灾辖牧林湖灌]区|(?:示范|保护|功能|试验|产业|集聚|合作|核心|服务)区|[城都超门股楼夜集上]市|各[县市区镇乡]|[县市区]{2})$"
)
_GROWN = re.compile(r"(?<=[县市旗州镇乡道区])(?:种植|栽种|播种|养殖|完成|实现|达到?)$")
_LISTED_THINGS = re.compile(
    r"(?P<things>[^，。；、]{2,16}(?:、[^，。；、]{2,16}?)+)(?:等(?!\d)|从无到有|建成|投产|投用|竣工|启用|全面开工)"
)
# 对来本市就业的博士、硕士、本科毕业生，|分别给予每月…
_FOR_EACH = re.compile(
    r"(?:对|向|给|为)(?:[^，。；、]{2,14}的)?(?P<things>[^，。；、的]{2,12}(?:[、和][^，。；、的]{2,12})+)，?"
)


def with_measure_before(slot: Slot, last: Name | None) -> Slot:
    """The slot of 30亿元的乙项目 with the 总投资 that stood before the first of the row."""
    if last is None or slot.first or slot.amount.unit != "元" or not slot.after.startswith("的"):
        return slot
    said = _INVESTED.search(last.indicator) if last.behind else None
    return replace(slot, before=slot.before + said[0]) if said and _NEXT.fullmatch(slot.before) else slot


def place_of_whole(slot: Slot, named: Name, whole: str, unit: str) -> Name | None:
    """乙县12万亩, or 风电18万千瓦 of 装机容量, after 其中: its part of `whole`, which was counted in `unit`.

    None where it is no such part.
    """
    part = named.indicator
    if not whole or not named.own or slot.amount.unit != unit:
        return None
    if place := place_alone(part):
        return Name(place + whole, item=place, action=named.action, own=False)
    kind = part_of(part, whole)
    return Name(kind, item=part, action=named.action, own=False) if kind else None


def place_alone(part: str) -> str:
    """The place that a part is nothing but (某乡, 某乡种植); "" where it is more, or none."""
    part = _GROWN.sub("", part)  # 某乡|种植2.3万亩
    return part if _PLACE.fullmatch(part) and not _NO_PLACE.search(part) else ""


def things_listed(clause: str) -> tuple[Listed, ...]:
    """甲药业、乙材料等项目建成投产: what a list of values in the next clause may be of."""
    found = _LISTED_THINGS.match(clause) or _FOR_EACH.fullmatch(clause)
    return tuple(Listed(thing, thing) for thing in re.split("[、和]", found["things"])) if found else ()
