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

QUESTION = "2023年城市低保标准是多少？"


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


def test_an_agent_can_ask_find_get_and_check(bot: Bot, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'serve.db'}")
    server = mcp_server(Desk(bot, store))
    first, follow, found, figures, right, wrong, error = called(
        server,
        ("ask", {"question": QUESTION, "session": "s"}),
        ("ask", {"question": "农村的呢", "session": "s"}),
        ("find_passages", {"query": QUESTION, "limit": 3}),
        ("get_figures", {"about": "低保", "period": "2023", "status": "actual"}),
        ("check_answer", {"question": QUESTION, "answer": bot.ask(QUESTION).text}),
        ("check_answer", {"question": QUESTION, "answer": "城市低保标准是9999元。"}),
        ("ask", {"question": QUESTION, "report": "没有的"}),
    )
    assert first["answer"] == bot.ask(QUESTION).text and first["citations"][0]["quote"]
    assert "801元" in follow["answer"]
    assert len(found["passages"]) == 3 and found["passages"][0]["id"] == first["citations"][0]["passage_id"]
    assert figures["figures"] and all(f["period"] == "2023" for f in figures["figures"])
    assert right["ok"] and not wrong["ok"]
    assert "没有编号" in error
    store.close()


def test_the_command_speaks_the_protocol_and_nothing_else_on_standard_output(
    shipped_index_folder: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(shipped_index_folder, data)
    command = ["-m", "report_bot.ui.cli", "mcp", "--data", str(data), "--mode", "quoted"]
    (answer,) = called(
        StdioServerParameters(command=sys.executable, args=command), ("ask", {"question": QUESTION})
    )
    assert answer["status"] == "answered" and answer["answer_id"]
