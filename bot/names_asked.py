"""How many there are is told; their names, which were asked as well (几家，都叫啥), are not in the report: that is said too."""

from __future__ import annotations

import re

from report_bot.ingest.types import Figure, Passage
from report_bot.ingest.units import COUNT_UNIT
from report_bot.prompts.load import reply

from .types import AnswerStatus, Draft

_COUNTED = re.compile(r"多少|几|[\d一二两三四五六七八九十百]+[个家所件项名位座条块枚]")
_NAMES = re.compile(r"叫(?:啥|什么)|(?:都|分别)是(?:啥|什么|谁|哪)|是哪(?:几|些)[个家所件项名位座条]")
_DIGITS = re.compile(r"\d")
_AND_SO_ON = re.compile(r"等[\d一二两三四五六七八九十]")
_MANY = 2  # pieces of a list without a number, from which it may be the names


def names_lacking(asked: str, draft: Draft) -> str:
    """That the report does not list them, where the draft tells only how many; "" where it may name them, or none was asked."""
    if draft.status is not AnswerStatus.ANSWERED or len(draft.figures) != 1:
        return ""
    if not (_NAMES.search(asked) and _COUNTED.search(asked)):
        return ""
    figure, n = draft.figures[0]
    return reply("names_lacking") if not _names(figure, draft.cited[n - 1]) else ""


def _names(figure: Figure, passage: Passage) -> bool:
    """Whether the sentence may say which they are: a list without numbers, 等5家, or a name in quotation marks."""
    if not COUNT_UNIT.search(figure.unit):
        return True  # a sum or a rate has no names
    clause = passage.clause(figure)
    pieces = [piece for piece in re.split(r"[、和]", passage.near(figure)) if not _DIGITS.search(piece)]
    return _AND_SO_ON.search(clause) is not None or "“" in clause or len(pieces) >= _MANY
