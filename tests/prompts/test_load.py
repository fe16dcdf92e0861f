"""Fixed replies, word lists and the glossary come from one loader that forgives nothing."""

import pytest

from report_bot.bot.types import Intent
from report_bot.prompts.load import glossary, reply, reply_names, word_list, word_map

FIXED = ("greeting", "thanks", "identity", "help", "empty", "too_long", "unsafe", "off_topic")


@pytest.mark.parametrize("name", FIXED)
def test_every_intent_without_evidence_has_a_reply(name: str) -> None:
    assert Intent(name) and len(reply(name, title="某市2031年政府工作报告")) > 10


def test_a_reply_holds_its_variables() -> None:
    text = reply("not_in_report", title="甲报告", topic="地铁", section="二、城市建设")
    assert all(part in text for part in ("甲报告", "地铁", "二、城市建设", "12345"))


def test_an_unknown_name_raises() -> None:
    with pytest.raises(KeyError, match="no_such_reply"):
        reply("no_such_reply")


def test_a_missing_variable_raises_and_an_unused_one_does_not() -> None:
    with pytest.raises(KeyError, match="section"):
        reply("not_in_report", title="甲", topic="乙")
    assert reply("empty", title="甲", unused="乙")


def test_no_reply_is_empty() -> None:
    values = dict.fromkeys(
        (
            "title",
            "count",
            "topic",
            "section",
            "period",
            "direction",
            "result",
            "working",
            "words",
            "reason",
            "whole",
            "part",
            "way",
            "which",
            "said",
            "asked",
        ),
        "甲",
    ) | dict.fromkeys(("examples", "mark", "place", "numeral", "url", "question"), "乙")
    assert all(reply(name, **values).strip() for name in reply_names())


def test_an_unknown_list_raises() -> None:
    with pytest.raises(KeyError, match="no_such_list"):
        word_list("no_such_list")
    with pytest.raises(KeyError, match="no_such_map"):
        word_map("no_such_map")


def test_word_lists_and_maps_are_read() -> None:
    assert "多少" in word_list("question")
    assert word_map("items")["乡下"] == "农村"


def test_the_glossary_holds_official_words_left_and_everyday_words_right() -> None:
    entry = next(e for e in glossary().entries if "地区生产总值" in e.official)
    assert "GDP" in entry.everyday
    assert len(glossary().entries) > 300
    assert len(glossary().digest) == 64
