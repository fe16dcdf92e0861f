"""Things of which one is never another (金牌 and 银牌, 养老保险 and 医疗保险): what is said of one is not said of the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from report_bot.ingest.types import Figure
from report_bot.prompts.load import word_groups

_NOT_IT = re.compile(r"不(?:用|去)?住院")  # what is said not to be asked
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
    ours = _things_named(_NOT_IT.sub("", _THAT_TAX.sub("税", said)))
    if not ours:
        return False
    theirs = _things_named(told)
    return any(group in theirs and not things & theirs[group] for group, things in ours.items())


@lru_cache(maxsize=1 << 14)
def _things_named(text: str) -> dict[int, frozenset[int]]:
    """For each group of which a text names something, the places of those things in it; remembered, as each text is met often."""
    found = {
        i: frozenset(n for n, spellings in enumerate(things) if any(s in text for s in spellings))
        for i, things in enumerate(word_groups("exclusive"))
    }
    return {i: things for i, things in found.items() if things}


def whole_for_kind(said: str, text: str) -> bool:
    """Whether some words name a kind of something (高铁), and a text the whole of it (铁路) or another kind without that one."""
    said, text = said.lower(), text.lower()
    for whole, *kinds in word_groups("kinds"):
        named = _named_in(said, kinds)
        if len(named) != 1 or _names_whole(said, whole, kinds):
            continue
        told = _named_in(text, kinds)
        if named[0] not in told and (told or _names_whole(text, whole, kinds)):
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
