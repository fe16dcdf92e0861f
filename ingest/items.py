"""Lists that give several things their values in one breath: 水稻、小麦产量分别增长2%、3%."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from report_bot.ingest import wording
from report_bot.ingest.gazetteer import divisions
from report_bot.ingest.naming import split_action
from report_bot.ingest.numbers import Amount, without_exponent
from report_bot.ingest.types import Figure

# What the last thing of a list names for all of them (水稻、小麦产量).
_SHARED = re.compile(
    r"(?:(?:国内|国际|全球|全国)?市场)?(?:占有率|份额)|(?:水质)?优良(?:率|比例)|(?:(?:产值|增加值|收入|支出)?占[^、和]{2,8}(?:比重|比例)|(?:设施)?(?:产值|产量|销量|面积)占比|占比|投资额|交易额|成交额|(?:外贸|货物|贸易)?进出口(?:总[额值]|额)?|营收|年?[出存]栏[量数]?|饲养量|[日年]?(?:处理|生产|供水|吞吐|供电|储备)?能力|缺口|学位|保有量|业务(?:总)?量|案件|建成区面积|抽检合格率|[客货]运量|客流量|(?:货物|旅客)?吞吐量|[发用]电量|装机(?:容量|规模)?|居民人均可支配收入|居民人均消费支出|居民收入|人均可支配收入|可支配收入|不良贷款余额|(?<=[一-鿿]{2})贷款余额|余额|总额|收入|增加值|(?:人均)?(?:财政)?补[助贴](?:经费)?标准|标准|营业额|销售额|零售额|管网|面积|数量|投资|产值|产量|占比|比重|比例|利润|总量|人数|价格|规模|"
    r"(?:地区)?生产总值|浓度|出口|[\u4e00-\u9fff]{2}率|率|企业数|专利|拥有量|支出|经费|贷款)$"
)
_NAMES_ITSELF = re.compile(
    r"(?:数|量|额|率|值|比|收入|面积|价格|支出|投资|标准|天数|强度|浓度|次|就业|利润)$"
)
# Scopes before the first thing of a list that hold for all of them.
_COMMON_LEAD = re.compile(r"^(?:本外币|人民币|限额以上|限上)")
# 单位生产总值能耗和二氧化碳排放: both for a unit of it.
_PER_UNIT = re.compile(r"^单位(?:地区|国内)?(?:生产总值|GDP)(?=[一-鿿])")
_TAKEN_PER_UNIT = re.compile(
    r"^(?:二氧化碳|碳|能源|用水|水|电|建设用地)[一-鿿]*(?:排放|消耗|耗|面积|用量|量|强度)"
)
_SECTOR = re.compile(r"第[一二三]")
_THREE_SECTORS = re.compile(r"第?一[、，]?第?二[、，]?第?三(?:次产业|产业?)(?P<rest>增加值|投资|)")
_CASUALTIES = re.compile(r"(?:死亡|伤亡|受伤)人数|直接经济损失")
# 甲、乙两市生产总值, 甲、乙、丙三条产业链产值: the count is of them all.
_COUNTED_TOGETHER = re.compile(
    r"^(?P<last>[^、]{2,8}?)[两三四五六七八](?:个?[省市县区州镇地]|条[一-鿿]{0,4}?产业链|大[一-鿿]{0,4}?产业|类[一-鿿]{0,2})(?=[一-鿿]{2})"
)
_BARE = re.compile(r"(?P<digits>\d+(?:\.\d+)?)(?:万亿|万|亿)?")
_RATE_OF = re.compile(r"^[一-鿿]{2,4}率$")  # 建议132件、提案178件，满意率分别为…: of each of them
_WELFARE = re.compile(r"低保|救助|保障标准|特困")

_RANKED_IN = re.compile(rf"(?:分?[位居列]居?|排名?在?|跻身)?(?P<field>{wording.SCOPES})$")
_BARE_MEASURES = re.compile(r"(?:总量|增量|增速|增幅|规模|人均)(?:[、和](?:总量|增量|增速|增幅|规模|人均))+")
_RANKED_BY = re.compile(r"(?:增速|增幅|总量|增量)$")


@dataclass(frozen=True, slots=True)
class Listed:
    """One value of a list: what it belongs to, and its indicator."""

    item: str
    indicator: str


_PARTED = re.compile(r"装机(?:容量|规模)?$|产量$|产值$|增加值$|面积$|里程$|吞吐量$|用电量$|发电量$")


def part_of(part: str, whole: str) -> str:
    """风电装机容量 for 风电 where 装机容量 is split; "" where the part names its own measure."""
    measured = _PARTED.search(whole)
    if measured is None or not 2 <= len(part) <= 5 or _PARTED.search(part) or part in whole:
        return ""
    return f"{part}{measured[0]}"


def list_run(text: str, amounts: list[Amount], from_: int) -> list[Amount]:
    """The numbers from `from_` on that stand side by side with nothing but 、 or 和 between them."""
    run: list[Amount] = []
    for amount in amounts:
        if amount.start < from_:
            continue
        if run:
            gap = re.sub(rf"^(?:{wording.AFTER})", "", text[run[-1].end : amount.start])
            if not re.fullmatch(r"(?:[、和及与]|以及|，)(?:每人)?(?:每[年月天人])?", gap):
                break
        run.append(amount)
    return run


def with_shared_unit(run: list[Amount]) -> list[Amount]:
    """A list's numbers, of which the last alone has its unit (20.9、36.2、54个百分点): it is that of all."""
    if len(run) > 1 and len(run[-1].unit) > 1 and run[-1].unit[0] == "个":  # 快于全国3.4个、1个百分点
        run = [replace(one, unit=run[-1].unit) if one.unit == "个" else one for one in run]
    if len(run) < 2 or not run[-1].unit or any(one.unit or not _BARE.fullmatch(one.text) for one in run[:-1]):
        return run
    written = _BARE.match(run[-1].text)
    if written is None or not Decimal(written["digits"]):
        return run
    scale = run[-1].value / Decimal(written["digits"])
    return [*(_of_unit(one, run[-1].unit, scale) for one in run[:-1]), run[-1]]


def _of_unit(amount: Amount, unit: str, scale: Decimal) -> Amount:
    """A bare number counted in `unit` and in the 万 or 亿 of its list, where it has none of its own (1409万、1305万人次)."""
    own = amount.value != Decimal(amount.text.rstrip("万亿"))
    return replace(amount, value=amount.value if own else without_exponent(amount.value * scale), unit=unit)


def split_items(head: str, count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items of a 分别 list and each one's indicator: (存款, 贷款), (本外币存款余额, 本外币贷款余额).

    Items are empty where the head does not fall into `count` parts.
    """
    head = head.replace("存、贷款", "存贷款")
    parts = _sectors(head, count) or _parts(head, count)
    if parts and (sides := _two_sides(parts)):
        return sides
    if parts:
        parts[-1] = _COUNTED_TOGETHER.sub(r"\g<last>", parts[-1])
    if len(parts) == count:
        if all(_SECTOR.match(part) for part in parts) and parts[-1][2:4] == "产业":
            parts = [f"{part}产业" if _SECTOR.fullmatch(part) else part for part in parts]
        lead = found[0] if (found := _COMMON_LEAD.match(parts[0])) else ""
        if parts[0].startswith("农村") and parts[-1].endswith("率") and not re.search("[城农]", parts[-1]):
            lead = "农村"
        if (unit := _PER_UNIT.match(parts[0])) and all(_TAKEN_PER_UNIT.match(part) for part in parts[1:]):
            lead = unit[0]
        if parts[0].startswith("对") and not any(part.startswith("对") for part in parts[1:]):
            lead = "对" if re.search("[进出]口|投资|贸易", parts[-1]) else lead  # 对东盟、欧盟出口
        parts = [parts[0].removeprefix(lead), *parts[1:]]
        shared = found[0] if (found := _SHARED.search(parts[-1])) and found[0] != parts[-1] else ""
        ratio = re.search("[占比率]", shared) is not None
        if not ratio and any(_NAMES_ITSELF.search(p) and not p.endswith(shared) for p in parts[:-1]):
            shared = ""  # GDP、工业增加值、固定资产投资: each has its own
        shared = _of_places(parts) or shared
        takes = [part.endswith(shared) or "占" in shared or not _NAMES_ITSELF.search(part) for part in parts]
        names = tuple(
            lead + part + ("" if not take or part.endswith(shared) else _rest(part, shared))
            for part, take in zip(parts, takes, strict=True)
        )
        if (owner := parts[0].removesuffix("起数")) != parts[0]:  # 交通事故起数和死亡人数: of them
            names = tuple(owner + one if _CASUALTIES.fullmatch(one) else one for one in names)
        return tuple(part.removesuffix(shared) if all(takes) else part for part in parts), names
    for short, pair in wording.LIST_ITEMS.items():
        if short in head and len(pair) == count:
            items = ("城市", "农村") if short == "城乡" and _WELFARE.search(head) else pair
            return items, tuple(head.replace(short, item, 1) for item in items)
    return ("",) * count, (head,) * count


def _rest(part: str, shared: str) -> str:
    """What is shared without what the part has of it already: 城镇居民 + 人均可支配收入 of 居民人均可支配收入."""
    overlap = next((n for n in range(min(len(part), len(shared)), 1, -1) if part.endswith(shared[:n])), 0)
    return shared[overlap:]


def is_rate_of_each(head: str) -> bool:
    """Whether a list's head names a rate of what was counted before it (…，满意率分别为…)."""
    return _RATE_OF.search(head) is not None


def _sectors(head: str, count: int) -> list[str]:
    """一二三产增加值, 一、二、三次产业增加值: the three of them."""
    found = _THREE_SECTORS.fullmatch(head)
    return [f"第{n}产业{found['rest']}" for n in "一二三"] if found and count == 3 else []


def _two_sides(parts: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """城市、农村低保标准: what follows the second side is of both."""
    for pair in (*wording.LIST_ITEMS.values(), ("城市", "农村")):
        if len(parts) == 2 and parts[0] == pair[0] and parts[1].startswith(pair[1]):
            shared = parts[1].removeprefix(pair[1])
            return pair, tuple(side + shared for side in pair)
    return None


def _parts(head: str, count: int) -> list[str]:
    """The head in `count` parts if it falls into so many: split at 、 and 和 outside quotes, else at one alone."""
    joins = r"(?<=”)(?=“)|[和与]|以及|(?<![普涉波])及(?![率时格])"
    for pattern in (rf"、|{joins}", r"、", joins):  # 金融业、软件和信息服务业: 和 binds closer
        parts = [part for part in re.split(rf"(?:{pattern})(?![^“]*”)", head) if part]
        if len(parts) == count:
            return parts
    return []


def _of_places(parts: list[str]) -> str:
    """What is told of two places in a row (甲、乙|地铁客运量): what follows the name of the last; "" where they are none."""
    if parts[0] not in divisions():
        return ""
    names = (parts[-1][:n] for n in range(len(parts[-1]) - 2, 1, -1))
    last = next((name for name in names if name in divisions()), "")
    return parts[-1].removeprefix(last) if last else ""


def list_names(
    head: str, predicate: str, count: int, earlier: tuple[Listed, ...], subject: str, whole: str = ""
) -> tuple[Listed, ...]:
    """What each of `count` values belongs to. `head` stands before 分别 and `predicate` after it; `earlier` is
    what the clauses before leave (企业…、产值…，分别增长…), `whole` what 其中 splits."""
    shared = wording.strip_lead(wording.strip_tail(predicate)).rstrip("从由")
    shared = split_action(shared)[1]
    if shared.startswith("占"):
        shared = shared if re.search(r"比重|比例|份额", shared) else f"{shared.removesuffix('的')}比重"
    if not head:
        listed = earlier if len(earlier) == count else (Listed("", subject),) * count
        return tuple(Listed(one.item, _joined(one.indicator, shared)) for one in listed)
    items, names = split_items(head, count)
    own = {one.item for one in earlier}
    each = is_rate_of_each(head) or _SHARED.fullmatch(head.removeprefix("年"))
    if whole and names == items:  # 装机容量达42万千瓦，其中风电、光伏分别为…
        names = tuple(part_of(one, whole) or one for one in names)
    if not any(items) and len(earlier) == count == len(own) and all(own) and each:
        items, names = tuple(one.item for one in earlier), tuple(one.item + head for one in earlier)
    return tuple(
        Listed(item, _joined(indicator, shared)) for item, indicator in zip(items, names, strict=True)
    )


def ranked_list(
    names: tuple[Listed, ...], head: str, predicate: str, subject: str = ""
) -> tuple[tuple[Listed, ...], str]:
    """A list's names without the field they are ranked in, with the measure that all share (甲、乙增速分别居全市…); and the field."""
    found = _RANKED_IN.search(predicate)
    if subject and _BARE_MEASURES.fullmatch(head):  # 生产总值…，总量、增速分别居全省第3位和第2位
        names = tuple(Listed("", subject + one) for one in re.split("[、和]", head))
        return names, found["field"] if found else ""
    shared = _RANKED_BY.search(head)
    told = []
    for one in names:
        name = one.indicator.removesuffix(found[0]) if found else one.indicator
        told.append(Listed(one.item, name if not shared or name.endswith(shared[0]) else name + shared[0]))
    return tuple(told), found["field"] if found else ""


def _joined(indicator: str, shared: str) -> str:
    return indicator if indicator.endswith(shared) else f"{indicator}{shared}"


def graded_tail(noun: str, after: str) -> str:
    """3个国家级、7个省级示范园: the noun that 国家级 leaves to the next number's words, or nothing."""
    if not re.fullmatch(r"\S{1,4}[级型类]", noun):
        return ""
    match = re.match(
        r"[^，。；]*?[、和]\d+\S?[个家项条件所处座](?:\S{1,4}?[级型类])(?P<tail>[^，。；、]{2,12})", after
    )
    return match["tail"] if match else ""


def name_twofold_counts(text: str, figures: list[Figure]) -> None:
    """12类55件惠民实事, 862户、2.1万名贫困人口: both numbers count the noun that follows the second."""
    for i, (one, then) in enumerate(pairwise(figures)):
        people = (
            one.unit in ("户", "人", "名", "村") and then.unit in ("人", "名", "户") and one.unit != then.unit
        )
        behind = people and text[one.end : then.start] == "、" and text[then.end :].startswith(then.indicator)
        if one.end == then.start or behind:
            figures[i] = replace(one, indicator=then.indicator)
