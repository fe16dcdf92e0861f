"""A figure question that the report answers without a number: a state (高于平均水平, 位居前列) or an aim (稳中向好)."""

from __future__ import annotations

import re

from report_bot.ingest.types import Measure, Passage
from report_bot.ingest.wording import clause_spans

from .allowed import AGAINST
from .coverage import coverage, heavy
from .dated import timely
from .exclusive import whole_for_kind
from .types import Evidence

_STATE = re.compile(
    r"不低于|全覆盖|前列|首位|第一|领先|合理区间|稳定增长|平均水平|基本平衡|翻番|两位数|水平|前茅|保持|前(?:\d+|[一二三四五六七八九十]+)|入围|百强|[ⅠⅡⅢⅣⅤ]{1,2}类|级规模|优良|持平"
)
# … and how a target is set without a number, where a target was asked for.
_AIMED = re.compile(
    r"稳中[向提有]|量[增稳]质[升优]|稳步|(?:继续|持续|逐步|进一步)(?:下降|改善|提高|增加|降低|扩大|上升)|完成[^，。]{0,8}(?:目标|任务)|同步|只[增减]不[减增]"
)
_ALONGSIDE = re.compile(r"同步|稳中[向提有]")
_AIM_ASKED = re.compile(r"目标|任务|计划")
_PLACED = re.compile(r"第|首位|前列|领先|前茅|前(?:\d+|[一二三四五六七八九十]+)|入围|百强")
_COMPARED_WITH = re.compile(r"(?:不?[高低优快慢好]于|超过|达到|接近)[一-鿿]{2,8}")
_MEASURED_BY = re.compile(r"[高低优快慢好]于[一-鿿]{2,8}")  # 农村…高于城镇居民收入增速: of the country alone
_RELATIVE = frozenset({"%", "‰", "个百分点", "百分点", "成", "位", "名", "倍", "类", "级", "年"})
_HOLDS_A_PLACE = re.compile(r"(?:均|都|继续|连续[^，]{0,4}|保持)?(?:稳居|位居|居于?|位列|列|跃居|名列|领跑)")
_STANDING = re.compile(r"前列|首位|第一|领先|前茅|入围|百强|翻番")
_RATE_OF_PEOPLE = re.compile(r"人口[一-鿿]{0,3}率")
_MOVED = re.compile(r"[增升涨降减跌速幅]")
_HOW_FAST = re.compile(r"增速|增幅|涨幅")
_WHICH_SESSION = re.compile(r"(?:第几|哪一?)届")
_SESSION = re.compile(r"第(?:[一二三四五六七八九十百]+|\d+)届")
STATED = 0.85  # share of the question's terms that a clause without a number must carry to answer a figure question


def find_statement(evidence: Evidence) -> tuple[str, Passage] | None:
    """The clause that answers a figure question without a number (增速高于平均水平, 位居前列), or None."""
    question = evidence.question
    if _WHICH_SESSION.search(question.text):
        return _session(evidence)
    if question.units - _RELATIVE:
        return None  # an amount was asked for, and a state is none
    ranked = question.measures == {Measure.RANK}
    aims: re.Pattern[str] | None = None  # GDP多少: that incomes grow in step with it tells nothing
    if _AIM_ASKED.search(question.text):
        aims = _AIMED
    elif not question.measures or question.measures & {Measure.CHANGE, Measure.RANK}:
        aims = _ALONGSIDE
    amount = bool(question.measures) and not question.measures & {Measure.CHANGE, Measure.RANK}
    rates = "率" in question.text  # 常住人口多少: that its 城镇化率 stands first tells nothing
    best: tuple[float, str, Passage] | None = None
    for candidate in evidence.candidates[:8]:
        passage = candidate.passage
        if not timely(evidence, candidate) or (question.periods and passage.period not in question.periods):
            continue
        for start, end in clause_spans(passage.text):
            clause = passage.text[start:end].strip("，；。：")
            if ranked and _HOLDS_A_PLACE.match(clause) and passage.text[start - 1 : start] == "，":
                clause = _with_the_one_before(passage.text, start, end)  # 总产值超过…，稳居全国首位
            if ranked and (not _PLACED.search(clause) or ("增量" in clause and "增" not in question.text)):
                continue
            inside = [f for f in passage.figures if start <= f.start - passage.start < end]
            if (not ranked and any(f.unit != "年" for f in inside)) or not (
                _STATE.search(clause) or (aims and aims.search(clause))
            ):
                continue
            if question.measures == {Measure.CHANGE} and _PLACED.search(clause) and not _MOVED.search(clause):
                continue  # 碳排放下降多少: that the trade in it stands first tells nothing
            if whole_for_kind(question.text, clause):
                continue  # 青年失业率: that of all tells nothing
            if amount and Measure.SHARE in question.measures and _HOW_FAST.search(clause):
                continue  # GDP多少: that it grows faster than some other is no sum
            if amount and _STANDING.search(clause):
                continue  # how much there is was asked, not how it stands
            if not rates and _RATE_OF_PEOPLE.search(clause):
                continue
            told = _MEASURED_BY.sub("", clause)
            if "城乡居民" in told:  # …同步: of either side
                told += told.replace("城乡", "城镇") + told.replace("城乡", "农村")
            carried = coverage(question.terms, told)
            if (
                carried >= STATED
                and all(p in AGAINST.sub("", _COMPARED_WITH.sub("", clause)) for p in question.places)
                and (best is None or carried > best[0])
            ):
                best = (carried, clause, passage)
    return (best[1], best[2]) if best else None


def _with_the_one_before(text: str, start: int, end: int) -> str:
    """The clause from `start` to `end` with the one before it, which names what holds the place."""
    before = next(a for a, b in clause_spans(text) if b == start)
    return text[before:end].strip("，；。：")


def _session(evidence: Evidence) -> tuple[str, Passage] | None:
    """The clause that numbers what was asked (办好第十七届运动会), where 第几届 was asked."""
    subjects = heavy(evidence.question.terms)
    for candidate in evidence.candidates[:12]:
        passage = candidate.passage
        for start, end in clause_spans(passage.text):
            clause = passage.text[start:end].strip("，；。：")
            if subjects and _SESSION.search(clause) and coverage(subjects, clause) >= STATED:
                return clause, passage
    return None
