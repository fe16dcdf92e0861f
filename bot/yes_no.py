"""Yes or no without a typed figure: whether something rose or fell (是不是增长了), whether an aim was met (目标完成了吗)."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest.types import FactStatus, Measure, Passage, Report
from report_bot.ingest.wording import clause_spans
from report_bot.prompts.load import reply

from .allowed import allowed
from .asked import asked_direction
from .by_rules import Gap
from .check_values import direction
from .choose import choose
from .citations import Citations
from .coverage import coverage
from .dated import stated, timely
from .match import FigureMatch, went
from .retrieve import asked_of
from .sayable import is_in_time
from .statements import draft_of, said
from .told_with import NAMED_MOST
from .types import AnswerStatus, Draft, Evidence, Intent, Question

_AIM = re.compile(
    r"达标了?(?:吗|么|没有?|吧)|(?:目标|任务|计划)(?:都|是否|有没有|是不是|顺利)?(?:完成|实现|达到|达成|达标)(?:了)?(?:吗|么|没有?|吧|[？?。]|$)"
    r"|(?:完成|实现|达到|达成|超过)[^，。]{0,8}(?:目标|任务|计划)了?(?:吗|么|没有?|[是对]?吧|对不对|[，,]对)"
)
_MISSED = re.compile(
    r"(?:未能?(?:达到?|完成|实现)|[低少慢]于|不及)[^，。；]*(?:目标|任务|计划|预期)|(?:目标|任务)(?:没有|未能?)(?:完成|实现)"
)
_TWO_YEARS = re.compile(r"今年.*去年|去年.*今年|比")
_AIM_WORDS = re.compile(r"目标|任务|计划|完成|实现|达到|达标")
_DOUBTS = re.compile(
    r"[对是真]不[对是真]|靠谱|准不准|真的?假的?|(?:是|当)真的?(?:吗|么|不|吧)?|对[吗吧不]|没错吧|[了有到]吧[，？?。]?$|才[^，。]{1,12}吧"
)
_LEVELS = frozenset({Measure.STOCK, Measure.SHARE})
_TO = re.compile(
    r"(?P<moved>[一-鿿]{2})[到至为](?:了)?(?:每人)?(?:每[年月天])?(?:不[低高少多]于|超过?|近|约)?$"
)
SURE = 0.75  # probability of answering from which the figure is told alone
CARRIED_BY_CLAUSE = 0.85  # share of the question's terms that the clause on the aim must carry
DEPTH = 60  # sentences among which that clause is looked for


def quote_direction(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The change of what was asked, confirmed or corrected as the report has it; None where it tells no change."""
    asked = None if question.claims else asked_direction(question.text)
    if question.intent in (Intent.COMPARE, Intent.DIFFERENCE):
        if asked != 0 or _TWO_YEARS.search(question.text):
            return None
        question = replace(question, periods=question.periods[:1])  # 是涨还是跌: of one year
    if asked is None:
        return None
    for measures, way_of in ((frozenset({Measure.CHANGE}), went), (_LEVELS, _moved_to)):
        asked_so = replace(question, intent=Intent.FIGURE, measures=measures, units=frozenset())
        choice = choose(asked_of(evidence, asked_so))
        way = way_of(choice.matches[0]) if choice.gap is Gap.NONE else 0
        if way:
            break
    else:
        return None
    citations = Citations()
    text = said(choice.matches, citations, report)
    lead = "" if asked == 0 else reply("premise_right" if way == asked else "premise_wrong")
    return citations.draft(lead + text, AnswerStatus.ANSWERED)


def _moved_to(match: FigureMatch) -> int:
    """1 where its clause says that the level was raised to the figure (提高到238元), -1 lowered to it; 0 where neither."""
    found = _TO.search(match.passage.near(match.figure))
    named = (
        match.indicator >= NAMED_MOST or match.answers >= SURE or match.figure.indicator.endswith("收入比")
    )
    if found is None or not named:
        return 0
    return direction(found["moved"])


def quote_doubted(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The figure that very likely tells what somebody doubts (平均能活八十多岁，靠谱不), and none of its neighbours; else None."""
    best = max(evidence.figures, key=lambda m: m.answers, default=None)
    if best is None or not evidence.by_meaning or not _DOUBTS.search(question.text):
        return None
    if best.answers < SURE or not (is_in_time(best) and allowed(question, best)):
        return None
    return draft_of((best,), report)


def quote_aim_met(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The clause that admits that an aim was missed (增速未达到4.5%的预期目标), where that was asked."""
    if not _AIM.search(question.text):
        return None
    named = tuple(t for t in question.terms if not _AIM_WORDS.search(t.text))
    if not named:
        return None
    for candidate in evidence.candidates[:DEPTH]:
        passage = candidate.passage
        if not timely(evidence, candidate) or not all(p in passage.text for p in question.places):
            continue
        for clause in _clauses(passage):
            if _MISSED.search(clause) and coverage(named, clause) >= CARRIED_BY_CLAUSE:
                citations = Citations()
                told = stated(clause, replace(passage, status=FactStatus.ACTUAL), report)
                return citations.draft(f"{told}{citations.mark(passage)}。", AnswerStatus.ANSWERED)
    return None


def _clauses(passage: Passage) -> tuple[str, ...]:
    return tuple(passage.text[a:b].strip("，；。：;, ") for a, b in clause_spans(passage.text))
