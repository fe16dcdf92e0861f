"""Question + Evidence → Draft made of the report's own clauses, with no model."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from report_bot.ingest.types import FactStatus, Measure, Report
from report_bot.prompts.load import reply

from .carried import strong_matches
from .choose import DEPTH, Choice, Gap, choose, siblings
from .citations import Citations
from .compare import Pair, difference, find_pair, hedges, result_text
from .match import FigureMatch
from .parts import asked_parts
from .phrase import asked_period, dated, is_baseline, said_together, stated, when
from .policy import find_statement
from .premise import judge_premise
from .quote_measures import quote_measures
from .refuse import refuse
from .retrieve import figure_matches
from .types import AnswerStatus, Draft, Evidence, Intent, Question

_BOTH_HALVES = re.compile(
    r"新增.*(?:多少|几).*(?:累计|总数|总共|一共|达到)|(?:累计|总数|总共|一共|达到).*(?:多少|几).*新增"
)
_PLACED_OUT = re.compile(r"投了?(?:多少|几)(?!钱|元|资金|[万亿])")  # money, or bicycles
_CONTRASTS = re.compile(r"比|差|变化|多还是|高还是|快还是|涨|降|增加|减少")
_COORDINATED = re.compile(r"和|以及|还有|、|与|跟")


def quote(question: Question, evidence: Evidence, report: Report) -> Draft:
    """The answer in the report's own words; a refusal where the evidence does not carry the question."""
    if not question.terms and not question.places:
        return Draft(reply("unclear", title=report.title), AnswerStatus.CLARIFY)
    stages: tuple[Callable[[Question, Evidence, Report], Draft | None], ...]
    if question.intent in (Intent.COMPARE, Intent.DIFFERENCE):
        stages = (_stated_change, _between_items, _both_years, _each_time, _figures)
    elif question.intent is Intent.POLICY:
        stages = (quote_measures,)
    else:
        stages = (_figures,)
    drafts = (stage(question, evidence, report) for stage in stages)
    whole = next((draft for draft in drafts if draft is not None), None)
    by_parts = _parts(question, evidence, report)
    if by_parts is not None and _says_more(by_parts, whole):
        return by_parts
    return whole or refuse(question, evidence, report)


def _says_more(parts: Draft, whole: Draft | None) -> bool:
    """Whether the parts answered one by one say more than the question answered at once."""
    if whole is None or whole.status.refused:
        return True
    said = {f.start for f, _ in whole.figures}
    more = {f.start for f, _ in parts.figures}
    if parts.status is AnswerStatus.ANSWERED:
        return whole.status is not AnswerStatus.ANSWERED or said < more
    return whole.status is AnswerStatus.PARTIAL and said < more


def _parts(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """A question that asks several things, each part answered by itself; what the report lacks is named."""
    found: list[FigureMatch] = []
    lacking: list[str] = []
    for part in asked_parts(question, report):
        choice = choose(replace(evidence, question=part))
        if choice.gap is Gap.NONE:
            found += [m for m in choice.matches if all(m.figure is not f.figure for f in found)]
        elif not found and part.text != question.text:
            return None  # what follows leans on the first part
        elif not (Measure.RANK in part.measures and _TOP.search("".join(m.passage.text for m in found))):
            lacking.append(_lack(part, question))
    if not found:
        return None
    citations = Citations()
    said = _said(tuple(found), citations, report)
    if not lacking:
        return citations.draft(said, AnswerStatus.ANSWERED)
    topic = "、".join(dict.fromkeys(lacking))
    return citations.draft(said + reply("half_missing", topic=topic), AnswerStatus.PARTIAL)


_TOP = re.compile(r"首位|第一|前列|领先")
_LACKS = {Measure.RANK: "位次", Measure.CHANGE: "增减幅度", Measure.SHARE: "占比", Measure.NEW: "新增数"}


def _lack(part: Question, question: Question) -> str:
    """What a part asked for: its measure where only that differs from the others, else its subject."""
    if (
        part.text != question.text
        and len(part.measures) == 1
        and (name := _LACKS.get(next(iter(part.measures))))
    ):
        return name
    return "、".join(t.text for t in part.terms if t.weight >= 0.4) or reply("this_topic")


def _figures(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    choice = choose(evidence)
    if choice.gap is Gap.ABSENT and question.units == {"元"} and _PLACED_OUT.search(question.text):
        choice = choose(replace(evidence, question=replace(question, units=frozenset())))  # 投了多少辆
    if choice.gap is Gap.ABSENT and question.intent is Intent.CONFIRM and question.units:
        choice = choose(replace(evidence, question=replace(question, units=frozenset())))  # 15块金牌: 8金
    citations = Citations()
    if choice.gap is not Gap.NONE and (said_so := find_statement(evidence)) is not None:
        clause, passage = said_so
        statement = stated(clause, passage, report)
        return citations.draft(f"{statement}{citations.mark(passage)}。", AnswerStatus.ANSWERED)
    if choice.gap is Gap.ABSENT:
        return _half(question, evidence, report)
    if question.claims and choice.gap is Gap.NONE and not re.search(r"多少|几", question.text):
        return _premise(question, choice, evidence, report)
    said = _said(choice.matches, citations, report)
    if choice.gap is Gap.PERIOD:
        return citations.draft(_other_time(question, choice, report) + said, AnswerStatus.PARTIAL)
    if choice.gap is Gap.MEASURE:
        return citations.draft(reply("other_measure") + said, AnswerStatus.PARTIAL)
    if half := _missing_half(question, choice):
        return citations.draft(said + reply("half_missing", topic=half), AnswerStatus.PARTIAL)
    missing = _missing_periods(question, choice, report)
    if missing:
        return citations.draft(f"{said}{reply('no_such_period', period=missing)}", AnswerStatus.PARTIAL)
    return citations.draft(said, AnswerStatus.ANSWERED)


def _premise(question: Question, choice: Choice, evidence: Evidence, report: Report) -> Draft:
    """Whether what the user typed is so, with the report's own figures."""
    judged = judge_premise(question, choice.matches, figure_matches(evidence, DEPTH))
    citations = Citations()
    said = _said(judged.matches, citations, report)
    return citations.draft(reply(f"premise_{judged.verdict.value}") + said, AnswerStatus.ANSWERED)


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
        choice = choose(replace(evidence, question=replace(question, terms=terms, units=frozenset())))
        best = choice.matches[0] if choice.matches else None
        if choice.gap is Gap.NONE and best is not None and best.indicator >= 0.7:
            citations = Citations()
            said = _said(choice.matches, citations, report)
            topic = "、".join(t.text for t in rest)
            return citations.draft(said + reply("other_half", topic=topic), AnswerStatus.PARTIAL)
    return None


def _said(matches: tuple[FigureMatch, ...], citations: Citations, report: Report) -> str:
    """The figures as sentences; several of one year share the year."""
    clauses = [m.figure.clause_start for m in matches if not is_baseline(m.figure, m.passage)]
    matches = tuple(
        m for m in matches if not (is_baseline(m.figure, m.passage) and m.figure.clause_start in clauses)
    )
    pieces: list[str] = []
    said: list[FigureMatch] = []
    for match in matches:
        if any(said_together(match.figure, m.figure) for m in said):
            citations.mark(match.passage, match.figure)
            continue
        together = any(m is not match and said_together(match.figure, m.figure) for m in matches)
        statement = dated(match.figure, match.passage, report, whole=together)
        mark = citations.mark(match.passage, match.figure)
        said.append(match)
        head = statement.split("，")[0].split("：")[0]
        if pieces and statement == pieces[-1].rsplit("[", 1)[0]:
            continue
        if pieces and pieces[0].startswith(head) and len(head) > 4:
            statement = statement[len(head) + 1 :]
        pieces.append(statement + mark)
    return "；".join(pieces) + "。"


def _other_time(question: Question, choice: Choice, report: Report) -> str:
    figure = choice.matches[0].figure
    several = len({m.figure.item for m in choice.matches}) > 1
    name = figure.indicator.replace(figure.item, "", 1) if several and figure.item else figure.indicator
    asked = asked_period(question, report)
    if question.status is FactStatus.TARGET:
        return reply("no_target", period=when(asked, report), topic=name)
    if question.status is FactStatus.ACTUAL and asked.last >= report.year:
        return reply("not_done_yet", period=when(asked, report), topic=name)
    return reply("no_such_time", period=when(asked, report), topic=name)


def _missing_half(question: Question, choice: Choice) -> str:
    """位次, 新增 or 总数 where both were asked (新增几家，累计多少) and one is not said; else nothing."""
    if {Measure.RANK} < question.measures and all(
        m.figure.measure is not Measure.RANK for m in choice.matches
    ):
        return "位次"
    new, level = _BOTH_HALVES.search(question.text) is not None, {m.figure.measure for m in choice.matches}
    if not new or {Measure.NEW, Measure.STOCK} <= level or not level & {Measure.NEW, Measure.STOCK}:
        return ""
    return "新增数" if Measure.STOCK in level else "总数"


def _missing_periods(question: Question, choice: Choice, report: Report) -> str:
    """The asked years for which nothing was chosen (a double question of which half is in the report)."""
    if len(question.periods) < 2:
        return ""
    have = [m.figure.period for m in choice.matches if m.figure.period is not None]
    missing = [
        p for p in question.periods if not any(h == p or (h.covers(p) and h.last == p.last) for h in have)
    ]
    return "、".join(when(p, report) for p in missing)


def _each_time(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """Two times asked (五年建了多少，今年建多少) that make no pair: each answered by itself."""
    if len(question.periods) < 2 or question.intent is not Intent.COMPARE:
        return None
    found: list[FigureMatch] = []
    for period in question.periods:
        alone = replace(question, periods=(period,), status=None, intent=Intent.FIGURE)
        choice = choose(replace(evidence, question=alone))
        if choice.gap is Gap.NONE:
            found += [m for m in choice.matches if all(m.figure is not f.figure for f in found)]
    if not found:
        return None
    citations = Citations()
    said = _said(tuple(found), citations, report)
    missing = _missing_periods(question, Choice(tuple(found), Gap.NONE), report)
    if missing:
        return citations.draft(said + reply("no_such_period", period=missing), AnswerStatus.PARTIAL)
    return citations.draft(said, AnswerStatus.ANSWERED)


_ASKED = re.compile(r"多少|几[个家人]")
_AGAINST_LAST = re.compile(r"比(?:去年|上年|20\d\d年?)|较(?:去年|上年)|同比")


def _stated_change(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The change where the report itself states it: 比去年增加8000亿元 needs no working."""
    if question.intent is not Intent.DIFFERENCE or "%" in question.units:
        return None
    stated_ones = [
        m
        for m in strong_matches(evidence, DEPTH)
        if m.figure.measure is Measure.CHANGE
        and m.figure.unit not in ("%", "‰")
        and _AGAINST_LAST.search(m.passage.clause(m.figure))
        and (m.figure.period is None or m.figure.period in question.periods)
        and m.precision >= 0.2
    ]
    if not stated_ones:
        return None
    change = stated_ones[0]
    level = [
        m
        for m in strong_matches(evidence, DEPTH)
        if m.passage is change.passage
        and m.figure.indicator == change.figure.indicator
        and m.figure.measure is not Measure.CHANGE
        and len(_ASKED.findall(question.text)) > 1
    ]
    citations = Citations()
    return citations.draft(_said((*level[:1], change), citations, report), AnswerStatus.ANSWERED)


def _between_items(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The difference of two sides of one list (城里和乡下差多少): same indicator, year, measure and unit."""
    if question.intent is not Intent.DIFFERENCE or len(set(question.periods)) > 1:
        return None
    near = figure_matches(evidence, 3)
    near = [m for m in near if m.period == 1.0 and m.status == 1.0 and m.context >= 0.3]
    lists = [
        [m for m in near if m.figure.clause_start == clause]
        for clause in {m.figure.clause_start for m in near}
    ]
    two = [sides for sides in lists if _two_sides(question, sides)]
    if not two:
        return None
    sides = sorted(max(two, key=lambda found: sum(m.score for m in found)), key=lambda m: m.figure.start)
    citations = Citations()
    text = _said(tuple(sides), citations, report)
    return citations.draft(
        text + _worked(Pair(sides[1], sides[0], ""), reply("apart")), AnswerStatus.ANSWERED
    )


def _two_sides(question: Question, sides: list[FigureMatch]) -> bool:
    """Whether these are the two sides of one list: two items that the question names, alike in all else."""
    if len(sides) != 2 or len({(m.figure.unit, m.figure.measure, m.figure.period) for m in sides}) > 1:
        return False
    a, b = (m.figure for m in sides)
    return bool(a.item and b.item and a.item != b.item) and sum(m.indicator for m in sides) >= 0.8


def _both_years(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    pair = find_pair(evidence, report)
    if pair is None:
        return None
    citations = Citations()
    earlier = siblings(question, evidence, pair.earlier) if pair.unlike else (pair.earlier,)
    text = _said((*earlier, pair.later), citations, report)
    if pair.unlike and (question.intent is Intent.DIFFERENCE or _CONTRASTS.search(question.text)):
        return citations.draft(text + reply("not_comparable", reason=pair.unlike), AnswerStatus.ANSWERED)
    if pair.unlike:
        return citations.draft(text, AnswerStatus.ANSWERED)
    if question.intent is Intent.DIFFERENCE:
        text += _worked(pair)
    return citations.draft(text, AnswerStatus.ANSWERED)


def _worked(pair: Pair, direction: str = "") -> str:
    """The difference with its working; `direction` in place of 多, 少, 高, 低."""
    a, b = pair.earlier.figure, pair.later.figure
    value, working = difference(a, b)
    if value == Decimal(0):
        text = reply("difference_none")
    else:
        above, below = ("高", "低") if a.unit == "%" else ("多", "少")
        direction = direction or (above if value > 0 else below)
        text = reply("difference", working=working, direction=direction, result=result_text(working))
    marks = hedges(a, b)
    return text + (reply("difference_hedged", words=marks) if marks else "")
