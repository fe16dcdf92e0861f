"""Things of which one is never another (金牌 and 银牌, 养老保险 and 医疗保险): what is said of one is not said of the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from report_bot.ingest.types import Figure
from report_bot.prompts.load import word_groups

_THAT_TAX = re.compile("(?<=[那这哪几])个税")


def excludes(said: str, figure: Figure) -> bool:
    """Whether some words name one of such things, and the figure's name another of them."""
    said = said.lower()
    name = figure.indicator + figure.item + ("金牌" if figure.unit == "金" else "")
    name = name.lower().replace("_", "")
    return _another_alone(said, name)


def leaves_out(said: str, text: str) -> bool:
    """Whether some words name one of such things, and a text names others of its kind without it (煤电, …核电装机)."""
    return _another_alone(said.lower(), text.lower())


def _another_alone(said: str, told: str) -> bool:
    """Whether of some group things are said, and what is told names others of it and none of those."""
    said = _THAT_TAX.sub("税", said)
    for things in word_groups("exclusive"):
        ours, theirs = (_named_in(text, things) for text in (said, told))
        if ours and theirs and not any(one in theirs for one in ours):
            return True
    return False


def whole_for_kind(said: str, text: str) -> bool:
    """Whether some words name a kind of something (高铁), and a text the whole of it (铁路) or another kind without that one."""
    said, text = said.lower(), text.lower()
    for whole, *kinds in word_groups("kinds"):
        named, told = _named_in(said, kinds), _named_in(text, kinds)
        if len(named) != 1 or _names_whole(said, whole, kinds) or named[0] in told:
            continue
        if told or _names_whole(text, whole, kinds):
            return True
    return False


def kind_for_whole(said: str, text: str) -> bool:
    """Whether some words name a whole alone (发电量), and a text a kind of it that they do not name (可再生能源发电量)."""
    said, text = said.lower(), text.lower()
    for whole, *kinds in word_groups("parts"):
        if _named_in(said, (whole,)) and not _named_in(said, kinds) and _named_in(text, kinds):
            return True
    return False


def _named_in(text: str, things: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Those of the things that a text names by one of their spellings."""
    return [spellings for spellings in things if any(s in text for s in spellings)]


def _names_whole(text: str, whole: tuple[str, ...], kinds: list[tuple[str, ...]]) -> bool:
    """Whether the whole is named by itself, and not only in the name of a kind (高速铁路, 青年失业率)."""
    for spelling in sorted((s for kind in kinds for s in kind), key=len, reverse=True):
        for owner in (f"{spelling}{de}{head}" for head in whole for de in ("的", "")):
            text = text.replace(owner, "")
        text = text.replace(spelling, "")
    return any(s in text for s in whole)
