"""Learns the query side of the bundled embedding model on the development questions: ingest/query_tuning.npz.

    python -m report_bot.eval.fit_encoder --data DIR --left-out DIR [--write]

A question is drawn to the sentences that answer it and to the figures that do, away from all others of its report, and
those beyond a mark that nothing else passes: so the cosine itself tells whether anything answers. The passages' vectors
stay, so no index changes. Only the scales of the four-bit weights, the biases and the layer norms are
learned: nothing is lost by quantising afterwards, and what ships is 1.3 MB. Methods: Kim et al., PEQA, 2023 (scales);
Ben Zaken et al., BitFit, 2022 (biases). `--left-out` gets for each report what was learned without any report of its place (a
few places at a time); printed is how the vectors alone find the sentence, before and after. `--write` ships their mean.
Needs torch (the extra `train-encoder`); about a quarter of an hour on two cores.
"""

from __future__ import annotations

import argparse
import os
import random
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from report_bot.bot.features import TEMPERATURE
from report_bot.bot.library import Library, open_library
from report_bot.bot.types import ASKS_NUMBER
from report_bot.ingest.embed import TUNING, BundledEmbedder, model_file

from .encoder import Encoder, Pieces, encoder_of, vectors
from .fit_trees import says_it
from .folds import folds
from .question_set import EvalQuestion, gold_passages, load_questions
from .retrieval_score import UNANSWERABLE, question_of
from .unseen import asked_reports

if TYPE_CHECKING:
    import torch

FOLDS = 2
EPOCHS, BATCH = 2, 32
TELL = 20  # steps
# Batches that are sorted by length together: what a text is padded to costs as much as what it says.
ALIKE = 8
SCALE_RATE, RATE = 1e-4, 2e-3  # of the scales, and of biases and layer norms
WARM_UP = 0.1  # of the steps
DROPOUT = 0.05
MARK = 0.87  # cosine at which it begins: what answers is mostly above it, and what does not below
TAKEN_OUT = 0.3  # weight of a question without its answers beside the same with them


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its piece ids, and which of its report's passages and figures (claims) answer it: none where absent."""

    report: str
    pieces: list[int]
    passages: list[int]
    claims: list[int]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Targets:
    """The vectors of one report's passages and claims, a row each."""

    passages: torch.Tensor
    claims: torch.Tensor

    def beside(self, asked: Asked) -> tuple[tuple[torch.Tensor, list[int]], tuple[torch.Tensor, list[int]]]:
        """Of sentences and of figures: all there are, and which of them answer."""
        return (self.passages, asked.passages), (self.claims, asked.claims)


def asked_of(library: Library, item: EvalQuestion, pieces: Pieces) -> Asked:
    """What a question teaches; nothing where the report has no answer."""
    opened = library.report(item.report)
    question = question_of(opened, item)
    gold = gold_passages(opened.read, item.gold + item.gold_all) if item.kind not in UNANSWERABLE else ()
    passages = [i for i, passage in enumerate(opened.read.passages) if passage in gold]
    claims: list[int] = []
    if question.intent in ASKS_NUMBER and item.kind not in ("policy", "difference"):
        figures = [(passage, figure) for passage in opened.read.passages for figure in passage.figures]
        told = says_it(item, [figure.text for _, figure in figures])
        claims = [
            i for i, ((p, _), right) in enumerate(zip(figures, told, strict=True)) if p in gold and right
        ]
    absent = item.kind == "absent" and not item.gold
    return Asked(item.report, pieces.of_query(question.widened), passages, claims, absent)


def learn(start: Encoder, questions: Sequence[Asked], targets: Mapping[str, Targets]) -> Encoder:
    """The encoder after EPOCHS over the questions; the rate rises, then falls linearly."""
    import torch

    encoder, order = start.copy(), random.Random(0)
    torch.manual_seed(0)
    scales = [t for name, t in encoder.learned.items() if name in encoder.fixed]
    rest = [t for name, t in encoder.learned.items() if name not in encoder.fixed]
    marks = torch.full((2,), MARK, requires_grad=True)  # what a sentence, and a figure, must pass to answer
    optimiser = torch.optim.AdamW(
        [{"params": scales, "lr": SCALE_RATE}, {"params": [*rest, marks], "lr": RATE}],
        weight_decay=0.0,
    )
    steps = EPOCHS * (len(questions) // BATCH)
    rise = WARM_UP * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / rise, 1 - (step - rise) / (steps - rise), 1.0)
    )
    for step, batch in enumerate(_batches(questions, order)):
        loss = torch.stack(
            [_loss(v, q, targets[q.report], marks) for v, q in _pairs(encoder, batch, DROPOUT)]
        ).mean()
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_([*scales, *rest], 1.0)
        optimiser.step()
        schedule.step()
        if step % TELL == 0:
            print(f"{os.getpid()}: {step}/{steps} {float(loss.detach()):.3f}", flush=True)
    return encoder


def _batches(questions: Sequence[Asked], order: random.Random) -> Iterator[list[Asked]]:
    shuffled = list(questions)
    for _ in range(EPOCHS):
        order.shuffle(shuffled)
        batches = []
        for start in range(0, len(shuffled), ALIKE * BATCH):
            alike = sorted(shuffled[start : start + ALIKE * BATCH], key=lambda q: len(q.pieces))
            batches += [alike[i : i + BATCH] for i in range(0, len(alike) - BATCH + 1, BATCH)]
        order.shuffle(batches)
        yield from batches


def _pairs(
    encoder: Encoder, batch: Sequence[Asked], dropout: float = 0.0
) -> Iterator[tuple[torch.Tensor, Asked]]:
    """The vectors of the questions; while learning (with dropout) in bfloat16 where the processor has it.

    There it is 1.7 times as fast; where it is emulated, a third as fast.
    """
    import torch

    half = dropout > 0 and bool(torch.cpu.get_capabilities()["avx512_bf16"])
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        found = vectors(encoder, [q.pieces for q in batch], dropout)
    return zip(found.float(), batch, strict=True)


def _loss(vector: torch.Tensor, asked: Asked, of: Targets, marks: torch.Tensor) -> torch.Tensor:
    """Minus the log share of a softmax that falls on what answers, for sentences and for figures.

    The rivals are the report and the mark; it should win where nothing answers, and once what answers is taken out.
    """
    import torch

    total = vector.new_zeros(())
    for (rows, right), mark in zip(of.beside(asked), marks / TEMPERATURE, strict=True):
        if not right and not asked.absent:
            continue
        scores = rows @ vector / TEMPERATURE
        others = torch.ones(len(scores), dtype=torch.bool)
        others[right] = False
        nothing = torch.cat((scores[others], mark[None])).logsumexp(0) - mark
        if right:
            found = torch.cat((scores, mark[None])).logsumexp(0) - scores[right].logsumexp(0)
            total = total + found + TAKEN_OUT * nothing
        else:
            total = total + nothing
    return total


def found_first(encoder: Encoder, questions: Sequence[Asked], targets: Mapping[str, Targets]) -> str:
    """How often the nearest sentence, and the nearest figure, is one that answers."""
    import torch

    hits: dict[str, list[bool]] = defaultdict(list)
    with torch.no_grad():
        for start in range(0, len(questions), BATCH):
            for vector, asked in _pairs(encoder, questions[start : start + BATCH]):
                sides = targets[asked.report].beside(asked)
                for what, (rows, right) in zip(("句", "数据"), sides, strict=True):
                    if right:
                        hits[what].append(int((rows @ vector).argmax()) in right)
    return "，".join(
        f"{what} {sum(hit)}/{len(hit)} = {sum(hit) / len(hit):.3f}" for what, hit in hits.items()
    )


def mean_of(encoders: Sequence[Encoder]) -> Encoder:
    """Their parameters' mean (a model soup: Wortsman et al., 2022).

    An encoder that learned on a report's own questions has learned that nobody asks for its other sentences: on held-out
    questions, all about such sentences or others, one learned on everything got 1231 right, this mean 1268.
    """
    import torch

    learned = {
        name: torch.stack([e.learned[name].detach() for e in encoders]).mean(0)
        for name in encoders[0].learned
    }
    return replace(encoders[0], learned=learned)


def save(encoder: Encoder, learned_on: bytes, path: Path) -> None:
    """What ingest/embed.py reads: the learned tensors as float16, and the checksum of the model they belong to."""
    stored: dict[str, Any] = {
        name: t.detach().numpy().astype(np.float16) for name, t in encoder.learned.items()
    }
    np.savez_compressed(path, learned_on=np.int64(zlib.crc32(learned_on)), **stored)


def learn_without(held: set[str], data: Path, left_out: Path) -> dict[str, NDArray[np.float32]]:
    """What is learned without the reports `held`, for which it is stored; prints how the vectors find theirs.

    Runs in a process of its own: two folds at a time with a thread each are faster than one with two.
    """
    import torch

    torch.set_num_threads(max(1, (os.cpu_count() or 1) // FOLDS))
    file = model_file()
    plain, pieces = encoder_of(file), Pieces(file)
    library = open_library(data, BundledEmbedder(tuning=None))
    every = [asked_of(library, item, pieces) for item in load_questions("dev")]
    taught = [q for q in every if q.passages or q.absent]
    targets = {r: Targets(*map(torch.tensor, library.report(r).vectors)) for r in asked_reports()}
    tuned = learn(plain, [q for q in taught if q.report not in held], targets)
    for report in held:
        save(tuned, file, left_out / f"{report}.npz")
    there = [q for q in taught if q.report in held]
    print(sorted(held), "  原来：", found_first(plain, there, targets), flush=True)
    print("  学后：", found_first(tuned, there, targets), flush=True)
    return {name: t.detach().numpy() for name, t in tuned.learned.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--left-out", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    options.left_out.mkdir(parents=True, exist_ok=True)
    work = partial(learn_without, data=options.data, left_out=options.left_out)
    with ProcessPoolExecutor(FOLDS, mp_context=get_context("spawn")) as pool:
        learned = list(pool.map(work, folds((q.report for q in load_questions("dev")), FOLDS)))
    if options.write:
        import torch

        file = model_file()
        plain = encoder_of(file)
        encoders = [replace(plain, learned={n: torch.tensor(v) for n, v in one.items()}) for one in learned]
        save(mean_of(encoders), file, TUNING)
        print(f"wrote {TUNING}")


if __name__ == "__main__":
    main()
