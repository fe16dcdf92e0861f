"""Texts to vectors through an OpenAI-compatible embeddings endpoint, for operators who have one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .errors import EmbedderUnavailable

if TYPE_CHECKING:
    from .embed import Vectors

_BATCH = 64
_PATIENT, _PROMPT = 60.0, 3.0  # seconds for a batch at ingest, and for a question that a citizen waits for


class EndpointEmbedder:
    """An embedding model behind `base_url`. Its vectors have whatever length the model gives them.

    Texts are sent as they are: a model that wants `query: ` before a question is served by the endpoint or not at all.
    Every method raises EmbedderUnavailable where the endpoint gives no usable vectors; what it says is never repeated.
    """

    def __init__(self, base_url: str, model: str, api_key: str = "") -> None:
        self._base_url, self._model, self._api_key = base_url, model, api_key or "none"

    @property
    def name(self) -> str:
        """The model, not the address: the same model elsewhere makes the same vectors."""
        return f"endpoint {self._model}"

    def passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        import numpy as np

        rows: list[Vectors] = []
        for start in range(0, len(texts), _BATCH):
            batch = texts[start : start + _BATCH]
            rows.append(self._embed(batch, _PATIENT, retries=2))
            if progress is not None:
                progress(len(batch))
        return np.concatenate(rows) if rows else np.empty((0, 0), dtype=np.float32)

    def query(self, text: str) -> Vectors:
        vector: Vectors = self._embed([text], _PROMPT, retries=0)[0]
        return vector

    @cached_property
    def _client(self) -> Any:
        import openai

        return openai.OpenAI(base_url=self._base_url, api_key=self._api_key)

    def _embed(self, texts: Sequence[str], seconds: float, retries: int) -> Vectors:
        import numpy as np

        sound = [text.encode("utf-8", "replace").decode() or " " for text in texts]
        try:
            client = self._client.with_options(timeout=seconds, max_retries=retries)
            said = client.embeddings.create(model=self._model, input=sound, encoding_format="float")
            rows = [row.embedding for row in sorted(said.data, key=lambda row: row.index)]
            vectors = np.asarray(rows, dtype=np.float32)
        except Exception as error:  # whatever a client and a server may come to
            raise EmbedderUnavailable(type(error).__name__) from None
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True) if vectors.ndim == 2 else np.zeros(1)
        if len(vectors) != len(texts) or not np.isfinite(vectors).all() or not lengths.all():
            raise EmbedderUnavailable("unusable vectors")
        unit: Vectors = vectors / lengths
        return unit
