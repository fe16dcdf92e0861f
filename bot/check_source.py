"""A figure of the sources with the words of its clause around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_bot.ingest.types import Figure, Passage
from report_bot.ingest.wording import clause_spans


@dataclass(frozen=True, slots=True)
class Source:
    """A figure of the sources and the passage it stands in."""

    figure: Figure
    passage: Passage

    @property
    def clause(self) -> str:
        return self.passage.clause(self.figure)

    @property
    def told(self) -> str:
        """The sentence up to the end of the figure's clause, without earlier clauses that are of other figures."""
        base, text = self.passage.start, self.passage.text
        counted = {f.clause_start - base for f in self.passage.figures}
        spans = clause_spans(text[: self.figure.clause_end - base])
        return "".join(
            text[a:b] for a, b in spans if a not in counted or a == self.figure.clause_start - base
        )

    @property
    def lead(self) -> str:
        """The clause up to the number."""
        return self.passage.lead(self.figure)

    @property
    def near(self) -> str:
        """The clause between the number before, if there is one, and this one."""
        return self.passage.near(self.figure)

    @property
    def around(self) -> str:
        """The words that touch the number on both sides, without those that belong to its neighbours."""
        beside = self._beside()
        starts = [f.start for f in beside if f.start >= self.figure.end]
        stop = min(starts, default=self.figure.clause_end) - self.figure.clause_start
        follows = any(f.end <= self.figure.start for f in beside)
        after = self.clause[self.figure.end - self.figure.clause_start : stop]
        return own_lead(self.near, follows) + " " + own_tail(after, bool(starts))

    def _beside(self) -> list[Figure]:
        first, last = self.figure.clause_start, self.figure.clause_end
        return [f for f in self.passage.figures if first <= f.start < last and f is not self.figure]


def own_lead(before: str, follows: bool) -> str:
    """What stands between two numbers, without the noun that belongs to the first (2条|千亿级、|15条)."""
    match = re.search(r"(?<=.)(?:[、；]|以及|[和及与])", before) if follows else None
    return before[match.start() :] if match else before


def own_tail(after: str, followed: bool) -> str:
    """What follows a number, up to what belongs to the next one."""
    return re.split(r"[，。；：、（）]" if followed else r"[，。；：（）]", after)[0]
