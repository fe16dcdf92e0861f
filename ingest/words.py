"""Text to words: the only module that knows the segmenter (rjieba, the Rust port of jieba)."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

# What cuts and reads the text, for the manifest. Raise the second part when a rule changes what is kept of a report:
# its tokens, or the time, status and names of its figures. An index made by older rules is then not served.
SEGMENTER = f"rjieba {version('rjieba')}, rules 22"

# They carry no meaning of their own and stand in nearly every question.
_PARTICLES = frozenset("的了着吗呢吧啊呀嘛啦哦哇嗯")

# One character to one, so that offsets hold: full-width letters, digits, percent sign and point; and what the
# segmenter cannot take, half of a surrogate pair.
_HALF_WIDTH = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_PLAIN = (
    _HALF_WIDTH
    | {0xFF05: ord("%"), 0xFF0E: ord("."), 0x3000: ord(" ")}
    | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
)

# Dials of discover_terms: what makes a run of tokens a name.
_MAX_TOKENS = 5
_SHORTEST, _LONGEST = 3, 12  # characters
_MIN_COUNT = 3
_MIN_COHESION = 4.0  # bits: how much oftener than by chance the parts stand together, at the weakest joint
_MIN_FREEDOM = 0.9  # bits: entropy of what stands on either side

_NAME_TAGS = (
    "n",
    "vn",
    "an",
    "j",
    "l",
    "b",
    "a",
    "v",
    "eng",
    "i",
    "s",
)  # prefixes of tags that a name is made of
_LAST_TAGS = ("n", "vn", "an", "j", "l")  # and that it may end with
_QUOTED = re.compile(r"[“「『]([^“”「」『』，。；、！？\s]{2,12})[”」』]")
_PLAIN_NAME = re.compile(r"[\w·+\-]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of some text with its part of speech (jieba's tags: n, v, vn, t, m, x …). `text[start:end] == word.text`."""

    text: str
    tag: str
    start: int
    end: int


def search_terms(text: str, own_words: Collection[str] = ()) -> tuple[str, ...]:
    """What a text is found by: jieba's search-mode tokens in reading order, repeats kept, then the own words in it.

    Lower case, half width; punctuation, spaces and particles are left out. `own_words` are a report's names as
    discover_terms gives them; each adds itself wherever it stands in the text and changes no other token, so reports
    do not get into each other's way. Numbers stay as written (12%).
    """
    import rjieba

    plain = text.translate(_PLAIN).lower()
    tokens = [token for token in rjieba.cut_for_search(plain) if _carries_meaning(token)]
    known = own_words if isinstance(own_words, frozenset | set) else frozenset(own_words)
    return (*tokens, *_own_words_in(plain, known, frozenset(tokens)))


def words(text: str) -> tuple[Word, ...]:
    """All of the text in words, punctuation and spaces too: joined they give the text again."""
    import rjieba

    found = []
    start = 0
    for token, tag in rjieba.tag(text.translate(_PLAIN)):
        end = start + len(token)
        found.append(Word(text[start:end], tag, start, end))
        start = end
    return tuple(found)


def discover_terms(texts: Iterable[str], names: Iterable[str] = ()) -> tuple[str, ...]:
    """A report's own names of indicators, institutions and programmes, sorted; nothing is typed in.

    Three ways in: what the report puts in quotation marks; what stands in `names` (its figures' indicators); and runs of
    2–5 words that keep together oftener than chance has it, end like a noun and stand beside changing neighbours.
    Words that the segmenter knows already are left out, as are names shorter than 3 or longer than 12 characters.
    """
    texts = tuple(texts)
    found = {name for text in texts for name in _QUOTED.findall(text)}
    found.update(names)
    found.update(_recurring_names(texts))
    plain = (name.translate(_PLAIN).lower() for name in found)
    return tuple(
        sorted({name for name in plain if _SHORTEST <= len(name) <= _LONGEST and _is_new_name(name)})
    )


def _carries_meaning(token: str) -> bool:
    return token not in _PARTICLES and any(character.isalnum() for character in token)


def _own_words_in(text: str, known: Collection[str], tokens: Collection[str]) -> Iterator[str]:
    if not known:
        return
    lengths = sorted({len(word) for word in known})
    for start in range(len(text)):
        for length in lengths:
            word = text[start : start + length]
            # A token already counts once; counting it again would weigh it double.
            if len(word) == length and word in known and word not in tokens:
                yield word


def _is_new_name(name: str) -> bool:
    import rjieba

    return bool(_PLAIN_NAME.fullmatch(name)) and not name.isdecimal() and len(rjieba.cut(name)) > 1


def _recurring_names(texts: Iterable[str]) -> set[str]:
    runs = [run for text in texts for run in _runs(words(text))]
    counts: Counter[tuple[str, ...]] = Counter()
    before: dict[tuple[str, ...], list[str]] = defaultdict(list)
    after: dict[tuple[str, ...], list[str]] = defaultdict(list)
    nominal: set[tuple[str, ...]] = set()
    for number, run in enumerate(runs):
        for start in range(len(run)):
            for size in range(1, min(_MAX_TOKENS, len(run) - start) + 1):
                part = run[start : start + size]
                key = tuple(word.text for word in part)
                counts[key] += 1
                if size == 1:
                    continue
                # The edge of a clause is a free neighbour, each time another.
                before[key].append(run[start - 1].text if start else f"<{number}")
                after[key].append(run[start + size].text if start + size < len(run) else f">{number}")
                if _is_nominal(part):
                    nominal.add(key)
    total = sum(len(run) for run in runs)
    return {
        "".join(key)
        for key in nominal
        if counts[key] >= _MIN_COUNT
        and _SHORTEST <= sum(map(len, key)) <= _LONGEST
        and _cohesion(key, counts, total) >= _MIN_COHESION
        and min(_entropy(before[key]), _entropy(after[key])) >= _MIN_FREEDOM
    }


def _runs(sentence: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """Stretches without punctuation or spaces."""
    run: list[Word] = []
    for word in sentence:
        if any(character.isalnum() for character in word.text):
            run.append(word)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _is_nominal(part: tuple[Word, ...]) -> bool:
    last = part[-1]
    return (
        all(word.tag.startswith(_NAME_TAGS) for word in part)
        and last.tag.startswith(_LAST_TAGS)
        # “推进项目” is a verb and its object, not a name; a name that opens with a verb has more to it.
        and not (part[0].tag == "v" and len(part) == 2)
    )


def _cohesion(key: tuple[str, ...], counts: Counter[tuple[str, ...]], total: int) -> float:
    """Pointwise mutual information in bits at the weakest joint."""
    return min(
        math.log2(counts[key] * total / (counts[key[:joint]] * counts[key[joint:]]))
        for joint in range(1, len(key))
    )


def _entropy(neighbours: list[str]) -> float:
    """Bits of uncertainty about the neighbour; 0.0 where it is always the same."""
    size = len(neighbours)
    return -sum(n / size * math.log2(n / size) for n in Counter(neighbours).values())


def in_dictionary(word: str) -> bool:
    """Whether the segmenter's dictionary of general Chinese holds the word."""
    import rjieba

    return bool(rjieba.has_word(word))
