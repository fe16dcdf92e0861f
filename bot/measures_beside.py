"""Which measures are told beside the one that answers best: of its own lead-in and subject, and what a mere heading leads to."""

from __future__ import annotations

from report_bot.ingest.types import FactStatus

from .coverage import coverage, heavy, plain, term_fit
from .dated import timely
from .types import Candidate, Evidence

# Probability, or share of the question's terms, from which a sentence is told beside …
BESIDE, BESIDE_NAMED = 0.02, 0.2
SURELY_BESIDE = 0.1  # … from which on it need not name a subject of the question by the next share
HALF_NAMED = 0.3
TITLED = 0.5  # share of the question that a title must carry for its sentences to be about it
FIRST = 3  # sentences told from under a title
CLOSE = 1.5  # standard deviations of meaning above the report's mean
NOT_FAR = 0.5  # … of a sentence under a title that names what was asked
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


def is_titled(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether the title or lead-in that a sentence stands under says what was asked."""
    section = candidate.passage.section
    return len(section) > 1 and coverage(evidence.question.terms, section[-1]) >= TITLED


def under_its_title(evidence: Evidence, kept: list[Candidate]) -> list[Candidate]:
    """Further sentences of the best one's section, in the report's order, where its title says what was asked (养老服务。)."""
    if not is_titled(evidence, kept[0]):
        return []
    section = kept[0].passage.section
    told = [
        c
        for c in evidence.candidates
        if c.passage.section == section
        and c not in kept
        and timely(evidence, c)
        and c.passage.status is kept[0].passage.status
        and len(c.passage.text) > THEME
        and not c.passage.text.endswith("：")
    ]
    return sorted(told, key=lambda c: c.passage.order)


def under_a_title(evidence: Evidence, *, told_then: bool) -> list[Candidate]:
    """The first sentences that plan for the asked time under a title that names what was asked, none of them by its own words.

    `told_then`: the report tells of it for another time, so that a word of the title is enough.
    """
    least = BESIDE_NAMED if told_then else TITLED
    subjects = heavy(evidence.question.terms)
    told = [
        c
        for c in evidence.candidates
        if len(c.passage.section) > 1
        and c.passage.status is FactStatus.TARGET
        and timely(evidence, c)
        and len(c.passage.text) > THEME
        and dict(c.features)["meaning"] >= NOT_FAR
        and any(term_fit(t, plain("".join(c.passage.section[1:]))) >= least for t in subjects)
    ]
    return sorted(told, key=lambda c: c.passage.order)[:FIRST]


def _shares_subject(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a sentence names a subject of the question itself: what only stands in the same paragraph is beside the point."""
    said = plain(candidate.passage.text)
    return any(term_fit(t, said) >= HALF_NAMED for t in heavy(evidence.question.terms))
