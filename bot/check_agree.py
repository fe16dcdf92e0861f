"""One claim of an answer beside one figure of the sources: in what they agree, and what speaks against it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_bot.ingest import wording
from report_bot.ingest.types import Figure, Measure, Report

from .check_claims import Claim
from .check_faults import faults_of
from .check_source import Source
from .check_values import same_kind, same_unit, source_amount
from .check_words import SHARE_OF, content, fit, name_of, normal
from .compare import core
from .coverage import plain
from .match import measure_fits, unit_fits
from .types import Question

CLEARLY = 0.25  # a wording nearer by this much to another figure means that one
_INVESTED = re.compile(r"(?:年度|完成|计划|总)*投资额?|年度")
_TO = re.compile(r"[到至为成达](?:近|约|超过?)?$")


@dataclass(frozen=True, slots=True)
class Agreement:
    """`named`: the claim's words name the figure's indicator; `valued`: value and unit are equal. `faults` in Chinese."""

    named: bool
    valued: bool
    share: float
    faults: list[str]


def agreement(
    claim: Claim, source: Source, scope: tuple[Source, ...], question: Question, report: Report,
    lead: Source | None, carried: Claim | None,
) -> Agreement:  # fmt: skip
    """Hold a claim against a figure. `lead` licensed the claim before it and `carried` is the last claim of the
    sentence before: a number without words of its own goes on with them."""
    figure = source.figure
    value, unit = source_amount(figure)
    united = same_unit(claim.amount.unit, unit, claim.amount.text) or _heads(claim, figure)
    valued = united and claim.amount.value == value and claim.upper == figure.upper
    if not united or not _same_sort(claim, figure):
        return Agreement(False, False, 0.0, ["单位或类别不同"])
    named, share = _named(claim, source, scope, question, lead)
    if not (named or valued):
        return Agreement(False, False, share, [])
    faults = [] if valued else [f"数值不同，原文是“{figure.text}”"]
    faults += faults_of(claim, source, question, report, carried)
    return Agreement(named, valued, share, faults)


def _heads(claim: Claim, figure: Figure) -> bool:
    """Whether the answer says 人 where the report leaves it unsaid (减少1386万)."""
    return claim.amount.unit in ("人", "名") and not figure.unit and figure.text.endswith(("万", "亿"))


def _same_sort(claim: Claim, figure: Figure) -> bool:
    """Ranks meet ranks only; of other measures the wording decides."""
    return (claim.measure is Measure.RANK) == (figure.measure is Measure.RANK)


def _named(
    claim: Claim, source: Source, scope: tuple[Source, ...], question: Question, lead: Source | None
) -> tuple[bool, float]:
    figures = tuple(s.figure for s in scope)
    own = content(claim.noun)
    if lead is not None and _attribute(own) and _of_another(lead.figure, source.figure):
        return False, 0.0
    if lead is not None and lead.passage is not source.passage and (_part_of_lead(claim) or _attribute(own)):
        return False, 0.0
    if not own and lead is not None and not claim.working:
        if not _goes_on(lead.figure, source.figure):
            return False, 0.0
        said = claim.carried + lead.figure.indicator + lead.figure.item + question.text
    else:
        said = f"{claim.local} {claim.carried} {claim.clause} {question.text}"
        if lead is not None:
            said += " " + lead.figure.indicator
    found = fit(source, claim.noun, said, figures)
    if lead is None and _stands_alone(claim) and not _asked_for(source.figure, figures, question):
        return False, found.share
    return found.holds, found.share


def _part_of_lead(claim: Claim) -> bool:
    """Whether the number is said to be a part of the one before it (其中…), which only one sentence can tell."""
    return claim.local.lstrip().startswith("其中")


def _attribute(words: tuple[str, ...]) -> bool:
    """Whether the words only name an attribute of what was spoken of before (100个项目，年度投资…)."""
    return bool(words) and all(_INVESTED.fullmatch(word) for word in words)


def _of_another(lead: Figure, figure: Figure) -> bool:
    """Whether a part of a list belongs to another of its things than was spoken of (甲类项目50个，完成投资…)."""
    return bool(figure.item) and core(figure.item) not in core(lead.indicator + lead.item)


def _stands_alone(claim: Claim) -> bool:
    """Whether the clause is nothing but the number: 3.2万人。"""
    rest = claim.clause.replace(claim.amount.text, "")
    return not re.sub(rf"{wording.BEFORE}|{wording.AFTER}|[^\w]|[是有为共]", "", rest)


def _asked_for(figure: Figure, scope: tuple[Figure, ...], question: Question) -> bool:
    """Whether a number that stands alone may be this figure: the question asks for its kind, and names none better."""
    if not unit_fits(question.units, figure.unit) or not measure_fits(question.measures, figure):
        return False
    asked = normal(question.text)
    share = overlap(name_of(figure), asked)
    return not any(
        overlap(name_of(other), asked) > share
        for other in scope
        if other.value != figure.value and same_kind(other, figure)
    )


def _goes_on(lead: Figure, figure: Figure) -> bool:
    """Whether a number without words of its own may be this figure, after that one: the same indicator."""
    a, b = (core(SHARE_OF.sub("占比", f.indicator)) for f in (lead, figure))
    return (a == b or a.endswith(b) or b.endswith(a) or (a in b or b in a)) and (
        lead.item == figure.item
        or (not lead.item and figure.item in lead.indicator)
        or figure.measure is Measure.RANK
        or lead.measure is Measure.RANK
    )


def mistaken(
    claim: Claim,
    source: Source,
    scope: tuple[Source, ...],
    question: Question,
    report: Report,
    carried: Claim | None,
) -> Source | None:
    """A figure that the words beside the number fit better, of the same name or clearly; None where there is none.

    Reports say 项目 of several numbers in one breath; then the rest of the wording must tell them apart.
    """
    figure, said = source.figure, claim.local
    best = overlap(said, source.around)
    for other in scope:
        theirs = other.figure
        if (
            theirs.value == figure.value
            or theirs.unit != figure.unit
            or not same_kind(theirs, figure)
            or (theirs.period, theirs.item) != (figure.period, figure.item)
            or faults_of(claim, other, question, report, carried)
        ):
            continue
        score = overlap(said, other.around)
        if core(theirs.indicator) == core(figure.indicator):
            tied = score == best and _TO.search(source.near) and not _TO.search(said.split(" ")[0])
            if score > best or tied:
                return other
        elif score >= best + CLEARLY and _named(claim, other, scope, question, None)[0]:
            return other
    return None


def overlap(said: str, theirs: str) -> float:
    """Share of the pairs of characters of some words that others have."""
    said, theirs = plain(said), plain(theirs)
    pairs = [said[i : i + 2] for i in range(len(said) - 1)]
    return sum(pair in theirs for pair in pairs) / len(pairs) if pairs else 0.0
