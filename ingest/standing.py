"""Sentence → Standing: its wording, beside what its section and the sentences before it have settled."""

from __future__ import annotations

import re

from report_bot.ingest.periods import UNKNOWN, PeriodMention, Standing, anchoring_periods
from report_bot.ingest.types import FactStatus, Period

_PROBLEMS = re.compile(
    r"(?:清醒|也要|必须|也)(?:地)?(?:认识|看|意识)到|(?:还|仍)?(?:面临|存在)(?:着)?(?:一些|不少|许多|诸多)?.{0,6}(?:困难|问题|挑战|不足|短板)"
)
_CEREMONY = re.compile(r"各位代表.{0,12}[：:！!]?$|(?:衷心|诚挚|崇高).{0,6}(?:感谢|敬意|谢意|问候)|让我们|请予审议|我代表.{0,8}政府.{0,12}报告")
_NARRATIVE = re.compile(r"(?:今年|20\d\d年|“?十[一-十]五”?时期|展望.{0,6})[，]?(?:既|也)?是(?!指)|^当前[，。]")
_SCENE = re.compile(r"[，,]")
_OPENING = re.compile(r"^(?:各位代表[，,！!：:]?|[—―–]+|特别是|其中[，,]?|回顾|展望|刚刚过去的?|回首)*$")
_FUTURE = re.compile(r"我们将|必将|力争|下一步|将(?:在|继续|进一步|于|努力|全力|加快|持续|始终)")
_STARTED = re.compile(r"伊始|以来|已")
_DONE = re.compile(r"已(?:达|经|累计|建成|完成|开工|启动|实现)|^(?:今年|本年)以来")
_AIM = re.compile(r"将|要|力争|确保|计划|打算|努力|拟|目标|争取")
_WHOLE_SPAN = re.compile(r"年均|累计|五年")


class ParagraphReader:
    """Reads the sentences of a report in order, a paragraph at a time."""

    def __init__(self, year: int) -> None:
        self._year = year
        self._part: str | None = None
        self._default = UNKNOWN
        self._carried: Period | None = None  # the year that an earlier sentence set the scene with
        self._scene: Period | None = None  # the same, for —— paragraphs under that sentence's paragraph
        self._problems = False
        self._ceremony = False
        self._first = True

    def open(self, paragraph: str, default: Standing, *, part: str, headed: bool) -> None:
        """Begin a paragraph. `headed`: it carries a heading, so that it does not go on with the one before."""
        if part != self._part:
            self._part, self._problems, self._scene = part, False, None
        elif headed and not re.match("[—―–]", paragraph):
            self._scene = None
        if not re.match("[—―–]", paragraph) and anchoring_periods(paragraph[:40], self._year):
            self._scene = None
        self._default = default
        self._carried = self._scene
        self._first = True
        if default.status is FactStatus.ACTUAL and not self._problems:
            self._problems = bool(_PROBLEMS.search(paragraph[:120]))
        self._ceremony = paragraph.startswith("各位代表") and "让我们" in paragraph

    def read(self, sentence: str) -> Standing:
        """The standing of the paragraph's next sentence."""
        period = self._period(sentence)
        self._first = False
        status = self._status(sentence, period)
        if status is FactStatus.OTHER and self._problems:
            return Standing(Period.year(self._year - 1), status)
        return Standing(period, status)

    def _period(self, sentence: str) -> Period | None:
        mentions = anchoring_periods(sentence, self._year)
        leading = next((mention for mention in mentions if _leads(sentence, mention)), None)
        if leading:
            if self._first or _SCENE.match(sentence[leading.end :]):
                self._carried = leading.period
                if self._first and self._narrows(leading.period):
                    self._scene = leading.period
            return leading.period
        aimed = [mention for mention in mentions if mention.period.last >= self._year]
        if self._default.status is FactStatus.TARGET and aimed:
            return aimed[0].period
        if len({mention.period for mention in mentions}) == 1 and _opens_clause(sentence, mentions[0]):
            return mentions[0].period
        if self._carried and not (_WHOLE_SPAN.search(sentence) and self._narrows(self._carried)):
            return self._carried
        return self._default.period

    def _narrows(self, period: Period) -> bool:
        span = self._default.period
        return span is not None and period.is_year and not span.is_year and span.covers(period)

    def _status(self, sentence: str, period: Period | None) -> FactStatus:
        default = self._default.status
        if self._ceremony or _CEREMONY.search(sentence) or default is FactStatus.OTHER or self._problems:
            return FactStatus.OTHER
        ahead = period is not None and period.last >= self._year
        if default is FactStatus.ACTUAL:
            planned = bool(_FUTURE.search(sentence)) or (ahead and not _STARTED.search(sentence))
            return FactStatus.TARGET if planned else FactStatus.ACTUAL
        if _NARRATIVE.match(sentence):
            return FactStatus.OTHER
        past = period is not None and period.last < self._year
        if _DONE.search(sentence) and not _AIM.search(sentence):
            return FactStatus.ACTUAL
        return FactStatus.ACTUAL if past else FactStatus.TARGET


def _leads(sentence: str, mention: PeriodMention) -> bool:
    return bool(_OPENING.match(sentence[: mention.start]))


def _opens_clause(sentence: str, mention: PeriodMention) -> bool:
    return mention.start == 0 or sentence[mention.start - 1] in "，；：,;:。"
