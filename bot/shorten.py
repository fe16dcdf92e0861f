"""A long sentence → the clauses of it that are about the question; whole clauses are left out, never a condition."""

from __future__ import annotations

import re
from itertools import pairwise

from report_bot.ingest.wording import clause_spans

from .coverage import coverage
from .types import Term

LEFT_OUT = "……"  # where clauses between two that are said are not
LONG = 100  # characters: a longer sentence is shortened by leaving whole clauses out
WHOLE = 240  # … and so much longer where the question asks for all of them
# The number of a glossary's item, or of one of a list's (二是新建中小学16所).
_NUMBERED = re.compile(r"^(?:\d{1,2}[.．、](?!\d)\s*|[一二三四五六七八九十]{1,2}是(?=[一-鿿]{2}))")


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
    kept = sorted(keep)
    said = clauses[kept[0]]
    for before, i in pairwise(kept):
        mark = sentence[spans[before][1] - 1]
        said += (mark if mark in "，；：" else "，") if i == before + 1 else LEFT_OUT
        said += clauses[i]
    return said
