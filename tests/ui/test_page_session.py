"""What a browser session remembers, and what a citizen sees when the bot fails; and where the page listens."""

import logging
import socket

import pytest

from report_bot.bot.types import Answer, AnswerStatus, Mode, Turn
from report_bot.ingest.errors import ReportBotError, SettingsInvalid
from report_bot.ui.page import amended, serve
from report_bot.ui.page_layout import EXCHANGES_SHOWN, TURNS_KEPT, Conversation, lay_out, respond


class Echo:
    """A bot that answers with the question, or fails as told."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.earlier: tuple[Turn, ...] = ()

    def ask(self, text: str, *, earlier: tuple[Turn, ...] = (), report: str | None = None) -> Answer:
        if self.failure:
            raise self.failure
        self.earlier = earlier
        return Answer(
            text, f"全：{text}", text, AnswerStatus.ANSWERED, (), (), Mode.QUOTED, 1.0, report or ""
        )

    def cards(self) -> tuple[()]:
        return ()

    def examples(self, report: str | None = None, n: int = 6) -> tuple[str, ...]:
        return ()


def test_a_session_remembers_the_last_turns_as_they_were_resolved() -> None:
    """Turns and what is shown are both bounded, so a session's memory is."""
    bot, past = Echo(), Conversation()
    for n in range(EXCHANGES_SHOWN + 10):
        past = respond(bot, f"问{n}", past, "r")
    assert len(bot.earlier) == len(past.turns) == TURNS_KEPT
    assert past.turns[-1] == Turn(f"全：问{EXCHANGES_SHOWN + 9}", "r")
    assert len(past.shown) == EXCHANGES_SHOWN


def test_a_failure_of_ours_is_said_in_its_own_words() -> None:
    past = respond(Echo(ReportBotError("索引正在更新，请稍后再问。")), "问", Conversation(), "r")
    assert "索引正在更新，请稍后再问。" in past.shown[-1][1]
    assert past.turns == ()


def test_an_unexpected_failure_is_one_chinese_sentence_and_a_log_entry(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The citizen sees no trace of it; the operator does, without the question's text."""
    with caplog.at_level(logging.ERROR):
        past = respond(Echo(ValueError("secret detail")), "私密的问题", Conversation(), "r")
    assert "secret" not in past.shown[-1][1] and "12345" in past.shown[-1][1]
    assert "ValueError" in caplog.text and "私密的问题" not in caplog.text


def test_a_page_without_a_report_says_which_command_to_run() -> None:
    with pytest.raises(ReportBotError, match="report-bot ingest"):
        lay_out(Echo())


def test_a_taken_port_is_said_at_once_and_in_chinese() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SettingsInvalid, match="--port"):
            serve(Echo(), "127.0.0.1", taken.getsockname()[1], open_browser=False)


def test_the_shell_loses_the_tags_meant_for_other_sites() -> None:
    shell = '<html\n\tlang="en"\n><meta property="og:url"\n content="https://gradio.app/" /><meta charset="utf-8" />'
    assert amended(shell) == '<html lang="zh-CN"\n><meta charset="utf-8" />'
