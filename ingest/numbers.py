"""Written numbers: where they stand in a text, what kind they are, and their value in base units.

One reader serves reports, questions and answers, so that numbers meet as values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from report_bot.ingest.number_kinds import arabic_kind, ordinal_kind
from report_bot.ingest.types import NumberKind
from report_bot.ingest.units import UNITS

_MAGNITUDE = {"千": 3, "百": 2, "十": 1, "万": 4, "亿": 8, "兆": 12}
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.．]\d+)?"
_NUMERALS = "零〇一二三四五六七八九十百千万亿两"
_PER = r"/(?:百?[万亿]元|人|年|日|天|月|亩|平方米|平方公里|立方米|升|公里|吨|小时|千瓦时|10万|十万)"
_RATIO = re.compile(r"(?<![\d.])(?P<first>\d+(?:\.\d+)?)(?P<rest>(?: ?[∶:：] ?\d+(?:\.\d+)?)+)(?![\d.])")
_SLASH = re.compile(r"(?<![\d./])(?P<above>\d)/(?P<below>\d{1,2})(?![\d./])")
_SCALED = re.compile(
    rf"(?P<whole>{_ARABIC})(?P<some1>[余多来几]?)(?P<scale>(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千(?![伏瓦米克帕赫])|百)?)"
    rf"(?P<rest>(?<=[万亿])\d+(?:\.\d+)?(?:千[余多]?万|百[余多]?万|[千百万](?!\d)))?(?P<some2>[余多来几]?)"
    rf"(?P<scale2>(?<=[余多])亿)?"
    rf"(?P<gap> ?)(?P<unit>%+|％|‰|℃|(?:{UNITS})(?!织))?(?P<per>{_PER})?"
)
_WORD_END = r"(?=$|[^\u4e00-\u9fff]|[吗了吧呢么对没])"
_CHINESE = re.compile(
    rf"(?P<hundredths>百分之(?P<percent>[{_NUMERALS}点\d.]+))"
    rf"|(?P<rank>第(?P<place>[一二三四五六七八九十百]+)(?P<rank_unit>位|名|次)?)"
    rf"|(?<=[国省市县区球居列])前(?P<top>[一二三四五六七八九十]+)(?:名|位)?(?=[，。；行）]|、(?![一二三四五六])|$)"
    rf"|(?<=[国省市县区球界])(?P<head>首位|榜首)"
    rf"|(?P<fraction>[一二三四五六七八九十]+分之[一二三四五六七八九十]+)"
    rf"|(?P<run>[一二三四五六七八九十]+)(?P<run_unit>连(?:冠|优|胜|升|增|丰))"
    rf"|连续(?P<years>[一二两三四五六七八九十]+)年"
    rf"|翻(?P<double>[一两三四])番"
    rf"|(?<=[超过破近逾达])(?P<round>万亿|[十百千]亿|[十百千]万|[万亿]|[百千](?=[列条家个户项件座场支]))(?P<round_unit>{UNITS})"
    rf"(?:(?=[，。；、,;]|$)|(?<=[列条家户件座场支])(?![一-鿿]{{0,6}}以上))"
    rf"|(?<![第几数{_NUMERALS}\d])(?P<over>[百千]|[十百]万)余(?P<over_unit>{UNITS})"
    rf"|(?<![第几数来])(?P<whole>[一二三四五六七八九两][{_NUMERALS}]*[十百千万亿](?:[一二三四五六七八九](?![{_NUMERALS}]))?)"
    rf"(?P<some>[余多来]?)(?:(?P<unit>{UNITS})|(?<=[万亿]){_WORD_END}|(?<=[万亿][余多来]){_WORD_END})"
    rf"|(?<![第几数])(?P<tens>[一二两三四五六七八九])(?P<tens_unit>成|倍)(?![为就立绩效果本分员])"
)
_PLACED_BEFORE = re.compile(r"(?:[居列排强]|进入?|百强[县市区镇]|全[国省市县区]|评价|考核|位次|排名)前$")
_GRADE = re.compile(r"级(?!以)")  # 五十亿元级企业
MEASURES_QUOTED = re.compile(r"(?:政策)?(?:措施|举措|政策|意见)[”》]")
_MEASURES = re.compile(rf"\d{{1,3}}条{MEASURES_QUOTED.pattern}")  # “支持某业发展12条措施” counts them
_QUOTES = {"“": "”", "‘": "’", "「": "」", "《": "》"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in some text. `value` is in base units (5.9万 → 59000), percentages as written; `text` is
    `source[start:end]` with its unit; `about` is 余 or 多 written inside the number; `ordinal` marks 第N.

    A ratio has its first term as value and the rest as unit: 2.04∶1 is 2.04 with unit ∶1.
    """

    kind: NumberKind
    value: Decimal
    unit: str
    text: str
    start: int
    end: int
    about: str = ""
    ordinal: bool = False


def chinese_value(numeral: str) -> Decimal | None:
    """五万五千 → 55000, 三点五 → 3.5 (by cn2an); None where the numeral cannot be read."""
    if small := re.fullmatch(r"([一二两三四五六七八九])?(十)?([一二三四五六七八九])?", numeral):
        tens, ten, ones = small.groups()
        if ten or not (tens and ones):
            digits = "零一二三四五六七八九"
            first = digits.index(tens.replace("两", "二")) if tens else 1
            return Decimal(
                first * 10 + digits.index(ones or "零")
                if ten
                else digits.index((tens or ones or "零").replace("两", "二"))
            )
    import cn2an  # 0.4 s to import: only texts with large Chinese numerals pay for it

    try:
        return Decimal(str(cn2an.cn2an(numeral.replace("两", "二"), "smart")))
    except (ValueError, InvalidOperation):
        return None


def read_amounts(text: str) -> tuple[Amount, ...]:
    """Every written number of the text in order, each typed: claim, name, ordinal or date.

    Not done: joining a range's two ends (see `figures`), and words such as 半数 that hold no numeral; 首位 is the first place.
    """
    quoted = _quoted_spans(text)
    found: list[Amount] = []
    for pattern, reader in ((_RATIO, _ratio), (_SLASH, _slash), (_SCALED, _arabic), (_CHINESE, _chinese)):
        taken = [(a.start, a.end) for a in found]
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            inside = any(a <= match.start() < b for a, b in quoted) and not _MEASURES.match(
                text, match.start()
            )
            if amount := reader(text, match, inside):
                found.append(amount)
    return tuple(sorted(found, key=lambda a: a.start))


def _quoted_spans(text: str) -> list[tuple[int, int]]:
    """Spans of short quoted names: a number inside belongs to the name (“1234”, “3+N”)."""
    spans = []
    for opening, closing in _QUOTES.items():
        for match in re.finditer(f"{opening}[^{opening}{closing}]{{0,40}}{closing}", text):
            spans.append((match.start(), match.end()))
    return spans


def without_exponent(value: Decimal) -> Decimal:
    """The same value without an exponent or trailing zeros: 5.90E+4 → 59000."""
    return Decimal(f"{value.normalize():f}")


def _fraction(above: Decimal, below: Decimal) -> Decimal:
    return without_exponent((above / below).quantize(Decimal("0.0001")))


def _ratio(text: str, match: re.Match[str], inside: bool) -> Amount | None:
    following = text[match.end() : match.end() + 1]
    if ":" in match["rest"] and re.fullmatch(r":\d\d", match["rest"]) and following not in "，。；":
        kind = NumberKind.DATE  # a time of day
    else:
        kind = NumberKind.NAME if inside else NumberKind.CLAIM
    rest = re.sub(r"[:： ∶]+", "∶", match["rest"])
    return Amount(kind, without_exponent(Decimal(match["first"])), rest, match[0], match.start(), match.end())


def _slash(text: str, match: re.Match[str], inside: bool) -> Amount | None:
    above, below = Decimal(match["above"]), Decimal(match["below"])
    if not 0 < above < below:
        return None
    kind = NumberKind.NAME if inside else NumberKind.CLAIM
    return Amount(kind, _fraction(above, below), "分之", match[0], match.start(), match.end())


def _arabic(text: str, match: re.Match[str], inside: bool) -> Amount | None:
    whole = match["whole"].replace(",", "").replace("．", ".")
    scale, rest = (match["scale"] or "") + (match["scale2"] or ""), match["rest"] or ""
    unit = re.sub("%+|％", "%", match["unit"] or "")
    unit = "微克/立方米" if unit == "微克" else unit  # 每立方米19微克
    start, end = match.start(), match.end()
    if match["gap"] and not unit:
        end = match.start("gap")
    written_end = match.start("unit") + 1 if unit == "%" else end
    value = without_exponent(Decimal(whole).scaleb(sum(_MAGNITUDE[c] for c in scale)))
    if rest:
        digits = re.match(r"[\d.]+", rest)
        assert digits is not None
        value += Decimal(digits[0]).scaleb(sum(_MAGNITUDE.get(c, 0) for c in rest[digits.end() :]))
    before, after = text[:start], text[end : end + 16]
    kind = NumberKind.NAME if inside else arabic_kind(whole, scale, unit, before, after)
    ordinal = before.endswith("第")
    if ordinal:
        start -= 1
        is_rank = unit in ("位", "名") or (not unit and not after[:1].strip("，。；、）)"))
        kind = NumberKind.CLAIM if is_rank and kind is not NumberKind.NAME else NumberKind.ORDINAL
        unit = unit or ("位" if is_rank else "")
    elif unit in ("位", "名") and _PLACED_BEFORE.search(before):
        ordinal = True  # 居全省前5位, 进入百强县前25位
    some = match["some1"] or match["some2"] or "".join(c for c in rest if c in "余多")
    return Amount(
        kind, value, unit + (match["per"] or ""), text[start:written_end], start, written_end,
        about=some, ordinal=ordinal,
    )  # fmt: skip


def _chinese(text: str, match: re.Match[str], inside: bool) -> Amount | None:
    start, end = match.start(), match.end()
    kind = NumberKind.NAME if inside or _GRADE.match(text, end) else NumberKind.CLAIM

    def amount(value: Decimal | None, unit: str, **more: Any) -> Amount | None:
        return None if value is None else Amount(**{"kind": kind, "start": start, **more}, value=value, unit=unit,
                                                 text=text[more.get("start", start) : end], end=end)  # fmt: skip

    if match["percent"]:
        return amount(_mixed_value(match["percent"]), "%")
    if match["place"]:
        kind_, unit = ordinal_kind(text, match.span(), match["rank_unit"] or "", inside)
        return amount(chinese_value(match["place"]), unit, kind=kind_, ordinal=unit != "次")
    if match["top"]:
        return amount(chinese_value(match["top"]), "位", start=match.start("top"), ordinal=True)
    if match["head"]:
        return amount(Decimal(1), "位", ordinal=True)
    if match["fraction"]:
        below, above = (chinese_value(part) for part in match["fraction"].split("分之"))
        return amount(_fraction(above, below) if below and above is not None else None, "分之")
    if match["run"]:
        return amount(chinese_value(match["run"]), match["run_unit"], kind=NumberKind.CLAIM)
    if match["years"]:
        return amount(chinese_value(match["years"]), "年", start=match.start("years"))
    if match["double"]:
        return amount(Decimal({"一": 2, "两": 4, "三": 8, "四": 16}[match["double"]]), "倍")
    if match["round"]:
        return amount(
            without_exponent(Decimal(1).scaleb(sum(_MAGNITUDE[c] for c in match["round"]))),
            match["round_unit"],
        )
    if match["over"]:
        value = without_exponent(Decimal(1).scaleb(sum(_MAGNITUDE[c] for c in match["over"])))
        return amount(value, match["over_unit"], about="余")
    if match["tens"]:
        return amount(chinese_value(match["tens"]), match["tens_unit"])
    if match["unit"] in ("年", "月", "日", "天", "届", "期", "次", "点", "度"):
        return None
    return amount(chinese_value(match["whole"]), match["unit"] or "", about=match["some"])


def _mixed_value(numeral: str) -> Decimal | None:
    try:
        return Decimal(numeral)
    except InvalidOperation:
        return chinese_value(numeral)
