"""Figures that the user typed (突破5000亿了吧): premises to judge, never evidence."""

from __future__ import annotations

import re
from decimal import Decimal

from report_bot.ingest.numbers import chinese_value, read_amounts
from report_bot.ingest.types import NumberKind

from .asked_times import TimeSpan
from .types import AskedClaim

_QUALIFIERS = tuple(
    [
        "突破",
        "超过",
        "不到",
        "不足",
        "低于",
        "高于",
        "接近",
        "不低于",
        "不少于",
        "只有",
        "达到",
        "以上",
        "以下",
        "左右",
        "超",
        "破",
        "过",
        "近",
    ]
)
# 过万亿了: a size that no numeral stands before.
_SIZES = {f"{head}{tail}": Decimal(a * b) for head, a in (("十", 10), ("百", 100), ("千", 1000), ("", 1))
          for tail, b in (("亿", 10**8), ("万亿", 10**12), ("万", 10**4)) if head or tail != "万"}  # fmt: skip
_BARE_SIZE = re.compile(
    r"(?P<over>突破|超过|过|破|超|上|达到|够|到)了?(?P<size>[十百千]?(?:万亿|亿)|[十百千]万)(?P<unit>元)?(?:大关)?(?=了|吧|吗|没|[？?。，]|$|大关)"
)
# 年利润超过30万元的厂占多少: the number is part of what is asked about.
_NARROWS = re.compile(
    r"元?(?:以上|以下)?的(?!说法|目标|消息|数|任务|计划|事|预期|是|[，。？?吧吗])[一-鿿]+.*(?:占|多少|几|目标)"
)
_CLAIMED_RANK = re.compile(
    r"(?:(?<=全国)|(?<=全省)|(?<=全市)|(?<=省内)|(?<=排)|(?<=排名)|(?<=排在)|(?<=位居)|(?<=位列)|(?<=\d年)|(?<=连年))第(?P<place>[一二三四五六七八九十]+|\d+)[名位]?(?![次届批个产])"
)
# 进全国前十了吗: that place or a better one.
_CLAIMED_TOP = re.compile(
    r"(?<=[国省市县区入进居列是])前(?P<place>[一二三四五六七八九]?十|[三四五六七八九]|\d+)[名位强]?(?=了?[吗没吧]|[？?。]?$)"
)
_NOTHING_MORE = re.compile(r"(?:[了，,]|是不是|是吗|是吧|对不对|对吗|对吧|是?真的|吗|吧|呢|[？?。！!])*")
_AS_MANY = re.compile(r"(?:有没有|够不够|够没够|到没到)(?:到|够)?$")
# 到6万家了吗, 够200天吗: more is a yes; but 降到30了吗 is not
_AS_MANY_ASKED = re.compile(r"(?<![降减缩压跌少])(?:够|有|到|达到?)了?$")
_ASKED_BEHIND = re.compile(r"[^，。]{0,6}?(?:[吗么没][？?]?$|没有[？?]?$|没有?问题)")
_ONE_NUMBER = re.compile(r"[^\d]*\d+[^\d]*")
A_MONTH = 31  # days from which a number of them is a figure, and no term
_NOT_A_FIGURE = frozenset(
    [
        "年",
        "月",
        "日",
        "天",
        "岁",
        "周年",
        "个月",
        "周",
        "点",
        "分",
        "分钟",
        "小时",
        "期",
        "届",
        "次",
        "轮",
        "批",
        "度",
        "时",
        "号",
    ]
)


def place_of(claim: AskedClaim, text: str, start: int) -> int:
    """Where from `start` on a typed figure stands in the text, or -1; 5 is not found inside 1.5."""
    found = re.compile(rf"(?<![\d.]){re.escape(claim.text)}").search(text, start)
    return found.start() if found else -1


def asked_claims(text: str, times: tuple[TimeSpan, ...]) -> tuple[tuple[AskedClaim, ...], str]:
    """Figures that the user typed, and the wording around the first one (突破, 不到)."""
    claims: list[AskedClaim] = []
    qualifier = ""
    for match in _CLAIMED_RANK.finditer(text):
        if (place := chinese_value(match["place"])) is not None:
            claims.append(AskedClaim(place, "位", match[0]))
    for match in _CLAIMED_TOP.finditer(text):
        if (place := chinese_value(match["place"])) is not None:
            claims.append(AskedClaim(place, "位", match[0]))
            qualifier = "以内"
    for match in _BARE_SIZE.finditer(text):
        claims.append(AskedClaim(_SIZES[match["size"]], "元" if match["unit"] else "", match["size"]))
        qualifier = "突破" if match["over"] else ""
    for amount in read_amounts(text):
        if amount.kind is not NumberKind.CLAIM or amount.ordinal:
            continue
        # 优良天数256天是不是
        days = amount.unit == "天" and amount.value >= A_MONTH and _ONE_NUMBER.fullmatch(text)
        if amount.unit in _NOT_A_FIGURE and not days:
            continue
        if text[: amount.start].upper().endswith("PM"):
            continue  # PM2.5
        if any(t.start < amount.end and amount.start < t.end for t in times):
            continue
        bare = not amount.unit and amount.text.isdecimal()
        listed = re.match(r"[、，,和][^\d]{0,12}\d", text[amount.end :])  # 智能算力4800、超算228PF
        if bare and not _NOTHING_MORE.fullmatch(text[amount.end :]) and not listed:
            continue
        if _NARROWS.match(text[amount.end :]) or re.match(r"元?(?:以上|以下)的?呢", text[amount.end :]):
            continue
        value, unit, written = amount.value, amount.unit, amount.text
        if unit == "对" and re.match(r"吗|不|吧|么", text[amount.end :]):
            unit, written = "", amount.text.removesuffix("对")  # 6万对吗 counts no pairs
        if unit == "个" and text.startswith("点", amount.end):  # 掉了9.6个点
            unit, written = "%", f"{written}点"
        if unit == "成":  # 六成多, 快五成: reports write 61.6%
            value, unit = value * 10, "%"
            if text.startswith(("多", "余"), amount.end):
                qualifier = "成多"
            elif text[: amount.start].endswith(("快", "近", "接近")):
                qualifier = "近"
        claims.append(AskedClaim(value, unit, written))
        if not qualifier and amount.about in ("多", "余"):
            qualifier = "多"
        if not qualifier:
            before, after = text[: amount.start], text[amount.end : amount.end + 2]
            near = [
                q for q in _QUALIFIERS if before.endswith(q) or (q in ("以上", "以下", "左右") and after == q)
            ]
            reached = _AS_MANY_ASKED.search(before) and _ASKED_BEHIND.match(text[amount.end :])
            if (not near or near == ["达到"]) and (_AS_MANY.search(before) or reached):
                near = ["超过"]  # 去年有没有1200万: more is a yes, and so many too
            qualifier = {"超": "超过", "破": "突破", "过": "超过", "近": "接近"}.get(
                max(near, key=len, default=""), max(near, key=len, default="")
            )
    return tuple(claims), qualifier
