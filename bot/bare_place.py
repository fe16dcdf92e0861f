"""Another place said alone (某县那边呢, 全省呢) → the earlier question about that place."""

from __future__ import annotations

import re

from .vocabulary import Vocabulary

_ALONE = re.compile(
    r"(?P<place>[一-鿿]{2,8}?)(?P<there>那边|那儿|那里|那块儿?|那头|这边|这儿)?(?:单独|一个)?的?(?:是|有)?(?:多少)?"
)
_WHOLE = re.compile(r"(?:全|整个)[国省市县州区旗镇]")
_CAPITAL = re.compile(r"省城|省会|首府|州府|县城|市里的?")
_OPENS = re.compile(r"(?:去年|今年|\d{4}年|我们|咱们?)*(?P<rest>[一-鿿]+)")
_RANKS = "市县区州旗镇乡"
_NO_PLACE = re.compile(r"(?:农村|城镇|城里|乡下|牧区|山区|城区|乡镇)$")


def about_another_place(body: str, before: str, vocabulary: Vocabulary) -> str:
    """The earlier question, the place that it names (or its whole) replaced by the new one; "" where the body is no place."""
    found = _ALONE.fullmatch(body)
    if found is None or not _is_place(found["place"], found["there"] is not None, vocabulary):
        return ""
    place = found["place"]
    named = [p for p in (*vocabulary.places, *vocabulary.own_places) if p in before and len(p) > 1]
    old = max(named, key=len, default="") or _opening(before, vocabulary)
    rank = f"[{_RANKS}]?" if old and old[-1] not in _RANKS else ""  # 某城, and 县 behind it
    rest = re.sub(re.escape(old) + rank, "", before, count=1)
    bare = _CAPITAL.sub("", _WHOLE.sub("", rest))
    return place + bare.lstrip("的，, ")


def _opening(before: str, vocabulary: Vocabulary) -> str:
    """The place that a question begins with, by its short name (某城|去年…), which the report calls a county, city or town."""
    found = _OPENS.match(before)
    for letters in (3, 2):
        name = found["rest"][:letters] if found else ""
        if len(name) == letters and _has_rank(name, vocabulary):
            return name
    return ""


def _is_place(name: str, there: bool, vocabulary: Vocabulary) -> bool:
    if _WHOLE.fullmatch(name):
        return True
    if _NO_PLACE.search(name) or name in vocabulary.own_places:
        return False
    if name[-1] in _RANKS and len(name) > 2 and name in vocabulary.text:
        return True
    return name in vocabulary.places or (there and _has_rank(name, vocabulary))


def _has_rank(name: str, vocabulary: Vocabulary) -> bool:
    """Whether the report has the name with what it is: a county, a city, a town."""
    return any(name + rank in vocabulary.text for rank in _RANKS)
