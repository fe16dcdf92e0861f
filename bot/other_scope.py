"""A figure of another scope than was asked: a head or of all, of another zone or part of the year, of those that are left."""

from __future__ import annotations

import re

from .match import FigureMatch
from .types import Question

_GDP_A_HEAD = re.compile(r"人均(?:(?:地区|国内)?生产总值|GDP)")
_SPENT = re.compile(r"花的?钱|[赚挣]|花了?多少钱|花费|(?:旅游|游客)(?:总?收入|消费)")
_HEADS_ASKED = re.compile(
    r"人次|人数|多少人|(?:和|、|与|还有)[^，。]{0,4}(?:游客|旅客)|(?:游客|旅客)[^，。花费]{0,4}(?:和|、|与|还有)"
)
_COUNTED = re.compile(r"(?:旅游|游玩|来玩|玩)的?人(?!均)|(?:旅游|游客)人[次数]|游客[数量]|多少(?:人次|游客)")
_TAKINGS = re.compile(r"(?:旅游|游客)[^，]{0,4}(?:花费|收入|消费)$")
_HEADS = re.compile(r"(?:游客|旅客|人次|人数)(?:数|总?量)?$")
_GDP = re.compile(r"(?:全[国省市县区])?(?:地区|国内)?生产总值(?:增量)?$")
_PER_OUTPUT = re.compile(r"(?:单位|万元)(?:(?:地区|国内)?生产总值|GDP)[^，]{2,}")
_LEFT_ASKED = re.compile(
    r"(?:还剩|剩下)[^，。]{0,6}(?:穷人|贫困|任务|问题)|(?:问题|任务|整改)[^，。]{0,4}还?剩|还(?:有|剩)[^，。]{0,12}[没未]|[没未](?:有)?(?:脱贫|出列|完成|改造|解决|通)(?!率)"
)
_LEFT_SAID = re.compile(r"剩余|余下|剩下|尚|未|没|还有|仍|最后")
_ZONE = re.compile(
    r"(?:去年|今年|^|[，、和与])?(?P<name>[一-鿿]{2,5}?)(?:经济区|都市圈|经济圈|城市群|生态示范区)"
)
_WHOLE_OUTPUT = re.compile(r"(?:地区)?生产总值|经济总量")
PART_OF_YEAR = re.compile(r"(?P<part>[一二三四]季度|[上下]半年|[头前后]半年|前三季度)")
_PER_OUTPUT_ASKED = re.compile(r"单位|[能耗]|排放|用水|万[元块]|每")
_ADDED_VALUE = re.compile(r"(?P<of>[一-鿿]{2,12})增加值")


def of_another_scope(question: Question, match: FigureMatch) -> bool:
    """Whether the figure counts less, more or others of the very thing than the question asks for."""
    return (
        _a_head(question, match)
        or _of_a_narrower_output(question, match)
        or _of_the_rest(question, match)
        or _of_another_zone(question, match)
        or _of_another_part_of_the_year(question, match)
        or _per_so_many(question, match)
        or _a_mu(question, match)
        or _sold_off(question, match)
        or _of_heads(question, match)
        or _share_of_town(question, match)
        or _of_industry_alone(question, match)
        or _put_into_it(question, match)
    )


def _put_into_it(question: Question, match: FigureMatch) -> bool:
    """Whether an industry was asked (服务业增长多少), and the figure is of what is invested in it."""
    industry = re.search("服务业|第[一二三]产业|工业|制造业|农业", question.text)
    return (
        industry is not None
        and match.figure.indicator.endswith("投资")
        and not re.search("投", question.text)
    )


def _of_industry_alone(question: Question, match: FigureMatch) -> bool:
    """Whether all of society was asked (全社会用电量), and the figure is of industry or of homes."""
    told = match.passage.near(match.figure) + match.figure.indicator
    return (
        "全社会" in question.text and "全社会" not in told and re.search("工业|农业|居民", told) is not None
    )


def _share_of_town(question: Question, match: FigureMatch) -> bool:
    """Whether something of those who live in town was asked (城镇居民收入), and the figure is how many of all they are."""
    urban = "城镇化" in match.figure.indicator
    return (
        urban
        and re.search(r"(?:城镇|城市|城里|城区)(?:居民|人口?|的人)?的?(?:收入|消费|就业|失业)", question.text)
        is not None
    )


def _a_head(question: Question, match: FigureMatch) -> bool:
    """Whether a whole region's output was asked, and the figure is what it is a head, or the other way round."""
    a_head = re.search("人均|平均|每人|人头", question.text)
    if _GDP_A_HEAD.search(match.figure.indicator):
        return not a_head
    named = re.search("GDP|gdp|生产总值|经济", question.text)
    if named and _PER_OUTPUT.match(match.figure.indicator) and not _PER_OUTPUT_ASKED.search(question.text):
        return True  # GDP增加了多少, 单位生产总值能耗下降
    whole = _GDP.match(match.figure.indicator) is not None
    return whole and re.search(r"人均(?:GDP|gdp|地区生产|国内生产|生产总值)", question.text) is not None


def _of_a_narrower_output(question: Question, match: FigureMatch) -> bool:
    """Whether industry's added value was asked (工业增加值), and the figure is of some industries (高技术制造业增加值)."""
    asked, told = (_ADDED_VALUE.search(text) for text in (question.text, match.figure.indicator))
    if asked is None or told is None or not asked["of"].endswith("工业"):
        return False
    return "工业" not in told["of"]


def is_left(question: Question, match: FigureMatch) -> bool:
    """Whether those that are left were asked (还有多少没脱贫), and the figure counts those (尚有12万贫困人口)."""
    asked = _LEFT_ASKED.search(question.text)
    return asked is not None and _LEFT_SAID.search(match.passage.clause(match.figure)) is not None


def _of_the_rest(question: Question, match: FigureMatch) -> bool:
    """Whether those that are left were asked (还有多少没脱贫), and the figure counts those that are done."""
    clause = match.passage.clause(match.figure)
    if "余额" in clause and re.search("[没未]还", question.text):
        return False  # 还有多少亿没还: what a loan stands at
    return bool(_LEFT_ASKED.search(question.text) and not _LEFT_SAID.search(clause))


def _of_another_zone(question: Question, match: FigureMatch) -> bool:
    """Whether the clause is of another zone than was asked (甲经济区, 乙经济区), or of one where the whole place was asked."""
    clause = match.passage.clause(match.figure)
    told = [m["name"] for m in _ZONE.finditer(clause)]
    asked = [m["name"] for m in _ZONE.finditer(question.text)]
    if asked and told:
        return not any(a.endswith(t) or t.endswith(a) for a in asked for t in told)
    whole = bool(told) and not asked and _WHOLE_OUTPUT.search(match.figure.indicator) is not None
    return whole and not any(t in question.text for t in told)


def _of_another_part_of_the_year(question: Question, match: FigureMatch) -> bool:
    """Whether a quarter or half of a year was asked, and the sentence says nothing of it."""
    asked = PART_OF_YEAR.search(question.text)
    if asked is None:
        return False
    clause = match.passage.clause(match.figure)
    from_it = re.search(rf"[从由自]{asked['part']}", clause)
    own = re.search(rf"{asked['part']}[^\d]*$", match.passage.lead(match.figure))
    return asked["part"] not in match.passage.text or bool(from_it and not own)  # 从上半年5.5%|降到5.3%


def _per_so_many(question: Question, match: FigureMatch) -> bool:
    """Whether so many for each thousand were asked (每千名老人), and the figure counts them all."""
    return bool(
        re.search("每[千万百]", question.text)
        and match.figure.is_amount
        and not re.search("每|[千万百]人", match.passage.clause(match.figure) + match.figure.indicator)
    )


def _a_mu(question: Question, match: FigureMatch) -> bool:
    """Whether the yield of so much land was asked (亩产), and the figure is of all of it."""
    asked = re.search("亩产|单产|[一每]亩地?(?:平均|大概|能|可)*(?:打|产|收)(?:多少|几)", question.text)
    return asked is not None and not re.search("亩产|单产|每亩", match.figure.indicator)


def _sold_off(question: Question, match: FigureMatch) -> bool:
    """Whether the animals that are kept now were asked (现在养了多少头), and the figure is of those that were sold."""
    kept = re.search(r"存栏|圈里|喂[起着了]|还养着|(?:现在|目前|一共)?养了?(?:多少|几)", question.text)
    return kept is not None and "出栏" in match.figure.indicator and "出栏" not in question.text


def _of_heads(question: Question, match: FigureMatch) -> bool:
    """Whether what tourists spend was asked (游客花的钱涨了多少), and the figure counts them."""
    if _COUNTED.search(question.text) and not _SPENT.search(question.text):
        return _TAKINGS.search(match.figure.indicator) is not None
    return bool(
        _SPENT.search(question.text)
        and not _HEADS_ASKED.search(question.text)
        and _HEADS.search(match.figure.indicator)
    )
