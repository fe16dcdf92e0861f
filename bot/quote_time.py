"""A question that names a time alone (2035年要建成什么样, 十五五有什么目标) → what the report aims at for it."""

from __future__ import annotations

import re

from report_bot.ingest.periods import stated_periods
from report_bot.ingest.types import FactStatus, Passage, Period, Report
from report_bot.prompts.load import reply

from .citations import Citations
from .shorten import WHOLE, shorten
from .types import AnswerStatus, Draft, Evidence, Question

MOST = 2  # sentences said
_ASKED = re.compile(
    r"目标|什么样|啥样|咋样|怎么样|规划|打算|愿景|蓝图|安排|做什么|干什么|干啥|实现什么|建成|任务|计划"
)
_AIMS = re.compile(r"目标|建成|实现|达到|基本|显著|成为")


def quote_time(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The sentences that aim at the time of a question that `asks_of_a_time`, those first that name it; None where none does."""
    asked = question.periods[0]
    told = [c.passage for c in evidence.candidates if _aims_at(c.passage, asked, report.year)]
    told.sort(key=lambda p: (_named_at(p, asked, report.year), p.order))
    if not told:
        return None
    citations = Citations()
    pieces = []
    for passage in told[:MOST]:
        text = shorten(passage.text, (), WHOLE)
        pieces.append(text + citations.mark_quoted(passage, text))
    return citations.draft(reply("measures_other") + "；".join(pieces) + "。", AnswerStatus.ANSWERED)


def asks_of_a_time(question: Question, report: Report) -> bool:
    """Whether a question asks what is aimed at for one later time.

    Of this year and the last one there is more than one sentence could say: an overview answers there.
    """
    one = len(question.periods) == 1 and question.periods[0].last > report.year
    return one and _ASKED.search(question.text) is not None


def _aims_at(passage: Passage, asked: Period, year: int) -> bool:
    """Whether a sentence plans for the asked time and says so, or stands under a title of that time and names aims."""
    if passage.status is FactStatus.ACTUAL:
        return False
    if any(m.period == asked and m.written[0] in "到至" for m in stated_periods(passage.text, year)):
        return True
    named = passage.period == asked or any(m.period == asked for m in stated_periods(passage.text, year))
    return named and _AIMS.search(passage.text) is not None


def _named_at(passage: Passage, asked: Period, year: int) -> int:
    """Where the sentence first names the asked time; far behind where it does not."""
    return next(
        (m.start for m in stated_periods(passage.text, year) if m.period == asked), len(passage.text) + 999
    )
