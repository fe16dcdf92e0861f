"""Figures of what a question says it does not mean (光伏的不算, 不是问新增的): how much less likely they answer."""

from __future__ import annotations

from collections.abc import Sequence

from report_bot.ingest.types import Figure, Measure, Passage

from .associations import asked_concepts, associated
from .match import FigureMatch
from .vocabulary import plain

LESS = 3.0  # log-odds that a figure loses which is wholly of what is not meant
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
    if words in _ALL:
        return float(figure.measure is Measure.STOCK)
    if words in _UNITS:
        return float(figure.unit in _UNITS[words].split())
    if _NEW & set(words) and len(words) <= 3 and figure.measure is Measure.NEW:
        return 1.0
    return float(bool(words) and words in name)
