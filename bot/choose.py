"""Which figures of the evidence answer the question, and which only answer in part: the decision by evidence."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from report_bot.ingest import wording
from report_bot.ingest.types import FactStatus, Measure

from .match import FigureMatch, coverage, plain
from .retrieve import figure_matches
from .types import Evidence, Intent, Question

# The dials of the decision.
DEPTH = 8  # passages whose figures are considered
SUPPORT: dict[str, float] = {  # logistic regression on the development questions (eval/fit_support.py)
    "indicator": 0.0, "clause": 0.4, "context": 1.0, "precision": 1.75, "meaning": 0.45, "name": 0.1, "missing": -0.7,
}  # fmt: skip
SUPPORT_BIAS = -2.0
SUPPORTED = 0.5  # a figure below this probability of answering is not said
BESIDE_PLACE = 0.3  # share of the other terms that a clause on the named place must carry
NEAR = 0.22  # figures whose score is this close to the best answer with it
CLEARLY = 0.45  # a fit better by this much, for another year or measure, is what was asked about


_RATE = re.compile(r"每人|每个?月|一个月|人均|每平|一平|每年能领")
_RATE_SAID = re.compile(r"每人|每月|人均|月|平方米|每")
_ASKS = re.compile(r"多少|几(?=[个家人所处户项条件座张场])|第几")


class Gap(StrEnum):
    """Why a figure answers only in part."""

    NONE = "none"
    PERIOD = "period"  # the report has it for another year or the other status
    MEASURE = "measure"  # the report has another measure of it: growth instead of a level
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Choice:
    """The figures to say, best first, and what is missing."""

    matches: tuple[FigureMatch, ...]
    gap: Gap


def support(match: FigureMatch) -> float:
    """The probability, 0–1, that the figure is what was asked about, whatever its year, unit and measure."""
    total = SUPPORT_BIAS + sum(weight * getattr(match, name) for name, weight in SUPPORT.items())
    return 1 / (1 + math.exp(-total))


def carried(match: FigureMatch) -> bool:
    """Whether the evidence carries the asked indicator well enough to say the figure."""
    return support(match) >= SUPPORTED


def in_place(question: Question, match: FigureMatch) -> bool:
    """Whether the figure's own clause speaks of every other place that the question names."""
    figure, passage = match.figure, match.passage
    clause = passage.text[figure.clause_start - passage.start : figure.clause_end - passage.start]
    said = clause + figure.indicator + figure.item
    rest = tuple(t for t in question.terms if t.text not in question.places)
    if question.places and rest and coverage(rest, said) < BESIDE_PLACE:
        return False
    return all(place in said for place in question.places)


def choose(evidence: Evidence) -> Choice:
    """Decide by evidence: indicator, place, unit and measure, then period and status."""
    question = evidence.question
    strong = [m for m in figure_matches(evidence, DEPTH) if carried(m) and in_place(question, m)]
    strong = [m for m in strong if _item_fits(question, m) and _rate_fits(question, m)]
    if not strong:
        return Choice((), Gap.ABSENT)
    least = strong[0].score - NEAR
    strong.sort(key=lambda m: not (m.figure.item and m.figure.item in question.text and m.score >= least))
    timely = [m for m in strong if m.period >= 0.4 and m.status > 0.5]
    measured = [m for m in strong if m.unit and m.measure]
    fitting = [m for m in timely if m.unit and m.measure]
    exact = [m for m in fitting if m.period == 1.0] or fitting
    best_fit = max(m.fit for m in strong)
    aside = exact and measured and exact[0].precision < 0.5 and _names_itself(measured[0])
    if exact and not aside and (exact[0].fit >= best_fit - CLEARLY or _names_itself(exact[0])):
        return Choice(_together(question, exact), Gap.NONE)
    if measured and measured[0].fit >= best_fit - CLEARLY:
        if not _near_years(question, evidence):
            return Choice((), Gap.ABSENT)
        return Choice(_together(question, measured), Gap.PERIOD)
    if question.measures == {Measure.RANK}:
        return Choice((), Gap.ABSENT)  # a level is no part of an answer to “第几”
    related = [m for m in timely or strong if m.indicator >= 0.85 and m.precision >= 0.5]
    if related:
        return Choice(_together(question, related), Gap.MEASURE)
    if exact and exact[0].indicator >= 0.5:
        return Choice(_together(question, exact), Gap.NONE)
    return Choice((), Gap.ABSENT)


def _names_itself(match: FigureMatch) -> bool:
    """Whether the question holds the figure's whole name, though it says more (another year's wider scope)."""
    return match.precision >= 0.85 and match.indicator >= 0.45


def _near_years(question: Question, evidence: Evidence) -> bool:
    """Whether the report's own two years (or a span) were asked: for 前年 its figures are no part of an answer."""
    planned = [
        c.passage.period.last
        for c in evidence.candidates
        if c.passage.status is FactStatus.TARGET and c.passage.period is not None and c.passage.period.is_year
    ]
    if not question.periods or not planned:
        return True
    year = max(planned, key=planned.count)
    return any(not asked.is_year or asked.last in (year - 1, year) for asked in question.periods)


def _rate_fits(question: Question, match: FigureMatch) -> bool:
    """A question for so much a head, a month or a square metre is not answered with a sum of money."""
    if match.figure.unit != "元" or not _RATE.search(question.text):
        return True
    figure, passage = match.figure, match.passage
    clause = passage.text[figure.clause_start - passage.start : figure.clause_end - passage.start]
    return bool(_RATE_SAID.search(clause + figure.indicator)) or figure.value < 1_000_000


def _item_fits(question: Question, match: FigureMatch) -> bool:
    """A side of a list asked for (农村) leaves the other sides out."""
    item = match.figure.item
    if match.figure.measure is Measure.RANK and item:
        scopes = [s for s in wording.SCOPES.split("|") if s in question.text and s.startswith("全")]
        return not scopes or item in scopes
    if not question.items or not item or match.figure.measure is Measure.RANK:
        return True
    if item in question.text or any(i in match.figure.indicator for i in question.items):
        return True
    same = {"城市": "城镇", "城镇": "城市"}
    if any(i in item or same.get(i, i) in item or item in i for i in question.items):
        return True
    return not any(i in match.passage.text or "城乡" in match.passage.text for i in question.items)


def siblings(question: Question, evidence: Evidence, best: FigureMatch) -> tuple[FigureMatch, ...]:
    """The match with the other items of its list, in text order, where the question named no item."""
    others = [
        m
        for m in figure_matches(evidence, DEPTH)
        if m.passage is best.passage and m.figure is not best.figure and _sibling(question, best, m)
    ]
    return tuple(sorted([best, *others], key=lambda m: m.figure.start))


def _together(question: Question, matches: list[FigureMatch]) -> tuple[FigureMatch, ...]:
    """The best figure, its sides in a list where no side was asked, and figures for other indicators asked."""
    best = matches[0]
    chosen = [best]
    open_time = not question.periods and question.status is None
    for match in matches[1:]:
        if len(chosen) >= 4 or any(match.figure is c.figure for c in chosen):
            continue
        if (
            _sibling(question, best, match)
            or _asked_too(question, best, match)
            or (open_time and _same_indicator(best, match) and match.score >= best.score - 0.6)
            or _adds(question, chosen, match)
        ):
            chosen.append(match)
    return tuple(sorted(chosen, key=lambda m: (m.figure.status is FactStatus.TARGET, m.figure.start)))


def _asked_too(question: Question, best: FigureMatch, match: FigureMatch) -> bool:
    """The next figure of the sentence where the question asks twice (几个…，投了多少钱)."""
    if len(_ASKS.findall(question.text)) < 2 or match.passage is not best.passage:
        return False
    a, b = best.figure, match.figure
    between = best.passage.text[a.end - best.passage.start : b.start - best.passage.start]
    return (
        0 < len(between) < 16
        and a.unit != b.unit
        and not any(a.end <= f.start < b.start for f in best.passage.figures)
    )


def _sibling(question: Question, best: FigureMatch, match: FigureMatch) -> bool:
    """Another item of the same 分别 list, carried as well as the best, where no side was named."""
    a, b = best.figure, match.figure
    named = coverage(question.terms, a.indicator + a.item) - coverage(question.terms, b.indicator + b.item)
    if named > 0.05 or (a.item in question.text and b.item not in question.text):
        return False
    return (
        a.clause_start == b.clause_start
        and bool(a.item and b.item)
        and a.measure is b.measure
        and a.unit == b.unit
        and match.score >= best.score - NEAR
    )


def _same_indicator(best: FigureMatch, match: FigureMatch) -> bool:
    a, b = best.figure, match.figure
    return (
        plain(a.indicator) == plain(b.indicator)
        and a.measure is b.measure
        and a.unit == b.unit
        and a.item == b.item
    )


def _adds(question: Question, chosen: list[FigureMatch], match: FigureMatch) -> bool:
    """Whether the match carries a term of the question that nothing chosen carries (高企和科技型中小企业)."""
    if question.intent is not Intent.FIGURE or match.precision < 0.6:
        return False
    said = "".join(m.figure.indicator + m.figure.item for m in chosen)
    missing = tuple(t for t in question.terms if coverage((t,), said) < 0.6 and t.weight >= 0.4)
    return bool(missing) and coverage(missing, match.figure.indicator + match.figure.item) >= 0.9
