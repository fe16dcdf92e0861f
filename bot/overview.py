"""Questions for the main work as a whole (今年有哪些重点工作): a hundred sentences answer, and none stands out."""

from __future__ import annotations

import re

from report_bot.ingest.types import FactStatus, Passage

from .coverage import heavy
from .dated import timely
from .types import Evidence

FEWEST, MOST = 2, 4  # sentences said, here and of any measures
_OVERVIEW = re.compile(r"重点工作|工作重点|(?:重点|主要|目标)任务|主要工作|工作(?:安排|计划|部署)")
_OVERVIEW_ASKED = re.compile(
    r"(?:主要|重点|准备|打算|要)*(?:做|干|抓|办)好?(?:哪些?|哪几[件样个]|几件|什么|啥)(?:大|重要|主要)?(?:事情?|工作)|[几两三四五六七八九十]个方面(?:是|有)?(?:啥|什么|哪)"
)


def overview(evidence: Evidence) -> tuple[Passage, ...]:
    """The first sentences of the first sections, where the main work was asked for and nothing of it by name; else ()."""
    question = evidence.question
    topics_only = bool(question.terms) and all(_OVERVIEW.search(term.text) for term in question.terms)
    asked = topics_only or (_OVERVIEW_ASKED.search(question.text) and not heavy(question.terms))
    return _openings(evidence) if asked else ()


def _openings(evidence: Evidence) -> tuple[Passage, ...]:
    """The first sentence of each of the first sections that plan, or that tell of the asked year, in the report's order."""
    wanted = evidence.question.status or FactStatus.TARGET
    if evidence.question.periods and not any(
        c.passage.status is wanted and timely(evidence, c) for c in evidence.candidates
    ):
        wanted = FactStatus.ACTUAL
    told = [c.passage for c in evidence.candidates if c.passage.status is wanted and timely(evidence, c)]
    of_the_year = [p for p in told if p.period in evidence.question.periods]
    told = of_the_year if len(of_the_year) >= FEWEST else told  # 今年…, and not the five years ahead
    first: dict[tuple[str, ...], Passage] = {}
    for passage in sorted(told, key=lambda p: p.order):
        if len(passage.section) > 1 and not passage.text.endswith("："):
            first.setdefault(passage.section[:2], passage)
    return tuple(first.values())[:MOST]
