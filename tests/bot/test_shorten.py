"""A long sentence shortened: whole clauses go, and where they stood between two that stay is marked."""

from report_bot.bot.shorten import shorten
from report_bot.bot.types import Term

SENTENCE = "建设养老床位200张，改造敬老院3所，新建公园5处；开展家庭养老照护，招聘护理员。"


def asked(*words: str) -> tuple[Term, ...]:
    return tuple(Term(word, (word,), 1.0) for word in words)


def test_a_short_sentence_stays_whole() -> None:
    assert shorten(SENTENCE, asked("养老")) == SENTENCE.rstrip("。")


def test_what_is_left_out_in_the_middle_is_marked() -> None:
    assert shorten(SENTENCE, asked("养老"), 30) == "建设养老床位200张……开展家庭养老照护"


def test_neighbours_keep_the_mark_that_stands_between_them() -> None:
    assert shorten(SENTENCE, asked("公园", "照护"), 20) == "新建公园5处；开展家庭养老照护"
