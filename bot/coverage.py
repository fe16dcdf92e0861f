"""How much of a question's terms a piece of text carries, and how much of a name the terms explain."""

from __future__ import annotations

import re
from functools import lru_cache

from .types import Term

HEAVY = 0.5  # weight from which a term names a subject …
NAMING = 0.4  # … or is at least part of what is named
CARRIED = 0.6  # of a term in a name: less, and the name is of something else

_GENERIC = re.compile(r"^(?:新增|新建|累计|全市|全省|全县|全区|全国|城乡|各类|人均)+")
_EMPTY_END = re.compile(
    r"(?:挂牌|开工|竣工|投产|建成|总?[量额数]|数量|规模|水平|标准|情况|任务|项目|建设|工程|人数|达|余额|总值|产值|浓度|比[例重率]|率)+$"
)
_NOISE = re.compile(r"[\s_、“”‘’（）()《》·,，。的和与及]")


def folded(text: str) -> str:
    """Lower-cased, with what reports write in two ways written in one (常住居民, 总产量)."""
    return text.replace("常住居民", "居民").replace("总产量", "产量").lower()


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """The text without punctuation and particles, folded, so that wordings meet."""
    return folded(_NOISE.sub("", text))


def heavy(terms: tuple[Term, ...], least: float = HEAVY) -> tuple[Term, ...]:
    """The terms that name a subject, in their order: those that weigh `least` or more."""
    return tuple(term for term in terms if term.weight >= least)


@lru_cache(maxsize=1 << 14)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(word[i : i + 2].lower() for i in range(len(word) - 1))


_PENSION = frozenset({"养老金", "退休金", "基本养老金"})


@lru_cache(maxsize=1 << 12)
def _spelt(term: Term) -> tuple[str, tuple[str, ...], tuple[frozenset[str], ...]]:
    """A term's own word, its other words, and the character pairs of each, as term_fit looks for them."""
    others = tuple(plain(other) for other in term.alternatives[1:] if other)
    pairs = tuple(found for other in term.alternatives if len(found := _pairs(other)) >= 2)
    return plain(term.text), others, pairs


@lru_cache(maxsize=1 << 16)
def term_fit(term: Term, text: str) -> float:
    """How much of a term stands in `text` (already `plain`): 1 where an alternative stands whole, else a share.

    The share is the part of the term's character pairs that the text has, halved; official alternatives of the
    glossary count a little less than the citizen's own word.
    """
    own, others, spelt = _spelt(term)
    if own.startswith("出口"):
        text = text.replace("进出口", "")  # exports are only a part of 进出口
    if "养老金融" in text and _PENSION & {own, *term.alternatives}:
        text = text.replace("养老金融", "养老")  # what banks do for the old pays no pension
    if own and own in text:
        return 1.0
    for other in others:
        if other in text:
            return 0.85
    shares = [sum(map(text.__contains__, pairs)) / len(pairs) for pairs in spelt]
    return 0.7 * max(shares, default=0.0)


def coverage(terms: tuple[Term, ...], text: str) -> float:
    """Weighted share of the question's terms found in `text`, 0–1; 1 for a question without terms."""
    total, found, text = 0.0, 0.0, plain(text)
    for term in terms:
        total += term.weight
        found += term.weight * term_fit(term, text)
    return found / total if total else 0.0


def missing(terms: tuple[Term, ...], text: str) -> float:
    """The weight of the heaviest term that the text does not carry, 0 where it carries all."""
    text = plain(text)
    return max((term.weight * (1 - term_fit(term, text)) for term in terms), default=0.0)


def elsewhere(terms: tuple[Term, ...], said: str, sentence: str, indicator: str = "") -> float:
    """Weighted share of the terms that stand whole in the sentence, where none stands in the figure's own clause.

    A name that a term ends with takes it up again (…中欧班列集结中心，开行班列…): that is no other thing.
    """
    total = sum(term.weight for term in terms)
    again = plain(indicator)
    if len(again) > 1 and any(plain(t.text).endswith(again) for t in terms):
        return 0.0
    said, sentence = plain(said), plain(sentence)
    if any(term_fit(term, said) >= 0.85 for term in terms):
        return 0.0
    beside = [t for t in terms if term_fit(t, said) < 0.5 and term_fit(t, sentence) >= 0.85]
    return sum(term.weight for term in beside) / total if total else 0.0


def conflict(terms: tuple[Term, ...], said: str, indicator: str) -> float:
    """The weight of the heaviest term that names a sibling of the indicator: 国防支出 beside 财政支出.

    Siblings end alike (two characters at least), and of what stands before the term's ending nothing is in `said`.
    """
    said, name = plain(said), plain(indicator)
    worst = 0.0
    if any(term_fit(term, name) >= 0.85 for term in heavy(terms)):
        return 0.0  # one of several asked for (中央和地方财政赤字)
    for term in terms:
        if term.weight <= worst or term_fit(term, said) >= 0.85:
            continue
        own = plain(term.text)
        shared = common_ending(own, name)
        if not 2 <= shared < min(len(own), len(name)):
            continue
        modifier = _GENERIC.sub("", own[:-shared])
        if len(modifier) > 1 and not any(pair in said for pair in _pairs(modifier)):
            worst = term.weight
    return worst


def common_ending(a: str, b: str) -> int:
    """How many characters two names share at the end."""
    shared = 0
    while shared < min(len(a), len(b)) and a[-1 - shared] == b[-1 - shared]:
        shared += 1
    return shared


def explained(terms: tuple[Term, ...], indicator: str) -> float:
    """Share of the indicator's characters that the question's terms (or their official words) hold."""
    marked = _marked(terms, plain(indicator))
    return sum(marked) / len(marked) if marked else 0.0


def head(terms: tuple[Term, ...], indicator: str) -> float:
    """1 where the terms hold the last two characters of the indicator, less its empty endings, else 0."""
    name = plain(indicator)
    marked = _marked(terms, name)
    end = len(_EMPTY_END.sub("", name)) or len(name)
    return float(bool(marked) and all(marked[max(0, end - 2) : end]))


@lru_cache(maxsize=1 << 12)
def _marked(terms: tuple[Term, ...], name: str) -> tuple[bool, ...]:
    """For each character of a plain name whether a term or one of its official words holds it."""
    marked = [False] * len(name)
    for term in terms:
        for alternative in term.alternatives:
            word = plain(alternative)
            at = name.find(word) if word else -1
            if at >= 0:
                marked[at : at + len(word)] = [True] * len(word)
    pairs = _own_pairs(terms)
    for i in range(len(name) - 1):
        if name[i : i + 2] in pairs:
            marked[i] = marked[i + 1] = True
    return tuple(marked)


@lru_cache(maxsize=1 << 8)
def _own_pairs(terms: tuple[Term, ...]) -> frozenset[str]:
    """Two characters in a row of the question's own words."""
    return frozenset(pair for term in terms for pair in _pairs(plain(term.text)))
