"""What is kept of questions: counts for good, words for a while, numbers that name a person never."""

from __future__ import annotations

import sqlite3
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from report_bot.bot.types import Answer, AnswerStatus, Citation, Mode
from report_bot.ingest.errors import StoreUnavailable
from report_bot.ui.feedback import RATED_WITHIN, Feedback

CITED = Citation(1, "r", "报告", ("一、工作", "就业"), "新增5万人。", "0" * 16, 0, 6)
GOOD = Answer(
    "就业多少", "就业多少", "5万人[1]。", AnswerStatus.ANSWERED, (CITED,), (), Mode.QUOTED, 1.0, "r", id="a"
)
REFUSED = replace(
    GOOD, id="b", question="我的电话13812345678，房价多少", status=AnswerStatus.NOT_IN_REPORT, citations=()
)
DAY = 24 * 60 * 60


@pytest.fixture
def feedback(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path / "feedback.db", days=90)


def aged(feedback: Feedback, seconds: float) -> None:
    """Let everything that is kept have been asked that much earlier."""
    with sqlite3.connect(feedback._file) as database:
        database.execute("UPDATE answers SET at=at-?", (seconds,))
    database.close()


def test_a_number_that_names_a_person_never_reaches_the_disk(feedback: Feedback, tmp_path: Path) -> None:
    """Neither from a question nor from a reason, nor in what SQLite writes beside its file."""
    feedback.record(REFUSED)
    feedback.rate("b", False, "打13987654321告诉我")
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "房价多少".encode() in written
    assert b"13812345678" not in written and b"13987654321" not in written


def test_a_rating_can_be_changed_and_wants_an_answer_that_was_given(feedback: Feedback) -> None:
    feedback.record(GOOD)
    assert feedback.rate("a", False, "没说清") and feedback.rate("a", True, "")
    (kept,) = feedback.since()
    assert kept.up is True and kept.reason == ""
    assert not feedback.rate("no-such", True)


def test_a_quoted_answer_and_its_later_model_s_words_are_one_question(feedback: Feedback) -> None:
    """Counted once, as it was answered last; a rating given in between stays."""
    feedback.record(GOOD)
    feedback.rate("a", True, "清楚")
    feedback.record(replace(GOOD, text="新增了5万人[1]。", mode=Mode.GENERATED))
    (kept,) = feedback.since()
    assert (kept.mode, kept.answer, kept.question) == ("generated", "新增了5万人[1]。", "就业多少")
    assert kept.up is True and kept.reason == "清楚"


def test_words_that_are_gone_do_not_come_back_with_a_later_answer(feedback: Feedback) -> None:
    """In WeChat a model may word an answer up to two days after it was asked for: it counts, without its words."""
    feedback.record(GOOD)
    aged(feedback, RATED_WITHIN + 1)
    feedback.since()
    feedback.record(replace(GOOD, mode=Mode.GENERATED))
    (kept,) = feedback.since()
    assert (kept.mode, kept.question, kept.answer) == ("generated", "", "")


def test_words_of_an_ordinary_question_are_kept_for_its_rating_only(feedback: Feedback) -> None:
    """Counts stay; the words of what was refused or disliked stay as long as the operator says."""
    for answer in (GOOD, REFUSED, replace(GOOD, id="c", question="养老怎么样")):
        feedback.record(answer)
    feedback.rate("c", False, "答非所问")
    aged(feedback, RATED_WITHIN + 1)
    assert [one.question for one in feedback.since()] == ["", "我的电话［号码］，房价多少", "养老怎么样"]
    aged(feedback, 90 * DAY)
    kept = feedback.since()
    assert [one.question + one.answer + one.reason for one in kept] == ["", "", ""]
    assert kept[0].sections == ("一、工作 › 就业",) and [one.up for one in kept] == [None, None, False]


def test_purging_takes_all_words_off_the_disk_at_once(feedback: Feedback, tmp_path: Path) -> None:
    feedback.record(REFUSED)
    assert feedback.purge() == 1
    feedback.close()
    assert "房价".encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert [one.refused for one in feedback.since()] == [True]


def test_threads_and_processes_write_to_one_file(feedback: Feedback, tmp_path: Path) -> None:
    other = Feedback(tmp_path / "feedback.db")

    def write(to: Feedback, name: str) -> None:
        for n in range(20):
            to.record(replace(GOOD, id=f"{name}{n}"))

    threads = [
        threading.Thread(target=write, args=(to, n))
        for n, to in (("x", feedback), ("y", other), ("z", other))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(feedback.since(time.time() - 60)) == 60


def test_a_file_that_cannot_be_used_is_said_in_our_words(tmp_path: Path) -> None:
    (tmp_path / "feedback.db").mkdir()
    with pytest.raises(StoreUnavailable):
        Feedback(tmp_path / "feedback.db").record(GOOD)


def test_a_folder_that_cannot_be_made_is_said_in_our_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable):
        Feedback(tmp_path / "file" / "feedback.db").record(GOOD)
