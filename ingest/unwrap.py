"""Lines of a file → paragraphs: rejoins what was broken at a fixed width or in the middle of a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_TERMINAL = "。！？；：!?;:”’）)》】」』"
_SENTENCE_STOP = "。！？!?"
_OPENS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、．.]|第[一二三四五六七八九十]{1,3}(?:部分|章)|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]|[—―]{2}|各位代表)"
)
# 1.“三农”：, and what it means in the line below.
_DEFINED = re.compile(
    r"(?:\d{1,3}[.．、]|[（(]\d{1,3}[）)])\s*[^。；，]{0,12}“[^。；]{1,24}”[^。；，]{0,8}[：:]"
    r"|[［\[〔]\d{1,3}[］\]〕][^。；，]{2,24}[：:]"
)
_CANNOT_OPEN = "，。、；：！？”’）》】」』,;:!?)%％"
_MIN_WRAPPED_LINES = 6
_SLACK = 5  # columns that a full line may be short of the width: a word or punctuation moved to the next line


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, cleaned. `own` begins a paragraph for certain; `heading` also ends one."""

    text: str
    indent: int
    blank_before: bool
    own: bool = False
    heading: bool = False

    @property
    def width(self) -> int:
        return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in self.text)


def unwrap(lines: list[Line]) -> Iterator[str]:
    """Paragraphs in order. Nothing but the break between two lines is changed."""
    if not lines:
        return
    width = _wrap_width(lines)
    margin = min(line.indent for line in lines)
    indented = [line.indent > margin for line in lines]
    tells_by_indent = width is not None and 0 < sum(indented) < 0.6 * len(lines)
    gathered = lines[0].text
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        if _continues(gathered, before, line, width, indented[index] if tells_by_indent else None):
            gathered += _glue(gathered, line.text) + line.text
        else:
            yield gathered
            gathered = line.text
    yield gathered


def _wrap_width(lines: list[Line]) -> int | None:
    """The width at which the file was broken, or None where lines do not keep ending at one and the same column."""
    if len(lines) < _MIN_WRAPPED_LINES:
        return None
    widths = Counter(line.width + line.indent for line in lines)
    commonest = max(
        widths, key=lambda edge: (sum(widths[edge - slack] for slack in range(_SLACK)), widths[edge], edge)
    )
    # Where no line is longer, fewer full ones tell enough: a short paragraph has but one.
    for width, share in ((commonest, 0.4), (max(widths), 0.2)):
        full = [line for line in lines if width - _SLACK < line.width + line.indent <= width]
        broken = [line for line in full if line.text[-1] not in _TERMINAL and not _opens(line.text)]
        longer = sum(count for edge, count in widths.items() if edge >= width + _SLACK)
        enough = len(full) >= max(3, share * len(lines)) and len(broken) >= 0.5 * len(full)
        if enough and longer <= 0.1 * len(lines) and 20 <= width <= 200:
            return width
    return None


def _continues(gathered: str, before: Line, line: Line, width: int | None, indented: bool | None) -> bool:
    """Whether `line` goes on with the paragraph gathered so far, of which `before` is the last line."""
    if line.own or before.heading:
        return False
    if line.text[0] in _CANNOT_OPEN or _is_open(gathered):
        return True
    full = width is not None and before.width + before.indent > width - _SLACK
    split_word = full and not line.blank_before and before.text[-1] not in _TERMINAL  # 质量第|一、效益优先
    if indented or (_opens(line.text) and not (split_word and not _is_heading_number(gathered))):
        return False
    if width is not None:
        if not full:
            return _is_cut_short(gathered, line)
        if before.text[-1] not in _SENTENCE_STOP:
            return not _is_heading_number(gathered) or not line.blank_before
        # A full line that ends a sentence: the paragraph most likely goes on, unless something says otherwise.
        return not line.blank_before and (indented is False or not _looks_like_heading(line, width))
    return _is_cut_short(gathered, line)


def _is_cut_short(gathered: str, line: Line) -> bool:
    """Whether the paragraph so far stops where no paragraph can stop."""
    if gathered[-1] in "，、；,;":
        return True
    if _DEFINED.fullmatch(gathered):
        return not _opens(line.text)
    if gathered[-1] in "：:":
        # A list may follow its opening in lines of its own; 各位代表： is followed by a new paragraph.
        return line.text[-1] in "，；、,;" and not _opens(gathered)
    if re.search(r"第[一二三四五六七八九十]{1,3}届$", gathered):
        return True  # of a congress, in a title block
    if gathered[-1] in _TERMINAL or _is_heading_number(gathered):
        return False
    has_sentence = len(gathered) >= 25 and re.search(r"[。！？；：].", gathered) is not None
    return has_sentence or (len(gathered) > 60 and "，" in gathered)


def _is_open(text: str) -> bool:
    """Whether the text ends inside a short bracket or with an opening mark."""
    return text[-1] in "“‘（(《【「『、"


def _opens(text: str) -> bool:
    return bool(_OPENS.match(text))


def _is_heading_number(text: str) -> bool:
    return _opens(text) and len(text) <= 46 and not re.search(r"[。！？；：]", text)


def _looks_like_heading(line: Line, width: int) -> bool:
    return line.width < width - _SLACK and line.text[-1] not in _TERMINAL


def _glue(left: str, right: str) -> str:
    """A space between two words in Latin letters; nothing between Chinese letters or figures."""
    return " " if re.search(r"[A-Za-z]$", left) and re.match(r"[A-Za-z]", right) else ""
