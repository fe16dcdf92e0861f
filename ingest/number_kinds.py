"""Whether a written number claims something or is a name, an ordinal or a date, by what stands around it."""

from __future__ import annotations

import re

from report_bot.ingest.types import NumberKind

_RANKED = re.compile(
    r"(?:[居列排]|跃升至|跃升到|跃至|升至|名列|全[国省市县区球]|排名|位次|世界|中部|西部|东部|同类\S{2}|各市|均)$"
)
_RANKS_IN_A_ROW = re.compile(r"(?:第[一二三四五六七八九十\d]+[位名]?[、和及与])+$")  # 分别居全国第二、第七
_NOT_A_RANK = re.compile(
    r"季度|方阵|档|大[省市县国]|经济|人口|军团|序列|产业|批|届|个|条|轮|梯队|书记|时间|代|期|三方|课堂|线|[一二三四五六七八九十]"
)


def arabic_kind(whole: str, scale: str, unit: str, before: str, after: str) -> NumberKind:
    """What an Arabic number outside quotation marks is, by what stands around it."""
    if _is_name(whole, scale, unit, before, after):
        return NumberKind.NAME
    is_year = (
        re.fullmatch(r"(?:\d{1,2}\.)?(?:19|20)\d\d", whole) is not None and not scale
    )  # 20.2026年: a note's
    if (unit == "年" and (is_year or re.match(r"来|之?内|的?时间", after))) or (
        unit in ("月", "日", "周年") and not scale
    ):
        return NumberKind.DATE
    if not unit and re.match(r"[—\-–－~～至到]{1,2}\d{1,2}(?:月|年(?:左右)?的?时间)", after):
        return NumberKind.DATE  # 1—11月, 用2-3年时间
    if is_year and not unit:
        # 2021—2025年, 到2035, 2024中国…大会: a year however it is followed
        return NumberKind.DATE if re.match(r"[—\-–~至、和年]|$", after) else NumberKind.NAME
    if (
        not unit
        and re.match(r"[.．、]?\[|[.．][^\d]|[)）]", after)
        and not before[-1:].strip("(（\n；;：:。")
    ):
        return NumberKind.ORDINAL  # 1.[注释], （3）
    follows = re.match(r"[—\-–－~～至到+＋]\d", after)
    if not unit and not scale and re.fullmatch(r"\d{1,2}", whole) and _NOTED.search(before) and not follows:
        return NumberKind.ORDINAL  # “双修”12，: the mark of a note
    return NumberKind.CLAIM


_NOTED = re.compile(r"[\u4e00-\u9fff”’》](?<![达为是至到有共约近超过于增减涨降低高升从由加各])$")
_NAME_BEFORE = re.compile(
    r"(?<!GDP)(?<!CPI)(?<!R&D)(?<!PPI)[A-Za-z]_?$|[+＋\[［〔【]$|\d{3}-$|\d-\d{2}-$|[A-Za-z一-鿿]-$|(?:国道|省道|县道|高速|编号|电话|热线|央视|频道)$"
)  # G341, 5+3+N, PM2.5, 2161-7, 某-35
_NAME_AFTER = re.compile(
    r"(?:热线|强|号|G|版|级[^以]|[一-鿿]{0,2}(?:边防路|国道|省道))|[^，。；\d]{0,6}热线"
)  # 世界500强, 12345热线
_CALLED, _CALLS = ("110", "119", "120", "122"), re.compile("急救|报警|指挥|调度|平台|消防|交通事故")
_RADIUS = re.compile(
    r"[^，。；、的\d]{0,12}(?:圈|免签|直达|通达|响应|值班|应急|辐射|在线)"
)  # 15分钟生活圈, 144小时免签


def _is_name(whole: str, scale: str, unit: str, before: str, after: str) -> bool:
    if _NAME_BEFORE.search(before) or _NAME_AFTER.match(after):
        return True
    if unit in ("小时", "个小时", "分钟", "公里", "天", "米") and _RADIUS.match(after):
        return True
    if whole in _CALLED and _CALLS.match(after):
        return True  # 120急救站点
    if before.endswith("前") and unit not in ("位", "名"):
        return True  # 全球前1%, 前10城市
    if unit == "所" and re.match(r"[A-Za-z]", after):
        return True  # 608所AES100发动机: an institute's name
    if unit:
        return False
    # 5G, 4A级, 5+N; a bare number that touches a quotation mark
    return bool(re.match(r"[A-Za-z+＋]", after)) or (
        not scale and (after[:1] in tuple("”’》") or before[-1:] in tuple("“‘《"))
    )


def ordinal_kind(text: str, span: tuple[int, int], unit: str, inside: bool) -> tuple[NumberKind, str]:
    """第二位 and 全省第二 are ranks, 第五次获得… counts; 第二届, 第一产业 only number."""
    before, after = _RANKS_IN_A_ROW.sub("", text[: span[0]]), text[span[1] : span[1] + 3]
    if inside:
        return NumberKind.NAME, unit
    if unit == "次":
        claimed = re.match(r"荣?获|被|蝉联|入选|夺|捧", after)
        return (NumberKind.CLAIM if claimed else NumberKind.ORDINAL), "次"
    if unit or (_RANKED.search(before) and not _NOT_A_RANK.match(after)):
        return NumberKind.CLAIM, unit or "位"
    return NumberKind.ORDINAL, ""
