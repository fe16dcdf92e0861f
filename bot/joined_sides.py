"""城乡居民收入, 存贷款余额 → both sides by name, where the report gives each side its own clause and never both in one."""

from __future__ import annotations

import re

from .vocabulary import Vocabulary

_SIDES = {"城乡": (("城镇", "农村"), ("城市", "农村")), "存贷": (("存", "贷"),)}
_JOINED = re.compile(
    r"(?P<both>城乡(?!(?:居民)?(?:人均)?(?:可支配)?收入(?:之)?比)|存贷(?!比))(?P<noun>居民|(?:低保|特困)(?:标准)?|[一-鿿]{2})|(?P<beside>存款[、]?贷款)"
)
# 城市和农村低保标准: the noun is of both.
_SIDE_BY_SIDE = re.compile(
    r"(?P<one>城市|城镇|城里|农村|乡下)(?:和|与|跟|、|及)?(?P<other>城市|城镇|城里|农村|乡下)的?(?P<noun>(?!居民|化)[一-鿿]{2,8}?)(?=分别|各|多少|是|的?目标|都|增长|涨|相差|差|$)"
)
_SECTORS = ("第一产业", "第二产业", "第三产业")
# 三个产业去年分别增长多少 — but not 三次产业结构
_ALL_SECTORS = re.compile(
    r"(?:三次产业|三个产业|第?一[、，]?第?二[、，]?第?三(?:次)?产业?|第?一产业?[、，和]第?二产业?[、，和]第?三产业?)(?=[^，。结构占比]*(?:分别|各|增长|增加值|增速)(?!.*占))"
)
_RUN_TOGETHER = re.compile(
    r"(?P<one>(?:城市|城镇|农村)(?P<noun>[一-鿿]{2,4}))(?=(?:城市|城镇|农村)(?P=noun))"
)  # 城市低保农村低保
_PROVINCIAL = re.compile(r"(?<!全)省里?的?(?=重[点大](?:项目|工程))")
_ROUTE = re.compile(
    r"(?P<one>[一-鿿]{2})到(?P<other>[一-鿿]{2})(?=[一-鿿]{0,2}(?:高速|铁路|高铁|公路|快速路|航线))"
)
# 粮食面积和产量: both measures are of the one thing.
_TWO_MEASURES = re.compile(
    r"(?P<of>[一-鿿]{2}?)(?P<one>(?:播种|种植)?面积|总?产量|产值)[和、与](?P<other>(?:播种|种植)?面积|总?产量|产值)(?![一-鿿]{0,2}比)"
)
_RATES = re.compile(r"([一-鿿]率)(?=[一-鿿]{2}率)")  # 办结率满意率
# 城里人和乡下人收入差几倍: the report's own ratio of the two.
_HOW_MANY_TIMES = re.compile(
    r"(?:城乡(?:居民)?|(?:城里人?|城镇居民|城市居民|城市人)[^，。]{0,3}[和与跟比是](?:农村|乡下|农民|村里)[^，。]{0,3}|(?:农村|乡下|农民|村里)[^，。]{0,3}[和与跟比是]城[^，。]{1,4})(?:的)?(?:人均)?收入[^，。]{0,6}(?:几|多少)倍"
    r"|(?:城里人?|城市人)(?:挣|赚|收入)的?钱?(?:是|顶)(?:农村人?|乡下人?|农民|村里人?)的?(?:几|多少)倍"
)
_BY_HOW_MUCH = re.compile(r"(?:相?差|差距)(?:了|是|有)?(?:多少|几)(?!倍)")
_SAME = {"城里": "城镇", "乡下": "农村"}
_TOWN, _COUNTRY = "城里人|城镇居民|城市居民|城市人", "农村人|农村居民|农民|乡下人|村里人"
_INCOME = r"的?(?:人均|平均)?(?:可支配)?"
# 城里人比农村人收入高多少, 农民收入比城里人少多少: of the same two.
_PEOPLE = re.compile(
    rf"(?:(?P<town>{_TOWN})|{_COUNTRY})(?:{_INCOME}(?P<own>收入|消费支出))?(?P<link>和|与|跟|比|、)"
    rf"(?:(?P<town_too>{_TOWN})|{_COUNTRY})(?:{_INCOME}(?P<noun>收入|消费支出))?"
)
_EARNED = re.compile(
    r"(?P<both>(?:城镇居民|农村居民)(?:和|与|跟|、)(?:城镇居民|农村居民))(?!收入)(?=[^，。]{0,8}[挣赚])"
)
_BOTH_NAMED = re.compile(r"城乡居民|(?:城镇|城市)(?:居民)?(?:和|与|、)农村居民")


def spelled_out(text: str, vocabulary: Vocabulary) -> str:
    """The question with the sides that it joins named one by one; unchanged where the report joins them too."""
    if all(sector in vocabulary.text for sector in _SECTORS) and (found := _ALL_SECTORS.search(text)):
        each = "、".join(_SECTORS) + ("" if re.search("分别|各", text) else "各")
        text = text[: found.start()] + each + text[found.end() :]
    if (times := _HOW_MANY_TIMES.search(text)) and re.search("城乡(?:居民)?收入比", vocabulary.text):
        return text[: times.start()] + "城乡居民收入比是多少"
    text = _RUN_TOGETHER.sub(r"\g<one>和", _RATES.sub(r"\1和", text))
    if "省级重" in vocabulary.text and not _PROVINCIAL.search(vocabulary.pointed):
        text = _PROVINCIAL.sub("省级", text)  # 省里的重点项目, where the report says 省级
    text = _ROUTE.sub(lambda found: _as_the_report_spells(found, vocabulary), text)
    if "各" in text or "分别" in text or "多少件" in text:
        text = text.replace("建议提案", "建议和提案")
    text = re.sub(r"旅游(人[数次])[和与、](?=收入)", r"旅游\1和旅游", text)
    text = _TWO_MEASURES.sub(r"\g<of>\g<one>和\g<of>\g<other>", text)
    text = _JOINED.sub(lambda found: _sides(found, vocabulary), text)
    text = _EARNED.sub(r"\g<both>收入", _PEOPLE.sub(_both_people, text))
    return _SIDE_BY_SIDE.sub(lambda found: _each_named(found, vocabulary), text)


def _as_the_report_spells(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """甲到乙高速: with the 至 of the report where it writes so."""
    whole = f"{found['one']}至{found['other']}"
    return whole if whole in vocabulary.text else found[0]


def of_both(text: str) -> str:
    """The question about all residents, where it names both sides of them (城镇居民和农村居民收入); "" where it does not."""
    joined = _BOTH_NAMED.sub("居民", text)
    return joined if joined != text else ""


def _both_people(found: re.Match[str]) -> str:
    if bool(found["town"]) == bool(found["town_too"]):
        return found[0]
    one, other = ("城镇居民", "农村居民") if found["town"] else ("农村居民", "城镇居民")
    return f"{one}{found['link']}{other}{found['noun'] or found['own'] or ''}"


def _each_named(found: re.Match[str], vocabulary: Vocabulary) -> str:
    noun = found["noun"]
    one, other = (_SAME.get(found[side], found[side]) for side in ("one", "other"))
    if one == other or _said_of_both("城乡" + noun[:2], vocabulary):
        return found[0]
    if noun.startswith(("收入", "人均收入")):
        apart = "哪" in noun or found.string[found.end() :].startswith(("差", "相差"))
        if _income_of_both(vocabulary) and not apart and not _amount_of_each(found.string, vocabulary):
            return f"城乡居民{noun}"
        one, other = (("农村" if side == "农村" else "城镇") + "居民" for side in (one, other))
        return f"{one}和{other}{noun}"
    return f"{one}{noun}和{other}{noun}"


def _sides(found: re.Match[str], vocabulary: Vocabulary) -> str:
    if found["beside"]:
        return "存款和贷款"
    both, rest = found["both"], found["noun"]
    noun = "款" if both == "存贷" else "居民" if rest == "收入" else rest
    rest = rest.removeprefix(noun)
    what = rest or found.string[found.end() :]
    of_income = noun == "居民" and what.startswith(("收入", "人均", "可支配"))
    if noun == "居民" and rest == "收入" and _BY_HOW_MUCH.match(found.string, found.end()):
        return "城镇居民和农村居民收入"  # 城乡收入差多少钱
    alone = of_income and _amount_of_each(found.string, vocabulary)
    if (
        (_income_of_both(vocabulary) and not alone)
        if of_income
        else _said_of_both(both + noun[:2], vocabulary)
    ):
        return found[0]
    for sides in _SIDES[both]:
        one, other = (side + noun for side in sides)
        if all(any(name in known for known in vocabulary.indicators) for name in (one, other)):
            return f"{one}和{other}{rest}"
    return found[0]


def _income_of_both(vocabulary: Vocabulary) -> bool:
    """Whether the report tells the income of town and country in one breath; what they are insured for is another thing."""
    named = any(re.search("城乡居民.*收入(?![比差])", known) for known in vocabulary.indicators)
    return (
        named
        or re.search(r"城乡居民[^，。；\n]{0,8}收入(?![比差])[^，。；\n]{0,8}分别", vocabulary.text)
        is not None
    )


def _amount_of_each(asked: str, vocabulary: Vocabulary) -> bool:
    """Whether the incomes themselves were asked, of which each side has its own clause, and both in one have only a growth."""
    if re.search("增|涨|提高|目标|预期|今年|明年|打算|计划", asked):
        return False
    each = re.search(r"农村(?:常住)?居民人均可支配收入[^，。；\d]{0,8}[\d.,]+万?元", vocabulary.text)
    both = re.search(r"城乡居民[^，。；\n]{0,8}收入分别[^，。；\d增]{0,6}[\d.,]+万?元", vocabulary.text)
    return each is not None and both is None


def _said_of_both(joined: str, vocabulary: Vocabulary) -> bool:
    """Whether the report gives one value to both (城乡居民收入增长6%), or both values in one breath (分别)."""
    named = any(joined in known for known in vocabulary.indicators)
    return named or re.search(rf"{joined}[^，。；\n]{{0,16}}分别", vocabulary.text) is not None
