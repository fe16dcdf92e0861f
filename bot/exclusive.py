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
    return _another_alone(said, name)


def leaves_out(said: str, text: str) -> bool:
    """Whether some words name one of such things, and a text names others of its kind without it (煤电, …核电装机)."""
    return _another_alone(said.lower(), text.lower())


def _another_alone(said: str, told: str) -> bool:
    """Whether of some group one thing is said, and what is told names others of it without that one."""
    for things in _groups():
        ours, theirs = (
            [spellings for spellings in things if any(s in text for s in spellings)] for text in (said, told)
        )
        if len(ours) == 1 and theirs and ours[0] not in theirs:
            return True
    return False
