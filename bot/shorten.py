"""A long sentence → the clauses of it that are about the question; whole clauses are left out, never a condition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from report_bot.ingest.wording import clause_spans

from .coverage import coverage
from .types import Term

LEFT_OUT = "……"  # where clauses between two that are said are not
_DAY = re.compile(r"\d{4}年|\d+月|年底|年末|[上下]半年|季度")
IN_TIME = 0.3  # what a day adds to a clause where one was asked
NEARLY = 0.5  # share of what the best clause says of the question, from which another is of it, too
LONG = 100  # characters: a longer sentence is shortened by leaving whole clauses out
WHOLE = 240  # … and so much longer where the question asks for all of them
# The number of a glossary's item, or of one of a list's (二是新建中小学16所).
_NUMBERED = re.compile(r"^(?:\d{1,2}[.．、](?!\d)\s*|[①-⑳]\s*|[一二三四五六七八九十]{1,2}是(?=[一-鿿]{2}))")


def about(sentence: str, terms: tuple[Term, ...], most: int, dated: re.Pattern[str] | None = None) -> str:
    """Of a sentence the clauses that say most of the question, and where a date was asked the first that `dated` finds.

    …… stands for what is left out between them; a sentence without such clauses is shortened to `most`.
    """
    sentence = _NUMBERED.sub("", sentence.strip())
    spans = clause_spans(sentence)
    clauses = [sentence[a:b].strip("，；。") for a, b in spans]
    scores = [
        coverage(terms, clause) + (IN_TIME if dated and _DAY.search(clause) else 0.0) for clause in clauses
    ]
    best = max(scores, default=0.0)
    if not best or len(clauses) == 1:
        return shorten(sentence, terms, most)
    first = scores.index(best)
    ends = [i for i, (_, end) in enumerate(spans) if sentence[end - 1] in "；。"]
    begin = max((i + 1 for i in ends if i < first), default=0)
    # What follows a ； is of something else.
    stop = min((i for i in ends if i >= first), default=len(spans) - 1)
    keep = {i for i in range(begin, stop + 1) if scores[i] > NEARLY * best}
    if dated is not None and not any(_DAY.search(clauses[i]) for i in keep):
        later = range(min(keep), stop + 1)
        found = [i for i in later if _DAY.search(clauses[i])] or [
            i for i in later if dated.search(clauses[i])
        ]
        keep |= set(found[:1])
    return _joined(sentence, spans, clauses, sorted(keep))


def segment(sentence: str, terms: tuple[Term, ...]) -> str:
    """What stands between two ； of a sentence, where that alone says something of the question; else the sentence."""
    parts = [part for part in re.split("[；;]", sentence) if part.strip()]
    said = [coverage(terms, part) for part in parts]
    best = max(said, default=0.0)
    return parts[said.index(best)] if best and said.count(0.0) == len(said) - 1 else sentence


def shorten(sentence: str, terms: tuple[Term, ...], most: int = LONG) -> str:
    """The sentence, or where it is longer than `most` the clauses that carry the question's terms (two at least), with
    …… for what is left out between them."""
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
    for i in sorted(keep):  # …符合规定的，由财政支付: no promise without its condition
        while i > 0 and i - 1 not in keep and clauses[i - 1].endswith("的"):
            i -= 1
            keep.append(i)
    return _joined(sentence, spans, clauses, sorted(keep))


def _joined(
    sentence: str, spans: Sequence[tuple[int, int]], clauses: Sequence[str], kept: Sequence[int]
) -> str:
    """The kept clauses with the marks between them."""
    said = clauses[kept[0]]
    for before, i in pairwise(kept):
        mark = sentence[spans[before][1] - 1]
        said += (mark if mark in "，；：" else "，") if i == before + 1 else LEFT_OUT
        said += clauses[i]
    return said
