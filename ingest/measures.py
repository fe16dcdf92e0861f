"""How a number measures its indicator, and the words that qualify it."""

from __future__ import annotations

import re

from report_bot.ingest import wording
from report_bot.ingest.claims import Slot
from report_bot.ingest.numbers import Amount
from report_bot.ingest.types import FactStatus, Measure
from report_bot.ingest.units import SHARE_UNITS

_RATE_WORD = re.compile(r"(?:增速|涨幅|增幅|降幅|增长率)[^，、]{0,8}$")
# Wording of one clause that overrules what its sentence is.
_IMPROVED = re.compile(r"(?:改造|整治|更新|优化|修缮)提升$")
_DONE = re.compile(wording.DONE)
_AIMED = re.compile(wording.AIMED)
_MISSED = re.compile(r"未能?(?:达到|完成|实现)(?P<aim>[^，。；、]*目标)")
_NOT_MET = re.compile(r"目标(?:任务)?(?:没有|未能?|没能)(?:实现|完成|达到)")
_FIRST_PLANNED = re.compile(r"原(?:计划|定)[^，。；、]*$")
_PUT_FORWARD = re.compile(r"(?:提出|确定|遴选|征集|梳理|谋划|筛选)了")
# Only these count as change when whole things are counted: 改造提升56所 is none.
_COUNTED_CHANGE = re.compile(
    r"(?:增长|增加|减少|净增|增收|下降|缩短|压缩|上涨|提高|提速)(?:了|约|近|超过?|至少|累计|均|平均|各|突破)*$"
)
_IN_ALL = re.compile(r"累计|总[数量](?:已|就)?(?:突破|超过?|近|约|为|是|达|$)")
_GROWING = re.compile(
    rf"(?:{wording.AFTER})?的?(?:年均|同比|高速|较快|中高速)?增[长速](?!点|极)"
)  # 保持10%以上增长
_GRADUATES = re.compile(
    r"^(?:预计|今年|全年|\d{4}年|全国|全省|将)*(?:普通)?高校毕业生(?:人数|规模)?(?:预计|将|已|约)*(?:超过?|达到?|有|近)?\d"
)
MORE_THAN_THEN = re.compile(r"[较比](?:上年|去年|年初|同期|前一?年)(?:多|少)(?:出|了)?$")
_MERGED = re.compile(r"(?:整合|合并|撤并|归并)[^，。；\d]{0,4}[为成至到]$")
_THING = re.compile(r"[个家项条件所处座台套辆张只场种类支部批班间块栋幢]$")


def measure(slot: Slot, action: str, adding: bool) -> Measure:
    """`adding`: an earlier number of the same list was 新增…, which governs this one too."""
    amount, before = slot.amount, slot.before
    if amount.ordinal:
        return Measure.RANK
    if amount.unit == "%" and _GROWING.match(slot.after):
        return Measure.CHANGE
    if is_change(before, amount, action):
        return Measure.CHANGE
    if (
        amount.unit in SHARE_UNITS or amount.unit.endswith(("/10万", "/十万")) or amount.unit.count("∶") > 1
    ):  # 三次产业结构4∶38∶58
        return Measure.SHARE
    if amount.unit == "年":
        return Measure.STOCK
    reaches = wording.TO.search(before) is not None or _IN_ALL.search(before) is not None
    own = wording.FLOWING.search(before) or before.rstrip("约超近逾过突破达到累计").endswith("新增")
    if own or (wording.FLOWING.match(action) and not reaches):
        return Measure.NEW
    if adding and not reaches and not is_baseline(slot):  # 新增A2家，B由57家增加到76家
        return Measure.NEW
    return Measure.STOCK


def is_change(before: str, amount: Amount, action: str = "") -> bool:
    """Whether the number says how much something changed, not how much there is."""
    if amount.unit in ("个百分点", "百分点", "倍"):
        return True
    if _RATE_WORD.search(before) or (
        amount.unit == "%" and re.search(r"超(?:过|出|额)?(?:年度|全年)?(?:计划|目标)", before)
    ):
        return True
    if amount.unit == "年":
        return False
    bare = re.sub(rf"(?:{wording.BEFORE}|分别|\s)+$", "", before)
    if MORE_THAN_THEN.search(bare):
        return True  # 分别比上年多3亿元、4亿元
    if _IMPROVED.search(bare):
        return False  # 改造提升175万亩
    changing = _COUNTED_CHANGE if _THING.search(amount.unit) else wording.CHANGE
    if changing.search(bare) or changing.search(before):
        return not bare.endswith("新增")
    return re.fullmatch(wording.REDUCING, action) is not None


def qualifiers(slot: Slot, expected: str) -> str:
    """The words that hedge the number, joined with 、; `expected` is 预计 or 力争 said earlier in the segment."""
    words = [expected] if expected else []
    if match := re.search(rf"({wording.BEFORE})(?:每人每[年月]|每\S{{1,3}})?$", slot.before):
        words.append(match[1])
    words.append(slot.amount.about)
    if slot.amount.ordinal and slot.before.endswith("前"):
        words.append("前")
    if match := re.match(rf"的?({wording.AFTER})", slot.after):
        words.append(match[1])
    return "、".join(dict.fromkeys(word for word in words if word))


def is_baseline(slot: Slot) -> bool:
    """由A增长到B, 现行A的税率降至B: A is what it was before."""
    if slot.before.endswith("现行") and re.match(r"的?\S{0,6}?[降减提增调]\S{0,2}[至到为]", slot.after):
        return True
    risen_by = re.search(r"[较比][^，。；]{2,10}(?:末|底|年|期)的$", slot.before)
    if risen_by and re.match(r"(?:净?增[加长]?|提高|减少|下降)(?:了|约|近|超)?\d", slot.after + "0"):
        return True  # 较2030年的9亿元增加1亿元
    if slot.followed and _MERGED.search(slot.after):
        return True  # 188个园区整合优化为120个
    turned = r"[^，。；]{0,2}?(?:增|提|上|下|降|减|扩|缩|跃|升|变|优|调|发展到|压)"
    return (
        re.search(r"(?:由|从)[^，]{0,12}$", slot.before) is not None
        and re.match(turned, slot.after) is not None
    )


def is_to(slot: Slot) -> bool:
    """The B of 由A增长到B: it measures what A does."""
    return wording.TO.search(slot.before) is not None


def clause_status(slot: Slot, status: FactStatus) -> FactStatus:
    """A plan's clause may report (已建成3处) or only put forward (提出了10件候选项目); a review's may aim (力争)."""
    clause = slot.clause
    if status is FactStatus.TARGET and _GRADUATES.search(clause):
        return FactStatus.OTHER  # 今年高校毕业生将超过900万人: no aim
    if _is_missed_aim(slot):
        return FactStatus.TARGET
    if status is FactStatus.TARGET and not _AIMED.search(clause):
        if _DONE.search(clause):
            return FactStatus.ACTUAL
        if _PUT_FORWARD.search(clause):
            return FactStatus.OTHER
    if status is FactStatus.ACTUAL and re.search(r"力争|下一步", clause):
        return FactStatus.TARGET
    return status


def _is_missed_aim(slot: Slot) -> bool:
    """Whether the number is what was aimed at and missed: 未达到4.5%的预期目标, 增长10%的目标没有实现, 原计划1200亩."""
    at = slot.clause.find(slot.amount.text)
    missed, not_met = _MISSED.search(slot.clause), _NOT_MET.search(slot.clause)
    return bool(
        (missed and missed.start("aim") <= at < missed.end())
        or (not_met and at < not_met.start())
        or _FIRST_PLANNED.search(slot.before)
    )
