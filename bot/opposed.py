"""A figure that is of the very opposite of what was asked: revenue and spending, imports and exports, begun and done."""

from __future__ import annotations

import re

from .exclusive import excludes, kind_for_whole, leaves_out, whole_for_kind
from .match import FigureMatch
from .types import Question

_PRICE_ASKED = re.compile(r"价|[Cc][Pp][Ii]|涨|贵|便宜|通胀|物价")
_COUNTERPARTS = (
    ("支出", "收入"),
    ("报销", "参保率"),
    ("进口", "出口"),
    ("人均消费", "人均可支配收入"),
    ("旅客", "货邮"),
    ("社会消费品零售总额", "销售额"),
    ("社零", "销售额"),
    ("存款", "贷款"),
    ("产量", "产能"),
    ("存栏", "出栏"),
    ("贷款", "直接融资"),
    ("职工", "居民"),
    ("托位", "床位"),
    ("小麦", "粮食"),
    ("玉米", "粮食"),
    ("水稻", "粮食"),
    ("大豆", "粮食"),
    ("医院", "养老"),
    ("用电量", "发电量"),
    ("利润", "增加值"),
    ("利润", "营业收入"),
    ("利润", "产值"),
    ("用电量", "电价"),
    ("用电量", "外送电"),
    ("用电量", "装机"),
    ("户籍人口", "常住人口"),
    ("登记失业率", "调查失业率"),
    ("中央财政", "地方财政"),
    ("中央预算", "地方预算"),
    ("开工", "竣工"),
    ("开工", "投产"),
    ("开工", "建成"),
    ("开工", "通车"),
    ("发明专利", "专利申请"),
)
_BEGUN_AND_DONE = (("开工", "竣工"), ("开工", "投产"), ("新建", "续建"))
_LIFTS_PUT_IN = re.compile(r"电梯[^，。]{0,4}装|装[^，。]{0,6}电梯")
_OF_ALL_TRADE = re.compile(r"占(?:外贸)?进出口(?:总[额值])?的?")
_JOINS = re.compile(r"[、，；和与及]")
_FINISHED = re.compile(
    r"(?:[盖建修弄搞做干装改]|改造)(?:完|好|得)(?!(?:不|没)[^，。]{0,2}(?:算|要))|完工|收工|竣工|住得?进|能用上|落成|建成"
)
_STARTED = re.compile(r"新?动[工土]|开[工建干](?!的?不算)|破土|新上马|头一回动")
_BEGUN_SAID = re.compile(r"(?:新|已|要|集中)?(?:开工|启动|动工|开建)|续建|在建")
_DONE_SAID = re.compile(r"完工|竣工|建成|投产|投用|投入使用|完成改造|交付")
_ESCAPED = re.compile(r"避免|减少")
_EXCHANGED = re.compile(r"(?:换|更新)[^，。]{0,4}电梯|电梯[^，。]{0,6}(?:换|更新)")
_SOLD, _UNSOLD = re.compile(r"卖了?(?:多少|几|出)|销售|卖掉"), re.compile(r"待售|库存")
_SOLD_ABROAD = re.compile(r"(?:卖到|卖给|销往|运到)(?:国外|海外|外国|境外)(?!.*(?:进|买))")
_DIED_ASKED = re.compile(r"死|伤亡|遇难|没了[命的]|丢了?命|没命")


def name_of(match: FigureMatch) -> str:
    """The figure's name with its side."""
    return match.figure.indicator + match.figure.item


def opposed(question: Question, match: FigureMatch) -> bool:
    """Whether the figure is of the very opposite: revenue where spending was asked, imports for exports."""
    said = match.passage.clause(match.figure) + match.figure.indicator + match.figure.item
    near = match.passage.near(match.figure)
    if (
        excludes(question.text, match.figure)
        or all(leaves_out(question.text, words) for words in (near, _JOINS.split(near)[-1]))
        or _whole_for_kind(question, match)
        or kind_for_whole(question.text, near + match.figure.indicator)
        or _of_prices(question, match)
        or _both_ways(question, said)
        or _put_in(question, said)
    ):
        return True
    if _SOLD_ABROAD.search(question.text) and "进出口" in name_of(match) and match.figure.unit == "元":
        return True  # 卖到国外的货值多少, 进出口总额
    if _EXCHANGED.search(question.text) and "加装" in near and "更新" not in near:
        return True  # 旧电梯换多少台, 加装电梯60台
    if _SOLD.search(question.text) and _UNSOLD.search(said) and not _UNSOLD.search(question.text):
        return True  # 商品房卖了多少, 待售面积
    if any(
        one in question.text and other not in question.text and one not in near and other in near
        for pair in _BEGUN_AND_DONE
        for one, other in (pair, pair[::-1])
    ):
        return True  # 新开工项目45个、竣工30个
    if _begun_for_done(question, match):
        return True
    if _ESCAPED.search(near) and _DIED_ASKED.search(question.text):
        return True  # 避免伤亡4900人: they lived
    name = name_of(match)
    return any(
        one in question.text
        and other not in question.text
        and ((one not in said and other in said) or (one not in name and other in name))
        for pair in _COUNTERPARTS
        for one, other in (pair, pair[::-1])
    )


def _begun_for_done(question: Question, match: FigureMatch) -> bool:
    """Whether what is finished was asked in everyday words (盖完了几个), and the figure is of what is begun, or the other way round.

    Only where its sentence has a figure of the other: 新开工42个、完工55个.
    """
    for asked, said, other in ((_FINISHED, _BEGUN_SAID, _DONE_SAID), (_STARTED, _DONE_SAID, _BEGUN_SAID)):
        if not asked.search(question.text) or other.search(match.passage.near(match.figure)):
            continue
        of_other = any(other.search(match.passage.near(f)) for f in match.passage.figures)
        if of_other and said.search(match.passage.near(match.figure) + match.figure.indicator):
            return True
    return False


def _whole_for_kind(question: Question, match: FigureMatch) -> bool:
    """Whether a kind was asked (高铁), and neither the name nor what stands before the figure in its sentence has it."""
    near = match.passage.near(match.figure) + match.figure.indicator + match.figure.item
    before = match.passage.text[: match.figure.start - match.passage.start]
    return whole_for_kind(question.text, near) and whole_for_kind(question.text, before + near)


def _put_in(question: Question, said: str) -> bool:
    """Whether lifts put in were asked (今年装几部电梯), and the figure is of old ones replaced or mended."""
    return bool(
        _LIFTS_PUT_IN.search(question.text) and "装" not in said and re.search("更新|改造|维修", said)
    )


def _of_prices(question: Question, match: FigureMatch) -> bool:
    """Whether the figure is of prices, and the question of consumption or something else (消费目标, 居民消费价格)."""
    return "消费价格" in match.figure.indicator and not _PRICE_ASKED.search(question.text)


def _both_ways(question: Question, said: str) -> bool:
    """Whether exports or imports alone were asked, and the figure is of both together (进出口总额)."""
    whole = _OF_ALL_TRADE.sub("占", question.text)  # 出口占进出口多少: of exports
    text, own = whole.replace("进出口", ""), said.replace("进出口", "")
    if "进出口" in whole and "进出口" not in said:
        return "出口" in said or "进口" in said
    return "进出口" in said and any(way in text and way not in own for way in ("出口", "进口"))
