"""How long an answer takes beside the embedding of its question alone. Run: python benchmarks/ask.py [DIR] [ROUNDS]

Questions are made of the report's own indicators. Both are measured in turn in this process. Target: 2.5 at most.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from report_bot.bot.ask import open_bot
from report_bot.ingest.embed import bundled_embedder
from report_bot.ingest.index import Index
from report_bot.prompts.load import glossary

FORMS = ("去年{}是多少？", "今年{}的目标是多少？", "{}增长了多少？", "{}怎么样？")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("report-bot-data")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    embedder = bundled_embedder()
    index = Index.open(folder, embedder_name=embedder.name, glossary_digest=glossary().digest)
    read = index.read()
    names = list(dict.fromkeys(figure.indicator for figure in read.figures if figure.indicator))[:40]
    questions = [FORMS[n % len(FORMS)].format(name) for n, name in enumerate(names)]
    bot = open_bot(folder)
    for question in questions[:5]:
        bot.ask(question)

    whole, alone, searches = [], [], []
    for _ in range(rounds):
        for question in questions:
            started = time.perf_counter()
            vector = embedder.query(question)
            alone.append(time.perf_counter() - started)

            started = time.perf_counter()
            (
                index.by_meaning(None, vector),
                index.by_words(None, question),
                index.claims_by_meaning(None, vector),
            )
            searches.append(time.perf_counter() - started)

            started = time.perf_counter()
            bot.ask(question)
            whole.append(time.perf_counter() - started)
    milliseconds = [statistics.median(times) * 1000 for times in (whole, alone, searches)]
    print(
        "medians of {} questions: answer {:.1f} ms, query embedding {:.1f} ms, searches {:.1f} ms".format(
            len(whole), *milliseconds
        )
    )
    print(f"ratio answer / embedding {milliseconds[0] / milliseconds[1]:.2f} (target ≤ 2.50)")


if __name__ == "__main__":
    main()
