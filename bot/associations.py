"""What everyday words and the words of reports may mean alike: soft evidence for the learned trees, never a rule."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from operator import or_

from report_bot.prompts.load import associations, glossary

from .vocabulary import plain

_LONGEST = 10  # characters of a word that is looked for
_UNASKED = frozenset("的了吗呢吧啊呀么是有在和就都也还又去今年前明咱俺你我他们这那几多少哪什怎个")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's letters as bits, one for each position of its plain text, and which of them each concept explains."""

    letters: int  # those that name something
    pairs: tuple[tuple[str, int], ...]  # two letters in a row, and where they stand
    concepts: Mapping[int, int]

    @property
    def size(self) -> int:
        return max(1, self.letters.bit_count())

    @property
    def known(self) -> float:
        """Share of the letters that some concept explains."""
        return _together(self.concepts.values()).bit_count() / self.size


@dataclass(frozen=True, slots=True)
class Association:
    """How far a text means what was asked, each 0–1. `rare` weighs each concept by how few of the rivals have it."""

    concepts: float = 0.0  # share of the asked letters whose concepts the text has
    letters: float = 0.0  # … or that stand in it, two in a row
    rare: float = 0.0


@lru_cache(maxsize=1 << 10)
def asked_concepts(text: str) -> Asked:
    """The concepts of a question."""
    words = plain(text)
    names = ["一" <= c <= "鿿" and c not in _UNASKED for c in words]
    letters = sum(1 << i for i, name in enumerate(names) if name)
    concepts: dict[int, int] = defaultdict(int)
    for start, end, of in _found(words):
        for concept in of:
            concepts[concept] |= ((1 << end) - (1 << start)) & letters
    pairs: dict[str, int] = defaultdict(int)
    for i in range(len(words) - 1):
        if names[i] and names[i + 1]:
            pairs[words[i : i + 2]] |= 3 << i
    return Asked(letters, tuple(pairs.items()), {concept: at for concept, at in concepts.items() if at})


def associated(asked: Asked, texts: Sequence[str]) -> list[Association]:
    """How far each of the texts, which are rivals, means what was asked."""
    held = [asked.concepts.keys() & said_concepts(text) for text in texts]
    counts = Counter(concept for concepts in held for concept in concepts)
    rarity = {c: math.log((len(texts) + 1) / n) / math.log(len(texts) + 1) for c, n in counts.items()}
    rarest = sorted(rarity, key=lambda c: -rarity[c])
    known: dict[str, Association] = {}
    for text, concepts in zip(texts, held, strict=True):
        if text in known:
            continue
        covered, rare = 0, 0.0
        for concept in rarest if concepts else ():
            if concept in concepts:
                at = asked.concepts[concept]
                rare += rarity[concept] * (at & ~covered).bit_count()
                covered |= at
        same = _together(at for pair, at in asked.pairs if pair in text)
        known[text] = Association(
            covered.bit_count() / asked.size, (covered | same).bit_count() / asked.size, rare / asked.size
        )
    return [known[text] for text in texts]


def _together(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)


@lru_cache(maxsize=1 << 15)
def said_concepts(text: str) -> frozenset[int]:
    """The concepts of a piece of a report."""
    return frozenset(concept for _, _, of in _found(plain(text)) for concept in of)


def _found(words: str) -> list[tuple[int, int, tuple[int, ...]]]:
    """Every known word in the text: where it begins and ends, and its concepts."""
    known = _concepts()
    return [
        (a, b, known[words[a:b]])
        for a in range(len(words))
        for b in range(a + 2, min(a + _LONGEST, len(words)) + 1)
        if words[a:b] in known
    ]


@cache
def _concepts() -> Mapping[str, tuple[int, ...]]:
    """Word → the concepts it may stand for; a line of either file is a concept."""
    known: dict[str, list[int]] = defaultdict(list)
    for concept, entry in enumerate((*glossary().entries, *associations().entries)):
        for word in dict.fromkeys(map(plain, (*entry.official, *entry.everyday))):
            if 2 <= len(word) <= _LONGEST:
                known[word].append(concept)
    return {word: tuple(of) for word, of in known.items()}
