"""A total is told though a part of it was not meant (纺织的不算): that the part is in it, and how much it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_bot.ingest.types import Figure, Measure, Passage
from report_bot.prompts.load import reply

from .associations import asked_concepts, associated
from .not_meant import name_of
from .phrase import say
from .types import AnswerStatus, Draft, Question

_OF_IT = re.compile(r"其中|里面|包括|包含|含(?!量)")
_END = re.compile(r"[；。]")
_MEANS = 0.3  # share of the words not meant that the part's name must carry
_LEVELS = (Measure.STOCK, Measure.NEW)


def with_part(question: Question, draft: Draft) -> Draft:
    """The draft, and that its figure holds the part that the question leaves out, where its sentence says so."""
    without = question.not_meant
    if draft.status is not AnswerStatus.ANSWERED or not without:
        return draft
    told = {figure for figure, _ in draft.figures}
    for whole, n in draft.figures:
        passage = draft.cited[n - 1]
        parts = [part for part in _parts(passage, whole) if part not in told]
        if part := _meant(parts, passage, without):
            text = draft.text + reply("part_included", part=say(part, passage))
            return replace(draft, text=text, figures=(*draft.figures, (part, n)))
    return draft


def _parts(passage: Passage, whole: Figure) -> Iterator[Figure]:
    """What the sentence counts as parts of a figure: those after 其中, in its unit."""
    behind = [
        f for f in passage.figures if f.start >= whole.end and f.unit == whole.unit and f.measure in _LEVELS
    ]
    for figure in behind:
        between = passage.between(whole, figure)
        if _END.search(between):
            return
        found = _OF_IT.search(between)
        opened = whole.end + found.start() if found else figure.end
        if any(f.start < opened for f in behind):
            return  # 再就业820人，其中…: of the nearest figure before it
        yield figure


def _meant(parts: list[Figure], passage: Passage, without: Sequence[str]) -> Figure | None:
    """The part that some words name best; the only one there is, whatever they call it (厂里的集体宿舍, 园区宿舍型)."""
    if len(parts) == 1:
        return parts[0]
    names = [name_of(passage, part) for part in parts]
    close = [[a.letters for a in associated(asked_concepts(words), names)] for words in without]
    fits = [max(of) for of in zip(*close, strict=True)]
    best = max(range(len(parts)), key=lambda i: fits[i], default=None)
    return parts[best] if best is not None and fits[best] >= _MEANS else None
