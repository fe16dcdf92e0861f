"""Title, place and year as a report's own text states them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from report_bot.ingest.types import Section
from report_bot.ingest.words import words

_PREAMBLE = 800
_PLACE_END = "省|自治区|特别行政区|自治州|自治县|市|州|县|区|旗|盟"
_PLACE_NAME = rf"[\u4e00-\u9fff]{{1,12}}?(?:{_PLACE_END})"
_CONGRESS = re.compile(rf"(?P<place>{_PLACE_NAME})第[一二三四五六七八九十]+届人民代表大会")
_SPEAKER = re.compile(rf"(?P<place>{_PLACE_NAME})(?:人民政府)?(?:代)?(?:省|市|州|县|区|旗)长")
_GOVERNMENT = re.compile(rf"代表(?P<place>[\u4e00-\u9fff]{{1,10}}(?:{_PLACE_END}))人民政府")
_PLAN = re.compile(rf"《(?P<place>[\u4e00-\u9fff]{{1,14}}(?:{_PLACE_END}))国民经济和社会发展")
_OWN_RANK = re.compile(r"代表(?P<rank>省|自治区|市|州|县|区|旗)(?:人民)?政府")
# Dictionaries of names hold these as places too; they name no one's place.
_NO_ONES = re.compile(r"[城集小新老乡村社园景片山矿厂校街灌库牧湖][市镇区村乡]|中国|中央|中原|[东西南北]部")
_OFTEN, _APART = 8, 2  # mentions of the own place at least, and so many times those of the next
_NATION = re.compile(r"全国人民代表大会|国务院总理")
_DATE = re.compile(r"(20\d\d|19\d\d)[年.\-/](\d{1,2})[月.\-/]\d{1,2}日?")
_TITLE = re.compile(r"[^。，：\n]{0,24}工\s*作\s*报\s*告")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_PLANS = re.compile(r"重点|任务|目标|安排|建议|总体要求|打算|部署|思路|计划|政策取向")
_REVIEWS = re.compile(r"回顾|总结|成绩|成就|情况")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a report beside its text; None is not known."""

    title: str | None = None
    place: str | None = None
    year: int | None = None

    def over(self, other: Metadata) -> Metadata:
        """This, with its gaps filled from `other`."""
        return Metadata(
            self.title if self.title is not None else other.title,
            self.place if self.place is not None else other.place,
            self.year if self.year is not None else other.year,
        )

    def completed(self) -> Metadata:
        """With a title made of place and year where none that says either is known."""
        if self.title or self.year is None:
            return self
        return Metadata(f"{self.place or ''}{self.year}年政府工作报告", self.place, self.year)


def stated_metadata(text: str, sections: Iterable[Section]) -> Metadata:
    """What the text says. A bare 政府工作报告 is no title; `Metadata.completed` makes one."""
    headings = [section for section in sections if 1 <= section.level <= 3]
    first = min((section.start for section in headings if section.level == 1), default=_PREAMBLE)
    preamble = [re.sub(r"\s", "", line) for line in text[: min(first, _PREAMBLE)].split("\n")]
    title = next((line for line in preamble if len(line) <= 30 and _TITLE.fullmatch(line)), None)
    place = _place_in_title(title) or _place(preamble) or _place_by_use(text, "".join(preamble))
    year = _year_of(title, headings, preamble)
    return Metadata(title if title and _place_in_title(title) and _YEAR.search(title) else None, place, year)


def _place_in_title(title: str | None) -> str | None:
    bare = re.sub(r"(?:\d{4}年?|关于|人民政府|政府|工作报告|\s)", "", title or "")
    return bare if re.fullmatch(rf"[\u4e00-\u9fff]{{1,14}}(?:{_PLACE_END})", bare) else None


def _place(preamble: list[str]) -> str | None:
    # 在…会议上 may be broken over two lines; a date before the place ends with 日在.
    joined = re.sub(r"[^\u4e00-\u9fff《》]", "|", re.sub(r"日在?", "|", "".join(preamble).replace("在", "|")))
    apart = "|".join(re.sub(r"[^\u4e00-\u9fff《》]", "|", line) for line in preamble)
    if _NATION.search(joined):
        return "全国"
    for pattern, said in ((_CONGRESS, joined), (_PLAN, apart), (_GOVERNMENT, apart), (_SPEAKER, apart)):
        for match in pattern.finditer(said):
            if len(match["place"]) >= 2:
                return match["place"].removeprefix("本")
    return None


def _place_by_use(text: str, preamble: str) -> str | None:
    """The place that the text names far more often than any other, where the preamble says its rank (代表…人民政府)."""
    rank = _OWN_RANK.search(preamble)
    if rank is None:
        return None
    named = Counter(w.text for w in words(text) if w.tag == "ns" and not _NO_ONES.fullmatch(w.text))
    (name, count), (_, next_count) = (*named.most_common(2), ("", 0), ("", 0))[:2]
    if len(name) < 2 or count < _OFTEN or count < _APART * next_count:
        return None
    return name if name.endswith(rank["rank"]) else name + rank["rank"]


def _year_of(title: str | None, headings: list[Section], preamble: list[str]) -> int | None:
    if title and (match := _YEAR.search(title)):
        return int(match[1])
    outer = [section.title for section in headings if len(section.path) == 1] or [s.title for s in headings]
    for pattern, ahead in ((_PLANS, 0), (_REVIEWS, 1)):
        for heading in outer:
            years = [int(match[1]) for match in re.finditer(r"((?:19|20)\d\d)\s*年", heading)]
            is_review = bool(_REVIEWS.search(heading))
            if years and pattern.search(heading) and is_review == bool(ahead):
                return max(years) + ahead
    for line in preamble:
        if match := _DATE.search(line):
            # A county may meet in December over the year to come.
            return int(match[1]) + (int(match[2]) >= 11)
    return None
