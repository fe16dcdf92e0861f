"""A stage told alone beside another (新开工改造老旧小区42个、完工55个) → figures of one thing, each named with its stage."""

from __future__ import annotations

import re
from dataclasses import replace

from .types import Figure

_STAGE = r"(?:新|已|基本|全部|集中|顺利)*(?:开工|动工|启动|完工|竣工|建成|投产|投用|投运|达产|交付|封顶|签约|落地|通车|续建|在建|掘进|贯通)"
_ALONE = re.compile(rf"[、，；]?(?:年内|全年|当年|年底前)?(?P<stage>{_STAGE})(?:了|达|达到|的)?")
_STAGED = re.compile(rf"^{_STAGE}|{_STAGE}(?:改造|建设|项目)?$|全长$")
_LONGEST = 16  # letters of a name that is carried on


def with_stages(figures: list[Figure], text: str) -> list[Figure]:
    """The figures of one sentence (offsets in it); one whose whole name is its stage is named after the one before it."""
    found: list[Figure] = []
    for figure in figures:
        last = next((f for f in reversed(found) if f.unit == figure.unit), None)
        found.append(_staged(figure, last, text[found[-1].end : figure.start]) if last else figure)
    return found


def _staged(figure: Figure, before: Figure, lead: str) -> Figure:
    """`before`: the last one in its unit; `lead`: what stands between the figure and the one before it."""
    alone = _ALONE.fullmatch(lead)
    if alone is None:
        return figure
    stage, thing = alone["stage"], _STAGED.sub("", before.indicator)
    bare = (stage, stage.removeprefix("基本"), stage.removeprefix("已"))
    named = figure.indicator in bare and 1 < len(thing) <= _LONGEST
    return replace(figure, indicator=thing + stage) if named else figure
