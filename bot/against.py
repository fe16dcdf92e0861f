"""How far something stands above or below the wider place (比全省平均高多少), as the report itself states it."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest.types import Measure, Report

from .beside import DEPTH
from .carried import strong_matches
from .retrieve import asked_of
from .statements import draft_of
from .types import Draft, Evidence, Intent, Question

_ASKED = re.compile(
    r"(?:跟|和|与|比|同|较)(?P<wider>全[国省市])的?(?:平均)?(?:水平|增速)?(?:比|相比)?(?:起来)?(?:差|高|低|快|慢|多|少)(?:了|出)?(?:多少|几)"
)
_STATED = r"(?:[高低快慢优]于|高出|低|快|超过?|比){wider}"


def quote_against(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The gap that the report states; None where none was asked or it states none of what was asked about."""
    found = _ASKED.search(question.text)
    if found is None:
        return None
    places = tuple(p for p in question.places if p != found["wider"])
    asked = replace(
        question,
        intent=Intent.FIGURE,
        terms=tuple(t for t in question.terms if t.text not in found[0]),  # 平均水平 names nothing
        measures=frozenset({Measure.CHANGE}),
        units=frozenset(),
        places=places,
    )
    stated = re.compile(_STATED.format(wider=found["wider"]))
    near = strong_matches(asked_of(evidence, asked), DEPTH)
    gaps = [
        m for m in near if stated.search(m.passage.near(m.figure) + m.figure.indicator) and m.period == 1.0
    ]
    if not gaps:
        return None
    best = max(gaps, key=lambda m: (m.period, m.indicator + m.precision, m.answers))
    return draft_of((best,), report)
