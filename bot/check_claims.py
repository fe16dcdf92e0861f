"""A sentence of an answer → its claims: each number with what the sentence says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from report_bot.ingest import wording
from report_bot.ingest.claims import claimed_amounts
from report_bot.ingest.figures import read_figures
from report_bot.ingest.items import list_run, split_items
from report_bot.ingest.numbers import Amount, read_amounts
from report_bot.ingest.types import FactStatus, Figure, Measure, NumberKind, Period, Report

from .asked_times import TimeSpan
from .check_source import own_lead, own_tail
from .check_text import Sentence
from .check_time import Mood, mood_of, periods_of, spoken_times
from .check_values import Hedge, canonical, direction, hedges, hedges_beside
from .check_words import content
from .vocabulary import short_place

_DIFFER = re.compile(
    r"(?:(?<![大最众许])多|(?<![至不最])少|(?<!最)高|(?<!最)低|差|相差|差距|差额|增加|减少|降低|提高|增长|下降|上升|回落|净增)(?:了|出|有|为|是|约|大约|近|超过?|\s)*$"
)
_SUM = re.compile(r"合计|总共|一共|加起来|加在一起|之和|总和|共计|合起来|共(?=\d|约|$)")
_NEGATED = re.compile(
    r"不会|不能|不再|不予|不可能|无法|难以|尚未|还没|暂不|不(?=提高|增长|增加|新增|建|改|启动|推进|实施|设)|不是|并非|并不|没有|未(?=达|能|突|超|完|有|提|到|实现|给|说|明|写|公布|涉及|找|查)|没(?=达|超|突|完|到|能|过)|不对|不准确|不准|有误|不符|不一致|不正确|(?<![是可])而非|不存在|查不到|找不到|说错|不到(?=\d)|(?<![毫百])无(?=\d|此|这)|算错|错误"
)
_NOT_NEGATED = re.compile(r"没有(?:变化|变)|有没有|不低于|不少于|不超过|不高于|无误")
_AFTER_WORDS = rf"^的?(?:{wording.AFTER})"
_GAP_WORDS = re.compile(
    r"每人每[年月]|每[年月]|约|近|超过?|突破|左右|以上|和|、|及|与|以及|，|；|；?分别|达到?|为|是|\s"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A number and what its sentence says of it. Offsets count the sentence's plain text.

    `local` are the words that touch the number, `noun` those of them that name a thing (no predicate, not the report's
    own place), `carried` all of the sentence before it. `periods` are those the sentence states for it, () where none;
    `status` is None where the wording leaves it open.
    """

    amount: Amount
    upper: Decimal | None
    local: str
    noun: str
    carried: str
    clause: str
    hedges: frozenset[Hedge]
    measure: Measure
    item: str
    periods: tuple[Period, ...]
    status: FactStatus | None
    plans: tuple[str, ...]  # the words that say planned
    direction: int
    differs: bool
    sums: bool
    negated: bool
    working: bool
    small: bool

    @property
    def start(self) -> int:
        return self.amount.start


def read_claims(sentence: Sentence, report: Report) -> tuple[Claim, ...]:
    """The claims of a sentence in order; years, dates, names and thresholds inside names are left out."""
    text = sentence.text
    amounts, uppers = claimed_amounts(text)
    read = _read(text, report)
    spans = spoken_times(text, report, amounts)
    claims: list[Claim] = []
    mood, since = Mood(), 0
    for start, end in wording.clause_spans(text):
        inside = [a for a in amounts if start <= a.start < end]
        mood = mood_of(text, start, end, mood, spans, report)
        listed = _listed(text, start, inside)
        for i, amount in enumerate(inside):
            left = inside[i - 1].end if i else start
            right = inside[i + 1].start if i + 1 < len(inside) else end
            before, after = own_lead(text[left : amount.start], i > 0), text[amount.end : right]
            figure = read.get(amount.start)
            words = _Words((start, end), before, after, listed.get(amount.start), i + 1 < len(inside), since)
            claims.append(
                _claim(sentence, amount, uppers.get(amount.start), words, figure, spans, mood, report)
            )
            since = amount.end
    return tuple(claims)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words around a number: its clause's bounds, what touches it, and its part of a 分别 list if it has one."""

    bounds: tuple[int, int]
    before: str
    after: str
    listed: str | None
    followed: bool
    since: int  # where the number before ends, in whatever clause


def _claim(
    sentence: Sentence, amount: Amount, upper: Decimal | None, words: _Words, figure: Figure | None,
    spans: tuple[TimeSpan, ...], mood: Mood, report: Report,
) -> Claim:  # fmt: skip
    text, (start, end) = sentence.text, words.bounds
    before, after, listed = words.before, words.after, words.listed
    clause = text[start:end]
    lead = text[start : amount.start]
    measure = figure.measure if figure else Measure.STOCK
    differs = _DIFFER.search(before) is not None and not re.search(r"(?:到|至(?!少))\S{0,2}$", before)
    if (differs and not re.search("新增|净增", before[-6:])) or re.match(
        r"(?:左右|以上)?的(?:增长|增幅|增速|涨幅|降幅|升幅)", after
    ):
        measure = Measure.CHANGE
    if amount.ordinal:
        measure = Measure.RANK
    local = listed if listed is not None else before + " " + own_tail(after, words.followed)
    periods, base = periods_of(text, amount, start, end, spans)
    if base and base.last < report.year:
        mood = Mood(FactStatus.ACTUAL)
    expected = Hedge.EXPECTED in hedges(text[: amount.start])
    said = hedges_beside(text[max(start, amount.start - 12) : amount.start], amount, after)
    if listed is not None and not said:
        said = hedges_beside(before, amount, after)
    return Claim(
        amount=canonical(amount, after),
        upper=upper,
        local=local,
        noun=_noun(local, words, report, text[words.since : amount.start]),
        carried=text[: amount.start],
        clause=clause,
        hedges=said | ({Hedge.EXPECTED} if expected else frozenset()),
        measure=measure,
        item=figure.item if figure else "",
        periods=periods,
        status=mood.status,
        plans=mood.plans,
        direction=direction(re.sub(r"\d[\d.]*", " ", lead)) or _direction_behind(after),
        differs=differs,
        sums=_SUM.search(lead) is not None,
        negated=_is_negated(clause),
        working=_is_working(text, amount),
        small=sentence.starts[amount.start] in sentence.small,
    )


def _direction_behind(after: str) -> int:
    """Which way 5.5%的增长 goes."""
    return direction(after[:8]) if re.match(r"(?:左右|以上)?的", after) else 0


def _read(text: str, report: Report) -> dict[int, Figure]:
    """The sentence's figures as a report's would be read, by where they start."""
    try:
        return {f.start: f for f in read_figures(text, place=report.place, year=report.year)}
    except ValueError:  # what no report says: 连续0年
        return {}


def _noun(local: str, words: _Words, report: Report, gap: str) -> str:
    """The words that touch the number, without predicates, qualifiers and the report's own place; where they name
    nothing, what stands since the number before (存款余额增速更快，达到9.8%)."""
    noun = local
    if words.listed is None:
        after = own_tail(re.sub(_AFTER_WORDS, "", words.after), words.followed)
        noun = wording.strip_tail(words.before) + " " + after
    if not content(noun):
        earlier = re.split(r"[，；：、]", gap)[bool(words.since) : -1]
        noun = next((wording.strip_tail(part) for part in reversed(earlier) if content(part)), noun)
    for name in (report.place, short_place(report.place)):
        noun = noun.replace(name, " ") if name else noun
    return noun


def _listed(text: str, start: int, inside: list[Amount]) -> dict[int, str]:
    """For each number behind 分别 or 依次 in a clause: the words of its own part of the list."""
    match = re.search(r"分别|依次|各自", text[start : inside[-1].start]) if inside else None
    if match is None:
        return {}
    behind = [a for a in inside if a.start >= start + match.end()]
    squeezed = all(not _GAP_WORDS.sub("", text[a.end : b.start]) for a, b in pairwise(behind))
    if len(behind) < 2 or not (squeezed or list_run(text, behind, start)):
        return {}
    head = wording.strip_lead(wording.strip_tail(text[start : start + match.start()]))
    head = re.sub(r"^.*?(?:年|月)[，,]?", "", head) if re.match(r"\d{4}年", head) else head
    verb = text[start + match.end() : behind[0].start]
    items, names = split_items(head, len(behind))
    if any(items):
        return {a.start: f"{name}{verb}" for a, name in zip(behind, names, strict=True)}
    return {}


def _is_negated(clause: str) -> bool:
    return _NEGATED.search(_NOT_NEGATED.sub("", clause)) is not None


def _is_working(text: str, amount: Amount) -> bool:
    """Whether the number is a term of a written sum (3.2万人 − 3万人 = 0.2万人)."""
    before, after = text[max(0, amount.start - 4) : amount.start], text[amount.end : amount.end + 4]
    return bool(
        re.search(r"(?:[−+×÷=＝－＋*/]|[\w%）)]\s*[-–—]|减去|加上|除以|乘以|等于|减|加|÷)\s*$", before)
        or re.match(r"\s*(?:[−+×÷=＝－＋*/]|[-–—]\s*\d|减去|加上|除以|乘以|等于|减|加)", after)
    )


def odd_numbers(sentence: Sentence) -> tuple[Amount, ...]:
    """Numbers that are no claims (names, ordinals, dates, thresholds) but must stand in the sources to the letter.

    Left out: years, 第一 and 第二 that order the answer's own parts.
    """
    text = sentence.text
    claimed, _ = claimed_amounts(text)
    spans = [(a.start, a.end) for a in claimed]
    odd = []
    for amount in read_amounts(text):
        if any(s <= amount.start < e for s, e in spans):
            continue
        if re.fullmatch(r"(?:19|20)\d\d年?", amount.text) and amount.kind is not NumberKind.CLAIM:
            continue
        if amount.kind is NumberKind.ORDINAL and re.match(
            r"[，,、：:]|[，是点]", text[amount.end : amount.end + 1] or "，"
        ):
            continue
        odd.append(replace(amount))
    return tuple(odd)
