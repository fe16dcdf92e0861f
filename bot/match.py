"""How well a figure fits a question: name and wording, unit, measure, period and status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from report_bot.ingest.types import FactStatus, Figure, Measure, Passage, Period

from .check_values import direction
from .coverage import NAMING, conflict, coverage, elsewhere, explained, head, heavy, missing
from .types import Question

LAST = 0.05  # … of the last thing that the question names, which those before it only qualify
SIDE = 0.3  # … of a name that is of one side only (农村居民…), where none was asked
MISSING = 0.15  # … of a subject that neither sentence nor titles carry
HEAD = 0.2  # weight of the end of a name, which says what is counted
_SIDE = re.compile(r"(?:农村|城镇)(?:常住)?居民")
_SIDE_ASKED = re.compile(r"农|城|乡|村")
# 首次超过煤电装机量: what a figure is compared with is not what it measures.
_COMPARED_WITH = re.compile(r"(?:首次)?(?:超过|高于|低于|优于|快于|好于|比)[一-鿿]{2,12}?(?=[，。；、]|$)")
_WHOLE = re.compile(r"占[^，。；、\d]{1,16}?(?:比重|比例|份额|的|(?=\d)|$)")
_SHARE_ASKED = re.compile(r"占|比重|比例|份额|几成|率")
TOTALLED = re.compile(r"累计|达到|增至|总数|总量|拥有|共有|一共|总共|现有")
ALTOGETHER = re.compile(r"一共|总共|拢共")
ADDED = re.compile(
    r"新(?:增|建|评|认|添|招|登记|认定|培育|引进|注册|推出|出台|获批|落地|投产|入库|签约|开张|开办|开的|来的)|(?:又|还想|还要|要)(?:多|添|增)[了出加]?(?:多少|几)|(?<!比)年[^，。比]{0,10}多了(?:多少|几)[家个户所]|(?:光|单|就)(?:是|说)?(?:去年|今年)"
)
_PASSED_IN_TURN = re.compile(r"(?:接连|相继|先后|连续)(?:突破|跨[越过上])[^达]*$")
REACHED = re.compile(
    r"达|在建|增至|增加到|提[高升](?:到|至)|[上升](?:到|至)|增长到|扩大到|(?:减少|下降|降低|缩小|缩减|压缩|压减|精减|精简|收窄)[到至]|[降减][到至]|总量|余额|突破|(?<!额)超过|保持|稳定在"
)
# Of one year, though five are looked back on: nobody adds these up.
_A_HEAD = re.compile(r"人均|农民收入|居民收入|生产总值$|经济总量$|城镇化率$|保有量$")
_EVERY_YEAR = re.compile(r"年均|每年|累计")
_YEARLY = re.compile(r"年均|每年|年年")
_FLOW = re.compile(r"支出|投入")  # five years' spending is no level that the last of them ended with
_BUILDS = re.compile(r"[，、\s]*(?:再|新|计划|力争|全年)*(?:建设|建成|新建|打造|培育|引进|改造|开工)")
_REACHES = re.compile(r"达|累计|总[数量]|突破|超过")
_COUNTING = {"家": "户个", "户": "家个", "个": "家项处座所名条片对款", "名": "人位", "人": "名位", "位": "人名", "所": "个处座家", "处": "个座所",
             "座": "个处", "项": "个件条", "件": "项个", "条": "项个艘", "艘": "条", "款": "个种", "对": "个", "张": "个", "起": "件", "部": "台", "台": "部套"}  # fmt: skip


def unit_fits(asked: frozenset[str], unit: str) -> bool:
    """Whether a figure's unit is of an asked kind; classifiers of one family (家, 户, 个) meet."""
    if not asked:
        return True
    base = unit.split("/")[0]
    if not unit and "人" in asked:
        return True  # 减少1386万: heads, as reports often leave unsaid
    return any(
        base == a
        or (base in _COUNTING.get(a, "") and base)
        or (base.endswith(a) and len(a) > 1)
        or (a == "人" and base == "人次")
        or (a == "%" and base in ("分之", "成"))  # 占三分之一
        for a in asked
    )


def period_fit(asked: tuple[Period, ...], period: Period | None) -> float:
    """1 same period, 0.4 one covers the other or the figure's is unknown, 0 another period. Open questions fit all."""
    if not asked:
        return 1.0
    if period is None:
        return 0.4
    return max(1.0 if a == period else 0.4 if a.covers(period) or period.covers(a) else 0.0 for a in asked)


def reaches(asked: tuple[Period, ...], figure: Figure, clause: str) -> bool:
    """Whether a figure of several years is the level that stood at the end of an asked one (五年来…达到)."""
    period = figure.period
    if (
        period is not None and period.is_year
    ):  # 十五五的目标, 到2030年达到…: what a plan of several years aims at
        planned = figure.status is FactStatus.TARGET
        return planned and any(not p.is_year and p.last == period.last for p in asked)
    if period is not None and figure.status is FactStatus.TARGET and not _YEARLY.search(clause):
        return any(p.is_year and p.last == period.last for p in asked)  # 今后五年的目标…超过300亿元
    return (
        period is not None
        and not _PASSED_IN_TURN.search(clause)
        and not (figure.unit == "元" and ("累计" in clause or _FLOW.search(figure.indicator)))
        and any(p.is_year and p.last == period.last for p in asked)
        and (
            figure.measure is Measure.RANK
            or (
                figure.measure in (Measure.STOCK, Measure.SHARE)
                and (
                    REACHED.search(clause) is not None
                    or (_A_HEAD.search(figure.indicator) is not None and not _EVERY_YEAR.search(clause))
                )
            )
        )
    )


def status_fit(asked: FactStatus | None, status: FactStatus) -> float:
    if asked is None or asked is status:
        return 1.0
    return 0.3 if status is FactStatus.OTHER else 0.0


def measure_fits(asked: frozenset[Measure], figure: Figure) -> bool:
    return (
        not asked
        or figure.measure in asked
        or (Measure.STOCK in asked and "消费价格" in figure.indicator)
        # a rate is a level of itself: 城镇化率要到多少
        or (Measure.STOCK in asked and figure.measure is Measure.SHARE and figure.indicator.endswith("率"))
    )  # its level is its rise


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure beside a question. All parts are 0–1; `score` ranks, the parts decide."""

    figure: Figure
    passage: Passage
    indicator: float  # share of the terms that the indicator and item carry
    clause: float  # … that the clause carries
    context: float  # … that the sentence with its section titles carries
    precision: float  # share of the indicator that the terms explain
    unit: bool
    measure: bool
    period: float
    status: float
    meaning: float = 0.0  # how near the sentence is in meaning, in standard deviations over the report
    name: float = 0.0  # the same of the nearest indicator in the sentence
    missing: float = 0.0  # weight of the heaviest term that neither sentence nor titles carry
    elsewhere: float = 0.0  # share of the terms that only other clauses of the sentence carry
    conflict: float = 0.0  # weight of the heaviest term whose head the indicator has with another modifier

    one_side: bool = False  # whether the name is of town or country alone, and the question of neither
    near: float = (
        0.0  # how near what is said of the figure is in meaning, in standard deviations over the report
    )
    cosine: float = 0.0  # the same as it is
    rank: int = 0  # of its passage among the candidates
    answers: float = 0.0  # the probability that it is what was asked for (bot/figures.json)
    last: float = 0.0  # how much of the last heavy term the name carries
    head: float = 0.0  # whether the terms explain the end of the indicator: the 能耗 of 万元GDP能耗

    @property
    def fit(self) -> float:
        """How well wording and meaning agree, whatever the unit, measure, year and status."""
        carried = 0.9 * self.indicator + 0.5 * self.clause + 0.4 * self.context + 0.35 * self.precision
        carried -= SIDE * self.one_side
        carried += HEAD * self.head + LAST * self.last - MISSING * self.missing
        return carried + 0.1 * self.meaning + 0.1 * self.name

    @property
    def score(self) -> float:
        return self.fit + 0.35 * self.unit + 0.35 * self.measure + 0.3 * self.period + 0.2 * self.status


def match_figure(
    question: Question,
    passage: Passage,
    figure: Figure,
    meaning: float = 0.0,
    name_fit: float = 0.0,
    near: float = 0.0,
    rank: int = 0,
) -> FigureMatch:
    """Measure one figure against the question."""
    terms = question.terms
    grown = (
        figure.indicator + "增长" if figure.measure is Measure.CHANGE else figure.indicator
    )  # 经济 + 增长5%
    name = grown + figure.item
    clause = _COMPARED_WITH.sub("", passage.clause(figure))
    if figure.measure is Measure.SHARE and not _SHARE_ASKED.search(question.text):
        name, clause = (
            _WHOLE.sub("占比", name),
            _WHOLE.sub("占比", clause),
        )  # of A's share of B, B is not the subject
    said, around = clause + name, passage.context + name
    return FigureMatch(
        figure=figure,
        passage=passage,
        indicator=coverage(terms, name),
        clause=coverage(terms, said),
        context=coverage(terms, around),
        precision=max(explained(terms, n) for n in {figure.indicator, grown}),
        unit=unit_fits(question.units, figure.unit),
        measure=(measure_fits(question.measures, figure) and not _adds_up(question, figure, clause))
        or _to_be_built(question, figure, clause),
        period=1.0
        if reaches(question.periods, figure, clause)
        else period_fit(question.periods, figure.period),
        status=status_fit(question.status, figure.status),
        meaning=meaning,
        name=name_fit,
        near=near,
        rank=rank,
        missing=missing(terms, around),
        elsewhere=elsewhere(terms, said, passage.text, figure.indicator),
        head=max(head(terms, n) for n in {_WHOLE.sub("", figure.indicator), grown}),
        one_side=bool(_SIDE.search(figure.indicator)) and not _SIDE_ASKED.search(question.text),
        last=coverage(heavy(terms, NAMING)[-1:], name),
        conflict=conflict(terms, name if figure.item else said, figure.indicator),
    )


def unsaid(matches: Iterable[FigureMatch], said: Sequence[FigureMatch]) -> list[FigureMatch]:
    """The matches, each once, whose figure is not among those that are said already."""
    new: list[FigureMatch] = []
    for match in matches:
        if all(match.figure is not known.figure for known in (*said, *new)):
            new.append(match)
    return new


def went(match: FigureMatch) -> int:
    """1 where its clause says that the figure rose, -1 that it fell; 0 where it is no change or says neither."""
    return direction(match.passage.lead(match.figure)) if match.figure.measure is Measure.CHANGE else 0


def _to_be_built(question: Question, figure: Figure, clause: str) -> bool:
    """Whether what is added was asked (今年增加多少) and the figure is a plain amount that a plan builds (建设床位300张)."""
    planned = figure.status is FactStatus.TARGET and figure.measure is Measure.STOCK
    return (
        Measure.NEW in question.measures
        and planned
        and _BUILDS.match(clause) is not None
        and not _REACHES.search(clause)
    )


def _adds_up(question: Question, figure: Figure, clause: str) -> bool:
    """Whether a total (累计, 达到) stands where only what was added was asked for."""
    return (
        Measure.NEW in question.measures
        and figure.measure is Measure.STOCK
        and TOTALLED.search(clause) is not None
        and ADDED.search(question.text) is not None
        and TOTALLED.search(question.text) is None
    )
