"""A figure of another place than was asked: of a part of it, of a place within it, or of the whole where one spot was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_bot.ingest.gazetteer import divisions

from .coverage import plain
from .match import FigureMatch
from .types import Question

_WITHIN = re.compile(
    r"(?:^|[，、：])(?:其中)?(?P<place>(?![一-鿿]{0,2}(?:[全我本各两三四五]|设区|[两几多]个|百强|十强|超大|特大|我们|中心|市辖|县级|城)[市县区])[一-鿿]{2,3}(?:[市县]|(?<!地)区))(?=地区生产总值|生产总值|常住人口|一般公共预算|规模以上|固定资产|社会消费|进出口|经济总量)"
)
_PART = r"(?:其中)?(?P<place>(?![一-鿿]{0,2}(?:[全我本各设两几多百十]|城|中心|特|超|农|灌|地|景|园|小|社|学|库|院|校|开发|高新|示范))[一-鿿]{2,3}(?:[市县镇乡旗]|街道|苏木))"
_PART_NAMED = re.compile(rf"{_PART}(?=[一-鿿]{{2}})")
_PART_ACTS = re.compile(rf"{_PART}(?=接待|实现|完成|新增|建成|引进|累计|全年)")
_SHORT_WITHIN = re.compile(
    r"(?:^|[，、：；])(?:其中)?(?P<place>[一-鿿]{2,3})(?:地区生产总值|生产总值|经济总量)"
)
_PEOPLE = re.compile(r"(?:年?末)?(?:全[省市县区]|总|常住|户籍)*总?人口(?:总?数|总?量|规模)?|[一-鿿]{2,6}人民")
_AREA = re.compile(r"(?:全[省市县区国]|国土|土地|辖区|区域|行政|总|幅员|占地)*(?:总?面积)")
_WHOLE_PLACE = {"人口": _PEOPLE, "总人口": _PEOPLE, "有多少人": _PEOPLE, "面积": _AREA, "总面积": _AREA}
_FURTHERED = re.compile(
    r"(?:^|[；。])(?:支持|推动|推进|加快)(?P<place>(?!全|我|各|企业|民营|符合|重点|地方|高校|园区|市县|县域)[一-鿿]{2,3}?)(?:[市县区])?(?:争创|争当|建设(?:国家|区域)|打造(?:国家|区域)|创建|当好|做[大强优]|高质量发展)[^，；。]*，"
)
_SPOT_ASKED = re.compile(
    r"(?P<spot>(?![一-鿿]{0,4}(?:全|各|几|哪|所有|A级|乡村|重点|主要))[一-鿿]{2,5})(?P<kind>古镇|古城|景区|度假区|公园|古村|博物馆|草原|湿地|老街)[^，。]{0,6}(?:来|接待)[^，。]{0,6}(?:多少|几)"
)
_VISITORS = re.compile(r"游客|旅游|接待")
REGION_WIDE = re.compile(
    r"(?:地区)?生产总值|经济总量|一般公共预算收入|财政收入|常住人口|居民人均可支配收入|社会消费品零售总额|固定资产投资|进出口|规(?:模以)?上工业增加值"
)


def of_another_place(question: Question, match: FigureMatch) -> bool:
    """Whether the figure is of a place that the question does not name, or of more or less than the one it names."""
    return (
        _of_a_place_within(question, match)
        or _of_a_part_of_the_whole(question, match)
        or _of_less_than_the_place(question, match)
        or _of_all_spots(question, match)
    )


def _of_a_place_within(question: Question, match: FigureMatch) -> bool:
    """Whether the figure is a city's of the province, or a county's of the city, that the question does not name."""
    figure = match.figure
    if figure.item and figure.item in question.text:
        return False
    for said in (figure.indicator, _segment(match)):
        if (led := _FURTHERED.search(said)) and REGION_WIDE.match(figure.indicator):
            return led["place"] not in question.text  # 支持某城争创中心城市，地区生产总值力争…
        found = next(reversed([*_short_within(said), *_WITHIN.finditer(said)]), None)
        if found and re.search("全[省市县区国]|我[省市县区]", said[found.end() :]):
            continue  # it goes on about the whole
        if (
            found
            and found["place"] not in figure.place
            and found["place"].rstrip("市县区") not in question.text
        ):
            return True
    return False


def _of_a_part_of_the_whole(question: Question, match: FigureMatch) -> bool:
    """Whether the whole place was asked in so many words (全市多大规模), and the figure's own name begins with a part of it."""
    if not re.search(r"(?:全|[整满]个?)[市省州县区旗镇](?!面|级|域|内)", question.text):
        return False
    # 某市接待游客…，|实现旅游收入9亿元: the segment begins with it
    founds = (_PART_NAMED.match(match.figure.indicator), _PART_ACTS.match(_segment(match)))
    return any(found is not None and found["place"] not in question.text for found in founds)


def _segment(match: FigureMatch) -> str:
    """What of its sentence stands before a figure since the last ； or 。"""
    return re.split("[；。]", match.passage.text[: match.figure.start - match.passage.start])[-1]


def _short_within(said: str) -> Iterator[re.Match[str]]:
    """A city before the size of its economy, named without what it is (某州经济总量)."""
    return (found for found in _SHORT_WITHIN.finditer(said) if found["place"] in divisions())


def _of_less_than_the_place(question: Question, match: FigureMatch) -> bool:
    """Whether the size or people of the place itself were asked (全县面积多大, 有多少人口), and the figure is of a part."""
    if len(question.terms) != 1:
        return False
    whole = _WHOLE_PLACE.get(question.terms[0].text)
    before = match.passage.text[: match.figure.clause_start - match.passage.start]
    of_town = "城区" not in question.text and re.search("城区|县城|主城", before)
    return whole is not None and bool(of_town or not whole.fullmatch(plain(match.figure.indicator)))


def _of_all_spots(question: Question, match: FigureMatch) -> bool:
    """Whether the visitors of one spot were asked by its name (某某古镇来了多少游客), which nothing around the figure has."""
    asked = _SPOT_ASKED.search(question.text)
    if asked is None or not _VISITORS.search(match.figure.indicator):
        return False
    kind, spot = asked["kind"], asked["spot"]
    return not any(spot[i:] + kind in match.passage.context for i in range(len(spot)))
