"""The commands that judge answers: eval, the bot's own on a set of questions; check, one from anywhere. Nothing heavy is imported."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from report_bot.ui.cli_parser import ChineseParser, one_of, whole_number


def add_judging_commands(
    commands: argparse._SubParsersAction[ChineseParser],
    command: Callable[..., ChineseParser],
    add_mode: Callable[[ChineseParser], None],
) -> None:
    """Put them into the parser."""
    evaluate = command(commands, "eval", "用题库给机器人打分，写出评测报告",
                        "report-bot eval --gate \"wrong=0,right>=0.97,refusal>=0.95\"\n"
                        "  report-bot eval --suite figures --limit 50\n"
                        "  report-bot eval --target http://127.0.0.1:8000/v1 --target-kind openai --model 模型名\n"
                        "  report-bot eval --compare 旧文件夹 新文件夹", run_eval)  # fmt: skip
    add_mode(evaluate)
    _add_eval_options(evaluate)

    check = command(commands, "check", "核对一段回答里的数据，逐个说明报告支持、矛盾还是找不到",
                     "report-bot check --question \"去年新增就业多少人？\" --answer \"去年新增就业3万人。\"\n"
                     "  别处 | report-bot check --question \"…\" --answer - --passages 原文.txt --year 2025", run_check)  # fmt: skip
    check.add_argument("--question", metavar="问题", required=True, help="回答的是什么问题")
    check.add_argument(
        "--answer", metavar="回答", required=True, help="要核对的回答，[1] 指第一句原文；写 - 则从标准输入读"
    )
    check.add_argument("--json", action="store_true", help="输出 JSON")
    sources = check.add_mutually_exclusive_group()
    sources.add_argument("--report", metavar="编号", help="对照哪一份报告；不写则为最后导入的一份")
    sources.add_argument(
        "--passages",
        metavar="文件",
        type=Path,
        help="只对照这个文件：每行一句原文，或一行一个 JSON（text、section、period、status）",
    )
    check.add_argument(
        "--year",
        metavar="年份",
        type=whole_number(1949, 2100),
        help="（配合 --passages）原文里的今年是哪一年；不写则取文中最大的年份",
    )
    check.add_argument("--place", metavar="地方", help="（配合 --passages）原文说的是哪个地方")
    check.add_argument("--title", metavar="标题", help="（配合 --passages）原文的标题")


def _add_eval_options(command: ChineseParser) -> None:
    suites = ("figures", "refusal", "dialogue", "policy", "all")
    command.add_argument("--suite", type=one_of(*suites), default="all", metavar="题型",
                         help=f"{'、'.join(suites)}（默认 all，全部）")  # fmt: skip
    command.add_argument("--split", type=one_of("dev", "held", "all"), default="dev", metavar="题组",
                         help="dev 开发题（默认）、held 留出题、all；留出题只用来给出发布时的数字")  # fmt: skip
    command.add_argument("--target", metavar="网址或文件", help="要打分的机器人；不写则是本机的报告问答")
    command.add_argument("--target-kind", type=one_of("report-bot", "openai", "jsonl"), default="report-bot",
                         metavar="种类", help="report-bot（默认）、openai（/v1/chat/completions）、"
                         "jsonl（report-bot batch 写下的回答）")  # fmt: skip
    command.add_argument(
        "--model", default="", metavar="模型", help="openai 对象的模型名；密钥取自环境变量 OPENAI_API_KEY"
    )
    command.add_argument(
        "--limit", type=whole_number(1, 100_000), metavar="题数", help="只问这么多题，各类都有"
    )
    command.add_argument(
        "--repeat", type=whole_number(1, 100), default=1, metavar="次数", help="每题问几次（默认 1）"
    )
    command.add_argument(
        "--out", type=Path, metavar="文件夹", help="结果写到哪里；写中断了的那个文件夹就接着做"
    )
    command.add_argument("--gate", metavar="条件",
                         help="放行条件，未达到则退出码为 3。可用 wrong、right、refusal、false_refusal、"
                         "year_confusion、citation、unscored、forbidden")  # fmt: skip
    command.add_argument("--compare", nargs=2, type=Path, metavar=("旧", "新"), help="比较两次的结果，不提问")


def run_eval(options: argparse.Namespace) -> int:
    """Ask the questions and grade the answers."""
    from report_bot.ui import cli_eval

    return cli_eval.run_eval(options)


def run_check(options: argparse.Namespace) -> int:
    """A verdict for every figure of an answer."""
    from report_bot.ui import check

    return check.run_check(options)
