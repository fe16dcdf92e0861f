"""Question + Evidence → Draft made of the report's own clauses, with no model."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from report_bot.ingest.types import FactStatus, Measure, Passage, Report
from report_bot.prompts.load import reply

from .against import quote_against
from .allowed import LIKELY_ALONE
from .beside import DEPTH
from .by_rules import Choice, Gap
from .choose import choose
from .citations import Citations
from .coverage import coverage
from .dated import asked_period, stated, when
from .finish import finished
from .in_turn import Lookup, quote_in_turn
from .joint_count import asks_alone, joint_count, part_lacking
from .likeliest import far_likeliest, likeliest_sentence
from .of_a_row import SURE, quote_row
from .other_measure import asks_price
from .parts import asked_parts
from .premise import judge_premise
from .premise_scope import Verdict
from .quote_claims import quote_claims
from .quote_differences import (
    both_years,
    each_time,
    from_to,
    rise_to_aim,
    risen_since,
    stated_change,
)
from .quote_measures import quote_measures
from .quote_parts import quote_of_both, quote_parts, says_more
from .quote_sides import between_items, between_likely, between_named
from .quote_time import asks_of_a_time, quote_time
from .refuse import refuse
from .retrieve import asked_of, figure_matches
from .shortcomings import asks_missed, asks_shortcomings
from .statements import draft_of, missing_periods, said
from .types import AnswerStatus, Draft, Evidence, Intent, Question
from .unnumbered import find_statement
from .which_draft import least, of_one_indicator, says_less, says_more_of_it
from .yes_no import quote_aim_met, quote_direction, quote_doubted

_BOTH_HALVES = re.compile(
    r"新增.*(?:多少|几).*(?:累计|总数|总共|一共|达到)|(?:累计|总数|总共|一共|达到).*(?:多少|几).*新增"
)
_REACHED_ASKED = re.compile(
    r"(?:[到过破超够]|达到|超过|突破|进[^，。]{0,3}前)了?[^，。]{0,10}(?:了[吗没么]|没有?[？?]?$)|是不是[^，。]{0,12}(?:突破|超过)"
)
_WHO = re.compile(
    r"(?:长|书记|主席|主任)(?:现在)?(?:是谁|是哪位|叫啥|叫什么)|谁(?:是|当)[^，。]{0,4}(?:长|书记)"
)
_PLACED_OUT = re.compile(r"投了?(?:多少|几)(?!钱|元|资金|[万亿])")  # money, or bicycles
_NUMBER = re.compile(r"多少|几|百分|多[大长高久快]|标准|目标|[数额量率]$")
_NUMBER_ASKED = re.compile(
    r"多少|几|百分|[数额量率价]$|增速|占比|目标|第|面积|收入|支出|人口|产值|里程|规模|投资|工资|成本|标准|名单|号码|电话"
)
NAMED_ALONE = 0.8  # share of such a name that the first sentence must carry
BARE_NAME = 12  # characters of a name typed alone
_MANY_FIGURES = 3
_NAMED = (
    0.5  # share of the question that a figure's name must carry where a sentence says it without a number
)
_ASKED_AS = {Measure.RANK: "排第几", Measure.CHANGE: "增减了多少"}
_WORKED = re.compile(r"差|比|加起来|合计|一共|总共")  # what is worked out from them
_COORDINATED = re.compile(r"和|以及|还有|、|与|跟")


def quote(question: Question, evidence: Evidence, report: Report, lookup: Lookup | None = None) -> Draft:
    """The answer in the report's own words; a refusal where the evidence does not carry the question.

    With `lookup` what the question asks in several clauses is answered clause by clause, and each of several things asked
    is looked up by itself; without it the evidence of the whole is measured anew.
    """
    return finished(_quoted(question, evidence, report, lookup), question, evidence, report)


def _quoted(question: Question, evidence: Evidence, report: Report, lookup: Lookup | None = None) -> Draft:
    if _WHO.search(question.text):
        return refuse(question, evidence, report)  # who holds an office, no sentence of a report tells
    admits = asks_shortcomings(question.text, report.place) or asks_missed(question.text)
    if not question.terms and not question.places and not admits and not _likely_alone(evidence):
        if asks_of_a_time(question, report):
            return quote_time(question, evidence, report) or refuse(question, evidence, report)
        return Draft(reply("unclear", title=report.title), AnswerStatus.CLARIFY)
    stages: tuple[Callable[[Question, Evidence, Report], Draft | None], ...]
    if question.intent in (Intent.COMPARE, Intent.DIFFERENCE):
        stages = (
            stated_change, risen_since, between_items, between_named, between_likely, both_years, each_time, _figures, _sentence,
        )  # fmt: skip
    elif question.intent is Intent.POLICY or admits:
        stages = (quote_doubted, quote_measures)
    elif question.units or question.measures or _NUMBER.search(question.text):
        stages = (between_named, _figures, _sentence)
    else:  # no number was asked for in so many words: 今年敬老院改革
        stages = (between_named, _figures, _measures, _sentence)
    stages = (rise_to_aim, quote_direction, quote_aim_met, quote_against, *stages)
    if lookup is not None and lookup.read is None and question.measures == {Measure.RANK}:
        stages = tuple(stage for stage in stages if stage is not _sentence)  # 排第几: no whole sentence
    if (judged := quote_claims(question, evidence, report, lookup)) is not None:
        return judged
    drafts = ((draft, stage) for stage in stages if (draft := stage(question, evidence, report)) is not None)
    whole, by = next(drafts, (None, None))
    if whole is not None and by is quote_direction:
        return whole  # 是不是少挖了，产量降了多少: both are said
    row = quote_row(question, evidence, report)
    sure = least(row, evidence) >= SURE and not _WORKED.search(question.text)
    if row is not None and sure and len(row.figures) > len(whole.figures if whole else ()):
        return row
    if lookup is not None:

        def answered(asked: Question) -> Draft:
            return quote(asked, lookup.find(asked), report, replace(lookup, read=None))

        in_turn = quote_in_turn(question, lookup, answered, report)
        better = (by in (both_years, _figures) and says_less(in_turn, whole, question)) or (
            by is both_years and of_one_indicator(whole, question)
        )
        if in_turn is not None and not better:
            return in_turn
    parts = asked_parts(question)
    find = partial(asked_of, evidence) if lookup is None else lookup.find
    by_parts = quote_parts(question, parts, find, report)
    if row is not None and (
        says_more_of_it(row, by_parts, whole) or least(row, evidence) > least(by_parts or whole, evidence)
    ):
        return row
    if by_parts is not None and says_more(by_parts, None if by is _sentence else whole, parts, question.text):
        return by_parts
    if whole is None and lookup is not None:
        whole = quote_of_both(question, lookup, report)
    bare = question.intent is Intent.FIGURE and question.text == question.asked + "多少"
    if (
        whole is None
        and bare
        and len(question.asked) <= BARE_NAME
        and not _NUMBER_ASKED.search(question.asked)
    ):  # 物业, 上市
        told = _measures(replace(question, intent=Intent.POLICY), evidence, report)
        if told is not None and coverage(question.terms, told.cited[0].text) >= NAMED_ALONE:
            whole = told
    return whole or refuse(question, evidence, report)


def _likely_alone(evidence: Evidence) -> bool:
    """Whether some figure answers by all that is known, though no word of the question names anything."""
    return evidence.by_meaning and any(m.answers >= LIKELY_ALONE and m.unit for m in evidence.figures)


def _figures(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    choice = choose(evidence)
    if choice.gap is Gap.ABSENT and _unit_may_differ(question):
        choice = choose(asked_of(evidence, replace(question, units=frozenset())))
    citations = Citations()
    ranked = any(claim.unit == "位" for claim in question.claims)  # 全国第一吗: no plan without a number
    if choice.gap is not Gap.NONE and not ranked and (said_so := find_statement(evidence)) is not None:
        return _stated_alone(said_so, report)
    if choice.gap is Gap.ABSENT:
        return _half(question, evidence, report)
    unnamed = choice.gap is Gap.NONE and choice.matches[0].indicator < _NAMED and not question.claims
    if unnamed and (aim := find_statement(evidence)):
        return _stated_alone(aim, report)  # it names what was asked, and the figure does not
    if question.claims and choice.gap is Gap.NONE and not re.search(r"多少|几", question.text):
        return _premise(question, choice, evidence, report)
    text = said(choice.matches, citations, report)
    if choice.gap in (Gap.NONE, Gap.MEASURE) and (risen := from_to(question, choice.matches[0], report)):
        return risen
    if choice.gap is Gap.PERIOD:
        return citations.draft(_other_time(question, choice, report) + text, AnswerStatus.PARTIAL)
    if choice.gap is Gap.MEASURE:
        return citations.draft(reply("other_measure") + text, AnswerStatus.PARTIAL)
    if half := _missing_half(question, choice):
        return citations.draft(text + reply("half_missing", topic=half), AnswerStatus.PARTIAL)
    if question.intent is Intent.DIFFERENCE and all(
        m.figure.measure is not Measure.CHANGE for m in choice.matches
    ):
        return citations.draft(text + reply("nothing_beside"), AnswerStatus.PARTIAL)
    missing = missing_periods(question, choice, report)
    if missing:
        return citations.draft(f"{text}{reply('no_such_period', period=missing)}", AnswerStatus.PARTIAL)
    joint = joint_count(question, choice) or part_lacking(question, choice)
    status = AnswerStatus.PARTIAL if joint and asks_alone(question.text) else AnswerStatus.ANSWERED
    return citations.draft(text + joint, status)


def _stated_alone(said_so: tuple[str, Passage], report: Report) -> Draft:
    """What the report says of it without a number."""
    clause, passage = said_so
    citations = Citations()
    return citations.draft(
        f"{stated(clause, passage, report)}{citations.mark(passage)}。", AnswerStatus.ANSWERED
    )


def _measures(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The measures of the asked time, where no number was asked for; of another time they are no answer."""
    draft = quote_measures(question, evidence, report)
    return draft if draft is not None and draft.status is AnswerStatus.ANSWERED else None


def _sentence(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The whole sentence where it surely answers, but not which of its figures, or it says it without one."""
    found = likeliest_sentence(evidence)
    if found is None or asks_price(question.text):
        return None  # 暖气费一平米收多少: what is built or subsidised is no answer
    text, passage = found
    if (question.units or question.measures) and sum(f.text in text for f in passage.figures) > _MANY_FIGURES:
        return None  # whoever asked for one number is not told eight
    asks_number = bool(question.units or question.measures)
    if asks_number and (one := far_likeliest(evidence, passage)) is not None:
        return draft_of((one,), report)
    citations = Citations()
    mark = citations.mark_quoted(passage, text)
    return citations.draft(f"{stated(text, passage, report)}{mark}。", AnswerStatus.ANSWERED)


def _unit_may_differ(question: Question) -> bool:
    """Whether the unit read from the wording may not be the report's: 投了多少 (元 or 辆), 15块金牌 (8金)."""
    placed_out = question.units == {"元"} and _PLACED_OUT.search(question.text) is not None
    return placed_out or (question.intent is Intent.CONFIRM and bool(question.units))


def _premise(question: Question, choice: Choice, evidence: Evidence, report: Report) -> Draft:
    """Whether what the user typed is so, with the report's own figures."""
    judged = judge_premise(question, choice.matches, figure_matches(evidence, DEPTH))
    citations = Citations()
    text = said(judged.matches, citations, report)
    short = judged.verdict is Verdict.WRONG and _REACHED_ASKED.search(question.text)
    lead = "premise_not_reached" if short else f"premise_{judged.verdict.value}"
    return citations.draft(reply(lead) + text, AnswerStatus.ANSWERED)


def _half(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """A double question (甲和乙各多少) of which one half is in the report: that half, and what is not there."""
    at = _COORDINATED.search(question.text)
    if at is None or question.intent is not Intent.FIGURE:
        return None
    sides = [
        tuple(t for t in question.terms if (question.text.find(t.text) < at.start()) is left)
        for left in (True, False)
    ]
    if not all(sides):
        return None
    for terms, rest in (sides, sides[::-1]):
        choice = choose(asked_of(evidence, replace(question, terms=terms, units=frozenset())))
        best = choice.matches[0] if choice.matches else None
        if choice.gap is Gap.NONE and best is not None and best.indicator >= 0.7:
            citations = Citations()
            text = said(choice.matches, citations, report)
            topic = "、".join(t.text for t in rest)
            return citations.draft(text + reply("other_half", topic=topic), AnswerStatus.PARTIAL)
    return None


def _other_time(question: Question, choice: Choice, report: Report) -> str:
    figure = choice.matches[0].figure
    several = len({m.figure.item for m in choice.matches}) > 1
    name = figure.indicator.replace(figure.item, "", 1) if several and figure.item else figure.indicator
    asked = asked_period(question, report)
    if question.status is FactStatus.TARGET:
        return reply("no_target", period=when(asked, report), topic=name)
    planned = figure.status is FactStatus.TARGET
    if question.status is FactStatus.ACTUAL and asked.last >= report.year and planned:
        return reply("not_done_yet", period=when(asked, report), topic=name)
    how = next(
        (_ASKED_AS[m] for m in question.measures if len(question.measures) == 1 and m in _ASKED_AS), "是多少"
    )
    return reply("no_such_time", period=when(asked, report), topic=name, asked=how)


def _missing_half(question: Question, choice: Choice) -> str:
    """位次, 新增 or 总数 where both were asked (新增几家，累计多少) and one is not said; else nothing."""
    if (
        "个位次" not in question.units
        and {Measure.RANK} < question.measures
        and all(m.figure.measure is not Measure.RANK for m in choice.matches)
    ):
        return "位次"
    new, level = _BOTH_HALVES.search(question.text) is not None, {m.figure.measure for m in choice.matches}
    if not new or {Measure.NEW, Measure.STOCK} <= level or not level & {Measure.NEW, Measure.STOCK}:
        return ""
    return "新增数" if Measure.STOCK in level else "总数"
