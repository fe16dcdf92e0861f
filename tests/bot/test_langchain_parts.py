"""LangChain users take our retriever and our bot into their own chains."""

from __future__ import annotations

from pathlib import Path

import pytest
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough

from report_bot.bot.ask import Bot, open_bot
from report_bot.bot.langchain_parts import ReportRetriever, report_runnable
from report_bot.bot.types import Answer, AnswerStatus
from report_bot.ingest.errors import ReportUnknown


@pytest.fixture(scope="module")
def bot(shipped_index_folder: Path) -> Bot:
    return open_bot(shipped_index_folder)


def test_documents_carry_their_citation(bot: Bot) -> None:
    """The sentence to the letter, where it stands, and of what year it speaks; the best one first."""
    documents = ReportRetriever(bot=bot, k=3).invoke("去年城镇新增就业多少人")
    assert len(documents) == 3
    text = bot.read().report.text
    for document in documents:
        meta = document.metadata
        assert text[meta["start"] : meta["end"]] == document.page_content == meta["quote"]
        assert (
            meta["report"] == bot.read().report.id and meta["section"] and document.id == meta["passage_id"]
        )
    assert "5.9万人" in documents[0].page_content
    assert (documents[0].metadata["period"], documents[0].metadata["status"]) == ("2023", "actual")


def test_no_documents_without_a_question(bot: Bot) -> None:
    """Small talk finds nothing: nothing is to be cited for it."""
    assert ReportRetriever(bot=bot).invoke("你好") == []


def test_retriever_in_a_chain_of_langchain(bot: Bot) -> None:
    """It is a Runnable like any other: piped into a prompt of somebody else's."""
    prompt = ChatPromptTemplate.from_template("{context}\n{question}")
    chain = {"context": ReportRetriever(bot=bot, k=1), "question": RunnablePassthrough()} | prompt
    said = chain.invoke("去年城镇新增就业多少人").to_string()
    assert "5.9万人" in said and "去年城镇新增就业多少人" in said


def test_the_bot_is_a_runnable(bot: Bot) -> None:
    """A question in, the proved Answer out, and on to the next step; batches too."""
    chain = report_runnable(bot) | (lambda answer: answer.text)
    assert "5.9万人" in chain.invoke("去年城镇新增就业多少人")
    first, second = report_runnable(bot).batch(["去年GDP多少", "地铁什么时候通"])
    assert isinstance(first, Answer) and "突破4500亿元" in first.text
    assert second.status is AnswerStatus.NOT_IN_REPORT


def test_follow_ups_bring_their_earlier_questions(bot: Bot) -> None:
    answer = report_runnable(bot).invoke({"question": "那今年呢", "earlier": ["去年城镇新增就业多少人"]})
    assert "5.5万人" in answer.text and "5.9" not in answer.text


def test_an_unknown_report_raises(bot: Bot) -> None:
    with pytest.raises(ReportUnknown):
        ReportRetriever(bot=bot, report="no-such").invoke("去年GDP多少")
    with pytest.raises(ReportUnknown):
        report_runnable(bot, "no-such").invoke("去年GDP多少")
