"""Two years or two sides of a list → what both are, and their difference where it may be worked out."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from report_bot.ingest.types import Figure, Measure, Report
from report_bot.prompts.load import reply

from .allowed import names_item
from .beside import DEPTH, siblings
from .by_rules import Choice, Gap
from .carried import strong_matches
from .choose import choose
from .citations import Citations
from .compare import Pair, difference, find_pair, hedges, result_text
from .coverage import coverage
from .match import FigureMatch
from .phrase import is_baseline
from .premise import alike
from .retrieve import asked_of, figure_matches
from .statements import missing_periods, said
from .swapped import swapped_side
from .types import AnswerStatus, AskedClaim, Draft, Evidence, Intent, Question, Term

APART = 0.25  # how clearly each half of 甲比乙多几个 must name its own figure,
NAMED = 0.4  # … and how much of the half the figure's name must carry
EXPLAINED = 0.6  # of the name of one of two listed things, that the question must say
_BESIDE = re.compile(
    r"(?<![占])比(?=[^比，。]{2,14}?(?:多|少|高|低|快|慢|大|长|贵)[^多少几，。]{0,3}(?:多少|几|[^，。]{0,4}个点))"
)
_SIDE_BY_SIDE = re.compile(r"(?:和|与|跟)(?=[^，。]{2,20}(?:相差|差(?:多少|几)))")
_CONTRASTS = re.compile(r"比(?![重例])|差|变化|多还是|高还是|快还是|涨|降|增加|减少")
# 五年多了几万亿, 升了几个百分点: the amount of a change, not its rate.
_RISEN = re.compile(
    r"(?:多|增加|(?<!新)增|升|上升|提高|提升|涨|降|降低|下降|减少|少)了?(?:多少|几)(?!%|倍|百分之)"
)
_TURNED = re.compile(r"(?:去年|上年)[^，。]{0,12}比今年")  # the earlier is measured against the later
_EACH, _SET_APART = re.compile(r"各|分别"), re.compile(r"差|(?<!占)比(?![重例])|哪")
_ASKED = re.compile(r"多少|几[个家人]")
_AGAINST_LAST = re.compile(r"比(?:去年|上年|20\d\d年?)|较(?:去年|上年)|同比")


def each_time(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """Two times asked (五年建了多少，今年建多少) that make no pair: each answered by itself."""
    if len(question.periods) < 2 or question.intent is not Intent.COMPARE:
        return None
    found: list[FigureMatch] = []
    for period in question.periods:
        alone = replace(question, periods=(period,), status=None, intent=Intent.FIGURE)
        choice = choose(asked_of(evidence, alone))
        if choice.gap is Gap.NONE:
            found += [m for m in choice.matches if all(m.figure is not f.figure for f in found)]
    if not found:
        return None
    citations = Citations()
    text = said(tuple(found), citations, report)
    missing = missing_periods(question, Choice(tuple(found), Gap.NONE), report)
    if missing:
        return citations.draft(text + reply("no_such_period", period=missing), AnswerStatus.PARTIAL)
    return citations.draft(text, AnswerStatus.ANSWERED)


def stated_change(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The change where the report itself states it: 比去年增加8000亿元 needs no working."""
    if question.intent is not Intent.DIFFERENCE:
        return None
    stated_ones = [
        m for m in strong_matches(evidence, DEPTH) if m.precision >= 0.2 and _states_change(question, m)
    ]
    if not stated_ones:
        return None
    change = stated_ones[0]
    sides = siblings(question, evidence, change)
    if len(sides) > 1 and all(names_item(question, m.figure.item) for m in sides):
        citations = Citations()
        return citations.draft(said(sides, citations, report), AnswerStatus.ANSWERED)
    level = [
        m
        for m in strong_matches(evidence, DEPTH)
        if m.passage is change.passage
        and m.figure.indicator == change.figure.indicator
        and m.figure.measure is not Measure.CHANGE
        and len(_ASKED.findall(question.text)) > 1
    ]
    citations = Citations()
    return citations.draft(said((*level[:1], change), citations, report), AnswerStatus.ANSWERED)


def _states_change(question: Question, match: FigureMatch) -> bool:
    """Whether a figure is the asked change in the report's own words, against the asked time."""
    figure, clause = match.figure, match.passage.clause(match.figure)
    if figure.measure is not Measure.CHANGE or ("%" in question.units and figure.unit != "个百分点"):
        return False
    if _measured_from(question, clause):
        return True
    against = figure.unit == "个百分点" or _AGAINST_LAST.search(clause) is not None
    in_time = figure.period is None or figure.period in question.periods
    if figure.unit == "个百分点" and match.precision < EXPLAINED:
        return False  # 经济…高多少 is not the fall of some ratio to 生产总值
    return figure.unit not in ("%", "‰") and against and in_time


def _measured_from(question: Question, clause: str) -> bool:
    """Whether the clause says the change since an asked year (较2016年提高3.3个百分点)."""
    return any(re.search(rf"[比较从自]{p.first}年", clause) for p in question.periods if p.is_year)


def between_items(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The difference of two sides of one list (城里和乡下差多少): same indicator, year, measure and unit."""
    if question.intent is not Intent.DIFFERENCE or len(set(question.periods)) > 1:
        return None
    if _EACH.search(question.text) and not _SET_APART.search(question.text):
        return None  # 甲和乙各提高多少
    near = figure_matches(evidence, 3)
    near = [m for m in near if m.period == 1.0 and m.status == 1.0 and m.context >= 0.3]
    lists = [
        [m for m in near if m.figure.clause_start == clause]
        for clause in {m.figure.clause_start for m in near}
    ]
    two = [sides for sides in lists if _two_sides(question, sides)]
    if not two:
        return None
    sides = sorted(max(two, key=lambda found: sum(m.score for m in found)), key=lambda m: m.figure.start)
    citations = Citations()
    text = said(tuple(sides), citations, report)
    return citations.draft(
        text + _worked(Pair(sides[1], sides[0], ""), reply("apart")), AnswerStatus.ANSWERED
    )


def between_named(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The difference of two things of one sentence that the question sets side by side (甲比乙多几个).

    They are of one unit, measure, time and status, and each is named by its own half of the question alone.
    """
    at = _BESIDE.search(question.text) or _SIDE_BY_SIDE.search(question.text)
    if at is None or len(set(question.periods)) > 1:
        return None
    halves = _without_shared(
        [
            tuple(t for t in question.terms if left <= question.text.find(t.text) < right)
            for left, right in ((0, at.start()), (at.end(), len(question.text)))
        ]
    )
    halves[1] = halves[1] or _other_side(halves[0], question.text[at.end() :])
    near = [
        m
        for m in figure_matches(evidence, 3)
        if m.period == 1.0 and m.status == 1.0 and m.figure.measure is not Measure.RANK
    ]
    texts = (question.text[: at.start()], question.text[at.end() :])
    pairs = [
        (_named_apart(halves, texts, a, b), a, b)
        for a in near
        for b in near
        if a.passage is b.passage and a.figure is not b.figure and _kind(a.figure) == _kind(b.figure)
    ]
    best = max(pairs, key=lambda pair: pair[0], default=None)
    if best is None or best[0] < APART:
        return None
    _, first, second = best
    citations = Citations()
    text = said(tuple(sorted((first, second), key=lambda m: m.figure.start)), citations, report)
    direction = "" if first.figure.value >= second.figure.value else reply("apart")
    return citations.draft(text + _worked(Pair(second, first, ""), direction), AnswerStatus.ANSWERED)


def _without_shared(halves: list[tuple[Term, ...]]) -> list[tuple[Term, ...]]:
    """The halves' terms without the wider words that would name both."""
    told = [{a for t in half for a in t.alternatives[1:]} for half in halves]
    shared = {
        a for a in told[0] | told[1] if any(a in other for side in told for other in side if other != a)
    }
    shared |= told[0] & told[1]
    shared |= {a for a in told[0] | told[1] if any(a in t.text for half in halves for t in half)}
    return [
        tuple(
            replace(t, alternatives=(t.text, *(a for a in t.alternatives[1:] if a not in shared)))
            for t in half
        )
        for half in halves
    ]


def _other_side(terms: tuple[Term, ...], said: str) -> tuple[Term, ...]:
    """The terms with the side that is said in place of its opposite: 中央财政赤字, then 地方的."""
    swapped = [swapped_side(said, t.text) for t in terms]
    if not any(swapped):
        return ()
    return tuple(
        replace(t, text=text, alternatives=(text,)) if text else t
        for t, text in zip(terms, swapped, strict=True)
    )


def _named_apart(
    halves: list[tuple[Term, ...]], said: tuple[str, str], a: FigureMatch, b: FigureMatch
) -> float:
    """How clearly the halves, of the texts `said`, name the two figures and not each other, 0–1: the weaker of the two."""
    names = [m.figure.indicator + m.figure.item for m in (a, b)]
    if min(coverage(half, name) for half, name in zip(halves, names, strict=True)) < NAMED:
        return 0.0
    telling = [  # 城市低保 and 农村低保: 城市 and 农村 tell them apart
        tuple(t for t in half if t.text not in other) or half
        for half, other in zip(halves, said[::-1], strict=True)
    ]
    own = [coverage(half, name) for half, name in zip(telling, names, strict=True)]
    other = [coverage(half, name) for half, name in zip(telling, names[::-1], strict=True)]
    return min(a - b for a, b in zip(own, other, strict=True))


def _kind(figure: Figure) -> tuple[object, ...]:
    """What two figures must have in common for a difference."""
    return figure.unit, figure.measure, figure.period, figure.status, figure.upper


def from_to(question: Question, match: FigureMatch, report: Report) -> Draft | None:
    """By how much a figure rose or fell that one clause states with what it was before (从9.6万公里增加到13.6万公里)."""
    if not _RISEN.search(question.text):
        return None
    figure = match.figure
    before = [
        f
        for f in match.passage.figures
        if f.clause_start == figure.clause_start
        and f.start < figure.start
        and is_baseline(f, match.passage)
        and (f.unit, f.indicator) == (figure.unit, figure.indicator)
    ]
    if (
        is_baseline(figure, match.passage)
        or not before
        or figure.unit == ""
        or _longer_ago(question, before[-1])
    ):
        return None
    citations = Citations()
    text = said((match,), citations, report)
    citations.mark(match.passage, before[-1])
    earlier = replace(match, figure=before[-1])
    return citations.draft(text + _worked(Pair(earlier, match, "")), AnswerStatus.ANSWERED)


def risen_since(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The rise from an asked year that one clause states with what was then (比2020年多了多少, 从2020年的A增长到B)."""
    if question.intent is not Intent.DIFFERENCE:
        return None
    risen = (m for m in strong_matches(evidence, 3) if not is_baseline(m.figure, m.passage))
    for match in sorted(risen, key=lambda m: -m.answers)[:3]:
        since = [f for f in match.passage.figures if is_baseline(f, match.passage)]
        if any(f.period in question.periods and f.clause_start == match.figure.clause_start for f in since):
            return from_to(question, match, report)
    return None


def _longer_ago(question: Question, before: Figure) -> bool:
    """Whether a rise of the year was asked (去年涨了几个点), and what it rose from stood years before."""
    years = [p.first for p in question.periods if p.is_year]
    base = before.period.last if before.period else None
    return bool(years) and base is not None and base not in years and base < min(years) - 1


def _two_sides(question: Question, sides: list[FigureMatch]) -> bool:
    """Whether these are the two sides of one list: two items that the question names, alike in all else."""
    if len(sides) != 2 or len({(m.figure.unit, m.figure.measure, m.figure.period) for m in sides}) > 1:
        return False
    a, b = (m.figure for m in sides)
    things = [m for m in sides if m.figure.item == m.figure.indicator]  # no 城镇 and 农村 of one thing
    named = all(m.precision >= EXPLAINED or names_item(question, m.figure.item) for m in things)
    return bool(a.item and b.item and a.item != b.item) and named and sum(m.indicator for m in sides) >= 0.8


def both_years(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    pair = find_pair(evidence, report)
    if pair is None:
        return None
    citations = Citations()
    sides = "城乡" in question.text  # both of them, for each of the years
    earlier = siblings(question, evidence, pair.earlier) if pair.unlike or sides else (pair.earlier,)
    later = siblings(question, evidence, pair.later) if sides else (pair.later,)
    text = said((*earlier, *later), citations, report)
    if sides and max(len(earlier), len(later)) > 1:
        return citations.draft(text, AnswerStatus.ANSWERED)
    if any(_typed_wrong(claim, pair) for claim in question.claims):
        text = reply("premise_wrong") + text
    if pair.unlike and (question.intent is Intent.DIFFERENCE or _CONTRASTS.search(question.text)):
        return citations.draft(text + reply("not_comparable", reason=pair.unlike), AnswerStatus.ANSWERED)
    if pair.unlike:
        return citations.draft(text, AnswerStatus.ANSWERED)
    if question.intent is Intent.DIFFERENCE:
        text += _worked(pair, reply("apart") if _TURNED.search(question.text) else "")
    return citations.draft(text, AnswerStatus.ANSWERED)


def _typed_wrong(claim: AskedClaim, pair: Pair) -> bool:
    """Whether the user typed, of one of the two years, another value than the report's (既然去年增长7.1%，今年…)."""
    figures = [m.figure for m in (pair.earlier, pair.later) if alike(claim, m.figure)]
    return bool(figures) and all(claim.value != f.value for f in figures)


def _worked(pair: Pair, direction: str = "") -> str:
    """The difference with its working; `direction` in place of 多, 少, 高, 低."""
    a, b = pair.earlier.figure, pair.later.figure
    value, working = difference(a, b)
    if value == Decimal(0):
        text = reply("difference_none")
    else:
        above, below = ("高", "低") if a.unit == "%" else ("多", "少")
        direction = direction or (above if value > 0 else below)
        text = reply("difference", working=working, direction=direction, result=result_text(working))
    marks = hedges(a, b)
    return text + (reply("difference_hedged", words=marks) if marks else "")
