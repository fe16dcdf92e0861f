"""The command that lists a report's figures, as a table or as CSV."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from report_bot.bot.settings import load_settings
from report_bot.ingest.types import FactStatus, Measure, ReadReport

if TYPE_CHECKING:
    from rich.table import Table

_MEASURES = {
    Measure.STOCK: "总量",
    Measure.NEW: "新增",
    Measure.CHANGE: "变化",
    Measure.SHARE: "比重",
    Measure.RANK: "位次",
}
_STATUSES = {FactStatus.ACTUAL: "完成", FactStatus.TARGET: "目标", FactStatus.OTHER: "其他"}

_COLUMNS = (
    "报告", "指标", "项目", "数值", "上限", "单位", "原文", "限定", "类别", "地方", "时期", "状态",
    "章节", "句子", "句段编号", "起", "止",
)  # fmt: skip
_SHOWN = ("指标", "项目", "限定", "原文", "类别", "时期", "状态")


def run_figures(options: argparse.Namespace) -> int:
    """Every figure of a report, a row each, in the order of the text."""
    from report_bot.bot.library import configured_embedder, glossary_digest
    from report_bot.ingest.index import Index

    settings = load_settings()
    folder: Path = options.data or settings.data
    index = Index.open(
        folder, embedder_name=configured_embedder(settings).name, glossary_digest=glossary_digest()
    )
    read = index.read(options.report)
    if options.csv is None:
        _print_table(read)
    elif options.csv == "-":
        _write_csv(read, sys.stdout)
    else:
        # Excel takes a file for UTF-8 only where it begins with this mark.
        with open(options.csv, "w", encoding="utf-8-sig", newline="") as file:
            _write_csv(read, file)
        print(f"已写入 {options.csv}：{len(read.figures)} 项数据。")
    return 0


def show(table: Table) -> None:
    """Print a table: as wide as the terminal, or as wide as it likes where it goes into a file or a pipe."""
    from rich.console import Console

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 1000)
    console.print(table, soft_wrap=False)


def _print_table(read: ReadReport) -> None:
    from rich.table import Table

    table = Table(*_SHOWN, box=None, pad_edge=False)
    for row in _rows(read):
        table.add_row(*(row[column] for column in _SHOWN))
    show(table)
    print(f"《{read.report.title}》共 {len(read.figures)} 项数据。")


def _write_csv(read: ReadReport, file: TextIO) -> None:
    writer = csv.DictWriter(file, _COLUMNS)
    writer.writeheader()
    writer.writerows(_rows(read))


def _rows(read: ReadReport) -> Iterator[dict[str, str]]:
    for passage in read.passages:
        for figure in passage.figures:
            yield {
                "报告": read.report.id,
                "指标": figure.indicator,
                "项目": figure.item,
                "数值": format(figure.value, "f"),
                "上限": "" if figure.upper is None else format(figure.upper, "f"),
                "单位": figure.unit,
                "原文": figure.text,
                "限定": figure.qualifier,
                "类别": _MEASURES[figure.measure],
                "地方": figure.place,
                "时期": "" if figure.period is None else str(figure.period),
                "状态": _STATUSES[figure.status],
                "章节": " › ".join(passage.section),
                "句子": passage.text,
                "句段编号": passage.id,
                "起": str(figure.start),
                "止": str(figure.end),
            }
