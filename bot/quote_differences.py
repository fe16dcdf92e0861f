"""Two years or two sides of a list → what both are, and their difference where it may be worked out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from report_bot.ingest.types import FactStatus, Figure, Measure, Period, Report
from report_bot.prompts.load import reply

from .allowed import names_item
from .beside import DEPTH, both_aims, siblings
from .by_rules import Choice, Gap
from .carried import strong_matches
from .choose import choose
from .citations import Citations
from .compare import Pair, difference, find_pair, hedges, puts_up, result_text, total_text
from .intent import between
from .match import FigureMatch, unsaid
from .phrase import is_baseline
from .premise_scope import alike
from .retrieve import asked_of
from .statements import draft_of, missing_periods, said
from .types import AnswerStatus, AskedClaim, Draft, Evidence, Intent, Question

LIKELY = 0.6  # probability from which a stated change needs none of the asked words
EXPLAINED = 0.6  # of the name of one of two listed things, that the question must say
_CONTRASTS = re.compile(r"(?<!占)比(?![重例])|差|变化|多还是|高还是|快还是|涨|降|增加|减少")
# 五年多了几万亿, 升了几个百分点: the amount of a change, not its rate.
_RISEN = re.compile(
    r"(?:多[修建通开]?|增加|(?<!新)增|升|上升|提高|提升|提|长|涨|降|降低|下降|减少|少)了?(?:多少|几)(?!%|倍|百分之)"
)
_AT_LEAST = ("以上", "不低于", "不少于", "至少", "超过", "突破")
_INCREASE_ASKED = re.compile(
    r"(?:净?增加?|多|提[高升]|上升|增长)(?:了)?(?:多少|几)(?:十|百|千|万)*(?:家|户|个(?!月|人)|所|名|人|张|亿|元|点|百分点)"
)
_SUM = re.compile(r"一共|总共|拢共|合计|加起来|加在?一起|加一块|合起来")
_SINCE_ANOTHER = re.compile(r"[比较从自]\d{4}年")
_ABOVE_ALL = re.compile(r"(?:[高低快慢优]于|[高低]出)全[国省市]")
_TURNED = re.compile(
    r"(?:去年|上年)[^。]{0,20}比今年|^(?:(?!今年)[^。])*(?<!占)比今年"
)  # the earlier is measured against the later
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
            found += unsaid(choice.matches, found)
        elif same := [m for m in evidence.figures if _same_at(period, m, found)]:
            found += unsaid(tuple(same[:1]), found)
    if not found:
        return None
    citations = Citations()
    text = said(tuple(found), citations, report)
    missing = missing_periods(question, Choice(tuple(found), Gap.NONE), report)
    if missing:
        return citations.draft(text + reply("no_such_period", period=missing), AnswerStatus.PARTIAL)
    return citations.draft(text, AnswerStatus.ANSWERED)


def _same_at(period: Period, match: FigureMatch, found: Sequence[FigureMatch]) -> bool:
    """Whether a figure is of another asked time what was found for one, by the very name."""
    figure = match.figure
    alike = any((m.figure.indicator, m.figure.measure) == (figure.indicator, figure.measure) for m in found)
    return figure.period == period and alike


def stated_change(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The change where the report itself states it: 比去年增加8000亿元 needs no working."""
    if question.intent is not Intent.DIFFERENCE:
        return None
    stated_ones = [
        m
        for m in strong_matches(evidence, DEPTH)
        if (m.precision >= 0.2 or (m.answers >= LIKELY and len(question.periods) > 1))
        and _states_change(question, m)
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
    return draft_of((*level[:1], change), report)


def _states_change(question: Question, match: FigureMatch) -> bool:
    """Whether a figure is the asked change in the report's own words, against the asked time."""
    figure, clause = match.figure, match.passage.clause(match.figure)
    if figure.measure is not Measure.CHANGE or ("%" in question.units and figure.unit != "个百分点"):
        return False
    if _measured_from(question, clause):
        return True
    if _ABOVE_ALL.search(clause) and "全" not in question.text:
        return False  # 高于全国0.8个百分点: no change between two years
    if _SINCE_ANOTHER.search(clause):
        return False  # 比今年目标高多少, 比2020年增加7千亿元
    against = figure.unit == "个百分点" or _AGAINST_LAST.search(clause) is not None
    latest = max(question.periods, key=lambda p: p.last, default=None)
    in_time = figure.period is None or figure.period == latest
    if figure.unit == "个百分点" and match.precision < EXPLAINED:
        return False  # 经济…高多少 is not the fall of some ratio to 生产总值
    return figure.unit not in ("%", "‰") and against and in_time


def _measured_from(question: Question, clause: str) -> bool:
    """Whether the clause says the change since an asked year (较2016年提高3.3个百分点)."""
    return any(re.search(rf"[比较从自]{p.first}年", clause) for p in question.periods if p.is_year)


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
    return citations.draft(text + worked(Pair(earlier, match, "")), AnswerStatus.ANSWERED)


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


def rise_to_aim(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """By how much this year's aim is above last year's level, where the increase was asked and only levels are told.

    (今年增加多少家, where the aim is 达到2500家 and 2100家 were reached.)
    """
    this = Period.year(report.year)
    if (
        question.intent is not Intent.FIGURE
        or question.periods != (this,)
        or not _INCREASE_ASKED.search(question.text)
    ):
        return None
    stated = choose(evidence)
    if stated.gap is Gap.NONE and stated.matches[0].figure.measure in (Measure.NEW, Measure.CHANGE):
        return None
    apart = replace(
        question,
        intent=Intent.DIFFERENCE,
        periods=(Period.year(report.last_year), this),
        status=None,
        measures=frozenset(),
        units=frozenset(u for u in question.units if u not in ("%", "个百分点", "百分点")),
    )
    pair = find_pair(asked_of(evidence, apart), report)
    if pair is None or pair.unlike or pair.later.figure.measure not in (Measure.STOCK, Measure.SHARE):
        return None
    if puts_up(pair.later) or pair.later.indicator < EXPLAINED:
        return None
    citations = Citations()
    return citations.draft(
        said((pair.earlier, pair.later), citations, report) + worked(pair), AnswerStatus.ANSWERED
    )


def both_years(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    if between(question.text) and (len(set(question.periods)) == 1 or len(question.items) > 1):
        return None  # 去年甲和乙哪个多: two things, and no two years
    pair = find_pair(evidence, report)
    if pair is None:
        return None
    citations = Citations()
    sides = "城乡" in question.text  # both of them, for each of the years
    earlier = siblings(question, evidence, pair.earlier) if pair.unlike or sides else both_aims(pair.earlier)
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
    if _SUM.search(question.text) and not _CONTRASTS.search(question.text):
        text += summed([pair.earlier, pair.later])
    elif question.intent is Intent.DIFFERENCE:
        text += worked(pair, reply("apart") if _TURNED.search(question.text) else "")
    return citations.draft(text, AnswerStatus.ANSWERED)


def _typed_wrong(claim: AskedClaim, pair: Pair) -> bool:
    """Whether the user typed, of one of the two years, another value than the report's (既然去年增长7.1%，今年…)."""
    figures = [m.figure for m in (pair.earlier, pair.later) if alike(claim, m.figure)]
    return bool(figures) and all(claim.value != f.value for f in figures)


def summed(matches: Sequence[FigureMatch]) -> str:
    """The sum of what is put up in several years (去年和今年一共改造多少), with its working; "" for levels and shares."""
    if not all(m.figure.measure is Measure.NEW or puts_up(m) for m in matches):
        return ""
    first = matches[0].figure  # as of one time and kind: each is what was added or done in its own time
    return total_text(
        [replace(m.figure, measure=Measure.NEW, period=first.period, status=first.status) for m in matches]
    )


def worked(pair: Pair, direction: str = "") -> str:
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
    least = b.status is FactStatus.TARGET and any(word in b.qualifier for word in _AT_LEAST)
    if value < 0 and least:  # 达到112.6万亩, the aim 112万亩以上: less is not what is meant
        return text + reply("difference_at_least", words=hedges(b))
    return text + (reply("difference_hedged", words=marks) if marks else "")
