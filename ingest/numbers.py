"""Written numbers: where they stand in a text, what kind they are, and their value in base units.

One reader serves reports, questions and answers, so that numbers meet as values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from .types import NumberKind

# Longest first inside each group: the regex takes the first that fits.
UNITS = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|微克/立方米|毫克/升|万千瓦时|千瓦时|千瓦|兆瓦|吉瓦|公里|千米|公顷|公斤|"
    "吨标准煤|标准箱|标箱|美元|欧元|日元|港元|人次|件次|户次|辆次|架次|台套|台次|剂次|场次|人天|元|人|名|位|户|家|个|项|"
    "件|所|处|亩|张|条|座|套|台|辆|吨|斤|部|支|颗|枚|只|头|羽|株|棵|块|片|班|间|层|栋|幢|对|双|类|种|款|例|起|"
    "宗|笔|单|份|册|本|组|批|轮|场|次|届|期|艘|列|架|趟|团|队|度|米|升|倍|成|分|金|银|铜|岁|天|日|小时|分钟|"
    "周年|年|个月|月|周|番|篇|门|课|节|幅|盏|口|眼|扇|箱|包|袋|瓶|道|尾|匹|站|店|镇|村|县|市|区|乡|校|企|点"
)
_MAGNITUDE = {"千": 3, "百": 2, "十": 1, "万": 4, "亿": 8, "兆": 12}
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.．]\d+)?"
_CHINESE_DIGITS = "零〇一二三四五六七八九十百千万亿两"
_SCALED = re.compile(
    rf"(?P<whole>{_ARABIC})(?P<some1>[余多来几]?)(?P<scale>(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)?)"
    rf"(?P<rest>(?<=[万亿])\d+(?:\.\d+)?(?:千[余多]?万|百[余多]?万|[千百万](?!\d)))?(?P<some2>[余多来几]?)"
    rf"(?P<gap> ?)(?P<unit>%|％|‰|℃|{UNITS})?(?P<per>/(?:人|年|日|天|月|亩|平方米|平方公里|立方米|升|公里|吨|小时|千瓦时))?"
)
_CHINESE = re.compile(
    rf"(?P<hundredths>百分之(?P<percent>[{_CHINESE_DIGITS}点\d.]+))"
    rf"|(?P<rank>第(?P<place>[一二三四五六七八九十百]+)(?P<rank_unit>位|名)?)"
    rf"|(?P<fraction>[一二三四五六七八九十]+分之[一二三四五六七八九十]+)"
    rf"|(?P<run>[一二三四五六七八九十]+)连(?:冠|优|胜|升|增|丰)"
    rf"|翻(?P<double>[一两三四])番"
    rf"|(?<![第几数来])(?P<whole>[一二三四五六七八九两][{_CHINESE_DIGITS}]*[十百千万亿](?:[一二三四五六七八九](?![{_CHINESE_DIGITS}]))?)"
    rf"(?P<some>[余多来]?)(?:(?P<unit>{UNITS})|(?<=[万亿])(?=$|[^\u4e00-\u9fff]|[吗了吧呢么对没])|(?<=[万亿][余多来])(?=$|[^\u4e00-\u9fff]|[吗了吧呢么对没]))"
    rf"|(?<![第几数])(?P<tens>[一二两三四五六七八九])(?P<tens_unit>成|倍)(?![为就立绩效果本分员])"
)
_BLANK_QUOTE = {"“": "”", "‘": "’", "「": "」", "《": "》"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in some text. `value` is in base units (5.9万 → 59000), percentages as written; `text` is
    `source[start:end]` with its unit; `about` is 余 or 多 written inside the number; `ordinal` marks 第N."""

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
    import cn2an  # 0.4 s to import: only texts with Chinese numerals pay for it

    try:
        return Decimal(str(cn2an.cn2an(numeral.replace("两", "二"), "smart")))
    except (ValueError, InvalidOperation):
        return None


def _plain(value: Decimal) -> Decimal:
    """The same value without an exponent or trailing zeros: 5.90E+4 → 59000."""
    return Decimal(f"{value.normalize():f}")


def read_amounts(text: str) -> tuple[Amount, ...]:
    """Every written number of the text in order, each typed: claim, name, ordinal or date.

    Not done: joining a range's two ends (see `figures`), and words such as 首位 or 半数 that hold no numeral.
    """
    quoted = _quoted_spans(text)
    found = [amount for match in _SCALED.finditer(text) if (amount := _arabic(text, match, quoted))]
    taken = [(a.start, a.end) for a in found]
    for match in _CHINESE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if amount := _chinese(match, quoted):
            found.append(amount)
    return tuple(sorted(found, key=lambda a: a.start))


def _quoted_spans(text: str) -> list[tuple[int, int]]:
    """Spans of short quoted names: a number inside belongs to the name (“3510”, “5+N”)."""
    spans = []
    for opening, closing in _BLANK_QUOTE.items():
        for match in re.finditer(f"{opening}[^{opening}{closing}]{{0,40}}{closing}", text):
            spans.append((match.start(), match.end()))
    return spans


def _arabic(text: str, match: re.Match[str], quoted: list[tuple[int, int]]) -> Amount | None:
    whole = match["whole"].replace(",", "").replace("．", ".")
    scale, rest = match["scale"] or "", match["rest"] or ""
    unit = (match["unit"] or "").replace("％", "%")
    per = match["per"] or ""
    end = match.end()
    if match["gap"] and not unit:
        end = match.start("gap")
    value = _plain(Decimal(whole).scaleb(sum(_MAGNITUDE[c] for c in scale)))
    if rest:
        digits = re.match(r"[\d.]+", rest)
        assert digits is not None
        value += Decimal(digits[0]).scaleb(sum(_MAGNITUDE.get(c, 0) for c in rest[digits.end() :]))
    before, after = text[: match.start()], text[end : end + 6]
    kind, ordinal = _kind(whole, scale, unit, before, after, match.start(), quoted), False
    if before.endswith("第"):
        ordinal = True
        is_rank = unit in ("位", "名") or (not unit and not after[:1].strip("，。；、）)"))
        kind = NumberKind.CLAIM if is_rank and kind is not NumberKind.NAME else NumberKind.ORDINAL
    some = match["some1"] or match["some2"] or "".join(c for c in rest if c in "余多")
    return Amount(
        kind, value, unit + per, text[match.start() : end], match.start(), end,
        about=some if some in ("余", "多", "来", "几") else "", ordinal=ordinal,
    )  # fmt: skip


def _kind(
    whole: str, scale: str, unit: str, before: str, after: str, start: int, quoted: list[tuple[int, int]]
) -> NumberKind:
    if any(a <= start < b for a, b in quoted):
        return NumberKind.NAME
    previous, following = before[-1:], after[:1]
    if re.search(r"[A-Za-z+＋-]$", before) and not re.search(r"(?:GDP|CPI|R&D|PPI)$", before):
        return NumberKind.NAME  # G341, 5+3+N, PM2.5, 2161-7
    if not unit and re.match(r"[A-Za-z+＋]", after):
        return NumberKind.NAME  # 5G, 4A级, 24H, 5+N
    if re.search(r"(?:国道|省道|县道|高速|编号|电话|热线)$", before) or re.match(r"(?:热线|强|号|G|级[^以])", after):
        return NumberKind.NAME  # 世界500强, 12345热线, 514国道
    if unit == "年":
        if re.fullmatch(r"(?:19|20)\d\d", whole) and not scale:
            return NumberKind.DATE
    if unit in ("月", "日", "周年") and not scale:
        return NumberKind.DATE
    if re.fullmatch(r"(?:19|20)\d\d", whole) and not scale and not unit:
        # 2021—2025年, 到2035, 2024中国…大会: a year however it is followed
        return NumberKind.DATE if re.match(r"[—\-–~至、和年]|$", after) else NumberKind.NAME
    if not unit and re.match(r"[.．、]?\[|[.．][^\d]|[)）]", after) and not previous.strip("(（\n"):
        return NumberKind.ORDINAL  # 1.[注释], （3）
    if not unit and not scale and (following in "”’》" or previous in "“‘《"):
        return NumberKind.NAME
    return NumberKind.CLAIM


def _chinese(match: re.Match[str], quoted: list[tuple[int, int]]) -> Amount | None:
    inside = any(a <= match.start() < b for a, b in quoted)
    kind = NumberKind.NAME if inside else NumberKind.CLAIM
    start, end, text = match.start(), match.end(), match[0]
    if match["percent"]:
        value = _mixed_value(match["percent"])
        return None if value is None else Amount(kind, value, "%", text, start, end)
    if match["place"]:
        value = chinese_value(match["place"])
        if value is None:
            return None
        if not match["rank_unit"]:
            kind = NumberKind.ORDINAL if kind is NumberKind.CLAIM else kind
        return Amount(kind, value, match["rank_unit"] or "", text, start, end, ordinal=True)
    if match["fraction"]:
        below, above = (chinese_value(part) for part in match["fraction"].split("分之"))
        if not below or above is None:
            return None
        return Amount(kind, above / below, "分之", text, start, end)
    if match["run"]:
        value = chinese_value(match["run"])
        return None if value is None else Amount(kind, value, "连", text, start, end)
    if match["double"]:
        return Amount(kind, Decimal({"一": 2, "两": 4, "三": 8, "四": 16}[match["double"]]), "倍", text, start, end)
    if match["tens"]:
        value = chinese_value(match["tens"])
        return None if value is None else Amount(kind, value, match["tens_unit"], text, start, end)
    value = chinese_value(match["whole"])
    if value is None or (match["unit"] in ("年", "月", "日", "天", "届", "期", "次", "点", "度")):
        return None
    return Amount(kind, value, match["unit"] or "", text, start, end, about=match["some"])


def _mixed_value(numeral: str) -> Decimal | None:
    try:
        return Decimal(numeral)
    except InvalidOperation:
        return chinese_value(numeral)
