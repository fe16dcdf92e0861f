"""Question → Evidence: meaning and words, fused with what the question's terms, period and unit say."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean, pstdev

from report_bot.ingest.types import Passage
from report_bot.ingest.wording import clause_spans

from .match import FigureMatch, coverage, match_figure, period_fit, status_fit
from .types import Candidate, Evidence, Intent, Question

# The dials of the ranking, learned by listwise softmax on the development questions (eval/fit_ranking.py);
# the score is their weighted sum.
WEIGHTS: Mapping[str, float] = {
    "meaning": 1.47,
    "words": 0.2,
    "clause": 2.71,
    "context": 2.1,
    "indicator": 1.42,
    "precision": 1.02,
    "unit": 1.42,
    "measure": 0.92,
    "period": 2.77,
    "status": 1.53,
    "name": 0.42,
}
_ASKS_NUMBER = (Intent.FIGURE, Intent.COMPARE, Intent.DIFFERENCE, Intent.CONFIRM)


def retrieve(
    question: Question,
    passages: tuple[Passage, ...],
    meaning: Mapping[str, float],
    words: Mapping[str, float],
    names: Mapping[str, float],
) -> Evidence:
    """Rank all passages of a report.

    `meaning`, `words` and `names` map passage ids to cosine similarity of the sentence, BM25 score, and the best
    cosine similarity of an indicator in it. Every passage is kept with its features, best first.
    """
    dense, lexical, named = (_standardised(passages, scores) for scores in (meaning, words, names))
    candidates = []
    for passage in passages:
        features = features_of(question, passage)
        features |= {
            "meaning": dense[passage.id],
            "words": lexical[passage.id],
            "name": named[passage.id],
        }
        score = sum(WEIGHTS[name] * value for name, value in features.items())
        candidates.append(Candidate(passage, score, tuple(features.items())))
    candidates.sort(key=lambda c: -c.score)
    return Evidence(question, tuple(candidates))


def features_of(question: Question, passage: Passage) -> dict[str, float]:
    """The features that compare wording and figures, each 0–1 (`period` and `status` of the best figure)."""
    best_clause = max(
        (coverage(question.terms, passage.text[a:b]) for a, b in clause_spans(passage.text)), default=0.0
    )
    features = {
        "clause": best_clause,
        "context": coverage(question.terms, passage.context),
        "indicator": 0.0,
        "precision": 0.0,
        "unit": 0.0,
        "measure": 0.0,
        "period": period_fit(question.periods, passage.period),
        "status": status_fit(question.status, passage.status),
    }
    if question.intent in _ASKS_NUMBER and passage.figures:
        best = max((match_figure(question, passage, f) for f in passage.figures), key=lambda m: m.score)
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
    """The figures of the `depth` best passages beside the question, best first."""
    matches = []
    for candidate in evidence.candidates[:depth]:
        features = dict(candidate.features)
        for figure in candidate.passage.figures:
            near = features["meaning"], features["name"]
            matches.append(match_figure(evidence.question, candidate.passage, figure, *near))
    return sorted(matches, key=lambda m: -m.score)


def _standardised(passages: tuple[Passage, ...], scores: Mapping[str, float]) -> dict[str, float]:
    """z-scores over the report's passages; a passage without a score stands at the lowest one."""
    low = min(scores.values(), default=0.0)
    values = {p.id: scores.get(p.id, low) for p in passages}
    mean, spread = fmean(values.values()), pstdev(values.values()) or 1.0
    return {key: (value - mean) / spread for key, value in values.items()}
