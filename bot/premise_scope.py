"""How far a question with a typed figure speaks of a figure of the report: its subject, side, time, measure and qualifier."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from report_bot.ingest import wording
from report_bot.ingest.types import FactStatus, Figure, Measure

from .allowed import names_item
from .asked import asked_units
from .coverage import NAMING, heavy, plain, term_fit
from .match import FigureMatch, unit_fits
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
_LEVEL_TYPED = re.compile(r"(?<![新改扩]建)(?<![完达])(?:达到?|到|突破)了?\d")
_IN_TOTAL = re.compile(r"累计|总共|一共|总数|现在(?:总共)?有|共有")
_ALTOGETHER = re.compile(r"一共|总共")
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
_HELD_AT = ("控制", "保持", "稳定", "维持", "实现", "完成", "达到")
_PER = ("日均", "月均", "户均")
_A_MONTH = re.compile(
    r"(?:低保|养老金|救助|特困)[^，；]{0,8}月均"
)  # paid by the month, also without the word
# Words that set one figure apart from another of the same name: where only one side says one, they are not the same claim.
_OTHER_SIDE = {
    "农村": re.compile(r"(?:城镇|城市)(?:居民)?[、和与及]|[、和与及](?:城镇|城市)(?:居民)?"),
    "城镇": re.compile(r"农村(?:居民)?[、和与及]|[、和与及]农村(?:居民)?"),
    "城市": re.compile(r"农村(?:居民)?[、和与及]|[、和与及]农村(?:居民)?"),
}
_APART = ("国家级", "省部级", "省级", "市级", "县级", "总量", "增量", "累计", "人均", "每万人", "农村", "城镇", "规模以上")  # fmt: skip
_LEVELS_SAID = {"国家级", "省部级", "省级", "市级", "县级"}
_SAME = {
    "农民收入": "农村收入",
    "农民人均": "农村人均",
    "规上": "规模以上",
    "乡下": "农村",
    "村里": "农村",
    "城里": "城镇",
}
HAPPENED = re.compile(r"已经?|了[吗吧没么]|了[？?。]?$|[到破过]了|是去年|去年")
_INTENDED = re.compile(r"目标|计划|打算|争取|力争|要(?:达|建|新|改|修|增|完)")
ABOVE = ("突破", "超过", "超", "以上", "高于", "不低于", "过", "破")
_RELATIVE = ("%", "‰", "个百分点", "位", "年")
SCALE = 1000  # times that a typed number may be of a figure for both to be of one thing
HELD = 0.5  # how much of each heavy term the figure's own clause must hold to be judged at all
NAMED = 0.6  # share of the figure's name that the question must say for a plain yes


class Verdict(StrEnum):
    """What the user's figures are: right, right but said with another scope or qualifier, wrong, or open."""

    RIGHT = "right"
    NEAR = "near"
    WRONG = "wrong"
    OPEN = "open"


def least_sure(verdicts: Iterable[Verdict]) -> Verdict:
    """One verdict on several figures: wrong where one is, right only where each is."""
    return min(verdicts, key=(Verdict.WRONG, Verdict.OPEN, Verdict.NEAR, Verdict.RIGHT).index)


def scope_of(question: Question, match: FigureMatch) -> Verdict:
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
    happened = HAPPENED.search(question.text) and not _INTENDED.search(question.text)
    if happened and figure.status is FactStatus.TARGET and figure.period not in question.periods:
        return Verdict.OPEN
    own = (clause + figure.indicator + figure.item).replace("常住居民", "居民")
    for beside in match.passage.figures:
        if beside.clause_start == figure.clause_start and beside.indicator not in figure.indicator:
            own = own.replace(beside.indicator, "")  # 甲、乙增速分别居…: of the one alone
    own = _without_the_others(question, own, figure)
    if figure.item and figure.item in ("城镇", "城市", "农村"):
        own = _OTHER_SIDE[figure.item].sub("", own)  # 城镇、农村居民…分别增长: of the one alone
    of_years = figure.period is not None and not figure.period.is_year
    summed = of_years and "累计" not in question.text
    if summed or (figure.measure is Measure.STOCK and question.qualifier in ABOVE):
        own = own.replace("累计", "")  # 突破300家了: how many there are; 五年…累计
    if figure.measure is Measure.CHANGE:
        own = own.replace("总量", "")  # 信访下降了16.8%, 信访总量下降16.8%
    a_head = _SET_A_HEAD.search(figure.indicator)
    if a_head and "人均" not in question.text:
        own = own.replace("人均", "")
    if of_years and figure.measure is Measure.NEW and _A_YEAR.search(question.text):
        return Verdict.OPEN  # 一年新增…: so many in five
    if _other_addition(question, match):
        return Verdict.OPEN
    apart = _set_apart(question, own)
    typed = any(claim.value == figure.value for claim in question.claims)
    of_a_level = typed and apart <= _LEVELS_SAID and all(word in own for word in apart)
    if (apart and not of_a_level) or _other_scope(question, figure):
        return Verdict.OPEN  # of the very value, 新增25家 is near 新增市级以上25家
    if added and not total and figure.measure is Measure.STOCK and _LEVEL_SAID.search(clause):
        return Verdict.OPEN
    if figure.measure is Measure.NEW and not added and _LEVEL_TYPED.search(question.text):
        return Verdict.OPEN  # 装机到728万了吧: what was added neither confirms nor denies it
    if total and (figure.measure is Measure.NEW or not re.search(r"累计|达|增至|总|有|保有", clause)):
        return Verdict.OPEN
    if any(word in clause and word not in question.text for word in _PER) and not (
        a_head and _A_MONTH.search(clause)
    ):
        return Verdict.OPEN
    named = tuple(t for t in heavy(question.terms, NAMING) if t.text not in _HELD_AT)  # 失业率控制在5%左右
    if any(term_fit(t, said) < 0.85 and term_fit(t, whole) < 0.85 for t in named):
        return Verdict.OPEN
    sided = figure.item and figure.measure is not Measure.RANK and not names_item(question, figure.item)
    if sided and not any(term_fit(t, plain(figure.item)) >= 0.85 for t in named):
        return Verdict.OPEN
    if any(term_fit(t, said) < HELD for t in named):
        return Verdict.OPEN
    if apart or match.precision < NAMED or any(term_fit(t, said) < 0.85 for t in named):
        return Verdict.NEAR
    if (
        question.qualifier in ABOVE
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


def _without_the_others(question: Question, own: str, figure: Figure) -> str:
    """The text without the things that the figure is of, too, and that were not asked: 高速公路、农村公路里程均居…."""
    for thing in (things := figure.indicator.split("、")):
        asked = [any(term_fit(t, plain(one)) >= 0.85 for t in heavy(question.terms)) for one in things]
        if any(asked) and not asked[things.index(thing)]:
            own = own.replace(thing, "")
    return own


def _set_apart(question: Question, said: str) -> set[str]:
    """The words for a level, a total or a side that one of the two says and the other does not."""
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
    said = said.replace("规上", "规模以上")
    return {word for word in _APART if (word in text) != (word in said)}


def _other_scope(question: Question, figure: Figure) -> bool:
    """Whether a rank is of another field than the one typed: 全省第2位 beside 全国第二."""
    typed = {s for s in wording.SCOPES.split("|") if s in question.text}
    return figure.measure is Measure.RANK and bool(typed) and bool(figure.item) and figure.item not in typed


def alike(claim: AskedClaim, figure: Figure, *, kin: bool = True) -> bool:
    """Whether a typed figure can be compared with one of the report's at all; `kin`: 户 with 家, 台 with 辆."""
    if claim.unit == "位" and claim.text.startswith(("第", "前")) and figure.measure is not Measure.RANK:
        return False  # 全省第二吗, where it moved up by 2位
    if claim.text.endswith("个点") and figure.unit == "%" and figure.measure is not Measure.CHANGE:
        return False  # 提高了0.3个点吧: of no 2.4% that it rose to
    if claim.unit:
        return (
            figure.unit == claim.unit
            or ((claim.unit, figure.unit) == ("%", "成") and claim.text.endswith("成"))
            or (figure.unit == "个百分点" and claim.text.endswith("个点"))
            or (
                kin
                and claim.unit not in _RELATIVE
                and bool(figure.unit)
                and unit_fits(asked_units(f"多少{claim.unit}") | {claim.unit}, figure.unit)
            )
        )
    if re.search(r"[万亿]", claim.text):  # 投了1310亿: of no 420个
        return figure.unit not in _RELATIVE and figure.value * SCALE >= claim.value
    return True
