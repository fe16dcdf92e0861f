"""Typos and homophones → the words that the report and the glossary know. Rather none than a wrong one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache

from report_bot.prompts.load import word_list, word_map

from .segment import is_word, tagged
from .vocabulary import Vocabulary, spellings

_HAN = re.compile(r"[一-鿿]+")
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")
_SHORTEST, _LONGEST = 2, 8
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两几")
_MEASURE_WORDS = frozenset("家个所座条处户人名项套部件亩斤张只辆台间层次场届种类")
_COUNTING = re.compile(r"(?:多少|几|一)$")
_EVERYDAY = ("u", "y", "r", "p", "c", "d", "m", "q", "t", "e", "o", "k", "x", "f")


# 上百亿的产业链, 过千亿元企业: a size class, which reports write 百亿级.
_SIZED = re.compile(r"(?:规模)?(?:上|过|超)([十百千万]亿)元?(?:级|规模)?的?(?=产业|企业|集群|链|项目)")


def mend(text: str, vocabulary: Vocabulary) -> str:
    """The text with misspelt words of the vocabulary put right, letter for letter; numbers and words that exist stay.

    A stretch is mended where it is no word, holds a piece that is no word either, and sounds like exactly one known
    word of its length; from four characters on, one other character may also look different.
    """
    text = _SIZED.sub(r"\1级", text)
    for typo, meant in word_map("misspelt").items():
        text = text.replace(typo, meant)
    strange = _strange(text, vocabulary)
    if not strange:
        return text
    index = _sounds(vocabulary)
    for run in _HAN.finditer(text):
        text = (
            text[: run.start()] + _mended(run[0], run.start(), strange, index, vocabulary) + text[run.end() :]
        )
    return text


def _strange(text: str, vocabulary: Vocabulary) -> frozenset[int]:
    """Positions of characters in pieces that neither the report nor general Chinese has as words, or that stand alone."""
    stop = word_list("filler") | word_list("question")
    known = _covered(text, vocabulary)
    found = set()
    for word in tagged(text):
        if not _HAN.fullmatch(word.text) or word.text in stop:
            continue
        everyday, lonely = word.tag.startswith(_EVERYDAY), len(word.text) == 1
        doubtful = not everyday if lonely or is_word(word.text) else True
        if not doubtful or (
            not lonely and (word.text in vocabulary.text or all(c in stop for c in word.text))
        ):
            continue
        if not any(a <= word.start and word.end <= b for a, b in known):
            found |= set(range(word.start, word.end))
    return frozenset(found)


def _covered(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    lowered, spans = text.lower(), []
    for a in range(len(text)):
        for size in range(min(vocabulary.longest, len(text) - a), 1, -1):
            if lowered[a : a + size] in vocabulary.phrases:
                spans.append((a, a + size))
                break
    return spans


def _mended(
    run: str,
    offset: int,
    strange: frozenset[int],
    index: dict[tuple[str, ...], set[str]],
    vocabulary: Vocabulary,
) -> str:
    sounds = _pinyin(run)
    for size in range(min(_LONGEST, len(run)), _SHORTEST - 1, -1):
        for a in range(len(run) - size + 1):
            piece = run[a : a + size]
            if not any(offset + i in strange for i in range(a, a + size)) or piece in vocabulary.text:
                continue
            if piece in vocabulary.phrases or (is_word(piece) and size < 4):
                continue
            target = _target(piece, sounds[a : a + size], index, vocabulary)
            if target and (size > 2 or _made_up(run, a, size)) and _allowed(run, offset, a, target, strange):
                return _mended(
                    run[:a] + target + run[a + size :],
                    offset,
                    strange - set(range(offset + a, offset + a + size)),
                    index,
                    vocabulary,
                )
    return run


def _made_up(run: str, a: int, size: int) -> bool:
    """Whether the segmenter took these characters for one word that it does not know; 几家店 and 再建 are none."""
    stop = word_list("filler") | word_list("question")
    piece = run[a : a + size]
    if is_word(piece) or all(letter in stop for letter in piece):
        return False
    alone = any(word.text == piece and word.start == a for word in tagged(run))
    if counted := _COUNTING.search(run[:a]):
        return alone and counted[0] == "多少" and piece[0] not in _MEASURE_WORDS
    return alone or any(  # 核陶种了多少亩: with a piece of the next word
        word.start == a and word.text.startswith(piece) and not is_word(word.text) for word in tagged(run)
    )


def _allowed(run: str, offset: int, a: int, target: str, strange: frozenset[int]) -> bool:
    """Only characters of strange pieces may change, and at most a third of a word (one of two)."""
    changed = [a + i for i, letter in enumerate(target) if run[a + i] != letter]
    if any(run[i] in _NUMERALS or target[i - a] in _NUMERALS for i in changed):
        return False
    if not changed or len(changed) > max(1, len(target) // 3):
        return False
    return all(offset + i in strange and _doubtful(run, i, len(target)) for i in changed)


def _doubtful(run: str, at: int, size: int) -> bool:
    """Whether the character may be a slip: not a verb by itself, nor part of a real word unless the word is long."""
    word = next(w for w in tagged(run) if w.start <= at < w.end)
    if len(word.text) == 1:
        return not word.tag.startswith("v")
    return size >= 5 or not is_word(word.text)


def _target(
    piece: str, sounds: tuple[str, ...], index: dict[tuple[str, ...], set[str]], vocabulary: Vocabulary
) -> str:
    """The one known word that sounds like the piece; "" where there is none or more than one."""
    exact = index.get(sounds, set()) | (index.get(_blurred(sounds), set()) if len(piece) >= 4 else set())
    near = {word for word in exact if _distance(word, piece) == 1} or exact
    if len(near) > 1:
        near = {word for word in near if word in vocabulary.text} or near
    return next(iter(near)) if len(near) == 1 else ""


def _distance(word: str, piece: str) -> int:
    return sum(a != b for a, b in zip(word, piece, strict=True))


def _pinyin(text: str) -> tuple[str, ...]:
    """The first reading of each character: a character sounds like itself wherever it stands."""
    return tuple(_reading(letter) for letter in text)


@cache
def _reading(letter: str) -> str:
    from pypinyin.pinyin_dict import (
        pinyin_dict,  # 0.3 s to import: only questions with a strange word pay for it
    )

    first = pinyin_dict.get(ord(letter), letter).partition(",")[0]
    return _TONES.sub("", unicodedata.normalize("NFD", first))


def _blurred(sounds: tuple[str, ...]) -> tuple[str, ...]:
    """Front and back nasals and flat and curled tongue as one."""
    return tuple("~" + re.sub(r"g$", "", re.sub(r"^([zcs])h", r"\1", sound)) for sound in sounds)


@lru_cache(maxsize=8)
def _sounds(vocabulary: Vocabulary) -> dict[tuple[str, ...], set[str]]:
    """The words that may be meant, by their sounds; made at the first strange word."""
    index: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for word in spellings(vocabulary):
        sounds = _pinyin(word)
        if len(sounds) == len(word):
            index[sounds].add(word)
            if len(word) >= 4:
                index[_blurred(sounds)].add(word)
    return dict(index)
