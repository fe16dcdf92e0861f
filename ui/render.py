"""Answer → plain text, Markdown and JSON: the only place that lays out citations."""

from __future__ import annotations

import re
from typing import Any

from report_bot.bot.types import Answer, Citation, CitedFigure, SentenceCheck
from report_bot.ingest.types import Figure

_MARKDOWN = re.compile(r"([\\`*_<>#|~])")


def to_text(answer: Answer) -> str:
    """For a terminal or a chat without formatting: the answer, a blank line, then the sentences that it rests on."""
    text = answer.text + answer.label
    if not answer.citations:
        return text
    sources = "\n".join(f"[{c.n}] {_path(c)}：“{c.quote}”" for c in answer.citations)
    return f"{text}\n\n依据{_titles(answer)}：\n{sources}"


def to_markdown(answer: Answer) -> str:
    """The same for a place that shows Markdown; nothing in the report's words is taken for markup."""
    text = _plain(answer.text + answer.label)
    if not answer.citations:
        return text
    sources = "\n\n".join(
        f"> [{c.n}] **{_plain(_path(c))}**  \n> {_plain(c.quote)}" for c in answer.citations
    )
    return f"{text}\n\n依据{_plain(_titles(answer))}：\n\n{sources}"


def markdown_text(text: str) -> str:
    """A text whose every character is to be read as itself where Markdown is shown."""
    return _plain(text)


def to_json(answer: Answer) -> dict[str, Any]:
    """The answer object of the public interface, ready for json.dumps. Values are plain decimal strings (59000)."""
    return {
        "question": answer.question,
        "answer": answer.text,
        "status": answer.status.value,
        "refused": answer.status.refused,
        "citations": [_citation(citation) for citation in answer.citations],
        "figures": [_figure(cited) for cited in answer.figures],
        "mode": answer.mode.value,
        "elapsed_ms": round(answer.elapsed_ms, 2),
        "label": answer.label,
        "fallback": answer.fallback,
        "checks": [_check(check) for check in answer.checks],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "n": citation.n,
        "report": citation.report_id,
        "section": list(citation.section),
        "quote": citation.quote,
        "passage_id": citation.passage_id,
        "start": citation.start,
        "end": citation.end,
    }


def _check(check: SentenceCheck) -> dict[str, Any]:
    return {
        "sentence": check.sentence,
        "shown": check.shown,
        "verdicts": [
            {"text": v.text, "verdict": v.verdict.value, "reason": v.reason} for v in check.verdicts
        ],
    }


def _figure(cited: CitedFigure) -> dict[str, Any]:
    return figure_json(cited.figure, cited.report_id) | {"citation": cited.citation}


def figure_json(figure: Figure, report_id: str) -> dict[str, Any]:
    """A figure of the public interface, without the citation that proves it in an answer."""
    return {
        "text": figure.text,
        "value": format(figure.value, "f"),  # str() would write 5.9E+4
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "indicator": figure.indicator,
        "item": figure.item,
        "measure": figure.measure.value,
        "period": None if figure.period is None else str(figure.period),
        "status": figure.status.value,
        "report": report_id,
    }


def _path(citation: Citation) -> str:
    return " › ".join(citation.section) or "正文"


def _titles(answer: Answer) -> str:
    return "".join(dict.fromkeys(f"《{citation.report_title}》" for citation in answer.citations))


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
