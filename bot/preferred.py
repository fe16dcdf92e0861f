"""Among figures that fit a question, those that its wording prefers: the total, the very year, the asked unit, the last named."""

from __future__ import annotations

import re

from report_bot.ingest.types import FactStatus, Measure

from .beside import ASKS, COORDINATED, NEAR
from .carried import names_itself
from .coverage import heavy, plain, term_fit
from .match import FigureMatch
from .preferred_times import HELD_FOR_YEARS
from .types import Question

CLEARLY = 0.45  # a fit better by this much, for another year or measure, is what was asked about
LIKELY_WHOLE = 0.3  # so likely, as a share of the likeliest, a total must be to stand for what was added
LEVEL = 0.5  # share of a growth's probability from which the level of the same name stands before it
BESIDE_LIKELY = 0.3  # … and share of a neighbour's from which a figure in the very unit stands for it
AS_LIKELY = 0.8  # share of the likeliest's probability from which a total stands for what was added

HELD, LACKS = 0.85, 0.3  # how much of what is counted a clause holds, and how much it does not lack
_OWN_MEASURE = re.compile(
    r"总规模|总投资|投资额|总产值|产值|总产量|产量|总面积|总里程|总长度?|增加值|营业?收入|销售额|利润"
)
_MUST_NAME = re.compile(r"贡献率|贡献|存贷比|装机|办结率|满意率|覆盖率|达线率|资产负债率")
_MORE_MADE = re.compile(r"增产|增量|多[产打]了?(?:多少|几)")
_OF_THE_YEAR_PLANNED = re.compile(r"(?:年度|当年|今年)?计划投资|年度投资|当年投资")
_ALL_RESIDENTS = re.compile(r"(?:全体|全[国省市县区])?居民(?:人均)?(?:可支配)?(?:收入|消费)")
_ONE_SIDE = re.compile(r"(?:城镇|农村)(?:常住)?居民")
_PLANNED_SUM = re.compile(r"(?:总|计划)投资(?:达|约|超)?$")
_COUNTED_NOUN = re.compile(
    r"(?:多少|几)[十百千万亿]*(?:[个家位名所座处条项件例台场次户人]的?)?(?P<noun>[一-鿿]{2,6})"
)
_REACHED = re.compile(r"(?:大关|关口)?[、，]?(?:已|并)?达到?(?:了)?")
_MANY = r"(?:多少|几)[十百千万亿]*"


def size_ranked_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without the rank of a growth where a rank was asked (GDP排第几) and that of the thing itself is told, too."""
    if question.measures == {Measure.RANK, Measure.CHANGE} and "个位次" in question.units:
        return [m for m in matches if m.figure.unit == "个位次"] or matches  # 上升了几位
    if question.measures != {Measure.RANK}:
        return matches
    if re.search("[增涨][长速幅]", question.text):
        return [m for m in matches if m.figure.indicator.endswith("增速")] or matches
    of_year = [
        m
        for m in matches
        if m.figure.measure is Measure.RANK and not HELD_FOR_YEARS.search(m.passage.clause(m.figure))
    ]
    if not re.search("连续|连着|一直", question.text) and of_year:
        matches = [m for m in matches if not HELD_FOR_YEARS.search(m.passage.clause(m.figure))]
    own = {m.figure.indicator for m in matches}
    return [m for m in matches if m.figure.indicator.removesuffix("增速") not in own - {m.figure.indicator}]


def all_residents_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without the figures of town and country alone where neither was asked (老百姓收入) and that of all residents is told."""
    if question.items or re.search("[城农乡村]", question.text):
        return matches
    all_ = [m for m in matches if _ALL_RESIDENTS.match(m.figure.indicator)]
    kinds = {(m.figure.period, m.figure.measure, m.figure.status, m.figure.unit) for m in all_}
    return [
        m
        for m in matches
        if not _ONE_SIDE.match(m.figure.indicator)
        or (m.figure.period, m.figure.measure, m.figure.status, m.figure.unit) not in kinds
    ]


def places_last(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without a place in an order where none was asked (粮食去年呢), and another figure is named as well."""
    if Measure.RANK in question.measures or re.search("第|排|名次|位", question.text):
        return matches
    told = [m for m in matches if m.figure.measure is not Measure.RANK and m.unit]
    best = max((m.indicator for m in told), default=0.0)
    return [m for m in matches if m.figure.measure is not Measure.RANK or m.indicator > best + NEAR]


def yearly_means(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without a single year's growth where 年均 was asked and a yearly mean of the likeliest's name is told."""
    if "年均" not in question.text or not matches:
        return matches
    asked_for = plain(matches[0].figure.indicator)
    yearly = [m for m in matches if "年均" in m.passage.clause(m.figure)]
    names = [plain(m.figure.indicator) for m in yearly]
    return yearly if any(asked_for in name or name in asked_for for name in names) else matches


def of_the_named_measure(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without a figure whose name is only the owner's (基金, 24只) where its 总规模 was asked and the report has that, too."""
    if only := _MUST_NAME.search(question.text):
        named = [m for m in matches if only[0] in m.figure.indicator]
        if named and not COORDINATED.search(question.text):
            return named  # 服务业贡献率, 存贷比: of nothing else
    if _MORE_MADE.search(question.text):  # 粮食增产多少: the increase, where the report tells it
        return [m for m in matches if m.figure.indicator.endswith("增量")] or matches
    if _OF_THE_YEAR_PLANNED.search(question.text):
        matches = [m for m in matches if "总投资" not in m.passage.near(m.figure)] or matches
    if re.search("完成了?投资|投资完成", question.text):
        matches = [m for m in matches if not _PLANNED_SUM.search(m.passage.near(m.figure))] or matches
    asked = _OWN_MEASURE.search(question.text)
    if asked is None:
        return matches
    owners = [
        plain(m.figure.indicator).removesuffix(asked[0])
        for m in matches
        if plain(m.figure.indicator).endswith(asked[0])
    ]
    return [m for m in matches if plain(m.figure.indicator) not in owners]


def last_named_first(question: Question, exact: list[FigureMatch]) -> list[FigureMatch]:
    """A figure whose very name is the last thing asked, before one of what only qualifies it (上市审核过会的有几家)."""
    subjects = heavy(question.terms)
    named = [m for m in exact if subjects and plain(m.figure.indicator) == plain(subjects[-1].text)]
    if not named or named[0].fit < exact[0].fit - CLEARLY or COORDINATED.search(question.text):
        return exact
    more = exact[0].indicator - named[0].indicator
    if (more >= NEAR and exact[0].precision >= 0.85) or (more > 0.1 and exact[0].answers >= named[0].answers):
        return exact  # 在建的通道: a name that says all of it, too
    return [*named, *(m for m in exact if m not in named)]


def level_first(question: Question, exact: list[FigureMatch]) -> list[FigureMatch]:
    """The level before the growth of the same name where neither was asked for (某产业去年产值), but no plan."""
    if question.measures or question.units or not exact or exact[0].figure.measure is not Measure.CHANGE:
        return exact
    levels = [
        m
        for m in exact
        if m.figure.measure is Measure.STOCK
        and (m.figure.status, m.figure.period) == (exact[0].figure.status, exact[0].figure.period)
        and m.figure.status is FactStatus.ACTUAL
        and m.indicator >= exact[0].indicator - NEAR
        and m.answers >= LEVEL * exact[0].answers
        and m.fit >= exact[0].fit - CLEARLY
    ]
    return [*levels, *(m for m in exact if m not in levels)]


def reached_first(exact: list[FigureMatch]) -> list[FigureMatch]:
    """The value that was reached before the mark that was passed, said of one thing (突破2600亿元、达到2618亿元)."""
    if not exact:
        return exact
    first = exact[0]
    reached = [
        m
        for m in exact[1:]
        if m.passage is first.passage
        and m.figure.indicator == first.figure.indicator
        and (m.figure.unit, m.figure.measure) == (first.figure.unit, first.figure.measure)
        and _REACHED.fullmatch(first.passage.between(first.figure, m.figure))
    ]
    return [*reached, *(m for m in exact if m not in reached)]


def own_name_first(exact: list[FigureMatch]) -> list[FigureMatch]:
    """A figure whose whole name was asked before one whose name only begins so: GDP before 万元GDP能耗."""
    if not exact or exact[0].head:
        return exact
    better = [
        m
        for m in exact
        if m.head
        and names_itself(m)
        and m.indicator >= exact[0].indicator - NEAR
        and m.fit >= exact[0].fit - CLEARLY
    ]
    return [*better, *(m for m in exact if m not in better)]


def of_the_asked_unit(question: Question, strong: list[FigureMatch]) -> list[FigureMatch]:
    """Without figures that only a kindred unit lets in (个 for 张), where one has the very unit and fits well."""
    if "个位次" in question.units or len(ASKS.findall(question.text)) > 1:
        return strong  # 几个要花多少钱: of either unit
    exact = [
        m
        for m in strong
        if (
            m.figure.unit
            and re.search(rf"{_MANY}{re.escape(m.figure.unit)}(?![亿万]|[一-鿿]?点)", question.text)
        )
        or question.units == {m.figure.unit} == {"张"}  # 床位多少
    ]
    if not exact or exact[0].fit < max(m.fit for m in strong) - CLEARLY:
        return strong
    # What is likelier than these is not theirs: of another year they do not stand for the asked one (多少户 … 459个).
    likeliest = max(m.answers for m in exact)

    def stays(match: FigureMatch) -> bool:
        if match in exact or not match.unit or match.fit > exact[0].fit + NEAR:
            return True
        if any(_stands_for(m, match) for m in exact):
            return False
        return AS_LIKELY * match.answers > likeliest

    return [m for m in strong if stays(m)]


def _stands_for(counted: FigureMatch, other: FigureMatch) -> bool:
    """Whether the figure in the very unit (多少所, 9所) is told for one beside it that a kindred unit let in (6400个)."""
    beside = counted.passage is other.passage and counted.figure.unit != "个"
    return beside and counted.fit >= other.fit - NEAR and counted.answers >= BESIDE_LIKELY * other.answers


def of_the_counted(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without the figures of a sentence whose clauses lack what is counted (做多少手术), where another's clause has it."""
    asked = _COUNTED_NOUN.search(question.text)
    noun = next((t for t in heavy(question.terms) if asked and asked["noun"].startswith(t.text)), None)
    if noun is None:
        return matches
    fitting = [m for m in matches if m.unit and m.measure]
    held = {id(m.passage) for m in fitting if term_fit(noun, plain(m.passage.clause(m.figure))) >= HELD}
    return [
        m
        for m in matches
        if id(m.passage) not in held
        or term_fit(noun, plain(m.passage.clause(m.figure) + m.figure.indicator)) >= LACKS
    ]
