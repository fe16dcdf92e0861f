"""The development reports in sets that are left out in turn: those of one place stay together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def folds(reports: Iterable[str], count: int) -> list[set[str]]:
    """`count` sets with about as many questions each; `reports` names the report of each question.

    Neighbouring years repeat each other: learning on one of them would tell what the other says.
    """
    asked = list(reports)
    by_place = Counter(map(_place, asked))
    sets: list[set[str]] = [set() for _ in range(count)]
    sizes = [0] * count
    for place, size in by_place.most_common():
        least = sizes.index(min(sizes))
        sizes[least] += size
        sets[least] |= {report for report in asked if _place(report) == place}
    return sets


def _place(report: str) -> str:
    return report.rsplit("-", 1)[0]
