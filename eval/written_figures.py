"""The graders' own reader of figures in a text: value, unit and qualifier. It shares nothing with the bot's reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from .chinese_numerals import LETTERS, read_chinese

# What a qualifier means, by the words before a number and after it. 突破5000亿 and 5000亿以上 claim the same.
_BEFORE = {
    "least": "突破|超过|超出|超|突破了|超过了|不低于|不少于|不小于|至少|高于|多于|大于|逾|破|跨过|迈上|迈过|站上",
    "most": "不超过|不高于|不多于|低于|少于|小于|不到|不足|未超过|至多|最多|控制在",
    "about": "大约|约为|约|大概|左右|差不多|将近约",
    "near": "接近|将近|近",
}
_AFTER = {
    "least": "及以上|以上|之上|有余|多|余|开外",
    "most": "以内|之内|及以下|以下|之下",
    "about": "左右|上下|前后|光景",
}
_GAP = "(?:了|到|至|达到|达|为|是|人民币|每人每月|全年|\\s)*"
_SCALE = {"万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7}
_SCALE |= {"百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 100}
# Units that stand for one kind of thing. All others are counted things, which people name freely (家, 个, 所).
_KINDS = {
    "%": ("%", "％", "个百分比"),
    "‰": ("‰",),
    "个百分点": ("个百分点", "百分点", "个点"),
    "元": ("元", "块钱"),
    "美元": ("美元",),
    "人": ("人次", "人", "名", "位"),
    "户": ("户",),
    "公里": ("公里", "千米"),
    "平方公里": ("平方公里", "平方千米"),
    "平方米": ("平方米", "平米", "平方"),
    "立方米": ("立方米", "方"),
    "亩": ("亩",),
    "公顷": ("公顷",),
    "斤": ("斤",),
    "公斤": ("公斤",),
    "吨": ("吨",),
    "千瓦": ("千瓦",),
    "千瓦时": ("千瓦时", "度"),
    "年": ("周年", "年"),
    "天": ("天", "日"),
    "小时": ("小时",),
    "分钟": ("分钟",),
    "月": ("个月",),
    "岁": ("岁", "周岁"),
    "倍": ("倍", "番"),
    "米": ("米",),
    "微克": ("微克/立方米", "微克每立方米", "微克"),
    "连": ("连冠", "连增", "连丰", "连升", "连涨"),
}
_COUNTED = (
    "个家项件所处条座张金枚块批类种次趟台部对组门例起篇场支只头株棵村镇县区市期季级星席页款版份层栋幢套间辆"
    "架艘班节届床轮步环线对口井座站口盏列艺本册片幅根盘公"
)
_UNIT_OF = {word: unit for unit, words in _KINDS.items() for word in words}
_UNIT = "|".join(sorted(map(re.escape, _UNIT_OF), key=len, reverse=True)) + f"|人|[{_COUNTED}]"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALES = "|".join(_SCALE)
_ARABIC = rf"(?P<number>(?:{_DIGITS}))\s?(?P<more>余|多)?(?P<scale>{_SCALES})?(?P<more2>余|多)?\s?(?P<unit>{_UNIT}|成(?![为立员本功果效熟长绩都品交]))?"
_CHINESE = rf"(?P<number>[{LETTERS}]+(?:点[{LETTERS}]+)?)(?P<more>余|多)?(?P<scale>万亿|亿|万)?(?P<more2>余|多)?\s?(?P<unit>{_UNIT}|成(?![为立员本功果效熟长绩都品交]))"
_FIGURE = re.compile(_ARABIC)
_CHINESE_FIGURE = re.compile(_CHINESE)
_PERCENT = re.compile(rf"百分之(?P<number>[{LETTERS}]+(?:点[{LETTERS}]+)?|{_DIGITS})")
_RANK = re.compile(
    rf"第\s?(?P<number>\d+|[{LETTERS}]+)(?P<unit>位|名)?(?![届次批期章轮季产书时三个曲阶医中小线责资动生代梯方师四五六七]|[\d])"
    r"|(?<!放在)(?<!摆在)(?<!置于)(?P<first>首位|榜首|冠军之首|头名)"
)
_RANGE = re.compile(r"\s?(?:—|–|~|～|-|至|到)\s?")
# Numbers that claim nothing.
_LEAVE_OUT = re.compile(
    r"\[\s*\d+\s*\]|【\d+】|[①-⑳]"  # citation marks
    r"|(?:19|20)\d\d\s?(?:年(?:底|末|初)?)?\s?(?:—|–|-|~|至|到)\s?(?:19|20)\d\d\s?年?"  # spans of years
    r"|(?:19|20)\d\d\s?年?(?:[/.-]\d{1,2}(?:[/.-]\d{1,2})?(?!\d))"
    r"|(?:19|20)\d\d\s?年度?"
    r"|(?<![\d.])(?:19|20)\d\d(?=[^\d.,万亿千百余多]|$)(?!\s?(?:%|‰|个|家|人|项|件|元|户|张|公里|亩|所|处|条))"
    r"|\d{1,2}\s?[—–~-]\s?\d{1,2}\s?月份?|\d{1,2}\s?月\s?\d{1,2}\s?[日号]|(?<!\d)\d{1,2}\s?月(?:份|底|末|初)?"
    r"|“?十[一二三四五六]五”?|[一二三四]季度|第[一二三四]季度"
    r"|(?<![\d.])(?:12345|12315|12333|12388|120|110|119)(?![\d.%]|\s?(?:万|亿|个|家|人|项|件|元|户|张|公里|亩|所|处|条|名))"
    r"|[A-Za-z][A-Za-z+]*-?\d+(?:\.\d+)?(?:\+[A-Za-z\d]+)*|\d+(?:\.\d+)?[A-Za-z]+级?|\d+(?:\+[\dN])+"  # PM2.5, 5G, 4A, 1+6+N
    r"|(?<=\d)\s?[∶:：]\s?\d+(?:\.\d+)?"  # the second half of a ratio
    r"|\d+强(?!的)"  # 世界500强
    r"|(?<![连满续第])[三五十]年(?=累计|年均|间|来|共|[一-鿿]{2})|[一1]年来|[九9]年(?:制?义务教育|一贯)"  # times, and a name
    r"|(?<!\d)\d{1,3}\s?周?岁(?=及?以[上下])"  # 3岁以下婴幼儿, 65岁以上老人: who is counted
)
_LIST_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.、）)](?!\d)|[（(]\d{1,2}[）)]|[一二三四五六七八九十]+、)", re.M)
_QUOTED_NAME = re.compile(r"“[^“”]{1,12}”")
_VAGUE = re.compile(
    r"^(?:一(?:[个批种项次步条体对期起场线])|[百千万亿]|十分|[一二三]本(?!书)|两项补[贴助]|两(?:[岸地会手]))"
)
_PRECEDED = "这那哪几数每第前头各上述下列"


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """A figure as a text states it. `senses`: what its qualifiers claim (least, most, about, near).

    `value` is in base units, unsigned; of a range it is the lower end. `unit` is a kind for what has one (%, 元, 人),
    "位" for a rank, "个" for counted things, "" where none is written.
    """

    text: str
    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    senses: frozenset[str]
    shared: frozenset[str] = (
        frozenset()
    )  # … and what stands behind the last of its list: 5%、6%左右 may be said of both

    def same_amount(self, other: WrittenFigure) -> bool:
        """Value and unit agree; where one side has no unit, the value alone."""
        if (self.value, self.upper) != (other.value, other.upper):
            return False
        return not self.unit or not other.unit or self.unit == other.unit


def written_figures(text: str) -> tuple[WrittenFigure, ...]:
    """The figures that a text states, in order. Years, dates, list numbers, citation marks and names are left out.

    What is not done: signs (−5.1 reads as 5.1), vague amounts (几十个), 一个.
    """
    plain = _half_width(text)
    free = _blank(plain)
    found: list[WrittenFigure] = []
    for pattern in (_PERCENT, _RANK, _FIGURE, _CHINESE_FIGURE):
        for match in pattern.finditer(free):
            figure = _figure(plain, free, match, pattern)
            if figure is not None and not any(f.start < figure.end and figure.start < f.end for f in found):
                found.append(figure)
    return tuple(_listed(free, _ranges(free, sorted(found, key=lambda f: f.start))))


def _half_width(text: str) -> str:
    """Full-width digits, letters and signs as half-width ones; every character stays in its place."""
    return "".join(
        chr(ord(c) - 0xFEE0) if "０" <= c <= "９" or "Ａ" <= c <= "ｚ" or c in "％．－＋" else c for c in text
    )


def _blank(text: str) -> str:
    """The text with all that claims nothing overwritten by a mark of the same length."""

    def hide(match: re.Match[str]) -> str:
        return "#" * len(match[0])

    def hide_name(match: re.Match[str]) -> str:
        inside = match[0][1:-1]
        claims = re.search(rf"(?:\d|[{LETTERS}])\s?(?:万|亿|%|元|个百分点)", inside)
        return match[0] if claims else hide(match)

    text = _LIST_NUMBER.sub(hide, text)
    text = _LEAVE_OUT.sub(hide, text)
    return _QUOTED_NAME.sub(hide_name, text)


def _figure(plain: str, free: str, match: re.Match[str], pattern: re.Pattern[str]) -> WrittenFigure | None:
    groups = match.groupdict()
    start, end = match.span()
    before = free[:start]
    chinese = pattern is _CHINESE_FIGURE
    if chinese and (_VAGUE.match(match[0]) or (before and before[-1] in _PRECEDED) or "几" in match[0]):
        return None
    if chinese and re.match(r"(?:方面|数字|数据|数(?!据?量)|问题|部分|年级)", free[end:]):
        return None
    try:
        value = _value(groups)
    except (ValueError, KeyError):
        return None
    written_unit = groups.get("unit") or ""
    unit = _UNIT_OF.get(written_unit, "个" if written_unit else "")
    if pattern is _PERCENT:
        unit = "%"
    elif pattern is _RANK:
        unit = "位"
    elif written_unit == "成":
        value, unit = value * 10, "%"
    elif not written_unit and chinese:
        return None
    senses = _senses(before, free[end:])
    if groups.get("more") or groups.get("more2"):
        senses |= {"least"}
    return WrittenFigure(plain[start:end].strip(), start, end, value, None, unit, frozenset(senses))


def _value(groups: dict[str, str | None]) -> Decimal:
    if groups.get("first"):
        return Decimal(1)
    number = groups["number"] or ""
    value = Decimal(number.replace(",", "")) if number[0].isdigit() else read_chinese(number)
    return value * _SCALE.get(groups.get("scale") or "", 1)


def _senses(before: str, after: str) -> set[str]:
    ahead = {sense: re.search(f"(?:{words}){_GAP}$", before) for sense, words in _BEFORE.items()}
    behind = {sense: re.match(f"(?:{words})", after) for sense, words in _AFTER.items()}
    senses = set()
    for matches in (ahead, behind):  # the longest word wins: 不低于 is no 低于
        lengths = {sense: len(match[0]) for sense, match in matches.items() if match}
        if lengths:
            senses.add(max(lengths, key=lambda sense: lengths[sense]))
    if "near" in senses and re.search(r"(?:最近|附近|邻近)\s*$", before):
        senses.remove("near")
    return senses


def _listed(text: str, figures: list[WrittenFigure]) -> list[WrittenFigure]:
    """The figures, each with what stands behind the last of the list that it is in: 分别增长5%、6%左右."""
    out = list(figures)
    for i in range(len(out) - 2, -1, -1):
        one, then = out[i], out[i + 1]
        beside = text[one.end : then.start] in ("、", "和", "与", "及") and one.unit in ("", then.unit)
        if beside and not one.senses:
            behind = frozenset(_senses("", text[then.end :])) | then.shared
            out[i] = replace(one, shared=behind)
    return out


def _ranges(text: str, figures: list[WrittenFigure]) -> list[WrittenFigure]:
    """5%—6% and 1—2个 as one figure with both ends."""
    joined: list[WrittenFigure] = []
    for figure in figures:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.upper is None
            and "位" not in (last.unit, figure.unit)
            and _RANGE.fullmatch(text[last.end : figure.start])
            and last.unit in ("", figure.unit)
            and figure.value > last.value
        ):
            low = _scaled_like(last, figure)
            joined[-1] = WrittenFigure(
                text[last.start : figure.end], last.start, figure.end, low, figure.value, figure.unit,
                last.senses | figure.senses,
            )  # fmt: skip
        else:
            joined.append(figure)
    return joined


def _scaled_like(low: WrittenFigure, high: WrittenFigure) -> Decimal:
    """In 3—5万人 the lower end is counted in 万 too."""
    match = re.search(f"({_SCALES})", high.text)
    if match and not re.search(f"({_SCALES})", low.text) and not low.unit:
        return low.value * _SCALE[match[1]]
    return low.value
