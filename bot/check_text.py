"""An answer → its sentences as the checks read them: plain, with the marks [n], and the way back to the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from report_bot.ingest.numbers import chinese_value
from report_bot.ingest.types import Passage

_MARK = re.compile(r"[\[［【]\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[\]］】]")
_BULLET = re.compile(
    r"(?m)^[ \t>]*(?:#{1,6}[ \t]*|(?:[-*•·–—][ \t]*)?(?:[（(]\d{1,2}[)）]|\d{1,2}(?:[)）、]|[.．](?!\d))|[①-⑳])[ \t]*|[-*•·–][ \t]+)"
)
_FORMAT = re.compile(r"\*{1,3}|`+|__|~~")
_GAP = re.compile(r"(?<=[\d.%])[ \t\u00a0]+(?=[一-鿿%‰])|(?<=[一-鿿])[ \t\u00a0]+(?=[\d一-鿿])")
_DIGITS = "零一二三四五六七八九"
_SMALL_UNIT = "家个所处项条人名位户件座亩张种支辆台只枚块金场次类件片栋届"
_HALF_WIDTH = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
} | {0xFF05: ord("%"), 0xFF0E: ord("."), 0x3000: ord(" ")}  # one character to one
_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
_DECIMAL = re.compile(
    rf"(?<![第几数来点])([{_NUMERAL}]+)点([零〇一二三四五六七八九]+)(?=[万亿个%倍]|$|[，。；、左以]|[{_SMALL_UNIT}]|公里|元|平方)"
)
_KILO = re.compile(r"(\d)(千(?:瓦时?|米|克))")  # a space keeps 千 with its unit
_PERCENT = re.compile(rf"百分之(?:(\d+(?:\.\d+)?)|([{_NUMERAL}]+))")
_SMALL = re.compile(
    rf"(?<![第几数来点每同某任这那各另\d{_NUMERAL}])((?:[二两三四五六七八九]?十[一二三四五六七八九]?)|[两二三四五六七八九])(?=[{_SMALL_UNIT}])"
    r"(?!个(?:方面|部分|月|层面|维度|阶段|小时|数字|数据|数|年度|年份|指标|口径|时期|小时|重点方面|角度|问题|工作日)|[个项]重点|种(?:说法|方式)|[类项]数据|次(?!获|荣|被|入|夺))"
)
_FIRST = re.compile(r"(?<=[居列全省国市])(?:首位|榜首)")
_HALF = re.compile(r"(?<=[占过约近达])一?半(?=以上|左右|[，。；]|的)|半数")
_STOP = re.compile(r"[。！？!?\n]+[”’」』）)]*|(?<=[”’」』）)])\n+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, made plain: no formatting, list numbers or marks; half-width digits; small Chinese
    numerals before a counted thing as digits (两家 → 2家); `small` says where in the answer those stood."""

    text: str
    starts: tuple[int, ...]  # of each character, in the answer
    ends: tuple[int, ...]
    marks: tuple[int, ...]  # the numbers [n] of the sentence, in order
    small: frozenset[int]
    opens_line: bool

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the answer."""
        return self.starts[start], self.ends[end - 1]

    def cited(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """The passages that the sentence is checked against: those it cites, or all where it cites none that exist."""
        cited = tuple(passages[n - 1] for n in dict.fromkeys(self.marks) if 1 <= n <= len(passages))
        return cited or tuple(passages)


@dataclass
class _Plain:
    """Text under change, each character with its place in the answer."""

    text: str
    starts: list[int]
    ends: list[int]

    def replace(
        self, pattern: re.Pattern[str], make: Callable[[re.Match[str]], str]
    ) -> list[tuple[int, int]]:
        """Replace every match; the spans of the replacements in the new text."""
        text, starts, ends = "", list[int](), list[int]()
        spans, at = [], 0
        for match in pattern.finditer(self.text):
            a, b = match.span()
            new = make(match)
            text += self.text[at:a]
            starts += self.starts[at:a]
            ends += self.ends[at:a]
            spans.append((len(text), len(text) + len(new)))
            text += new
            if b > a:
                starts += [self.starts[a]] * len(new)
                ends += [self.ends[b - 1]] * len(new)
            at = b
        self.text, self.starts, self.ends = (
            text + self.text[at:],
            starts + self.starts[at:],
            ends + self.ends[at:],
        )
        return spans


def read_sentences(answer: str) -> tuple[Sentence, ...]:
    """The sentences of an answer in order. A mark belongs to the sentence that it follows, also behind its full stop."""
    plain = _Plain(answer.translate(_HALF_WIDTH), list(range(len(answer))), list(range(1, len(answer) + 1)))
    for pattern in (_FORMAT, _BULLET):
        plain.replace(pattern, lambda m: "")
    numbers = [tuple(int(n) for n in re.findall(r"\d+", m[1])) for m in _MARK.finditer(plain.text)]
    marks = [start for start, _ in plain.replace(_MARK, lambda m: "")]
    bounds = _bounds(plain.text)
    sentences = []
    for i, (start, end) in enumerate(bounds):
        own = tuple(
            n
            for at, ns in zip(marks, numbers, strict=True)
            if start < at <= end or (at == start == 0)
            for n in ns
        )
        part = _Plain(plain.text[start:end], plain.starts[start:end], plain.ends[start:end])
        small = _spell(part)
        opens = i == 0 or "\n" in plain.text[bounds[i - 1][0] : start]
        sentences.append(Sentence(part.text, tuple(part.starts), tuple(part.ends), own, small, opens))
    return tuple(sentences)


def _bounds(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences; a piece without a word or number joins the one before."""
    bounds: list[tuple[int, int]] = []
    start, quoted = 0, _quoted(text)
    for match in [*_STOP.finditer(text), None]:
        if match and match.start() in quoted and not match[0].strip("。！？!?"):
            continue
        end = match.end() if match else len(text)
        if bounds and not re.search(r"\w", text[start:end]):
            bounds[-1] = (bounds[-1][0], end)
        elif end > start:
            bounds.append((start, end))
        start = end
    return bounds


def _quoted(text: str) -> frozenset[int]:
    return frozenset(
        i
        for m in re.finditer(r"“[^“”\n]*”|《[^《》\n]*》|「[^「」\n]*」", text)
        for i in range(m.start(), m.end() - 1)
    )


def _spell(part: _Plain) -> frozenset[int]:
    """Spaces beside numbers go, Chinese numerals that the number reader leaves alone become digits."""
    part.replace(_GAP, lambda m: "")
    part.replace(
        _DECIMAL,
        lambda m: f"{chinese_value(m[1])}.{''.join(str(_DIGITS.index(d.replace('〇', '零'))) for d in m[2])}",
    )
    part.replace(_KILO, lambda m: f"{m[1]} {m[2]}")
    part.replace(_PERCENT, lambda m: f"{m[1] or chinese_value(m[2]) or m[2]}%")
    part.replace(re.compile(r"(?<=\d)金牌"), lambda m: "金")
    part.replace(re.compile(r"(?<=\d)[枚块]金(?:牌)?"), lambda m: "金")
    small: set[int] = set()
    for pattern, make in _SPELLINGS:
        quoted = _quoted(part.text)
        hits = {m.start() for m in pattern.finditer(part.text) if m.start() not in quoted}
        small |= {part.starts[at] for at in hits}
        part.replace(pattern, lambda m, make=make, hits=hits: make(m) if m.start() in hits else m[0])  # type: ignore[misc]
    return frozenset(small)


_SPELLINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_SMALL, lambda m: str(chinese_value(m[1]))),
    (_FIRST, lambda m: "第1位"),
    (_HALF, lambda m: "50%"),
)
