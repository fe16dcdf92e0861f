"""Sentence → Standing: its wording, beside what its section and the sentences before it have settled."""

from __future__ import annotations

import re

from report_bot.ingest import wording
from report_bot.ingest.periods import (
    UNKNOWN,
    PeriodMention,
    Standing,
    anchoring_periods,
    keeps_to_itself,
    lies_ahead,
    spoken_year,
    stated_periods,
)
from report_bot.ingest.titles import both_standings, year_named_first
from report_bot.ingest.types import FactStatus, Period

# The report turns to what is wrong; it does so once, near the end of its review.
_PROBLEMS = re.compile(
    r"(?:清醒|也要|必须|也)地?(?:认识|看|意识)到|问题(?:也|同样)?(?:不容忽视|不可忽视)|(?:还|仍|仍然|依然)(?:面临|存在|有)着?.{0,8}(?:困难|问题|挑战|不足|短板)"
    r"|^.{0,12}(?:困难|问题|不足)(?:和|与).{0,6}(?:主要|有|是)"
)
_CEREMONY = re.compile(
    r"各位代表.{0,12}[：:！!]?$|(?:衷心|诚挚|崇高).{0,6}(?:感谢|敬意|谢意|问候)|让我们|请予审议|我代表.{0,8}政府.{0,12}报告"
)
# 2024年是…关键一年 describes the year; an order in the same sentence makes it a plan again.
_NARRATIVE = re.compile(
    r"(?:今年|20\d\d年|“?十[一二三四五六七八九]五”?时期)，?(?:既|也)?是(?!指)|当前|从.{1,6}看|综合分析|展望"
)
_ORDER = re.compile(r"总体要求|目标是|确保|必须|(?<![主重需])要(?![求素])")
_SCENE = re.compile(r"(?:伊始|以来|年初|上半年|下半年)?[，,]")
_OPENING = re.compile(
    r"^(?:预计|各位代表[，,！!：:]?|[—―–]+|特别是|其中[，,]?|回[顾望首眸]|展望|刚刚过去的?)*$"
)
_FUTURE = re.compile(r"我们将|力争|下一步|将(?:在|继续|进一步|于|努力|全力|加快|持续|始终)")
_STARTED = re.compile(r"伊始|以来|已")
_DONE = re.compile(rf"{wording.DONE}|^(?:今年|本年)以来")
_AIM = re.compile(rf"{wording.AIMED}|今年(?!以来)|年内|再(?=[一-鿿])")
_PLANNED = re.compile(r"力争|确保|打算|预期目标|争取")
_WHOLE_SPAN = re.compile(r"年均(?!浓度|值|气温|优)|累计|五年(?!行动|计划|攻坚|规划|提升|任务)")
_SPAN_NAMED = re.compile(r"年均(?!浓度|值|气温|优)|(?<!学前)[五三]年(?!行动|计划|攻坚|规划|任务|提升)")
# 2030年是极不平凡的一年, 过去五年，…, 五年来，…: what follows is of that time until the report says otherwise.
_IS_A_TIME = re.compile(r"(?:的?这?五年)?，?(?:既|也)?是(?!指)[^。]*(?:年|时期)")
_WAS_SO = re.compile(r"(?:极不|很不|非同)[^，。]{2}")  # 过去五年极不寻常
_WAS_A_YEAR = re.compile(r"[^，。\d]{0,10}(?:极不|很不|非同)(?:平凡|寻常)")  # 2030年极不平凡。
_LOOKS_BACK = re.compile(r"过去|年来|^这|时期|回[首顾望眸]")
_WE_DID = re.compile(
    r"，(?:面对[^。\d]*，)?(?:我们|全[省市县区](?:上下|人民))[^\d]*$"
)  # 2030年，面对多重考验，我们迎难而上。 opens its review
_COUNTED_AT_ALL = re.compile(r"\d")
_COUNTED = re.compile(r"\d[^。]*[，；,;]")  # figures before 到2035年… are of the section's own time
_PLAN_DRAWN_UP = re.compile(r"(?:编制|制定|起草|研究提出)了?[^。]{0,30}(?:规划)?《?纲要")
_AHEAD_SAID = re.compile(r"今后|未来|接下来|往后")
_ALL_YEAR = re.compile(r"(?:据?初步(?:核算|统计)[，,]?|预计)?全年")


class ParagraphReader:
    """Reads the sentences of a report in order, a paragraph at a time."""

    def __init__(self, year: int) -> None:
        self._year = year
        self._part: str | None = None
        self._default = UNKNOWN
        self._carried: Period | None = None  # the year that an earlier sentence set the scene with
        self._scene: Period | None = None  # the same, for —— paragraphs under that sentence's paragraph
        self._stage: tuple[Period, tuple[str, ...]] | None = (
            None  # what the report turned to, in which section
        )
        self._opened: tuple[Period, tuple[str, ...]] | None = (
            None  # … with its first words, in the whole part
        )
        self._scope: tuple[str, ...] = ()
        self._ahead: Standing | None = None  # what a part goes on to plan, whose title names that, too
        self._done: Standing | None = None  # … and what it looks back on before
        self._problems = False
        self._ceremony = False
        self._listed = False
        self._open_ended = True
        self._first = True

    def open(
        self,
        paragraph: str,
        default: Standing,
        *,
        path: tuple[str, ...],
        scope: tuple[str, ...],
        headed: bool,
        open_ended: bool,
    ) -> None:
        """Begin a paragraph of the section `path`.

        `scope`: the section within which it may turn to another time. `headed`: it carries a heading, so that it
        does not go on with the one before. `open_ended`: where the default says nothing the wording may; not so in a
        title block or a glossary.
        """
        part = path[0] if path else ""
        if part != self._part:
            self._part, self._problems, self._scene, self._stage = part, False, None, None
            self._done, self._ahead = both_standings(part, self._year) or (None, None)
            first = year_named_first(part, self._year) if default.status is FactStatus.ACTUAL else None
            self._opened = self._stage = (first, path[:1]) if first else None
        if self._stage and path[: len(self._stage[1])] != self._stage[1]:
            self._stage = self._opened
        self._scope = scope
        own = [m.period for m in stated_periods(path[-1], self._year)] if len(path) > 1 else []
        if default.period in own:  # ——这五年，…: the title says of which time
            self._stage, self._scene = None, None
        self._problems = self._problems and not headed
        # —— paragraphs go on with the year of the paragraph that opens their list (刚刚过去的2025年，…).
        self._listed = bool(re.match("[—―–]", paragraph))
        if not self._listed:
            self._scene = None
        if self._ahead and len([title for title in path[1:] if stated_periods(title, self._year)]) == 0:
            default = self._done or self._ahead
        self._default, self._open_ended = default, open_ended
        self._carried = self._scene or (self._stage[0] if self._stage else None)
        self._first = True
        if default.status is FactStatus.ACTUAL and not self._problems:
            self._problems = bool(_PROBLEMS.search(paragraph[:120]))
        self._ceremony = paragraph.startswith("各位代表") and "让我们" in paragraph

    def read(self, sentence: str) -> Standing:
        """The standing of the paragraph's next sentence."""
        if self._done and self._ahead and self._looks_ahead(sentence, self._ahead):
            self._done, self._stage, self._carried, self._problems = None, None, None, False
            self._default = self._ahead
        period, stated = self._period(sentence)
        self._first = False
        if self._problems:
            return Standing(Period.year(self._year - 1), FactStatus.OTHER)
        return Standing(period, self._status(sentence, stated))

    def _looks_ahead(self, sentence: str, ahead: Standing) -> bool:
        """Whether the sentence turns from what was done to the plan that the part's title names, too."""
        found = [m for m in anchoring_periods(sentence, self._year) if m.period == ahead.period]
        drawn_up = _PLAN_DRAWN_UP.search(sentence) is not None
        return drawn_up or any(_leads(sentence, m) or _AHEAD_SAID.match(m.written) for m in found)

    def _period(self, sentence: str) -> tuple[Period | None, Period | None]:
        """The period that the sentence speaks of, and the one it states itself."""
        planned = self._default.status is FactStatus.TARGET
        mentions = tuple(
            mention
            for mention in anchoring_periods(sentence, spoken_year(sentence, self._year, self._default))
            if not keeps_to_itself(mention, self._default.status)
        )
        leading = next((mention for mention in mentions if _leads(sentence, mention)), None)
        if leading:
            # 2020年，… sets the scene for what follows; 2020年全区生产总值… dates no more than itself
            # where the section speaks of several years.
            narrows = self._narrows(leading.period)
            scene = _SCENE.match(sentence[leading.end :]) is not None
            # 去年…: what follows it plans on; “十四五”时期，…, 这五年，…: what follows is of those years
            goes_on = planned and leading.period.last < self._year and not self._goes_back(sentence, leading)
            opens = (
                self._first
                and not planned
                and (not narrows or not _COUNTED_AT_ALL.search(sentence[leading.end :]))
            )
            aside = planned and not self._first and self._is_later(leading.period)
            if not (goes_on or aside) and (scene or opens) and not self._from_base_year(leading.period):
                self._carried = leading.period
                if self._first and narrows and not self._listed:
                    self._scene = leading.period
            if self._turns_to(sentence, leading):
                self._carried = leading.period
                again = self._stage is not None and self._stage[0] == leading.period
                if not again:  # 这一年，… inside of what is of that year already turns no narrower
                    self._stage = (leading.period, self._scope)
                    self._opened = self._stage if len(self._scope) == 1 else self._opened
            return leading.period, leading.period
        if planned:
            aimed = [
                mention.period
                for mention in mentions
                if self._is_aimed_at(sentence, mention) and not _COUNTED.search(sentence[: mention.start])
            ]
            if aimed:
                return aimed[0], aimed[0]
        alone = len({mention.period for mention in mentions}) == 1 and _opens_clause(sentence, mentions[0])
        if alone and not _COUNTED.search(sentence[: mentions[0].start]):
            return mentions[0].period, mentions[0].period
        spoken = self._carried or self._default.period
        last = Period.year(self._year - 1)
        reviewed = spoken is not None and spoken.covers(last) and self._default.status is FactStatus.ACTUAL
        if reviewed and _ALL_YEAR.match(sentence):
            return last, None
        spans = _SPAN_NAMED if self._stage and self._stage[0] == self._carried else _WHOLE_SPAN
        if self._carried and not (spans.search(_first_counted(sentence)) and self._narrows(self._carried)):
            return self._carried, None
        return self._default.period, None

    def _turns_to(self, sentence: str, leading: PeriodMention) -> bool:
        """Whether the report turns to another time with this sentence, for what follows it, too.

        A review looks back on the year or on the years up to it (刚刚过去的2025年，…); a plan of several years turns to
        the first of them (2026年是“十五五”开局之年), or back to them all.
        """
        after = sentence[leading.end :]
        if self._default == UNKNOWN and self._open_ended and self._first:
            return not leading.period.is_year and _IS_A_TIME.match(after) is not None
        if self._default.status is FactStatus.TARGET:
            of_plan = leading.period in (Period.year(self._year), self._default.period)
            return of_plan and self._several_years() and _IS_A_TIME.match(after) is not None
        if self._default.status is not FactStatus.ACTUAL or leading.period.last != self._year - 1:
            return False
        since = leading.written.endswith("以来")  # “十五五”以来，…
        looks_back = (
            since
            or _LOOKS_BACK.search(sentence[: leading.end]) is not None
            or (self._first and _WE_DID.match(after) is not None)
        )
        return bool(
            _IS_A_TIME.match(after)
            or _WAS_A_YEAR.match(after)
            or (looks_back and (_SCENE.match(after) or _WAS_SO.match(after)))
        )

    def _goes_back(self, sentence: str, leading: PeriodMention) -> bool:
        """Whether a plan first looks back on the years before it: “十四五”时期，我们…, 这五年，…"""
        over = not leading.period.is_year and leading.period.last == self._year - 1
        return over and (self._first or leading.written.startswith("这"))

    def _is_aimed_at(self, sentence: str, mention: PeriodMention) -> bool:
        dated = (
            mention.written[0] in "到至截"
            or mention.written[-1] in "底末"
            or _opens_clause(sentence, mention)
        )
        return dated and mention.period.last >= self._year

    def _is_later(self, period: Period) -> bool:
        """Whether a time lies beyond the one year that the section plans: 到2032年，… half-way in the work of 2030."""
        return period.first > self._year and self._default.period == Period.year(self._year)

    def _several_years(self) -> bool:
        return self._default.period is not None and not self._default.period.is_year

    def _narrows(self, period: Period) -> bool:
        span = self._default.period
        return span is not None and period.is_year and not span.is_year and span.covers(period)

    def _from_base_year(self, period: Period) -> bool:
        """Whether a change is told from the year before the years under review (2025年到2030年，比重从…提升到…)."""
        span = self._carried or self._default.period
        return span is not None and span.first == period.first + 1 and span.last == period.last > span.first

    def _status(self, sentence: str, stated: Period | None) -> FactStatus:
        if self._ceremony or _CEREMONY.search(sentence):
            return FactStatus.OTHER
        default = self._default.status
        if default is FactStatus.OTHER:
            unsettled = self._default.period is None and self._open_ended
            return self._by_wording(sentence, stated) if unsettled else FactStatus.OTHER
        if default is FactStatus.ACTUAL:
            ahead = stated is not None and lies_ahead(stated, sentence, self._year)
            ahead = ahead and not _STARTED.search(sentence)
            return FactStatus.TARGET if ahead or _FUTURE.search(sentence) else FactStatus.ACTUAL
        if _NARRATIVE.match(sentence) and not _ORDER.search(sentence):
            return FactStatus.OTHER
        spoken = stated or self._carried
        if (spoken and spoken.last < self._year and not _PLANNED.search(sentence)) or (
            _DONE.search(sentence) and not _AIM.search(sentence)
        ):
            return FactStatus.ACTUAL
        return FactStatus.TARGET

    def _by_wording(self, sentence: str, stated: Period | None) -> FactStatus:
        """For a part whose headings do not say whether it looks back or ahead."""
        spoken = stated or self._carried
        if (spoken and spoken.last < self._year) or _DONE.search(sentence):
            return FactStatus.ACTUAL
        if (spoken and spoken.last >= self._year) or _FUTURE.search(sentence) or _PLANNED.search(sentence):
            return FactStatus.TARGET
        return FactStatus.OTHER


def _first_counted(sentence: str) -> str:
    """The sentence to the end of the clause with its first figure."""
    found = re.match(r"[^\d]*\d[^，；]*", sentence)
    return found[0] if found else sentence


def _leads(sentence: str, mention: PeriodMention) -> bool:
    return bool(_OPENING.match(sentence[: mention.start]))


def _opens_clause(sentence: str, mention: PeriodMention) -> bool:
    before = re.sub(r"(?:力争|争取|计划|确保|在)$", "", sentence[: mention.start])
    return not before or before[-1] in "，；：,;:。"
