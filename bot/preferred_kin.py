"""Among figures of one sentence that fit a question, the one it asks for and not its neighbour: the whole before its part,
the level before its change, the result and not the number that the user typed."""

from __future__ import annotations

import re

from report_bot.ingest.types import Figure, Measure, Passage

from .coverage import heavy, plain
from .match import ADDED, FigureMatch
from .types import Intent, Question

AS_LIKELY = 0.8  # share of a part's probability that its whole must have
LEVEL = 0.5  # share of a change's probability from which the level stands for it
RESULT = 0.3  # share of the typed number's probability that another of its kind must have
NAMED_PART = 0.3  # share of a whole's probability from which the part that the question names stands for it
ONLY_PART = 0.5  # … or, where a part alone is insisted on, any part
_ONLY = re.compile(r"[光单][问说是指]|[只就][问说算]|专门")
_LEFT_OUT = re.compile(r"不算|不含|不包括|不计|扣|除|去掉|刨|减去|抛开|以外|之外")
_KIND = re.compile(r"(?:产业|行业|项目|企业|学位|类)$")
IN_ALL = re.compile(r"[一总]共|合计|总计")
_AMONG = re.compile(r"[^，。；]{0,8}[中里]，?(?:已|现|现已)?有?")
_SHARED_IN = re.compile(r"占[^，。；\d]*$")
_MORE = re.compile(r"增|多|涨|升|降|少|减|跌|提")
_HOW_MANY = re.compile(r"多少|几")
_DONE_ASKED = re.compile(
    r"[修建装改搬治盖]好了?(?:多少|几)|(?:完成|重建|修复|整改)了(?:多少|几)|已经?[^，。]{1,6}了?(?:多少|几)"
)


def level_before_change(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without by how much something changed (187天，比上年增加23天) where no change was asked and its level is told before it."""
    doubted = question.intent is Intent.CONFIRM and not _MORE.search(question.text)  # 不是开了一百列吗
    if Measure.CHANGE in question.measures or not (question.measures or doubted):
        return matches

    def told(change: FigureMatch) -> bool:
        return any(
            m.passage is change.passage
            and m.measure
            and m.unit
            and m.figure.start < change.figure.start
            and m.answers >= LEVEL * change.answers
            and (m.figure.indicator, m.figure.item, m.figure.unit)
            == (change.figure.indicator, change.figure.item, change.figure.unit)
            for m in matches
        )

    return [m for m in matches if m.figure.measure is not Measure.CHANGE or not told(m)]


def not_the_typed(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without the number that the user typed as part of a name (20件实事办成几件) where another of its kind stands beside it."""
    if len(question.claims) != 1 or not _HOW_MANY.search(question.text):
        return matches
    claim = question.claims[0]
    typed = [m for m in matches if (m.figure.value, m.figure.unit) == (claim.value, claim.unit)]
    likeliest = max((m.answers for m in typed), default=0.0)
    other = any(
        m.figure.unit == claim.unit
        and m.figure.value != claim.value
        and m.answers >= RESULT * likeliest
        and any(m.passage is t.passage and m.figure.indicator == t.figure.indicator for t in typed)
        for m in matches
    )
    return [m for m in matches if m not in typed] if other else matches


def whole_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without a part (其中省市级重点项目26个) where the whole before it fits, too, and no word of the question names the part."""
    if "其中" in question.text or question.not_meant or _ONLY.search(question.asked):
        return matches
    return [m for m in matches if not any(_is_part_of(m, whole, question) for whole in matches)]


def named_part_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without the whole (技改投资25亿元) where the question has the name of its part (其中纺织服装产业20亿元), and not to leave it out."""
    if IN_ALL.search(question.text) or _LEFT_OUT.search(question.asked):
        return matches
    if _ONLY.search(question.asked):  # 光问往外国卖的
        return [m for m in matches if not any(_only_part(part, m) for part in matches)]
    asked = plain(question.text)

    def has_part(whole: FigureMatch) -> bool:
        around = plain(whole.passage.near(whole.figure) + whole.figure.indicator)
        parts = (m for m in matches if goes_on_to_part(whole, m) and m.answers >= NAMED_PART * whole.answers)
        names = (_KIND.sub("", plain(m.figure.item or m.figure.indicator)) for m in parts)
        return any(len(name) > 1 and name not in around and name in asked for name in names)

    return [m for m in matches if not has_part(m)]


def _only_part(part: FigureMatch, whole: FigureMatch) -> bool:
    return goes_on_to_part(whole, part) and part.answers >= ONLY_PART * whole.answers


def of_the_named_side(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without what is of all sides (义务教育学位5760个) where the sentence has the asked one by its name (其中小学3240个)."""

    def named(match: FigureMatch) -> bool:
        own = match.figure.indicator + match.figure.item
        return any(side in own for side in question.items)

    def left_out(match: FigureMatch) -> bool:
        return not named(match) and any(
            goes_on_to_part(match, m) and named(m) and m.answers >= RESULT * match.answers for m in matches
        )

    return [m for m in matches if not left_out(m)] if question.items else matches


def not_the_base(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without all there are where so many of them stand behind (142个行政村中有63个通达…) and are about as likely meant."""

    def is_base(whole: FigureMatch) -> bool:
        figure, passage = whole.figure, whole.passage
        others = [
            m.figure
            for m in matches
            if m is not whole
            and m.passage is passage
            and m.figure.unit == figure.unit
            and m.answers >= RESULT * whole.answers
        ]
        if others and "总" not in question.text and _is_shared_in(figure, passage):
            return True
        return any(f.start > figure.end and _AMONG.fullmatch(passage.between(figure, f)) for f in others)

    return [m for m in matches if not is_base(m)]


def _is_shared_in(figure: Figure, passage: Passage) -> bool:
    """Whether a figure is the sum that a share is taken of: 完成10亿元，占总投资78亿元的13.8%."""
    behind = passage.text[figure.end - passage.start :]
    return _SHARED_IN.search(passage.lead(figure)) is not None and re.match(r"的\d", behind) is not None


def done_of_all_first(question: Question, matches: list[FigureMatch]) -> list[FigureMatch]:
    """Without all there were where so many are done was asked (修好多少户), and the sentence goes on to those (已完成重建9户)."""
    if not _DONE_ASKED.search(question.text):
        return matches
    return [m for m in matches if not any(_done_of(done, m) for done in matches)]


def _done_of(done: FigureMatch, whole: FigureMatch) -> bool:
    one, all_ = done.figure, whole.figure
    if done.passage is not whole.passage or one.unit != all_.unit or all_.end > one.start:
        return False
    between = done.passage.between(all_, one)
    longer = one.indicator != all_.indicator and one.indicator.startswith(all_.indicator)
    return longer and "已" in between


def named_alone(question: Question, part: FigureMatch, whole: FigureMatch) -> bool:
    """Whether a heavy word of the question stands in the part's own clause and not in the whole's (免费实施手术)."""
    own, other = (plain(m.passage.clause(m.figure)) for m in (part, whole))
    return any(
        (
            plain(term.text) in own
            and plain(term.text) not in other
            and not _abbreviates(term.text, whole.figure.indicator)
        )
        or (_shortens(term.text, part.figure.indicator) and not _shortens(term.text, other))
        for term in heavy(question.terms)
    )


def _abbreviates(word: str, name: str) -> bool:
    """Whether a word of two letters is a name in short (重卡, 重型卡车)."""
    return len(word) == 2 and name[:1] == word[0] and _in_order(word, name)


def _shortens(word: str, name: str) -> bool:
    """Whether a word is a name with letters left out (个体户, 个体工商户)."""
    return len(word) > 2 and _in_order(word, name)


def _in_order(word: str, name: str) -> bool:
    """Whether a name has the letters of a word, in their order."""
    letters = iter(name)
    return all(letter in letters for letter in word)


def goes_on_to_part(whole: FigureMatch, part: FigureMatch) -> bool:
    """Whether 其中 leads from the one figure to the other of its sentence, both of one unit and measure."""
    one, all_ = part.figure, whole.figure
    if part.passage is not whole.passage or all_.start >= one.start or one.unit != all_.unit:
        return False
    before = part.passage.between(all_, one)
    return before.lstrip("，、").startswith("其中") and one.measure is all_.measure


def _is_part_of(part: FigureMatch, whole: FigureMatch, question: Question) -> bool:
    if not goes_on_to_part(whole, part):
        return False
    if ADDED.search(question.text) and part.figure.indicator.startswith("新"):
        return False  # 累计消除9户，其中去年新消除1户
    one = part.figure
    told_apart = (one.item and one.item in question.text) or named_alone(question, part, whole)
    likely = whole.answers >= AS_LIKELY * part.answers and (
        whole.indicator >= part.indicator or whole.answers > part.answers
    )
    return likely and not told_apart
