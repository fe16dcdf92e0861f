"""Evidence made of one sentence, for tests of what is answered from it."""

from __future__ import annotations

from dataclasses import replace

from questions import VOCABULARY
from sentences import REPORT, passage

from report_bot.bot.match import match_figure
from report_bot.bot.question import read_question
from report_bot.bot.types import Candidate, Evidence


def evidence(asked: str, sentence: str, *answers: float, whole: float = 0.0) -> Evidence:
    """What stands in one sentence for a question; each figure answers so likely, the sentence as a whole `whole`."""
    question = read_question(asked, report=REPORT, vocabulary=VOCABULARY)
    said = passage(sentence)
    features = (("meaning", 0.0), ("name", 0.0), ("words", 0.0))
    figures = tuple(
        replace(match_figure(question, said, f), answers=likely)
        for f, likely in zip(said.figures, answers or (0.5,) * len(said.figures), strict=True)
    )
    return Evidence(question, (Candidate(said, 1.0, features, answers=whole),), figures)
