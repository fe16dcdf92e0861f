"""What a bare measure (保有量, 年产值) is of: the industry or thing that the sentence or its paragraph has come to."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest import wording
from report_bot.ingest.naming import Name
from report_bot.ingest.types import Passage

_INDUSTRY = re.compile(r"(?P<of>[一-鿿“”]{2,12}(?:产业|行业|经济圈|都市圈))[，]?$")
_GETS_ON = re.compile(
    r"(?P<of>[一-鿿“”]{2,14}?)(?:建设)?(?:加快|更加|不断|持续|走深走实|支撑作用|快速|蓬勃|提质|稳步|迅速|加速)"
)
_FOR_INDUSTRY = re.compile(
    r"(?:实施|开展|推进)(?P<of>[一-鿿]{0,5}(?:服务业|制造业|农业|工业|旅游业|物流业|旅游))[一-鿿]{0,8}(?:行动|工程|计划)[，]?$"
)
_RAISED = re.compile(
    r"(?:抓好|狠抓|稳定|做好|加强|推进|抓紧抓好)?(?P<of>粮食|生猪|蔬菜|畜牧|[一-鿿]{2,3})生产[，]?$"
)
_GROWN_END = re.compile(r"(?:总?产量|种植面积|饲养量)$")
_AIMS_AT = re.compile(r"突出|聚焦|坚持|注重|着力|推动|促进|强化|抓好")
_YIELD = re.compile(r"(?P<of>[一-鿿]{2,6}?)(?:总?产量|种植面积|出栏量?)$")
_BARE = re.compile(r"(?:综合|年|工业|全产业链)?总?产值|保有量|经济总量|增加值|年产量|重点项目|重大项目")
_GROWN = re.compile(r"总?产量|(?:种植|播种|养殖|栽植)?面积|饲养量|[存出]栏量?")
_OPENS_WITH_OUTPUT = re.compile(
    r"(?:力争|预计|全产业链|产业)*(?:总?产值|规模|营业?收入?|销售收入|增加值|投资|新增(?:开发)?装机|装机(?:容量|规模)?)(?:要|将|力争)?(?:达|突破|超|增|接近)"
)
_OF_INDUSTRY = re.compile(r"产业(?:规模|投资|产值)")
_INDUSTRY_SAID = re.compile(r"[一-鿿“”]{2,10}?(?:产业|行业|经济)(?![、和与化])")


def topic_of(clause: str) -> str:
    """What a clause without a number leaves to speak of (轻纺产业，; 新能源汽车加快普及，); "" for any other clause."""
    said = wording.strip_lead(clause)
    found = _INDUSTRY.match(said) or _RAISED.match(said) or _FOR_INDUSTRY.match(said) or _GETS_ON.match(said)
    return found["of"] if found and not _AIMS_AT.match(found["of"]) else ""


def topic_after(named: Name, before: str) -> str:
    """What a number leaves to speak of: 茶叶 of 茶叶产量; what was before where it names something else."""
    found = _YIELD.fullmatch(named.indicator)
    return found["of"] if found and named.own else before


def of_topic(named: Name, topic: str) -> Name:
    """The name with its topic where it is a bare measure."""
    if topic.endswith("产业") and not named.own and (raised := _GROWN_END.search(named.indicator)):
        return replace(
            named, indicator=topic.removesuffix("产业") + raised[0]
        )  # 苹果产业，推广网5千亩，产量…
    if not topic or not named.own:
        return named
    if _GROWN.fullmatch(named.indicator) and re.fullmatch(r"[一-鿿]{2,5}产业|[一-鿿]{2,4}", topic):
        return replace(
            named, indicator=topic.removesuffix("产业") + named.indicator
        )  # 苹果产业，…，产量达到…
    if not _BARE.fullmatch(named.indicator):
        return named
    return replace(named, indicator=topic + named.indicator)


def industry_before(passages: tuple[Passage, ...], at: int) -> str:
    """The industry that the paragraph has come to (石化产业…。), of a sentence that opens with its output (产值突破…)."""
    if not _OPENS_WITH_OUTPUT.match(passages[at].text):
        return ""
    for earlier in reversed(passages[:at]):
        if earlier.paragraph != passages[at].paragraph:
            return ""
        if found := _INDUSTRY_SAID.match(earlier.text):
            return found[0]
    return ""


def of_industry(named: Name, industry: str) -> Name:
    """The name with the industry of its paragraph where it is 产业规模 or the like."""
    if not industry or not _OF_INDUSTRY.fullmatch(named.indicator):
        return named
    return replace(named, indicator=industry.removesuffix("产业") + named.indicator)
