"""Several figures typed in one question (…48%、…45.5%对吗) → each judged by itself, and one verdict on them all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report_bot.ingest.types import FactStatus, Figure, Report
from report_bot.prompts.load import reply

from .allowed import allowed
from .asked_claims import place_of
from .asked_times import time_spans
from .beside import DEPTH
from .by_rules import Gap
from .choose import choose
from .citations import Citations
from .earlier import at_time
from .in_turn import MOST, Lookup
from .match import unsaid
from .phrase import is_baseline
from .premise import Judged, judge_premise
from .premise_scope import Verdict, alike, least_sure
from .retrieve import figure_matches
from .statements import said
from .swapped import swapped_side
from .types import AnswerStatus, Draft, Evidence, Intent, Question

_NAMES = re.compile(r"[一-鿿A-Za-z]{2}")
_ONLY_SAYS = re.compile(
    r"(?:同比|比上年|又|也|还|都|分别|要|目标|达到?|突破|超过?|是|为|有|了|增加?长?|上?涨|提高|下?降|减少|排名?|位?居|全[国省市县]|第|占|其中|和|与|，|、|\s)*"
)
_JOINS = re.compile(r"^[，,、；和与\s]+")
_FROM = re.compile(r"[从由][^，。；]{0,10}$")
LIKELY = 0.1  # probability of answering from which a clause with both ends is what was meant,
NEAREST = 4  # … among so many figures
_EACH = re.compile(r"分别|各")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What of the question leads to one typed figure, what was typed, and whether it leans on what the first one names."""

    lead: str
    typed: str
    leans: bool = False


def quote_claims(
    question: Question, evidence: Evidence, report: Report, lookup: Lookup | None
) -> Draft | None:
    """The verdict on several typed figures; None where the question types one, or a piece of it cannot be read alone.

    Right only where each is right, wrong where one is: a figure that is right does not vouch for the one beside it.
    """
    if (
        question.intent is not Intent.CONFIRM
        or not 2 <= len(question.claims) <= MOST
        or "还是" in question.text
    ):
        return None
    if (moved := _from_to(question, evidence, report)) is not None:
        return moved
    judged = _in_order(question, evidence)
    if judged is None and not _EACH.search(question.text) and lookup is not None and lookup.read is not None:
        judged = _one_by_one(_pieces(question, report), lookup)
    if judged is None:
        return None
    verdict = least_sure(one.verdict for one in judged)
    matches = unsaid((m for one in judged for m in one.matches), ())
    if not matches:
        return None
    citations = Citations()
    text = said(tuple(matches), citations, report)
    return citations.draft(reply(f"premise_{verdict.value}") + text, AnswerStatus.ANSWERED)


def _from_to(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """从6家拆成11家吧: both ends of what was typed against the both ends of the report's clause (由11家整合为6家)."""
    then, now = question.claims[:2]
    if len(question.claims) > 2 or not _FROM.search(question.text[: place_of(then, question.text, 0)]):
        return None
    for match in sorted(evidence.figures, key=lambda m: -m.answers)[:NEAREST]:
        passage, kind = match.passage, _kind(match.figure)
        ends = [f for f in passage.figures if _kind(f) == kind]
        of_it = match.answers >= LIKELY and allowed(question, match)
        if not of_it or len(ends) != 2 or not is_baseline(ends[0], passage) or is_baseline(ends[1], passage):
            continue
        if not (alike(then, ends[0]) and alike(now, ends[1])):
            continue
        right = [f.value for f in ends] == [then.value, now.value]
        citations = Citations()
        text = said((replace(match, figure=ends[1]),), citations, report)
        citations.mark(passage, ends[0])
        verdict = Verdict.RIGHT if right else Verdict.WRONG
        return citations.draft(reply(f"premise_{verdict.value}") + text, AnswerStatus.ANSWERED)
    return None


def _kind(figure: Figure) -> tuple[int, str, str, str]:
    """What both ends of a change have in common."""
    return figure.clause_start, figure.indicator, figure.item, figure.unit


def _in_order(question: Question, evidence: Evidence) -> tuple[Judged, ...] | None:
    """分别提高48%和45.5%: the values of one list, each against the one that stands in its place."""
    if not _EACH.search(question.text):
        return None
    choice = choose(evidence)
    if choice.gap is not Gap.NONE or not choice.matches[0].figure.item or choice.matches[0].period < 1.0:
        return None
    best = choice.matches[0]
    kind = (best.figure.clause_start, best.figure.unit, best.figure.measure)
    listed = [
        replace(best, figure=f)
        for f in best.passage.figures
        if (f.clause_start, f.unit, f.measure) == kind and f.item
    ]
    if len(listed) != len(question.claims):
        return None
    pairs = list(zip(question.claims, listed, strict=True))
    if not all(alike(claim, m.figure) for claim, m in pairs):
        return None
    return tuple(
        Judged(Verdict.RIGHT if claim.value == m.figure.value else Verdict.WRONG, (m,)) for claim, m in pairs
    )


def _pieces(question: Question, report: Report) -> list[_Piece]:
    """The question cut behind each typed figure; a piece that names nothing is about what the first one names."""
    pieces: list[_Piece] = []
    at = 0
    first = next(iter(time_spans(question.text, report.year)), None)
    time = question.text[first.start : first.end] if first is not None else ""
    for claim in question.claims:
        start = place_of(claim, question.text, at)
        if start < 0:
            return []
        lead, at = _JOINS.sub("", question.text[at:start]), start + len(claim.text)
        lead = lead[1:] if lead[:1] in "吗吧" else lead
        whole = _whole(lead, pieces[0].lead, report.year) if pieces else lead
        leans = whole != lead
        if pieces and time and not time_spans(lead, report.year):
            whole = time + whole
        pieces.append(_Piece(whole, claim.text, leans and not time))
    return pieces


def _one_by_one(pieces: list[_Piece], lookup: Lookup) -> tuple[Judged, ...] | None:
    """Each piece judged; one that leans on the first is about the year that the first was found of."""
    judged: list[Judged] = []
    year = ""
    for piece in pieces:
        one = _judged(f"{year if piece.leans else ''}{piece.lead}{piece.typed}对吗", lookup)
        if one is None:
            return None
        if not judged:
            periods = {m.figure.period for m in one.matches if m.figure.status is FactStatus.ACTUAL}
            of = next(iter(periods)) if len(periods) == 1 else None
            year = f"{of.first}年" if of is not None and of.is_year else ""
        judged.append(one)
    return tuple(judged) if len(judged) > 1 else None


def _whole(lead: str, before: str, year: int) -> str:
    """农村 after 城市低保提高, 增长 after GDP, 今年目标 after 去年新增就业: what the piece leaves to the one before it is put in."""
    when, own = _time_apart(lead, year)
    subject = _time_apart(before, year)[1]
    if side := swapped_side(own, subject):
        return when + side
    if _ONLY_SAYS.fullmatch(own) or not _NAMES.search(_ONLY_SAYS.sub("", own)):
        return when + re.sub(rf"{_ONLY_SAYS.pattern}$", "", subject) + own
    return lead


def _time_apart(text: str, year: int) -> tuple[str, str]:
    """The words that say a time, and the text without them."""
    said = "".join(text[s.start : s.end] for s in time_spans(text, year))
    return said, at_time(text, "", year)


def _judged(text: str, lookup: Lookup) -> Judged | None:
    """One figure judged by its own evidence; open where the report has none of it."""
    assert lookup.read is not None
    asked = lookup.read(text, ())
    if asked.intent is not Intent.CONFIRM or len(asked.claims) != 1:
        return None
    evidence = lookup.find(asked)
    choice = choose(evidence)
    if choice.gap is not Gap.NONE or not choice.matches:
        return Judged(Verdict.OPEN, ())
    return judge_premise(asked, choice.matches, figure_matches(evidence, DEPTH))
