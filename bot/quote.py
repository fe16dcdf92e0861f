"""Question + Evidence → Draft made of the report's own clauses, with no model."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from report_bot.ingest.types import FactStatus, Figure, Measure, Passage, Report
from report_bot.prompts.load import reply

from .choose import Choice, Gap, choose, siblings
from .compare import Pair, difference, find_pair, hedges, result_text
from .match import FigureMatch
from .phrase import dated, say, stated, when
from .policy import choose_measures, find_statement
from .premise import judge_claim
from .types import AnswerStatus, Draft, Evidence, Intent, Question

_FIXED = {
    Intent.GREETING: AnswerStatus.GREETING,
    Intent.THANKS: AnswerStatus.GREETING,
    Intent.IDENTITY: AnswerStatus.GREETING,
    Intent.HELP: AnswerStatus.GREETING,
    Intent.EMPTY: AnswerStatus.CLARIFY,
    Intent.TOO_LONG: AnswerStatus.CLARIFY,
    Intent.UNSAFE: AnswerStatus.UNSAFE,
    Intent.OFF_TOPIC: AnswerStatus.OFF_TOPIC,
}


_COORDINATED = re.compile(r"和|以及|还有|、|与|跟")
_WHICH = re.compile(
    r"是?(?:哪|啥|什么)(?P<count>\d+|[一二两三四五六七八九十]+|几)?(?:件|项|个|条|种)|具体(?:是|有)?(?:哪些|啥|什么)"
)


class _Citations:
    """Numbers passages in the order in which the answer cites them."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.figures: list[tuple[Figure, int]] = []

    def mark(self, passage: Passage, figure: Figure | None = None) -> str:
        if passage not in self.passages:
            self.passages.append(passage)
        n = self.passages.index(passage) + 1
        if figure is not None:
            self.figures.append((figure, n))
        return f"[{n}]"

    def draft(self, text: str, status: AnswerStatus) -> Draft:
        return Draft(text, status, tuple(self.passages), tuple(self.figures))


def fixed_reply(question: Question, report: Report) -> Draft | None:
    """The reply to a question that needs no evidence (你好, empty, unsafe …); None for all others."""
    status = _FIXED.get(question.intent)
    return Draft(reply(question.intent.value, title=report.title), status) if status else None


def quote(question: Question, evidence: Evidence, report: Report) -> Draft:
    """The answer in the report's own words; a refusal where the evidence does not carry the question."""
    if not question.terms and not question.places:
        return Draft(reply("unclear", title=report.title), AnswerStatus.CLARIFY)
    stages: tuple[Callable[[Question, Evidence, Report], Draft | None], ...]
    if question.intent in (Intent.COMPARE, Intent.DIFFERENCE):
        stages = (_both_years, _figures)
    elif question.intent is Intent.POLICY:
        stages = (_measures,)
    else:
        stages = (_figures,)
    for stage in stages:
        if (draft := stage(question, evidence, report)) is not None:
            return draft
    return refuse(question, evidence, report)


def refuse(question: Question, evidence: Evidence, report: Report) -> Draft:
    """Not in the report, with the nearest section and where else to ask."""
    topic = _topic(question, report)
    section = "·".join(evidence.candidates[0].passage.section) if evidence.candidates else ""
    name = "not_in_report" if section else "not_in_report_bare"
    return Draft(reply(name, title=report.title, topic=topic, section=section), AnswerStatus.NOT_IN_REPORT)


def _topic(question: Question, report: Report) -> str:
    """What was asked for, in the question's own words: 2022年的…, 某区的…, …的排名."""
    heavy = sorted(
        (t for t in question.terms if t.weight >= 0.5 and t.text not in question.places),
        key=lambda t: -t.weight,
    )
    topic = "、".join(dict.fromkeys(t.text for t in heavy[:2])) or reply("this_topic")
    far = [p for p in question.periods if p.is_year and p.first not in (report.year, report.last_year)]
    owner = "、".join(when(p, report) for p in far[:1]) + "、".join(question.places)
    rank = "的排名" if question.measures == {Measure.RANK} else ""
    return (f"{owner}的" if owner else "") + topic + rank


def _figures(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    choice = choose(evidence)
    citations = _Citations()
    if choice.gap is not Gap.NONE and (said_so := find_statement(evidence)) is not None:
        clause, passage = said_so
        statement = stated(clause, passage, report)
        return citations.draft(f"{statement}{citations.mark(passage)}。", AnswerStatus.ANSWERED)
    if choice.gap is Gap.ABSENT:
        return _half(question, evidence, report)
    said = _said(choice.matches, citations, report)
    if choice.gap is Gap.PERIOD:
        return citations.draft(_other_time(question, choice, report) + said, AnswerStatus.PARTIAL)
    if choice.gap is Gap.MEASURE:
        return citations.draft(reply("other_measure") + said, AnswerStatus.PARTIAL)
    if question.claims and not re.search(r"多少|几", question.text):
        cited = [f for m in choice.matches for f in m.passage.figures]
        verdict = judge_claim(question, [m.figure for m in choice.matches], cited)
        return citations.draft(reply(f"premise_{verdict}") + said, AnswerStatus.ANSWERED)
    missing = _missing_periods(question, choice, report)
    if missing:
        return citations.draft(f"{said}{reply('no_such_period', period=missing)}", AnswerStatus.PARTIAL)
    return citations.draft(said, AnswerStatus.ANSWERED)


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
            citations = _Citations()
            said = _said(choice.matches, citations, report)
            topic = "、".join(t.text for t in rest)
            return citations.draft(said + reply("other_half", topic=topic), AnswerStatus.PARTIAL)
    return None


def _said(matches: tuple[FigureMatch, ...], citations: _Citations, report: Report) -> str:
    """The figures as sentences; several of one year share the year."""
    pieces: list[str] = []
    for match in matches:
        statement = dated(match.figure, match.passage, report)
        mark = citations.mark(match.passage, match.figure)
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
    asked = question.periods[0] if question.periods else None
    if question.status is FactStatus.TARGET:
        return reply("no_target", period=when(asked, report), topic=name)
    if question.status is FactStatus.ACTUAL and asked is not None and asked.last >= report.year:
        return reply("not_done_yet", period=when(asked, report), topic=name)
    return reply("no_such_time", period=when(asked, report), topic=name)


def _missing_periods(question: Question, choice: Choice, report: Report) -> str:
    """The asked years for which nothing was chosen (a double question of which half is in the report)."""
    if len(question.periods) < 2:
        return ""
    have = {m.figure.period for m in choice.matches}
    return "、".join(when(p, report) for p in question.periods if p not in have)


def _both_years(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    pair = find_pair(evidence, report)
    if pair is None:
        return None
    citations = _Citations()
    earlier = siblings(question, evidence, pair.earlier) if pair.unlike else (pair.earlier,)
    text = _said((*earlier, pair.later), citations, report)
    if pair.unlike:
        return citations.draft(text + reply("not_comparable", reason=pair.unlike), AnswerStatus.ANSWERED)
    if question.intent is Intent.DIFFERENCE:
        text += _worked(pair)
    return citations.draft(text, AnswerStatus.ANSWERED)


def _worked(pair: Pair) -> str:
    a, b = pair.earlier.figure, pair.later.figure
    value, working = difference(a, b)
    if value == Decimal(0):
        text = reply("difference_none")
    else:
        direction = "多" if value > 0 else "少"
        if a.unit == "%":
            direction = "高" if value > 0 else "低"
        text = reply("difference", working=working, direction=direction, result=result_text(working))
    marks = hedges(a, b)
    return text + (reply("difference_hedged", words=marks) if marks else "")


def _measures(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    measures = choose_measures(evidence)
    if measures is None:
        return None
    if (count := _only_a_number(question, measures.parts[0][1])) is not None:
        return Draft(reply("number_only", title=report.title, said=count), AnswerStatus.NOT_IN_REPORT)
    citations = _Citations()
    first = measures.parts[0][1]
    lines = [f"{text}{citations.mark(passage)}" for text, passage in measures.parts]
    for text, passage in measures.parts:
        for figure in passage.figures:
            if figure.text in text:
                citations.mark(passage, figure)
    key = "measures_planned" if first.status is FactStatus.TARGET else "measures_done"
    if first.status is FactStatus.OTHER:
        key = "measures_other"
    head = reply(key, period=when(first.period, report))
    status = AnswerStatus.ANSWERED
    if measures.other_time:
        asked = question.periods[0] if question.periods else None
        head = reply("no_such_time", period=when(asked, report), topic="这方面") + head
        status = AnswerStatus.PARTIAL
    return citations.draft(head + "；".join(lines) + "。", status)


def _only_a_number(question: Question, passage: Passage) -> str | None:
    """What the report says where it counts things that the question wants listed (是哪几件), and lists none."""
    if not _WHICH.search(question.text) or not question.claims:
        return None
    for figure in passage.figures:
        if any(claim.value == figure.value for claim in question.claims):
            listed = passage.text[: figure.start - passage.start].split("，")[-1].count("、") + 1
            if figure.value > max(listed, passage.text.count("、") + 1):
                return say(figure, passage)
    return None
