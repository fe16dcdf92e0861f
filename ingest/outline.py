"""Report → Sections: the outline as the report itself prints it, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from report_bot.ingest.types import Report, Section

_NUMERAL = "[一二三四五六七八九十]"
_PART = re.compile(
    rf"(?:第{_NUMERAL}{{1,3}}(?:部分|章|篇)[\s、：:]*|{_NUMERAL}{{1,3}}[、．.])\s*(?!{_NUMERAL}、)"
)
_SECTION = re.compile(rf"[（(]{_NUMERAL}{{1,3}}[）)][、．.]?\s*")
_ITEM = re.compile(r"(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])\s*")
_DASH = re.compile(r"(?:[—―–]{1,3}|－{2}|-{2,3})\s*")
_ENUMERATED = re.compile(rf"{_NUMERAL}是")
_TERMINAL = "。！？；：，、!?;:,."
_SENTENCE_END = re.compile(r"[。！？!?]")

_GLOSSARY = re.compile(
    r"(?:^|[：:\s（(])(?:相?有?关?名词(?:解释|注释|说明)|注释)[）)]?$|^附(?:件|录|表)[一二三\d]?$"
)
_ANNEX = re.compile(r"附(?:件|录|表)\s*[一二三四五\d]?[：:]?")
_ANNEX_TITLE = re.compile(r"[^。；，]{0,12}20\d\d年[^。；，]{2,30}")
_PARTLIKE = re.compile(
    r"回顾|(?:工作|目标|主要|重点)任务|工作(?:重点|安排|建议|思路|打算)|重点工作|总体要求|预期目标|自身建设"
)
_TITLE_LINE = re.compile(r"[^。，：]{0,24}工\s*作\s*报\s*告\s*$")
_SALUTATION = re.compile(r"各位代表|同志们")
# A first sentence that tells something is no title.
_STATEMENT = re.compile(
    r"[\d，；：,;:？！]|[是了将]|[极很]不|^(?:我们|我国|这|要|当前|今年|但|同时|一定|只要|在此|必须)|以来"
)
_SPAN_OPENER = re.compile(r"(?:五年来|过去五年|一年来|过去一年|过去的一年)，")
# Paragraphs that look back on a whole part, or close the report, belong to no section inside it.
_LEAVES_REVIEW = re.compile(
    r"各位代表|过去(?:的?一年|五年)|近?[一三五]年来|回顾|同时，我们也|在(?:充分)?(?:肯定|看到)成绩"
)
_LEAVES_PLAN = re.compile(
    r"各位代表[！!]|各位代表.*(?:让我们|自身建设)|(?:新的一年，)?我们(?:将|要).{0,12}国防|.{0,20}国防和军队"
)

_MAX_TITLE = 46
_MAX_LEAD_IN = 24
_MIN_LED = 30  # a title has more to govern than one more short sentence


class _Rank(IntEnum):
    """How deep a heading stands: a heading closes all open ones of its own rank or deeper."""

    OUTER = 0
    PART = 1
    SECTION = 2
    ITEM = 3
    MINOR = 4
    LEAD_IN = 5


@dataclass(frozen=True, slots=True)
class _Heading:
    title: str
    rank: _Rank
    level: int
    start: int
    end: int
    run_in: bool = False  # followed by text in its own paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_outline(report: Report) -> tuple[Section, ...]:
    """The report's sections in the order in which they are printed. What is not surely a heading stays text."""
    paragraphs = tuple(split_paragraphs(report.text))
    body = _body_start(paragraphs)
    headings = _headings(paragraphs[body:])
    sections = _nest(headings, paragraphs[body:], len(report.text))
    first = min((section.start for section in sections), default=len(report.text))
    return (
        (_preamble(report, paragraphs[:body], first), *sections)
        if report.text[:first].strip()
        else tuple(sections)
    )


def split_paragraphs(text: str) -> Iterator[Paragraph]:
    """The text's lines that are not blank: the stored text has one paragraph a line."""
    for match in re.finditer(r"[^\n]+", text):
        stripped = match.group().strip()
        if stripped:
            yield Paragraph(stripped, match.start() + match.group().index(stripped))


def _body_start(paragraphs: tuple[Paragraph, ...]) -> int:
    """Index of the first paragraph after the title block (title, date, speaker)."""
    for index, paragraph in enumerate(paragraphs):
        if _SALUTATION.match(paragraph.text):
            return index
        if _PART.match(paragraph.text) or _SECTION.match(paragraph.text):
            break
    for index, paragraph in enumerate(paragraphs[:8]):
        if not _is_title_block_line(paragraph.text):
            return index
    return 0


def _is_title_block_line(text: str) -> bool:
    dated = re.search(r"会议上?）?$|^.{0,4}\d{4}年\d+月\d+日.{0,4}$|[省市县区州]长.{0,6}$", text)
    return bool(_TITLE_LINE.fullmatch(text) or dated)


def _preamble(report: Report, block: tuple[Paragraph, ...], stop: int) -> Section:
    """The title block and salutation as a section of level 0. Its heading is empty where no title is printed."""
    printed = [paragraph for paragraph in block if _TITLE_LINE.fullmatch(paragraph.text)]
    if not printed:
        return Section(report.title, 0, 0, 0, stop, (report.title,))
    first, title = printed[0], re.sub(r"\s", "", printed[0].text)
    return Section(title, 0, first.start, first.end, stop, (title,))


def _headings(paragraphs: tuple[Paragraph, ...]) -> tuple[_Heading, ...]:
    outer = _has_outer_parts(paragraphs)
    found: list[_Heading] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if found and paragraph.end <= found[-1].end:
            continue  # the second line of a title
        if (annex := _dated_annex(paragraph, following)) is not None:
            found.append(annex)
            continue
        if len(paragraph.text) <= 20 and _GLOSSARY.search(paragraph.text):
            # What follows defines words; its numbered entries are no headings and its figures no facts.
            found.append(_Heading(_clean(paragraph.text), _Rank.OUTER, 1, paragraph.start, paragraph.end))
            break
        heading = _numbered(paragraph, outer=outer) or _unnumbered(paragraph, following, outer=outer)
        heading = heading or _lead_in(paragraph)
        if heading:
            found.append(heading)
    return tuple(found)


def _dated_annex(paragraph: Paragraph, following: Paragraph | None) -> _Heading | None:
    """附件1 with its title in the line below where that names a year (2030年民生实事): it tells of that year, as a part does."""
    if (
        following is None
        or not _ANNEX.fullmatch(paragraph.text)
        or not _ANNEX_TITLE.fullmatch(following.text)
    ):
        return None
    title = f"{_clean(paragraph.text)} {_clean(following.text)}"
    return _Heading(title, _Rank.OUTER, 1, paragraph.start, following.end)


def _has_outer_parts(paragraphs: tuple[Paragraph, ...]) -> bool:
    """Whether the parts carry no number (2022年工作回顾), so that 一、二、 count the sections inside each."""
    for paragraph in paragraphs:
        if _PART.match(paragraph.text) and len(paragraph.text) <= _MAX_TITLE:
            return False
        if _is_partlike(paragraph.text):
            return True
    return False


def _is_partlike(text: str) -> bool:
    return len(text) <= 26 and text[-1] not in _TERMINAL and "，" not in text and bool(_PARTLIKE.search(text))


def _numbered(paragraph: Paragraph, *, outer: bool) -> _Heading | None:
    kinds = (
        (_PART, _Rank.PART, 2 if outer else 1),
        (_SECTION, _Rank.SECTION, 3 if outer else 2),
        (_ITEM, _Rank.ITEM, 3),
        (_DASH, _Rank.MINOR, 3),
    )
    for pattern, rank, level in kinds:
        if number := pattern.match(paragraph.text):
            return _heading_after(paragraph, number.end(), rank, level)
    if _ENUMERATED.match(paragraph.text) and len(_SENTENCE_END.findall(paragraph.text)) == 1:
        # 一是…。 alone in its paragraph heads the sentences after it; followed by text it is a sentence itself.
        return _heading_after(paragraph, 2, _Rank.MINOR, 3)
    return None


def _heading_after(paragraph: Paragraph, offset: int, rank: _Rank, level: int) -> _Heading | None:
    end = _SENTENCE_END.search(paragraph.text, offset)
    cut = end.end() if end else len(paragraph.text)
    title = _clean(paragraph.text[offset:cut])
    run_in = cut < len(paragraph.text)
    if not title or len(title) > _MAX_TITLE or (end is None and paragraph.text[-1] in "；，、"):
        return None
    if rank is _Rank.ITEM and re.search(r"\d", title) and (run_in or end):
        return None
    return _Heading(title, rank, level, paragraph.start, paragraph.start + cut, run_in)


def _unnumbered(paragraph: Paragraph, following: Paragraph | None, *, outer: bool) -> _Heading | None:
    text = paragraph.text
    if following is None or not 2 <= len(text) <= 40 or re.search(r"[。！？；：!?;:]|[，、,.]$", text):
        return None
    if _SALUTATION.match(text) or not re.search(r"[一-鿿]{2}", text):
        return None
    if _is_partlike(text) and outer:
        return _Heading(_clean(text), _Rank.OUTER, 1, paragraph.start, paragraph.end)
    governs_text = following.text[-1] in "。！？：!?" and len(following.text) > len(text)
    governs_numbered = any(number.match(following.text) for number in (_PART, _SECTION, _ITEM))
    if not governs_text and not governs_numbered:
        return None
    return _Heading(_clean(text), _Rank.MINOR, 3, paragraph.start, paragraph.end)


def _lead_in(paragraph: Paragraph) -> _Heading | None:
    """The short first sentence that titles its paragraph. A sentence with a figure or a comma is none."""
    end = paragraph.text.find("。")
    if end < 0 or end + _MIN_LED >= len(paragraph.text):
        return None
    written = paragraph.text[:end]
    opener = _SPAN_OPENER.match(written)
    bare = written[opener.end() :] if opener else written
    if not 4 <= len(bare) <= _MAX_LEAD_IN or _STATEMENT.search(bare) or _SALUTATION.match(bare):
        return None
    if bare.count("“") != bare.count("”") or bare.count("（") != bare.count("）"):
        return None
    return _Heading(
        _clean(written), _Rank.LEAD_IN, 4, paragraph.start, paragraph.start + end + 1, run_in=True
    )


def _clean(title: str) -> str:
    return title.strip().rstrip("。：:；;，,！!、. ")


def _nest(headings: tuple[_Heading, ...], paragraphs: tuple[Paragraph, ...], length: int) -> list[Section]:
    """Give each heading its path and the end of what it governs."""
    by_start = {heading.start: heading for heading in headings}
    open_: list[tuple[_Heading, tuple[str, ...]]] = []
    sections: dict[int, Section] = {}

    def close(rank: int, at: int) -> None:
        while open_ and open_[-1][0].rank >= rank:
            heading, path = open_.pop()
            sections[heading.start] = Section(
                heading.title, heading.level, heading.start, heading.end, at, path
            )

    top = headings[0].rank if headings and headings[0].rank <= _Rank.PART else _Rank.PART
    for index, paragraph in enumerate(paragraphs):
        heading = by_start.get(paragraph.start)
        close(heading.rank if heading else _Rank.LEAD_IN, paragraph.start)
        if (
            open_
            and _leaves(paragraph, open_[0][0].title)
            and (heading is None or heading.rank is _Rank.LEAD_IN)
        ):
            close(top + 1, paragraph.start)
        inner = open_[-1][0] if open_ and heading is None else None
        if (
            inner
            and inner.run_in
            and inner.rank is _Rank.MINOR
            and not _sibling_follows(paragraphs[index:], by_start)
        ):
            close(_Rank.MINOR, paragraph.start)
        if heading:
            path = (*(outer.title for outer, _ in open_), heading.title)
            open_.append((heading, path))
    close(_Rank.OUTER, length)
    return [sections[start] for start in sorted(sections)]


def _leaves(paragraph: Paragraph, part: str) -> bool:
    pattern = _LEAVES_REVIEW if re.search(r"回顾|成绩|成就|总结", part) else _LEAVES_PLAN
    return bool(pattern.match(paragraph.text))


def _sibling_follows(paragraphs: tuple[Paragraph, ...], by_start: dict[int, _Heading]) -> bool:
    """Whether the next heading is another —— lead-in: then the text between belongs to the one before."""
    for paragraph in paragraphs:
        if heading := by_start.get(paragraph.start):
            return heading.rank is _Rank.MINOR
        if _SALUTATION.match(paragraph.text):
            return False
    return False
