"""Questions about measures rather than a number: which sentences and clauses of the report answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report_bot.ingest.types import FactStatus, Measure, Passage
from report_bot.ingest.wording import clause_spans

from .carried import allowed
from .coverage import coverage, plain, term_fit
from .match import unit_fits
from .shortcomings import asks_shortcomings, list_from, shortcomings
from .types import Candidate, Evidence, Term

FEWEST = 2  # measures said where the section of the best one holds more
MOST = 4  # measures said
LONG = 100  # characters: a longer sentence is shortened by leaving whole clauses out
WHOLE = 240  # … and so much longer where the question asks for all of them
SURELY = 0.8  # share of the question's terms that a sentence without a date must carry to answer a “when”
_TRULY = re.compile(r"真的|属实|是不是真|对不对?[？?]?$|对吗")
BRIEF = 40  # … where a yes or no was asked for
_OVERVIEW = re.compile(r"重点工作|工作重点|(?:重点|主要|目标)任务|主要工作|工作(?:安排|计划|部署)")
_WHEN = re.compile(r"啥时候|什么时候|何时|几号|几月|哪天|多会儿?|啥时间|什么时间")
_WHEN_SAID = re.compile(
    r"\d+月|\d+日|\d{4}年|年底|年内|年初|年末|上半年|下半年|季度|[一二三四五六七八九十]月|期间|以前|之前"
)
_DEFINES = re.compile(
    r"是(?:啥|什么|个啥)(?:意思|东西)?[？?。]?$|什么意思|啥意思|指(?:的是)?(?:啥|什么|哪)|哪[一二三四五六七八九十两\d]+[^，。]{0,2}[？?。]?$"
)
_DEFINED = re.compile(r"[:：]?(?:主要)?是?指|即")
_ALL = re.compile(r"哪些|都有|全部|分别")
LIKELY = 0.05  # a sentence is said from this probability of answering on, where its words consent,
LIKELY_ALONE = 0.3  # … and from this one on where they do not
TOLD = 0.6  # … and from this one on as a whole where a number was asked and no figure is likely
CARRIED = 0.5  # share of the question's terms that a sentence with its titles must carry
HALF_CARRIED = 0.2  # … or this much, where it is near in meaning:
NEARNESS = 0.1  # a standard deviation of cosine similarity above the report's mean counts as this share
NAMED = 0.3  # how much of one heavy term stands there then
TOGETHER = 0.6  # share and nearness together
_PRICE = re.compile(r"票价|房价|价格|收费|涨价|工资|租金|学费|电费|水费|油价")
_PRICE_SAID = re.compile(r"价|费|元|资")
NEAR = 2.2  # ranking score that a further measure may stand below the best


@dataclass(frozen=True, slots=True)
class Measures:
    """Clauses that answer, each with its passage, best passages first. Every text is cut from its passage."""

    parts: tuple[tuple[str, Passage], ...]
    other_time: bool  # the report speaks of it for another year or status only


def choose_measures(evidence: Evidence) -> Measures | None:
    """Two to four measures, or None where no sentence carries what is asked."""
    question = evidence.question
    if all(_OVERVIEW.search(term.text) for term in question.terms) and (openings := _openings(evidence)):
        return Measures(tuple((shorten(p.text, question.terms), p) for p in openings), other_time=False)
    if asks_shortcomings(question.text):
        told = shortcomings(evidence)
        parts = tuple((shorten(p.text, question.terms, WHOLE), p) for p in told)
        return Measures(parts, other_time=False) if parts else None
    carrying = [c for c in evidence.candidates[:16] if _in_place(evidence, c) and _answers(evidence, c)]
    if _DEFINES.search(question.text):
        defined = [c for c in evidence.candidates[:16] if _is_definition(evidence, c)]
        if defined:
            return Measures(
                ((shorten(defined[0].passage.text, question.terms, WHOLE), defined[0].passage),), False
            )
    if _WHEN.search(question.text):
        own_words = tuple(replace(t, alternatives=t.alternatives[:1]) for t in question.terms)
        carrying = [
            c
            for c in carrying
            if _WHEN_SAID.search(c.passage.text) or coverage(own_words, c.passage.text) >= SURELY
        ]
    if not carrying:
        return None
    timely = [c for c in carrying if _timely(evidence, c)]
    chosen = (timely or carrying)[:]
    best = chosen[0].score
    if listed := list_from(evidence, chosen[0].passage):
        parts = tuple((shorten(p.text, question.terms), p) for p in listed)
        return Measures(parts, other_time=not timely)
    kept = [c for c in chosen if c.score >= best - NEAR and not c.passage.text.endswith("：")][:MOST]
    if any(c.passage.status is not FactStatus.OTHER for c in kept):
        kept = [
            c for c in kept if c.passage.status is not FactStatus.OTHER
        ]  # thanks and glossary are no measures
    if not kept:
        return None
    kept += [c for c in _neighbours(evidence, kept[0]) if c not in kept][: max(0, FEWEST - len(kept))]
    if question.claims or _TRULY.search(question.text):
        kept = kept[:1]  # 改了80个吧: one sentence answers, and of it what was asked about
        parts = ((shorten(kept[0].passage.text, question.terms, BRIEF), kept[0].passage),)
        return Measures(parts, other_time=not timely)
    most = WHOLE if _ALL.search(question.text) else LONG
    parts = tuple((shorten(c.passage.text, question.terms, most), c.passage) for c in kept)
    return Measures(parts, other_time=not timely)


def likeliest_sentence(evidence: Evidence) -> tuple[str, Passage] | None:
    """The sentence that very likely answers, though none of its figures can be told apart as the one asked for."""
    question = evidence.question
    if not evidence.by_meaning or question.places:
        return None
    best = max(evidence.candidates, key=lambda c: c.answers, default=None)
    if best is None or best.answers < TOLD or not _timely(evidence, best):
        return None
    if question.units and not any(unit_fits(question.units, f.unit) for f in best.passage.figures):
        return None  # 暖气费一平米多少钱: a sentence without a sum tells nothing of it
    figures = [m for m in evidence.figures if m.passage is best.passage]
    if figures and not any(allowed(question, m) for m in figures):
        return None  # all it counts is of another place, side or age
    return shorten(best.passage.text, question.terms, WHOLE), best.passage


def _openings(evidence: Evidence) -> tuple[Passage, ...]:
    """The first sentence of each of the first sections that plan, or that tell of the asked year, in the report's order.

    For 今年有哪些重点工作: a hundred sentences answer, and none stands out.
    """
    wanted = evidence.question.status or FactStatus.TARGET
    if evidence.question.periods and not any(
        c.passage.status is wanted and _timely(evidence, c) for c in evidence.candidates
    ):
        wanted = FactStatus.ACTUAL
    told = [c.passage for c in evidence.candidates if c.passage.status is wanted and _timely(evidence, c)]
    first: dict[tuple[str, ...], Passage] = {}
    for passage in sorted(told, key=lambda p: p.order):
        if len(passage.section) > 1 and not passage.text.endswith("："):
            first.setdefault(passage.section[:2], passage)
    return tuple(first.values())[:MOST]


def _is_definition(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a sentence explains what is asked: the term, then 指 or 即, as a glossary behind a report does."""
    said = candidate.passage.text
    found = _DEFINED.search(said)
    heavy = [t for t in evidence.question.terms if t.weight >= 0.4]
    return found is not None and bool(heavy) and coverage(tuple(heavy), said[: found.start()]) >= CARRIED


def _neighbours(evidence: Evidence, best: Candidate) -> list[Candidate]:
    """Further sentences under the best one's own lead-in that are near in meaning, best first."""
    section = best.passage.section
    if len(section) < 3:
        return []
    return [
        c
        for c in evidence.candidates[:20]
        if c.passage.section == section and _timely(evidence, c) and dict(c.features)["meaning"] >= 1.5
    ]


def _answers(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether the sentence may be said: by its probability of answering, for which the words ask more or less."""
    carries = _carries(evidence, candidate)
    return candidate.answers >= (LIKELY if carries else LIKELY_ALONE) if evidence.by_meaning else carries


def _in_place(evidence: Evidence, candidate: Candidate) -> bool:
    return all(place in candidate.passage.text for place in evidence.question.places)


def _carries(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether the sentence with its titles carries the question, by words or by fewer words and near meaning."""
    question, passage = evidence.question, candidate.passage
    if _PRICE.search(question.text) and not _PRICE_SAID.search(passage.text):
        return False
    carried = coverage(question.terms, passage.context)
    near = carried + NEARNESS * dict(candidate.features)["meaning"]
    said = plain(passage.context)
    named = any(term_fit(t, said) >= NAMED for t in question.terms if t.weight >= 0.5)
    return carried >= CARRIED or (carried >= HALF_CARRIED and near >= TOGETHER and named)


def _timely(evidence: Evidence, candidate: Candidate) -> bool:
    question, passage = evidence.question, candidate.passage
    if question.status is not None and passage.status not in (question.status, FactStatus.OTHER):
        return False
    if not question.periods or passage.period is None:
        return True
    return any(a.covers(passage.period) or passage.period.covers(a) for a in question.periods)


_STATE = re.compile(
    r"不低于|全覆盖|前列|首位|第一|领先|合理区间|稳定增长|平均水平|基本平衡|翻番|两位数|水平|前茅|保持|前(?:\d+|[一二三四五六七八九十]+)|入围|百强|[ⅠⅡⅢⅣⅤ]{1,2}类|级规模|优良"
)
# … and how a target is set without a number, where a target was asked for.
_AIMED = re.compile(
    r"稳中[向提有]|量[增稳]质[升优]|稳步|(?:继续|持续|逐步|进一步)(?:下降|改善|提高|增加|降低|扩大|上升)|完成[^，。]{0,8}(?:目标|任务)|同步|只[增减]不[减增]"
)
_ALONGSIDE = re.compile(r"同步|稳中[向提有]")
_AIM_ASKED = re.compile(r"目标|任务|计划")
_PLACED = re.compile(r"第|首位|前列|领先|前茅|前(?:\d+|[一二三四五六七八九十]+)|入围|百强")
_COMPARED_WITH = re.compile(r"(?:不?[高低优快慢好]于|超过|达到|接近)[一-鿿]{2,8}")
_RELATIVE = frozenset({"%", "‰", "个百分点", "百分点", "成", "位", "名", "倍", "类", "级", "年"})
_NUMBERED = re.compile(r"^\d{1,2}[.．、](?!\d)\s*")  # the number of a glossary's item
STATED = 0.85  # share of the question's terms that a clause without a number must carry to answer a figure question


def find_statement(evidence: Evidence) -> tuple[str, Passage] | None:
    """The clause that answers a figure question without a number (增速高于平均水平, 位居前列), or None."""
    question = evidence.question
    if question.units - _RELATIVE:
        return None  # an amount was asked for, and a state is none
    ranked = question.measures == {Measure.RANK}
    aims = _AIMED if _AIM_ASKED.search(question.text) else _ALONGSIDE
    best: tuple[float, str, Passage] | None = None
    for candidate in evidence.candidates[:8]:
        passage = candidate.passage
        if not _timely(evidence, candidate) or (question.periods and passage.period not in question.periods):
            continue
        for start, end in clause_spans(passage.text):
            clause = passage.text[start:end].strip("，；。：")
            if ranked and (not _PLACED.search(clause) or ("增量" in clause and "增" not in question.text)):
                continue
            inside = [f for f in passage.figures if start <= f.start - passage.start < end]
            if (not ranked and any(f.unit != "年" for f in inside)) or not (
                _STATE.search(clause) or aims.search(clause)
            ):
                continue
            carried = coverage(question.terms, clause)
            if (
                carried >= STATED
                and all(p in _COMPARED_WITH.sub("", clause) for p in question.places)
                and (best is None or carried > best[0])
            ):
                best = (carried, clause, passage)
    return (best[1], best[2]) if best else None


def shorten(sentence: str, terms: tuple[Term, ...], most: int = LONG) -> str:
    """The sentence, or where it is longer than `most` the clauses that carry the question's terms (two at least)."""
    sentence = _NUMBERED.sub("", sentence.strip())
    if len(sentence) <= most:
        return sentence.rstrip("。；")
    spans = clause_spans(sentence)
    clauses = [sentence[a:b].strip("，；。") for a, b in spans]
    scores = [coverage(terms, clause) for clause in clauses]
    order = sorted(range(len(clauses)), key=lambda i: (-scores[i], i))
    keep: list[int] = []
    for i in order:
        if keep and (scores[i] == 0 or sum(len(clauses[k]) for k in keep) + len(clauses[i]) > most):
            continue
        keep.append(i)
    if len(keep) == 1 and len(clauses) > 1:
        neighbour = keep[0] + 1 if keep[0] + 1 < len(clauses) else keep[0] - 1
        if len(clauses[keep[0]]) + len(clauses[neighbour]) <= most:
            keep.append(neighbour)
    return "，".join(clauses[i] for i in sorted(keep)).replace("：，", "：")
