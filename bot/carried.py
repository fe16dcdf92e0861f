"""Whether the evidence carries a question: what a figure must have in common with it before it may be said."""

from __future__ import annotations

import math
import re

from .allowed import LIKELY_ALONE, allowed
from .coverage import HEAVY, heavy, plain, term_fit
from .match import FigureMatch
from .retrieve import figure_matches
from .types import Evidence, Question

# The dials of the evidence.
SUPPORT: dict[str, float] = {  # logistic regression on the development questions (eval/fit_support.py)
    "indicator": -0.1, "clause": 0.55, "context": 1.25, "precision": 1.25, "meaning": 0.4, "name": 0.15, "missing": -0.6, "conflict": -0.6,
}  # fmt: skip
SUPPORT_BIAS = -1.85
BESIDE = 0.5  # so much of the question in other clauses, and nothing in its own, leaves a figure out
LIKELY = 0.22  # a figure is said from this probability of answering on, where the words carry it (else LIKELY_ALONE)
SUPPORTED = 0.5  # a figure below this probability of answering is not said
LOOSE = 4.2  # standard deviations of meaning: less, and a figure without the heaviest term is about something else
PART = 0.6  # of the name explained: less, and a figure is a part of the total that was asked
SUPPORTED_BARE = 0.6  # … where the question holds nothing of its name
CLOSE = 3.0  # … that stand for a subject that no word of the question names
NEAR_NAME = 3.0  # … of the nearest indicator, where the user typed the figure itself

_TOTAL = re.compile(r"总[额量值数产]|余额")
_SIDES = frozenset({"城市", "农村", "城镇", "城乡"})  # half of a list, not a subject


def support(match: FigureMatch) -> float:
    """The probability, 0–1, that the figure is what was asked about, whatever its year, unit and measure."""
    total = SUPPORT_BIAS + sum(weight * getattr(match, name) for name, weight in SUPPORT.items())
    return 1 / (1 + math.exp(-total))


def carried(match: FigureMatch) -> bool:
    """Whether the evidence carries the asked indicator well enough to say the figure."""
    if (
        match.missing >= (0.75 if match.indicator < 0.3 else 0.9)
        and match.precision <= 0.5
        and match.meaning < LOOSE
    ):
        return False
    if match.conflict >= HEAVY:
        return False
    bare = not match.indicator and not match.precision  # nothing of its own name was asked
    return support(match) >= (SUPPORTED_BARE if bare else SUPPORTED) and match.elsewhere < BESIDE


def strong_matches(evidence: Evidence, depth: int) -> list[FigureMatch]:
    """The figures of the `depth` best passages that the evidence carries, best first, whatever their time."""
    question = evidence.question
    return [
        m
        for m in figure_matches(evidence, depth)
        if (
            (evidence.by_meaning and m.answers >= LIKELY_ALONE)
            or ((carried(m) or _as_typed(question, m)) and (m.meaning >= CLOSE or has_subject(question, m)))
        )
        and allowed(question, m)
    ]


def likely(match: FigureMatch) -> bool:
    """Whether the figure may be said by its probability of answering."""
    return match.answers >= (LIKELY if carried(match) else LIKELY_ALONE)


def _as_typed(question: Question, match: FigureMatch) -> bool:
    """Whether the figure is the very one that the user typed, of the asked time, in a sentence near the question."""
    typed = any(c.value == match.figure.value and c.unit in ("", match.figure.unit) for c in question.claims)
    return (
        typed
        and match.period == 1.0
        and match.status == 1.0
        and match.name >= NEAR_NAME
        and match.context > 0.2
    )


def is_part(question: Question, match: FigureMatch) -> bool:
    """Whether a total was asked (进出口总额) and the figure counts a part of it (跨境电商进出口)."""
    totals = [t for t in question.terms if _TOTAL.search(t.text)]
    return (
        bool(totals)
        and match.precision < PART
        and not any(term_fit(t, plain(match.figure.indicator)) == 1.0 for t in totals)
        and not _TOTAL.search(match.figure.indicator)
    )


def has_subject(question: Question, match: FigureMatch) -> bool:
    """Whether sentence or titles hold something of a heavy term that is not only the side of a list (农村)."""
    said = plain(match.passage.context + match.figure.indicator)
    subjects = [t for t in heavy(question.terms) if not _SIDES & set(t.alternatives)]
    return not subjects or any(term_fit(t, said) >= 0.2 for t in subjects)


def has_head(question: Question, match: FigureMatch) -> bool:
    """Whether the figure's clause holds something of the last heavy term: of GDP能耗 the 能耗, not the GDP alone."""
    subjects = heavy(question.terms)
    said = plain(match.passage.clause(match.figure) + match.figure.indicator + match.figure.item)
    return not subjects or term_fit(subjects[-1], said) >= 0.2


def names_itself(match: FigureMatch) -> bool:
    """Whether the question holds the figure's whole name, though it says more (another year's wider scope)."""
    return match.precision >= 0.85 and match.indicator >= 0.45
