"""A question whose clauses each ask something (…有几个，投资呢，差多少) → each answered as a turn of a conversation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from report_bot.ingest.types import Measure, Report
from report_bot.prompts.load import reply

from .asked_times import time_spans
from .citations import Citations
from .coverage import CARRIED, heavy, plain, term_fit
from .match import ADDED, measure_fits, unit_fits
from .parts import SUM_ALONE
from .same_at_time import same_at_time
from .told_beside import told_beside
from .types import ASKS_NUMBER, AnswerStatus, Draft, Evidence, Intent, Question, Turn

Answered = Callable[[Question], Draft]
Read = Callable[[str, tuple[Turn, ...]], Question]
MOST = 6  # clauses that are answered in turn

_CUTS = re.compile(
    r"[，,；;？?]|以及|还有(?!多少|几)|、(?=[一-鿿]{0,4}(?:多少|几))|[和与跟](?=多少|几)|(?<=[多少几])(?=增长|同比|排|占)|(?<=了)(?=增长|排第)"
    r"|(?<=多少)(?=(?:今年|明年)(?:的)?[^，。]{0,8}(?:多少|几|目标))"
)
# GDP总量和增速: two things of one subject.
_WITH_MEASURE = re.compile(
    r"(?<![多少几])(?:和|与|及|、)(?=(?:在?全[国省市县区])?(?:增速|增幅|涨幅|排名|位次|占比)[^，。]{0,8}(?:$|[，。；？?]))"
)
_NEXT_ASKED = re.compile(
    r"((?:多少|几)[一-鿿]{0,3})、(?=[^、，；。]{2,12}(?:多少|几))"
)  # 改造小区多少个、管网改了多少公里
_ASKS = re.compile(
    r"多少|几(?!乎|年来|十年)|排名|(?<!着)呢$|增速|增幅|涨幅|占比|比重|怎么样|目标|总量|总额|位次|大头|[涨升多高快增好大][^，]{0,3}还是|是不是(?=[^，]{0,10}(?:第|最|超|突|达|涨|增|降|升|多|少|高|低|全))|有没有[超突达破]|多[大长高](?:规模|面积)?$|(?:办结|满意|完成|覆盖|合格|达标|占有)率$"
)
_TIME_ALONE = re.compile(
    r"(?:那|过去|这)?(?:[五三十53]年来?|去年|今年|前年|20\d\d年|“?十[一二三四五六]五”?(?:时期|期间)?)呢"
)
_STATUS_ALONE = re.compile(r"(?:的|今年|明年)*(?:目标|计划|打算|安排)")
_BY_HOW_MUCH = re.compile(r"(?:相?差|[多高快大少低慢])(?:了|出)?(?:多少|几)[一-鿿]{0,3}")
_WHICH = re.compile(r"哪个|哪项|哪边|谁")
_AIMS = re.compile(r"目标|计划|打算|安排|今年|明年")
_HEAD = re.compile(r"[^，。；：]*[）年](?:，|的目标是：)")
_HEADS = re.compile(r"\d{4}年(?:（[去今]年）)?(?:，|的目标是：)")
_GREW_HOW_MUCH = re.compile(
    r"(?:又|还|同比|比上年|比去年)*(?:增[长加]|[涨增]|下降|[降升])了?(?:多少|几)(?:个?点|成|个?百分点)?[？?]?"
)
_GROWN = re.compile(r"\d[^，；。、\d]{0,6}[、，](?:同比)?(?:增长|下降|上升)[约近超了]{0,2}\d")
_HOW_GREAT = re.compile(
    r"(?:幅度|涨幅|降幅|比例|规模|数目|力度)?(?:是|有)?多[大少高](?:了|呢|啊|呀)*[？?]?"
)  # 是涨还是跌，幅度多大
_MARK = re.compile(r"\[(\d+)\]")
# 盘子有多大，总共多少个亿: the second clause asks the same once more.
_ONCE_MORE = re.compile(
    r"(?:大概|具体|到底|究竟|一共|总共|拢共|全部|有|是|得)*(?:多少|几)个?(?:[百千万]?亿|[百千]?万|点|百分点|钱|元|块|块钱)?(?:来着|了|呢|啊|呀|嘛)?[？?]?"
)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a stage may look up by itself: how a text is read after earlier turns, and what answers a question."""

    read: Read | None  # None: clauses are not read by themselves
    find: Callable[[Question], Evidence]


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause, what it asks, whether it leans on the one before it, and its answer."""

    clause: str
    asked: Question
    leans: bool
    draft: Draft


def asking_clauses(text: str) -> tuple[str, ...]:
    """The clauses that each ask, at least two; what only leads in to one goes with it.

    () where one thing is asked, or more than anybody asks in earnest: each clause costs an answer of its own.
    """
    clauses: list[str] = []
    lead = ""
    text = _NEXT_ASKED.sub(r"\1，", _WITH_MEASURE.sub("多少，", text))
    for piece in (p for p in _CUTS.split(text) if p.strip()):
        if _BY_HOW_MUCH.fullmatch(piece) and _WHICH.search(text):
            return ()  # 甲和乙哪个多，多多少: one thing
        if _STATUS_ALONE.fullmatch(piece) or (SUM_ALONE.fullmatch(piece) and not ADDED.search(text)):
            return ()  # 今年新增多少，目标: one thing
        if not _ASKS.search(piece) or (not clauses and _TIME_ALONE.fullmatch(piece)):
            lead += piece + "，"
        else:
            clauses.append(lead + piece)
            lead = ""
    if lead or not 2 <= len(clauses) <= MOST:
        return ()
    return tuple(clauses)


def quote_in_turn(question: Question, lookup: Lookup, answered: Answered, report: Report) -> Draft | None:
    """The clauses answered one after another, what the report lacks of them named; None where none is answered."""
    if lookup.read is None or question.intent not in ASKS_NUMBER:
        return None
    turns: tuple[Turn, ...] = ()
    said: list[_Said] = []
    for clause in asking_clauses(question.text):
        asked, leans = _read(clause, turns, question, lookup.read, report)
        if leans and not asked.periods and not _AIMS.search(clause) and (year := _year_told(said)):
            asked = lookup.read(f"{year}年{asked.text}", ())  # 收入多少，增长多少: of the same year
        draft = answered(asked)
        if leans and draft.status.refused:
            alone = lookup.read(clause, ())
            if _names(alone) and Measure.RANK not in alone.measures:
                asked, draft = alone, answered(alone)  # it names its own subject after all
        nothing = draft.status is not AnswerStatus.ANSWERED
        again = {f.start for f, _ in draft.figures} <= {f.start for one in said for f, _ in one.draft.figures}
        if said and (nothing or again) and (told := told_beside(clause, asked, said[-1].draft, report)):
            draft = told
        elif said and nothing and (same := same_at_time(asked, lookup.find(asked), said[-1].draft, report)):
            draft = same
        turns += (Turn(asked.text, report.id),)
        said.append(_Said(clause, asked, leans, draft))
    return _joined(said)


def _year_told(said: list[_Said]) -> int | None:
    """The one year that the clause before was answered with."""
    periods = {f.period for f, _ in said[-1].draft.figures} if said else set()
    period = next(iter(periods)) if len(periods) == 1 else None
    return period.first if period is not None and period.is_year else None


def _read(
    clause: str, turns: tuple[Turn, ...], whole: Question, read: Read, report: Report
) -> tuple[Question, bool]:
    """A clause after those before it, with their time and place where it says none; and whether it leans on them."""
    asked = read(clause, turns)
    leans = asked.text != clause
    if not turns:
        return asked, False
    before = turns[-1].question
    spans = [s for s in time_spans(before, report.year) if not s.base]
    spans = spans if len({s.period for s in spans}) == 1 else []
    time = before[spans[0].start : spans[-1].end] if spans and not asked.periods else ""
    place = "".join(p for p in whole.places if p in before) if not asked.places else ""
    return (read(time + place + asked.text, ()) if time or place else asked), leans


def _joined(said: list[_Said]) -> Draft | None:
    """One draft of several: what a later one says again, or all of what was said, is said once."""
    kept: list[Draft] = []
    lacking: list[str] = []
    for one in said:
        draft, clause = one.draft, one.clause
        before = {f.start for d in kept for f, _ in d.figures}
        new = {f.start for f, _ in draft.figures}
        answered = draft.status is AnswerStatus.ANSWERED
        if kept and not answered and (_ONCE_MORE.fullmatch(clause) or _HOW_GREAT.fullmatch(clause)):
            continue
        if not (answered or (draft.status is AnswerStatus.PARTIAL and not kept)):
            lacking.append(clause)
        elif not kept and lacking and (one.leans or not _names(one.asked)):
            lacking.append(clause)  # on what was not answered
        elif before and before <= new and kept[0].status is AnswerStatus.PARTIAL:
            lacking.append(
                said[0].clause
            )  # 收入多少元，增长多少: what stood in for the one answers the other
            kept = [draft]
        elif _again(before, new, kept, draft) or (before == new and one.asked.intent is Intent.DIFFERENCE):
            kept = [draft]  # 差多少: both sides again, and the difference
        elif new and new <= before:
            lacking += [] if _says(one.asked, draft) else [clause]
        else:
            kept.append(draft)
    return _as_one(kept, lacking) if kept else None


def _as_one(kept: list[Draft], lacking: list[str]) -> Draft:
    citations = Citations()
    text = ""
    for sentence in (_with_marks(d, citations) for d in kept):
        head = _HEAD.match(sentence)
        if _MARK.sub("", sentence).rstrip("。") in _MARK.sub("", text):
            continue  # 投资9亿元的10个项目 tells both
        if head and text.startswith(head[0]) and text.count("。") == 1 and len(_HEADS.findall(text)) == 1:
            text, sentence = text.rstrip("。") + "；", sentence[head.end() :]  # the same year is said once
        text += sentence
    if _GROWN.search(text):  # 外送多少度，涨了多少: the sentence quoted whole tells both
        lacking = [clause for clause in lacking if not _GREW_HOW_MUCH.fullmatch(clause)]
    if lacking:
        topic = "、".join(f"“{clause}”" for clause in lacking)
        return citations.draft(text + reply("part_unsure", topic=topic), AnswerStatus.PARTIAL)
    partial = any(d.status is AnswerStatus.PARTIAL for d in kept)
    return citations.draft(text, AnswerStatus.PARTIAL if partial else AnswerStatus.ANSWERED)


def _names(asked: Question) -> bool:
    return bool(heavy(asked.terms))


def _again(said: set[int], new: set[int], kept: list[Draft], draft: Draft) -> bool:
    """Whether a draft says all that was said before it, and more."""
    return bool(said) and said < new and all(f.text in draft.text for d in kept for f, _ in d.figures)


def _with_marks(draft: Draft, citations: Citations) -> str:
    """The draft's text with its marks numbered anew among those of the whole answer."""
    marks = [citations.mark(passage) for passage in draft.cited]
    for figure, n in draft.figures:
        citations.mark(draft.cited[n - 1], figure)
    return _MARK.sub(lambda m: marks[int(m[1]) - 1], draft.text)


def _says(asked: Question, draft: Draft) -> bool:
    """Whether a figure said before answers this clause, too: of its subject, unit and measure (高职扩招, 本科扩招)."""
    figures = [f for f, _ in draft.figures]
    said = plain("".join(p.text for p in draft.cited) + "".join(f.indicator + f.item for f in figures))
    return all(term_fit(t, said) >= CARRIED for t in heavy(asked.terms)) and any(
        unit_fits(asked.units, f.unit) and measure_fits(asked.measures, f) for f in figures
    )
