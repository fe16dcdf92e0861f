"""The times that a question says: as reports write them, and 23年, 现在, 五年前, 两年…对比."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_bot.ingest.periods import anchoring_periods, stated_periods
from report_bot.ingest.types import Period

NOW = re.compile(r"现在|目前|如今|眼下|当前|眼前")
_SHORT_YEAR = re.compile(
    r"(?<![\d.第续着近过整满了连])(?P<short>[1-4]\d)年(?![来间内前后多]|[代的]?(?:规划|计划))"
)
_BARE_YEAR = re.compile(
    r"(?<![\d.])(?P<bare>20[0-4]\d)(?![\d年.%％—–\-~～]|[个家人项所处户元亿万吨亩公张名位套台辆场条座件余多])"
)
_BOTH_YEARS = re.compile(
    r"(?:这|前后)?两年(?:的|各|分别|间|都|之间)?(?=.*(?:对比|比较|相比|相差|差|变化|各|分别|一共|总共|合计|加起来))|(?:对比|比较)(?:一下)?(?:这)?两年|(?:这|近|最近)两年(?!来|间|行动|内)"
)
_OF_THAT_YEAR = re.compile(r"的(?:目标|计划|数|事|任务)?(?:[，,？?。吗吧呢对是]|$)")  # 88元是今年的，对吗
_BASE_YEAR = re.compile(
    r"(?:比|较|跟|与|和|同|是|恢复到|回到|相当于|缓到)(?:疫情前|疫情以前)?[（(，,]?(?P<base>(?:20\d\d|[0-3]\d)年?)(?:比|相比|[）)，,]?的?(?:几成|百分)|的(?:时候|多少倍|几倍|[一二三四五六七八九]成)|时|那会儿?|年?[增降涨提下少多])"
)
_YEAR_BEFORE = re.compile(r"(?:比|较|跟|和|与)(?P<base>头一?年|前一年|上一年)")
_EACH, _AGAINST = re.compile(r"各(?!类|级|项|种|地)|分别"), re.compile(r"比(?![重例])|差")

# The five years behind: how citizens shorten 过去五年.
_FIVE_YEARS = re.compile(
    r"(?<![\d一二三四五六七八九十未来今后下第续连满])(?:五|5)年(?=里|间|下来|一共|总共|累计|总计|合计|平均|年均|(?:[^，。年]|年均){1,10}(?:多少|几)|[^，。年]{2,28}(?:[吗吧么]|对不对|是不是|没错)[？?。]?$)"
    r"|^(?:听说|据说|有人说)?(?:这|前)?(?:五|5)年(?=[一-鿿A-Za-z]{2}[^，。年]*\d)"
)

_YEARS_ON = re.compile(r"(?<![\d几第一二三四五六七八九十])(?P<n>[三五十35]|10)年(?:以)?后")
_YEARS_AGO = re.compile(r"(?<![\d几第])(?P<n>[三五十35]|10)年(?:以)?前(?!后)")
_AGO = {"三": 3, "3": 3, "五": 5, "5": 5, "十": 10, "10": 10}


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A period in a question and the characters that say it."""

    period: Period
    start: int
    end: int
    base: bool = False  # what others are measured against (比去年)


def time_spans(text: str, year: int) -> tuple[TimeSpan, ...]:
    """The times that a question says, in order: as reports write them, and 23年, 2024江苏, 两年…对比."""
    stated = stated_periods(text, year)
    anchors = {m.start for m in anchoring_periods(text, year)}
    anchors |= {m.start for m in stated if text[: m.start].endswith("占比")}
    if _EACH.search(text) and not _AGAINST.search(text):  # 去年增速跟今年目标各是多少
        anchors |= {m.start for m in stated if text[: m.start].endswith(("跟", "和", "与", "、"))}
    spans = [
        TimeSpan(m.period, m.start, m.end, m.start not in anchors and not _OF_THAT_YEAR.match(text[m.end :]))
        for m in stated
    ]
    short = year % 100
    for match in _SHORT_YEAR.finditer(text):
        if -12 <= int(match["short"]) - short <= 2:
            spans.append(
                TimeSpan(Period.year(year - short + int(match["short"])), match.start(), match.end())
            )
    for match in _BASE_YEAR.finditer(text):
        named = match["base"].rstrip("年")
        base = int(named) if len(named) == 4 else year - short + int(named)
        if year - 20 < base <= year:
            spans.append(TimeSpan(Period.year(base), match.start("base"), match.end("base"), base=True))
    for match in _YEAR_BEFORE.finditer(text):
        spans.append(TimeSpan(Period.year(year - 2), match.start("base"), match.end("base"), base=True))
    for match in _BARE_YEAR.finditer(text):
        spans.append(TimeSpan(Period.year(int(match["bare"])), match.start(), match.end()))
    for match in _FIVE_YEARS.finditer(text):
        spans.append(TimeSpan(Period(year - 5, year - 1), match.start(), match.end()))
    for match in _YEARS_AGO.finditer(text):
        ago = Period.year(year - 1 - _AGO[match["n"]])
        base = text[max(0, match.start() - 1) : match.start()] in ("比", "跟", "和", "较", "与")
        spans.append(TimeSpan(ago, match.start(), match.end(), base=base))
    for match in _YEARS_ON.finditer(text):
        spans.append(TimeSpan(Period(year, year - 1 + _AGO[match["n"]]), match.start(), match.end()))
    for match in _BOTH_YEARS.finditer(text):
        spans = [
            s for s in spans if not (match.start() <= s.start < match.end())
        ]  # 这两年 as one span of time
        spans += [TimeSpan(Period.year(y), match.start(), match.end()) for y in (year - 1, year)]
    if (
        spans
        and re.search(r"[，,].*(?:今年|明年|十[三四五六]五|未来|20\d\d)", text)
        and (now := NOW.search(text))
    ):
        spans.append(TimeSpan(Period.year(year - 1), now.start(), now.end()))  # 现在有多少，今年要到多少
    kept: list[TimeSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, not s.base, s.start - s.end)):
        twice = [(k.start, k.end) for k in kept if not k.base]  # one wording that says two years
        if all(span.start >= k.end or (span.start, span.end) in twice for k in kept):
            kept.append(span)
    return tuple(kept)


def asked_periods(spans: tuple[TimeSpan, ...], *, both: bool) -> tuple[Period, ...]:
    """The periods that the answer shall speak of; bases of comparison count only where both sides are asked."""
    said = [s.period for s in spans if both or not s.base]
    return tuple(dict.fromkeys(said))
