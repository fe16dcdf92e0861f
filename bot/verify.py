"""Draft + Evidence → the draft, proved: every number in it stands in a cited sentence or was worked out from two."""

from __future__ import annotations

import logging
import re

from report_bot.ingest.numbers import read_amounts
from report_bot.ingest.types import NumberKind, Report
from report_bot.prompts.load import reply

from .types import AnswerStatus, Draft, Evidence, Question

_log = logging.getLogger(__name__)
_MARK = re.compile(r"\[\d+\]")
_WORKING = re.compile(r"(?P<working>\S+(?: [−+] \S+)+ = (?P<result>[^，。；）]+))")


def verified(draft: Draft, question: Question, evidence: Evidence, report: Report) -> Draft:
    """The draft where it proves right, else a plain refusal to answer. Never raises."""
    if draft.status.refused or not draft.cited:
        return draft
    if wrong := unlicensed(draft):
        _log.error("a draft failed its check and was withheld: %d unproved parts", len(wrong))
        return Draft(reply("withheld", title=report.title), AnswerStatus.NOT_IN_REPORT)
    return draft


def unlicensed(draft: Draft) -> list[str]:
    """What the draft says without a licence: numbers no cited sentence holds, marks without a citation."""
    text = draft.text
    problems = [mark for mark in _MARK.findall(text) if not 1 <= int(mark[1:-1]) <= len(draft.cited)]
    worked = {match["result"] for match in _WORKING.finditer(text)}
    spoken = _MARK.sub("", text)
    licensed = {(a.value, a.unit) for p in draft.cited for a in read_amounts(p.text)}
    values = {value for value, _ in licensed}
    for amount in read_amounts(spoken):
        if (
            amount.kind is not NumberKind.CLAIM
            or (amount.value, amount.unit) in licensed
            or amount.value in values
        ):
            continue
        if (
            not any(amount.text in result or result in amount.text for result in worked)
            and "12345" not in amount.text
        ):
            problems.append(amount.text)
    for figure, n in draft.figures:
        passage = draft.cited[n - 1]
        if passage.text[figure.start - passage.start : figure.end - passage.start] != figure.text:
            problems.append(figure.text)
    return problems
