"""The passages and figures that an answer cites, in the order in which it cites them."""

from __future__ import annotations

from report_bot.ingest.types import Figure, Passage

from .types import AnswerStatus, Draft


class Citations:
    """Numbers passages in the order in which the answer cites them."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.figures: list[tuple[Figure, int]] = []

    def mark(self, passage: Passage, figure: Figure | None = None) -> str:
        if passage not in self.passages:
            self.passages.append(passage)
        n = self.passages.index(passage) + 1
        if figure is not None:
            self.figures.append((figure, n))
        return f"[{n}]"

    def mark_quoted(self, passage: Passage, text: str) -> str:
        """The mark of a passage of which `text` is said, and with it every figure that stands there."""
        mark = self.mark(passage)
        for figure in passage.figures:
            if figure.text in text:
                self.mark(passage, figure)
        return mark

    def draft(self, text: str, status: AnswerStatus) -> Draft:
        return Draft(text, status, tuple(self.passages), tuple(self.figures))
