"""Two figures are told where it was asked which is more (哪个涨得快): which of them it is, in so many words."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest.types import Figure, Measure
from report_bot.prompts.load import reply

from .check_values import direction
from .quote_sides import kind
from .types import AnswerStatus, Draft, Question

_WHICH = re.compile(r"(?:哪一?[个项边样家类头]|谁)[^，。；？]{0,6}?(?P<way>[快慢高低多少大小])")
_MORE = "快高多大"
_AT_LEAST = re.compile(r"以上|超|突破|不低于|不少于|多$|余$")


def with_winner(question: Question, draft: Draft) -> Draft:
    """The draft, and which of its two figures is the greater or smaller one, where that was asked and is beyond doubt."""
    asked = _WHICH.search(question.text)
    if asked is None or draft.status is not AnswerStatus.ANSWERED or len(draft.figures) != 2:
        return draft
    (one, n), (other, k) = draft.figures
    if not _comparable(one, other) or (asked["way"] in "快慢" and one.measure is not Measure.CHANGE):
        return draft
    if one.measure is Measure.CHANGE and any(
        direction(draft.cited[of - 1].lead(figure)) < 0 for figure, of in ((one, n), (other, k))
    ):
        return draft  # 下降得快: by a larger number, or to a smaller one
    less, more = sorted((one, other), key=lambda f: f.value)
    if _AT_LEAST.search(less.qualifier):
        return draft  # 5%以上 may be more than 6%
    winner = more if asked["way"] in _MORE else less
    which = winner.item if one.item and other.item else winner.indicator
    return replace(draft, text=draft.text + reply("winner", way=asked["way"], which=which))


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures are of different things, in all else alike."""
    apart = one.item != other.item if one.item and other.item else one.indicator != other.indicator
    return kind(one) == kind(other) and apart and one.measure is not Measure.RANK and one.value != other.value
