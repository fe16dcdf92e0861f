"""What leaves a figure out whatever its probability: another place, side, rank, share, age, size or kind of thing than was asked."""

from __future__ import annotations

import re

from report_bot.ingest import wording
from report_bot.ingest.types import Measure
from report_bot.prompts.load import word_map

from .coverage import CARRIED, coverage, heavy, plain, term_fit
from .elsewhere import named_elsewhere, of_another_industry
from .match import FigureMatch
from .other_attribute import of_another_attribute
from .other_measure import (
    counts_vehicles,
    least_for_mean,
    no_price,
    no_share,
    no_yield,
    of_another_size,
    rate_for_heads,
)
from .other_thing import SHARE_ASKED, of_another_thing
from .types import Question

LIKELY_ALONE = 0.3  # a figure is said from this probability of answering on, where the words do not carry it
KNOWN = 0.8  # weight from which a term stands for one sum of a whole region
_OF_A_REGION = re.compile(r"生产总值|GDP|预算收入|财政收入|常住人口|人均可支配|固定资产投资|零售总额")
BESIDE_PLACE = 0.3  # share of the other terms that a clause on the named place must carry
_LASTS = re.compile(r"年限|几年|多少年|多久|多长时间|期限|连续|连着|一连")
_CLAUSES = re.compile(r"[，；：]")
_ZONE = 3  # characters of such a name at least, and before it at most
_COUNTY = re.compile(
    r"(?P<place>(?![一-鿿]{0,2}(?:[全我本各两三几多百十]|中心|城|超|特))[一-鿿]{2,3}?(?:[县旗]|(?<![小社园景城片校厂地山灾])区))"
)
_OWN_AGE = re.compile(
    r"(?<!\d)(?P<age>[6-9]\d|1[01]\d)(?:周?岁)?(?:多)?(?:了|[，。]|的(?:老|奶|爷|人)|周?岁(?!及?以[上下]))"
)
_AGE_BAND = re.compile(r"(?P<from>\d{2,3})周?岁?(?:[至到—－~-](?P<to>\d{2,3})周?岁|(?:周?岁)?(?:及?以上))")
_AGE = re.compile(r"\d+周?岁")
_SHARE_IN = re.compile(r"(.+?)占")
_SHARE_OF = re.compile(r"(?:占比|比重)$")
_QUANTITY = re.compile(r"(?:总?产[量值]|总额|收入|投资|规模|面积|里程|人数|数量)(?:是|有|达到?)?(?:了)?多少")
_KIND_IN_WHOLE = re.compile(r"(?P<kind>[一-鿿]{2,6})(?P<whole>[一-鿿]{2,10})占(?P=whole)(?:的?比[重例])?$")
_OF_INCREASE = re.compile(r"增量[^，、；]{0,6}$")
_INCREASE_ASKED = re.compile(r"增量|增加|新增|多出|涨|增长")
_NATIONAL = re.compile(r"^中国（[^（）]*）")  # 中国（某省）自由贸易试验区
_OF_COUNTRY = re.compile(r"[农乡村镇]|城乡")
_INSURED = re.compile(r"养老|医保|医疗|保险")
_HOUSEHOLDS = re.compile(r"(?:多少|几)[十百千万]*户(?!.*(?:多少|几)[十百千万]*[人名口])")
_LIST_OF_BEST = re.compile(r"[百千十]强")
AGAINST = re.compile(
    r"[高低优快慢好多少]于[^，、；]*|(?:居|列|排名?|跻身|进入|领先|占)(?:在|到)?全[国省市][^，、；]*"
)
_WORLD = ("世界", "全球")
_LEVELS = {"国家级": ("国家", "全国"), "省级": ("省",), "市级": ("市",), "县级": ("县",)}
_OPPOSITES = {"农村": ("城镇", "城市", "城区"), "城镇": ("农村",), "城市": ("农村",)}
_REACHED = re.compile(
    r"(?P<verb>惠及|受益|带动|撬动|拉动)了?[^，。]{0,3}?(?:多少|几)(?:[十百千万]*[户人]|[^，。]{2,8}[？?]?$)"
)
_RATE = re.compile(
    r"每人|每个?孩|每孩|一个孩子|每户|每名|每个?月|一个月|人均|每平|一平|每年能领|一[斤亩度次]|(?:低保|特困|津贴|补贴|补助|养老金|救助)[一-鿿]{0,6}标准|低保[^，。]{0,4}(?:涨|提高|从多少)"
)
_IN_SUM = re.compile(r"[一总]共|累计|发放?[了的]|支出")
_RATE_SAID = re.compile(r"每人|每月|人均|月|平方米|每")


def allowed(question: Question, match: FigureMatch) -> bool:
    """Whether nothing in its wording says that the figure is of another place, side, rank or opposite than was asked."""
    return (
        in_place(question, match)
        and item_fits(question, match)
        and rate_fits(question, match)
        and not _ranks_another(question, match)
        and not _shares_in_it(question, match)
        and not _of_another_age(question, match)
        and not of_another_thing(question, match)
        and not of_another_attribute(question, match)
        and not named_elsewhere(question, match)
        and not of_another_industry(question, match)
        and not no_share(question, match)
        and not counts_vehicles(question, match)
        and not no_price(question, match)
        and not no_yield(question, match)
        and not least_for_mean(question, match)
        and not of_another_size(question, match)
        and _reaches_them(question, match)
        and _of_the_level(question, match)
        and not (_HOUSEHOLDS.search(question.text) and match.figure.unit in ("人", "名"))
        and not (question.units == {"户"} and match.figure.unit == "个")
        and not rate_for_heads(question, match)
        and (match.figure.unit != "年" or _LASTS.search(question.text) is not None)
    )


def in_place(question: Question, match: FigureMatch) -> bool:
    """Whether the figure's own clause speaks of every other place that the question names."""
    figure, passage = match.figure, match.passage
    clause = AGAINST.sub("", passage.clause(figure))  # 低于全国, 居全国前列 are not 全国的
    # A sentence that begins with the place goes on about it (某开发区…，收入完成…).
    before = passage.text[: max(0, figure.clause_start - passage.start)]
    said = clause + AGAINST.sub("", figure.indicator) + figure.item
    rest = tuple(t for t in question.terms if t.text not in question.places)
    known = any(t.weight >= KNOWN and _OF_A_REGION.search(" ".join(t.alternatives)) for t in rest)
    unlikely = match.answers < LIKELY_ALONE or known  # 某县GDP多少, of which the clause tells something else
    ranked = figure.measure is Measure.RANK and question.measures == {Measure.RANK}  # 考核, 综合考评
    if question.places and rest and unlikely and not ranked and coverage(rest, said) < BESIDE_PLACE:
        return False
    named = _COUNTY.match(figure.item or figure.indicator)
    if (
        named
        and question.places
        and not any(place in named["place"] or named["place"] in place for place in question.places)
    ):
        return False  # 某县…；另一县接待游客: of the other one
    titled = passage.section[-1] if len(passage.section) > 2 else ""  # 某区建设取得新进展
    return all(
        place in titled or speaks_of(_spelt(place, before + said), said, before) for place in question.places
    )


def speaks_of(spellings: tuple[str, ...], said: str, before: str) -> bool:
    """Whether some words name a place, or a clause before them in their sentence begins with it and goes on about it."""
    starts = [_NATIONAL.sub("", clause) for clause in _CLAUSES.split(before)]
    return any(s in said or any(_opens(clause, s) for clause in starts) for s in spellings)


def _opens(clause: str, name: str) -> bool:
    """Whether a clause begins with a name, or a zone's (经开区) behind the short name of the report's own place."""
    return clause.startswith(name) or (len(name) >= _ZONE and 0 < clause.find(name) <= _ZONE)


def _spelt(place: str, said: str) -> tuple[str, ...]:
    """The place as the report writes it: 自贸试验区 for 自贸区."""
    full = word_map("zones").get(place)
    if full is None:
        return (place,)
    names = [full, *(name for name, of in word_map("zones").items() if of == full)]
    return tuple(name for name in names if name in said) or (place,)


def rate_fits(question: Question, match: FigureMatch) -> bool:
    """A question for so much a head, a month or a square metre is not answered with a sum of money."""
    if match.figure.unit != "元" or not _RATE.search(question.text) or _IN_SUM.search(question.text):
        return True
    said = match.passage.clause(match.figure) + match.figure.indicator
    return bool(_RATE_SAID.search(said)) or match.figure.value < 1_000_000


def names_item(question: Question, item: str) -> bool:
    """Whether the question names this side of a list: 城里 and 城镇 mean 城市 too."""
    same = {"城市": "城镇", "城镇": "城市"}
    return item in question.text or any(
        i in item or same.get(i, i) in item or item in i for i in question.items
    )


def _shares_in_it(question: Question, match: FigureMatch) -> bool:
    """Whether the figure is something else's share in what was asked (规上工业增加值多少, 某产业占它的四成)."""
    name = match.figure.indicator
    part = _SHARE_IN.match(name)
    if part is not None and _narrower_in_whole(name, question.text):
        return True
    if match.figure.measure is not Measure.SHARE or SHARE_ASKED.search(question.text):
        return False
    if _SHARE_OF.search(name) and _QUANTITY.search(question.text):
        return True  # 汽车总产量多少, 新能源汽车产量占比
    if part is None:
        return False
    subjects = heavy(question.terms)
    return bool(subjects) and not any(term_fit(t, plain(part[1])) >= CARRIED for t in subjects)


def _narrower_in_whole(name: str, asked: str) -> bool:
    """Whether a share is of a kind in its whole (现代服务业增加值占服务业增加值比重), and the whole was asked (服务业占比)."""
    found = _KIND_IN_WHOLE.match(name)
    return found is not None and found["kind"] not in asked and found["whole"][:2] in asked


def _reaches_them(question: Question, match: FigureMatch) -> bool:
    """Whether a question for how many something reaches (惠及多少户) meets the figure that follows that very verb."""
    verb = _REACHED.search(question.text)
    if verb is None or verb["verb"] not in match.passage.text:
        return True
    start = match.passage.start
    before = max((f.end for f in match.passage.figures if f.end <= match.figure.start), default=start)
    return verb["verb"] in match.passage.text[before - start : match.figure.start - start]


def _of_another_age(question: Question, match: FigureMatch) -> bool:
    """Whether the figure counts people of another age than was asked (65岁以上, 60岁以上)."""
    if (own := _OWN_AGE.search(question.asked)) and (
        band := _AGE_BAND.search(match.figure.indicator.replace("百岁", "100岁"))
    ):
        return not int(band["from"]) <= int(own["age"]) <= int(band["to"] or 200)
    asked, said = (
        {age.replace("周", "") for age in _AGE.findall(text)}
        for text in (question.text, match.passage.clause(match.figure))
    )
    return bool(asked and said) and not asked & said


def _of_the_level(question: Question, match: FigureMatch) -> bool:
    """Whether the sentence speaks of the level that the question names (省级重点项目) at all."""
    said = match.passage.context
    own = match.figure.indicator + match.figure.item
    asked, told = _levels(question.text), _levels(own)
    if len(asked) == 1 and told and not asked & told:
        return False  # 国家级…, where 省级 was asked
    return all(any(word in said for word in _LEVELS[level]) for level in asked)


def _levels(text: str) -> set[str]:
    """The levels that a text names: 省级 of 省级企业 and of 省重点项目."""
    return {
        level for level, words in _LEVELS.items() if level in text or re.search(rf"{words[0]}重[点大]", text)
    }


def _ranks_another(question: Question, match: FigureMatch) -> bool:
    """Whether a rank is of the increase (增量全国第一), and the question of the thing itself."""
    lead = match.passage.lead(match.figure)
    increase = _OF_INCREASE.search(lead) and not _INCREASE_ASKED.search(question.text)
    listed = _LIST_OF_BEST.search(lead) and not _LIST_OF_BEST.search(question.text)  # 全国县域百强第96位
    return match.figure.measure is Measure.RANK and bool(increase or listed)


def _other_side(question: Question, match: FigureMatch) -> bool:
    """Whether town was asked and the figure is of the country, or of all residents (or the other way round)."""
    name = match.figure.indicator + match.figure.item
    clause = match.passage.clause(match.figure)
    for side, others in _OPPOSITES.items():
        if side not in question.items or side in name or ("城乡" in clause and match.figure.item):
            continue
        if match.period == 1.0 and any(other in name and other in question.items for other in others):
            continue  # 城里和农村收入都涨多少: both sides were asked
        if any(other in name for other in others) or (
            "居民" in name
            and ("城乡" in name or not re.search("城|农|乡", name))
            and not _INSURED.search(name)  # 城乡居民养老金 is that of who lives in the country
        ):
            return True
    return False


def item_fits(question: Question, match: FigureMatch) -> bool:
    """A side of a list asked for (农村) leaves the other sides out."""
    item = match.figure.item
    if match.figure.measure is Measure.RANK and _other_side(question, match):
        return False  # 城镇居民收入增速第几, 农村居民收入增速位列第二
    if match.figure.measure is Measure.RANK and item:
        scopes = [s for s in wording.SCOPES.split("|") if s in question.text and s.startswith("全")]
        same = item in scopes or any(item.startswith(s) for s in scopes)  # 全国百强
        world = item in _WORLD and any(word in question.text for word in _WORLD)
        return not scopes or same or world
    if _other_side(question, match):
        return False
    if (
        "农村" in question.text
        and not _INSURED.search(match.figure.indicator)
        and not _OF_COUNTRY.search(match.passage.context + match.figure.indicator)
    ):
        return False  # 农村5G普及率, where nothing there is of the country
    if not question.items or not item or match.figure.measure is Measure.RANK:
        return True
    if any(i in match.figure.indicator for i in question.items) or names_item(question, item):
        return True
    return not any(i in match.passage.text or "城乡" in match.passage.text for i in question.items)
