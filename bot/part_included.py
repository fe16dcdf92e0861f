"""A total is told though a part of it was not meant (纺织的不算): that the part is in it, and how much it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from report_bot.ingest.types import Figure, Measure, Passage
from report_bot.prompts.load import reply

from .associations import asked_concepts, associated
from .not_meant import name_of
from .phrase import say
from .types import AnswerStatus, Draft, Question

_OF_IT = re.compile(r"其中|里面|包括|包含|含(?!量)")
_END = re.compile(r"[；。]")
_MEANS = 0.5  # share of the words not meant that the part's name must carry
_LEVELS = (Measure.STOCK, Measure.NEW)


def with_part(question: Question, draft: Draft) -> Draft:
    """The draft, and that its figure holds the part that the question leaves out, where its sentence says so."""
    if draft.status is not AnswerStatus.ANSWERED or not question.not_meant:
        return draft
    told = {figure for figure, _ in draft.figures}
    for whole, n in draft.figures:
        passage = draft.cited[n - 1]
        for part in _parts(passage, whole):
            if part not in told and any(_is_of(words, passage, part) for words in question.not_meant):
                text = draft.text + reply("part_included", part=say(part, passage))
                figures = (*draft.figures, (part, n))
                return replace(draft, text=text, figures=figures, status=AnswerStatus.PARTIAL)
    return draft


def _parts(passage: Passage, whole: Figure) -> Iterator[Figure]:
    """What the sentence counts as parts of a figure: those after 其中, in its unit."""
    for figure in passage.figures:
        if figure.start < whole.end or figure.unit != whole.unit or figure.measure not in _LEVELS:
            continue
        between = passage.between(whole, figure)
        if _OF_IT.search(between) and not _END.search(between):
            yield figure


def _is_of(words: str, passage: Passage, part: Figure) -> bool:
    """Whether a part is what some words name."""
    return associated(asked_concepts(words), [name_of(passage, part)])[0].letters >= _MEANS
