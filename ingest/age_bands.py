"""What is given to each of several ages (为80至89周岁、90周岁以上老人分别发放50元、120元高龄津贴) → a figure for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .types import Figure, Measure

_AGES = r"(?:\d{1,3}周?岁?(?:[至到—－~-]\d{1,3})?周?岁(?:及?以上|以下)?|百岁(?:及?以上)?)"
_BANDS = re.compile(
    rf"(?:为|对|给|向)?(?P<bands>{_AGES}(?:[、和及]{_AGES})+)的?(?:高龄|低保)?(?P<whom>老年?人|儿童|居民|群众)?[^，。；]{{0,4}}分别"
)
_WHAT = re.compile(
    r"(?:的?标准)?(?:发放|给予|享受)?的?(?P<what>[一-鿿]{0,4}(?:津贴|补[贴助]|奖励|慰问金|生活费|养老金))"
)
_AGE = re.compile(_AGES)


def with_bands(figures: Sequence[Figure], text: str) -> list[Figure]:
    """The figures of one sentence (offsets in it), those of a list over ages named after their own; the ages themselves are none."""
    found = list(figures)
    for said in _BANDS.finditer(text):
        bands = _AGE.findall(said["bands"])
        inside = [f for f in found if said.start() <= f.start < said.end()]
        after = [f for f in found if f.start >= said.end() and f.clause_start < said.end()][: len(bands)]
        if len(after) != len(bands) or len({f.unit for f in after}) > 1:
            continue
        what = _WHAT.match(text[after[-1].end :])
        whom = said["whom"] or ""
        for band, figure in zip(bands, after, strict=True):
            name = f"{band}{whom}{what['what'] if what else ''}"
            measure = Measure.STOCK if figure.unit == "元" else figure.measure
            found[found.index(figure)] = replace(figure, indicator=name, item=band, measure=measure)
        found = [f for f in found if f not in inside]
    return found
