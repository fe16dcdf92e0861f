"""The RAG of the tutorials, as a baseline: chunks of 500 characters, the four nearest by e5, a plain prompt."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from report_bot.bot.settings import Settings
from report_bot.ingest.embed import BundledEmbedder

from .grade_types import Reply
from .question_set import EvalQuestion
from .sources import load_source

CHUNK, NEAREST, MOST_TOKENS = 500, 4, 300
_PROMPT = (Path(__file__).parent / "baseline_prompt.txt").read_text(encoding="utf-8")


class BaselineRag:
    """A target that asks the same model. Only the last turn is asked: the tutorials keep no dialogue."""

    workers = 1

    def __init__(self, data: Path, settings: Settings) -> None:
        import openai

        self.name = f"baseline {settings.llm_model}"
        self.tokens: list[int] = []  # of input, per answer
        self._data, self._model = data, settings.llm_model
        key = settings.llm_api_key.get_secret_value() or "none"
        self._client = openai.OpenAI(base_url=settings.llm_base_url, api_key=key, timeout=300)
        self._embedder = BundledEmbedder(tuning=None)
        self._chunks: dict[str, tuple[list[str], np.ndarray]] = {}

    def ask(self, question: EvalQuestion) -> Reply:
        begun = time.perf_counter()
        context = "\n\n".join(self._nearest(question.report, question.turns[-1]))
        said = self._client.chat.completions.create(
            model=self._model,
            messages=[
                {"role": "user", "content": _PROMPT.format(context=context, question=question.turns[-1])}
            ],
            temperature=0,
            max_tokens=MOST_TOKENS,
        )
        self.tokens.append(said.usage.prompt_tokens if said.usage else 0)
        took = round((time.perf_counter() - begun) * 1000, 2)
        return Reply(said.choices[0].message.content or "", elapsed_ms=took)

    def _nearest(self, report: str, question: str) -> list[str]:
        if report not in self._chunks:
            source = load_source(report, self._data)
            text = source.report.text if source else ""
            chunks = [text[i : i + CHUNK] for i in range(0, len(text), CHUNK)]
            self._chunks[report] = (chunks, np.asarray(self._embedder.passages(chunks)))
        chunks, vectors = self._chunks[report]
        scores = vectors @ np.asarray(self._embedder.query(question))
        return [chunks[i] for i in np.argsort(-scores)[:NEAREST]]
