"""Which measures are told beside the one that answers best: of its own lead-in and subject, and what a mere heading leads to."""

from __future__ import annotations

from .coverage import coverage, heavy, plain, term_fit
from .dated import timely
from .types import Candidate, Evidence

# Probability, or share of the question's terms, from which a sentence is told beside …
BESIDE, BESIDE_NAMED = 0.02, 0.2
SURELY_BESIDE = 0.1  # … from which on it need not name a subject of the question by the next share
HALF_NAMED = 0.3
CLOSE = 1.5  # standard deviations of meaning above the report's mean
HEADING = 11  # characters of a sentence that can only be a heading (提升医疗服务。)
THEME = 18  # characters: so short a sentence without a figure only names what the next ones are about


def with_what_they_lead_to(evidence: Evidence, kept: list[Candidate], theme_at_most: int) -> list[Candidate]:
    """After a sentence that only names a theme (促进房地产止跌回稳。) the one that says what is done for it."""
    after = {c.passage.order: c for c in evidence.candidates}
    told: list[Candidate] = []
    for candidate in kept:
        told += [candidate] if candidate not in told else []
        passage, then = candidate.passage, after.get(candidate.passage.order + 1)
        theme = len(passage.text) <= theme_at_most and not passage.figures and passage.text.endswith("。")
        if theme and then and then.passage.paragraph == passage.paragraph and then not in kept:
            told.append(then)
    return told


def beside_the_first(evidence: Evidence, best: Candidate) -> list[Candidate]:
    """Further sentences under the best one's own lead-in that are near in meaning, best first."""
    section = best.passage.section
    if len(section) < 3:
        return []
    return [
        c
        for c in evidence.candidates[:20]
        if c.passage.section == section
        and timely(evidence, c)
        and dict(c.features)["meaning"] >= CLOSE
        and len(c.passage.text) > THEME
        and (c.answers >= BESIDE or coverage(evidence.question.terms, c.passage.text) >= BESIDE_NAMED)
        and (c.answers >= SURELY_BESIDE or _shares_subject(evidence, c))
    ]


def _shares_subject(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a sentence names a subject of the question itself: what only stands in the same paragraph is beside the point."""
    said = plain(candidate.passage.text)
    return any(term_fit(t, said) >= HALF_NAMED for t in heavy(evidence.question.terms))
