"""Several things asked at once → each answered by itself; what the report lacks of them is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from report_bot.ingest.types import Measure, Passage, Report
from report_bot.prompts.load import reply

from .by_rules import Gap
from .choose import choose
from .citations import Citations
from .compare import total_text
from .coverage import CARRIED, NAMING, heavy, plain, term_fit
from .dated import stated, when
from .in_turn import Lookup
from .joined_sides import of_both
from .match import FigureMatch, unsaid
from .parts import Part
from .statements import said
from .types import AnswerStatus, Draft, Evidence, Question
from .unnumbered import find_statement

_ONE_SIDE = re.compile(r"城镇|城市|农村|农民")
Find = Callable[[Question], Evidence]

_SUM = re.compile(r"加起来|合起来|合计|加在?一起|加一块|总和|一共|总共|拢共")
_TOP = re.compile(r"首位|第一|前列|领先")


def quote_parts(question: Question, parts: tuple[Part, ...], find: Find, report: Report) -> Draft | None:
    """A question that asks several things, each part answered by itself; what the report lacks is named."""
    found: list[FigureMatch] = []
    lacking: list[str] = []
    states: list[tuple[str, Passage]] = []
    for part in parts:
        evidence, asked = _without_the_narrower(find(part.question), part, parts), part.question
        choice = choose(evidence)
        new = unsaid(choice.matches, found)
        if choice.gap is Gap.NONE and (new or _says(asked, choice.matches)):
            found += new
        elif found and (said_so := find_statement(evidence)) is not None:
            states.append(said_so)  # 增速不低于平均水平: it is said without a number
        elif not (Measure.RANK in asked.measures and _TOP.search("".join(m.passage.text for m in found))):
            lacking.append(_lack(part, found, report))
    if not found:
        return None
    if len(found) >= len(parts) > 2 and len({m.figure.clause_start for m in found}) == 1:
        lacking = []  # 八十几、九十几、百岁以上各多少: a row of one clause has them all
    citations = Citations()
    text = said(tuple(found), citations, report)
    for clause, passage in states:
        text += f"{stated(clause, passage, report)}{citations.mark(passage)}。"
    if not lacking:
        return citations.draft(text + _summed(question, found), AnswerStatus.ANSWERED)
    topic = "、".join(dict.fromkeys(lacking))
    return citations.draft(text + reply("part_unsure", topic=topic), AnswerStatus.PARTIAL)


def quote_of_both(question: Question, lookup: Lookup, report: Report) -> Draft | None:
    """What the report says of all residents, where both sides of them were asked (今年城乡居民收入) and it tells neither."""
    text = of_both(question.text)
    if not text or lookup.read is None:
        return None
    choice = choose(lookup.find(lookup.read(text, ())))
    if choice.gap is not Gap.NONE or any(_ONE_SIDE.search(m.figure.indicator) for m in choice.matches):
        return None
    citations = Citations()
    told = said(choice.matches, citations, report)
    return citations.draft(reply("not_by_side") + told, AnswerStatus.PARTIAL)


def _without_the_narrower(evidence: Evidence, part: Part, parts: tuple[Part, ...]) -> Evidence:
    """Without the figures of another thing asked whose name holds this one's: 汽车产量 beside 新能源汽车产量."""
    own = {plain(t.text) for t in heavy(part.question.terms, NAMING)}
    others = {plain(t.text) for p in parts if p is not part for t in heavy(p.question.terms, NAMING)}
    narrower = {o for o in others - own if any(name in o for name in own)}
    if not narrower:
        return evidence
    kept = tuple(m for m in evidence.figures if not any(o in plain(m.figure.indicator) for o in narrower))
    return replace(evidence, figures=kept)


def _says(asked: Question, matches: tuple[FigureMatch, ...]) -> bool:
    """Whether a figure that answered another part is of this one's subject, too (高职扩招, 本科扩招)."""
    said = plain("".join(m.passage.clause(m.figure) + m.figure.indicator + m.figure.item for m in matches))
    return all(term_fit(t, said) >= CARRIED for t in heavy(asked.terms, NAMING))


def says_more(drafted: Draft, whole: Draft | None, parts: tuple[Part, ...], text: str) -> bool:
    """Whether the parts answered one by one say more than the question answered at once.

    Of several things asked `apart` what the report lacks is named, where nothing that the whole says is lost by it.
    """
    if whole is None or whole.status.refused:
        return True
    apart = all(part.apart for part in parts)
    before = {f.start for f, _ in whole.figures}
    more = {f.start for f, _ in drafted.figures}
    if drafted.status is AnswerStatus.ANSWERED:
        summed = _SUM.search(text) is not None and "=" in drafted.text
        # 甲和乙各多少: each looked up by its own name, and told in the same measure
        as_many = apart and len(more) >= len(before) > 1 and _measures(drafted) == _measures(whole)
        return (
            whole.status is not AnswerStatus.ANSWERED
            or before < more
            or as_many
            or (summed and before <= more)
        )
    if whole.status is AnswerStatus.PARTIAL:
        return apart or before < more
    return apart and before <= more


def _measures(draft: Draft) -> set[Measure]:
    return {figure.measure for figure, _ in draft.figures}


def _summed(question: Question, found: list[FigureMatch]) -> str:
    """The sum with its working, where it was asked for and the figures of one sentence are amounts of one kind."""
    if len(found) < 2 or not _SUM.search(question.text) or len({m.passage.id for m in found}) > 1:
        return ""
    return total_text([m.figure for m in found])


def _lack(part: Part, found: list[FigureMatch], report: Report) -> str:
    """What a part asked for, in the question's own words."""
    asked = part.question
    if part.apart:
        return f"“{asked.text.rstrip('？?。')}”"
    if asked.periods and all(m.figure.period not in asked.periods for m in found):
        return when(asked.periods[0], report)
    return "、".join(t.text for t in heavy(asked.terms, NAMING)) or reply("this_topic")
