"""What a piece cut from a clause must keep: what its number only opens (为9名农民工|追回工资5万元), or goes on from."""

from __future__ import annotations

import re

from report_bot.ingest import wording
from report_bot.ingest.types import Figure
from report_bot.ingest.units import COUNT_UNIT

from .whole_piece import CONNECTIVES

_PART_NAMED = re.compile(r"\d[^，。；]{0,8}的(?:部分|企业|人员|家庭|单位|纳税人)$")
_FOR_THEM = re.compile(r"(?:累计|先后|全年)?(?:为|向|对|给|帮助)")
_OF_THEM_DONE = re.compile(
    r"[一-鿿](?:已|全部)*(?:完成整改|整改完成|完成销号|整改|办结|销号|化解|兑现|交付)$"
)
ALL_OF_THEM = re.compile(r"[^、，；]{2,12}(?:全部|均已?|悉数)[一-鿿]{2,4}(?=[、，；]|$)")


def of_things_counted(figure: Figure, others: list[Figure], between: str, left: int) -> bool:
    """Whether the words since the number before go on from what it counts, with no mark between: 26个|县产品销售额达9亿元."""
    counts = any(f.end == left and COUNT_UNIT.search(f.unit) and not f.item for f in others)
    said = wording.strip_tail(re.sub(rf"^(?:{wording.AFTER})", "", between))
    joined = re.search(r"[、，；和及与]|以及|其中", between) or wording.ACTION.match(said)
    return counts and len(said) > 3 and not joined and figure.is_amount


def what_of_them(text: str, start: int, end: int) -> str:
    """What is done with a part that a clause only names (所得额不到100万元的部分，再减半征收所得税): without it nothing is said."""
    if not _PART_NAMED.search(text[start:end].rstrip("，")):
        return ""
    rest = text[end:]
    then = re.match(r"(?:在[^，。；]{2,16}[上下]，)?[^，。；]{2,30}(?=[，。；])", rest)
    return "，" + then[0] if then and not re.search(r"\d", then[0]) else ""


def goes_on(before: str, between: str, figure: Figure) -> bool:
    """Whether what is counted is only what the next number is told of: 为9名农民工|追回工资5万元, 反馈的9个问题|已完成整改7个."""
    if re.search(r"[、，；（]|分别|其中", between) or not figure.is_amount:
        return False
    served = _FOR_THEM.match(CONNECTIVES.sub("", before)) and figure.unit[-1:] in ("人", "名", "户", "家")
    return bool(served) or _OF_THEM_DONE.search(between) is not None
