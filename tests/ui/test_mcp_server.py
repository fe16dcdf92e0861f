"""The Model Context Protocol, spoken by that package's own client, in process and to the real command."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters

from report_bot.bot.ask import Bot
from report_bot.ui.desk import Desk
from report_bot.ui.mcp_server import mcp_server
from report_bot.ui.stores import open_store


def called(server: Any, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the tools give, in one connection: the objects, or the words of an error."""

    async def talk() -> list[Any]:
        async with Client(server) as client:
            assert {tool.name for tool in (await client.list_tools()).tools} == {
                "ask", "find_passages", "get_figures", "check_answer",
            }  # fmt: skip
            results = [await client.call_tool(name, given) for name, given in calls]
        texts = ["".join(part.text for part in result.content) for result in results]  # type: ignore[union-attr]
        return [
            text if result.is_error else json.loads(text) for result, text in zip(results, texts, strict=True)
        ]

    with ThreadPoolExecutor(1) as aside:  # playwright may have a loop in this thread
        return aside.submit(lambda: asyncio.run(talk())).result()


def test_an_agent_can_ask_find_get_and_check(bot: Bot, tmp_path: Path, dialogue: Any) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'serve.db'}")
    known = next(figure for figure in bot.read().figures if figure.indicator and figure.period)
    server = mcp_server(Desk(bot, store))
    first, follow, found, figures, right, wrong, error = called(
        server,
        ("ask", {"question": dialogue.question, "session": "s"}),
        ("ask", {"question": dialogue.follow_up, "session": "s"}),
        ("find_passages", {"query": dialogue.question, "limit": 3}),
        (
            "get_figures",
            {"about": known.indicator, "period": str(known.period), "status": known.status.value},
        ),
        ("check_answer", {"question": dialogue.question, "answer": dialogue.answer}),
        ("check_answer", {"question": dialogue.question, "answer": "是9999999元。"}),
        ("ask", {"question": dialogue.question, "report": "没有的"}),
    )
    assert first["answer"] == dialogue.answer and first["citations"][0]["quote"]
    assert follow["answer"] == dialogue.followed
    assert len(found["passages"]) == 3 and found["passages"][0]["id"] == first["citations"][0]["passage_id"]
    assert figures["figures"] and all(f["period"] == str(known.period) for f in figures["figures"])
    assert right["ok"] and not wrong["ok"]
    assert "没有编号" in error
    store.close()


def test_the_command_speaks_the_protocol_and_nothing_else_on_standard_output(
    shipped_index_folder: Path, tmp_path: Path, dialogue: Any
) -> None:
    data = tmp_path / "data"
    shutil.copytree(shipped_index_folder, data)
    command = ["-m", "report_bot.ui.cli", "mcp", "--data", str(data), "--mode", "quoted"]
    (answer,) = called(
        StdioServerParameters(command=sys.executable, args=command), ("ask", {"question": dialogue.question})
    )
    assert answer["status"] == "answered" and answer["answer_id"]
