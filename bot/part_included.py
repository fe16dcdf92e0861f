"""A total is told though a part of it was not meant (纺织的不算): that the part is in it, and how much it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report_bot.ingest.types import Figure, Passage
from report_bot.prompts.load import reply

from .associations import asked_concepts, associated
from .not_meant import name_of
from .phrase import say
from .types import AnswerStatus, Draft, Question

_OF_IT = re.compile(r"其中|里面|包括|包含|含(?!量)")
_END = re.compile(r"[；。]")
_MEANS = 0.3  # share of the words not meant that the part's name must carry


def with_part(question: Question, draft: Draft) -> Draft:
    """The draft, and that its figure holds the part that the question leaves out, where its sentence says so."""
    if draft.status is not AnswerStatus.ANSWERED or not question.not_meant:
        return draft
    told = {figure for figure, _ in draft.figures}
    for whole, n in draft.figures:
        passage = draft.cited[n - 1]
        parts = [part for part in _parts(passage, whole) if part not in told]
        if part := _meant(parts, passage, question.not_meant):
            text = draft.text + reply("part_included", part=say(part, passage))
            return replace(draft, text=text, figures=(*draft.figures, (part, n)))
    return draft


def _parts(passage: Passage, whole: Figure) -> list[Figure]:
    """What the sentence counts as parts of a figure: the amounts in its unit after 其中, where none stands before that."""
    rest = _END.split(passage.text[whole.end - passage.start :])[0]
    opened = _OF_IT.search(rest)
    behind = [
        f
        for f in passage.figures
        if whole.end <= f.start < whole.end + len(rest) and f.unit == whole.unit and f.is_amount
    ]
    if opened is None or any(f.start < whole.end + opened.start() for f in behind):
        return []  # 再就业820人，其中…: of the nearest figure before it
    return behind


def _meant(parts: list[Figure], passage: Passage, not_meant: Sequence[str]) -> Figure | None:
    """The part that some words name best; the only one there is, whatever they call it (厂里的集体宿舍, 园区宿舍型)."""
    if len(parts) == 1:
        return parts[0]
    names = [name_of(passage, part) for part in parts]
    close = [[a.letters for a in associated(asked_concepts(words), names)] for words in not_meant]
    fits = [max(of) for of in zip(*close, strict=True)]
    best = max(range(len(parts)), key=lambda i: fits[i], default=None)
    return parts[best] if best is not None and fits[best] >= _MEANS else None
