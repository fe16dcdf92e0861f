"""The figures of an answer, each held against the sources: supported, contradicted or not found. A pure function."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from report_bot.ingest.figures import read_figures
from report_bot.ingest.numbers import Amount, read_amounts
from report_bot.ingest.types import NumberKind, Passage, Report

from .check_agree import agreement, mistaken
from .check_claims import Claim, odd_numbers, read_claims
from .check_source import Source
from .check_sums import worked_out
from .check_text import Sentence, read_sentences
from .check_types import FigureCheck, Verdict
from .check_values import same_unit
from .types import Question

_HOTLINE = re.compile(r"热线|拨打|致电|电话|咨询|反映")


@dataclass(frozen=True, slots=True)
class _Judged:
    """A claim of the answer with the verdict on it."""

    sentence: Sentence
    claim: Claim
    check: FigureCheck
    after: str  # the sentence from the claim on, and the next one: where a result's qualifiers may be carried over


@dataclass(frozen=True, slots=True)
class _Case:
    """What stays the same for all claims of an answer."""

    answer: str
    question: Question
    report: Report

    def check(
        self, sentence: Sentence, amount: Amount, verdict: Verdict, reason: str, source: Source | None = None
    ) -> FigureCheck:
        start, end = sentence.place(amount.start, amount.end)
        return FigureCheck(
            self.answer[start:end], start, end, amount.value, amount.unit, verdict, reason,
            source.figure if source else None, source.passage if source else None,
        )  # fmt: skip


def check_figures(
    answer: str, passages: Sequence[Passage], question: Question, report: Report
) -> tuple[FigureCheck, ...]:
    """A verdict for every figure of the answer, in its order; years, dates, list numbers, marks and names are none.

    A sentence with marks [n] is held against `passages[n - 1]`, one without against all. A name or date with a number
    that neither the passages nor the question have is NOT_FOUND.
    """
    case = _Case(answer, question, report)
    passages = tuple(_with_figures(p, report) for p in passages)
    judged: list[_Judged] = []
    checks: list[FigureCheck] = []
    carried: Claim | None = None  # the last claim of the sentence before
    lead: Source | None = None  # what the last supported claim was licensed by
    sentences = read_sentences(answer)
    for sentence, following in zip_longest(sentences, sentences[1:]):
        cited = sentence.cited(passages)
        sources = tuple(Source(f, p) for p in cited for f in p.figures)
        claims = read_claims(sentence, report)
        for claim in claims:
            check = _judge(case, sentence, claim, sources, lead, carried)
            if check.verdict is Verdict.SUPPORTED and check.figure and check.passage:
                lead = Source(check.figure, check.passage)
            after = sentence.text[claim.start :] + (following.text if following else "")
            judged.append(_Judged(sentence, claim, check, after))
        for amount in odd_numbers(sentence):
            if not (_stands(case, sentence, amount, cited) or _is_term(sentence, amount, claims)):
                checks.append(case.check(sentence, amount, Verdict.NOT_FOUND, "原文没有这个名称或日期"))
        carried = claims[-1] if claims else carried
    checks += _with_sums(case, judged)
    return tuple(sorted(checks, key=lambda c: c.start))


def _is_term(sentence: Sentence, amount: Amount, claims: tuple[Claim, ...]) -> bool:
    """Whether a bare number is a term of a working that a claim of the sentence has already named (141-120=21)."""
    around = sentence.text[max(0, amount.start - 1) : amount.end + 1]
    return bool(re.search(r"[-−–+×÷=]", around)) and any(_bare(amount, c.amount) for c in claims)


def _with_figures(passage: Passage, report: Report) -> Passage:
    if passage.figures or not re.search(r"\d|[一二三四五六七八九十]", passage.text):
        return passage
    figures = read_figures(
        passage.text,
        offset=passage.start,
        place=report.place,
        year=report.year,
        period=passage.period,
        status=passage.status,
    )
    return replace(passage, figures=figures)


def _judge(
    case: _Case,
    sentence: Sentence,
    claim: Claim,
    sources: tuple[Source, ...],
    lead: Source | None,
    carried: Claim | None,
) -> FigureCheck:
    best: tuple[tuple[int, int, float], Source, list[str]] | None = None
    for source in sources:
        found = agreement(claim, source, sources, case.question, case.report, lead, carried)
        if not found.named:
            continue
        faults = found.faults
        if (
            not faults
            and (other := mistaken(claim, source, sources, case.question, case.report, carried)) is not None
        ):
            faults = [f"这是同名的另一个数，原文是“{other.figure.text}”"]
        rank = (len(faults), not found.valued, -found.share)
        if best is None or rank < best[0]:
            best = (rank, source, faults)
    if best is not None and not best[2]:
        if claim.negated:
            return case.check(
                sentence, claim.amount, Verdict.CONTRADICTED, "原文有这个数，回答却否定了它", best[1]
            )
        return case.check(sentence, claim.amount, Verdict.SUPPORTED, "原文有这个数据", best[1])
    if claim.negated and _typed(claim.amount, case.question):
        return case.check(sentence, claim.amount, Verdict.SUPPORTED, "是提问者说的数，回答没有当作事实")
    if best is not None:
        return case.check(sentence, claim.amount, Verdict.CONTRADICTED, "；".join(best[2]), best[1])
    return case.check(sentence, claim.amount, Verdict.NOT_FOUND, "没有找到能证明这个数的原文")


def _typed(amount: Amount, question: Question) -> bool:
    """Whether the user typed the value, whatever the unit (6万对吗 has none)."""
    return any(c.value == amount.value for c in question.claims)


def _with_sums(case: _Case, judged: list[_Judged]) -> list[FigureCheck]:
    """The checks, in which what was worked out from licensed figures is licensed too."""
    licensed = [
        (j.claim, Source(j.check.figure, j.check.passage))
        for j in judged
        if j.check.verdict is Verdict.SUPPORTED and j.check.figure and j.check.passage
    ]
    checks = []
    said = [claim for claim, _ in licensed]
    for j in judged:
        check = j.check
        if check.verdict is not Verdict.SUPPORTED:
            term = j.claim.working and any(_same_term(j.claim, c) for c in said)
            worked = None if term else worked_out(j.claim, licensed, j.after)
            if term:
                check = replace(check, verdict=Verdict.SUPPORTED, reason="算式里用的是前面已核对的数")
            elif worked is not None and not worked.fault:
                said.append(j.claim)
                check = replace(
                    check,
                    verdict=Verdict.SUPPORTED,
                    reason="由回答里已核对的两个数算出",
                    figure=None,
                    passage=None,
                )
            elif worked is not None:
                check = replace(check, verdict=Verdict.CONTRADICTED, reason=worked.fault)
            elif j.claim.small and check.verdict is Verdict.NOT_FOUND and _idiom(j, case):
                continue
        checks.append(check)
    return checks


def _same_term(claim: Claim, said: Claim) -> bool:
    """Whether a term of a working is a number said before, also without its unit (比去年少21万人（141-120=21）)."""
    if claim.amount.value == said.amount.value and same_unit(
        claim.amount.unit, said.amount.unit, said.amount.text
    ):
        return True
    return _bare(claim.amount, said.amount)


def _bare(term: Amount, said: Amount) -> bool:
    """Whether a number is another one written without its unit: 141 for 141万人."""
    written = re.fullmatch(r"[\d.]+", term.text)
    return written is not None and re.match(rf"{re.escape(written[0])}(?![\d.])", said.text) is not None


def _idiom(judged: _Judged, case: _Case) -> bool:
    """Whether a small Chinese numeral is part of a phrase that the report has (两个维护)."""
    start, end = judged.check.start, judged.check.end
    return (
        case.answer[start : end + 2] in case.report.text or case.answer[start : end + 2] in case.question.text
    )


def _stands(case: _Case, sentence: Sentence, amount: Amount, cited: Sequence[Passage]) -> bool:
    """Whether a number that is a name, a date or a threshold stands so in the sources, the question or the title."""
    text = sentence.text
    if amount.text.startswith("12345") and _HOTLINE.search(text):
        return True
    if amount.kind is NumberKind.CLAIM:  # a threshold: any spelling of its value
        return any(
            a.value == amount.value and a.unit == amount.unit for p in cited for a in read_amounts(p.text)
        )
    written = text[amount.start : amount.end + 1].strip("，。；：、）)”》 \n")
    places = (*(p.text for p in cited), case.question.asked, case.question.text, case.report.title)
    return any(
        written in place or (amount.text in place and amount.kind is NumberKind.DATE) for place in places
    )
