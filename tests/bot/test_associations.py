"""Everyday words are tied to the words of reports as evidence that is weighed, never as a rule."""

from __future__ import annotations

import pytest

from report_bot.bot.associations import asked_concepts, associated, said_concepts
from report_bot.prompts.load import associations

CLEANED = "新建改造农村厕所2.1万座。"
WIDENED = "新建改建农村公路320公里。"
TAUGHT = "新增义务教育学位1.2万个。"


@pytest.mark.parametrize(
    ("question", "said"),
    [("乡下的茅房翻新了多少", CLEANED), ("村里的路修了多长", WIDENED), ("孩子上学的位子多了几个", TAUGHT)],
)
def test_what_means_the_same_stands_out_among_its_rivals(question: str, said: str) -> None:
    """Though the two share hardly a word."""
    rivals = [CLEANED, WIDENED, TAUGHT]
    found = dict(zip(rivals, associated(asked_concepts(question), rivals), strict=True))
    assert max(found, key=lambda text: found[text].rare) == said
    assert found[said].concepts > 0


def test_a_concept_that_all_rivals_have_tells_less_than_one_of_a_single_rival() -> None:
    asked = asked_concepts("茅房翻新了多少")
    alone = associated(asked, [CLEANED, TAUGHT])[0]
    crowded = associated(asked, [CLEANED, CLEANED + "又", TAUGHT])[0]
    assert 0 < crowded.rare < alone.rare <= 1
    assert crowded.concepts == alone.concepts


def test_letters_that_stand_in_the_text_explain_the_question_too() -> None:
    """And words that only ask explain nothing."""
    asked = asked_concepts("去年义务教育学位多少")
    named, other = associated(asked, [TAUGHT, "研究部署了若干事项。"])
    assert named.letters == 1.0
    assert other.letters == other.concepts == other.rare == 0.0


def test_without_a_known_word_nothing_is_associated() -> None:
    asked = asked_concepts("嗯？")
    assert asked.known == 0.0 and associated(asked, [CLEANED])[0].letters == 0.0
    assert associated(asked, []) == []


def test_every_line_of_the_lexicon_is_used() -> None:
    """Each concept is found in a text that holds one of its words."""
    for entry in associations().entries:
        assert any(said_concepts(word) for word in entry.official), entry
        assert entry.everyday, entry
