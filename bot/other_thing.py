"""A figure near in words that is of another thing than was asked: the opposite, another kind of it, some other rate."""

from __future__ import annotations

import re
from itertools import pairwise

from report_bot.prompts.load import official_word

from .coverage import CARRIED, heavy, plain, term_fit
from .match import FigureMatch
from .numbered import names_another_number
from .opposed import opposed
from .other_place import REGION_WIDE, of_another_place
from .other_scope import of_another_scope
from .segment import is_word, tagged
from .types import Question, Term

MODIFIER = 0.75  # weight of a word that says which of its kind is meant
NAMED = 0.5  # how much of a known indicator the name of a figure must hold to be it
MEANT = 0.6  # probability from which letters alone need not stand there
ECHO = 0.3  # … of which not even this much stands in sentence and titles

SHARE_ASKED = re.compile(r"占|比重|比例|份额|几成|百分|%|率|有多少是")
# Heads that reports count by kind: of 房地产投资 nothing is said by 固定资产投资.
_AGGREGATE = re.compile(
    r"投资|出口|进口|收入|支出|存款|贷款|里程|游客|产量|产值|增加值|利润|消费|用电量|养老金|贸易|进出口"
)
_ABOVE_WIDER = re.compile(
    r"(?:(?:[高低快慢优]于|高出|低)全[国省市](?:平均)?(?:水平)?|比[^，。]{0,4}目标[高低]|[高低快慢]于(?:年初)?(?:预期|既定)?目标)(?:约|近|超过?)?$"
)
_FASTER_THAN = re.compile(
    r"[快慢高低]于(?:20\d\d年|上年|前年|去年同期|上半年|前三季度)(?:同期)?(?:约|近|超过?)?$"
)
_WIDER_ASKED = re.compile(r"全[国省市]|平均|高于|低于|快于|目标|差")
_INDUSTRY_ASKED = re.compile(
    r"(?:今年|去年|全[省市县区]|\d{4}年|咱们?|我们)*(?P<industry>(?!第[一二三])[一-鿿]{2,8}?)产业[^，。]{0,8}?(?:产值|规模|营收|增加值)"
)
_OUTPUT = re.compile(r"产值|规模|营收|营业收入|增加值")
_RATE_NAME = re.compile(r"(?:率|比例|比重|占比|覆盖面)$")
_LATIN = re.compile(r"[a-z]*\d+[a-z]+|[a-z]{2,}\d*(?:\.\d+)?")
_COUNTRYMEN = ("老乡", "家乡", "下乡", "返乡", "城镇")
_UNNAMED = frozenset(
    {"gdp", "cpi", "ppi", "pm2.5", "pm10", "r&d", "aqi", "app", "wifi", "ai", "3a", "4a", "5a", "km", "gpd"}
)
_SECTOR = re.compile(
    r"(?P<kind>[一-鿿]{0,8}?)(?P<sector>工业|制造业|服务业)(?:企业)?(?:增加值|总?产值|利润|营业?收入|投资)?$"
)
_ALL_OF_SECTOR = re.compile(r"全[省市县区国]|规上|规模以上|全部|限上|实现|完成|预计")
_TRADE = re.compile(r"(?P<kind>[一-鿿“”]{2,12}?)(?:进出口|出口|进口)(?:总?[额值量])?$")
_TRADE_ASKED = re.compile(r"(?:进出口|出口|进口)(?:总?[额值])?(?!的|占|企业|退税|品)")
_ALL_OF_TRADE = re.compile(r"对外|外贸|货物|贸易|全[省市县区国]|总的|地方|实现|完成")
_LEADS = re.compile(
    r"去年|今年|明年|前年|上年|(?:20)?\d\d年|年均?|[我咱本][省市县区们]|想问|请问|问下|听说|的|了|到底|五年|期间|目标|我"
)
_GROWN_END = re.compile(r"(?:增[长速幅]|目标|总[量额])+$")


def of_another_thing(question: Question, match: FigureMatch) -> bool:
    """Whether the figure is of the opposite, of another kind or of some other rate of what was asked."""
    return (
        opposed(question, match)
        or rate_of_it(question, match)
        or _of_another_kind(question, match)
        or _of_trade_by_web(question, match)
        or _of_reserves(question, match)
        or of_another_place(question, match)
        or _a_gap(question, match)
        or names_another_number(question.text, match.passage.context)
        or _of_an_unknown_place(question, match)
        or _of_another_industry(question, match)
        or _another_rate(question, match)
        or _of_the_economy(question, match)
        or _of_one_branch(question, match)
        or _of_some_trade(question, match)
        or _lacks_the_mark(question, match)
        or of_another_scope(question, match)
    )


def _of_another_industry(question: Question, match: FigureMatch) -> bool:
    """Whether an industry's output was asked (石化产业产值), and nothing of its name stands around the figure."""
    found = _INDUSTRY_ASKED.search(question.text)
    if found is None or not _OUTPUT.search(match.figure.indicator):
        return False
    titles = "".join(match.passage.section)
    said = plain(match.passage.clause(match.figure) + match.figure.indicator + titles)
    name = found["industry"]
    return not any(name[i : i + 2] in said for i in range(len(name) - 1))


def _of_an_unknown_place(question: Question, match: FigureMatch) -> bool:
    """Whether a place, or a name that no dictionary knows, stands before a sum of a whole region (某川财政收入), and the
    sentence lacks it, or tells another sum of it."""
    if not REGION_WIDE.search(match.figure.indicator):
        return False
    said = plain(match.passage.context)
    return any(
        len(first.text) in (2, 3)
        and first.weight >= MODIFIER
        and len(first.alternatives) == 1
        and (plain(first.text) not in said or _names_another(second, match))
        and (found := _stand_together(first, second, question.text))
        and (
            found["place"]
            or (first.text.endswith(("镇", "乡")) and first.text not in _COUNTRYMEN)
            or not is_word(first.text)
        )
        for first, second in pairwise(question.terms)
    )


def _of_the_economy(question: Question, match: FigureMatch) -> bool:
    """Whether one sum of the region was asked by its official name (固定资产投资), and the figure is another of them (GDP)."""
    nothing = not (match.indicator or match.precision or match.clause)
    return (
        nothing
        and REGION_WIDE.match(match.figure.indicator) is not None
        and any(official_word(t.text) and _AGGREGATE.search(t.text) for t in heavy(question.terms))
    )


def _has_a_word(rate: str) -> bool:
    """Whether a rate's name has a word of the dictionary beside 率: 参宝率 is only mistyped."""
    return any(len(w.text) > 1 and is_word(w.text) for w in tagged(rate))


def _of_one_branch(question: Question, match: FigureMatch) -> bool:
    """Whether all industry was asked (规上工业), and the figure is of one branch of it (规上装备工业)."""
    told = _SECTOR.search(_ALL_OF_SECTOR.sub("", match.figure.indicator))
    if told is None or len(told["kind"]) < 2 or told["kind"] in question.text:
        return False
    asked = re.search(
        rf"(?P<kind>[一-鿿]{{0,8}}?){told['sector']}(?!园|区|企业|强|互联网|设计|机器人|用地|用电)",
        question.text,
    )
    if asked is None:
        return False
    return not _LEADS.sub("", _ALL_OF_SECTOR.sub("", asked["kind"]))


def _of_some_trade(question: Question, match: FigureMatch) -> bool:
    """Whether all exports or imports were asked (出口总额), and the figure is of some goods or countries (地产品出口)."""
    told = _TRADE.match(_ALL_OF_TRADE.sub("", match.figure.indicator))
    if told is None or told["kind"] in question.text:
        return False
    asked = _TRADE_ASKED.search(question.text)
    return asked is not None and not _LEADS.sub("", _ALL_OF_TRADE.sub("", question.text[: asked.start()]))


def _lacks_the_mark(question: Question, match: FigureMatch) -> bool:
    """Whether the question marks what it means with letters (5G基站), and neither sentence nor titles have them."""
    marks = {m for m in _LATIN.findall(question.text.lower()) if m not in _UNNAMED}
    said = (match.passage.context + match.figure.indicator).lower()
    if match.answers >= MEANT:
        marks = {mark for mark in marks if any(c.isdigit() for c in mark)}  # AED in the report's own words
    return any(mark not in said for mark in marks)


def _another_rate(question: Question, match: FigureMatch) -> bool:
    """Whether a rate was asked by its name (入园率, 报销比例), and the figure is a rate of whose name that holds next to nothing."""
    if not _RATE_NAME.search(match.figure.indicator):
        return False
    around = plain(match.passage.context + match.figure.indicator)
    rates = [t for t in heavy(question.terms) if _RATE_NAME.search(t.text) and _has_a_word(t.text)]
    return len(rates) == 1 and term_fit(rates[0], around) < ECHO


def _stand_together(first: Term, second: Term, text: str) -> re.Match[str] | None:
    """A name and the indicator after it, with nothing between that says what else is meant (某镇有多少人口)."""
    between = r"(?:去年|今年|20\d\d年|的|有|是|多少|一共|总共|现在|大概)*"
    return re.search(
        rf"{re.escape(first.text)}(?P<place>[省市县区镇乡]?){between}{re.escape(second.text)}", text
    )


def _names_another(term: Term, match: FigureMatch) -> bool:
    """Whether a known indicator was asked (GDP) and the figure's name is another's (规上工业增加值)."""
    return len(term.alternatives) > 1 and term_fit(term, plain(match.figure.indicator)) < NAMED


def _of_trade_by_web(question: Question, match: FigureMatch) -> bool:
    return "跨境电商" in match.figure.indicator and not re.search("跨境|电商|网|线上|直播", question.text)


def _of_reserves(question: Question, match: FigureMatch) -> bool:
    """Whether what is saved was asked (存款多少), and the figure is of what banks must set aside (存款准备金率)."""
    saved = "存款" in question.text and "准备金" not in question.text
    return saved and "准备金" in match.figure.indicator


def _a_gap(question: Question, match: FigureMatch) -> bool:
    """Whether the figure only tells how far a rate stands above the wider place's, which was not asked."""
    lead = match.passage.lead(match.figure)
    if _FASTER_THAN.search(lead):  # 快于2024年1.8个百分点, where the growth itself was asked
        return not re.search(r"[快慢高低]|加速|放缓|比(?:上年|前年|20\d\d)", question.text)
    return bool(_ABOVE_WIDER.search(lead)) and not _WIDER_ASKED.search(question.text)


def rate_of_it(question: Question, match: FigureMatch) -> bool:
    """Whether the figure is some rate of the people whose number was asked (常住人口多少, 常住人口城镇化率)."""
    name = match.figure.indicator
    if not name.endswith("率") or match.head or SHARE_ASKED.search(question.text):
        return False
    subjects = heavy(question.terms)
    people = bool(subjects) and subjects[-1].text.endswith(("人口", "人数", "劳动力"))
    return people and term_fit(subjects[-1], plain(name)) >= CARRIED


def _of_another_kind(question: Question, match: FigureMatch) -> bool:
    """Whether the name's head stands in another compound than was asked: 房地产投资, 固定资产投资.

    Only for a modifier in the words of reports that neither sentence nor titles have, and a name with one of its own.
    """
    name = plain(match.figure.indicator)
    around = plain(match.passage.context + match.figure.indicator)
    for first, second in pairwise(question.terms):
        if first.place or first.weight < MODIFIER or f"{first.text}{second.text}" not in question.text:
            continue
        head = _GROWN_END.sub("", plain(second.text))
        inside = name == head or name.find(head) >= 2
        if not _AGGREGATE.fullmatch(head) or not inside or term_fit(first, around) >= ECHO:
            continue
        if official_word(first.text):
            return True
    for term in question.terms:  # 住户存款, 金融机构存款余额
        own = plain(term.text)
        modifier, head = own[:-2], own[-2:]
        compound = (
            _AGGREGATE.fullmatch(head) and len(own) == 4 and term.weight >= MODIFIER and official_word(own)
        )
        if compound and name.find(head) >= 2 and modifier not in around and term_fit(term, around) < CARRIED:
            return True
    return False
