"""Names that lean on a whole told before them in the sentence: 其中城镇居民…元, 出栏 of all the animals, 位次 of the output."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .in_a_row import place_alone
from .types import Figure, Measure

_SIDE = re.compile(r"(?P<side>城镇|农村|城市|乡村|牧区|农牧区)(?:常住)?居民")
_OF_ALL = re.compile(
    r"(?:全[体国省市州县区]|城乡)?居民(?P<what>人均可支配收入|人均消费支出|人均收入|收入|消费支出)"
)
_HERD = re.compile(r"(?P<kind>[一-鿿]{1,6}?)[存出]栏(?:量|率)?")
_EVERYWHERE = re.compile(r"^全[国省市州县区旗镇乡]")
_SEGMENT = re.compile(r"[；。]")
_BEGINS = re.compile(
    r"(?:^|，)(?:其中|支持|推动|在)?(?P<place>(?![一-鿿]{0,2}全)[一-鿿]{2,4}?(?:[县市旗]|(?<!地)区))(?=地区生产总值|生产总值|实现|完成|接待|新建|建成|引进|创建|培育)"
)
_ANOTHER = re.compile(
    r"全[国省市州县区旗]|[一-鿿]{2}(?:县|(?<![小社园城片校厂地景山灾假发业化技范验护务能集融游])区|镇|乡|街道)"
)
_PLACE_AMONG = re.compile(r"[一-鿿]{0,6}中的(?:位次|排名|名次)")


def with_wholes(figures: Sequence[Figure], text: str) -> list[Figure]:
    """The figures of one sentence (offsets in it), each that leans on a whole named after it."""
    found: list[Figure] = []
    for figure in figures:
        for lean in (_led_by_a_place, _resident, _herd, _ranked, _of_a_place):
            figure = lean(figure, found, text)
        found.append(figure)
    return found


def _led_by_a_place(figure: Figure, before: Sequence[Figure], text: str) -> Figure:
    """高标准农田5.8万亩 of 某县地区生产总值…，新建高标准农田5.8万亩: the county's, until the sentence speaks of another place or of all."""
    segment = _SEGMENT.split(text[: figure.start])[-1]
    led = next(reversed([*_BEGINS.finditer(segment)]), None)
    if led is None or figure.item or _ANOTHER.search(segment[led.end() :]):
        return figure
    place = place_alone(led["place"])
    if not place or place in figure.indicator:
        return figure
    return replace(figure, item=place)


def _resident(figure: Figure, before: Sequence[Figure], text: str) -> Figure:
    """城镇居民 of 居民人均可支配收入36280元，其中城镇居民44350元、增长4.8%: the income of these."""
    side = _SIDE.fullmatch(figure.indicator)
    whole = next((m for f in reversed(before) if (m := _OF_ALL.fullmatch(f.indicator))), None)
    if side is None or whole is None:
        return figure
    return replace(figure, indicator=figure.indicator + whole["what"], item=side["side"])


def _herd(figure: Figure, before: Sequence[Figure], text: str) -> Figure:
    """出栏178.3万头 after 牲畜存栏386.7万头，其中牦牛112.4万头；: of all of them, not of the part before it."""
    named = _HERD.match(figure.indicator)
    lead = _lead(figure, before, text)
    if named is None or named["kind"] in lead or not re.search(r"[；，][^，；]{0,4}[存出]栏", lead):
        return figure
    part = next((f for f in reversed(before) if f.indicator.startswith(named["kind"])), None)
    if part is None or "其中" not in text[part.clause_start : part.start] or "；" not in lead:
        return figure
    whole = next((m for f in before if f.end <= part.clause_start and (m := _HERD.search(f.indicator))), None)
    if whole is None:
        return figure
    return replace(figure, indicator=whole["kind"] + figure.indicator[len(named["kind"]) :], item="")


def _ranked(figure: Figure, before: Sequence[Figure], text: str) -> Figure:
    """在全市9个县区中的位次由第6位上升至第4位: the place of what the sentence tells before."""
    if figure.measure is not Measure.RANK or not _PLACE_AMONG.fullmatch(figure.indicator):
        return figure
    owner = next((f.indicator for f in before if f.measure is Measure.STOCK and f.unit == "元"), "")
    return replace(figure, indicator=owner) if owner else figure


def _of_a_place(figure: Figure, before: Sequence[Figure], text: str) -> Figure:
    """面积8.6万亩，产值5.4亿元，其中某乡种植2.3万亩: a part of what was counted in its unit, not of the last thing told."""
    place = place_alone(figure.indicator)
    lead = _lead(figure, before, text)
    if not place or "其中" not in lead or figure.item:
        return figure
    whole = next((f for f in reversed(before) if f.unit == figure.unit), None)
    if whole is None or not whole.is_amount or "。" in lead:
        return figure
    return replace(figure, indicator=place + _EVERYWHERE.sub("", whole.indicator), item=place)


def _lead(figure: Figure, before: Sequence[Figure], text: str) -> str:
    """What stands between a figure and the one before it."""
    return text[before[-1].end if before else 0 : figure.start]
