"""One sentence of a model: its marks are repaired, its words proved, its faults said in words for the model."""

from __future__ import annotations

import pytest
from check_world import ask, passage, report

from report_bot.bot.check_types import Verdict
from report_bot.bot.prove import Proved, cut, prove

JOBS = passage("invented", "新增城镇就业4200人")
GDP = passage("invented", "全县GDP完成238.6亿元")
GOALS = passage("invented", "GDP增长6%左右")
GIVEN = (GDP, JOBS, GOALS)


def proved(sentence: str, before: str = "", question: str = "去年GDP多少") -> Proved:
    found = prove(sentence, before, GIVEN, ask("invented", question), report("invented").report)
    assert found is not None
    return found


def test_a_right_sentence_holds_with_the_passage_that_licenses_it() -> None:
    found = proved("去年全县GDP完成238.6亿元[1]。")
    assert found.holds and found.cited == (GDP,)
    assert [(f.text, p) for f, p in found.figures] == [("238.6亿元", GDP)]
    assert {v.verdict for v in found.verdicts} == {Verdict.SUPPORTED}


@pytest.mark.parametrize("mark", ["", "[2]", "[9]", "[0]", "【7】", "[2,3]", "（2）"])
def test_marks_are_the_models_word_only(mark: str) -> None:
    """None, a wrong one or an invented one: the passage that does license the sentence is cited."""
    found = proved(f"去年全县GDP完成238.6亿元{mark}。")
    assert found.holds and found.cited == (GDP,) and found.text == "去年全县GDP完成238.6亿元。"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("去年全县GDP完成283.6亿元[1]。", "283.6亿元"),
        ("今年GDP增长6%[3]。", "左右"),
        ("去年新增城镇就业4200人[2]。", "时间"),
        ("去年GDP完成238.6亿元，比前年多12亿元[1]。", "12亿元"),
        ("去年全县GDP完成238.6亿元[1]，财政补贴免费发放到户。", "发放"),
    ],
)
def test_a_wrong_sentence_does_not_hold_and_says_why(sentence: str, said: str) -> None:
    """Figure, qualifier, year, an invented sum and a clause that hides behind a right one."""
    found = proved(sentence)
    assert not found.holds and said in found.fault


def test_words_that_prove_nothing_do_not_hold() -> None:
    """A sentence must say something that the report says: courtesies and comments have no source."""
    for sentence in ("您好，很高兴为您解答。", "希望对您有帮助！", "好的。"):
        assert not proved(sentence).holds


@pytest.mark.parametrize("sentence", ["", " \n", "-", "**", "[1]", "。", "1."])
def test_nothing_to_prove(sentence: str) -> None:
    assert prove(sentence, "", GIVEN, ask("invented", "去年GDP多少"), report("invented").report) is None


@pytest.mark.parametrize("dressed", ["- {}", "**{}**", "1. {}", "回答：{}", "{}\n", "> {}"])
def test_dress_is_taken_off(dressed: str) -> None:
    """Bullets, bold type and 回答： are no part of a sentence."""
    assert proved(dressed.format("去年全县GDP完成238.6亿元[1]。")).text == "去年全县GDP完成238.6亿元。"


def test_a_list_word_goes_with_the_list() -> None:
    """Who takes one value from a 分别 list does not say 分别."""
    assert proved("去年全县GDP分别增长6.1%[1]。").text == "去年全县GDP增长6.1%。"


def test_a_title_is_not_read_out() -> None:
    """The section's title stands beside the passage in the prompt; as the head of a sentence it is officialese."""
    said = f"去年{GDP.section[-1]}：全县GDP完成238.6亿元[1]。"
    assert proved(said).text == "去年全县GDP完成238.6亿元。"


def test_a_number_without_its_subject_does_not_hold() -> None:
    """Each sentence is to be understood alone: it may be the only one that is shown."""
    assert not proved("增长6.1%[1]。", before="去年全县GDP完成238.6亿元[1]。").holds


@pytest.mark.parametrize(
    ("text", "sentences", "rest"),
    [
        ("甲1.5万[1]。乙", ["甲1.5万[1]。"], "乙"),
        ("甲。", [], "甲。"),  # a mark may follow the full stop
        ("甲。[1]乙", ["甲。[1]"], "乙"),
        ("甲！乙？丙", ["甲！", "乙？"], "丙"),
        ("“甲。”乙", ["“甲。”"], "乙"),
        ("甲\n乙", ["甲\n"], "乙"),
    ],
)
def test_cut(text: str, sentences: list[str], rest: str) -> None:
    """Whole sentences with their marks; what may still go on is kept back."""
    assert cut(text) == (sentences, rest)
