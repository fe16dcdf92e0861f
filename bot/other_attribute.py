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
            r"出生|生育|新生儿",
        ),
        (r"报(?:销)?(?:几成|多少|百分)|能[给]?报", r"报销|支付比例|补偿|起付|限额"),
        (r"差距|差别", r"收入比|差距|之比|比值|相差|倍差"),
        (r"户口本|户籍|[城乡]里户口", r"户籍|落户|户口"),
        (r"学费|保教费", r"学费|保教费|保育|教育费|收费"),
        (r"奖金|(?:什么|啥|哪些|几个|哪个)奖|得了?奖|获奖|奖项", r"奖|称号|荣誉|冠军|金牌"),
        (r"多大(?:年纪|岁数|年龄)|几岁|多少岁|哪个年龄", r"岁|年龄|龄"),
        (r"汽油|柴油|油价", r"油"),
        (r"多远|离[^，。]{1,8}(?:多少|几)公里", r"公里|米|分钟|小时"),
        (r"(?:租金|房租|单价)[^，。]{0,3}(?:均价|平均|一平|每平)|均价", r"元/|每平|均价|每月"),
        (r"几毛|几分钱", r"元|角|分/"),
        (r"欠[^，。]{0,6}(?:账|款|钱)", r"欠|账|清偿|工资|支付|薪"),
        (
            r"(?:全[市省县区国]|现在|[一总]共)(?:有|共有)?(?:多少|几)[万千百]*辆?(?:汽车|小汽车|私家车|车(?!位|站|间))",
            r"保有量|汽车数|登记|拥有",
        ),
        (
            r"(?:怎么|咋|去哪|哪里|在哪)(?:补办|补领|补|挂失|激活)|(?:卡|证|本)[^，。]{0,2}丢了",
            r"补办|补领|挂失|补换",
        ),
        (r"(?:带动|拉动|撬动)了?[^，。]{0,4}(?:多少|几)(?![^，。]*就业)", r"带动|拉动|撬动"),
        (r"^(?!.*[Pp][Mm]2\.?5).*[Pp][Mm]10", r"PM10|pm10|可吸入"),
        (r"起征点|免征额", r"起征点|免征额"),
        (r"超长期", r"超长期"),
        (r"(?:教师|老师)(?:有|是)?(?:多少|几)|(?:多少|几)[个名位]*(?:教师|老师)", r"师"),
        (
            r"[免减]了?(?:多少|几)?[^，。]{0,3}(?:房租|租金)|(?:房租|租金)[^，。]{0,4}(?:多少|几)",
            r"租金|房租",
        ),
        (
            r"资产(?:总[额量计]|总共|一共|规模)*(?:是|有|达到?)?(?:多少|几)|(?:多少|几)[十百千万]*亿?资产",
            r"资产",
        ),
        (r"补助标准|补贴标准", r"补[助贴]|[亿万]?元"),
        (r"门诊统筹", r"统筹"),
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
_RETIRED = re.compile(r"退休(?:人员|职工|工人|金|工资|的)|企业退休|职工养老")
_NEVER_EMPLOYED = re.compile(r"没(?:有|得)?(?:单位|工作|退休金|退休工资|上过班|正式)|[没未]上过班")
_OF_RESIDENTS = re.compile(r"城乡居民|居民基础养老|基础养老金")
_SCHOOL = re.compile(r"(?P<level>义务教育|小学|初中|高中|幼儿园|学前|普高|大学)[^，。]{0,4}学位")
_SCHOOLING = {
    "小学": r"小学|义务教育",
    "初中": r"初中|义务教育|中学",
    "高中": r"高中|中学",
    "普高": r"高中|普高",
    "幼儿园": r"幼儿|学前|公办园",
    "学前": r"幼儿|学前|公办园",
    "大学": r"大学|高校|本科",
    "义务教育": r"义务教育|小学|初中|中学|学校",
}
_TRADE, _FIRMS = re.compile(r"进出口|外贸|出口|进口"), re.compile(r"企业|主体|公司|[多几]少?[家户]")
_HOW_MANY_INSTITUTIONS = re.compile(
    r"(?:多少|几)[所家个座]?(?:高校|大学|学校|中学|小学|医院|幼儿园|社区|村|乡镇|景区)[呢吗啊]?[？?]?$"
)
_OF_ECONOMY = re.compile(r"占(?:全[国省市])?(?:地区|国内)?(?:生产总值|GDP|gdp|经济总量)")
_SHARE_OF, _ECONOMY = re.compile(r"占(?P<of>[^占]{2,}?)(?:比[重例]|$)"), re.compile(r"生产总值|GDP|经济")
# What every report states first, each under the names it goes by.
_AGGREGATES = tuple(
    re.compile(names)
    for names in (
        r"进出口(?:总[值额])?(?![^，。]{0,2}[企银])|外贸",
        r"固定资产投资|固投",
        r"社会消费品零售|社零|消零",
        r"(?:规上|规模以上)?工业增加值",
        r"一般公共预算收入|财政收入",
        r"居民消费价格|物价|CPI|cpi",
        r"调查失业率|登记失业率|失业率",
        r"粮食(?:总?产|产量)",
        r"(?:地区|国内)生产总值|GDP|gdp",
    )
)
_SHARE_NAME = re.compile(r"(?:占比|比重|比例)$")


# Whom or what a question narrows itself to, of which the sentence with its titles must say something.
_NARROWED = tuple(
    (re.compile(asked), re.compile(said))
    for asked, said in (
        (r"妇女|女性|女的", r"妇|女"),
        (r"男性|男的|男人", r"男"),
        (r"残疾", r"残疾|残|无障碍"),
        (r"高考", r"高考|考生|上线|本科|录取"),
        (r"出口(?!.*(?:高速|隧道))|卖到国外", r"出口|外贸|进出口|海外|境外|国际|跨境|外销"),
        (r"挂职", r"挂职|干部|选派"),
    )
)


def of_another_attribute(question: Question, match: FigureMatch) -> bool:
    """Whether the figure measures something else of what was asked about, or of whom."""
    return (
        lacks_attribute(
            question.text, match.passage.clause(match.figure) + match.figure.indicator + match.figure.unit
        )
        or any(
            asked.search(question.text) and not said.search(match.passage.context)
            for asked, said in _NARROWED
        )
        or _counts_insured(question, match)
        or _of_other_pensioners(question, match)
        or _of_all_schools(question, match)
        or _share_for_growth(question, match)
        or _counts_traders(question, match)
        or _counts_people(question, match)
        or _share_of_another(question, match)
        or of_another_aggregate(question.text, match.figure.indicator)
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
        and not _NEVER_EMPLOYED.search(question.text)
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


def _counts_traders(question: Question, match: FigureMatch) -> bool:
    """Whether the sum of trade was asked (进出口目标), and the figure counts firms that trade."""
    counted = match.figure.unit in ("家", "户", "个") and _FIRMS.search(match.figure.indicator)
    return bool(counted and _TRADE.search(question.text)) and not _FIRMS.search(question.text)


def _counts_people(question: Question, match: FigureMatch) -> bool:
    """Whether institutions were counted in the question (多少高校), and the figure counts people (高校毕业生)."""
    return (
        match.figure.unit in ("人", "名", "人次") and _HOW_MANY_INSTITUTIONS.search(question.text) is not None
    )


def _share_of_another(question: Question, match: FigureMatch) -> bool:
    """Whether the share in the economy was asked (占GDP多少), and the figure is the share in something else."""
    share = _SHARE_OF.search(match.figure.indicator)
    if share is None or not _OF_ECONOMY.search(question.text):
        return False
    return not _ECONOMY.search(share["of"])


def of_another_aggregate(asked: str, indicator: str) -> bool:
    """Whether one of the main aggregates was asked (进出口目标), and the figure is another one (工业增加值)."""
    asked = _OF_ECONOMY.sub("", asked)
    own = [i for i, names in enumerate(_AGGREGATES) if names.search(asked)]
    said = [i for i, names in enumerate(_AGGREGATES) if names.search(indicator)]
    return len(own) == 1 and len(said) == 1 and own != said


def _share_for_growth(question: Question, match: FigureMatch) -> bool:
    """Whether growth alone was asked (税收增长多少), and the figure is the thing's share of something (税收占比)."""
    share = match.figure.measure is Measure.SHARE and _SHARE_NAME.search(match.figure.indicator)
    return question.measures == {Measure.CHANGE} and bool(share) and not re.search("占|比", question.text)
