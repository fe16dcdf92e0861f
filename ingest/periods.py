"""Words for time → the periods that a text states, and which of them it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from report_bot.ingest.types import FactStatus, Period


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period as some text states it. `text[start:end] == written`."""

    period: Period
    start: int
    end: int
    written: str


class Standing(NamedTuple):
    """What a stretch of a report speaks of: which period, and whether it is done or planned."""

    period: Period | None
    status: FactStatus


UNKNOWN = Standing(None, FactStatus.OTHER)

DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    "十": 10,
}
_COUNT = r"(?<![\d.十百千第])(?:[一二两三四五六七八九十]|10|[1-9])"
_YEAR = r"(?<![\d.])(?:(?:[1１][9９]|[2２][0０])\d{2}|(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2})"
_WRITTEN_PERIOD = re.compile(
    rf"(?P<range_first>{_YEAR})\s*年?\s*(?:[—–－―~～-]{{1,2}}|至|到)\s*(?P<range_last>{_YEAR})\s*年"
    rf"|(?P<since>{_YEAR})\s*年以来"
    rf"|(?:截[至止]|到|至)?(?P<year>{_YEAR})\s*年(?:度|底|末)?"
    r"|第(?P<plan_long>十[一二三四五六七八九]?)个五年(?:规划|计划)"
    r"|[“\"‘']?(?<![二三四五六七八九])(?P<plan>十[一二三四五六七八九])五[”\"’']?(?P<plan_end>末)?(?:时期|期间)?(?P<plan_since>以来)?"
    rf"|(?:未来|今后|接下来|以后|往后)的?这?(?P<ahead>{_COUNT})年"
    rf"|(?P<within>{_COUNT})年之?内"
    rf"|(?:过去|刚刚过去|最近|近|这)的?(?P<past>{_COUNT})年(?:来|间)?(?![一二三四五六七八九]|多)"
    rf"|(?P<back>{_COUNT})年来"
    rf"|(?P<sum>{_COUNT})年(?=累计|年均|合计|增长\d)"
    rf"|用(?:[两二三四1-9]\s*[—–－~～-]\s*)?(?P<use>[两二三四五1-9])年(?:左右)?的?时间"
    r"|(?P<both>今明两年)"
    r"|(?P<this>今年|(?<![基成资样])本年度?|(?<![半学周整])年内|新的一年)"
    r"|(?P<last>去年|(?<!以)上一?年度?)"
    r"|(?P<before_last>(?<!年)前年)"
    r"|(?P<next>(?<![文光透])明年)"
)
# A year that others are measured against (比上年, 是2015年的1.19倍) is not the year spoken of.
_BASE_BEFORE = re.compile(r"(?:[比较与同跟]|[高低快慢多少大小强优好]于|相当于|基于|相比)$")
_BASE_FROM = re.compile(r"[从由自]$")
_BASE_COPULA = re.compile(r"(?:[是为达到]|约为)$")
_BASE_AFTER = re.compile(r"^的?(?:基础上|水平|同期)|^相比")
# 2018年启动的改革: the year of a noun, not of what is said of it.
_OF_A_NOUN = re.compile(
    r"^(?:启动|动工|开工|签约|实施|出台|立项|引进|确定|建设|建成|获批|提出)[^，。；]{0,6}?的(?!基础)[^，。；\d]*(?=[，。；])|^(?:批复|获批|确定|部署|规划)的(?=\d)"
    r"|^(?:以)?前(?:建成|建设|建造|修建|竣工|投用|形成|登记|注册|退休|出生|参保)[^，。；]{0,4}的"  # 2000年底前建成的小区
)
_RECORD = re.compile(r"的?(?:最|首|罕见|少有|同期|未有|历史)")
# What a plan is measured by: it is not what the sentence sets for that year.
_GOAL_BEFORE = re.compile(r"(?:实现|围绕|锚定|对标|对照|面向|着眼|聚焦|衔接|立足)[于到]?$")
_GOAL_AFTER = re.compile(r"(?:的)?(?:远景|奋斗|发展|战略)*目标|基本实现")
_PLAN_NAME_AFTER = re.compile(r"^(?:发展|良好|圆满|稳步|实现)?(?:规划|纲要|计划|开局|收官|蓝图)")


# What a sentence tells as done (完成, 同比…), and what makes it speak of what is still to come.
_HAS_DONE = re.compile(r"完成|达|实现|建成|同比|增长|新增|开工|下降")
_AHEAD = re.compile(
    r"将|力争|计划|拟|确保|争取|打算|再(?=[一-鿿])|可(?=[建完投全开])|预计(?=\d+月|年底)|下半年"
)
_OF_THIS_YEAR = re.compile(
    r"今年(?!(?:以来)?[的，]?(?:[12一二]月|元旦|春节|年?初|一季度))|(?<![基成资样])本年度?|(?<![半学周整一二两三四五六七八九十\d])年内"
)
_BESIDE_LAST = re.compile(r"去年|上年|前年")  # said beside this year: each is what it is
_SUMMED = re.compile(r"[一二两三四五六七八九十\d]{1,2}年$")  # 五年累计, as a mention is written
_TAKEN = re.compile(r"用")  # 用三年时间


def lies_ahead(period: Period, words: str, year: int) -> bool:
    """Whether what is said of a time is still to come: of 今年 not where it tells what is done and nothing to come.

    So a report speaks that is given late in its year.
    """
    done = _HAS_DONE.search(words) is not None and not _AHEAD.search(words)
    return period.first > year or (period.first == year and not done)


def keeps_to_itself(mention: PeriodMention, status: FactStatus) -> bool:
    """Whether a time dates only what it stands beside: 五年累计 in a plan, 用三年时间 in what is done."""
    own = _SUMMED if status is FactStatus.TARGET else _TAKEN
    return own.match(mention.written) is not None


def spoken_year(text: str, year: int, standing: Standing) -> int:
    """What 今年 is in a sentence: in a review of the year before, but for plans, that year (a report given in December)."""
    review = standing == Standing(Period.year(year - 1), FactStatus.ACTUAL)
    told = _OF_THIS_YEAR.search(text) and not _AHEAD.search(text) and not _BESIDE_LAST.search(text)
    return year - 1 if review and told else year


def stated_periods(text: str, year: int) -> tuple[PeriodMention, ...]:
    """All periods that `text` names, in order; `year` is 今年. 全年, 三年行动, 连续五年 name none."""
    return tuple(
        PeriodMention(_period_of(match, year), match.start(), match.end(), match.group())
        for match in _WRITTEN_PERIOD.finditer(text)
    )


def anchoring_periods(text: str, year: int) -> tuple[PeriodMention, ...]:
    """The stated periods that the text speaks of: no bases of comparison, no names of plans, nothing in 《》."""
    return tuple(mention for mention in stated_periods(text, year) if not _is_aside(text, mention))


def _period_of(match: re.Match[str], year: int) -> Period:
    kind = match.lastgroup or ""
    group = match.groupdict()
    if group["range_first"]:
        first, last = sorted((_number(group["range_first"]), _number(group["range_last"])))
        return Period(first, last)
    if group["since"]:
        since = _number(group["since"])
        return Period(since, max(since, year - 1))
    if group["year"]:
        return Period.year(_number(group["year"]))
    if plan := group["plan_long"] or group["plan"]:
        whole = _five_year_plan(plan, at_end=group["plan_end"] is not None)
        running = group["plan_since"] and whole.first < year <= whole.last
        return Period(whole.first, year - 1) if running else whole
    if ahead := group["ahead"] or group["within"] or group["use"]:
        return Period(year, year + _number(ahead) - 1)
    if back := group["past"] or group["back"] or group["sum"]:
        return Period(year - _number(back), year - 1)
    return {
        "both": Period(year, year + 1),
        "this": Period.year(year),
        "last": Period.year(year - 1),
        "before_last": Period.year(year - 2),
        "next": Period.year(year + 1),
    }[kind]


def _five_year_plan(ordinal: str, *, at_end: bool) -> Period:
    # The third plan began in 1966 after a gap of three years; since then each follows on the last.
    number = sum(DIGITS[digit] for digit in ordinal)
    first = 1966 + 5 * (number - 3)
    return Period.year(first + 4) if at_end else Period(first, first + 4)


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    if len(written) == 1:
        return DIGITS[written]
    return int("".join(str(DIGITS[digit]) for digit in written))


def _is_aside(text: str, mention: PeriodMention) -> bool:
    before, after = text[: mention.start], text[mention.end :]
    if before.rfind("《") > before.rfind("》"):
        return True
    if mention.written[0] in "到至" and before.endswith("恢复") and after.startswith("的"):
        return True  # 恢复到2019年的118%
    if "五" in mention.written and _PLAN_NAME_AFTER.match(after):
        return True
    if mention.written.endswith("以来") and _RECORD.match(after):
        return True  # 1961年以来最严重的夏秋连旱
    if _GOAL_AFTER.match(after) and _GOAL_BEFORE.search(before):
        return True  # 综合考虑实现2035年远景目标
    if _OF_A_NOUN.match(after) or _BASE_BEFORE.search(before) or _BASE_AFTER.match(after):
        return True
    if _BASE_FROM.search(before) and not re.match("起|开始", after):
        return True
    return bool(_BASE_COPULA.search(before)) and after.startswith("的")
