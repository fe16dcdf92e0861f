"""What one report and the glossary teach about words: phrases, their official names, rarity and places."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from report_bot.ingest.types import ReadReport
from report_bot.prompts.load import glossary, word_list

from .coverage import folded
from .segment import is_word, tagged

_HAN = re.compile(r"[一-鿿]{3,14}")
_QUESTION = re.compile(r"多少|什么|哪|怎么|几|了|吗|没")
_SPELT = re.compile(r"[一-鿿]{2,8}")
_NOISE = re.compile(r"[\s、“”‘’（）()《》〈〉·,，。\"']")
_MARKS = re.compile(r"[\s“”‘’（）()《》〈〉·\"']")
# 某某族自治区 is called by what stands before its nationalities.
_NATIONALITY = re.compile(
    r"(?<=..)(?:(?:维吾尔|哈萨克|柯尔克孜|蒙古|达斡尔|鄂温克|鄂伦春|锡伯|仡佬|布依|土家|朝鲜|傈僳|拉祜|景颇|布朗|毛南|仫佬|撒拉|东乡|保安|裕固|塔吉克|[回壮苗彝侗瑶白傣黎满藏羌土畲佤])族?|各族)+$"
)
_PLACE_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|地区|新区|[省市县区州盟旗])$")
_NAMED_PLACE = re.compile(r"[一-鿿]{2,7}?(?:省|市|自治州|县|区|旗|镇|乡|街道)")
_PARENT = re.compile(r"^.{2,8}?(?:省|自治区|市|州|盟|地区)(?=.{1,6}(?:市|区|县|旗|镇|乡)$)")
_CHANGE_TAIL = re.compile(r"(?:的?(?:增长|增速|涨幅|增长率|上涨|增长速度|增长目标))$")
_CHANGE_WORD = re.compile(r"增长|增速|涨了|涨幅|上涨")
_MOST_ALTERNATIVES = 8


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words as one report and the glossary use them; made once a report by `build_vocabulary`."""

    own_places: frozenset[str]  # the report's own place, long and short: 淄博市, 淄博
    places: frozenset[str]  # other places that the report names
    phrases: Mapping[str, tuple[str, ...]]  # lower-case word or phrase → itself and its official words
    indicators: frozenset[str]  # the report's own indicators and names
    longest: int  # characters of the longest phrase
    sentences: tuple[str, ...] = field(repr=False)  # the report's passages as `plain`
    text: str = field(repr=False)  # … joined
    pointed: str = field(repr=False)  # … with their 、 and ，: where one name ends and the next begins

    def frequency(self, word: str) -> int:
        """In how many of the report's passages the word stands."""
        wanted = plain(word)
        if not wanted or wanted not in self.text:
            return 0
        return sum(wanted in sentence for sentence in self.sentences)

    def rarity(self, word: str) -> float:
        """0 for a word of every passage, 1 for one of none or a single passage."""
        count = self.frequency(word)
        if count <= 1:
            return 1.0
        return 1.0 - math.log(count) / math.log(max(len(self.sentences), 2))


def plain(text: str) -> str:
    """The text without punctuation, folded, so that wordings meet."""
    return folded(_NOISE.sub("", text))


def short_place(name: str) -> str:
    """A place without its rank: 淄博市 → 淄博; a name of one character keeps it (莘县)."""
    short = _NATIONALITY.sub("", _PLACE_SUFFIX.sub("", name))
    return short if len(short) >= 2 else name


def build_vocabulary(read: ReadReport, user_words: Iterable[str] = ()) -> Vocabulary:
    """The vocabulary of a report; `user_words` are its own names that statistics found."""
    phrases: dict[str, dict[str, None]] = {}
    own_names = {_CHANGE_TAIL.sub("", f.indicator) for f in read.figures} | set(user_words)
    indicators = frozenset(
        name for name in own_names if _HAN.fullmatch(name) and not _CHANGE_WORD.search(name)
    )
    for entry in glossary().entries:
        for word in (*entry.official, *entry.everyday):
            known = phrases.setdefault(plain(word), {word: None})
            for official in entry.official:
                known[official] = None
                if len(stem := _CHANGE_TAIL.sub("", official)) >= 4:
                    known[stem] = None
    for name in indicators:
        phrases.setdefault(plain(name), {name: None})
    for word in [w for w in phrases if _CHANGE_WORD.search(w) and _CHANGE_TAIL.sub("", w) in phrases]:
        del phrases[word]  # GDP增长: the subject is GDP, the growth is what is asked of it
    sentences = tuple(plain(passage.text) for passage in read.passages)
    text = "\n".join(sentences)
    ranked = {word: _ranked(list(known), text) for word, known in phrases.items() if len(word) > 1}
    own = read.report.place
    lowest = _PARENT.sub("", own)  # 某市某区 is called 某区
    parent = _PARENT.match(own)
    around = {parent[0], short_place(parent[0])} if parent else set()
    names = [name for name in (own, short_place(own), lowest, short_place(lowest)) if name]
    names += ["全州"] if own.endswith("州") else []  # which is a county's name, too
    own_places = frozenset([*names, *(f"{ours}{name}" for ours in ("咱", "咱们", "我们") for name in names)])
    return Vocabulary(
        own_places=own_places,
        places=(_places(read) | around) - own_places,
        phrases=ranked,
        indicators=indicators,
        longest=max(map(len, ranked), default=0),
        sentences=sentences,
        text=text,
        pointed="\n".join(folded(_MARKS.sub("", passage.text)) for passage in read.passages),
    )


def _ranked(words: list[str], text: str) -> tuple[str, ...]:
    """The word itself, then its official words, those that the report uses first."""
    rest = sorted((w for w in words[1:] if len(w) > 1), key=lambda word: plain(word) not in text)
    return (words[0], *rest[: _MOST_ALTERNATIVES - 1])


def spellings(vocabulary: Vocabulary) -> frozenset[str]:
    """Words that a typo may be mended to: phrases of plain characters, and the words that the report repeats."""
    spelt = {
        phrase for phrase in vocabulary.phrases if _SPELT.fullmatch(phrase) and not _QUESTION.search(phrase)
    }
    counts = Counter(
        w.text for s in vocabulary.sentences for w in tagged(s) if w.tag[0] in "nvaj" and len(w.text) > 1
    )
    parts = {w.text for phrase in spelt for w in tagged(phrase) if len(w.text) > 1}
    return frozenset(
        spelt
        | {w for w in parts | {w for w, n in counts.items() if n > 1} if _SPELT.fullmatch(w) and is_word(w)}
    )


def _places(read: ReadReport) -> frozenset[str]:
    names = set()
    for passage in read.passages:
        for word in tagged(passage.text):
            if word.tag == "ns" and len(word.text) >= 2 and _NAMED_PLACE.fullmatch(word.text):
                names |= {word.text, short_place(word.text)}
    return frozenset(names - word_list("not_a_place"))
