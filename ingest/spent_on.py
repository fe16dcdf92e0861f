"""投资5000万元，改造道路40公里；…: money said in a clause of its own, before the clause that says what it is spent on."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from report_bot.ingest.naming import split_action
from report_bot.ingest.types import Figure

_SPENT = re.compile(
    r"(?:[（(]?\d{1,2}[.．、)）])?(?:计划|今年|再|共|累计|总|筹措|统筹)*(?P<verb>投资|投入|筹资)(?:资金)?(?:近|约|超过?)?$"
)
_OPENS = "；。：;:"


def name_by_what_follows(text: str, figures: list[Figure]) -> None:
    """Names such a sum after what the next clause counts (道路投资); `text` is the sentence, offsets count in it."""
    for i, (sum_, done) in enumerate(pairwise(figures)):
        lead = text[sum_.clause_start : sum_.start]
        opens = not text[: sum_.clause_start].strip() or text[sum_.clause_start - 1] in _OPENS
        beside = sum_.clause_end == done.clause_start and text[sum_.clause_end - 1] == "，"
        spent = _SPENT.fullmatch(lead)
        if not (spent and opens and beside and sum_.unit == "元" != done.unit):
            continue
        if split_action(text[done.clause_start : done.start])[0] and done.indicator:
            figures[i] = replace(sum_, indicator=f"{done.indicator}{spent['verb']}")
