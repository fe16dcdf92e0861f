"""An earlier question as a follow-up leans on it: its times, and the words that say what it was about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .asked_times import TimeSpan, time_spans
from .terms import ContentWord, content_words, skipped_spans
from .vocabulary import Vocabulary

GROWN = re.compile(r"(?:年均|同比)?(?:增[长速幅]|涨幅)")
_EARNED = re.compile(
    r"(?:农民|农村人|村里人|乡下人|城里人|城镇居民|老百姓|居民)[^，。]{0,6}(?:挣|赚)"
)  # 农民一年挣多少
_MEASURE = re.compile(r"比例|比重|占比|标准|总[额量]|数量|规模|增速")
_JOINED = re.compile(r"和|与|跟|、|以及|还有")
_LIKE = re.compile(r"多少|几|什么|目标|计划|打算|增长|增加|达到?|实际|完成|分别|各|大概|是|有")
_TIME_AND_STATUS = re.compile(
    r"(?:今年|明年|去年|今后|全年|预期|主要|发展|控制|[定设]下?|的)*(?:目标|计划|打算|安排|任务|完成情况|完成|定了(?:多少)?)(?:增长|增加|提高|新增)?"
)  # 今年目标, 打算增长 name nothing
TARGET_WORD = re.compile(
    r"的?(?:预期)?目标(?=值|数|是|多少|定|分别|各|[增涨升提减降](?!速|幅)|$|[，。？?呢])|(?<=[今明]年)的?目标(?=[一-鿿])|计划(?=新|建|增|改|修|完|[一-鿿]{1,2}(?:多少|几))|打算|准备|争取|力争|想要?(?=[到多]|达|提|新|建|增|修|改|搞|做|多|再)|(?<![需主重首])要(?=达|提|新|建|增|修|改|搞|做|多|再|完|培|引|办|开|种)|还(?=要|修|建)"
)
DONE_WORD = re.compile(
    r"(?<=[一-鿿])了(?=多少|几|百分之|$|[？?])|已经?|实际(?!使用|利用|到)|完成了?(?=多少|几)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """An earlier question: its words, the times it names, and the content words that say what it is about."""

    text: str
    times: tuple[TimeSpan, ...]
    words: tuple[ContentWord, ...]

    @property
    def subject(self) -> str:
        """What it is about, with what is measured of it (报销|比例)."""
        measure = _MEASURE.match(self.text, self.words[-1].end)
        earned = "收入" if _EARNED.search(self.text) and "收入" not in self.text else ""
        new = "新" if self.text[: self.words[0].start].endswith("新") else ""
        return new + "".join(w.text for w in self.words) + (measure[0] if measure else earned)

    @property
    def measured(self) -> str:
        """The subject, and its growth where that was asked: what a difference is of."""
        name, grown = self.subject, GROWN.search(self.text)
        return name if grown is None or grown[0] in name else name + grown[0]

    @property
    def side_by_side(self) -> str:
        """The two things that one question names (城市低保和农村低保各多少); "" where it names one."""
        for left, right in zip(self.words, self.words[1:], strict=False):
            if _JOINED.fullmatch(self.text, left.end, right.start):
                return self.text[left.start : right.end]
        return ""

    @property
    def of_each(self) -> str:
        """What 各多少 is of: the two things as they were named, with what both share (城镇和农村|居民收入)."""
        both = self.side_by_side
        if not both:
            return "和".join(w.text for w in self.words)
        shared = [w.text for w in self.words if self.text.find(both) + len(both) <= w.start]
        return both + "".join(shared)

    @property
    def named(self) -> frozenset[str]:
        """What tells its subject from another, without words of asking."""
        return frozenset(name for w in self.words if (name := _LIKE.sub("", w.text)))

    @property
    def said_time(self) -> str:
        return self.text[self.times[0].start : self.times[-1].end] if self.times else ""


def read_asked(text: str, vocabulary: Vocabulary, year: int) -> Asked:
    """A question's own times (not those that others are measured against) and its words."""
    spans = time_spans(text, year)
    words = content_words(text, vocabulary, skipped_spans(spans))
    naming = tuple(
        w
        for w in words
        if (len(w.text) > 1 or not w.tag.startswith("v")) and not _TIME_AND_STATUS.fullmatch(w.text)
    )
    return Asked(text, tuple(t for t in spans if not t.base), naming)


def at_time(text: str, new: str, year: int = 2000) -> str:
    """The question moved to another time, which is said where it said its own first."""
    spans = time_spans(text, year)
    if not spans:
        return new + text
    first, rest = spans[0], spans[1:]
    for span in reversed(rest):
        text = text[: span.start] + text[span.end :]
    if text[: first.start][-1:].isdigit() and new[:1].isdigit():
        return new + text[: first.start] + text[first.end :]  # PM2.5今年多少, then 2030年呢
    return text[: first.start] + new + text[first.end :]


def moved(
    before: str, said: str, times: tuple[TimeSpan, ...], year: int, *, keep_status: bool = False
) -> str:
    """The earlier question at the time that the new one `said`; words for done or planned that no longer fit go."""
    if not keep_status:
        past = all(t.period.last < year for t in times)
        before = TARGET_WORD.sub("", before) if past else DONE_WORD.sub("", before)
    return at_time(before, said, year)
