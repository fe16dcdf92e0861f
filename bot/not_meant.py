"""Figures of what a question says it does not mean (光伏的不算, 不是问新增的): how much less likely they answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_bot.ingest.types import Figure, Measure, Passage

from .associations import asked_concepts, associated
from .match import FigureMatch
from .vocabulary import plain

LESS = 3.0  # log-odds that a figure loses which is wholly of what is not meant
BY_LETTERS = 0.7  # how much letters alone (往外寄的, 寄出快件) count against a name
# 这些年加起来的, 以前修好的: what had been there, or come to, in all.
_BEFORE = re.compile(
    r"加(?:起来|[在]?一[块起])|累计|[总一]共|这些年|历年|五年|以前|之前|过去|原来|从前|往年|早先"
)
_SUMMED = re.compile(r"累计|总[数量]|达|共有|保有")
_A_HEAD = re.compile(r"每[个户]?人|每户|每月|人均|一个人|每年")
_SMALL = frozenset("的了没不是在有那这种个些着过还完就都也和与跟去来上里下中给把被人家我们咱你他她它")
_NEW, _ALL = frozenset("新添"), frozenset(("总", "累计", "总共", "一共", "总数"))
_UNITS = {"户": "户", "户数": "户", "人": "人", "人数": "人", "次": "次 起", "次数": "次 起", "事故次": "起", "件数": "件"}  # fmt: skip


def unlikelier(not_meant: Sequence[str], matches: Sequence[FigureMatch]) -> list[float]:
    """Log-odds to take from each: of what is not meant, more than the least so of its own sentence is."""
    if not not_meant:
        return [0.0] * len(matches)
    names = [name_of(m.passage, m.figure) for m in matches]
    meant = [0.0] * len(matches)
    for words in not_meant:
        close = associated(asked_concepts(words), names)
        for i, (match, name, how) in enumerate(zip(matches, names, close, strict=True)):
            meant[i] = max(meant[i], how.letters, _to_the_letter(plain(words), plain(name), match.figure))
    least: dict[str, float] = {}
    for match, how_much in zip(matches, meant, strict=True):
        least[match.passage.id] = min(how_much, least.get(match.passage.id, 1.0))
    return [
        LESS * (how_much - least[match.passage.id]) for match, how_much in zip(matches, meant, strict=True)
    ]


def name_of(passage: Passage, figure: Figure) -> str:
    """All that says what a figure is of: what stands before it in its clause, its indicator and its item."""
    return passage.lead(figure) + figure.indicator + figure.item


def _to_the_letter(words: str, name: str, figure: Figure) -> float:
    """1 where a figure is of the words themselves, of the measure that they name, or counts in their unit."""
    if words in _ALL or _BEFORE.search(words):
        several = figure.period is not None and not figure.period.is_year
        return float(several or (figure.measure is Measure.STOCK and _SUMMED.search(name) is not None))
    if _A_HEAD.search(words):
        return float(_A_HEAD.search(name) is not None)
    if words in _UNITS:
        return float(figure.unit in _UNITS[words].split())
    if _NEW & set(words) and len(words) <= 3 and figure.measure is Measure.NEW:
        return 1.0
    if words and words in name:
        return 1.0
    letters = set(words) - _SMALL
    return BY_LETTERS * len(letters & set(name)) / len(letters) if letters else 0.0
