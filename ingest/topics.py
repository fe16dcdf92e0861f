"""What a bare measure (保有量, 年产值) is of: the industry or thing that the segment of the sentence has come to."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest import wording
from report_bot.ingest.naming import Name

_INDUSTRY = re.compile(r"(?P<of>[一-鿿“”]{2,12}(?:产业|行业|经济圈|都市圈))[，]?$")
_GETS_ON = re.compile(
    r"(?P<of>[一-鿿“”]{2,14}?)(?:建设)?(?:加快|更加|不断|持续|走深走实|支撑作用|快速|蓬勃|提质|稳步|迅速|加速)"
)
_YIELD = re.compile(r"(?P<of>[一-鿿]{2,6}?)(?:总?产量|种植面积|出栏量?)$")
_BARE = re.compile(r"(?:综合|年|工业|全产业链)?总?产值|保有量|经济总量|增加值|年产量")


def topic_of(clause: str) -> str:
    """What a clause without a number leaves to speak of (轻纺产业，; 新能源汽车加快普及，); "" for any other clause."""
    said = wording.strip_lead(clause)
    found = _INDUSTRY.match(said) or _GETS_ON.match(said)
    return found["of"] if found else ""


def topic_after(named: Name, before: str) -> str:
    """What a number leaves to speak of: 茶叶 of 茶叶产量; what was before where it names something else."""
    found = _YIELD.fullmatch(named.indicator)
    return found["of"] if found and named.own else before


def of_topic(named: Name, topic: str) -> Name:
    """The name with its topic where it is a bare measure."""
    if not topic or not named.own or not _BARE.fullmatch(named.indicator):
        return named
    return replace(named, indicator=topic + named.indicator)
