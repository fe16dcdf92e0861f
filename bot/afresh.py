"""A follow-up that the report does not answer as it leans on the turn before → the same text read by itself."""

from __future__ import annotations

import re

from .coverage import coverage, heavy
from .in_turn import Lookup
from .types import Draft, Intent, Question

_NAME = re.compile(
    r"^(?:那么?|还有|然后|另外|再问下?)*[，,]?(?P<name>[一-鿿A-Za-z0-9.“”]{2,12}?)(?:呢|怎么样|咋样|情况)?[？?。！!]*$"
)
NAMED = 0.7  # share of its name that the figure must carry
_LEANS = re.compile(
    r"它|^(?:人均|户均|均价)|这个?|那个|比|还是|去年|今年|前年|上年|\d{4}年|差|一样|目标|增长|多少|几|的$|第"
)


def asked_afresh(text: str, resolved: Question, lookup: Lookup) -> Question | None:
    """The follow-up as a question of its own (农业龙头企业呢); None for one that names nothing, or that leans on a place.

    What was carried over (累计, 修了几处, another year) may be what the report lacks of it.
    """
    found = _NAME.match(text.strip())
    if found is None or lookup.read is None or _LEANS.search(found["name"]) or resolved.places:
        return None
    alone = lookup.read(found["name"], ())
    if alone.text == resolved.text or alone.intent is Intent.POLICY or alone.places:
        return None
    return alone if heavy(alone.terms) else None


def names_it(afresh: Question, draft: Draft) -> bool:
    """Whether the answer to the text by itself is a figure of the very thing that it names."""
    return bool(draft.figures) and all(
        coverage(heavy(afresh.terms), figure.indicator + figure.item) >= NAMED for figure, _ in draft.figures
    )
