"""Words that narrow what is counted (规上, 农村, 家庭), and words that join two of them (城乡)."""

from __future__ import annotations

import re

# Words that narrow what is counted: neither side may have one that the other lacks.
SCOPE = re.compile(
    r"国家级|省部级|专项|家庭|机构|[省市县区]级|规上|限上|人均|城镇|农村|城市|城区|居民|职工|进口|出口|存款|贷款|"
    r"小学|中学|初中|高中|高校|幼儿园|第?[一二三]产业?(?![个项])|农业|工业|制造业|服务业|建筑业|住宿业|餐饮业|高新?技术|民间|千亿级|百亿级|重点|重大|"
    r"新建|改建|扩建|面积|单产|总产|高技能|中小|大型|小型|外商|境外|省外|市外|外资|线上|网络|个体|核心|战略性|固定|房地产|工业企业|税收|支出|收入|投资|余额|补贴|失业|慢特病|门诊|住院|行政村|自然村|乡镇|街道|社区"
)
JOINED = {
    "城乡": "城镇农村城市",
    "存贷": "存款贷款",
    "进出口": "进口出口",
    "中小学": "小学中学",
    "城乡居民": "城镇居民农村居民",
}
SIDE = re.compile("城镇|农村")
_SIDES = re.compile("城镇|农村|城市|城里|乡下")


def spread(text: str) -> str:
    """The text, and behind it the parts of what it joins (城乡 → 城镇农村城市)."""
    return text + "".join(parts for joined, parts in JOINED.items() if joined in text)


def lumped(item: str, local: str, said: str) -> bool:
    """Whether one side's value is given to both together: 城乡低保标准 where it is the 城市 one."""
    return any(
        joined in local and item not in said and item in parts for joined, parts in JOINED.items()
    ) and not _SIDES.search(said)


def one_side(parts: str, local: str) -> str:
    """The one side of what is joined (城乡) that some words name, "" where they name both or none."""
    named = [m[0] for m in SCOPE.finditer(parts) if m[0] in local]
    whole = {m[0] for m in SCOPE.finditer(parts)}
    return named[0] if named and set(named) < whole else ""


def narrower(parts: str, name: str) -> bool:
    """Whether a name speaks of one of the joined things and not of the others (小学 of 中小学)."""
    return 0 < sum(m[0] in name for m in SCOPE.finditer(parts)) < len(SCOPE.findall(parts))
