"""The eval command: ask the question set, print the numbers, write the reports, judge the gate."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from report_bot.bot.settings import load_settings
from report_bot.ingest.errors import SettingsInvalid
from report_bot.ui.cli_reports import progress_bar

if TYPE_CHECKING:
    from report_bot.eval.run import Run

GATE_FAILED = 3
_NEEDED = ("yaml", "httpx", "jinja2", "junitparser", "matplotlib")


def run_eval(options: argparse.Namespace) -> int:
    """Grade a bot, or compare two runs. 0 where the gate is met or none was set, 3 where it is not."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise SettingsInvalid(
            f"评测要用的包没有装全（缺 {'、'.join(missing)}）。请运行：pip install 'report-bot[eval]'"
        )
    if options.compare:
        from report_bot.eval.compare import compare
        from report_bot.eval.run import read_run

        old, new = (read_run(folder) for folder in options.compare)
        print(compare(old, new))
        return 0
    from report_bot.eval.gate import gate_report, read_gate
    from report_bot.eval.html_report import write_html
    from report_bot.eval.junit import write_junit
    from report_bot.eval.summary import summarise, text_summary

    gate = read_gate(options.gate) if options.gate else ()
    out: Path = options.out or Path("report-bot-eval") / datetime.now().strftime("%Y%m%d-%H%M%S")
    run = _run(options, out)
    summary = summarise(run)
    write_junit(run, out / "junit.xml")
    write_html(run, out / "report.html")
    print(text_summary(summary))
    print(f"\n评测报告：{out / 'report.html'}\n逐题结果：{out / 'results.jsonl'}\nJUnit：{out / 'junit.xml'}")
    if not gate:
        return 0
    passed, lines = gate_report(gate, summary)
    print(f"\n{lines}\n{'可以放行。' if passed else '不能放行。'}")
    return 0 if passed else GATE_FAILED


def _run(options: argparse.Namespace, out: Path) -> Run:
    from report_bot.eval.run import run, select_questions
    from report_bot.eval.targets import open_target

    data: Path = options.data or load_settings().data
    questions = select_questions(options.split, options.suite, options.limit)
    if not questions:
        raise SettingsInvalid("没有符合条件的题目。请换一个 --suite 或 --split。")
    target = open_target(
        options.target,
        options.target_kind,
        data=data,
        mode=options.mode,
        model=options.model,
        key=os.environ.get("OPENAI_API_KEY", ""),
    )
    bar = progress_bar()
    task = bar.add_task("正在提问", total=len(questions) * options.repeat)
    bar.start()
    try:
        return run(
            questions,
            target,
            out,
            split=options.split,
            suite=options.suite,
            data=data,
            repeat=options.repeat,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    except KeyboardInterrupt:
        print(
            f"已中断，做完的都留着。用同样的选项加上 --out {shlex.quote(str(out))} 就接着做。",
            file=sys.stderr,
        )
        raise
    finally:
        bar.stop()
