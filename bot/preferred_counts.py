"""Among figures that fit a question, those that count as it asks: how many there are, were added, net, or of all levels."""

from __future__ import annotations

import re

from report_bot.ingest.types import FactStatus, Figure, Measure

from .match import ADDED, ALTOGETHER, TOTALLED, FigureMatch
from .types import Question

LIKELY_WHOLE = 0.3  # so likely, as a share of the likeliest, a total must be to stand for what was added
_TOTAL_WORDS = re.compile(r"^实有|累计|总[数量]$")
_THERE_ARE = re.compile(
    r"(?<!没)有(?:多少|几)(?:[家个户人名位所座处条项]|$)|有了?多少|(?:现在|目前|如今)[^，。]{0,4}(?:多少|几)(?![年天个]月?)"
)
# 规上工业企业多少家: how many there are, where nothing was said to be done to them
_HOW_MANY_OF = re.compile(
    r"(?:现在|目前|全[省市县区]|[我咱][省市县区们]*)*[^去今前明年新增建改引培认装修种办开招评]{2,14}?有?(?:多少|几)[家户个所座名][？?]?"
)
_DONE_SO_MANY = re.compile(
    r"(?:新增|净增)(?:了|的)?(?:多少|几)|(?:[新扩改]?建|修|[改打]造|种|装|开|办|设|招|引进|培训|培育|认定)了(?:多少|几)"
)
_ADDED_LITERALLY = re.compile(r"[新净]增(?:了|的)?(?:多少|几)")
_ROSE_TO = re.compile(r"[由从].*(?:增加|增长|发展|提高)?[到至]")
_LEVEL_OR_SIZE = re.compile(r"(?:国家|[国省市县区])级|超?[十百千]?[万亿]元以上|超[十百千]?亿元")
_HAS_REACHED = re.compile(r"(?:突破|达到?|超过)$")
_PASSED = re.compile(r"突破|超过|[超破过]了?\d")
_LACK_ASKED, _LACK_SAID = (
    re.compile(r"还缺|缺口|缺[多几]|不够|还差[多几]"),
    re.compile(r"缺口|短缺|缺少|不足|尚缺"),
)
LITERALLY = 0.6  # of the question that the name of what was added must hold
_JOBS = re.compile(
    r"就业[^，。]{0,6}新增|新增[^，。]{0,4}就业|(?:解决|安排|带动)了?(?:多少|几)[^，。]{0,4}就业"
)
_JOBS_OF = re.compile(
    r"困难|失业|再就业|毕业|大学|农民|农村|转移|脱贫|残疾|退役|退伍|青年|年轻|妇女|技能|培训|零工"
)
_ALL_JOBS = re.compile(r"新增就业|新增城镇就业|城镇(?:累计)?就业$")
_BY_THEN = re.compile(r"(?:到|截[至止]到?)(?:去年|今年|\d{4}年|年)?(?:底|末|目前|现在)")
_SUMMED = re.compile(r"累计|总[数量]")
_NET = re.compile("净增")
_NAMED_TOTAL = re.compile(r"总(?!理|工会|部)")
_TOTAL_NAMED = re.compile(r"总(?:装机|规模|里程|产能|床位|数量?|量)")
_SOME_AREAS = re.compile(r"(?P<of>脱贫|老区|革命老区|民族|边境|山区|库区)(?:地区|县|人口)?(?=[一-鿿]{3})")
_AREAS_ASKED = re.compile(r"贫|摘[了掉]?帽|穷|老区|民族|边境|山区|库区")
_OF_ALL_LEVELS = re.compile(r"^(?:[国省市县区]{2,}(?:级)?|全[国省市县区]|各级|各类)(?=[一-鿿]{4})")

_LEVEL_ASKED = re.compile(r"[国省市县区]家?级(?!以[上下]|及以[上下]|公路|财政)")
_DIED = re.compile(r"死|亡|没了[命的]|丢了?命|没命")
_HOW_OFTEN = re.compile(r"起数|次数|[多几]少?起|事故数|多少次|分别|各")


def totals_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without what was added where so many *there are* was asked (有多少家, 突破300家了), and a total of the very name is as likely."""
    so_far = not question.periods or _BY_THEN.search(question.text)  # 到去年底总共多少
    level = (
        _THERE_ARE.search(question.text)
        or (question.claims and _PASSED.search(question.text))
        or "累计" in question.text
        or _TOTAL_NAMED.search(question.text)
        or (not question.periods and _HOW_MANY_OF.fullmatch(question.text))
        or (ALTOGETHER.search(question.text) and so_far)  # 一共建了多少了, and not 去年一共建了多少
    )
    if not level or (ADDED.search(question.text) and "累计" not in question.text):
        return matches
    likeliest = max((m.answers for m in matches), default=0.0)
    totals = {
        _of_them_all(m.figure)
        for m in matches
        if m.figure.measure is Measure.STOCK and m.answers >= LIKELY_WHOLE * likeliest
    }
    if _TOTAL_NAMED.search(question.text) and any(m.figure.indicator.startswith("总") for m in matches):
        matches = [m for m in matches if m.figure.measure is not Measure.NEW]
    if so_far and ALTOGETHER.search(question.text):
        # 加装186部，累计突破900部: what the sentence sums up
        summed = {_of_them_all(m.figure) for m in matches if _SUMMED.search(m.passage.near(m.figure))}
        matches = [
            m
            for m in matches
            if _of_them_all(m.figure) not in summed or _SUMMED.search(m.passage.near(m.figure))
        ]
    there_are = max(
        (m.answers for m in matches if m.figure.measure is Measure.STOCK and _done(m)), default=0.0
    )
    asked = _THERE_ARE.search(question.text) is not None and not question.periods
    return [
        m
        for m in matches
        if m.figure.measure is not Measure.NEW
        or not (_of_them_all(m.figure) in totals or (asked and m.answers < there_are))
    ]


def _done(match: FigureMatch) -> bool:
    return match.figure.status is FactStatus.ACTUAL


def added_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without how many there are in all where what was done was asked (去年建了多少), and it is told of the very name."""
    so_many = _DONE_SO_MANY.search(question.text) or ADDED.search(question.text)
    if not so_many or TOTALLED.search(question.text):
        return matches
    new = [m for m in matches if m.figure.measure is Measure.NEW and m.period == 1.0]
    added = {_of_them_all(m.figure) for m in new}
    beside = {m.figure.clause_start for m in new}  # 新增装机4千万千瓦、总装机达9千万千瓦
    matches = [
        m
        for m in matches
        if not (
            m.figure.clause_start in beside
            and m.figure.measure is Measure.STOCK
            and _NAMED_TOTAL.match(m.figure.indicator)
        )
        and not _reached(m, new)
    ]
    return [
        m
        for m in matches
        if _of_them_all(m.figure) not in added
        or m.figure.measure is not Measure.STOCK
        or not (
            _ADDED_LITERALLY.search(question.text)
            or TOTALLED.search(m.passage.clause(m.figure))
            or _ROSE_TO.search(m.passage.lead(m.figure))
            or _HAS_REACHED.search(m.passage.near(m.figure))  # 新增3千公里、突破1.1万公里
        )
    ]


def deaths_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Those who died, and not how often it happened, where the dead alone were asked (事故里没了的人少了几成)."""
    if not _DIED.search(question.text) or _HOW_OFTEN.search(question.text):
        return matches
    dead = [m for m in matches if "亡" in m.figure.indicator]
    beside = {m.figure.clause_start for m in dead}
    return [m for m in matches if m in dead or m.figure.clause_start not in beside]


def new_jobs_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without the jobs of one group where jobs were asked of none (就业去年新增多少, 解决多少人就业), and all new ones are told."""
    if not _JOBS.search(question.text) or _JOBS_OF.search(question.text):
        return matches
    told = {(m.figure.period, m.figure.status) for m in matches if _ALL_JOBS.search(m.figure.indicator)}
    return [
        m
        for m in matches
        if "就业" not in m.figure.indicator
        or _ALL_JOBS.search(m.figure.indicator)
        or (m.figure.period, m.figure.status) not in told
    ]


def _reached(match: FigureMatch, new: list[FigureMatch]) -> bool:
    """Whether a figure is what a length has come to, and one of those that tell what was added counts it in the same unit."""
    level = match.figure.measure is Measure.STOCK and (
        TOTALLED.search(match.passage.clause(match.figure))
        or _HAS_REACHED.search(match.passage.near(match.figure))
    )
    return bool(level) and any(
        m.figure.unit == match.figure.unit == "公里" and m.indicator >= LITERALLY for m in new
    )


def _of_them_all(figure: Figure) -> tuple[str, str]:
    """A name without what only says that it is the total, so that 规上… and 实有规模以上…总数 meet."""
    name = figure.indicator.replace("规模以上", "规上")
    return _TOTAL_WORDS.sub("", name), figure.item


def widest_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without the projects of one level, or the firms above a size, where no level or size was asked and all are told."""
    if _LEVEL_OR_SIZE.search(question.text):
        return matches
    narrow = [m for m in matches if _LEVEL_OR_SIZE.search(m.figure.indicator)]
    likeliest = max((m.answers for m in matches), default=0.0)
    told = {
        (
            _LEVEL_OR_SIZE.sub("", m.figure.indicator.replace("级以上", "级")),
            m.figure.measure,
            m.figure.period,
        )
        for m in matches
        if (m not in narrow or "级以上" in m.figure.indicator) and m.answers >= LIKELY_WHOLE * likeliest
    }
    return [
        m
        for m in matches
        if m not in narrow
        or "级以上" in m.figure.indicator
        or (_LEVEL_OR_SIZE.sub("", m.figure.indicator), m.figure.measure, m.figure.period) not in told
    ]


def net_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without all that came new where what was added net was asked (净增), and the report tells that, too; and the other way round."""
    if not _NET.search(question.text) and not ADDED.search(question.text):
        return matches
    asked_net = _NET.search(question.text) is not None
    net = {id(m) for m in matches if _NET.search(m.passage.near(m.figure) + m.figure.indicator)}
    if asked_net:
        kept = [m for m in matches if id(m) in net]
        return kept or matches
    gross = {_of_them_all(m.figure) for m in matches if m.figure.measure is Measure.NEW and id(m) not in net}
    return [m for m in matches if id(m) not in net or _of_them_all(m.figure) not in gross]


def lacking_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Only what is lacking (学位缺口) where that was asked (学位还缺多少), and it is told."""
    if not _LACK_ASKED.search(question.text):
        return matches
    lacking = [m for m in matches if _LACK_SAID.search(m.passage.near(m.figure) + m.figure.indicator)]
    return lacking or matches


def of_all_areas(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without what is of some areas alone (脱贫地区农村居民收入) where none was asked, and all of the place is told."""
    if _AREAS_ASKED.search(question.text):
        return matches
    of_some = [m for m in matches if _SOME_AREAS.match(m.figure.indicator)]
    everywhere = {(m.figure.unit, m.figure.measure) for m in matches if m not in of_some}
    return [m for m in matches if m not in of_some or (m.figure.unit, m.figure.measure) not in everywhere]


def of_all_levels(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without some of a kind (涉海重点项目) where the kind alone was asked, and all of it is told (省市县重点项目)."""
    wide = {
        (_OF_ALL_LEVELS.sub("", m.figure.indicator), m.figure.measure, m.figure.period)
        for m in matches
        if _OF_ALL_LEVELS.match(m.figure.indicator)
    }

    def narrower(match: FigureMatch) -> bool:
        figure = match.figure
        return any(
            figure.indicator.endswith(core)
            and (figure.measure, figure.period) == (measure, period)
            and not _OF_ALL_LEVELS.match(figure.indicator)
            and 2 <= len(lead := figure.indicator.removesuffix(core)) <= 6
            and lead not in question.text
            for core, measure, period in wide
        )

    return [m for m in matches if not narrower(m)]


def of_asked_level(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Those of the level that was asked (国家级人才工程), where a neighbour in their sentence names none (某山人才工程)."""
    asked = _LEVEL_ASKED.findall(question.text)
    if len(set(asked)) != 1:
        return matches
    of_it = [m for m in matches if asked[0] in m.passage.near(m.figure) + m.figure.indicator and m.unit]
    told = {m.passage.id for m in of_it}
    return [m for m in matches if m in of_it or m.passage.id not in told]
