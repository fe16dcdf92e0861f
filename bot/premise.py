"""A figure that the user typed, beside the report's: right or wrong; it is never repeated as fact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from report_bot.ingest import wording
from report_bot.ingest.types import FactStatus, Figure, Measure

from .allowed import names_item
from .asked import asked_units
from .check_values import direction
from .coverage import NAMING, heavy, plain, term_fit
from .match import FigureMatch, unit_fits, went
from .phrase import is_baseline
from .types import AskedClaim, Question

_FAMILY = {  # qualifiers that say the same, as citizens put them
    "突破": ("突破", "超过", "超", "破", "过"), "超过": ("突破", "超过", "超", "过"), "超": ("突破", "超过", "超", "过"),
    "以上": ("以上", "不低于", "不少于", "至少", "超过"), "左右": ("左右", "大约", "约"), "近": ("近", "接近"),
}  # fmt: skip
_ADDED = re.compile(r"净增|新(?:增|建|登记|注册|设|认定|培育|引进|开|改|创|获|入选|签|上|发展)")
_NET, _GROSS = re.compile("净增"), re.compile("新增")
_A_YEAR = re.compile(r"(?<![\d一二三四五六七八九十两几每第])(?:一年|每年|年均)")
_ALL_OF_THEM = re.compile(r"全(?:部|都)?(?=[办完建改开解落]|[一-鿿]{0,2}了)|都[办完建改开解落]|所有")
_NOT_ALL = re.compile(r"总体|基本|大部分|绝大多数|主要")
_SET_A_HEAD = re.compile(
    r"标准|补助|补贴|救助|低保|养老金|可支配收入|消费支出"
)  # a sum of money for each, also without 人均
_LEVEL_SAID = re.compile(r"累计|达|[增加提升]到|[增升]至|发展到|总数|余额|总量")
_IN_TOTAL = re.compile(r"累计|总共|一共|总数|现在(?:总共)?有|共有")
_ALTOGETHER = re.compile(r"一共|总共")
_FORMERLY = re.compile(r"以前|原来|之前|此前|原先|过去")
_IS_TOTAL = re.compile(r"总[值额]")
_OF_TOWN = (
    "新增就业",
    "就业",
    "老旧小区",
    "棚户区",
    "调查失业率",
    "登记失业率",
    "失业率",
)  # what is 城镇… without the word
_PER = ("日均", "月均", "户均")
# Words that set one figure apart from another of the same name: where only one side says one, they are not the same claim.
_APART = ("国家级", "省部级", "省级", "市级", "县级", "总量", "增量", "累计", "人均", "每万人", "农村", "城镇", "规模以上")  # fmt: skip
_SAME = {"规上": "规模以上", "乡下": "农村", "村里": "农村", "城里": "城镇"}
_HAPPENED = re.compile(r"已经?|了[吗吧没么]|了[？?。]?$|[到破过]了|是去年|去年")
_INTENDED = re.compile(r"目标|计划|打算|争取|力争|要(?:达|建|新|改|修|增|完)")
_ABOVE = ("突破", "超过", "超", "以上", "高于", "不低于", "过", "破")
_RELATIVE = ("%", "‰", "个百分点", "位", "年")
HELD = 0.5  # how much of each heavy term the figure's own clause must hold to be judged at all
BETTER_NAMED = 0.15  # share of the asked by which one name must hold more than another to be what was meant
BETTER_EXPLAINED = 0.25  # share of its own name by which the question must say more of one than of another
NAMED = 0.6  # share of the figure's name that the question must say for a plain yes


class Verdict(StrEnum):
    """What the user's figures are: right, right but said with another scope or qualifier, wrong, or open."""

    RIGHT = "right"
    NEAR = "near"
    WRONG = "wrong"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a premise and the figures to say with it."""

    verdict: Verdict
    matches: tuple[FigureMatch, ...]


def judge_premise(question: Question, chosen: tuple[FigureMatch, ...], beside: list[FigureMatch]) -> Judged:
    """Every figure that the user typed is looked for among the chosen figures, then among those `beside` them.

    RIGHT takes the same value, subject, time and measure for each; WRONG another value of the very same.
    """
    said, verdicts = list(chosen), []
    read_to = 0
    for claim in question.claims:
        start = _place_of(claim, question.text, read_to)
        before, read_to = question.text[read_to:start], start + len(claim.text)
        near = [m for m in said if alike(claim, m.figure)]
        judged = [m for m in near if _scope(question, m) is not Verdict.OPEN]
        judged = [m for m in judged if not any(_better_named(one, m) for one in judged)]
        others = [
            m
            for m in beside
            if alike(claim, m.figure)
            and m.figure.value == claim.value
            and _scope(question, m) is not Verdict.OPEN
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
        if held is not None and set_then is not None:
            said += [m for m in (held, set_then) if m not in said]
            verdicts.append(Verdict.WRONG)
        elif held is not None:
            if held not in said:
                said.append(held)
            scope = _scope(question, held)
            meant = scope is not Verdict.OPEN or held is chosen[0]
            wrong_way = meant and (_wrong_way(before, held) or _other_rhythm(question.text, held))
            if scope is Verdict.RIGHT and not _same_unit(claim.unit, held.figure.unit):
                scope = Verdict.NEAR  # 1700户 where the report counts 1700个小区
            verdicts.append(Verdict.WRONG if wrong_way else scope)
        elif judged and (there := _in_same_sentence(question, claim, judged[0], beside)):
            said.append(there)  # 带动销售905亿 beside 发放补贴121.9亿: no wrong value of the latter
            verdicts.append(Verdict.NEAR)
        elif judged:
            verdicts.append(Verdict.NEAR if _allows(judged[0].figure, claim) else Verdict.WRONG)
        else:
            verdicts.append(Verdict.OPEN)
    if len(verdicts) > 1 and "还是" in question.text and Verdict.RIGHT in verdicts:
        return Judged(
            Verdict.NEAR, tuple(said)
        )  # 10.5%还是15%: which of them it is, the report's own words say
    order = (Verdict.WRONG, Verdict.OPEN, Verdict.NEAR, Verdict.RIGHT)
    if verdicts and len(said) > len(chosen) and len(question.claims) == 1:
        said = said[len(chosen) :]  # the one figure that was meant
    return Judged(min(verdicts, key=order.index), tuple(said))


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


def _better_named(one: FigureMatch, other: FigureMatch) -> bool:
    """Whether a chosen figure's name holds more of what was asked (区域创新能力第二) than another's of the typed value (创新药第一)."""
    plainer = one.indicator >= other.indicator and one.precision >= other.precision + BETTER_EXPLAINED
    return one.indicator > other.indicator + BETTER_NAMED or plainer  # GDP, not the GDP of the sea


def _place_of(claim: AskedClaim, text: str, start: int) -> int:
    """Where a typed figure stands, from `start` on, and not inside another (5% in 15%)."""
    found = re.compile(rf"(?<![\d.]){re.escape(claim.text)}").search(text, start)
    return found.start() if found else len(text)


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


def _wrong_way(before: str, match: FigureMatch) -> bool:
    """Whether the words before a typed figure let rise what the report lets fall, or the other way round (进口下降了47.5%, 进口增长47.5%)."""
    said = re.split("[，,、；]", before)[-1]
    above, below = (
        (_ABOVE_IT.search(t), _BELOW_IT.search(t)) for t in (said, match.passage.near(match.figure))
    )
    if (above[0] and below[1]) or (above[1] and below[0]):
        return True  # 比全国高0.3, 低于全国0.3
    return went(match) * direction(said) < 0


def _scope(question: Question, match: FigureMatch) -> Verdict:
    """How far the question speaks of the very figure: its subject, side, time and measure, and its qualifier."""
    figure = match.figure
    clause = match.passage.clause(figure)
    said = plain(clause + figure.indicator + figure.item)
    whole = plain(match.passage.context)
    added, total = bool(_ADDED.search(question.text)), bool(_IN_TOTAL.search(question.text))
    if figure.measure is Measure.STOCK and any(claim.value == figure.value for claim in question.claims):
        total = total and not _ALTOGETHER.search(question.text)  # 一共筹了890亿元
    if question.periods and match.period < 1.0:
        return Verdict.OPEN
    if len(question.periods) > 1 and len(question.claims) < len(question.periods):
        return Verdict.OPEN  # 今年…，去年也是吗: one figure cannot confirm two years
    happened = _HAPPENED.search(question.text) and not _INTENDED.search(question.text)
    if happened and figure.status is FactStatus.TARGET and figure.period not in question.periods:
        return Verdict.OPEN
    own = (clause + figure.indicator + figure.item).replace("常住居民", "居民")
    for beside in match.passage.figures:
        if beside.clause_start == figure.clause_start and beside.indicator != figure.indicator:
            own = own.replace(beside.indicator, "")  # 甲、乙增速分别居…: of the one alone
    own = _without_the_others(question, own, figure)
    of_years = figure.period is not None and not figure.period.is_year
    summed = of_years and "累计" not in question.text
    if summed or (figure.measure is Measure.STOCK and question.qualifier in _ABOVE):
        own = own.replace("累计", "")  # 突破300家了: how many there are; 五年…累计
    if figure.measure is Measure.CHANGE:
        own = own.replace("总量", "")  # 信访下降了16.8%, 信访总量下降16.8%
    if _SET_A_HEAD.search(figure.indicator):
        own = own.replace("人均", "")
    if of_years and figure.measure is Measure.NEW and _A_YEAR.search(question.text):
        return Verdict.OPEN  # 一年新增…: so many in five
    if _other_addition(question, match):
        return Verdict.OPEN
    if _set_apart(question, own) or _other_scope(question, figure):
        return Verdict.OPEN
    if added and not total and figure.measure is Measure.STOCK and _LEVEL_SAID.search(clause):
        return Verdict.OPEN
    if total and (figure.measure is Measure.NEW or not re.search(r"累计|达|增至|总|有|保有", clause)):
        return Verdict.OPEN
    if any(word in clause and word not in question.text for word in _PER):
        return Verdict.OPEN
    named = heavy(question.terms, NAMING)
    if any(term_fit(t, said) < 0.85 and term_fit(t, whole) < 0.85 for t in named):
        return Verdict.OPEN
    sided = figure.item and figure.measure is not Measure.RANK and not names_item(question, figure.item)
    if sided and not any(term_fit(t, plain(figure.item)) >= 0.85 for t in named):
        return Verdict.OPEN
    if any(term_fit(t, said) < HELD for t in named):
        return Verdict.OPEN
    if match.precision < NAMED or any(term_fit(t, said) < 0.85 for t in named):
        return Verdict.NEAR
    if (
        question.qualifier in _ABOVE
        and not any(question.qualifier in _FAMILY.get(q, (q,)) for q in figure.qualifier.split("、"))
        and any(claim.value == figure.value for claim in question.claims)
    ):
        return Verdict.NEAR  # 突破1344亿 where the report says 1344亿
    if _ALL_OF_THEM.search(question.text) and _NOT_ALL.search(clause):
        return Verdict.NEAR  # 全办完了: 总体完成
    hedges = [q for q in figure.qualifier.split("、") if q and q != "预计"]
    hedged = hedges and not any(question.qualifier in _FAMILY.get(q, (q,)) for q in hedges)
    return Verdict.NEAR if hedged else Verdict.RIGHT


def _other_addition(question: Question, match: FigureMatch) -> bool:
    """Whether what is added net was asked (净增) and the figure is of all that came new (新增), or the other way round."""
    said = match.passage.near(match.figure) + match.figure.indicator
    for asked, other in ((_NET, _GROSS), (_GROSS, _NET)):
        if asked.search(question.text) and not other.search(question.text):
            return other.search(said) is not None and asked.search(said) is None
    return False


def _allows(figure: Figure, claim: AskedClaim) -> bool:
    """Whether the report's wording does not exclude the typed value: 3.35% where it says 超过3.3%."""
    above = any(q in _ABOVE for q in figure.qualifier.split("、"))
    return above and figure.value < claim.value <= figure.value * Decimal("1.05")


def _without_the_others(question: Question, own: str, figure: Figure) -> str:
    """The text without the things that the figure is of, too, and that were not asked: 高速公路、农村公路里程均居…."""
    for thing in (things := figure.indicator.split("、")):
        asked = [any(term_fit(t, plain(one)) >= 0.85 for t in heavy(question.terms)) for one in things]
        if any(asked) and not asked[things.index(thing)]:
            own = own.replace(thing, "")
    return own


def _set_apart(question: Question, said: str) -> bool:
    """Whether one of the two speaks of a level, a total or a side that the other does not."""
    text = question.text
    for word, same in _SAME.items():
        text = text.replace(word, same)
    if _IS_TOTAL.search(said):
        said, text = (
            said.replace("总量", ""),
            text.replace("总量", ""),
        )  # 地区生产总值 is one without the word
    for name in _OF_TOWN:
        if name in question.expanded and name in said:
            town = re.compile(rf"城镇([一-鿿]{{0,2}}{name})")
            said, text = town.sub(r"\1", said), town.sub(r"\1", text)
    return any((word in text) != (word in said.replace("规上", "规模以上")) for word in _APART)


def _other_scope(question: Question, figure: Figure) -> bool:
    """Whether a rank is of another field than the one typed: 全省第2位 beside 全国第二."""
    typed = {s for s in wording.SCOPES.split("|") if s in question.text}
    return figure.measure is Measure.RANK and bool(typed) and bool(figure.item) and figure.item not in typed


def alike(claim: AskedClaim, figure: Figure, *, kin: bool = True) -> bool:
    """Whether a typed figure can be compared with one of the report's at all; `kin`: 户 with 家, 台 with 辆."""
    if claim.unit:
        return figure.unit == claim.unit or (
            kin
            and claim.unit not in _RELATIVE
            and bool(figure.unit)
            and unit_fits(asked_units(f"多少{claim.unit}") | {claim.unit}, figure.unit)
        )
    if re.search(r"[万亿]", claim.text):
        return figure.unit not in _RELATIVE
    return True


def _same_unit(typed: str, unit: str) -> bool:
    """Whether a typed unit is the report's, or only another word for counting the same."""
    return not typed or typed == unit or {typed, unit} <= set("家个所座处项件条台辆")


def _holds(claim: AskedClaim, qualifier: str, figure: Figure) -> bool:
    if claim.value == figure.value:
        return qualifier not in ("不到", "低于", "不足")
    if qualifier == "多":  # 890多亿, where the report says 890.59亿
        return claim.value < figure.value <= claim.value * Decimal("1.1")
    above = qualifier in ("突破", "超过", "超", "以上", "多于", "高于", "不低于", "达到", "过")
    if above and qualifier != "达到":
        return figure.value > claim.value and figure.measure is not Measure.RANK
    return (
        qualifier in ("不到", "低于", "不足", "以下", "以内")
        and figure.value < claim.value
        and not figure.qualifier
    )
