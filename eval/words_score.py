"""The same questions in the report's words, in the model's words, and to the tutorial RAG on the same model.

REPORT_BOT_LLM_BASE_URL=… REPORT_BOT_LLM_MODEL=… python -m report_bot.eval.words_score --data DIR [--limit 150]
    [--split dev] [--suite all] [--modes quoted,generated,baseline] [--baseline-every 1] [--out FILE.jsonl]

The questions come in an order that mixes their kinds, so that also the first part of a run says something.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean, median

from report_bot.bot.ask import Bot, open_bot
from report_bot.bot.chat_model import open_model
from report_bot.bot.settings import load_settings
from report_bot.bot.types import Answer, PartVerdict, Turn

from .baseline_rag import BaselineRag
from .grade_types import Reply
from .grade_years import rival_figures
from .graders import grade, must_answer
from .question_set import EvalQuestion
from .run import load_questions_like, select_questions
from .sources import load_source

MODES = ("quoted", "generated", "baseline")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to one mode. `words`: how the answer came about (generated, quoted, or why it fell back)."""

    id: str
    kind: str
    turns: tuple[str, ...]
    mode: str
    answerable: bool
    outcome: str
    wrong_figure: bool
    refused: bool
    seconds: float
    tokens: int  # of input; 0 where no model was called
    words: str
    set_phrases: float
    longest_sentence: int
    text: str
    notes: tuple[str, ...]
    struck: tuple[str, ...] = ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=150)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--suite", default="all")
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument(
        "--baseline-every", type=int, default=1, help="the slow baseline gets each n-th question only"
    )
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    questions = mixed(select_questions(options.split, options.suite, options.limit))
    results: list[Asked] = []
    file = options.out.open("w", encoding="utf-8") if options.out else None
    modes = options.modes.split(",")
    for asked in measure(questions, modes, options.data, options.split, options.baseline_every):
        results.append(asked)
        if file:
            file.write(json.dumps(asdict(asked), ensure_ascii=False) + "\n")
            file.flush()
    print(table(results))


def measure(
    questions: Sequence[EvalQuestion], modes: Sequence[str], data: Path, split: str, baseline_every: int = 1
) -> Iterator[Asked]:
    """Each question to each mode in turn, so that a busy machine is busy for all of them."""
    sources = {r: load_source(r, data) for r in {q.report for q in questions}}
    years = {r: s.report.year for r, s in sources.items() if s}
    rivals = rival_figures(load_questions_like(questions, split), years)
    bots = {mode: _open(mode, data) for mode in modes}
    for number, question in enumerate(questions):
        for mode, ask in bots.items():
            if mode == "baseline" and number % baseline_every:
                continue
            reply, tokens, words, struck = ask(question)
            graded = grade(question, reply, sources[question.report], rivals.get(question.id, ()))
            yield Asked(
                question.id, question.kind, question.turns, mode, must_answer(question), graded.overall.value,
                graded.wrong_figure.value == "wrong", bool(graded.refused), round((reply.elapsed_ms or 0) / 1000, 2),
                tokens, words, graded.plain.set_phrases if graded.plain else 0.0,
                graded.plain.longest_sentence if graded.plain else 0, reply.text, graded.notes, struck,
            )  # fmt: skip


def mixed(questions: Sequence[EvalQuestion]) -> tuple[EvalQuestion, ...]:
    """In an order that is always the same and has nothing to do with reports and kinds."""
    return tuple(sorted(questions, key=lambda q: hashlib.sha256(q.id.encode()).digest()))


_Ask = Callable[[EvalQuestion], tuple[Reply, int, str, tuple[str, ...]]]


def _open(mode: str, data: Path) -> _Ask:
    settings = load_settings()
    if mode == "baseline":
        rag = BaselineRag(data, settings)
        return lambda question: (rag.ask(question), rag.tokens[-1], "baseline", ())
    model = open_model(mode, settings, count_tokens=True)
    bot = open_bot(data, model)
    if model is not None:
        _ = model.langchain  # its import is no question's fault
    return lambda question: _ours(bot, question)


def _ours(bot: Bot, question: EvalQuestion) -> tuple[Reply, int, str, tuple[str, ...]]:
    from langchain_core.callbacks import get_usage_metadata_callback

    turns: tuple[Turn, ...] = ()
    for text in question.turns:
        with get_usage_metadata_callback() as usage:
            answer = bot.ask(text, earlier=turns, report=question.report)
        turns += (Turn(answer.resolved, answer.report_id),)
    tokens = sum(used["input_tokens"] for used in usage.usage_metadata.values())
    words = answer.fallback or answer.mode.value
    struck = tuple(c.sentence + " ← " + _why(c.verdicts) for c in answer.checks if not c.shown)
    return _reply(answer), tokens, words, struck


def _why(verdicts: tuple[PartVerdict, ...]) -> str:
    return "；".join(f"{v.text}:{v.reason}" for v in verdicts if v.verdict != "supported")


def _reply(answer: Answer) -> Reply:
    return Reply(
        text=answer.text,
        status=answer.status.value,
        refused=answer.status.refused,
        quotes=tuple(citation.quote for citation in answer.citations),
        elapsed_ms=answer.elapsed_ms,
    )


def table(results: Sequence[Asked]) -> str:
    """The figures of each mode, a line each."""
    lines = []
    for mode in dict.fromkeys(r.mode for r in results):
        own = [r for r in results if r.mode == mode]
        lines.append(f"{mode}: n={len(own)}  right {_share(r.outcome == 'right' for r in own)}  "
                     f"wrong {_share(r.outcome == 'wrong' for r in own)}  "
                     f"wrong figure {sum(r.wrong_figure for r in own)}  refused {_share(r.refused for r in own)}  "
                     f"median {median(r.seconds for r in own):.2f} s")  # fmt: skip
        called = [r for r in own if r.tokens]
        if called:
            lines.append(f"  model called {len(called)}: median {median(r.seconds for r in called):.2f} s, "
                         f"median prompt {median(r.tokens for r in called):.0f} tokens, most {max(r.tokens for r in called)}")  # fmt: skip
        answerable = [r for r in own if r.answerable]
        if mode == "generated" and answerable:
            out = [r for r in answerable if r.words == "generated"]
            quoted = {r.id: r for r in results if r.mode == "quoted"}
            lines.append(f"  answerable {len(answerable)}: in the model's words {_share(r in out for r in answerable)}; "
                         f"right of those {_share(r.outcome == 'right' for r in out)}")  # fmt: skip
            lines.append(f"  how: {dict(Counter(r.words for r in answerable).most_common())}")
            pairs = [(r, quoted[r.id]) for r in out if r.id in quoted]
            if pairs:
                lines.append(f"  plain language over those: set phrases {mean(a.set_phrases for a, _ in pairs):.3f} "
                             f"(quoted {mean(b.set_phrases for _, b in pairs):.3f}), longest sentence "
                             f"{mean(a.longest_sentence for a, _ in pairs):.1f} "
                             f"(quoted {mean(b.longest_sentence for _, b in pairs):.1f})")  # fmt: skip
            ids = {r.id for r in called}
            both = [r for r in results if r.mode == "baseline" and r.id in ids]
            if both:
                ratio = median(r.seconds for r in called) / median(r.seconds for r in both)
                lines.append(f"  median time over the {len(both)} questions that both asked the model: {ratio:.2f} × the baseline's")  # fmt: skip
    return "\n".join(lines)


def _share(hits: Iterator[bool] | Sequence[bool]) -> str:
    counted = list(hits)
    return f"{sum(counted)}/{len(counted)} ({sum(counted) / len(counted):.3f})" if counted else "0/0"


if __name__ == "__main__":
    main()
