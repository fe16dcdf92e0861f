"""Where and when a claim says that a figure holds: another place or only a part of the year is not what the report says."""

from __future__ import annotations

import re

from report_bot.ingest.types import Measure, Report
from report_bot.prompts.load import word_map

from .allowed import speaks_of
from .check_claims import Claim
from .check_source import Source
from .segment import tagged
from .types import Question
from .vocabulary import short_place

_PART_OF_YEAR = re.compile(
    r"第?[一二三四1-4]季度|[上下]半年|前[一二三四1-4]个?季度?|前[一二三四五六七八九十\d]+个月"
    r"|(?:1[0-2]|[1-9])(?:[—\-–~至到](?:1[0-2]|[1-9]))?月(?!均)|(?<![每\d个])(?:十[一二]|[一二三四五六七八九十])月(?:份|底|末)?"
)
_COUNTED_IN = re.compile(r"[县区市镇乡]$")
_AGAINST = re.compile(r"[比较跟与和同于]$|超过$|达到$")


def part_of_year_fault(claim: Claim, source: Source, question: Question) -> str:
    """上半年, 一季度, 12月 said of a figure that the report gives for the whole year."""
    said = claim.carried[-40:] + claim.clause
    for match in _PART_OF_YEAR.finditer(said + "\n" + question.text):
        if match[0] not in source.passage.text:
            return f"原文说的不是“{match[0]}”"
    return ""


def place_fault(claim: Claim, source: Source, question: Question, report: Report) -> str:
    """A place in the question or before the number that the figure's own clause does not speak of.

    A sentence that begins with the place goes on about it.
    """
    for place in (*question.places, *_places(claim.clause, report)):
        if not _speaks_of(source, place):
            return f"原文说的不是“{place}”"
    return ""


def _places(clause: str, report: Report) -> list[str]:
    """The counties and towns that a clause names, without the report's own and those it only measures against."""
    own = (report.place, short_place(report.place))
    return [
        w.text
        for w in tagged(clause)
        if w.tag == "ns"
        and len(w.text) > 2
        and _COUNTED_IN.search(w.text)
        and not any(w.text in name or name in w.text for name in own if name)
        and not _AGAINST.search(clause[: w.start])
    ]


def _speaks_of(source: Source, place: str) -> bool:
    full = word_map("zones").get(place, place)
    figure, passage = source.figure, source.passage
    named = source.clause + figure.indicator + figure.item + figure.place + "".join(passage.section)
    before = passage.text[: figure.clause_start - passage.start]
    return speaks_of((place, full), named, before) or (
        figure.measure is Measure.RANK and place in passage.text
    )
