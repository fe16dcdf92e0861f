"""`report-bot mcp`: the bot for agents, over the Model Context Protocol on standard input and output."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from report_bot.bot.settings import Settings
from report_bot.ingest.errors import ReportBotError
from report_bot.ui.api.ask import answer_object
from report_bot.ui.api.report import passage_json
from report_bot.ui.check import check_json
from report_bot.ui.cli_ask import sound
from report_bot.ui.render import figure_json

if TYPE_CHECKING:
    from report_bot.ui.desk import Desk

_MARK = re.compile(r"\[\d{1,3}\]")
MOST = 50  # passages or figures in one reply
_INSTRUCTIONS = (
    "查询一份政府工作报告。回答里的每个数据都有出处；refused 为真表示报告里没有，请照实转告，不要自行补充。"
    "转述数据时，限定词（突破、左右、预计）和年份、完成或目标都要保留；label 不为空时要一并展示。"
)


def serve_mcp(settings: Settings, mode: str) -> None:
    """Serve until the client leaves. Only the protocol goes to standard output; logs go to stderr."""
    from report_bot.bot.ask import open_bot
    from report_bot.bot.chat_model import open_model
    from report_bot.ui.desk import Desk
    from report_bot.ui.feedback import Feedback
    from report_bot.ui.logs import set_up_logs
    from report_bot.ui.stores import open_store, store_url

    set_up_logs(questions=settings.log_questions)
    feedback = Feedback(settings.data / "feedback.db", days=settings.feedback_days)
    bot = open_bot(settings.data, open_model(mode, settings))
    store = open_store(store_url(settings.store, settings.data))
    mcp_server(Desk(bot, store, listeners=(feedback.record,))).run()


def mcp_server(desk: Desk) -> MCPServer:
    """The server with its four tools, not yet running. Our errors become the tool's, in Chinese."""
    server: MCPServer = MCPServer("report-bot", title="报告问答", instructions=_INSTRUCTIONS)

    @server.tool(title="提问")
    def ask(question: str, session: str = "", report: str = "") -> dict[str, Any]:
        """用平常话问政府工作报告，得到回答对象：answer、status、refused、citations（原文）、figures。
        session 相同就是同一段对话，可以追问；report 是报告编号，不写则为最后装入的一份。"""
        name = f"mcp:{session}" if session else None
        with _said():
            return answer_object(desk.ask(sound(question), session=name, report=report or None), session)

    @server.tool(title="找原文")
    def find_passages(query: str, report: str = "", limit: int = 5) -> dict[str, Any]:
        """找报告里与一句话最相近的原文句子，最相近的在前；找到不等于报告回答了它。"""
        with _said():
            evidence = desk.bot.find(sound(query), report=report or None)
        found = evidence.candidates[: _few(limit)] if evidence else ()
        return {"passages": [passage_json(c.passage) | {"score": round(c.score, 3)} for c in found]}

    @server.tool(title="取数据")
    def get_figures(
        about: str = "", period: str = "", status: str = "", report: str = "", limit: int = 20
    ) -> dict[str, Any]:
        """列出报告里的数据。about 是指标、项目或章节里的词；period 如 2023；status 是 actual（完成）或 target（目标）。"""
        with _said():
            read = desk.bot.read(report or None)
        found = [
            figure_json(figure, read.report.id) | {"passage_id": passage.id, "quote": passage.text}
            for passage in read.passages
            for figure in passage.figures
            if about in " ".join((figure.indicator, figure.item, *passage.section))
            and period in ("", str(figure.period))
            and status in ("", figure.status.value)
        ]
        return {"figures": found[: _few(limit)], "total": len(found)}

    @server.tool(title="核对回答")
    def check_answer(question: str, answer: str, report: str = "") -> dict[str, Any]:
        """核对任何来处的一段回答：逐个数据、引文和名称给出 supported、contradicted 或 not_found；ok 为真才可采用。"""
        with _said():
            # Marks like [1] count the sources of whoever wrote the answer, which are not known here.
            return check_json(sound(question), _MARK.sub("", sound(answer)), desk.bot.read(report or None))

    return server


def _few(limit: int) -> int:
    return max(1, min(limit, MOST))


@contextmanager
def _said() -> Iterator[None]:
    """Our errors in the protocol's own kind, which carries their words to the agent."""
    try:
        yield
    except ReportBotError as error:
        raise ToolError(str(error)) from error
