"""An attribute that was asked (how wide, who pays, what it costs) and that the figure does not measure of the very thing."""

from __future__ import annotations

import re

from report_bot.ingest.types import Measure

from .match import FigureMatch
from .types import Question

# What is asked, and what a figure's unit or clause must then say. General words of towns and offices, no report's.
_ATTRIBUTES = tuple(
    (re.compile(asked), re.compile(said))
    for asked, said in (
        (r"(?:多宽|几米宽|宽度|几车道|几个车道)", r"宽|车道"),
        (r"(?:几层|多少层|层高)", r"层"),
        (r"库容|蓄水量|能?蓄多少水", r"库容|蓄水|立方"),
        (
            r"发(?:了|出)?(?:多少|几)[十百千万亿]*度?的?电|发电量(?:是|有|达到?)?多少",
            r"千瓦时|度|发电量|电量",
        ),
        (
            r"[出降]?生了?(?:多少|几)[万千百个]*(?:小孩|孩子|娃|宝宝|婴儿|人口)|(?:多少|几)[万千百个]*(?:小孩|孩子|娃娃?|宝宝)出生|出生率|出生人口",
            r"出生|生育|新生儿|人口",
        ),
        (r"学费|保教费", r"学费|保教费|保育|教育费|收费"),
        (r"奖金", r"奖"),
        (r"学位(?:各|分别|一共|是|有)*(?:多少|几)|新增(?:多少|几)[万千]*个?学位", r"学位"),
        (r"货值", r"[货价]值|[亿万]元"),
        (r"亩产|单产(?:是|有|达到?)?多少", r"公斤|斤|吨"),
        (r"利率|利息", r"利率|利息|贴息"),
        (r"客流量?(?:是|有)?多少|发送?多少(?:旅客|乘客)", r"客"),
        (
            r"招生|招收?了?(?:多少|几)[个名]?(?:学生|新生)|(?:学院|学校|大学|中学|小学|高中)[^，。]{0,6}招(?:收|生)?了?(?:多少|几)(?!.{0,3}[老教]师)",
            r"招生|招收|扩招|录取",
        ),
        (r"月缴|缴存额|每月缴", r"缴"),
        (r"挂号费", r"挂号"),
        (r"电话(?:号码?)?(?:是|多少|几)|联系(?:电话|方式)", r"电话|热线|\d{5}"),
        (
            r"(?:工资|薪水|薪酬|月薪)(?:标准)?(?:是|有)?(?:多少|几)|(?:老师|教师|医生|公务员)工资$",
            r"工资|薪|津贴|待遇",
        ),
        (r"居民(?:生活)?用电|生活用电|家庭用电", r"居民|生活"),
        (
            r"(?:个人|自己)(?:每年|一年|今年|去年)?(?:要|得|应|需要?)?(?:交|缴|出|掏|负担)了?(?:多少|几)|个人缴费|缴费标准|要交多少",
            r"个人|缴费",
        ),
    )
)
_PENSION = re.compile(r"养老金|退休金|养老待遇")
_INSURED = re.compile(r"参保|保险|多少人|几个?人|人数|领取人|覆盖")
_RETIRED = re.compile(r"退休(?:人员|职工|工人|金|的)|企业退休|职工养老")
_OF_RESIDENTS = re.compile(r"城乡居民|居民基础养老|基础养老金")
_SCHOOL = re.compile(r"(?P<level>小学|初中|高中|幼儿园|学前|普高|大学)[^，。]{0,4}学位")
_SCHOOLING = {
    "小学": r"小学|义务教育",
    "初中": r"初中|义务教育|中学",
    "高中": r"高中|中学",
    "普高": r"高中|普高",
    "幼儿园": r"幼儿|学前|公办园",
    "学前": r"幼儿|学前|公办园",
    "大学": r"大学|高校|本科",
}
_SHARE_NAME = re.compile(r"(?:占比|比重|比例)$")


def of_another_attribute(question: Question, match: FigureMatch) -> bool:
    """Whether the figure measures something else of what was asked about, or of whom."""
    return (
        lacks_attribute(
            question.text, match.passage.clause(match.figure) + match.figure.indicator + match.figure.unit
        )
        or _counts_insured(question, match)
        or _of_other_pensioners(question, match)
        or _of_all_schools(question, match)
        or _share_for_growth(question, match)
    )


def lacks_attribute(asked: str, said: str) -> bool:
    """Whether an attribute was asked of which a text says nothing: how wide a bridge is, what school costs."""
    return any(attribute.search(asked) and not needed.search(said) for attribute, needed in _ATTRIBUTES)


def _counts_insured(question: Question, match: FigureMatch) -> bool:
    """Whether a pension was asked (养老金多少), and the figure counts those who are insured."""
    asked = _PENSION.search(question.text) and not _INSURED.search(question.text)
    return bool(asked) and match.figure.unit in ("人", "人次", "户")


def _of_other_pensioners(question: Question, match: FigureMatch) -> bool:
    """Whether the pension of those who retired from work was asked, and the figure is of residents."""
    told = match.passage.clause(match.figure) + match.figure.indicator
    return bool(
        _RETIRED.search(question.text)
        and _OF_RESIDENTS.search(told)
        and not re.search("退休|职工|企业", told)
    )


def _of_all_schools(question: Question, match: FigureMatch) -> bool:
    """Whether places at schools of one level were asked (小学学位), and the sentence names no such level."""
    found = _SCHOOL.search(question.text)
    if found is None or "学位" not in match.figure.indicator:
        return False
    return not re.search(
        _SCHOOLING[found["level"]], match.passage.clause(match.figure) + match.figure.indicator
    )


def _share_for_growth(question: Question, match: FigureMatch) -> bool:
    """Whether growth alone was asked (税收增长多少), and the figure is the thing's share of something (税收占比)."""
    share = match.figure.measure is Measure.SHARE and _SHARE_NAME.search(match.figure.indicator)
    return question.measures == {Measure.CHANGE} and bool(share) and not re.search("占|比", question.text)
