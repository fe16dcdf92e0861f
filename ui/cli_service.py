"""The commands of a running service: serve, keys, insights and mcp. Imports nothing heavy before it must."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from report_bot.ui.cli_parser import ChineseParser, day, whole_number

if TYPE_CHECKING:
    from report_bot.bot.settings import Settings

Command = Callable[..., ChineseParser]


def add_service_commands(
    commands: argparse._SubParsersAction[ChineseParser],
    command: Command,
    add_mode: Callable[[ChineseParser], None],
) -> None:
    """Put them into the parser."""
    serve = command(
        commands,
        "serve",
        "打开问答网页和接口",
        "report-bot serve\n  report-bot serve --port 8080 --no-browser\n  report-bot serve --workers 4",
        run_serve,
    )
    serve.add_argument("--host", metavar="地址", help="监听的地址（默认 127.0.0.1，只有本机能用）")
    serve.add_argument("--port", metavar="端口", type=whole_number(1, 65535), help="监听的端口（默认 7860）")
    serve.add_argument(
        "--workers", metavar="个数", type=whole_number(1, 64), help="几个进程回答接口，网页另有一个进程（默认共用一个）"
    )  # fmt: skip
    serve.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
    add_mode(serve)

    keys = command(commands, "keys", "发放、列出、去掉接口的密钥",
                   "report-bot keys add 市民热线小程序\n  report-bot keys list\n  report-bot keys remove 市民热线小程序", run_keys)  # fmt: skip
    keys.add_argument("action", metavar="add|list|remove", choices=("add", "list", "remove"), help="做什么")
    keys.add_argument("name", nargs="?", metavar="名称", help="密钥给谁用")

    insights = command(commands, "insights", "看市民问了什么、什么没有答上、什么评价不好",
                       "report-bot insights --since 2024-05-01\n  report-bot insights --html 情况.html\n  report-bot insights --purge", run_insights)  # fmt: skip
    insights.add_argument("--since", metavar="日期", type=day, help="从哪一天起，如 2024-05-01；不写则为全部")
    insights.add_argument("--html", metavar="文件", type=Path, help="写成一个不联网可看的网页，附图")
    insights.add_argument("--purge", action="store_true", help="马上删去所有留着的文字，只留计数")

    mcp = command(commands, "mcp", "用 MCP 协议供智能体使用（标准输入输出）", "report-bot mcp", run_mcp)
    add_mode(mcp)


def settings_with(options: argparse.Namespace) -> Settings:
    """The settings, with what the command line says in their place."""
    from report_bot.bot.settings import load_settings

    given = {name: getattr(options, name, None) for name in ("data", "host", "port", "workers")}
    return load_settings().model_copy(update={n: v for n, v in given.items() if v is not None})


def run_serve(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from report_bot.ui.serve import Plan, serve

    return serve(Plan(settings_with(options), options.mode), open_browser=not options.no_browser)


def run_keys(options: argparse.Namespace) -> int:
    """Give out, list or take back an API key."""
    from report_bot.ingest.errors import SettingsInvalid
    from report_bot.ui.keys import Keys

    keys = Keys(settings_with(options).data)
    if options.action == "list":
        for key in keys.listed():
            print(f"{key.created}  {key.name}")
        return 0
    if not options.name:
        raise SettingsInvalid(f"请写上名称：report-bot keys {options.action} 名称")
    if options.action == "add":
        print(keys.add(options.name))
        print("密钥只显示这一次，请妥善保存。")
    else:
        keys.remove(options.name)
        print(f"已去掉密钥“{options.name}”，即刻生效。")
    return 0


def run_insights(options: argparse.Namespace) -> int:
    """What was asked, not answered and disliked."""
    from report_bot.ui.insights import show_insights

    settings = settings_with(options)
    return show_insights(
        settings.data / "feedback.db", settings.feedback_days, options.since, options.html, options.purge
    )


def run_mcp(options: argparse.Namespace) -> int:
    """Serve agents over standard input and output until the client leaves."""
    from report_bot.ui.mcp_server import serve_mcp

    serve_mcp(settings_with(options), options.mode)
    return 0
