"""Questions about measures rather than a number: which sentences and clauses of the report answer."""

from __future__ import annotations

from dataclasses import dataclass

from report_bot.ingest.types import FactStatus, Passage
from report_bot.ingest.wording import clause_spans

from .match import coverage
from .types import Candidate, Evidence

MOST = 4  # measures said
LONG = 70  # characters: a longer sentence is shortened by leaving whole clauses out
CARRIED = 0.5  # share of the question's terms that a sentence with its titles must carry
NEAR = 2.2  # ranking score that a further measure may stand below the best


@dataclass(frozen=True, slots=True)
class Measures:
    """Clauses that answer, each with its passage, best passages first. Every text is cut from its passage."""

    parts: tuple[tuple[str, Passage], ...]
    other_time: bool  # the report speaks of it for another year or status only


def choose_measures(evidence: Evidence) -> Measures | None:
    """Two to four measures, or None where no sentence carries what is asked."""
    question = evidence.question
    carrying = [c for c in evidence.candidates[:16] if _carries(evidence, c)]
    if not carrying:
        return None
    timely = [c for c in carrying if _timely(evidence, c)]
    chosen = (timely or carrying)[:]
    best = chosen[0].score
    kept = [c for c in chosen if c.score >= best - NEAR][:MOST]
    parts = tuple((shorten(c.passage.text, question.terms), c.passage) for c in kept)
    return Measures(parts, other_time=not timely)


def _carries(evidence: Evidence, candidate: Candidate) -> bool:
    question, passage = evidence.question, candidate.passage
    if not all(place in passage.text for place in question.places):
        return False
    return coverage(question.terms, passage.context) >= CARRIED


def _timely(evidence: Evidence, candidate: Candidate) -> bool:
    question, passage = evidence.question, candidate.passage
    if question.status is not None and passage.status not in (question.status, FactStatus.OTHER):
        return False
    if not question.periods or passage.period is None:
        return True
    return any(a.covers(passage.period) or passage.period.covers(a) for a in question.periods)


def shorten(sentence: str, terms: tuple) -> str:  # type: ignore[type-arg]
    """The sentence, or where it runs long the clauses that carry the question's terms (two at least)."""
    sentence = sentence.strip()
    if len(sentence) <= LONG:
        return sentence.rstrip("。；")
    spans = clause_spans(sentence)
    clauses = [sentence[a:b].strip("，；。") for a, b in spans]
    scores = [coverage(terms, clause) for clause in clauses]
    order = sorted(range(len(clauses)), key=lambda i: (-scores[i], i))
    keep: list[int] = []
    for i in order:
        if keep and (scores[i] == 0 or sum(len(clauses[k]) for k in keep) + len(clauses[i]) > LONG):
            continue
        keep.append(i)
    if len(keep) == 1 and len(clauses) > 1:
        neighbour = keep[0] + 1 if keep[0] + 1 < len(clauses) else keep[0] - 1
        if len(clauses[keep[0]]) + len(clauses[neighbour]) <= LONG:
            keep.append(neighbour)
    return "，".join(clauses[i] for i in sorted(keep))
