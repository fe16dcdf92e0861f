"""One sentence of a model → the sentence with marks that hold, proved by the checks, or the reasons why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_bot.ingest.types import Figure, Passage, Report

from .check_figures import check_figures
from .check_quotes import Near, check_quotes
from .check_types import FigureCheck, QuoteCheck, Verdict
from .check_words import content
from .types import PartVerdict, Question

_MARK = re.compile(r"\s*[\[［【（(]\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[\]］】）)]")
_NOISE = re.compile(
    r"\*{1,3}|`+|^[ \t>]*(?:#{1,6}|[-*•·]|\d{1,2}[.、）)](?!\d)|回答[:：]|答[:：])\s*|^[ \t]*>\s*|^[“\"]+$"
)
_NUMBER = re.compile(r"\d[\d.,]*(?!\d|年|月)")
_STOPS = "。！？!?；;，,.：: \n"
_SENTENCE = re.compile(
    r"[^。！？!?\n]*[。！？!?\n]+[”’」』）)]*(?:\s*[\[［【]\s*[\d,，、 ]+[\]］】]\s*[。]?)*"
)


@dataclass(frozen=True, slots=True)
class Proved:
    """A sentence after its proof. `text` has no marks; `cited` are the passages that license it, `figures` what it states."""

    text: str
    cited: tuple[Passage, ...]
    figures: tuple[tuple[Figure, Passage], ...]
    verdicts: tuple[PartVerdict, ...]
    holds: bool

    @property
    def fault(self) -> str:
        """What is wrong, for the model to mend."""
        parts = [f"“{v.text}”{v.reason}" for v in self.verdicts if v.verdict is not Verdict.SUPPORTED]
        return "；".join(dict.fromkeys(parts)) or f"“{self.text}”不是一句说清了事情的话"


def cut(text: str) -> tuple[list[str], str]:
    """The finished sentences of a reply that is still coming, and the rest. A mark behind the full stop is waited for."""
    sentences, at = [], 0
    for match in _SENTENCE.finditer(text):
        if match.end() == len(text):
            break
        sentences.append(match[0])
        at = match.end()
    return sentences, text[at:]


def prove(
    sentence: str,
    before: str,
    passages: Sequence[Passage],
    question: Question,
    report: Report,
    near: Near | None = None,
) -> Proved | None:
    """The proof of one sentence after the text `before` it; None where there is nothing to prove (a lone bullet).

    The marks are the model's word only: a number that is none of the passages is dropped, and where the cited passages do
    not license the sentence, another of the given ones that does is cited instead. `near` as for `check_quotes`.
    """
    text = _MARK.sub("", _NOISE.sub("", sentence.strip())).strip().rstrip(_STOPS).strip()
    if not re.search(r"\w", text):
        return None
    for title in {
        t for p in passages for t in p.section[-1:]
    }:  # shown beside the passage, not to be read out
        text = re.sub(rf"{re.escape(title)}[：:，]", "", text)
    if len(_NUMBER.findall(text)) == 1:
        text = text.replace("分别", "")  # of a list only this one was taken
    text += "？" if sentence.strip().endswith(("？", "?")) else "。"
    named = [int(n) for match in _MARK.finditer(sentence) for n in re.findall(r"\d+", match[1])]
    own = tuple(dict.fromkeys(passages[n - 1] for n in named if 1 <= n <= len(passages)))
    first, *others = _choices(own, passages)
    tried = [_against(text, before, first, question, report, near)]
    if not tried[0].holds:
        tried += [_against(text, before, cited, question, report, near) for cited in others]
    return next((proved for proved in tried if proved.holds), tried[0])


def _choices(own: tuple[Passage, ...], passages: Sequence[Passage]) -> list[tuple[Passage, ...]]:
    """What a sentence may cite, the model's own choice first; all passages together come last."""
    choices = [own] if own else []
    choices += [(p,) for p in passages if (p,) != own]
    if len(passages) > 1 and own != tuple(passages):
        choices.append(tuple(passages))
    return choices


def _against(
    text: str,
    before: str,
    cited: tuple[Passage, ...],
    question: Question,
    report: Report,
    near: Near | None,
) -> Proved:
    marks = "".join(f"[{n}]" for n in range(1, len(cited) + 1))
    answer = f"{before}{text[:-1]}{marks}{text[-1]}"
    figures = [c for c in check_figures(answer, cited, question, report) if c.start >= len(before)]
    quotes = [c for c in check_quotes(answer, cited, question, report, near) if c.start >= len(before)]
    quotes += _clauses(text, cited, question, report, near)
    checks: list[FigureCheck | QuoteCheck] = [*figures, *quotes]
    verdicts = tuple(dict.fromkeys(_verdict(check) for check in checks))
    claimed = bool(content(text)) and any(isinstance(c, FigureCheck) or c.kind == "claim" for c in checks)
    holds = claimed and all(v.verdict is Verdict.SUPPORTED for v in verdicts)
    used = _used(checks, cited)
    stated = tuple((c.figure, c.passage) for c in figures if c.figure and c.passage)
    return Proved(text, used, stated, verdicts, holds)


def _clauses(
    text: str, cited: tuple[Passage, ...], question: Question, report: Report, near: Near | None
) -> Iterator[QuoteCheck]:
    """Each clause of a longer sentence as a claim of its own: an invented one must not hide behind the others."""
    clauses = [c for c in re.split(r"[，；：]", text.rstrip("。？")) if c.strip()]
    if len(clauses) > 1:
        for clause in clauses:
            marks = "".join(f"[{n}]" for n in range(1, len(cited) + 1))
            yield from (
                c
                for c in check_quotes(f"{clause}{marks}。", cited, question, report, near)
                if c.kind == "claim" and c.verdict is not Verdict.SUPPORTED
            )


def _used(checks: Sequence[FigureCheck | QuoteCheck], cited: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages that a proof rests on, in the order in which they were cited."""
    ids = {c.passage.id for c in checks if c.passage is not None}
    return tuple(p for p in cited if p.id in ids) or cited[:1]


def _verdict(check: FigureCheck | QuoteCheck) -> PartVerdict:
    text = re.sub(r"(?:\[\d+\])+", "", check.text)
    return PartVerdict(text, check.verdict, check.reason)
