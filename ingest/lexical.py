"""The lexical index of a report: the only module that knows bm25s."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A text without a single term still needs a row, and bm25s cannot count an empty corpus.
_NO_TERMS = ("\0",)


class LexicalIndex:
    """BM25 over the terms of a report's passages, in their order. Threads may share one."""

    def __init__(self, model: Any) -> None:
        self._model = model

    @classmethod
    def build(cls, texts: Sequence[Sequence[str]]) -> LexicalIndex:
        """From the terms of each text."""
        from bm25s import BM25

        model = BM25()
        model.index([list(terms) or list(_NO_TERMS) for terms in texts], show_progress=False)
        return cls(model)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Raises OSError or ValueError where the files are missing or broken."""
        from bm25s import BM25

        return cls(BM25.load(str(folder), show_progress=False))

    def save(self, folder: Path) -> None:
        self._model.save(str(folder), show_progress=False)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """(n,) BM25 of every text; a term said twice counts twice, one that no text has counts nothing."""
        import numpy as np

        known = [term for term in terms if term in self._model.vocab_dict]
        if not known:  # bm25s raises on a query without a known term
            return np.zeros(self._model.scores["num_docs"], dtype=np.float32)
        scores: NDArray[np.float32] = self._model.get_scores(known)
        return scores
