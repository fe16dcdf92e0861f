"""How long an ingest takes beside the embedding of its passages alone. Run: python benchmarks/ingest.py [FILE] [ROUNDS]

Both are measured in this process, in turn, so that what else the machine does hits both. Target: 1.3 at most. On a busy
machine look at the ratio of processor seconds (this process's own), which the neighbours hardly touch.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from report_bot.ingest.build import ingest
from report_bot.ingest.embed import bundled_embedder
from report_bot.ingest.index import Index
from report_bot.ingest.read import shipped_report_path
from report_bot.prompts.load import glossary


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else shipped_report_path()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    embedder = bundled_embedder()
    embedder.query("模型先读进内存")
    ratios = []
    for number in range(1, rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            started, busy = time.perf_counter(), time.process_time()
            (result,) = ingest([path], Path(folder), embedder=embedder, glossary_digest=glossary().digest)
            whole, whole_busy = time.perf_counter() - started, time.process_time() - busy

            started = time.perf_counter()
            index = Index.open(Path(folder), embedder_name=embedder.name, glossary_digest=glossary().digest)
            opening = time.perf_counter() - started

            passages = [passage.context for passage in index.read().passages]
            started, busy = time.perf_counter(), time.process_time()
            embedder.passages(passages)
            alone, alone_busy = time.perf_counter() - started, time.process_time() - busy
        ratios.append(whole / alone)
        print(
            f"round {number}: ingest {whole:.2f} s, its {len(passages)} passages alone {alone:.2f} s, "
            f"ratio {ratios[-1]:.2f}, of processor seconds {whole_busy / alone_busy:.2f} ({result.embedded} texts embedded); opening the index {opening * 1000:.0f} ms"
        )
    print(
        f"median ratio {statistics.median(ratios):.2f} (target ≤ 1.30; the first round also imports Chroma)"
    )


if __name__ == "__main__":
    main()
