"""Section → Passages: sentences as exact slices, each with its period and whether it is done or planned."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence

from report_bot.ingest.outline import Paragraph, split_paragraphs
from report_bot.ingest.periods import UNKNOWN, Standing, stated_periods
from report_bot.ingest.standing import ParagraphReader
from report_bot.ingest.titles import default_standing, is_glossary
from report_bot.ingest.types import FactStatus, Passage, Period, Report, Section

_STOPS = "。！？!?"
_CLOSERS = "”’）)》】」』]"
_PAIRS = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "(": ")",
    "《": "》",
    "【": "】",
    "「": "」",
    "『": "』",
    "[": "]",
    '"': '"',
}
_CLAUSE_MARKS = "，；：,;:。！？!?"
_LONG = 160
_LEAD_IN_LEVEL = 4  # a section from here on is the lead-in title of its paragraphs,
_LISTED_LEVEL = 3  # … from here on one of a list (——, 1.)


def read_passages(report: Report, sections: Sequence[Section]) -> tuple[Passage, ...]:
    """Every character of the body that is no heading stands in exactly one passage, whitespace apart.

    Figures are left empty: another stage reads them.
    """
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    passages: list[Passage] = []
    walk = _Walk(report, sections)
    for paragraph in split_paragraphs(report.text):
        for start, end, section, standing in walk.sentences(paragraph):
            path = section.path if section else ()
            text = report.text[start:end]
            seen[path, text] += 1
            passages.append(
                Passage(
                    id=_identity(report.id, path, text, seen[path, text]),
                    report_id=report.id,
                    order=len(passages),
                    start=start,
                    end=end,
                    text=text,
                    section=path,
                    paragraph=(paragraph.start, paragraph.end),
                    period=standing.period,
                    status=standing.status,
                )
            )
    return tuple(passages)


def clauses(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of the clauses of `text[start:end]`, without the marks that part them; 、 parts nothing.

    A mark inside quotation marks or brackets, or between digits (1,310; 3:2), does not part.
    """
    inside = _enclosed(text, start, end)
    spans: list[tuple[int, int]] = []
    begin = start
    for at in range(start, end + 1):
        if at < end and (text[at] not in _CLAUSE_MARKS or at in inside or _between_digits(text, at)):
            continue
        if span := _stripped(text, begin, at):
            spans.append(span)
        begin = at + 1
    return tuple(spans)


def sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of `text[start:end]`; one that runs long is parted on ；."""
    spans: list[tuple[int, int]] = []
    inside = _enclosed(text, start, end)
    begin = start
    at = start
    while at < end:
        stops = text[at] in _STOPS or _is_half_stop(text, at, end)
        if stops and (at not in inside or _closes_quotation(text, at, end)):
            stop = at + 1
            while stop < end and (
                text[stop] in _STOPS + _CLOSERS or (text[stop] == '"' and stop - 1 in inside)
            ):
                stop += 1
            spans.extend(_parted(text, begin, stop, inside))
            begin = at = stop
        else:
            at += 1
    spans.extend(_parted(text, begin, end, inside))
    return tuple(spans)


def _parted(text: str, start: int, end: int, inside: frozenset[int]) -> Iterator[tuple[int, int]]:
    cuts = [end]
    if end - start > _LONG:
        cuts = [at + 1 for at in range(start, end - 1) if text[at] in "；;" and at not in inside] + [end]
    for cut in cuts:
        if span := _stripped(text, start, cut):
            yield span
        start = cut


def _closes_quotation(text: str, at: int, end: int) -> bool:
    """Whether a stop inside a quotation also ends the sentence: 。” with a new sentence after it."""
    after = at + 1
    while after < end and text[after] in _CLOSERS + '"':
        after += 1
    return after > at + 1 and (after == end or text[after] not in "，、；：的等和与,;:" + _STOPS)


def _enclosed(text: str, start: int, end: int) -> frozenset[int]:
    """Offsets inside quotation marks or brackets. A mark that nothing closes encloses nothing."""
    inside: set[int] = set()
    open_: list[tuple[str, int]] = []
    for at in range(start, end):
        letter = text[at]
        if any(letter == closer for closer, _ in open_):
            while open_:
                closer, opened = open_.pop()
                if closer == letter:
                    inside.update(range(opened + 1, at))
                    break
        elif letter in _PAIRS:
            open_.append((_PAIRS[letter], at))
    return frozenset(inside)


def _between_digits(text: str, at: int) -> bool:
    return text[at] in ",:：" and 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()


def _is_half_stop(text: str, at: int, end: int) -> bool:
    """Whether a half-width point stands for 。: between two Chinese characters (…52亿元.水库…)."""
    return text[at] == "." and at > 0 and _han(text[at - 1]) and (at + 1 >= end or _han(text[at + 1]))


def _han(letter: str) -> bool:
    return "一" <= letter <= "鿿"


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _identity(report_id: str, path: tuple[str, ...], text: str, occurrence: int) -> str:
    key = json.dumps([report_id, path, text, occurrence], ensure_ascii=False)
    return hashlib.sha256(key.encode()).hexdigest()[:16]


class _Walk:
    """Goes through the paragraphs in order and remembers what the sections before have settled."""

    def __init__(self, report: Report, sections: Sequence[Section]) -> None:
        self._report = report
        self._sections = sections
        self._defaults = _defaults(sections, report.year)
        self._reader = ParagraphReader(report.year)

    def sentences(self, paragraph: Paragraph) -> Iterator[tuple[int, int, Section | None, Standing]]:
        """The sentences of a paragraph outside its headings, with their section and standing."""
        opening = [
            s for s in self._sections if paragraph.start <= s.start < paragraph.end and s.end > s.start
        ]
        # also behind a title that goes on from the line before
        begin = max([paragraph.start, *(s.end for s in self._sections if s.start < paragraph.end)])
        section = self._section_at(begin if begin < paragraph.end else paragraph.start)
        in_body = section is not None and section.level > 0
        default = UNKNOWN
        if section and in_body:
            default = default_standing(section.path, self._report.year, self._defaults[section.path[:1]])
        headed = any(heading.level < _LEAD_IN_LEVEL for heading in opening)
        said = self._report.text[paragraph.start : paragraph.end]
        path = section.path if section else ()
        glossary = bool(path) and is_glossary(path[0])
        scope = path if opening or section is None else self._outline_path(paragraph.start)
        self._reader.open(
            said, default, path=path, scope=scope, headed=headed, open_ended=in_body and not glossary
        )
        for start, end in sentences(self._report.text, begin, paragraph.end):
            yield start, end, section, self._reader.read(self._report.text[start:end])

    def _outline_path(self, offset: int) -> tuple[str, ...]:
        """The sections of the outline alone, without lead-in titles and list items of paragraphs before."""
        governing = (s for s in self._sections if s.start <= offset < s.stop and s.level < _LISTED_LEVEL)
        return max((s.path for s in governing), key=len, default=())

    def _section_at(self, offset: int) -> Section | None:
        governing = [s for s in self._sections if s.start <= offset < s.stop]
        return max(governing, key=lambda s: (len(s.path), s.start), default=None)


def _defaults(sections: Sequence[Section], year: int) -> dict[tuple[str, ...], Standing]:
    """The standing of each outermost section, each knowing the one before it."""
    found: dict[tuple[str, ...], Standing] = {}
    before: Standing | None = None
    of_year = Standing(Period.year(year), FactStatus.TARGET)
    for section in sections:
        if len(section.path) == 1 and section.level:
            standing = default_standing(section.path, year, before)
            goes_on = standing == before and not stated_periods(section.title, year)
            # 2026年工作安排, “十六五”目标任务, 政府自身建设: the last is of the year again.
            before = of_year if goes_on and of_year in found.values() else standing
            found[section.path] = before
    return found
