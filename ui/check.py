"""The command that checks an answer from anywhere against a report or against given passages."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from report_bot.bot.check_figures import check_figures
from report_bot.bot.check_quotes import check_quotes
from report_bot.bot.check_text import read_sentences
from report_bot.bot.check_types import FigureCheck, QuoteCheck, Verdict
from report_bot.bot.question import build_vocabulary, read_question
from report_bot.bot.settings import load_settings
from report_bot.ingest.errors import ReportBotError
from report_bot.ingest.figures import attach_figures
from report_bot.ingest.periods import stated_periods
from report_bot.ingest.standing import ParagraphReader
from report_bot.ingest.titles import default_standing
from report_bot.ingest.types import FactStatus, Passage, Period, ReadReport, Report

NOT_ALL_SUPPORTED = 3  # exit code

_VERDICTS = {Verdict.SUPPORTED: "支持", Verdict.CONTRADICTED: "矛盾", Verdict.NOT_FOUND: "找不到"}
_KINDS = {"quotation": "引文", "name": "名称", "claim": "说法"}
_STATUSES = {str(status): status for status in FactStatus}


class PassagesUnreadable(ReportBotError):
    """The operator's file of passages cannot be read as such."""


def run_check(options: argparse.Namespace) -> int:
    """Print a verdict for every figure of an answer. 0 where all are supported, 3 where one is not."""
    answer = sys.stdin.buffer.read().decode("utf-8", "replace") if options.answer == "-" else options.answer
    read = _given(options.passages, options) if options.passages else _ingested(options)
    vocabulary = build_vocabulary(read)
    question = read_question(options.question, report=read.report, vocabulary=vocabulary)
    figures = check_figures(answer, read.passages, question, read.report)
    quotes = tuple(c for c in check_quotes(answer, read.passages, question, read.report) if c.kind != "claim")
    if options.json:
        print(json.dumps(_to_json(figures, quotes, read.report), ensure_ascii=False))
    else:
        _print(answer, figures, quotes)
    return 0 if _ok(figures, quotes) else NOT_ALL_SUPPORTED


def check_json(question: str, answer: str, read: ReadReport) -> dict[str, Any]:
    """What --json prints, for an answer against a report that was read."""
    asked = read_question(question, report=read.report, vocabulary=build_vocabulary(read))
    figures = check_figures(answer, read.passages, asked, read.report)
    quotes = tuple(c for c in check_quotes(answer, read.passages, asked, read.report) if c.kind != "claim")
    return _to_json(figures, quotes, read.report)


def _ok(figures: Sequence[FigureCheck], quotes: Sequence[QuoteCheck]) -> bool:
    verdicts = {check.verdict for check in figures} | {quote.verdict for quote in quotes}
    return verdicts <= {Verdict.SUPPORTED}


def _ingested(options: argparse.Namespace) -> ReadReport:
    from report_bot.bot.library import configured_embedder, glossary_digest
    from report_bot.ingest.index import Index

    settings = load_settings()
    folder: Path = options.data or settings.data
    index = Index.open(
        folder, embedder_name=configured_embedder(settings).name, glossary_digest=glossary_digest()
    )
    return index.read(options.report)


def _given(file: Path, options: argparse.Namespace) -> ReadReport:
    """The passages of a file as a report of their own: a passage a line, or a line {"text", "section", "period", "status"}.

    [1] in the answer is the first line. Raises PassagesUnreadable.
    """
    text = file.read_text(encoding="utf-8-sig")
    records = [_record(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not records:
        raise PassagesUnreadable(f"{file} 里没有句子。请每行写一句原文。")
    joined = "\n".join(record["text"] for record in records)
    year = options.year or max((p.last for p in _years(joined)), default=date.today().year)
    report = Report("passages", options.title or file.stem, options.place or "", year, joined, "")
    passages, start = [], 0
    for order, record in enumerate(records):
        passages.append(_passage(order, start, record, report))
        start += len(record["text"]) + 1
    return ReadReport(report, (), attach_figures(report, tuple(passages)))


def _years(text: str) -> list[Period]:
    return [
        mention.period for mention in stated_periods(text, date.today().year) if mention.written[0].isdigit()
    ]


def _record(number: int, line: str) -> dict[str, Any]:
    line = line.strip()
    if not line.startswith("{"):
        return {"text": line}
    try:
        record: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise PassagesUnreadable(f"第 {number} 行不是完整的 JSON：{error}") from error
    text, section, status = record.get("text"), record.get("section", []), record.get("status")
    if not isinstance(text, str) or not text.strip():
        raise PassagesUnreadable(f"第 {number} 行没有 text。")
    if not isinstance(section, list | str) or (status is not None and status not in _STATUSES):
        raise PassagesUnreadable(
            f"第 {number} 行的 section 要写成列表，status 要写 actual、target 或 other。"
        )
    try:
        Period.parse(str(record.get("period") or 0))
    except ValueError as error:
        raise PassagesUnreadable(f"第 {number} 行的 period 要写成 2023 或 2021-2025。") from error
    return record | {"text": text.strip(), "section": [section] if isinstance(section, str) else section}


def _passage(order: int, start: int, record: dict[str, Any], report: Report) -> Passage:
    """The record as the ingest reads a sentence: what it does not say of time and status, its wording does."""
    text, section = record["text"], tuple(str(title) for title in record.get("section", ()))
    reader = ParagraphReader(report.year)
    default = default_standing(section, report.year)
    reader.open(text, default, path=(), scope=(), headed=bool(section), open_ended=True)
    standing = reader.read(text)
    end = start + len(text)
    return Passage(
        id=str(order + 1), report_id=report.id, order=order, start=start, end=end, text=text, section=section,
        paragraph=(start, end),
        period=Period.parse(str(record["period"])) if record.get("period") else standing.period,
        status=_STATUSES[record["status"]] if record.get("status") else standing.status,
    )  # fmt: skip


def _print(answer: str, figures: Sequence[FigureCheck], quotes: Sequence[QuoteCheck]) -> None:
    """A line for every figure and name: verdict, figure, the sentence of the answer and what the source says."""
    for check in figures:
        print(f"{_VERDICTS[check.verdict]}  {check.text}  {check.reason}")
        print(f"      回答：{_sentence(answer, check.start)}")
        if check.passage is not None:
            print(f"      原文：{check.passage.text}")
    for quote in quotes:
        if quote.verdict is not Verdict.SUPPORTED:
            print(f"{_VERDICTS[quote.verdict]}  {_KINDS[quote.kind]}“{quote.text}”  {quote.reason}")
    good = sum(check.verdict is Verdict.SUPPORTED for check in figures)
    print(f"共 {len(figures)} 个数据，{good} 个有原文支持。" if figures else "回答里没有数据。")


def _sentence(answer: str, at: int) -> str:
    """The sentence of the answer around an offset."""
    return next(
        (
            answer[a:b].strip()
            for s in read_sentences(answer)
            for a, b in [s.place(0, len(s.text))]
            if a <= at < b
        ),
        answer,
    )


def _to_json(figures: Sequence[FigureCheck], quotes: Sequence[QuoteCheck], report: Report) -> dict[str, Any]:
    return {
        "report": report.id,
        "ok": _ok(figures, quotes),
        "figures": [
            {
                "text": f.text, "start": f.start, "end": f.end, "value": format(f.value, "f"), "unit": f.unit,
                "verdict": f.verdict, "reason": f.reason, "source": f.passage.text if f.passage else None,
                "indicator": f.figure.indicator if f.figure else None, "figure": f.figure.text if f.figure else None,
                "period": str(f.figure.period) if f.figure and f.figure.period else None,
            }
            for f in figures
        ],
        "quotes": [
            {"text": q.text, "start": q.start, "end": q.end, "kind": q.kind, "verdict": q.verdict, "reason": q.reason}
            for q in quotes
        ],
    }  # fmt: skip
