"""What a sentence's clauses leave for the next while its figures are read: its subject, its list, and its time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from report_bot.ingest.claims import Slot
from report_bot.ingest.items import Listed
from report_bot.ingest.naming import Name
from report_bot.ingest.periods import PeriodMention, keeps_to_itself, lies_ahead
from report_bot.ingest.types import FactStatus, Figure, Period

_CARRIED = re.compile(r"预计|力争")
_SECOND_AIM = re.compile(r"力争(?:达到?|突破|完成|实现|超过|进入|[到至])+(?:全[国省市])?前?\d")
_BUILT_ON = re.compile(r"基础上[，,]?$")
# 2030年底建成通车: a day for one thing, and no time of what is told after it.
_FINISHED_BY = re.compile(
    r"(?:确保|力争|争取|计划|预计|将)?20\d\d年(?:\d+月)?[初中底末]?(?:前|以前|之前)?(?:全[线面部]|整体|基本)?(?:建成|通车|投产|投用|竣工|完工|开通|投入|交付|具备)[^，；。\d]{0,8}[，；。]?"
)


@dataclass
class Reading:
    """What the clauses read so far leave for the next."""

    year: int
    period: Period | None
    status: FactStatus
    span: Period | None  # the sentence's own years, of which 年均 speaks
    uppers: dict[int, Decimal]  # the upper end of a range, by the offset where the range starts
    subject: str = ""
    subject_unit: str = ""
    topic: str = ""  # what the segment has come to (轻纺产业，…), of which a bare 年产值 is
    counted: str = ""  # the last subject that was counted in things, and not in money
    industry: str = ""  # that the paragraph has come to (石化产业…。产值突破…)
    herd: str = ""  # 存栏 or 出栏 of what 其中 split: of each of its kinds
    action: str = ""
    adding: bool = False  # the last number was 新增…
    unit: str = ""
    expected_first: bool = False  # it opened the run, and is not only of the clause it stands in
    expected_here: bool = False  # it is of its own clause alone
    expected: str = ""  # 预计 or 力争, said once for a run of clauses
    span_said: Period | None = None  # the years last named in the sentence (“十五五”)
    segment: int = 0  # where the last segment's figures end
    running: Period | None = None  # the years of 连续4年, for the rest of the clause
    listed: tuple[Listed, ...] = ()
    named: Name | None = None  # the last number of the clause
    undivided: str = ""  # what 其中 split, of which a 总量 behind its parts is
    whole: str = ""  # what 其中 split, while its parts are said
    baseline: Figure | None = None  # the A of 由A增长到B, until B is read
    figures: list[Figure] = field(default_factory=list)

    def expect(self, clause: str) -> None:
        """Take up 预计 or 力争: at the head of a run it is of all its clauses, further on of its own and what goes on with it."""
        if match := _CARRIED.search(clause):
            counted = self.figures and self.figures[-1].start >= self.segment
            self.expected = match[0]
            # 突破70亿元，力争达到80亿元，年均增长7.5%: hoped for beyond it, of the one figure
            self.expected_here = match.start() == 0 and _SECOND_AIM.match(clause) is not None
            self.expected_first = not counted and not re.search(r"\d", clause[: match.start()])
        if clause.endswith(("：", ":")):
            self.expected = ""  # 预计总投资62亿元，主要包括：…

    def expected_of(self, slot: Slot, own: bool) -> str:
        """预计 or 力争 as it governs a number; `own`: the number is named in its clause."""
        if self.expected in slot.clause[slot.clause.find(slot.amount.text) :]:
            return ""  # …增长6%、力争总量突破…: it comes after
        said = self.expected in slot.clause
        on = not self.expected_here and (self.expected_first or not own)
        return self.expected if self.expected and (said or on) else ""

    def end_segment(self) -> None:
        """Forget at ； and 。 what holds only inside a segment."""
        self.expected = self.action = ""
        self.segment = self.figures[-1].end if self.figures else 0
        self.adding, self.listed, self.whole, self.herd = False, (), "", ""

    def enter(self, text: str, mention: PeriodMention) -> None:
        """A year said inside the sentence governs what follows; it may turn a plan's clause into a fact, or back."""
        if mention.period == self.period or keeps_to_itself(mention, self.status):
            return
        self.period = mention.period
        if not mention.period.is_year:
            self.span_said = mention.period
        since = "以来" in text[mention.start : mention.end + 2]
        if self.status is FactStatus.TARGET and mention.period.last < self.year:
            self.status = FactStatus.ACTUAL
        elif self.status is FactStatus.ACTUAL and not since and lies_ahead(mention.period, text, self.year):
            self.status = FactStatus.TARGET

    def enter_running_years(self, slot: Slot) -> None:
        """连续4年 dates itself and the rest of its clause: the four years up to the one spoken of."""
        period = self.period
        if (
            slot.amount.unit == "年"
            and slot.before.endswith("连续")
            and period is not None
            and slot.amount.value >= 1
        ):
            self.running = Period(period.last - int(slot.amount.value) + 1, period.last)

    def years_of(self, slot: Slot) -> Period | None:
        """The time that reached the number; 年均 speaks of all the sentence's years, though 到2035年… stood before it."""
        period = self.period
        span = self.span if self.span and not self.span.is_year else self.span_said
        if (
            span
            and period
            and not span.is_year
            and span.covers(period)
            and re.search("年均|每年", slot.before)
        ):
            return span
        return period

    def close(
        self, clause: str, before: tuple[Period | None, FactStatus], own: tuple[Period | None, FactStatus]
    ) -> None:
        """End a clause. `before`: the time before it; `own`: the sentence's.

        在去年建成30万亩的基础上 dates itself alone, 2030年建成通车 too; the years of …，“十五五”年均增长7%； hold to the end of their segment.
        """
        if _BUILT_ON.search(clause) or _FINISHED_BY.fullmatch(clause):
            self.period, self.status = before
        if clause[-1] in "；;。":
            self.end_segment()
            if self.period and own[0] and self.period != own[0] and self.period.covers(own[0]):
                self.period, self.status = own
