"""The command line: which commands there are, and what a failure looks like. Imports nothing heavy before it must."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from report_bot.ingest.errors import ReportBotError
from report_bot.ui.cli_judging import add_judging_commands
from report_bot.ui.cli_parser import ChineseParser, one_of, whole_number
from report_bot.ui.cli_service import add_service_commands
from report_bot.ui.cli_wechat import add_wechat_commands

_DATA_HELP = "存放索引的文件夹（也可用环境变量 REPORT_BOT_DATA 或 .env；默认 report-bot-data）"

OURS, UNEXPECTED, INTERRUPTED, PIPE_CLOSED = 2, 1, 130, 141  # exit codes


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0 went well; 2 the operator can mend it; 1 a fault of ours. Words for failures go to stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(
            stream, "reconfigure"
        ):  # a question may hold what no encoding has; it must not end the program
            stream.reconfigure(errors="backslashreplace")
    options = build_parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader has seen enough (| head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return PIPE_CLOSED
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return INTERRUPTED
    except ReportBotError as error:
        print(error, file=sys.stderr)
        return OURS
    except Exception as error:
        if os.environ.get("REPORT_BOT_DEBUG") == "1":
            raise
        if isinstance(error, OSError) and error.filename is not None:
            print(f"不能读写 {error.filename}：{_plainly(error)}。", file=sys.stderr)
            return OURS
        print(
            f"程序出错（{type(error).__name__}）。设 REPORT_BOT_DEBUG=1 再运行一次可看到详情。",
            file=sys.stderr,
        )
        return UNEXPECTED


def build_parser() -> ChineseParser:
    """All commands. `run` of the parsed options is the function to call with them; it gives the exit code."""
    parser = ChineseParser(
        prog="report-bot",
        description="报告问答：政府工作报告的可信问答，每个数据都有出处。",
        epilog="示例：\n  report-bot ingest && report-bot serve\n  report-bot ask \"去年地区生产总值是多少？\"",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=_version(), help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command", required=True)

    ingest = _command(commands, "ingest", "导入报告，建立或更新索引",
                      "report-bot ingest\n  report-bot ingest 报告.txt --place 某市 --year 2025", _ingest)  # fmt: skip
    ingest.add_argument(
        "files", nargs="*", type=Path, metavar="文件", help="报告文件（.txt、.md）；不写则导入自带的报告"
    )
    ingest.add_argument("--id", metavar="编号", help="报告的编号；不写则取自文件名")
    ingest.add_argument("--title", metavar="标题", help="报告的标题；不写则从正文中读出")
    ingest.add_argument("--place", metavar="地方", help="报告所说的地方；不写则从正文中读出")
    ingest.add_argument(
        "--year",
        metavar="年份",
        type=whole_number(1949, 2100),
        help="报告作安排的那一年（今年）；不写则从正文中读出",
    )

    _command(commands, "reports", "列出已导入的报告", "report-bot reports", _reports)

    remove = _command(commands, "remove", "从索引中去掉一份报告", "report-bot remove zibo-2024", _remove)
    remove.add_argument("report", metavar="编号", help="报告的编号，见 report-bot reports")

    figures = _command(commands, "figures", "列出报告中的全部数据",
                       "report-bot figures\n  report-bot figures --csv 数据.csv", _figures)  # fmt: skip
    figures.add_argument("--csv", metavar="文件", help="写成 CSV 文件（可用 Excel 打开）；写 - 则输出到屏幕")
    _add_report(figures)

    ask = _command(commands, "ask", "问一个问题",
                   "report-bot ask \"去年新增就业多少人？\"\n  report-bot ask \"那今年呢\" --session 我的对话", _ask)  # fmt: skip
    ask.add_argument("question", metavar="问题", help="要问的话")
    ask.add_argument("--json", action="store_true", help="输出 JSON")
    ask.add_argument("--session", metavar="名称", help="接着这个名称的对话问，可以追问")
    ask.add_argument("--explain", action="store_true", help="同时说明句子是怎样排序的")
    _add_report(ask)
    _add_mode(ask)

    batch = _command(commands, "batch", "成批提问，每行一段对话，输出每段最后一问的回答",
                     "report-bot batch 问题.jsonl > 回答.jsonl\n"
                     "  其中每行如：{\"id\": \"1\", \"turns\": [\"去年新增就业多少人？\", \"那今年呢\"]}", _batch)  # fmt: skip
    batch.add_argument("file", metavar="FILE.jsonl", help="问题文件；写 - 则从标准输入读")
    _add_report(batch)
    _add_mode(batch)

    add_judging_commands(commands, _command, _add_mode)
    add_service_commands(commands, _command, _add_mode)
    add_wechat_commands(commands, _command)
    return parser


def _command(
    commands: argparse._SubParsersAction[ChineseParser],
    name: str,
    purpose: str,
    example: str,
    run: Callable[[argparse.Namespace], int],
) -> ChineseParser:
    command = commands.add_parser(
        name, help=purpose, description=f"{purpose}。", epilog=f"示例：\n  {example}"
    )
    command.add_argument("--data", metavar="DIR", type=Path, help=_DATA_HELP)
    command.set_defaults(run=run)
    return command


def _add_report(command: ChineseParser) -> None:
    command.add_argument("--report", metavar="编号", help="问哪一份报告；不写则为最后导入的一份")


def _add_mode(command: ChineseParser) -> None:
    command.add_argument("--mode", type=one_of("quoted", "generated", "auto"), default="auto", metavar="模式",
                         help="quoted 报告原文、generated 模型措辞、auto 设好了大模型就用它（默认）")  # fmt: skip


def _version() -> str:
    from importlib.metadata import version

    return f"report-bot {version('report-bot')}"


def _plainly(error: OSError) -> str:
    known = {
        FileNotFoundError: "找不到",
        PermissionError: "没有权限",
        IsADirectoryError: "这是一个文件夹",
        NotADirectoryError: "它的上一级不是文件夹",
        FileExistsError: "已经有同名的文件",
    }
    return known.get(type(error), f"系统错误 {error.errno}")


# What each command needs is imported when it runs: `--help` stays instant.


def _ingest(options: argparse.Namespace) -> int:
    from report_bot.ui.cli_reports import run_ingest

    return run_ingest(options)


def _reports(options: argparse.Namespace) -> int:
    from report_bot.ui.cli_reports import run_reports

    return run_reports(options)


def _remove(options: argparse.Namespace) -> int:
    from report_bot.ui.cli_reports import run_remove

    return run_remove(options)


def _figures(options: argparse.Namespace) -> int:
    from report_bot.ui.cli_figures import run_figures

    return run_figures(options)


def _ask(options: argparse.Namespace) -> int:
    from report_bot.ui.cli_ask import run_ask

    return run_ask(options)


def _batch(options: argparse.Namespace) -> int:
    from report_bot.ui.cli_ask import run_batch

    return run_batch(options)


if __name__ == "__main__":
    raise SystemExit(main())
