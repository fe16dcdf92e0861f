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
# 扣除纺织服装有多少, 不含税收的收入, 除税收以外
_WITHOUT = re.compile(
    r"(?:不算|不含|不包括|不计|扣[除掉去]|除[去掉开了]|去掉|刨[去掉开除]|减去|剔除|抛开|除(?=[^，。]{2,8}[以之]?外))(?P<of>[^，。；的以之有]{2,8})"
)
_END = re.compile(r"[；。]")
_MEANS = 0.5  # share of the words not meant that the part's name must carry
_LEVELS = (Measure.STOCK, Measure.NEW)


def with_part(question: Question, draft: Draft) -> Draft:
    """The draft, and that its figure holds the part that the question leaves out, where its sentence says so."""
    without = (*question.not_meant, *(m["of"] for m in _WITHOUT.finditer(question.asked)))
    if draft.status is not AnswerStatus.ANSWERED or not without:
        return draft
    told = {figure for figure, _ in draft.figures}
    for whole, n in draft.figures:
        passage = draft.cited[n - 1]
        for part in _parts(passage, whole):
            if part not in told and any(_is_of(words, passage, part) for words in without):
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
