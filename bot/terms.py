"""The content words of a question: phrases that the report or the glossary knows, then single words, weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from report_bot.prompts.load import word_list, word_map

from .asked_times import TimeSpan
from .place_words import is_place, is_town
from .segment import Word, is_word, tagged
from .types import Term
from .vocabulary import Vocabulary, plain

_TOWN_SUFFIX = re.compile(r"镇|乡(?!镇|村)|街道")
_MEANT_TO = re.compile(r"(?:打算|想要?|要|准备|力争|预计|计划)(?=增长)")  # 投资想增长几个点
# Tags of words that name nothing: particles, pronouns, prepositions, adverbs, numerals, measure words, times, marks.
_EMPTY_TAGS = ("u", "y", "r", "p", "c", "d", "m", "q", "t", "e", "o", "k", "x", "f", "w", "h")
_ASKING = re.compile(
    r"多少|什么|哪|怎么|几|吗|没有|今年|去年|上一年|下一步|打算|定了|目标|了$|不好$|不贵$|排名|排第|位次|名次|排行|完工|占比$|比例$|建成|在建|正在建|进展|进度|落户$|安排"
)
_DOING = re.compile(r"(?!口|了|呢|啊)[一-鿿]")
_PARTED = re.compile(r"[、，,；;]")
_COUNTED = re.compile(
    r"(?:多少|几|哪几|第几|哪|一)(?:十|百|千|万|亿|个(?=[亿万点]))*[个家人名位所处座条项件户亩斤吨张次届回场辆台套间度口枚块支只头棵种部里天岁元分成点]?"
)
_ASKED = re.compile(
    r"(?P<yes>[一-鿿])不(?P=yes)|有没有|能不能|多[大长高久快](?:规模|比例|面积)?|占比|比重|比例|增速|涨幅|增幅|增长|[了没]没有?$|排老几|第几"
)

# The dials of the weights.
VAGUE = 0.2  # 情况, 项目, 企业
ONE_CHARACTER = 0.3  # 路, 水
FOREIGN_VERB = 0.3  # a verb that the report does not use
PLACE = 0.8


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A word or phrase of a question that names what it is about. `text` is as written, `name` without quotes."""

    text: str
    name: str
    start: int
    end: int
    tag: str
    phrase: bool = False
    place: bool = False


def content_words(
    text: str, vocabulary: Vocabulary, skipped: tuple[tuple[int, int], ...]
) -> tuple[ContentWord, ...]:
    """The content words in order, without overlaps; `skipped` are spans (times, typed figures) that name nothing."""
    firm = _phrases(text, vocabulary, skipped, asking=False)
    taken = [*skipped, *((word.start, word.end) for word in firm)]
    rest = _single_words(text, vocabulary, taken)
    grown = word_map("grown")  # 经济打算增长几个点: of GDP
    if not firm and not any(
        (w.tag != "v" and plain(w.name) not in word_list("vague")) or w.name in grown for w in rest
    ):
        # 今年目标, 去年干了什么: phrases that only ask are a subject where there is no other.
        asking = _phrases(text, vocabulary, (), asking=True)
        rest = [w for w in rest if all(w.end <= f.start or f.end <= w.start for f in asking)]
        return tuple(sorted([*asking, *rest], key=lambda w: w.start))
    return tuple(sorted([*firm, *rest], key=lambda word: word.start))


def weighed(words: tuple[ContentWord, ...], vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The words as terms with official alternatives and weights; a repeated word counts once."""
    terms: dict[str, Term] = {}
    for word in words:
        key = plain(word.name)
        if key in terms:
            continue
        known = vocabulary.phrases.get(key, ())
        side = word_map("items").get(word.name)
        alternatives = tuple(dict.fromkeys((word.name, *known, *((side,) if side else ()))))
        terms[key] = Term(word.name, alternatives, _weight(word, alternatives, vocabulary), word.place)
    return tuple(terms.values())


def _weight(word: ContentWord, alternatives: tuple[str, ...], vocabulary: Vocabulary) -> float:
    if word.place:
        return PLACE
    if word.name in word_list("vague"):
        return VAGUE
    if len(word.name) == 1:
        return ONE_CHARACTER
    used = [a for a in alternatives if vocabulary.frequency(a)]
    rarity = max((vocabulary.rarity(a) for a in used), default=1.0)
    if word.phrase:
        return round(0.5 + 0.5 * rarity, 3)
    if word.tag.startswith(("v", "a")) and word.tag not in ("vn", "an"):
        return round(0.3 + 0.4 * rarity, 3) if used else FOREIGN_VERB
    return round(0.35 + 0.55 * rarity, 3) if used else 0.75


def _phrases(
    text: str, vocabulary: Vocabulary, skipped: tuple[tuple[int, int], ...], *, asking: bool
) -> list[ContentWord]:
    """Known phrases, the longest first, without overlaps; quotes, spaces and the own place inside do not hinder."""
    edges = {edge for word in tagged(text) for edge in (word.start, word.end)}
    hits = []
    for start, end, name in _spelt_out(text, vocabulary):
        if bool(_ASKING.search(name)) is not asking or _asks_of_another(name, text, start, end):
            continue
        if name.startswith("经济") and plain(text[max(0, start - 2) : start + 2]) in vocabulary.phrases:
            continue  # 数字|经济有多大: of one kind of it
        if _PARTED.search(text, start, end) and "、" not in vocabulary.phrases[name][0]:
            continue  # 工业、投资 is no 工业投资
        if (
            len(name) > 3
            or (start in edges and end in edges)
            or (len(name) > 2 and name.isascii())
            or (not name.isascii() and _apart(text, start, end))
        ):
            hits.append((start, end, name))
    kept: list[ContentWord] = []
    filler = word_list("filler") | word_list("question") | word_list("own_place")
    for start, end, name in sorted(hits, key=lambda h: (-len(h[2]), h[0])):
        if name in filler or any(start < k.end and k.start < end for k in kept):
            continue
        if any(start < b and a < end for a, b in skipped):
            continue
        kept.append(
            ContentWord(
                text[start:end],
                vocabulary.phrases[name][0] if name.isascii() else _as_written(name, text[start:end]),
                start,
                end,
                "n",
                phrase=True,
                place=is_town(name),
            )
        )
    return kept


def _spelt_out(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, str]]:
    """Where known phrases stand: as written, and with the own place or a 打算 left out of their middle (来江苏玩 for 来玩)."""
    solid = [i for i, c in enumerate(text) if plain(c)]
    own = {
        i
        for name in word_list("own_place") | vocabulary.own_places
        if name in text  # of some sixty names hardly one is there
        for found in re.finditer(re.escape(name), text)
        for i in range(*found.span())
    }
    own |= {i for found in _MEANT_TO.finditer(text) for i in range(*found.span())}
    for places in (solid, [i for i in solid if i not in own]) if own else (solid,):
        letters = "".join(plain(text[i]) for i in places)
        for a in range(len(letters)):
            for size in range(min(vocabulary.longest, len(letters) - a), 1, -1):
                if letters[a : a + size] in vocabulary.phrases:
                    yield places[a], places[a + size - 1] + 1, letters[a : a + size]


def _as_written(name: str, written: str) -> str:
    """A phrase with its capitals (PM2.5浓度), so that it is found again in the question."""
    return written if written.lower() == name else name


def _asks_of_another(name: str, text: str, start: int, end: int) -> bool:
    """Whether “有多少人” asks for those who do something (来玩的有多少人, 有多少人参加), not for the residents."""
    return name == "有多少人" and (text[:start].endswith("的") or bool(_DOING.match(text, end)))


def _apart(text: str, start: int, end: int) -> bool:
    """Whether a two-character phrase cuts no dictionary word of the segmenter's reading, or leaves a word (零|增长)."""
    return all(
        len(w.text) == 1
        or not is_word(w.text)
        or (start <= w.start and w.end <= end)
        or (w.start < end < w.end and is_word(text[end : w.end]) and w.end - end > 1)
        for w in tagged(text)
        if w.start < end and start < w.end
    )


def _single_words(text: str, vocabulary: Vocabulary, taken: list[tuple[int, int]]) -> list[ContentWord]:
    """What stands between the phrases: nouns, names, verbs with a meaning; neighbours that the report joins, joined."""
    taken = [*taken, *((m.start(), m.end()) for cue in (_COUNTED, _ASKED) for m in cue.finditer(text))]
    stop = word_list("filler") | word_list("question") | word_list("own_place") | vocabulary.own_places
    words: list[ContentWord] = []
    for start, end in _gaps(len(text), taken):
        for token in (_without_own_place(t, vocabulary) for t in tagged(text[start:end])):
            name = plain(token.text)
            if (
                not name
                or name in stop
                or (
                    token.tag != "eng"  # PM10, AI
                    and token.tag.startswith(_EMPTY_TAGS)
                    and token.text not in vocabulary.places
                )
            ):
                continue
            if all(letter in stop for letter in name) and name not in vocabulary.text:
                continue
            if len(name) == 1 and (not token.tag.startswith("n") or name.isascii()):
                continue
            at, until = start + token.start, start + token.end
            town = _TOWN_SUFFIX.match(text, until)
            if town and token.tag.startswith("n") and len(token.text) > 1 and not is_word(token.text):
                place, until = True, town.end()  # 某某镇 that no dictionary knows
            else:
                place = is_place(token.text, token.tag, vocabulary)
            if place and until < end and text[until] in "省市县区州" and token.text[-1] not in "省市县区州":
                until += 1
            elif words and words[-1].place and words[-1].end > at:
                continue
            word = ContentWord(
                text[at:until], text[at:until] if place else name, at, until, token.tag, place=place
            )
            if not place and len(name) > 2 and name not in vocabulary.text and not is_word(token.text):
                word = _trimmed(word, vocabulary)
            if words and not place and _joined(words[-1], word, text, vocabulary):
                first = words.pop()
                word = ContentWord(
                    text[first.start : word.end],
                    first.name + word.name,
                    first.start,
                    word.end,
                    "n",
                    phrase=True,
                    place=is_town(first.name + word.name),
                )
            words.append(word)
    return words


def _without_own_place(token: Word, vocabulary: Vocabulary) -> Word:
    """某城地铁 without the report's own place, which is understood."""
    for own in vocabulary.own_places:
        if (
            token.text.startswith(own)
            and len(token.text) > len(own) + 1
            and token.text not in vocabulary.text
        ):
            return replace(token, text=token.text[len(own) :], start=token.start + len(own))
    return token


def _trimmed(word: ContentWord, vocabulary: Vocabulary) -> ContentWord:
    """A run that is no word (稳岗用) without the end or the beginning that the report does not have (稳岗)."""
    for size in range(len(word.name) - 1, 1, -1):
        for a in (0, len(word.name) - size):
            if word.name[a : a + size] in vocabulary.text:
                return replace(word, name=word.name[a : a + size])
    return word


def _joined(first: ContentWord, second: ContentWord, text: str, vocabulary: Vocabulary) -> bool:
    if first.place or first.end != second.start or second.end - first.start > 8:
        return False
    if first.tag.startswith("v") and second.tag == "v":
        return False
    return first.name + second.name in vocabulary.text


def _gaps(length: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    gaps, at = [], 0
    for start, end in sorted(taken):
        if start > at:
            gaps.append((at, start))
        at = max(at, end)
    if at < length:
        gaps.append((at, length))
    return gaps


def skipped_spans(
    times: tuple[TimeSpan, ...], extra: tuple[tuple[int, int], ...] = ()
) -> tuple[tuple[int, int], ...]:
    """The spans of times and typed figures, which are no content."""
    return (*((t.start, t.end) for t in times), *extra)
