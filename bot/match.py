"""How well a piece of the report carries what a question asks: term coverage, and fit of a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from report_bot.ingest.types import FactStatus, Figure, Measure, Passage, Period

from .types import Question, Term

LAST = 0.05  # … of the last thing that the question names, which those before it only qualify
SIDE = 0.3  # … of a name that is of one side only (农村居民…), where none was asked
MISSING = 0.15  # … of a subject that neither sentence nor titles carry
HEAD = 0.2  # weight of the end of a name, which says what is counted
_GENERIC = re.compile(r"^(?:新增|新建|累计|全市|全省|全县|全区|全国|城乡|各类|人均)+")
_EMPTY_END = re.compile(
    r"(?:挂牌|开工|竣工|投产|建成|总?[量额数]|数量|规模|水平|标准|情况|任务|项目|建设|工程|人数|达|余额|总值|产值|浓度|比[例重率]|率)+$"
)
_SIDE = re.compile(r"(?:农村|城镇)(?:常住)?居民")
_SIDE_ASKED = re.compile(r"农|城|乡|村")
_NOISE = re.compile(r"[\s、“”‘’（）()《》·,，。的和与及]")
# 首次超过煤电装机量: what a figure is compared with is not what it measures.
_COMPARED_WITH = re.compile(r"(?:首次)?(?:超过|高于|低于|优于|快于|好于|比)[一-鿿]{2,12}?(?=[，。；、]|$)")
_WHOLE = re.compile(r"占[^，。；、\d]{1,16}?(?:比重|比例|份额|的|(?=\d)|$)")
_SHARE_ASKED = re.compile(r"占|比重|比例|份额|几成|率")
_TOTALLED = re.compile(r"累计|达到|增至|总数|总量|拥有|共有|一共|总共|现有")
_ADDED = re.compile(r"新增|新建|新登记|新认定|新培育|新引进|新注册")
REACHED = re.compile(
    r"达|增至|增加到|提[高升](?:到|至)|[上升](?:到|至)|增长到|扩大到|总量|余额|突破|保持|稳定在"
)
_COUNTING = {"家": "户个", "户": "家个", "个": "家项处座所名条", "名": "人位", "人": "名位个", "位": "人名", "所": "个处座家", "处": "个座所",
             "座": "个处", "项": "个件条", "件": "项个", "条": "项个", "张": "个", "起": "件"}  # fmt: skip


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """The text without punctuation and particles, lower-cased, so that wordings meet."""
    return _NOISE.sub("", text).lower()


@lru_cache(maxsize=1 << 14)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(word[i : i + 2].lower() for i in range(len(word) - 1))


@lru_cache(maxsize=1 << 16)
def term_fit(term: Term, text: str) -> float:
    """How much of a term stands in `text` (already `plain`): 1 where an alternative stands whole, else a share.

    The share is the part of the term's character pairs that the text has, halved; official alternatives of the
    glossary count a little less than the citizen's own word.
    """
    own = plain(term.text)
    if own.startswith("出口"):
        text = text.replace("进出口", "")  # exports are only a part of 进出口
    if own and own in text:
        return 1.0
    if any(alternative and plain(alternative) in text for alternative in term.alternatives[1:]):
        return 0.85
    best = 0.0
    for alternative in term.alternatives:
        pairs = _pairs(alternative)
        if len(pairs) >= 2:
            best = max(best, 0.7 * sum(pair in text for pair in pairs) / len(pairs))
    return best


def coverage(terms: tuple[Term, ...], text: str) -> float:
    """Weighted share of the question's terms found in `text`, 0–1; 1 for a question without terms."""
    total, found, text = 0.0, 0.0, plain(text)
    for term in terms:
        total += term.weight
        found += term.weight * term_fit(term, text)
    return found / total if total else 0.0


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
    return (
        period is not None
        and not period.is_year
        and any(p.is_year and p.last == period.last for p in asked)
        and (
            figure.measure is Measure.RANK
            or (figure.measure in (Measure.STOCK, Measure.SHARE) and REACHED.search(clause) is not None)
        )
    )


def status_fit(asked: FactStatus | None, status: FactStatus) -> float:
    if asked is None or asked is status:
        return 1.0
    return 0.3 if status is FactStatus.OTHER else 0.0


def measure_fits(asked: frozenset[Measure], figure: Figure) -> bool:
    return not asked or figure.measure in asked


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
        measure=measure_fits(question.measures, figure) and not _adds_up(question, figure, clause),
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
        last=coverage(tuple(t for t in terms if t.weight >= 0.4)[-1:], name),
        conflict=conflict(terms, name if figure.item else said, figure.indicator),
    )


def _adds_up(question: Question, figure: Figure, clause: str) -> bool:
    """Whether a total (累计, 达到) stands where only what was added was asked for."""
    return (
        Measure.NEW in question.measures
        and figure.measure is Measure.STOCK
        and _TOTALLED.search(clause) is not None
        and _ADDED.search(question.text) is not None
        and _TOTALLED.search(question.text) is None
    )


def missing(terms: tuple[Term, ...], text: str) -> float:
    """The weight of the heaviest term that the text does not carry, 0 where it carries all."""
    text = plain(text)
    return max((term.weight * (1 - term_fit(term, text)) for term in terms), default=0.0)


def elsewhere(terms: tuple[Term, ...], said: str, sentence: str, indicator: str = "") -> float:
    """Weighted share of the terms that stand whole in the sentence, where none stands in the figure's own clause.

    A name that a term ends with takes it up again (…中欧班列集结中心，开行班列…): that is no other thing.
    """
    total = sum(term.weight for term in terms)
    again = plain(indicator)
    if len(again) > 1 and any(plain(t.text).endswith(again) for t in terms):
        return 0.0
    said, sentence = plain(said), plain(sentence)
    if any(term_fit(term, said) >= 0.85 for term in terms):
        return 0.0
    beside = [t for t in terms if term_fit(t, said) < 0.5 and term_fit(t, sentence) >= 0.85]
    return sum(term.weight for term in beside) / total if total else 0.0


def conflict(terms: tuple[Term, ...], said: str, indicator: str) -> float:
    """The weight of the heaviest term that names a sibling of the indicator: 国防支出 beside 财政支出.

    Siblings end alike (two characters at least), and of what stands before the term's ending nothing is in `said`.
    """
    said, name = plain(said), plain(indicator)
    worst = 0.0
    if any(term.weight >= 0.5 and term_fit(term, name) >= 0.85 for term in terms):
        return 0.0  # one of several asked for (中央和地方财政赤字)
    for term in terms:
        if term.weight <= worst or term_fit(term, said) >= 0.85:
            continue
        own = plain(term.text)
        shared = common_ending(own, name)
        if not 2 <= shared < min(len(own), len(name)):
            continue
        modifier = _GENERIC.sub("", own[:-shared])
        if len(modifier) > 1 and not any(pair in said for pair in _pairs(modifier)):
            worst = term.weight
    return worst


def common_ending(a: str, b: str) -> int:
    """How many characters two names share at the end."""
    shared = 0
    while shared < min(len(a), len(b)) and a[-1 - shared] == b[-1 - shared]:
        shared += 1
    return shared


def explained(terms: tuple[Term, ...], indicator: str) -> float:
    """Share of the indicator's characters that the question's terms (or their official words) hold."""
    marked = _marked(terms, plain(indicator))
    return sum(marked) / len(marked) if marked else 0.0


def head(terms: tuple[Term, ...], indicator: str) -> float:
    """1 where the terms hold the last two characters of the indicator, less its empty endings, else 0."""
    name = plain(indicator)
    marked = _marked(terms, name)
    end = len(_EMPTY_END.sub("", name)) or len(name)
    return float(bool(marked) and all(marked[max(0, end - 2) : end]))


@lru_cache(maxsize=1 << 12)
def _marked(terms: tuple[Term, ...], name: str) -> tuple[bool, ...]:
    """For each character of a plain name whether a term or one of its official words holds it."""
    marked = [False] * len(name)
    for term in terms:
        for alternative in term.alternatives:
            word = plain(alternative)
            at = name.find(word) if word else -1
            if at >= 0:
                marked[at : at + len(word)] = [True] * len(word)
    pairs = _own_pairs(terms)
    for i in range(len(name) - 1):
        if name[i : i + 2] in pairs:
            marked[i] = marked[i + 1] = True
    return tuple(marked)


@lru_cache(maxsize=1 << 8)
def _own_pairs(terms: tuple[Term, ...]) -> frozenset[str]:
    """Two characters in a row of the question's own words."""
    return frozenset(pair for term in terms for pair in _pairs(plain(term.text)))
