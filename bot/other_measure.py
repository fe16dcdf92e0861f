"""Figures of the asked thing that are another measure of it: a rank, a total, what was added, a change since some year."""

from __future__ import annotations

import re

from report_bot.ingest.numbers import chinese_value
from report_bot.ingest.types import Measure
from report_bot.ingest.units import COUNT_UNIT

from .asked import PUT_UP
from .match import ADDED, ALTOGETHER, TOTALLED, FigureMatch
from .types import Question

_AMOUNT = re.compile(r"多少|几(?!名|位)|是多[大高]")
_IN_TOTAL = re.compile(
    r"累计|总[数量共]|总规模|总容量|总里程|总面积|总装机|拥有|[一总]?共有|现有|现在有|目前有|保有"
)
_MORE_ASKED = re.compile(r"再|[多加补添涨提增降减少]")
_HOUSEHOLDS = re.compile(r"(?:多少|几)[十百千万]*户")
_HOLDS_MANY = re.compile(r"小区|片区|项目|村")
_MORE_THAN = re.compile(
    r"[跟和比与](?:头一?年|前一年|上一?年)|[比较](?:上年|前年|去年|上一年|前一年|年初|上年末)[^，。]{0,2}(?:增|多|减|少|高|低|涨|降)"
)
_SINCE = re.compile(r"[比较自从]\d{4}年")  # 较2016年提高, where 比上一年 was asked
_LEVEL_ASKED = re.compile(
    r"(?:率|[量额值]|强度|浓度|占比|比重)(?:是|有|为|达到?)?(?:了)?(?:多少|百分之?几)[？?]?$|(?:一共|总共|总计)(?:是|有)?(?:多少|几)天"
)
_HOW_LARGE, _WORKED_ON = (
    re.compile(r"^(?!.*(?:新|[去今]年)).*面积有多大"),
    re.compile("治理|改善|修复|整治|恢复|新增|完成"),
)

_PART_ASKED = re.compile(r"占(?!地)|比重|比例")
_PERCENT_ASKED = re.compile(r"占比|比重|比例|占[^，。]{0,8}(?:几成|百分)")
_OF_WHOLE = re.compile(r"占(?:到|了)?(全[国省市县区球])")
_BESIDE = re.compile(r"[和与及、]")
_GROWN = re.compile(r"[增涨升降减压提缩扩]|[多少高低][了出]")
_RELATIVE = frozenset({"%", "‰", "个百分点", "成", "分之", "倍", ""})  # … and a ratio (4∶38∶58)
# 学费, 停车费, 收费 — and not 缴费人数, 免费, 消费, 经费
_PRICE_ASKED = re.compile(
    r"(?:学|车|水|电|气|暖|管理|物业|住院|医药|保育|保教|燃气|垃圾|过路|高速|挂号|门诊|公摊|收)费(?!用|率|人|站|单|者|户|电|水)[^，。]{0,6}(?:多少|几|贵|涨|降)|(?:票|房|油|菜|肉|粮|单|售|均|电|水|气|物)价[^，。]{0,6}(?:多少|几)|(?:房租|租金|门票|工资|薪水|月薪)(?![^，。]{0,6}[免减])[^，。]{0,6}(?:多少|几)"
    r"|卖多少钱|多少钱一[斤平亩度次张]|一[斤亩度][^，。]{0,3}多少钱"
)
_SOLD, _TURNOVER = re.compile(r"卖多少钱(?!一)"), re.compile(r"(?:销售|零售|交易|成交|营业)额$|营收$|产值$")
_YIELD_ASKED = re.compile(
    r"产量(?:(?:是|有|达到?)?(?:了)?多少|呢?[？?]?$|的?目标)|[粮食麦稻米豆](?:[要能将想]|打算)*打了?多少|打了?多少粮|(?<![增减投生复停达])能?产多少(?!年)"
)
_BY_MASS = re.compile(
    r"吨|斤|公斤|立方米|千瓦时|辆|台|头|只|部|箱|瓶|米|枚|支|件|套|块|片|羽|桶|升|重量箱|[^一-鿿]"
)
_MEAN_ASKED = re.compile(r"平均|人均|户均")
_MACHINES_ASKED = re.compile(r"(?:多少|几)[十百千万]*台")
_VEHICLE = re.compile(r"车|公交|巴士|大巴|的士|摩托|电驴|电瓶")
_SIZE_AS = r"((?:\d[\d.]*|[一二两三四五六七八九十百千]+)?[百千万]*亿|(?:\d[\d.]*|[一二两三四五六七八九十百]+)千?万)元?"
_OVER = r"(?:超过?|过|高于)(\d+万)元?(?=以上|的)"
_SIZE = re.compile(rf"{_SIZE_AS}(?:及?以上|级)|(?:超|超过|过){_SIZE_AS}的?(?=企业|项目|产业)|{_OVER}")
_SIZED = re.compile(r"(?:以上|级|亿|万)的?[一-鿿]{0,3}(?:项目|企业|工程|产业)")
_LEADING_NUMERAL = re.compile(r"^[一二两三四五六七八九十百千]*")


def no_share(question: Question, match: FigureMatch) -> bool:
    """Whether a share alone was asked (税收占多少, 占比) and the figure tells how much it grew, or counts something."""
    text, figure = question.text, match.figure
    if question.measures != {Measure.SHARE} or not _PART_ASKED.search(text) or _GROWN.search(text):
        return False
    whole, other = (_OF_WHOLE.search(said) for said in (text, figure.indicator))
    if whole and other and whole[1] != other[1]:
        return True  # 占全国, 占全省
    alone = not _BESIDE.search(text)  # 优良天数比例和PM2.5浓度: the share is of one of them
    counted = (
        alone and figure.unit not in _RELATIVE and figure.unit[:1] != "∶" and _PERCENT_ASKED.search(text)
    )
    return figure.measure is Measure.CHANGE or bool(counted)


PRICE_AT_MOST = 1_000_000  # 元: more is no price of anything that citizens ask for


def no_price(question: Question, match: FigureMatch) -> bool:
    """Whether a price or a fee was asked (停车场收费多少, 学费多少钱) and the figure counts things."""
    sum_of_money = match.figure.unit == "元" and match.figure.value >= PRICE_AT_MOST
    priced = (match.figure.unit in (*_RELATIVE, "元") and not sum_of_money) or match.figure.unit.startswith(
        ("元/", "分/")
    )
    if _SOLD.search(question.text) and _TURNOVER.search(match.figure.indicator):
        return False  # 网上卖东西卖多少钱: no price of one of them
    return asks_price(question.text) and not priced


def asks_price(text: str) -> bool:
    """Whether a question is for a price or a fee."""
    return _PRICE_ASKED.search(text) is not None


def rate_for_heads(question: Question, match: FigureMatch) -> bool:
    """Whether people or things were counted (出事死了几个人), and the figure is a rate without a unit (死亡率0.03)."""
    counted = bool(question.units) and not question.units & _RELATIVE
    return counted and not match.figure.unit and match.figure.indicator.endswith("率")


def no_yield(question: Question, match: FigureMatch) -> bool:
    """Whether output was asked (某药材产量多少) and the figure counts bases, firms or people."""
    figure = match.figure
    if not _YIELD_ASKED.search(question.text):
        return False
    if figure.measure in (Measure.SHARE, Measure.RANK):
        return question.measures.isdisjoint({figure.measure, Measure.CHANGE})  # 小麦产量, 良种覆盖率
    return figure.is_amount and bool(figure.unit) and not _BY_MASS.search(figure.unit)


def least_for_mean(question: Question, match: FigureMatch) -> bool:
    """Whether a mean was asked (养老金平均多少) and the figure is a floor (最低标准)."""
    clause = match.passage.clause(match.figure)
    return bool(_MEAN_ASKED.search(question.text)) and "最低" in clause and not _MEAN_ASKED.search(clause)


def counts_vehicles(question: Question, match: FigureMatch) -> bool:
    """Whether vehicles are counted and machines were asked (换了多少台旧家电, 以旧换新超40万辆)."""
    machines = _MACHINES_ASKED.search(question.text) and not _VEHICLE.search(question.text)
    return match.figure.unit == "辆" and bool(machines)


def of_another_size(question: Question, match: FigureMatch) -> bool:
    """Whether what is counted is of another size than was asked (50亿元以上项目, 亿元以上项目)."""
    figure = match.figure
    asked, said = (sizes(text) for text in (question.text, figure.indicator))
    counted = not said and _SIZED.search(question.text) and COUNT_UNIT.fullmatch(figure.unit)
    if asked and counted:
        return not asked & sizes(match.passage.clause(figure))  # 10亿元以上的项目几个, 引进项目46个
    return bool(asked and said) and asked != said


def sizes(text: str) -> set[str]:
    """The sizes from which things are counted, as a text names them: 50亿 of 50亿元以上项目, 1亿 of 亿元以上."""
    found = (m[1] or m[2] or m[3] for m in _SIZE.finditer(text))
    return {
        _LEADING_NUMERAL.sub(lambda m: str(chinese_value(m[0])), s) if not s[0].isdecimal() else s
        for s in found
    }


def since_another(question: Question, match: FigureMatch) -> bool:
    """Whether a change is since some other year (较2016年) than the one before, which was asked (比上一年)."""
    return bool(_MORE_THAN.search(question.text) and _SINCE.search(match.passage.clause(match.figure)))


def counted_otherwise(question: Question, match: FigureMatch) -> bool:
    """Whether households were asked, and what is counted holds many of them (几户老旧小区, 46个项目), or a size, and some of it is worked on."""
    if _HOW_LARGE.search(question.text) and _WORKED_ON.search(match.passage.lead(match.figure)):
        return True  # 水土流失面积有多大, 治理90平方公里
    households = _HOUSEHOLDS.search(question.text) and match.figure.unit == "个"
    return bool(households and _HOLDS_MANY.search(match.figure.indicator))


def of_another_measure(question: Question, best: FigureMatch) -> bool:
    """Whether a rank stands where an amount was asked, what was added where the total was, or the total where the added."""
    figure, text = best.figure, question.text
    if best.measure or not question.measures:
        return False
    if _MORE_THAN.search(text) and question.measures <= {Measure.NEW, Measure.CHANGE}:
        return figure.measure in (Measure.STOCK, Measure.SHARE)  # 比上年增加多少: a level is no answer
    if figure.measure is Measure.CHANGE:
        level = Measure.CHANGE not in question.measures and not _MORE_ASKED.search(text)
        return (figure.unit == "元" and level) or bool(_LEVEL_ASKED.search(text))
    if figure.measure is Measure.RANK:
        return Measure.RANK not in question.measures and bool(_AMOUNT.search(text))
    added = ADDED.search(text)
    if figure.measure is Measure.NEW:
        in_all = _IN_TOTAL.search(text) or (ALTOGETHER.search(text) and not PUT_UP.search(text))
        total = in_all and not TOTALLED.search(best.passage.clause(figure))
        return bool(total) and not added
    more = bool(added) or question.measures == {Measure.NEW, Measure.CHANGE}
    return figure.measure is Measure.STOCK and more and not TOTALLED.search(text)
