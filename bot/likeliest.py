"""The sentence that very likely answers, told whole where none of its figures can be told apart as the one asked for."""

from __future__ import annotations

import re

from report_bot.ingest.types import Measure, Passage

from .allowed import allowed
from .coverage import heavy
from .dated import timely
from .exclusive import leaves_out, whole_for_kind
from .match import FigureMatch, unit_fits
from .other_thing import of_another_thing
from .policy import PRICE_ASKED, PRICE_SAID, speaks_of
from .sayable import is_in_time
from .shorten import WHOLE, segment, shorten
from .types import Evidence, Question

TOLD = 0.5  # a whole sentence is said from this probability of answering on, where a number was asked and no figure is likely
ALONE, APART = (
    0.1,
    3,
)  # from this probability on, and so many times the next one's, one figure of it is told alone
ALONE_OF_UNIT = 0.01  # … or so likely, where no other of the sentence is of the asked unit and allowed
_RATE_ASKED = re.compile(r"率|比[例重]|占比")
_RATE_SAID = re.compile(r"[率比]|占|%|％|‰|成|全覆盖|全部|全面")


def likeliest_sentence(evidence: Evidence) -> tuple[str, Passage] | None:
    """The sentence that very likely answers, though none of its figures can be told apart as the one asked for."""
    question = evidence.question
    if not evidence.by_meaning or question.places:
        return None
    best = max(evidence.candidates, key=lambda c: c.answers, default=None)
    if best is None or best.answers < TOLD or not timely(evidence, best):
        return None
    if PRICE_ASKED.search(question.text) and not PRICE_SAID.search(best.passage.text):
        return None
    subjects = heavy(question.terms)
    if len(subjects) == 1 and len(subjects[0].alternatives) > 1 and not speaks_of(best.passage, subjects[0]):
        return None  # what the question names is known, and nothing of it is there
    if question.units and not any(unit_fits(question.units, f.unit) for f in best.passage.figures):
        return None  # 暖气费一平米多少钱: a sentence without a sum tells nothing of it
    rate = question.measures == {Measure.SHARE} and _RATE_ASKED.search(question.text)
    if rate and not _RATE_SAID.search(best.passage.text):
        return None  # 城镇化率多少: towns that are tried out tell no rate
    if leaves_out(question.text, best.passage.text) or whole_for_kind(question.text, best.passage.text):
        return None
    figures = [m for m in evidence.figures if m.passage is best.passage]
    likeliest = max(figures, key=lambda m: m.answers, default=None)
    if (
        likeliest
        and of_another_thing(question, likeliest)
        and not _stands_beside(question, likeliest, figures)
    ):
        return None  # what it most likely would be is the very opposite: exports of 进出口
    ranks = [m for m in figures if m.figure.measure is Measure.RANK]
    if question.measures == {Measure.RANK} and ranks:
        figures = ranks  # 城镇的排第几, where the sentence ranks 农村 alone
    if question.units:  # 滨河大道投资多少, where the sum is a bridge's
        figures = [m for m in figures if m.unit] or figures
    if figures and not any(allowed(question, m) for m in figures):
        return None  # all it counts is of another place, side or age
    return shorten(segment(best.passage.text, question.terms), question.terms, WHOLE), best.passage


def _stands_beside(question: Question, match: FigureMatch, of_it: list[FigureMatch]) -> bool:
    """Whether the sentence of a figure has another in its unit that may be told (开工…80个，年内完工35个)."""
    return any(m.figure.unit == match.figure.unit and allowed(question, m) for m in of_it)


def far_likeliest(evidence: Evidence, passage: Passage) -> FigureMatch | None:
    """The figure of a sentence that is so much likelier than its neighbours that these are not told with it."""
    of_it = sorted((m for m in evidence.figures if m.passage is passage), key=lambda m: -m.answers)
    if len(of_it) < 2:
        return None
    question = evidence.question
    if question.units:  # 少垫了多少钱: of what the sentence counts only one is money
        fitting = [m for m in of_it if m.unit and is_in_time(m) and allowed(question, m)]
        if len(fitting) == 1 and fitting[0].answers >= ALONE_OF_UNIT:
            return fitting[0]
    if of_it[0].answers < max(ALONE, APART * of_it[1].answers):
        return None
    first = of_it[0]
    fits = first.unit and first.measure and is_in_time(first)
    return first if fits and allowed(question, first) else None
