"""What the learned trees look at: a figure, or a passage, beside a question and beside its rivals."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from report_bot.ingest.types import FactStatus, Measure

from .associations import Asked, asked_concepts, associated
from .coverage import missing
from .cues import CUE_FEATURES, cue_rows
from .match import FigureMatch
from .types import Candidate, Intent, Question

if TYPE_CHECKING:
    from numpy.typing import NDArray

RELATIVE = frozenset({"%", "‰", "个百分点"})
NO_CLAIM = -1.5  # for a passage without figures: about the lowest that one with figures has
NO_SHARE, NO_COSINE = -15.0, 0.6  # likewise, the log of a share, and a cosine
TEMPERATURE = 0.03  # of the softmax over rivals: what the query side was learned with (eval/fit_encoder.py)
_NOT_WORDS = re.compile(r"[^一-鿿A-Za-z0-9]")
_VAGUE = frozenset("的了多少几个是有在和年今去")

# In the order of their columns.
FIGURE_FEATURES = (
    "indicator", "clause", "context", "precision", "unit", "measure", "period", "status", "meaning", "name", "missing",
    "elsewhere", "conflict", "one_side", "last", "head", "near", "near_lead", "meaning_lead", "rank", "score", "score_lead",
    "words", "first_lead", "all_fit", "figures", "fitting", "no_period", "sentence_no_period", "has_item", "relative",
    "is_money", "is_people", "is_change", "is_rank", "is_share", "is_new", "pairs_asked", "letters_asked", "letters_said",
    "letters_context", "asks_unit", "asks_measure", "asks_period", "asks_status", "asks_place", "asks_percent", "asks_money",
    "asks_people", "claims", "terms", "length", "concepts_said", "explained_said", "rare_said", "rare_said_lead",
    "concepts_context", "explained_context", "rare_context", "rare_context_lead", "indicator_meant", "known",
    "share", "share_best", "sentence_share", "sentence_share_best", "cosine", "sentence_cosine", *CUE_FEATURES,
)  # fmt: skip
PASSAGE_FEATURES = (
    "meaning", "words", "name", "clause", "context", "indicator", "precision", "unit", "measure", "period", "status",
    "score", "rank", "score_lead", "near", "meaning_lead", "words_lead", "name_lead", "near_lead", "missing",
    "pairs_asked", "letters_asked", "pairs_context", "letters_context", "length_said", "figures", "target", "actual",
    "no_period", "depth", "figure_asked", "policy_asked", "confirm_asked", "asks_unit", "asks_measure", "asks_period",
    "asks_status", "terms", "length", "concepts_said", "explained_said", "rare_said", "rare_said_lead", "concepts_context",
    "explained_context", "rare_context", "rare_context_lead", "known", "share", "share_best", "figure_share",
    "figure_share_best", "cosine", "figure_cosine",
)  # fmt: skip


def figure_rows(
    question: Question, candidates: Sequence[Candidate], matches: Sequence[FigureMatch]
) -> NDArray[np.float64]:
    """(len(matches), len(FIGURE_FEATURES)). `matches` are of passages among `candidates`."""
    if not matches:
        return np.empty((0, len(FIGURE_FEATURES)))
    by_score = sorted(candidates, key=lambda c: -c.score)
    wanted = {m.passage.id for m in matches}
    place = {
        c.passage.id: (rank, c, dict(c.features)) for rank, c in enumerate(by_score) if c.passage.id in wanted
    }
    first = by_score[0].score
    lead = first - by_score[1].score if len(by_score) > 1 else 0.0
    nearest, closest = max(m.near for m in matches), max(m.meaning for m in matches)
    (sentence, sentence_best), (near, near_best) = _log_shares(candidates)
    fitting = Counter(m.passage.id for m in matches if m.unit and m.measure)
    asked_pairs, asked_letters = _pairs(question.text), _letters(question.text)
    asked = _asked(question)
    concepts = asked_concepts(question.text)
    saying = [m.passage.clause(m.figure) + m.figure.indicator + m.figure.item for m in matches]
    meant = _meant(concepts, saying, [m.passage.context for m in matches])
    names = associated(concepts, [m.figure.indicator + m.figure.item for m in matches])
    cues = cue_rows(question.text, matches)
    rows = []
    for m, said, associations, name, cue in zip(matches, saying, meant, names, cues, strict=True):
        figure, passage = m.figure, m.passage
        rank, candidate, features = place[passage.id]
        letters = _letters(said)
        rows.append((
            m.indicator, m.clause, m.context, m.precision, m.unit, m.measure, m.period, m.status, m.meaning, m.name, m.missing,
            m.elsewhere, m.conflict, m.one_side, m.last, m.head, m.near, m.near - nearest, m.meaning - closest, rank,
            candidate.score, candidate.score - first, features["words"], lead,
            m.unit and m.measure and m.period == 1.0 and m.status == 1.0, len(passage.figures), fitting[passage.id],
            figure.period is None, passage.period is None, bool(figure.item), figure.unit in RELATIVE, figure.unit == "元",
            figure.unit == "人", figure.measure is Measure.CHANGE, figure.measure is Measure.RANK,
            figure.measure is Measure.SHARE, figure.measure is Measure.NEW, _share(asked_pairs, _pairs(said)),
            _share(asked_letters, letters), _share(letters, asked_letters), _share(asked_letters, _letters(passage.context)),
            *asked, *associations, name.letters, concepts.known, near(m.cosine), near_best, sentence(candidate.cosine),
            sentence_best, m.cosine, candidate.cosine, *cue,
        ))  # fmt: skip
    return np.array(rows, dtype=np.float64)


def passage_rows(question: Question, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """(len(candidates), len(PASSAGE_FEATURES)); the candidates are best first by their linear score."""
    asked_pairs, asked_letters = _pairs(question.text), _letters(question.text)
    features = [dict(c.features) for c in candidates]
    near = [max(c.near, default=NO_CLAIM) for c in candidates]
    (sentence, sentence_best), (figure, figure_best) = _log_shares(candidates)
    best = {name: max((f[name] for f in features), default=0.0) for name in ("meaning", "words", "name")}
    asked = (
        question.intent is Intent.FIGURE, question.intent is Intent.POLICY, question.intent is Intent.CONFIRM,
        bool(question.units), bool(question.measures), bool(question.periods), question.status is not None,
        len(question.terms), len(question.text),
    )  # fmt: skip
    concepts = asked_concepts(question.text)
    meant = _meant(concepts, [c.passage.text for c in candidates], [c.passage.context for c in candidates])
    rows = []
    for rank, (candidate, f, nearest, associations) in enumerate(
        zip(candidates, features, near, meant, strict=True)
    ):
        passage = candidate.passage
        rows.append((
            *(f[name] for name in PASSAGE_FEATURES[:11]), candidate.score, rank, candidate.score - candidates[0].score, nearest,
            f["meaning"] - best["meaning"], f["words"] - best["words"], f["name"] - best["name"], nearest - max(near),
            missing(question.terms, passage.context), _share(asked_pairs, _pairs(passage.text)),
            _share(asked_letters, _letters(passage.text)), _share(asked_pairs, _pairs(passage.context)),
            _share(asked_letters, _letters(passage.context)), len(passage.text), len(passage.figures),
            passage.status is FactStatus.TARGET, passage.status is FactStatus.ACTUAL, passage.period is None,
            len(passage.section), *asked, *associations, concepts.known, sentence(candidate.cosine), sentence_best,
            max(map(figure, candidate.cosines), default=NO_SHARE), figure_best, candidate.cosine,
            max(candidate.cosines, default=NO_COSINE),
        ))  # fmt: skip
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(PASSAGE_FEATURES))


def _meant(concepts: Asked, said: Sequence[str], contexts: Sequence[str]) -> list[tuple[float, ...]]:
    """For each of the rivals how far what it says, and what stands around it, means what was asked."""
    columns = []
    for texts in (said, contexts):
        found = associated(concepts, texts)
        most = max((a.rare for a in found), default=0.0)
        columns.append([(a.concepts, a.letters, a.rare, a.rare - most) for a in found])
    return [(*own, *around) for own, around in zip(*columns, strict=True)]


def _asked(question: Question) -> tuple[float, ...]:
    """What is the same for every figure: what kind of answer the question wants."""
    return (
        bool(question.units), bool(question.measures), bool(question.periods), question.status is not None,
        bool(question.places), "%" in question.units, "元" in question.units, "人" in question.units, len(question.claims),
        len(question.terms), len(question.text),
    )  # fmt: skip


_LogShare = tuple[Callable[[float], float], float]


def _log_shares(candidates: Sequence[Candidate]) -> tuple[_LogShare, _LogShare]:
    """Of the sentences among these, and of their figures."""
    return (
        _log_share([c.cosine for c in candidates]),
        _log_share([cosine for c in candidates for cosine in c.cosines]),
    )


def _log_share(cosines: Sequence[float]) -> _LogShare:
    """What turns the cosine of one of some rivals into the log of its share in their softmax, and the largest log share.

    How sure the vectors are: a small largest share tells that nothing stands out, so perhaps nothing answers.
    """
    best = max(cosines, default=0.0)
    total = math.log(sum(math.exp((cosine - best) / TEMPERATURE) for cosine in cosines) or 1.0)
    return (lambda cosine: (cosine - best) / TEMPERATURE - total), -total


@lru_cache(maxsize=1 << 12)
def _pairs(text: str) -> frozenset[str]:
    words = _NOT_WORDS.sub("", text)
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))


@lru_cache(maxsize=1 << 12)
def _letters(text: str) -> frozenset[str]:
    return frozenset(c for c in text if "一" <= c <= "鿿") - _VAGUE


def _share(of: frozenset[str], found: frozenset[str]) -> float:
    return len(of & found) / max(1, len(of))
