"""What a bot replied, and what the graders say of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """The verdict on one criterion. What cannot be judged is unscored, never right and never wrong."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSCORED = "unscored"
    NOT_ASKED = "not_asked"  # the question does not call for this criterion


REFUSALS = frozenset({"not_in_report", "off_topic", "unsafe"})
CRITERIA = ("wrong_figure", "figure", "year", "citation", "refusal", "status", "forbidden")


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question's last turn, from any bot. None stands for what the target does not tell."""

    text: str
    status: str | None = None
    refused: bool | None = None
    quotes: tuple[str, ...] | None = None
    elapsed_ms: float | None = None
    error: str = ""  # why there is no answer; such a reply is unscored


@dataclass(frozen=True, slots=True)
class Plain:
    """How plain the wording is: shown apart, never part of right or wrong."""

    length: int
    longest_sentence: int
    set_phrases: float  # share of the text that is the report's set phrases


@dataclass(frozen=True, slots=True)
class Grade:
    """A verdict for each criterion. `notes` say in Chinese what is wrong or why it cannot be judged."""

    wrong_figure: Outcome
    figure: Outcome
    year: Outcome
    citation: Outcome
    refusal: Outcome
    status: Outcome
    forbidden: Outcome
    refused: bool | None
    plain: Plain | None
    notes: tuple[str, ...] = ()

    @property
    def overall(self) -> Outcome:
        """Right: nothing is wrong, and every figure and the refusal could be judged.

        A bot that shows no sources or tells no status is not held to them: those are counted apart.
        """
        verdicts = [getattr(self, name) for name in CRITERIA]
        if Outcome.WRONG in verdicts:
            return Outcome.WRONG
        needed = (self.wrong_figure, self.figure, self.refusal, self.forbidden)
        return Outcome.UNSCORED if Outcome.UNSCORED in needed else Outcome.RIGHT

    def to_json(self) -> dict[str, Any]:
        return {"overall": self.overall.value} | asdict(self)


def unscored(why: str) -> Grade:
    """The grade of a question that got no answer."""
    verdicts = dict.fromkeys(CRITERIA, Outcome.UNSCORED)
    return Grade(**verdicts, refused=None, plain=None, notes=(why,))


def grade_from_json(stored: dict[str, Any]) -> Grade:
    """Inverse of Grade.to_json. Raises KeyError, TypeError or ValueError on anything else."""
    return Grade(
        **{name: Outcome(stored[name]) for name in CRITERIA},
        refused=stored["refused"],
        plain=None if stored["plain"] is None else Plain(**stored["plain"]),
        notes=tuple(stored["notes"]),
    )
