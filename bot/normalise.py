"""A question as typed → plain simplified Chinese: widths, invisible characters, Traditional letters, typos."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from report_bot.ingest.periods import DIGITS

# NFKC would turn Chinese punctuation into ASCII and … into three dots; their sense is kept.
_KEPT = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ，。！？；：（）…～“”‘’《》、—％"
_INVISIBLE = frozenset(("Cc", "Cf", "Co", "Cn", "Cs", "Mn", "Me"))
_PICTURE = frozenset(("So", "Sk"))
_SENSIBLE = frozenset("℃°")
_HAN = re.compile(r"[㐀-䶿一-鿿]")
_TOGETHER = re.compile(
    r"(?<=[一-鿿]{3})同(?=[一-鿿]{3,}(?:分别|各[有是]?(?:多少|几)))(?!比|期|步|时|意)"
)  # 甲同乙
_SIZE_AT_LEAST = re.compile(r"(?<![过超上\d万十百千])([十百千]?亿元)(?=项目|企业)")  # 亿元项目
# 二五年: 2025; 二三年 may be two or three years, and 二十年 is none.
_SPOKEN_YEAR = re.compile(
    r"(?<![一二三四五六七八九十百第初高大])二[〇零]?二?(?P<last>[〇一二四五六七八九])年(?![级多来])"
)
_ONLY_OF = re.compile(r"(?:光|单|只|就)(?:说|讲|问)(?=[一-鿿]{2,4}[省市县区镇乡旗州])")  # 光说某市
_PARTICLE = re.compile(r"(?<![一只养烤板盐酱活老野卖])[鸭吖]+(?=[，。！？!?~～…]|$)")  # 开店鸭
_LATIN = re.compile(r"(?<![A-Za-z])[a-z]{2,5}(?![A-Za-z])|(?<=\d)[a-z](?![A-Za-z])")
_FINE_DUST = re.compile(r"(?<![A-Za-z])[Pp][Mm] ?2[.。]?5(?!\d)")
_SPOKEN_DUST = re.compile(r"皮[一-鿿]{1,3}[二2]点[五5]")
_MISHEARD = (
    (re.compile(r"(?<=[开办住订])民俗(?!村|文|活|节|风|馆)"), "民宿"),
    (re.compile(r"摄[象向相]头"), "摄像头"),
    (re.compile(r"抽水续能"), "抽水蓄能"),
)
_GDP_SO_MUCH = re.compile(r"(GDP)(?=\d[\d.]*(?:万亿|[万亿]|%))")
_PIGS = re.compile(
    r"(?<![一-鿿]生)(?<![生肥种黑土母香白花小])(?<!能繁母)(?<!养)猪(?=的?(?:[出存]栏|去年出栏|今年出栏))"
)
_SIZED = re.compile(r"([过超上][一二三五十百千]*[亿万])(?=的?大?(?:项目|企业))")  # 过亿项目
_ASKED_TWICE = re.compile(
    r"((?:多少|几)[^，。、多少几]{1,4})、(?=[^，。、]{1,12}(?:多少|几))"
)  # 脱贫多少人、摘帽多少县
_WHEN = re.compile(
    r"(?:啥|什么)辰光|(?<!什)么子?时候|啥子时候|好久(?=才?[能会可通开建投修搬完])|(?<![十这那近好])几时|(?<![十这那近好])几月份?(?=能|会|要|可|才|开|建|投|完|竣|通|启|动|底|[？?。]|$)|哪个月|哪一?年(?=[^，。]{0,4}(?:[能才会]|通|开[工通园业]|建成|完工|投产|竣工|用上|坐上|住进))|几点(?:钟)?(?=关|开|收|下班|[？?]|$)"
)
_SO_MANY = re.compile(
    r"(?<![多少高低快慢]了)好多(?=[钱度亩斤头趟条座所栋辆台吨户名张套天]|个(?!人)|公里|公斤|人?(?:[？?啊呢咧]|$))"
)  # as it is said in the southwest
_COUNTRY = re.compile(
    r"(?<![本外一几两个家回老])(?:乡里(?!乡亲)|屯子里?|屯里|寨子里)头?"
)  # as it is said here and there
_MOUTHS = re.compile(r"多少(?:口人|张嘴(?:要?吃饭)?)")
# 城里人（不算农村的）收入: the side that is left out is not asked for.
_NOT_COUNTED = re.compile(
    r"[（(，,]?(?:不算|不含|不包括|除去|刨去|刨掉)(?:农村|乡下|村里|城里|城镇|城市)的?(?:居民|人)?(?:[）)]|(?=[，,。？?的]|$))"
)
_SPACE_BETWEEN = re.compile(r"(?<=[一-鿿，。！？；：、]) +(?=[一-鿿，。！？；：、\d])|(?<=\d) +(?=[一-鿿])")


def normalise(text: str) -> str:
    """The text as it would be typed plainly. "" where nothing readable is left.

    Not done: typos (see `mend`); a space between two clauses of Chinese stays as a comma.
    """
    text = "".join(c if c in _KEPT else unicodedata.normalize("NFKC", c) for c in text)
    text = "".join(_visible(c) for c in text).replace("％", "%")
    text = re.sub(r"\s+", " ", text).strip()
    text = _TOGETHER.sub("和", simplified(text)).replace("几多", "多少")
    text = _PARTICLE.sub("呀", text)
    text = _ONLY_OF.sub("", text)
    text = _SPOKEN_YEAR.sub(lambda m: f"202{DIGITS[m['last']]}年", text)
    text = _SO_MANY.sub("多少", text).replace("账上一年", "账里一年")  # no 上一年
    text = _COUNTRY.sub("农村", _WHEN.sub("什么时候", text))
    text = _ASKED_TWICE.sub(r"\1，", text)
    text = _NOT_COUNTED.sub("", _MOUTHS.sub("多少人口", text))
    text = _SIZE_AT_LEAST.sub(r"\1以上", _SIZED.sub(r"\1元", text))
    if _HAN.search(text):
        text = _LATIN.sub(lambda m: m[0].upper(), text)  # gdp, 5g
        text = _FINE_DUST.sub("PM2.5", _SPOKEN_DUST.sub("PM2.5", text))
        for wrong, right in _MISHEARD:
            text = wrong.sub(right, text)
        text = _PIGS.sub("生猪", text)
        text = _GDP_SO_MUCH.sub(r"\1是", text)  # no name of something, as G60 is
    return _SPACE_BETWEEN.sub(lambda m: "，" if text[m.end()] not in "，。！？；：、" else "", text)


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\n\t\r  ":
        return " "
    if category in _INVISIBLE or (category in _PICTURE and character not in _SENSIBLE):
        return " " if category in _PICTURE else ""
    return character


def simplified(text: str) -> str:
    """Traditional characters as simplified ones."""
    return _converter()(text) if _HAN.search(text) and not _is_gb2312(text) else text


def _is_gb2312(text: str) -> bool:
    """Whether all characters are everyday simplified Chinese, so that there is nothing to convert."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _converter() -> Callable[[str], str]:
    import opencc  # only texts with unusual characters pay for its dictionaries

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert
