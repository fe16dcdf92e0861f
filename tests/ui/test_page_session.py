"""What one open page shows as an answer comes, what it keeps, and what a citizen sees when the desk fails."""

import logging
import socket
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from report_bot.bot.types import Answer, AnswerStatus, Mode
from report_bot.ingest.errors import Busy, ReportBotError, SettingsInvalid
from report_bot.ui.conversation import EXCHANGES_SHOWN, Conversation, converse
from report_bot.ui.page_layout import lay_out
from report_bot.ui.serve import listen
from report_bot.ui.shell import amended


class Echo:
    """A desk that answers with the question, after `sentences`, or fails as told."""

    def __init__(self, failure: Exception | None = None, sentences: tuple[str, ...] = ()) -> None:
        self.failure, self.sentences = failure, sentences
        self.sessions: list[str | None] = []
        self.bot = SimpleNamespace(cards=lambda: (), examples=lambda *_: (), suggest=lambda *_: ())

    def stream(
        self, text: str, *, session: str | None = None, report: str | None = None
    ) -> Iterator[str | Answer]:
        self.sessions.append(session)
        yield from self.sentences
        if self.failure:
            raise self.failure
        yield Answer(text, text, text, AnswerStatus.ANSWERED, (), (), Mode.QUOTED, 1.0, report or "", id="a1")

    def forget(self, session: str) -> None:
        pass


def test_a_page_is_one_session_at_the_desk_and_shows_no_more_than_it_can_hold() -> None:
    """Named at the first question, kept until cleared; another page has another."""
    desk, past = Echo(), Conversation()
    for n in range(EXCHANGES_SHOWN + 10):
        *_, past = converse(desk, f"问{n}", past, "r")
    assert len(set(desk.sessions)) == 1 and desk.sessions[0]
    assert len(past.shown) == EXCHANGES_SHOWN and past.last is not None
    *_, other = converse(desk, "问", Conversation(), "r")
    assert other.session != past.session


def test_sentences_are_shown_as_they_come_and_marked_from_the_first_as_a_model_s() -> None:
    """Waiting, one sentence, two, then the answer in their place."""
    shown = [
        now.shown[-1][1]
        for now in converse(Echo(sentences=("甲[1]。", "乙<b>。")), "问", Conversation(), None)
    ]
    assert "正在报告里查找" in shown[0]
    assert "甲。" in shown[1] and "AI生成" in shown[1] and "乙" not in shown[1]
    assert "甲。" in shown[2] and "乙&lt;b&gt;。" in shown[2]
    assert "rb-answer" in shown[3] and "甲" not in shown[3]


@pytest.mark.parametrize("failure", [ReportBotError("索引正在更新，请稍后再问。"), Busy()])
def test_a_failure_of_ours_is_said_in_its_own_words(failure: ReportBotError) -> None:
    *_, past = converse(Echo(failure), "问", Conversation(), "r")
    assert str(failure) in past.shown[-1][1] and past.last is None


def test_an_unexpected_failure_is_one_chinese_sentence_and_a_log_entry(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The citizen sees no trace of it, nor half an answer; the operator does, without the question's text."""
    with caplog.at_level(logging.ERROR):
        *_, past = converse(Echo(ValueError("secret detail"), ("半句。",)), "私密的问题", Conversation(), "r")
    html = past.shown[-1][1]
    assert "secret" not in html and "半句" not in html and "12345" in html
    assert "ValueError" in caplog.text and "私密的问题" not in caplog.text


def test_a_page_without_a_report_says_which_command_to_run() -> None:
    with pytest.raises(ReportBotError, match="report-bot ingest"):
        lay_out(Echo())


def test_a_taken_port_is_said_at_once_and_in_chinese() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SettingsInvalid, match="--port"):
            listen("127.0.0.1", taken.getsockname()[1])


def test_the_shell_loses_the_tags_meant_for_other_sites_and_says_what_to_do_without_scripts() -> None:
    shell = (
        '<html\n\tlang="en"\n><meta property="og:url"\n content="https://gradio.app/" />'
        '<link rel="manifest" href="/manifest.json" /><meta charset="utf-8" /><body style="">'
    )
    html = amended(shell)
    assert html.startswith('<html lang="zh-CN"\n><meta charset="utf-8" /><body style="">')
    assert "<noscript>" in html and 'href="report/"' in html
