"""Of two drafts for one question, which tells more, or tells what was asked more likely."""

from __future__ import annotations

from report_bot.ingest.types import Measure

from .match import unit_fits
from .types import AnswerStatus, Draft, Evidence, Question


def of_one_indicator(whole: Draft | None, question: Question) -> bool:
    """Whether one indicator is told for two times, in the measure asked: 今年目标是多少 behind it has no subject of its own."""
    figures = [f for f, _ in whole.figures] if whole and whole.status is AnswerStatus.ANSWERED else []
    rates = all(f.measure is Measure.CHANGE for f in figures) and Measure.CHANGE not in question.measures
    return len({f.period for f in figures}) == 2 and len({f.indicator for f in figures}) == 1 and not rates


def says_less(drafted: Draft | None, whole: Draft | None, question: Question) -> bool:
    """Whether clause by clause something is lacking that the question answered at once has, of the asked unit."""
    if (
        drafted is None
        or drafted.status is AnswerStatus.ANSWERED
        or whole is None
        or whole.status is not AnswerStatus.ANSWERED
    ):
        return False
    less = {f.start for f, _ in drafted.figures}
    more = [f for f, _ in whole.figures if f.start not in less]
    lost = less - {f.start for f, _ in whole.figures}
    return bool(more) and not lost and all(unit_fits(question.units, f.unit) for f in more)


def least(draft: Draft | None, evidence: Evidence) -> float:
    """The probability of answering of the least likely figure of a draft."""
    told = {f.start for f, _ in draft.figures} if draft else set()
    return min((m.answers for m in evidence.figures if m.figure.start in told), default=0.0)


def says_more_of_it(row: Draft, by_parts: Draft | None, whole: Draft | None) -> bool:
    """Whether a row of the report has more than what was found for each thing by itself, and for all at once."""
    told = [len({f.start for f, _ in d.figures}) for d in (by_parts, whole) if d is not None]
    lacking = by_parts is None or by_parts.status is not AnswerStatus.ANSWERED
    return lacking and len(row.figures) > max(told, default=0)
