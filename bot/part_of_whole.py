"""A part told alone (其中博士21人, 某县…，收入9亿元) keeps what it is of: 引进高层次人才中，博士21人."""

from __future__ import annotations

import re

from report_bot.ingest import wording
from report_bot.ingest.types import Figure, Passage

from .whole_piece import CONNECTIVES

_PART = re.compile(r"[，、；（]?其中[，、：]?(?:有|含)?")
_LONGEST = 16  # letters of a whole that is said in front
_NO_NAME = re.compile(r"\d(?!\d*[万亿]?元以上)|[，。；：（）]|分别|[由从]|^(?:达|总[数量]|累计)")
_VERB_ALONE = re.compile(r"(?:完成|实现|达到?|共|有|全年|全[市县区省州旗]|本地|累计|年内|力争|确保)+")
_DATED = re.compile(
    r"^(?:\d{4}年|去年|今年|上年|全年)[，,]?|^(?:[（(]?\d{1,2}[.．)）、]|[一二三四五六七八九十]{1,2}是)"
)
_PLACE_TELLS = re.compile(
    r"(?:其中)?(?P<place>(?![一-鿿]{0,2}(?:[全我本各两三几多百十]|中心|城|超|特))[一-鿿]{2,4}?(?:[县市旗]|(?<![小社园城片校厂地])区))(?=实现|完成|接待|地区生产总值|生产总值)"
)
_IS_PLACE = re.compile(r"[一-鿿](?:[县市旗]|(?<!地)区)$")
_EVERYWHERE = re.compile(r"全[国省市县州区旗]")
_ENDED = re.compile(r"[；。]")


def of_its_place(piece: str, figure: Figure, passage: Passage) -> str:
    """The piece, and in front of it the place that its sentence began to tell of (某县实现…，|农村居民收入…)."""
    if (
        _IS_PLACE.search(figure.item)
        and figure.item not in piece
        and figure.item not in passage.clause(figure)
    ):
        return figure.item + piece
    before = passage.text[: figure.clause_start - passage.start]
    segment = _ENDED.split(before)[-1]
    led = _PLACE_TELLS.match(segment)
    if led is None or led["place"] in piece or led["place"] in figure.place or _EVERYWHERE.search(segment):
        return piece
    return led["place"] + piece


def of_its_whole(piece: str, figure: Figure, passage: Passage) -> str:
    """The piece, and in front of it the whole that it is counted in, where nothing in it says so."""
    opened = _PART.match(passage.lead(figure))
    if opened is None or not figure.is_amount:
        return piece
    own = CONNECTIVES.sub("", _PART.sub("", passage.near(figure), count=1).lstrip("、和及与"))
    whole = next(
        (f for f in reversed(passage.figures) if f.end <= figure.clause_start and f.unit == figure.unit), None
    )
    if whole is None or not piece.startswith(own) or not whole.is_amount or whole.period != figure.period:
        return piece
    if _ENDED.search(passage.between(whole, figure)):
        return piece
    name = wording.strip_tail(_DATED.sub("", CONNECTIVES.sub("", passage.near(whole).strip("，、；："))))
    if not 2 < len(name) <= _LONGEST or _NO_NAME.search(name):
        return piece
    noun = _VERB_ALONE.sub("", name, count=1)
    if noun in piece or (not wording.ACTION.match(name) and noun[-2:] in own):
        return piece
    return f"{name}中，{piece}"
