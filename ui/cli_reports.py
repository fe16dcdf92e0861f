"""The commands that keep the index: ingest, reports and remove."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from report_bot.bot.settings import load_settings
from report_bot.ingest.errors import IndexMissing, SettingsInvalid

if TYPE_CHECKING:
    from rich.progress import Progress


def run_ingest(options: argparse.Namespace) -> int:
    """Ingest files, or the shipped report, with a progress bar, and say what changed."""
    from report_bot.bot.library import configured_embedder, glossary_digest
    from report_bot.ingest.build import Overrides, ingest
    from report_bot.ingest.read import shipped_report_path

    settings = load_settings()
    folder: Path = options.data or settings.data
    overrides = Overrides(options.id, options.title, options.place, options.year)
    if len(options.files) > 1 and overrides != Overrides():
        raise SettingsInvalid("--id、--title、--place、--year 只能和一个文件一起用，请把文件分开导入。")
    bar = progress_bar()
    task = bar.add_task("正在计算句段向量")

    def show_progress(done: int, total: int) -> None:
        bar.start()  # not before there is something to wait for
        bar.update(task, completed=done, total=total)

    try:
        results = ingest(
            options.files or [shipped_report_path()],
            folder,
            embedder=configured_embedder(settings),
            glossary_digest=glossary_digest(),
            overrides=overrides,
            progress=show_progress,
        )
    finally:
        if bar.live.is_started:
            bar.stop()
    for result in results:
        card = result.card
        print(f"《{card.title}》（编号 {card.id}，{card.place or '地方未知'}，{card.year}年）")
        print(
            f"  新增 {result.added} 条，保留 {result.kept} 条，删除 {result.removed} 条；其中数据 {card.figures} 项"
        )
    print(f"索引已就绪：{folder}")
    return 0


def run_reports(options: argparse.Namespace) -> int:
    """List what is ingested, the default report marked."""
    from rich.table import Table

    from report_bot.ingest.manifest import ingest_command, read_manifest
    from report_bot.ui.cli_figures import show

    folder: Path = options.data or load_settings().data
    manifest = read_manifest(folder)
    if manifest is None or not manifest.reports:
        raise IndexMissing(f"文件夹 {folder} 里还没有报告。请先运行：{ingest_command(folder)}")
    table = Table("编号", "标题", "地方", "年份", "句段", "数据", "", box=None, pad_edge=False)
    for card in manifest.reports:
        default = "（默认）" if card == manifest.reports[-1] else ""
        numbers = (str(card.year), str(card.passages), str(card.figures))
        table.add_row(card.id, card.title, card.place or "—", *numbers, default)
    show(table)
    return 0


def run_remove(options: argparse.Namespace) -> int:
    """Take a report out of the index."""
    from report_bot.ingest.build import remove

    card = remove(options.report, options.data or load_settings().data)
    print(f"已去掉《{card.title}》（编号 {card.id}）。")
    return 0


def progress_bar() -> Progress:
    """The progress bar of every command that lets one wait."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    # On standard error, so that what the command says can be piped without it.
    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console)
