"""argparse in Chinese: help, usage and the words for a command line that cannot be understood."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NoReturn

# What argparse of Python 3.11 to 3.13 says, in Chinese. It offers no other door than its message.
_SAYINGS = (
    (r"the following arguments are required: (.+)", r"还缺少：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (\S+): invalid choice: ('.*?') .*", r"没有 \2 这个命令"),
    (r"argument (\S+): expected one argument", r"\1 后面要写一个值"),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1 后面不能写值：\2"),
    (r"argument (\S+): invalid \w+ value: (.+)", r"\1 的值不能使用：\2"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 和 \2 不能同时使用"),
    (r"argument (\S+): (.+)", r"\1：\2"),
)


class ChineseFormatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of descriptions and examples, and says 用法."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def _format_action(self, action: argparse.Action) -> str:
        if isinstance(
            action, argparse._SubParsersAction
        ):  # the list of commands stands below its title already
            return "".join(self._format_action(command) for command in action._get_subactions())
        return super()._format_action(action)


class ChineseParser(argparse.ArgumentParser):
    """An ArgumentParser whose every word is Chinese. A mistake ends the process with exit code 2."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", ChineseFormatter)
        super().__init__(**options, add_help=False, allow_abbrev=False)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        for pattern, chinese in _SAYINGS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, chinese, message)
                break
        print(f"{message}。用法见：{self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


def whole_number(lowest: int, highest: int) -> Any:
    """An argparse type: a whole number within these bounds, both included."""

    def parse(written: str) -> int:
        if not (written.isascii() and written.isdecimal() and lowest <= int(written) <= highest):
            raise argparse.ArgumentTypeError(f"要写 {lowest} 到 {highest} 之间的整数，不能是“{written}”")
        return int(written)

    return parse


def one_of(*allowed: str) -> Any:
    """An argparse type: one of these words. `choices` would speak of commands."""

    def parse(written: str) -> str:
        if written not in allowed:
            raise argparse.ArgumentTypeError(f"只能写 {'、'.join(allowed)}，不能是“{written}”")
        return written

    return parse


def day(written: str) -> datetime:
    """An argparse type: a date, as the beginning of that day on this machine's clock."""
    try:
        return datetime.strptime(written, "%Y-%m-%d").astimezone()
    except ValueError:
        raise argparse.ArgumentTypeError(f"要写成 2024-05-01 这样的日期，不能是“{written}”") from None
