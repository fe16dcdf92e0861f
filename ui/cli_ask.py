"""The commands that ask the bot: ask and batch."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from report_bot.bot.settings import load_settings
from report_bot.bot.types import Answer, Turn
from report_bot.ingest.errors import ReportBotError
from report_bot.ui.render import to_json, to_text
from report_bot.ui.sessions import TURNS_KEPT, load_session, save_session

if TYPE_CHECKING:
    from report_bot.bot.ask import Bot


def run_ask(options: argparse.Namespace) -> int:
    """Answer one question, within a session where one is named."""
    folder: Path = options.data or load_settings().data
    bot = _open(folder, options.mode)
    earlier = load_session(folder, options.session) if options.session else ()
    answer = bot.ask(sound(options.question), earlier=earlier, report=options.report)
    if options.session:
        save_session(folder, options.session, (*earlier, Turn(answer.resolved, answer.report_id)))
    if options.json:
        explanation = {"explanation": list(answer.explanation)} if options.explain else {}
        print(json.dumps(to_json(answer) | explanation, ensure_ascii=False))
        return 0
    print(to_text(answer))
    if options.explain:
        print("\n排序：", *answer.explanation, sep="\n")
    return 0


def run_batch(options: argparse.Namespace) -> int:
    """Answer the last turn of every line. A line that cannot be read or answered gets an `error`; exit code 2 tells of it."""
    bot = _open(options.data or load_settings().data, options.mode)
    if options.report is not None:
        bot.read(options.report)  # an unknown report is one mistake, not one a line
    failed = 0
    with _opened(options.file) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            answered = _line(bot, number, line, options.report)
            failed += "error" in answered
            print(json.dumps(answered, ensure_ascii=False), flush=True)
    if failed:
        print(f"有 {failed} 行没有回答，原因见各行的 error。", file=sys.stderr)
    return 2 if failed else 0


def sound(text: str) -> str:
    """Text without halves of surrogate pairs, as bytes that are not UTF-8 or a broken JSON escape leave them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _open(folder: Path, mode: str) -> Bot:
    from report_bot.bot.ask import open_bot
    from report_bot.bot.chat_model import open_model

    return open_bot(folder, open_model(mode, load_settings()))


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    with open(file, "rb") as opened:
        yield opened


def _line(bot: Bot, number: int, line: bytes, report: str | None) -> dict[str, Any]:
    """The answer object of a line behind its id, or the id and an `error`."""
    try:
        conversation = json.loads(line.decode("utf-8-sig"))
    except ValueError:
        return {"id": None, "error": f"第 {number} 行不是 UTF-8 的 JSON"}
    known: dict[str, Any] = conversation if isinstance(conversation, dict) else {}
    named = {"id": known.get("id")}
    turns = known.get("turns")
    if (
        "id" not in known
        or not isinstance(turns, list)
        or not turns
        or not all(isinstance(turn, str) for turn in turns)
    ):
        return named | {"error": f'第 {number} 行要写成 {{"id": …, "turns": ["问题", …]}}'}
    try:
        return named | to_json(_converse(bot, turns, report))
    except ReportBotError as error:
        return named | {"error": str(error)}
    except Exception as error:
        # One question that trips us must not cost the others their answers.
        if os.environ.get("REPORT_BOT_DEBUG") == "1":
            raise
        return named | {"error": f"程序出错（{type(error).__name__}）"}


def _converse(bot: Bot, turns: list[str], report: str | None) -> Answer:
    earlier: tuple[Turn, ...] = ()
    for turn in turns:
        answer = bot.ask(sound(turn), earlier=earlier, report=report)
        earlier = (*earlier, Turn(answer.resolved, answer.report_id))[-TURNS_KEPT:]
    return answer
