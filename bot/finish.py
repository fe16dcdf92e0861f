"""Draft → the draft as it is given: refused where it lacks what was asked, with what must be said beside it."""

from __future__ import annotations

from dataclasses import replace

from report_bot.ingest.types import Report

from .names_asked import names_lacking
from .other_attribute import lacks_attribute
from .other_scope import PART_OF_YEAR
from .part_included import with_part
from .refuse import refuse
from .types import AnswerStatus, Draft, Evidence, Question
from .which_more import with_winner


def finished(draft: Draft, question: Question, evidence: Evidence, report: Report) -> Draft:
    """The draft with its part that was not meant, its winner and what it does not name; a refusal where it tells of another attribute."""
    cited = "".join(p.text for p in draft.cited)
    part = PART_OF_YEAR.search(question.text)
    if draft.status is AnswerStatus.ANSWERED and (
        lacks_attribute(question.text, cited) or (part and part["part"] not in cited)
    ):
        return refuse(question, evidence, report)  # how wide it is, no sentence says
    if lacking := names_lacking(question.text, draft):
        return replace(draft, text=draft.text + lacking, status=AnswerStatus.PARTIAL)
    return with_winner(question, with_part(question, draft))
