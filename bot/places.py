"""Which other place a question is about: 济南, 某区, 全国; the report's own place is none."""

from __future__ import annotations

import re

from report_bot.ingest.gazetteer import divisions
from report_bot.ingest.in_a_row import place_alone
from report_bot.ingest.types import Measure, Report

from .place_words import is_town
from .segment import is_word, tagged
from .terms import ContentWord
from .vocabulary import Vocabulary, plain

_WIDER = {
    "全国": ("全国", "我国", "中国", "我们国家", "咱们国家", "咱国家"),
    "全省": ("全省", "我省", "省里"),
    "全市": ("全市", "我市", "市里"),
}
_RANK_OF_PLACE = {
    "全国": 0,
    "省": 1,
    "自治区": 1,
    "市": 2,
    "州": 2,
    "盟": 2,
    "地区": 2,
    "县": 3,
    "区": 3,
    "旗": 3,
}
_RANKED_IN = re.compile(
    r"^[省市]?(?:各[市县区地]+|全[省市])?(?:里头?|内|中|能|可以|可)?(?:排|第几|老几|名列|位居|位列|数第?[几一二三])"
)
# 雄安新区GDP, 长三角…: parts and groups of places that no ending gives away.
_REGION = re.compile(
    r"(?:新区|高新区|经开区|自贸区|保税区|综保区|湾区|都市圈|经济圈|城市群)$|^(?:雄安|京津冀|长三角|珠三角|粤港澳|东三省)$"
)
_HERE = re.compile(
    r"咱(?!们?(?:国家|全[国省]))|我们(?!国家|全[国省])|这里|这儿|这边|本[省市县区]"
)  # …的专家来我们这儿: not the wider place
_LIVES_THERE = re.compile(r"(?:我|俺|咱|[孩子女儿])(?:们)?(?:一直|现在|以前|家|都)?在$")
_NEWLY_DONE = re.compile(r"新[一-鿿](?:了|的)?(?:多少|几)")
_NOT_HERE = re.compile(r"，?[^，]{0,6}不是(?:光|单|说|问|指)?[咱我](?:们)?[省市县区旗州镇乡]?[^，]{0,3}$")
_NEIGHBOUR = re.compile(
    r"(?:隔壁|邻近|旁边|附近|邻)(?:的|那个)?(?P<place>(?!小区|社区|那|这)[一-鿿]{2,4}?(?:[县市旗]|(?<![小社园])区))"
)
_BY_RANK = re.compile(r"(?<=[一-鿿]{2})(?:[县旗]|(?<!地)区(?![域间分划]))")
_SHARED = re.compile(r"占|份额|比重|第几|排名|里(?:头|面)?")


def asked_places(
    words: tuple[ContentWord, ...],
    text: str,
    measures: frozenset[Measure],
    report: Report,
    vocabulary: Vocabulary,
) -> tuple[str, ...]:
    """Places other than the report's own, as the report writes them where it does."""
    named = []
    for word in words:
        if word.place and (_LIVES_THERE.search(text[: word.start]) or _NEWLY_DONE.match(text, word.start)):
            continue  # 我在广东打工, 街上新安几个
        if word.place and not _OF_A_LIST.match(text, word.end):
            if Measure.RANK in measures and _RANKED_IN.search(text[word.end :]) and not _is_lower(word.name):
                continue  # 在某省排第几: the field that is ranked, not whose figure is asked
            short = word.name[:-1] if word.name[-1:] in "省市县区" and len(word.name) > 2 else word.name
            named.append(
                short if word.name not in vocabulary.text and short in vocabulary.text else word.name
            )
    if len(words) > 1:
        regions = [w for w in words if not w.place and _REGION.search(w.name) and w.name in text]
        named += [w.name for w in regions if not _COUNTS.search(text[: w.start])]
    named += [w.name for w in words if _of_the_whole(w.name, text[w.end :], vocabulary)]
    named += [
        w.name
        for w in words
        if not w.place and _THEREABOUTS.match(text, w.end) and w.name not in vocabulary.own_places
        if not w.phrase and (w.tag.startswith("ns") or not is_word(w.name))
    ]
    named += [found["place"] for found in _NEIGHBOUR.finditer(text)]
    if Measure.RANK not in measures:
        named += [place for place in _named_in_report(text, vocabulary) if not any(place in n for n in named)]
    if (opening := _opening(text, words, vocabulary)) and not any(opening in place for place in named):
        named.append(opening)
    if Measure.RANK not in measures and (part := _PART_OF_COUNTRY.match(text)):
        named.append(part["part"])
    if Measure.RANK not in measures and (wider := _wider(text, report, vocabulary)):
        named.append(wider)
    return _whole_names(tuple(dict.fromkeys(named)), text)


def _named_in_report(text: str, vocabulary: Vocabulary) -> list[str]:
    """Counties, districts and cities that no dictionary knows and the report names (柳河区)."""
    found = []
    for match in _BY_RANK.finditer(text):
        for letters in (3, 4):
            name = text[max(0, match.end() - letters) : match.end()]
            known = len(name) == letters and name in vocabulary.text and place_alone(name) == name
            if (
                known
                and name not in vocabulary.own_places
                and (not is_word(name) or tagged(name)[0].tag.startswith("ns"))
                and not _NO_COUNTY.search(name)
            ):
                found.append(name)
                break
    return found


def _whole_names(named: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The names, letters that stand side by side as one (澜|汀); a letter alone (云啥的) names no place."""
    letters = {name for name in named if len(name) == 1}
    joined = re.findall(f"[{''.join(letters)}]{{2,}}", text) if letters else []
    return tuple(dict.fromkeys((*(n for n in named if len(n) > 1), *joined)))


def _opening(text: str, words: tuple[ContentWord, ...], vocabulary: Vocabulary) -> str:
    """The city, county or town that a question begins with by its short name (保定去年…, 大连|低保多少)."""
    found = _OPENS.match(text)
    name = found["name"] if found else ""
    starts = [w.start for w in words if not w.place]
    if not name and (ranked := _DISTRICT.match(text)) and _is_district(ranked["name"], vocabulary):
        name = ranked["name"]
    if not name and len(words) > 1 and _city_in_front(words[0], words[1], vocabulary):
        name = words[0].name
    if not name and starts and 2 <= starts[0] <= 4 and f"{text[: starts[0]].rstrip('市的')}市" in divisions():
        name = text[: starts[0]].rstrip("市的")
    known = is_town(name) or _is_district(name, vocabulary)
    return name if known and name not in vocabulary.own_places else ""


def _is_district(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name is a county's or a district's: in the list of them, or of the report's own that no dictionary knows."""
    short = name[:-1]
    if not name.endswith("县") or len(short) != 2 or short not in vocabulary.text or _NO_COUNTY.search(short):
        return name in divisions()
    read = tagged(short)
    named = not is_word(short) or (len(read) == 1 and read[0].tag.startswith(("ns", "nr", "nz")))
    return name in divisions() or named


def _city_in_front(first: ContentWord, then: ContentWord, vocabulary: Vocabulary) -> bool:
    """Whether a question opens with a city's short name that the dictionary takes for another word (天水|经济总量)."""
    return (
        first.start == 0
        and then.start == first.end
        and then.phrase
        and not first.phrase
        and f"{first.name}市" in divisions()
        and plain(first.name + then.text[:2]) not in vocabulary.text
    )


def _of_the_whole(word: str, after: str, vocabulary: Vocabulary) -> bool:
    """某某全市…: another place even where the dictionary does not take its short name for one."""
    return bool(_WHOLE.match(after)) and word in divisions() and word not in vocabulary.own_places


def _is_lower(place: str) -> bool:
    """Whether a place is a county, a town or a street, in which nothing is ranked."""
    return place.endswith(("县", "区", "镇", "乡", "街道"))


def _wider(text: str, report: Report, vocabulary: Vocabulary) -> str:
    """全国 or 全省 where the question is about it and not about the report's own place: 全国去年GDP增长多少."""
    text = _NOT_HERE.sub("", text)
    own = next((rank for tail, rank in _RANK_OF_PLACE.items() if report.place.endswith(tail)), 2)
    for rank, (place, names) in enumerate(_WIDER.items()):
        if rank >= own or _HERE.search(text):
            break
        for name in names:
            found = re.match(
                rf"(?:{_TIME_WORDS}|咱们?|我们)*{name}的?(?:{_TIME_WORDS})*(?P<next>[一-鿿A-Za-z]{{2,4}})",
                text,
            )
            if found and not _SHARED.search(text) and plain(name + found["next"][:2]) not in vocabulary.text:
                return place
    return ""


_OPENS = re.compile(
    r"(?:请问|那么?|，)*(?P<name>[一-鿿]{2,4}?)(?:人|市)?(?:去年|今年|前年|上年|\d{2,4}年|的)"
)
_DISTRICT = re.compile(r"(?:请问|去年|今年|那)*(?P<name>[一-鿿]{2,3}[区县])(?=[一-鿿A-Za-z])")
_NO_COUNTY = re.compile(
    r"年|贫困|百强|[农工]业|产业|全|各|几|多|本|我|咱|摘帽|脱贫|重点|样板|示范|先进|强|穷|[个的]"
)
_PART_OF_COUNTRY = re.compile(
    r"(?:去年|今年|前年|上年|明年|\d{2,4}年?|请问|的|，)*(?P<part>[中东西]部|东北|[皖苏浙豫鲁湘鄂赣粤桂川黔滇陕晋冀辽吉闽琼甘青宁疆藏蒙渝][东南西北中](?![县市区镇])|[一-鿿]{2,3}(?:山|江|河|湖)(?:区|地区|流域|沿线))(?:地区)?(?:去年|今年)?的?(?=GDP|生产总值|地区生产|经济|人均|居民|就业|工业|财政|收入|城镇|农村)"
)
_THEREABOUTS = re.compile(r"(?:那一?[片块带]|一带|片区)")  # 南某那片: a part of the place
_OF_A_LIST = re.compile(r"\d+强")  # 中国500强: no place is asked
_COUNTS = re.compile(r"(?:多少|几)[个家所处座]?$")  # 几家高新区: what is counted is no place
_WHOLE = re.compile(r"全[省市区县]")
_TIME_WORDS = r"去年|今年|前年|上年|明年|\d{2,4}年?|那|请问|的|，"
