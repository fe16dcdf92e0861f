"""Questions about measures rather than a number: which sentences and clauses of the report answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report_bot.ingest.types import FactStatus, Measure, Passage
from report_bot.ingest.wording import ACTION, clause_spans, strip_lead

from .coverage import NAMING, coverage, heavy, plain, term_fit
from .dated import timely
from .exclusive import leaves_out
from .measures_beside import (
    HEADING,
    THEME,
    beside_the_first,
    is_titled,
    under_a_title,
    under_its_title,
    with_what_they_lead_to,
)
from .numbered import names_another_number
from .overview import FEWEST, MOST, overview
from .shortcomings import (
    asked_list,
    asks_shortcomings,
    list_from,
    missed_aims,
    of_a_topic,
    shortcomings,
    told_of,
)
from .shorten import LONG, WHOLE, about, shorten
from .types import Candidate, Evidence, Question, Term

BROAD = 3  # measures said where the title of the best one's section says what was asked
SURELY = 0.8  # share of the question's terms that a sentence without a date must carry to answer a “when”
_TRULY = re.compile(
    r"真的|属实|[咋怎][^，。]{0,12}(?:才|还没)|怎么回事|咋回事|^(?:听说|听讲|据说)(?!.*(?:咋|怎么|哪些|什么|啥))|了吧[？?]?$|就[^，。]{0,2}能[^，。]{1,8}吧|是不是真|对不对?[？?]?$|[对是]吧[？?]?$|没错吧|对吗|不是[^，。]{2,16}了[吗嘛么]|还没[有]?[^，。]{0,8}(?:吗|咋回事|怎么回事|为啥)"
)
BRIEF = 40  # … where a yes or no was asked for
_YES_OR_NO = re.compile(r"[吗么没嘛不吧][？?。]?$|有没有|是不是|对不对|(?P<verb>[一-鿿])不(?P=verb)")
_WHEN = re.compile(r"啥时候|什么时候|何时|几号|几月|哪天|多会儿?|啥时间|什么时间")
_WHEN_SAID = re.compile(
    r"\d+[时点](?!钟?[以内])|零点|\d+月|\d+日|\d{4}年|年底|年内|年初|年末|上半年|下半年|季度|[一二三四五六七八九十]月|期间|以前|之前"
)
_SOON = re.compile(
    r"(?:今年|明年|年底|过年|国庆|春节|\d月)[^，。]{0,6}就?(?:能|会|可以)[^，。]{1,8}(?:[吧吗不]|对不?[吧对])"
)
_IN_USE = re.compile(r"通车|开通|投用|建成|完工|运营|通航|坐上|用上|能坐|能用")
_DEFINES = re.compile(
    r"是(?:啥|什么|个啥)(?:意思|东西)?[？?。]?$|什么意思|啥意思|^(?:请问)?(?:什么|啥)(?:是|叫)|指(?:的是)?(?:啥|什么|哪)|哪[一二三四五六七八九十两\d]+[^，。]{0,2}[？?。]?$"
)
_DEFINED = re.compile(r"[:：]?(?:主要)?是?指|即")
_TITLE_LINE = re.compile(r"[—\-（(\s]*\d{4}年\d{1,2}月\d{1,2}日[在于]")  # when and where the report was given
_ENTRY = re.compile(r"(?:\d{1,3}[.．、]|[［\[〔【]\d{1,3}[］\]〕】]|[①-⑳])\s*[^，。；：:\d]{2,24}(?=[：:])")
_ALL = re.compile(r"哪些|都有|全部|分别")
SURE = 0.35  # … and one that is told though it says nothing of when, which was asked
VERY_SURE = 0.8  # … or, from this probability on, in other words
FURTHER = 0.05  # … and one that is told with it from this one on
LIKELY = 0.02  # a sentence is said from this probability of answering on, where its words consent,
LIKELY_ALONE = 0.13  # … and from this one on where they do not
LIKELY_IN_NEED = 0.07  # … or this one, where nothing else is there to say and its meaning stands out:
# … and the first of all where its meaning stands out so much, in standard deviations.
CLEAR, VERY_CLEAR = 2.5, 3.0
CARRIED = 0.5  # share of the question's terms that a sentence with its titles must carry
HALF_CARRIED = 0.2  # … or this much, where it is near in meaning:
NEARNESS = 0.1  # a standard deviation of cosine similarity above the report's mean counts as this share
NAMED = 0.3  # how much of one heavy term stands there then
TOGETHER = 0.6  # share and nearness together
_HOW = re.compile(
    r"怎么(?:样?)?(?:治|管|办|解决|做|搞|抓|鼓励|支持|保障|稳|防|帮|改|提高|促)|咋(?:样)?(?:治|管|办|解决|做|搞|弄|稳|抓|帮)|如何|怎样"
)
_DONE_ASKED = re.compile(r"了[吗没啥什多几]|过[吗没]|[一-鿿]了$|去年|以前|已经")
_WHAT = re.compile(r"什么|哪些|啥|措施|政策|安排|举措")
PRICE_ASKED = re.compile(
    r"票价|起步价|房价|价格(?!战)|收费|涨价|工资|租金|学费|电费|水费|油价|[气暖车业]费|免费|要钱"
)
PRICE_SAID = re.compile(r"价|费|元|资|免")
NEAR = 2.2  # ranking score that a further measure may stand below the best


@dataclass(frozen=True, slots=True)
class Measures:
    """Clauses that answer, each with its passage, best passages first. Every text is cut from its passage."""

    parts: tuple[tuple[str, Passage], ...]
    other_time: bool  # the report speaks of it for another year or status only
    left_out: int = 0  # items of a list that are not said
    undated: bool = False  # when was asked, and only that it is planned or done is told


def choose_measures(evidence: Evidence) -> Measures | None:
    """Two to four measures, or None where no sentence carries what is asked."""
    question = evidence.question
    if told := missed_aims(evidence):
        return _listed(question, told, WHOLE)
    if openings := overview(evidence):
        return Measures(tuple((shorten(p.text, question.terms), p) for p in openings), other_time=False)
    if items := asked_list(evidence):
        return _listed(question, items)
    if asks_shortcomings(question.text, evidence.figures[0].figure.place if evidence.figures else ""):
        listed = shortcomings(evidence)
        return _listed(question, listed, WHOLE) if listed else None
    if told := of_a_topic(evidence):
        return _listed(question, told, WHOLE)
    near = [c for c in evidence.candidates[:16] if _in_place(evidence, c)]
    carrying = [c for c in near if _answers(evidence, c)]
    if not _YES_OR_NO.search(question.text):
        carrying = carrying or [c for c in near if _answers(evidence, c, LIKELY_IN_NEED)]
    if _DEFINES.search(question.text):
        defined = [c for c in evidence.candidates[:16] if _is_definition(evidence, c)]
        if defined:
            return Measures(
                ((shorten(defined[0].passage.text, question.terms, WHOLE), defined[0].passage),), False
            )
    carrying = [c for c in carrying if not _TITLE_LINE.match(c.passage.text)]
    when = _WHEN.search(question.text)
    if when:
        own_words = tuple(replace(t, alternatives=t.alternatives[:1]) for t in question.terms)
        named = [
            c
            for c in carrying
            if coverage(question.terms, c.passage.text) >= SURELY
            and c.answers >= SURE
            and c.passage.status is FactStatus.TARGET
        ] or [c for c in carrying[:1] if c.answers >= VERY_SURE and c.passage.status is FactStatus.TARGET]
        carrying = [
            c
            for c in carrying
            if (_WHEN_SAID.search(c.passage.text) and _is_near(question, c))
            or coverage(own_words, c.passage.text) >= SURELY
        ]
        if named and not carrying:
            brief = shorten(named[0].passage.text, question.terms, BRIEF)
            return Measures(((brief, named[0].passage),), other_time=False, undated=True)
    if _HOW.search(question.text):
        carrying = _planned(evidence, _doing(evidence, carrying))
    planned = question.periods or question.status is FactStatus.TARGET
    planned = planned and question.status is not FactStatus.ACTUAL
    if not carrying and not planned:
        return None
    in_time = [c for c in carrying if timely(evidence, c)]
    if not in_time and planned and (under := under_a_title(evidence, told_then=bool(carrying))):
        # 科技创新今年干啥, where only the title has the words
        parts = tuple((shorten(c.passage.text, question.terms), c.passage) for c in under)
        return Measures(parts, other_time=False)
    if not in_time and not (carrying := [c for c in carrying if _carries(evidence, c)]):
        return None  # of another year and in none of the asked words: two steps away from what was asked
    in_time = [c for c in in_time if c.passage.period in evidence.question.periods] or in_time
    chosen = (in_time or carrying)[:]
    best = chosen[0].score
    if listed := list_from(evidence, chosen[0].passage):
        return replace(_listed(question, listed), other_time=not in_time)
    kept = [
        c
        for c in chosen
        if c.score >= best - NEAR
        and not c.passage.text.endswith("：")
        and (c is chosen[0] or c.answers >= FURTHER or not evidence.by_meaning)
    ][:MOST]
    if any(c.passage.status is not FactStatus.OTHER for c in kept):
        kept = [
            c for c in kept if c.passage.status is not FactStatus.OTHER
        ]  # thanks and glossary are no measures
    if not kept:
        return None
    what = _HOW.search(question.text) or _WHAT.search(question.text)
    kept = with_what_they_lead_to(evidence, kept, THEME if what else HEADING)[:MOST]
    kept += [c for c in beside_the_first(evidence, kept[0]) if c not in kept][: max(0, FEWEST - len(kept))]
    if what and not when:
        kept += under_its_title(evidence, kept)[: max(0, BROAD - len(kept))]
    soon = _SOON.search(question.text)
    dated = _WHEN_SAID if when or soon else None
    if question.claims or dated or _TRULY.search(question.text):
        kept = kept[:1]  # 改了80个吧, 啥时候通车: one sentence answers, and of it what was asked about
        brief = about(kept[0].passage.text, question.terms, BRIEF, dated)
        asks_when = when or (soon and _IN_USE.search(question.text))
        undated = asks_when is not None and not _WHEN_SAID.search(brief)
        return Measures(((brief, kept[0].passage),), other_time=not in_time, undated=undated)
    titled = what and len(kept) <= FEWEST and is_titled(evidence, kept[0])
    most = WHOLE if _ALL.search(question.text) or titled else LONG
    parts = tuple((shorten(c.passage.text, question.terms, most), c.passage) for c in kept)
    return Measures(parts, other_time=not in_time)


def _listed(question: Question, listed: tuple[Passage, ...], most: int = LONG) -> Measures:
    """As much of a list as is said, each item in at most so many characters, and how many are left out."""
    told = told_of(listed)
    parts = tuple((shorten(p.text, question.terms, most), p) for p in told)
    return Measures(parts, other_time=False, left_out=len(listed) - len(told))


def _doing(evidence: Evidence, carrying: list[Candidate]) -> list[Candidate]:
    """For 怎么解决: sentences that plan or do something, where one carries nearly all that was asked; else as they are.

    A problem that the report admits to, or a mere state (水质占比86%), is no answer to how.
    """
    subjects = heavy(evidence.question.terms)
    planned = [
        c
        for c in evidence.candidates[:16]
        if c.passage.status is FactStatus.TARGET
        and timely(evidence, c)
        and coverage(subjects, c.passage.text) >= SURELY
        and not _is_state(c.passage)
    ]
    doing = [c for c in carrying if c.passage.status is not FactStatus.OTHER and not _is_state(c.passage)]
    return (doing or planned or carrying) if subjects else carrying


def _planned(evidence: Evidence, doing: list[Candidate]) -> list[Candidate]:
    """Of what is done and planned the plans, where how something is tackled was asked of no time (水污染怎么治)."""
    question = evidence.question
    if question.periods or question.status is FactStatus.ACTUAL or _DONE_ASKED.search(question.text):
        return doing
    return [c for c in doing if c.passage.status is FactStatus.TARGET] or doing


def _is_state(passage: Passage) -> bool:
    """Whether a sentence only tells a share or a level, and nothing that is done."""
    clauses = [passage.text[a:b] for a, b in clause_spans(passage.text)]
    return all(f.measure in (Measure.SHARE, Measure.STOCK) for f in passage.figures) and (
        len(passage.figures) >= len(clauses) and not any(ACTION.match(strip_lead(c)) for c in clauses)
    )


def speaks_of(passage: Passage, term: Term) -> bool:
    """Whether a sentence with its titles says enough of a term to be of it."""
    return term_fit(term, plain(passage.context)) >= NAMED


def _is_definition(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a sentence explains what is asked: the term, then 指 or 即, as a glossary behind a report does."""
    said = candidate.passage.text
    found = _DEFINED.search(said)
    if entry := _ENTRY.match(said):  # 7.五通十有：实现村村通路、通电…
        found = entry if candidate.passage.status is FactStatus.OTHER else found
    named = heavy(evidence.question.terms, NAMING)
    return (
        found is not None and bool(named) and coverage(named, said[: found.start() or found.end()]) >= CARRIED
    )


def _answers(evidence: Evidence, candidate: Candidate, alone: float = LIKELY_ALONE) -> bool:
    """Whether the sentence may be said: by its probability of answering, for which the words ask more or less."""
    text = evidence.question.text
    if PRICE_ASKED.search(text) and not _HOW.search(text) and not PRICE_SAID.search(candidate.passage.text):
        return False  # 电费降不降, 公交要钱吗: what is built tells nothing of it
    if names_another_number(text, candidate.passage.context):
        return False  # 地铁3号线啥时候开工, where only 1号线 is there
    if leaves_out(text, candidate.passage.text) and not _YES_OR_NO.search(text):
        return False  # 5A景区, where the sentence has 4A alone
    carries = _carries(evidence, candidate)
    if not evidence.by_meaning:
        return carries
    meaning = dict(candidate.features)["meaning"]
    if carries:
        # whether something is built at all, and what only a glossary says, takes a surer sentence
        surer = _YES_OR_NO.search(text) or candidate.passage.status is FactStatus.OTHER
        first = meaning >= CLEAR and candidate is evidence.candidates[0] and not surer
        return first or candidate.answers >= (FURTHER if surer else LIKELY)
    return candidate.answers >= (alone if meaning >= VERY_CLEAR else LIKELY_ALONE)


def _is_near(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence is of what is asked at all: a date of something else (a station's for a subway's) tells nothing."""
    return candidate.answers >= SURE or coverage(question.terms, candidate.passage.context) >= HALF_CARRIED


def _in_place(evidence: Evidence, candidate: Candidate) -> bool:
    return all(place in candidate.passage.text for place in evidence.question.places)


def _carries(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether the sentence with its titles carries the question, by words or by fewer words and near meaning."""
    question, passage = evidence.question, candidate.passage
    known = any(not t.place and len(t.alternatives) > 1 for t in question.terms)
    terms = tuple(
        t for t in question.terms if not (known and t.place)
    )  # 苏州GDP: of the place alone it tells nothing
    carried = coverage(terms, passage.context)
    near = carried + NEARNESS * dict(candidate.features)["meaning"]
    said = plain(passage.context)
    named = any(term_fit(t, said) >= NAMED for t in heavy(question.terms))
    return carried >= CARRIED or (carried >= HALF_CARRIED and near >= TOGETHER and named)
