"""A figure that the user typed, beside the report's: right or wrong; it is never repeated as fact."""

from __future__ import annotations

from report_bot.ingest.types import Figure, Measure

from .types import AskedClaim, Question


def judge_claim(question: Question, figures: list[Figure], cited: list[Figure]) -> str:
    """right, wrong or open: what the user's figure is beside the report's. A claim is never repeated as fact.

    `cited` are all figures of the cited sentences: a claim of another unit that
    stands there (so many projects, of which the investment is asked) is not denied.
    """
    for claim in question.claims:
        alike = [f for f in figures if f.unit == claim.unit or not claim.unit or not f.unit]
        if not alike:
            if any(f.value == claim.value and f.unit == claim.unit for f in cited):
                continue
            return "open"
        if not any(_holds(claim, question.qualifier, f) for f in alike):
            return "wrong"
    return "right"


def _holds(claim: AskedClaim, qualifier: str, figure: Figure) -> bool:
    if claim.value == figure.value:
        return qualifier not in ("不到", "低于", "不足")
    above = qualifier in ("突破", "超过", "超", "以上", "多于", "高于", "不低于", "达到", "过")
    if above and qualifier != "达到":
        return figure.value > claim.value and figure.measure is not Measure.RANK
    return (
        qualifier in ("不到", "低于", "不足", "以下", "以内")
        and figure.value < claim.value
        and not figure.qualifier
    )
