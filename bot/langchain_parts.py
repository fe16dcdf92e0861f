"""Our parts for other people's LangChain: the retriever with citations in its metadata, and the whole bot as a Runnable.

from report_bot.bot.ask import open_bot
from report_bot.bot.langchain_parts import ReportRetriever, report_runnable

bot = open_bot(Path("report-bot-data"))
documents = ReportRetriever(bot=bot, k=4).invoke("去年城镇新增就业多少人")
answer = report_runnable(bot).invoke("去年城镇新增就业多少人")
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict

from report_bot.ingest.types import Passage, Report

from .ask import Bot
from .types import Answer, Turn


class Asked(TypedDict, total=False):
    """What the Runnable takes in place of a bare question. `earlier`: the questions before it, as they were typed."""

    question: str
    earlier: Sequence[str]
    report: str | None


class ReportRetriever(BaseRetriever):
    """The `k` passages of a report that fit a question best, best first; none for a question that needs no evidence.

    A document's page_content is the sentence, to the letter; its metadata is the citation: report, title, section, quote,
    passage_id, start and end (report.text[start:end] == quote), period, status and score. `report` None is the one ingested
    last. Raises ReportUnknown.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    bot: Bot
    report: str | None = None
    k: int = 4

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        evidence = self.bot.find(query, report=self.report)
        report = self.bot.read(self.report).report
        found = evidence.candidates[: self.k] if evidence else ()
        return [_document(c.passage, c.score, report) for c in found]


def report_runnable(bot: Bot, report: str | None = None) -> Runnable[str | Asked, Answer]:
    """The bot as a step of a chain: a question, or a mapping like `Asked`, in; the proved Answer out.

    Raises ReportUnknown.
    """

    def ask(asked: str | dict[str, Any]) -> Answer:
        given: dict[str, Any] = {"question": asked} if isinstance(asked, str) else asked
        chosen = given.get("report") or report
        earlier: tuple[Turn, ...] = ()
        for text in given.get("earlier", ()):
            answer = bot.ask(text, earlier=earlier, report=chosen, worded=False)
            earlier += (Turn(answer.resolved, answer.report_id),)
        return bot.ask(given["question"], earlier=earlier, report=chosen)

    return RunnableLambda(ask, name="report_bot")  # type: ignore[arg-type]  # a TypedDict is a dict


def _document(passage: Passage, score: float, report: Report) -> Document:
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "report": report.id,
            "title": report.title,
            "section": list(passage.section),
            "quote": passage.text,
            "passage_id": passage.id,
            "start": passage.start,
            "end": passage.end,
            "period": None if passage.period is None else str(passage.period),
            "status": passage.status.value,
            "score": round(score, 4),
        },
    )
