"""Whether a figure may be said at all: likely enough, of a unit that answers, and of the asked time."""

from __future__ import annotations

import re

from report_bot.ingest.types import FactStatus, Measure

from .allowed import LIKELY_ALONE
from .by_rules import RELATIVE
from .carried import likely
from .match import FigureMatch
from .types import Question

ANY_UNIT = 0.4  # one of a unit that was not asked for (三分之一, 五连冠) is said from this probability on
# Money, a rate, heads, and what is measured instead of counted are answered with nothing else.
_STRICT = frozenset({"元", "%", "人", "公里", "亩", "平方米", "吨", "立方米"})
_STATUS_SAID = re.compile(
    r"已经|前前后后|现在|目前|如今|目标|计划|打算|预[期计]|准备|实际|完成|任务|安排"
    r"|要(?:再|新)?(?:涨|提|升|降|调|增|减|建|修|盖|扩|改|达)"  # 要提到多少; but 要等多久, 要花多少
)
_OWN_UNIT = re.compile(r"(?:多少|几)[十百千万亿]*[套张头株羽列班架艘]")
_RATE_ASKED = re.compile(r"率(?:是|有|为|达到?)?了?(?:多少|百分)")


def sayable(question: Question, best: FigureMatch) -> bool:
    """Whether the likeliest figure is likely enough; one of a unit that was not asked for must be more so."""
    if question.measures == {Measure.RANK} and best.figure.measure is not Measure.RANK:
        return False  # however near, a level is no answer to “第几”
    rate = best.figure.unit in (*RELATIVE, "成", "分之") or best.figure.unit.startswith("/")  # 17.6/10万
    if _RATE_ASKED.search(question.text) and not rate:
        return False  # 满意率是多少: so many cases are no rate
    if _OWN_UNIT.search(question.text) and not best.unit:
        return False  # 交了多少套: so many projects are no flats
    if best.unit:
        return likely(best)
    return best.answers >= ANY_UNIT and best.measure and not question.units & _STRICT


def open_in_time(question: Question, best: FigureMatch) -> bool:
    """Whether no year was asked and done or planned only guessed from a word (要等多久, 花了多少): the likeliest says both."""
    return best.answers >= LIKELY_ALONE and not question.periods and not _STATUS_SAID.search(question.text)


def is_in_time(match: FigureMatch) -> bool:
    """Whether the figure is of the asked time; of five years together is no figure of one of them."""
    if match.status <= 0.5 and not _timeless(match) and not of_the_year_itself(match):
        return False
    return match.period == 1.0 or match.figure.period is None


def of_the_year_itself(match: FigureMatch) -> bool:
    """Whether a report that only tells its problems, or what was before, dates the figure as asked."""
    figure = match.figure
    return (
        figure.status is FactStatus.OTHER
        and figure.period is not None
        and match.period == 1.0
        and match.status > 0
    )


def _timeless(match: FigureMatch) -> bool:
    """Whether the report gives the figure without saying done or planned, as a glossary at its end does."""
    return match.figure.period is None and match.figure.status is FactStatus.OTHER
