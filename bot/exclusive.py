"""Things of which one is never another (金牌 and 银牌, 养老保险 and 医疗保险): what is said of one is not said of the other."""

from __future__ import annotations

from functools import cache

from report_bot.ingest.types import Figure
from report_bot.prompts.load import word_map


@cache
def _groups() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The groups of prompts/words.toml, each a row of things with their spellings."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for thing, group in word_map("exclusive").items():
        groups.setdefault(group, []).append(tuple(thing.lower().split("/")))
    return tuple(tuple(things) for things in groups.values())


def excludes(said: str, figure: Figure) -> bool:
    """Whether some words name one of such things, and the figure's name another of them."""
    said = said.lower()
    name = figure.indicator + figure.item + ("金牌" if figure.unit == "金" else "")
    name = name.lower().replace("_", "")
    for things in _groups():
        named = [spellings for spellings in things if any(s in said for s in spellings)]
        if len(named) != 1 or any(s in name for s in named[0]):
            continue
        if any(s in name for spellings in things for s in spellings):
            return True
    return False


def leaves_out(said: str, text: str) -> bool:
    """Whether some words name one of such things, and a text names others of its kind without it (煤电, …核电装机)."""
    said, text = said.lower(), text.lower()
    for things in _groups():
        named = [spellings for spellings in things if any(s in said for s in spellings)]
        told = [spellings for spellings in things if any(s in text for s in spellings)]
        if len(named) == 1 and told and named[0] not in told:
            return True
    return False
