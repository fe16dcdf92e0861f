"""Both years of an indicator side by side: which figures pair up, whether they compare, and the difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from report_bot.ingest import wording
from report_bot.ingest.types import FactStatus, Figure, Measure, Period, Report
from report_bot.prompts.load import reply

from .carried import strong_matches
from .check_values import direction
from .coverage import plain
from .match import FigureMatch, reaches
from .phrase import amount_text, inner, written
from .preferred import of_the_asked_unit
from .preferred_times import of_the_year
from .types import Evidence

CLEARLY = 0.45  # a fit better by this much is another indicator
NAMED = 0.5  # share of a name that the question must say for it to stand beside any other
HALF_NAMED = 0.5  # … of what the best named one says of the question, for a figure to be one side
LIKELY_SIDE = 0.35  # … unless it is this share as likely as the likeliest
AKIN = 0.5  # share of character pairs that two names must have in common to be put side by side
LIKELIER = 1.0  # how much the probability of answering counts beside the fit
DEPTH = 12  # passages searched for the two sides
_ECONOMY = re.compile(r"(?:全[国省市县区])?(?:地区|国内)?生产总值|经济|GDP")
# What a name may leave to the titles or the sentence it stands in: 户厕改造 under 乡村建设 is that of the country.
_OF_A_PART = {"农村": ("农村", "乡村", "农业"), "政府": ("债务", "财政"), "汽车": ("汽车",)}
# Said or left out, the name is of the same: 年末全国城镇调查失业率, 外贸进出口总额, 城镇老旧小区, 城乡低保.
_SAID_EITHER_WAY = re.compile(
    r"^(?:年[末底]|全[国省市县区])+(?=..)|外贸(?=进出口)|城镇(?=老旧小区)|^城乡(?:居民)?(?=低保|最低生活保障)|^新?(?:开工|改造)+(?=老旧小区|棚户区)"
)
_RHYTHM = re.compile(r"(?:每人?每?|人均每)(?P<of>[年月])[^，；]*$")
_PUT_UP = re.compile(
    r"(?:再|将|要|力争|计划|全年|已)*(?:新[建增修改开]|改[建造扩]|扩建|建设|建成|修建|开工|实施|完成|增加)(?!.*(?:累计|达到?|总[数量]))"
)
_MEASURES = {
    Measure.STOCK: "总数",
    Measure.NEW: "当年新增",
    Measure.CHANGE: "增减变化",
    Measure.SHARE: "比例",
    Measure.RANK: "位次",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """The figures of the two years; `unlike` says in Chinese why they must not be computed with, "" if they may."""

    earlier: FigureMatch
    later: FigureMatch
    unlike: str


def find_pair(evidence: Evidence, report: Report) -> Pair | None:
    """The best pair of the two times asked (else done last year, aimed at this year); None where a side is missing."""
    strong = of_the_year(evidence.question, strong_matches(evidence, DEPTH))
    strong = of_the_asked_unit(evidence.question, strong)  # 改多少个: no 1.1万户
    named = max((m.indicator for m in strong), default=0.0)
    likely = LIKELY_SIDE * max((m.answers for m in strong), default=1.0)
    strong = [
        m for m in strong if m.indicator >= HALF_NAMED * named or m.answers >= likely
    ]  # 农村低保: no 农村公路 beside it
    asked = sorted(evidence.question.periods, key=lambda p: (p.last, -p.first))
    if len(asked) > 2:
        return None  # 去年、今年和2026年: each by itself
    before, after = asked if len(asked) == 2 else (Period.year(report.last_year), Period.year(report.year))
    done = _measured([m for m in strong if _is(m, before, report)])
    aimed = _measured([m for m in strong if _is(m, after, report)])
    best: tuple[float, Pair] | None = None
    for a in done[:6]:
        for b in aimed[:6]:
            unlike = "" if _of_one_subject(a, b) else why_unlike(*_both_put_up(a, b))
            unlike = unlike or other_rhythm(a, b) or _other_way(a, b)
            if unlike and min(a.precision, b.precision) < NAMED and not akin(a.figure, b.figure):
                continue
            if evidence.question.units and not (a.unit or b.unit) and a.figure.unit == "元":
                continue  # 火车跑了几趟: no money
            value = _fit(a) + _fit(b) + LIKELIER * (a.answers + b.answers) + (0.5 if not unlike else 0.0)
            if best is None or value > best[0]:
                best = (value, Pair(a, b, unlike))
    return best[1] if best else None


def _both_put_up(a: FigureMatch, b: FigureMatch) -> tuple[Figure, Figure]:
    """The two figures; 新建180公里 beside 建设200公里 count as one measure, for so much is put up in either year."""
    one, other = a.figure, b.figure
    if {one.measure, other.measure} == {Measure.STOCK, Measure.NEW} and all(
        _PUT_UP.match(m.passage.clause(m.figure)) for m in (a, b)
    ):
        return replace(one, measure=Measure.NEW), replace(other, measure=Measure.NEW)
    return one, other


def puts_up(match: FigureMatch) -> bool:
    """Whether so much is put up in the figure's own time: 改造老旧小区32个, and not 达到32个."""
    figure = match.figure
    return figure.measure is Measure.STOCK and bool(_PUT_UP.match(match.passage.clause(figure)))


def _of_one_subject(a: FigureMatch, b: FigureMatch) -> bool:
    """Whether the one name only leaves out what its sentence says before it: 招商引资…，实际到位资金, 招商引资实际到位资金."""
    short, long = sorted((a, b), key=lambda m: len(core(m.figure.indicator)))
    name, whole = core(short.figure.indicator), core(long.figure.indicator)
    lead = whole.removesuffix(name)
    if len(name) < 2 or (len(name) < 4 and lead not in _OF_A_PART) or lead == whole or len(lead) < 2:
        return False
    before = short.passage.text[: short.figure.start - short.passage.start]
    renamed = replace(short.figure, indicator=long.figure.indicator)
    titled = lead in _OF_A_PART and any(word in short.passage.context for word in _OF_A_PART[lead])
    return (titled or lead in plain(before)) and not why_unlike(renamed, long.figure)


def _measured(side: list[FigureMatch]) -> list[FigureMatch]:
    """The figures of the asked measure and unit; where a side has none, all of it (去年新增几个，今年达到几个)."""
    fitting = [m for m in side if m.measure and m.unit]
    if not fitting:
        return side
    likelier = max(m.answers for m in fitting) >= max(m.answers for m in side)  # 辆次 asked: no 人次
    return fitting if likelier or fitting[0].fit >= max(m.fit for m in side) - CLEARLY else side


def _fit(match: FigureMatch) -> float:
    """How well a side fits, leaving out the period and status that the two sides cannot share."""
    return match.score - 0.3 * match.period - 0.2 * match.status


def _is(match: FigureMatch, period: Period, report: Report) -> bool:
    """Whether a figure is of a time: done where it is past, aimed at where it is not."""
    status, figure = status_of(period, report), match.figure
    of_it = figure.period == period or reaches((period,), figure, match.passage.clause(figure))
    return figure.status is status and of_it


def status_of(period: Period, report: Report) -> FactStatus:
    """What a time asks for of itself: what was done where it is past, else what is aimed at."""
    return FactStatus.ACTUAL if period.last < report.year else FactStatus.TARGET


def core(indicator: str) -> str:
    """The indicator without verbs of doing in front, for comparing scopes to the letter."""
    indicator = re.sub(r"^“[^”]{2,8}”(?=[一-鿿]{2})", "", indicator)  # “惠购某城”消费券
    name = re.sub(
        r"^(?:实现|完成|力争|确保|把|将|全年)+|(?<=港|岸|区|场)全年|(?:确保|力争|争取)+$",
        "",
        plain(indicator),
    )
    name = re.sub(r"^(新增|新建|新认定)(城镇|农村)(?=就业)", r"\2\1", name)
    name = re.sub(r"^(?:评定|评选)(?=...)", "", re.sub(r"(?<=低保)标准$", "", name))
    name = re.sub(r"(?<=...)(?:建设|改造|化解)$", "", re.sub(r"^年末(?=..)", "", name))
    name = re.sub(r"总产量?$", "产量", re.sub(r"(?<=班列)开行$|^空气质量(?=优良)", "", name))
    name = re.sub(r"总(?=面积$|里程$)", "", re.sub(r"^(?:运行|接待)(?=..)", "", name))
    name = re.sub(r"(?<=..)(?:人次|人数)$", "", name)
    name = re.sub(r"(?<=..)(?:总量|总额|总数|数量)$", "", name)
    while (match := wording.ACTION.match(name)) and match.end() < len(name) - 1:
        name = name[match.end() :]
    return name


def _bare(indicator: str) -> str:
    """The core less what names the same said or left out: 年末全国城镇调查失业率, 外贸进出口总额, 城镇老旧小区."""
    name = _SAID_EITHER_WAY.sub("", core(indicator.replace("最低生活保障", "低保")))
    return re.sub(r"(?<=...)(?:改造|项目|开工|完工|竣工)+$|(?<=低保)标准$", "", name)


def akin(a: Figure, b: Figure) -> bool:
    """Whether two names speak of one thing: half of the shorter one's character pairs stand in the other."""
    one, other = sorted((core(a.indicator + a.item), core(b.indicator + b.item)), key=len)
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    return not pairs or sum(pair in other for pair in pairs) >= AKIN * len(pairs)


def _both_growth(a: Figure, b: Figure) -> bool:
    """Whether both are the growth of the economy, which reports say in two ways (经济增长, 地区生产总值增长)."""
    return all(f.measure is Measure.CHANGE and _ECONOMY.fullmatch(core(f.indicator)) for f in (a, b))


def _same_share(one: str, other: str) -> bool:
    """Whether of two names of a share the one leaves unsaid of what: 民生支出占比, 民生支出占一般公共预算支出比重."""
    bare, full = sorted((core(one), core(other)), key=len)
    found = re.fullmatch(r"(?P<part>[^占]{2,})占[^占]{2,}比重", full)
    return found is not None and bare == f"{found['part']}占比"


def why_unlike(a: Figure, b: Figure) -> str:
    """Why two figures must not be subtracted, in words for the citizen; "" where they agree in every respect."""
    if a.measure is not b.measure:
        return f"口径不同，一个说的是{_MEASURES[a.measure]}，一个说的是{_MEASURES[b.measure]}"
    if a.item != b.item and not (core(a.item) in core(b.indicator) and core(b.item) in core(a.indicator)):
        return f"范围不同，一个是“{inner(a.item or a.indicator)}”，一个是“{inner(b.item or b.indicator)}”"
    if (
        _bare(a.indicator) != _bare(b.indicator)
        and not _both_growth(a, b)
        and not _same_share(a.indicator, b.indicator)
    ):
        return f"范围不同，一个是“{inner(a.indicator)}”，一个是“{inner(b.indicator)}”"
    if a.unit != b.unit:
        return f"单位不同，一个是“{a.unit or '无单位'}”，一个是“{b.unit or '无单位'}”"
    if a.place != b.place:
        return f"地区不同，一个是{a.place}，一个是{b.place}"
    if a.upper is not None or b.upper is not None:
        return "报告给的是一个范围，不是一个数"
    return ""


def other_rhythm(a: FigureMatch, b: FigureMatch) -> str:
    """Why two sums must not be subtracted that are paid by the month and by the year; "" where they agree or say neither."""
    rhythms = [_RHYTHM.search(_words_before(m)) for m in (a, b)]
    one, other = (found["of"] if found else "" for found in rhythms)
    return f"一个按{one}算，一个按{other}算" if one and other and one != other else ""


def _other_way(a: FigureMatch, b: FigureMatch) -> str:
    """Why a rise and a fall must not be subtracted as they are written; "" where both go one way or say none."""
    if not a.figure.measure is b.figure.measure is Measure.CHANGE:
        return ""
    ways = [direction(_words_before(m)) for m in (a, b)]
    return "一个是增长，一个是下降" if 0 not in ways and ways[0] != ways[1] else ""


def _words_before(match: FigureMatch) -> str:
    """What is said of the figure between it and the one before it."""
    at = match.figure.start - match.passage.start
    for f in sorted(match.passage.figures, key=lambda f: -f.start):
        end = f.end - match.passage.start
        if (
            end <= at and match.passage.text[end:at] != "、"
        ):  # 每人每月分别A、B: what is said of A is said of B
            return match.passage.text[max(end, at - 10) : at]
        at = f.start - match.passage.start if end <= at else at
    return match.passage.text[max(0, at - 10) : at]


def difference(earlier: Figure, later: Figure) -> tuple[Decimal, str]:
    """later − earlier and the working: (Decimal, 3.2万人 − 3万人 = 0.2万人, the larger first)."""
    value = later.value - earlier.value
    large, small = (later, earlier) if value >= 0 else (earlier, later)
    unit = "个百分点" if later.unit == "%" else later.unit
    result = amount_text(abs(value), unit, written(later))
    return value, f"{written(large)} − {written(small)} = {result}"


def total(figures: Sequence[Figure]) -> str:
    """The working of a sum (541件 + 644件 = 1185件); "" for figures that are no amounts of one kind."""
    kinds = {(f.unit, f.measure, f.period, f.status, f.upper) for f in figures}
    first = figures[0]
    if len(kinds) != 1 or first.upper is not None or not first.is_amount or first.unit in ("%", "‰"):
        return ""
    result = amount_text(sum((f.value for f in figures), Decimal(0)), first.unit, written(first))
    return f"{' + '.join(map(written, figures))} = {result}"


def total_text(figures: Sequence[Figure]) -> str:
    """The sentence that says a sum, with its working and the qualifiers it carries on; "" where there is no sum."""
    if not (working := total(figures)):
        return ""
    marks = hedges(*figures)
    text = reply("total", result=result_text(working), working=working)
    return text + (reply("total_hedged", words=marks) if marks else "")


def hedges(*figures: Figure) -> str:
    """The qualifiers of the operands, which the result carries too; "" where there are none."""
    words = dict.fromkeys(q for f in figures for q in f.qualifier.split("、") if q)
    return "、".join(f"“{w}”" for w in words)


def result_text(working: str) -> str:
    """The result at the end of a working."""
    return re.split(r" = ", working)[-1]


def hedged_text(figure: Figure) -> str:
    """The number with its qualifiers where the report's language puts them: 预计突破5000亿元, 5%以上."""
    words = [word for word in figure.qualifier.split("、") if word]
    after = [word for word in words if re.fullmatch(wording.AFTER, word)]
    return "".join((*(word for word in words if word not in after), figure.text, *after))


def hedged_end(figure: Figure, quote: str, start: int) -> int:
    """Where in its sentence the figure ends with the qualifier behind it (4%以上). `start`: the sentence's own offset."""
    end = figure.end - start
    after = re.match(wording.AFTER, quote[end:])
    return end + after.end() if after else end
