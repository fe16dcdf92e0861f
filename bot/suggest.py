"""What to ask next: questions from the figures near a cited one, and a question about any sentence of a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from report_bot.ingest.passages import clauses
from report_bot.ingest.types import Figure, Passage, ReadReport
from report_bot.prompts.load import reply

from .compare import core
from .examples import askable, worded
from .match import FigureMatch
from .types import Answer, Evidence

NEAR = 0.03  # a figure or sentence of this probability of answering may be what a refused question meant
_SHORTEST, _LONGEST = 6, 26  # characters of a clause that can stand for its sentence in a question


def next_questions(answer: Answer, read: ReadReport) -> tuple[tuple[str, str], ...]:
    """Questions that an answer leads to, nearest first, each with the id of the passage that should answer it.

    First the other year of a figure that the answer states, then the figures around the cited sentences: of the same
    sentence, paragraph and section. None asks what was asked or told already, and no two ask about one indicator.
    The questions are made of the report's words, not proved: who shows them asks each first.
    """
    cited = [p for p in read.passages if p.id in {c.passage_id for c in answer.citations}]
    told = {(f.figure.start, f.figure.end) for f in answer.figures}
    names = {core(f.figure.indicator) for f in answer.figures}
    asked = {answer.question.rstrip("？?"), answer.resolved.rstrip("？?")}
    found: dict[str, str] = {}
    seen: set[str] = set()
    for figure, passage in (*_other_years(answer, read), *_near(cited, read)):
        name = core(figure.indicator)
        other_year = name in names and not any(passage is p for p in cited)
        if (figure.start, figure.end) in told or name in seen or (name in names and not other_year):
            continue
        if not askable(figure, passage, read):
            continue
        question = worded(figure, read)
        if question.rstrip("？") not in asked:
            seen.add(name)
            found.setdefault(question, passage.id)
    return tuple(found.items())


def near_questions(evidence: Evidence, read: ReadReport) -> tuple[tuple[str, str], ...]:
    """What a refused question may have meant, likeliest first, each with the id of the passage that should answer it.

    Of too small a probability to be told as the answer; whoever asked can say that it is what was meant.
    """
    likely = [m for m in evidence.figures if m.answers >= NEAR]
    figures = [(m.answers, m.passage, worded(m.figure, read)) for m in likely if _asked_for(m, read)]
    sentences = [
        (c.answers, c.passage, question_about(c.passage, read))
        for c in evidence.candidates
        if c.answers >= NEAR
    ]
    asked = {evidence.question.asked.rstrip("？?"), evidence.question.text.rstrip("？?")}
    found: dict[str, str] = {}
    for _, passage, question in sorted((*figures, *sentences), key=lambda near: -near[0]):
        if question and question.rstrip("？") not in asked and passage.id not in found.values():
            found.setdefault(question, passage.id)
    return tuple(found.items())


def question_about(passage: Passage, read: ReadReport) -> str:
    """A question that a sentence answers: for its figure where it has a plain one, else in its own words.

    "" for a sentence that tells nothing (各位代表：).
    """
    for figure in passage.figures:
        if askable(figure, passage, read):
            return worded(figure, read)
    text = read.report.text
    said = [text[a:b].strip("“”‘’\"' ") for a, b in clauses(text, passage.start, passage.end)]
    whole = [clause for clause in said if _SHORTEST <= len(clause) <= _LONGEST]
    topic = whole[0] if whole else max(said, key=len, default="")[:_LONGEST]
    return reply("ask_about", topic=topic) if len(topic) >= _SHORTEST else ""


def _asked_for(match: FigureMatch, read: ReadReport) -> bool:
    figure = match.figure
    if figure.item in figure.indicator:
        figure = replace(figure, item="")  # 农村居民收入 names its side of the list itself
    return askable(figure, match.passage, read)


def _other_years(answer: Answer, read: ReadReport) -> Iterator[tuple[Figure, Passage]]:
    """The same indicator at another time, wherever the report speaks of it."""
    for cited in answer.figures:
        told = cited.figure
        for passage in read.passages:
            for figure in passage.figures:
                same = core(figure.indicator) == core(told.indicator) and figure.measure is told.measure
                if same and figure.item == told.item and figure.period != told.period:
                    yield figure, passage


def _near(cited: list[Passage], read: ReadReport) -> Iterator[tuple[Figure, Passage]]:
    """Figures by their distance: the same sentence, then its paragraph, then its section, the nearest sentence first."""

    def distance(passage: Passage) -> tuple[int, int]:
        steps = min((abs(passage.order - c.order) for c in cited), default=0)
        if any(passage.id == c.id for c in cited):
            return 0, 0
        if any(passage.paragraph == c.paragraph for c in cited):
            return 1, steps
        return 2, steps

    sections = {c.section[:2] for c in cited}
    for passage in sorted((p for p in read.passages if p.section[:2] in sections), key=distance):
        for figure in passage.figures:
            yield figure, passage
