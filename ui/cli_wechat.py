"""The commands for WeChat, wechat-check and wechat-sim. Imports nothing heavy before it must."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from report_bot.ui.cli_parser import ChineseParser


def add_wechat_commands(
    commands: argparse._SubParsersAction[ChineseParser], command: Callable[..., ChineseParser]
) -> None:
    """Put them into the parser."""
    check = command(commands, "wechat-check", "检查公众号的设置：密钥、模式、时钟、公网地址",
                    "report-bot wechat-check\n  report-bot wechat-check --url http://127.0.0.1:7860\n"
                    "  report-bot wechat-check --token", _check)  # fmt: skip
    sim = command(commands, "wechat-sim", "没有公众号也能试：扮成微信，向正在运行的服务提问",
                  "report-bot wechat-sim\n  report-bot wechat-sim --account office \"去年新增就业多少人？\"", _sim)  # fmt: skip
    for made in (check, sim):
        made.add_argument("--file", type=Path, metavar="文件", help="设置文件；不写则用 REPORT_BOT_WECHAT")
    check.add_argument("--url", metavar="地址", help="到这个地址验证；不写则用各账号的 public_url")
    check.add_argument(
        "--token", action="store_true", help="向微信的接口取一次 access_token，看 appid 和 secret 对不对"
    )
    sim.add_argument(
        "--url",
        metavar="地址",
        default="http://127.0.0.1:7860",
        help="服务的地址（默认 http://127.0.0.1:7860）",
    )
    sim.add_argument("--account", metavar="名称", help="只试这一个账号")
    sim.add_argument("questions", nargs="*", metavar="问题", help="要问的话；不写则问欢迎语里的例子")


def _check(options: argparse.Namespace) -> int:
    from report_bot.ui.wechat.commands import run_check

    return run_check(options)


def _sim(options: argparse.Namespace) -> int:
    from report_bot.ui.wechat.commands import run_sim

    return run_sim(options)
