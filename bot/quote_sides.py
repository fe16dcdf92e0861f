"""Two sides or two things of one sentence (城里和乡下差多少, 甲比乙多几个) → what both are, and their difference."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from report_bot.ingest.types import Figure, Measure, Report
from report_bot.prompts.load import reply

from .allowed import names_item
from .citations import Citations
from .compare import Pair, other_rhythm
from .coverage import NAMING, coverage, heavy, plain, term_fit
from .match import FigureMatch
from .quote_differences import EXPLAINED, worked
from .retrieve import figure_matches
from .statements import draft_of, said
from .swapped import swapped_side
from .types import AnswerStatus, Draft, Evidence, Intent, Question, Term

APART = 0.25  # how clearly each half of 甲比乙多几个 must name its own figure,
NAMED = 0.4  # … and how much of the half the figure's name must carry
_BESIDE = re.compile(
    r"(?<![占])比(?=[^比，。]{2,14}?(?:多|少|高|低|快|慢|大|长|贵)[^多少几，。]{0,3}(?:多少|几|[^，。]{0,4}个点))"
)
_SIDE_BY_SIDE = re.compile(r"(?:和|与|跟)(?=[^，。]{2,20}(?:相差|差(?:多少|几)))")
_PLAIN_SIDES = (
    "城镇",
    "农村",
    "城市",
    "城镇居民",
    "农村居民",
    "男",
    "女",
    "进口",
    "出口",
    "存款",
    "贷款",
)
BOTH_LIKELY = 0.4  # probability from which both sides of a list are asked, whatever the words
OTHER_LIKELY = 0.2  # … or this, where the other side of its list has that
HELD = 0.4  # how much of each thing that is asked the clause of the two must hold
_SPOKEN_OF = ("城镇乡农村", "男女", "进出外", "存贷")  # letters that speak of such sides
_WHICH_MORE = re.compile(r"(?:哪一?[个样边项头]|谁)[^，。；]{0,6}?[快慢高低多少大小]")
_EACH, _SET_APART = re.compile(r"各|分别"), re.compile(r"差|(?<!占)比(?![重例])|哪")


def between_items(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The difference of two sides of one list (城里和乡下差多少): same indicator, year, measure and unit."""
    if question.intent is not Intent.DIFFERENCE or len(set(question.periods)) > 1:
        return None
    if _EACH.search(question.text) and not _SET_APART.search(question.text):
        return None  # 甲和乙各提高多少
    near = [m for m in figure_matches(evidence, 3) if m.period == 1.0 and m.status == 1.0 and m.unit]
    likely = {m.figure.clause_start for m in near if m.figure.item and m.answers >= BOTH_LIKELY}
    near = [
        m
        for m in near
        if m.context >= 0.3
        or m.answers >= BOTH_LIKELY
        or (m.figure.item and m.figure.clause_start in likely and m.answers >= OTHER_LIKELY)
    ]
    near = [m for m in near if m.measure] or near  # 哪个涨得快: the growth of both, not their level
    lists = [
        [m for m in near if m.figure.clause_start == clause]
        for clause in {m.figure.clause_start for m in near}
    ]
    two = [sides for sides in lists if _two_sides(question, sides)]
    if not two:
        return None
    sides = sorted(max(two, key=lambda found: sum(m.score for m in found)), key=lambda m: m.figure.start)
    citations = Citations()
    text = said(tuple(sides), citations, report)
    if unlike := other_rhythm(*sides):
        return citations.draft(text + reply("not_comparable", reason=unlike), AnswerStatus.ANSWERED)
    return citations.draft(text + worked(Pair(sides[1], sides[0], ""), reply("apart")), AnswerStatus.ANSWERED)


def between_likely(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """Both of two things of one sentence that it was asked of which is more (来的人和挣的钱哪个涨得快), by their probabilities."""
    if question.intent is not Intent.DIFFERENCE or not _WHICH_MORE.search(question.text):
        return None
    near = [m for m in evidence.figures if m.unit and m.measure and m.period == 1.0 and m.status == 1.0]
    near = sorted((m for m in near if m.figure.measure is not Measure.RANK), key=lambda m: -m.answers)[:4]
    for first, second in combinations(near, 2):
        alike = first.passage is second.passage and kind(first.figure) == kind(second.figure)
        apart = first.figure.indicator != second.figure.indicator and not _in_it(first, second)
        if alike and apart and second.answers >= BOTH_LIKELY:
            return draft_of(tuple(sorted((first, second), key=lambda m: m.figure.start)), report)
    return None


def _in_it(one: FigureMatch, other: FigureMatch) -> bool:
    """Whether one of two figures of a sentence is told as a part of the other (进出口总额…，其中出口…)."""
    first, second = sorted((one, other), key=lambda m: m.figure.start)
    return "其中" in first.passage.between(first.figure, second.figure)


def between_named(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    """The difference of two things of one sentence that the question sets side by side (甲比乙多几个).

    They are of one unit, measure, time and status, and each is named by its own half of the question alone.
    """
    at = _BESIDE.search(question.text) or _SIDE_BY_SIDE.search(question.text)
    if at is None or len(set(question.periods)) > 1:
        return None
    halves = _without_shared(
        [
            tuple(t for t in question.terms if left <= question.text.find(t.text) < right)
            for left, right in ((0, at.start()), (at.end(), len(question.text)))
        ]
    )
    halves[1] = halves[1] or _other_side(halves[0], question.text[at.end() :])
    near = [
        m
        for m in figure_matches(evidence, 3)
        if m.period == 1.0 and m.status == 1.0 and m.figure.measure is not Measure.RANK
    ]
    texts = (question.text[: at.start()], question.text[at.end() :])
    pairs = [
        (_named_apart(halves, texts, a, b), a, b)
        for a in near
        for b in near
        if a.passage is b.passage and a.figure is not b.figure and kind(a.figure) == kind(b.figure)
    ]
    best = max(pairs, key=lambda pair: pair[0], default=None)
    if best is None or best[0] < APART:
        return None
    _, first, second = best
    citations = Citations()
    text = said(tuple(sorted((first, second), key=lambda m: m.figure.start)), citations, report)
    if unlike := other_rhythm(first, second):
        return citations.draft(text + reply("not_comparable", reason=unlike), AnswerStatus.ANSWERED)
    direction = "" if first.figure.value >= second.figure.value else reply("apart")
    return citations.draft(text + worked(Pair(second, first, ""), direction), AnswerStatus.ANSWERED)


def _without_shared(halves: list[tuple[Term, ...]]) -> list[tuple[Term, ...]]:
    """The halves' terms without the wider words that would name both."""
    told = [{a for t in half for a in t.alternatives[1:]} for half in halves]
    shared = {
        a for a in told[0] | told[1] if any(a in other for side in told for other in side if other != a)
    }
    shared |= told[0] & told[1]
    shared |= {a for a in told[0] | told[1] if any(a in t.text for half in halves for t in half)}
    return [
        tuple(
            replace(t, alternatives=(t.text, *(a for a in t.alternatives[1:] if a not in shared)))
            for t in half
        )
        for half in halves
    ]


def _other_side(terms: tuple[Term, ...], said: str) -> tuple[Term, ...]:
    """The terms with the side that is said in place of its opposite: 中央财政赤字, then 地方的."""
    swapped = [swapped_side(said, t.text) for t in terms]
    if not any(swapped):
        return ()
    return tuple(
        replace(t, text=text, alternatives=(text,)) if text else t
        for t, text in zip(terms, swapped, strict=True)
    )


def _named_apart(
    halves: list[tuple[Term, ...]], said: tuple[str, str], a: FigureMatch, b: FigureMatch
) -> float:
    """How clearly the halves, of the texts `said`, name the two figures and not each other, 0–1: the weaker of the two."""
    names = [m.figure.indicator + m.figure.item for m in (a, b)]
    if min(coverage(half, name) for half, name in zip(halves, names, strict=True)) < NAMED:
        return 0.0
    telling = [  # 城市低保 and 农村低保: 城市 and 农村 tell them apart
        tuple(t for t in half if t.text not in other) or half
        for half, other in zip(halves, said[::-1], strict=True)
    ]
    own = [coverage(half, name) for half, name in zip(telling, names, strict=True)]
    other = [coverage(half, name) for half, name in zip(telling, names[::-1], strict=True)]
    return min(a - b for a, b in zip(own, other, strict=True))


def _named(question: Question, item: str) -> bool:
    """Whether a side of a list is named in any way: as it stands (住宿业), by its everyday word (住店) or level (市里)."""
    if names_item(question, item):
        return True
    if item in _PLAIN_SIDES:  # 城里和乡下, and not 甲产业和乙产业
        return any(set(letters) & set(item) and set(letters) & set(question.text) for letters in _SPOKEN_OF)
    level = item.endswith("级") and item[:1] in question.text
    return level or any(term_fit(t, plain(item)) >= NAMED for t in question.terms)


def kind(figure: Figure) -> tuple[object, ...]:
    """What two figures must have in common for a difference."""
    return figure.unit, figure.measure, figure.period, figure.status, figure.upper


def _two_sides(question: Question, sides: list[FigureMatch]) -> bool:
    """Whether these are the two sides of one list: two items that the question names, alike in all else."""
    if len(sides) != 2 or len({(m.figure.unit, m.figure.measure, m.figure.period) for m in sides}) > 1:
        return False
    a, b = (m.figure for m in sides)
    if not a.item or not b.item or a.item == b.item:
        return False
    if max(m.answers for m in sides) >= BOTH_LIKELY and min(m.answers for m in sides) >= OTHER_LIKELY:
        return True  # 借出去的钱比存进来的: no word of the list, yet the trees know both
    told = plain("".join(m.passage.clause(m.figure) + m.figure.indicator for m in sides))
    around = plain(sides[0].passage.text)
    if any(t.text in around and term_fit(t, told) < HELD for t in heavy(question.terms, NAMING)):
        return False  # 锂电和铜哪个多, where the list is of 铜 and 医药, and 锂电 stands beside it
    things = [m for m in sides if m.figure.item == m.figure.indicator]  # no 城镇 and 农村 of one thing
    if not any(_named(question, f.item) for f in (a, b)):
        return False  # 出口比进出口快多少, 对东盟和对欧盟的增速
    named = all(m.precision >= EXPLAINED or names_item(question, m.figure.item) for m in things)
    return named and sum(m.indicator for m in sides) >= 0.8
