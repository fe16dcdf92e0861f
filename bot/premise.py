"""A figure that the user typed, beside the report's: right or wrong; it is never repeated as fact."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from report_bot.ingest.types import FactStatus, Figure, Measure

from .allowed import allowed
from .asked_claims import place_of
from .check_values import direction
from .coverage import NAMING, heavy, plain, term_fit
from .match import FigureMatch, went
from .phrase import is_baseline
from .premise_scope import ABOVE, HAPPENED, Verdict, alike, least_sure, scope_of
from .types import AskedClaim, Question

_FORMERLY = re.compile(r"以前|原来|之前|此前|原先|过去")
BETTER_NAMED = 0.15  # share of the asked by which one name must hold more than another to be what was meant
NEARLY = 0.65  # share of what was asked that a figure's name holds to be told in place of another time's
ABOUT = 3  # percentage points by which 六成 may miss
BETTER_EXPLAINED = 0.25  # share of its own name by which the question must say more of one than of another


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a premise and the figures to say with it."""

    verdict: Verdict
    matches: tuple[FigureMatch, ...]


def judge_premise(question: Question, chosen: tuple[FigureMatch, ...], beside: list[FigureMatch]) -> Judged:
    """Every figure that the user typed is looked for among the chosen figures, then among those `beside` them.

    RIGHT takes the same value, subject, time and measure for each; WRONG another value of the very same.
    """
    said, verdicts, both_times = list(chosen), [], False
    read_to = 0
    for claim in question.claims:
        found = place_of(claim, question.text, read_to)
        start = found if found >= 0 else len(question.text)
        before, read_to = question.text[read_to:start], start + len(claim.text)
        near = [m for m in said if alike(claim, m.figure) and not _only_rises(question, m)]
        judged = [m for m in near if scope_of(question, m) is not Verdict.OPEN]
        judged = [m for m in judged if not any(_better_named(one, m) for one in judged)]
        others = [
            m
            for m in beside
            if alike(claim, m.figure)
            and m.figure.value == claim.value
            and scope_of(question, m) is not Verdict.OPEN
            and not any(_better_named(one, m) for one in judged)
        ]
        open_to = judged or near  # of what is planned nothing is confirmed while something done is told
        held = next(
            (
                m
                for m in (*open_to, *others)
                if _holds(claim, question.qualifier, m.figure) and not _was_then(question, m)
            ),
            None,
        )
        set_then = _set_for_another_time(question, claim, held, beside)
        done = _done_of_it(question, near[0], beside) if near and not judged else None
        if done is not None:
            said, both_times = [done, near[0]], True  # 已经到70%了吧, where 59.2% is reached and 70% the aim
            holds = _holds(claim, question.qualifier, done.figure)
            verdicts.append(Verdict.RIGHT if holds else Verdict.WRONG)
        elif held is not None and set_then is not None:
            said, both_times = [held, set_then], True
            verdicts.append(Verdict.NEAR)  # 涨了6%以上: it grew by more, and 6%以上 is this year's aim
        elif held is not None:
            if held not in said:
                said.append(held)
            scope = scope_of(question, held)
            meant = scope is not Verdict.OPEN or held is chosen[0]
            wrong_way = meant and (_wrong_way(before, held) or _other_rhythm(question.text, held))
            if scope is Verdict.RIGHT and not _same_unit(claim.unit, held.figure.unit):
                scope = Verdict.NEAR  # 1700户 where the report counts 1700个小区
            aim = held.figure.status is FactStatus.TARGET and HAPPENED.search(question.text)
            if scope is Verdict.OPEN and held in chosen and not question.periods and not aim:
                scope = Verdict.NEAR  # the very value, of what is told anyhow: in the report's own words
            verdicts.append(Verdict.WRONG if wrong_way else scope)
        elif judged and (there := _in_same_sentence(question, claim, judged[0], beside)):
            said.append(there)  # 带动销售905亿 beside 发放补贴121.9亿: no wrong value of the latter
            verdicts.append(Verdict.NEAR)
        elif judged and (told := _told_elsewhere(question, claim, judged[0], beside)):
            said.append(told)  # 新能源装机9048万, where the report says 新能源和清洁能源装机
            verdicts.append(Verdict.NEAR)
        elif judged:
            verdicts.append(Verdict.NEAR if _allows(judged[0].figure, claim) else Verdict.WRONG)
        else:
            verdicts.append(Verdict.OPEN)
    if len(verdicts) > 1 and "还是" in question.text and Verdict.RIGHT in verdicts:
        return Judged(
            Verdict.NEAR, tuple(said)
        )  # 10.5%还是15%: which of them it is, the report's own words say
    if verdicts and len(said) > len(chosen) and len(question.claims) == 1 and not both_times:
        said = said[len(chosen) :]  # the one figure that was meant
    return Judged(least_sure(verdicts), tuple(said))


def _done_of_it(question: Question, planned: FigureMatch, beside: list[FigureMatch]) -> FigureMatch | None:
    """What is reached of a plan, where the question says that it has happened (已经到70%了吧)."""
    if (
        planned.figure.status is not FactStatus.TARGET
        or question.periods
        or not HAPPENED.search(question.text)
    ):
        return None
    return next(
        (
            m
            for m in beside
            if m.figure.status is FactStatus.ACTUAL
            and (m.figure.measure, m.figure.unit) == (planned.figure.measure, planned.figure.unit)
            and m.indicator >= planned.indicator
            and scope_of(question, m) is not Verdict.OPEN
            and not is_baseline(m.figure, m.passage)
        ),
        None,
    )


def _set_for_another_time(
    question: Question, claim: AskedClaim, held: FigureMatch | None, beside: list[FigureMatch]
) -> FigureMatch | None:
    """The figure of the very value that the report gives for another time (今年造林400万亩以上), where a larger one of the
    asked time would pass for it (去年479万亩)."""
    if (
        held is None
        or question.qualifier != "以上"
        or not question.periods
        or held.figure.value == claim.value
    ):
        return None
    return next(
        (
            m
            for m in beside
            if m.figure.value == claim.value
            and alike(claim, m.figure)
            and m.figure.indicator == held.figure.indicator
            and m.figure.period != held.figure.period
        ),
        None,
    )


def _was_then(question: Question, match: FigureMatch) -> bool:
    """Whether the figure is what another one rose from, at a time that was not asked: 由7.34万元增至10.26万元."""
    then = is_baseline(match.figure, match.passage) and match.figure.period not in question.periods
    return then and not _FORMERLY.search(question.text)


def _in_same_sentence(
    question: Question, claim: AskedClaim, judged: FigureMatch, beside: list[FigureMatch]
) -> FigureMatch | None:
    """The figure of the typed value in the sentence of the one that it would be judged by, where it is named better in part."""
    terms = heavy(question.terms, NAMING)

    def named(match: FigureMatch) -> set[str]:
        said = plain(match.passage.clause(match.figure) + match.figure.indicator + match.figure.item)
        return {t.text for t in terms if term_fit(t, said) >= 0.85}

    return next(
        (
            m
            for m in beside
            if m.passage is judged.passage
            and alike(claim, m.figure)
            and m.figure.value == claim.value
            and named(m) - named(judged)
        ),
        None,
    )


def _told_elsewhere(
    question: Question, claim: AskedClaim, judged: FigureMatch, beside: list[FigureMatch]
) -> FigureMatch | None:
    """The figure of the very value typed, of nearly the asked name, for which the one judged by is of another time."""
    if judged.figure.period in question.periods or judged.figure.status is FactStatus.ACTUAL:
        return None
    return next(
        (
            m
            for m in beside
            if alike(claim, m.figure)
            and m.figure.value == claim.value
            and m.period == 1.0
            and m.indicator >= NEARLY
            and m.figure.measure is not Measure.CHANGE
            and allowed(question, m)
        ),
        None,
    )


def _better_named(one: FigureMatch, other: FigureMatch) -> bool:
    """Whether a chosen figure's name holds more of what was asked (区域创新能力第二) than another's of the typed value (创新药第一)."""
    plainer = one.indicator >= other.indicator and one.precision >= other.precision + BETTER_EXPLAINED
    return one.indicator > other.indicator + BETTER_NAMED or plainer  # GDP, not the GDP of the sea


_MONTHLY, _YEARLY_SUM = re.compile(r"每个?月|一个月|月人均"), re.compile(r"每年|一年")


def _other_rhythm(asked: str, match: FigureMatch) -> bool:
    """Whether so much a month was typed, and the report gives it a year, or the other way round."""
    said = match.passage.clause(match.figure)
    return any(
        one.search(asked) and not other.search(asked) and other.search(said) and not one.search(said)
        for one, other in ((_MONTHLY, _YEARLY_SUM), (_YEARLY_SUM, _MONTHLY))
    )


_ABOVE_IT = re.compile(r"[高快多]于|比全[国省市][^，]{0,4}[高快多]")
_BELOW_IT = re.compile(r"[低慢少]于|比全[国省市][^，]{0,4}[低慢少]")


_BEYOND = ("突破", "超过", "超", "过", "破", "多于", "高于")
_SHORT_OF = {"近", "接近", "将近", "不到", "不足"}


def _wrong_way(before: str, match: FigureMatch) -> bool:
    """Whether the words before a typed figure let rise what the report lets fall, or the other way round (进口下降了47.5%, 进口增长47.5%)."""
    said = re.split("[，,、；]", before)[-1]
    above, below = (
        (_ABOVE_IT.search(t), _BELOW_IT.search(t)) for t in (said, match.passage.near(match.figure))
    )
    if (above[0] and below[1]) or (above[1] and below[0]):
        return True  # 比全国高0.3, 低于全国0.3
    return went(match) * direction(said) < 0


def _allows(figure: Figure, claim: AskedClaim) -> bool:
    """Whether the report's wording does not exclude the typed value: 3.35% where it says 超过3.3%."""
    above = any(q in ABOVE for q in figure.qualifier.split("、"))
    return above and figure.value < claim.value <= figure.value * Decimal("1.05")


def _same_unit(typed: str, unit: str) -> bool:
    """Whether a typed unit is the report's, or only another word for counting the same."""
    return not typed or typed == unit or {typed, unit} <= set("家个所座处项件条台辆")


def _only_rises(question: Question, match: FigureMatch) -> bool:
    """Whether a level was typed (优良天数够200天吗), and the figure is by how much it rose (增加33天)."""
    figure = match.figure
    rises = figure.measure is Measure.CHANGE and figure.unit not in ("%", "‰", "个百分点", "倍", "元")
    return rises and not re.search("[增多少减涨降升提压缩快慢]", question.text)


def _step(value: Decimal) -> Decimal:
    """By how much a number may be more and still be so many and some: 1000 of 2000多, 10亿 of 890多亿."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _holds(claim: AskedClaim, qualifier: str, figure: Figure) -> bool:
    if claim.text.endswith("成") and figure.unit == "成":
        figure = replace(figure, value=figure.value * 10, unit="%")
    if claim.value == figure.value and qualifier in _BEYOND and _SHORT_OF & set(figure.qualifier.split("、")):
        return False  # 超过6.3万了吗, where it is 近6.3万
    if claim.value == figure.value:
        return qualifier not in ("不到", "低于", "不足") or qualifier in figure.qualifier
    if claim.text.endswith("成") and claim.unit == figure.unit == "%":
        if qualifier == "成多":
            return claim.value < figure.value < claim.value + 10
        if qualifier == "近":
            return claim.value - 5 <= figure.value < claim.value
        if not qualifier:
            return abs(figure.value - claim.value) < ABOUT
    if qualifier == "多":  # 890多亿, where the report says 890.59亿
        return claim.value < figure.value < claim.value + _step(claim.value)
    above = qualifier in ("突破", "超过", "超", "以上", "多于", "高于", "不低于", "达到", "过")
    if above:
        return figure.value > claim.value and figure.measure is not Measure.RANK
    return (
        qualifier in ("不到", "低于", "不足", "以下", "以内")
        and figure.value < claim.value
        and not figure.qualifier
    )
