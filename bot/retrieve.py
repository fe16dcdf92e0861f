"""Question → Evidence: meaning and words, fused with what the question's terms, period and unit say."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from statistics import fmean
from types import MappingProxyType

from report_bot.ingest.types import Passage
from report_bot.ingest.wording import clause_spans

from .boosted import FIGURES, PASSAGES, SENTENCES, learned
from .coverage import coverage
from .features import figure_rows, passage_rows
from .match import FigureMatch, match_figure, period_fit, status_fit
from .not_meant import unlikelier
from .types import ASKS_NUMBER, Candidate, Evidence, Question

# The dials of the ranking, learned by listwise softmax on the development questions (eval/fit_ranking.py);
# the score is their weighted sum.
WEIGHTS: Mapping[str, float] = {
    "meaning": 2.07,
    "words": 0.03,
    "clause": 2.63,
    "context": 2.06,
    "indicator": 1.26,
    "precision": 0.92,
    "unit": 1.3,
    "measure": 0.67,
    "period": 2.98,
    "status": 1.55,
    "name": 0.3,
    "plain": 4.6,
}
SHORTLIST = 60  # passages that are near enough by meaning and words to be compared term by term
RERANKED = 40  # candidates that the trees put in order
WITH_FIGURES = 16  # candidates whose figures are measured
_MEANT = ("meaning", "words", "name")
_FAR = tuple((name, 0.0) for name in WEIGHTS if name not in _MEANT)
_NOTHING: Mapping[str, tuple[FigureMatch, ...]] = MappingProxyType({})


def retrieve(
    question: Question,
    passages: tuple[Passage, ...],
    meaning: Mapping[str, float],
    words: Mapping[str, float],
    claims: Mapping[str, tuple[float, ...]],
) -> Evidence:
    """Rank all passages of a report, and the figures of the first ones.

    `meaning` and `words` map passage ids to cosine similarity of the sentence and BM25 score, `claims` to the cosine
    similarity of each of its figures. Every passage is kept with its features, best first.
    """
    names = {id: max(near) for id, near in claims.items() if near}
    dense, lexical, named = (_standardised(passages, scores) for scores in (meaning, words, names))
    spread = _scale([near for of in claims.values() for near in of])
    rough = {p.id: dense[p.id] + 0.5 * lexical[p.id] + 0.7 * named[p.id] for p in passages}
    least = sorted(rough.values(), reverse=True)[:SHORTLIST][-1] if meaning and passages else -math.inf
    candidates, measured = [], dict[str, tuple[FigureMatch, ...]]()
    for passage in passages:
        meant = (("meaning", dense[passage.id]), ("words", lexical[passage.id]), ("name", named[passage.id]))
        if rough[passage.id] >= least:
            if question.intent in ASKS_NUMBER:
                measured[passage.id] = tuple(match_figure(question, passage, f) for f in passage.figures)
            features = (*features_of(question, passage, measured.get(passage.id, ())).items(), *meant)
            score = sum(WEIGHTS[name] * value for name, value in features if value)
        else:
            features = (*_FAR, *meant)
            score = sum(WEIGHTS[name] * value for name, value in meant)
        said, cosine = claims.get(passage.id, ()), meaning.get(passage.id, 0.0)
        near = tuple(map(spread, said))
        candidates.append(Candidate(passage, score, features, near=near, cosine=cosine, cosines=said))
    candidates.sort(key=lambda c: -c.score)
    ranked = (*_reranked(question, candidates[:RERANKED]), *candidates[RERANKED:]) if meaning else candidates
    return with_figures(Evidence(question, tuple(ranked), by_meaning=bool(meaning)), measured)


def asked_of(evidence: Evidence, question: Question) -> Evidence:
    """The evidence for a part of what was asked, or for the same in other terms: its figures are measured anew."""
    return evidence if question == evidence.question else with_figures(replace(evidence, question=question))


def with_figures(evidence: Evidence, measured: Mapping[str, tuple[FigureMatch, ...]] = _NOTHING) -> Evidence:
    """The evidence with the figures of its first candidates against its question; `measured`: those that are already."""
    question = evidence.question
    matches = []
    for rank, candidate in enumerate(evidence.candidates[:WITH_FIGURES]):
        features, passage = dict(candidate.features), candidate.passage
        known = measured.get(passage.id) or tuple(match_figure(question, passage, f) for f in passage.figures)
        for i, match in enumerate(known):
            near, cosine = (candidate.near[i], candidate.cosines[i]) if candidate.near else (0.0, 0.0)
            meaning, name = features["meaning"], features["name"]
            matches.append(replace(match, meaning=meaning, name=name, near=near, cosine=cosine, rank=rank))
    odds = learned(FIGURES).score(figure_rows(question, evidence.candidates, matches))
    less = unlikelier(question.not_meant, matches)
    found = [
        replace(m, answers=_probability(o - u)) for m, o, u in zip(matches, odds.tolist(), less, strict=True)
    ]
    found.sort(key=lambda m: -m.answers)
    return replace(evidence, figures=tuple(found))


def _reranked(question: Question, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates in the order that the learned trees give them, each with its probability of answering."""
    rows = passage_rows(question, candidates)
    scores, odds = learned(PASSAGES).score(rows).tolist(), learned(SENTENCES).score(rows).tolist()
    return [
        replace(candidates[i], answers=_probability(odds[i]))
        for i in sorted(range(len(candidates)), key=lambda i: -scores[i])
    ]


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def features_of(question: Question, passage: Passage, figures: tuple[FigureMatch, ...]) -> dict[str, float]:
    """The features that compare wording and figures, each 0–1 (`period` and `status` of the best figure)."""
    best_clause = max(
        (coverage(question.terms, passage.text[a:b]) for a, b in clause_spans(passage.text)), default=0.0
    )
    features = {
        "clause": best_clause,
        "context": coverage(question.terms, passage.context),
        **dict.fromkeys(("indicator", "precision", "unit", "measure"), 0.0),
        "plain": float(not figures),  # what it lacks of those must not bring it down
        "period": period_fit(question.periods, passage.period),
        "status": status_fit(question.status, passage.status),
    }
    if figures:
        best = max(figures, key=lambda m: m.score)
        features |= {
            "indicator": best.indicator,
            "precision": best.precision,
            "unit": float(best.unit and best.clause > 0.3),
            "measure": float(best.measure and best.clause > 0.3),
            "period": best.period,
            "status": best.status,
        }
    return features


def figure_matches(evidence: Evidence, depth: int) -> list[FigureMatch]:
    """The figures of the `depth` best passages beside the question, best first by their score."""
    return sorted((m for m in evidence.figures if m.rank < depth), key=lambda m: -m.score)


def _standardised(passages: tuple[Passage, ...], scores: Mapping[str, float]) -> dict[str, float]:
    """z-scores over the report's passages; a passage without a score stands at the lowest one."""
    low = min(scores.values(), default=0.0)
    values = {p.id: scores.get(p.id, low) for p in passages}
    scaled = _scale(list(values.values()))
    return {key: scaled(value) for key, value in values.items()}


def _scale(values: list[float]) -> Callable[[float], float]:
    """Turns one of the values into its z-score."""
    mean = fmean(values) if values else 0.0
    spread = math.sqrt(fmean([(value - mean) ** 2 for value in values])) if values else 0.0
    return lambda value: (value - mean) / (spread or 1.0)
