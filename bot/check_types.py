"""The nouns of the check of an answer: Verdict, FigureCheck, QuoteCheck."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from report_bot.ingest.types import Figure, Passage


class Verdict(StrEnum):
    """What the sources say of a part of an answer. Only SUPPORTED may be shown."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"  # the sources speak of it, but say something else
    NOT_FOUND = "not_found"  # nothing in the sources licenses it


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """One figure of an answer. `answer[start:end] == text`; `value` is in base units, as in `ingest.types.Figure`.

    `reason` is Chinese, for the operator. `figure` and `passage` are what licenses or contradicts it; both are None
    where nothing was found, and `figure` alone where the licence is no figure of its own (a worked sum).
    """

    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    verdict: Verdict
    reason: str
    figure: Figure | None = None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """One quotation (“…”), name or claim (a whole sentence) of an answer; `kind` says which of the three."""

    text: str
    start: int
    end: int
    kind: str
    verdict: Verdict
    reason: str
    passage: Passage | None = None
