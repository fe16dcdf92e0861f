"""A piece cut from a clause → the same with what it leaves unsaid of its figure: the subject in front, 预计 or 力争."""

from __future__ import annotations

import re

from report_bot.ingest import wording
from report_bot.ingest.types import Figure, Measure

STAGE = re.compile(r"在建|续建|待建|筹建|在营|在运")
CONNECTIVES = re.compile(
    r"^(?:[（(]?\d{1,2}[.．)）](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,2}是(?=[一-鿿])|其中|同时|并且?|还|也|此外|另外|以及|努力|进一步|全力|扎实|深入)[，、]?"
)
_OF_PLAN = re.compile(r"计划(?=投资)|完成(?=投资)")
_DATED = re.compile(r"(?:\d{4}年|去年|今年|上年|当年)[，,]?")
_NOTHING_HAPPENED = re.compile(r"^连续[^，]{1,4}年(?:未|没有|无|零|实现零|保持零)")


def with_subject(piece: str, figure: Figure) -> str:
    """The piece with the indicator in front where the piece does not name it."""
    name = figure.indicator
    if figure.unit == "年" and _NOTHING_HAPPENED.search(piece):
        return piece  # 死亡人数下降5%，|连续6年未发生较大事故: nothing of the number of the dead
    core = re.sub(r"[“”、\s]", "", name)
    if core and core in re.sub(r"[“”、\s]", "", piece):
        return expected(piece, figure)
    if shared_start(core, re.sub(r"[“”、\s]", "", piece)) >= max(4, len(core) // 2):
        return expected(piece, figure)  # …项目投资 + …项目完成投资: the clause names it in its own order
    if _in_two_parts(core, piece):
        return expected(piece, figure)  # 支持某业发展|30条|措施
    for k in range(2, len(name) - 1):
        if len(name) - k > 3 and piece.endswith(name[k:]) and re.search(r"\d\D?$", piece[: k - len(name)]):
            return expected(name[:k] + piece, figure)  # 制造业 + 盯紧…的60个工程
    for n in range(len(name) - 1, 2, -1):  # a list's shared ending: 2条千亿级 + 产业链
        if piece.endswith(name[:n]):
            rest = "" if name[n:] in piece else name[n:]  # 总规模5亿元的某基金 + 某基金总规模
            return expected(piece + rest, figure)
    if figure.item and piece.startswith(figure.item) and name.startswith(figure.item):
        return expected(name + piece[len(figure.item) :], figure)  # 粮食面积9万亩，其中甲县2万亩
    if (stage := STAGE.match(piece)) and name.startswith(stage[0]):
        return expected(name + piece[stage.end() :], figure)  # 在建…通道 + 在建8座
    if (share := name.find("占")) > 1 and ("占" in piece or piece.startswith(("完成", "为"))):
        name = name[:share]  # …占全国比重 + 占全国的1/4, …占年度任务比重 + 完成年度任务的103%
        if name in piece:
            return expected(piece, figure)
    verb = wording.ACTION.match(piece)
    if (of_year := _DATED.match(piece)) and len(name) > 2 and piece.startswith(name[-2:], of_year.end()):
        # 班列累计开行643列，其中2030年|开行218列: the year's are not all of them
        return expected(name[:-2].removesuffix("累计") + piece, figure)
    of_plan = _OF_PLAN.sub("", piece)  # …项目年度投资 + 年度计划投资
    for n in range(len(name), 1, -1):  # …企业数量 + 数量居第2位, …投资额 + 实现投资额
        if (
            piece.startswith((name[-n:], f"总{name[-n:]}"))
            or of_plan.startswith(name[-n:])
            or (verb and piece.startswith(name[-n:], verb.end()))
        ):
            owner = "" if n < len(name) and name[:-n] in piece else name[:-n]  # 投资5亿元的新城 + 新城投资
            return expected(owner + piece, figure)
    if core:
        if (
            figure.item
            and figure.item not in piece
            and figure.item not in name
            and figure.measure is not Measure.RANK
        ):
            name = f"{figure.item}{name}"
        piece = name + piece
    return expected(piece, figure)


def _in_two_parts(name: str, piece: str) -> bool:
    """Whether a piece has the whole name, the number standing between its parts."""
    for k in range(len(name) - 2, 1, -1):
        at = piece.find(name[:k])
        if at >= 0 and re.match(rf"[^，；]{{0,2}}\d+[^，；]{{1,2}}{re.escape(name[k:])}", piece[at + k :]):
            return True
    return False


def shared_start(a: str, b: str) -> int:
    """How many characters two texts have in common at their start."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def expected(piece: str, figure: Figure) -> str:
    """预计 or 力争 said once for a run of clauses is said again with each figure."""
    for word in ("预计", "力争"):
        if word in figure.qualifier.split("、") and word not in piece:
            return word + piece
    return piece
