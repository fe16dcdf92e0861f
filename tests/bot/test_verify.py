"""The last check of a draft: numbers, marks and figures need a licence."""

from sentences import passage

from report_bot.bot.types import AnswerStatus, Draft
from report_bot.bot.verify import unlicensed

DONE = passage("城镇新增就业5.9万人。")
AIMED = passage("实现城镇新增就业5.5万人。", 2031)


def _draft(text: str) -> Draft:
    return Draft(text, AnswerStatus.ANSWERED, (DONE, AIMED), ((DONE.figures[0], 1), (AIMED.figures[0], 2)))


def test_figures_of_the_cited_sentences_are_licensed() -> None:
    """Quoted values, years and a worked difference pass."""
    text = "2030年（去年），城镇新增就业5.9万人[1]；2031年（今年）的目标是：5.5万人[2]。算下来少0.4万人（5.9万人 − 5.5万人 = 0.4万人）。"
    assert unlicensed(_draft(text)) == []


def test_a_figure_that_no_cited_sentence_holds_is_caught() -> None:
    """A value changed in one digit, and a mark without a citation, are named."""
    assert unlicensed(_draft("城镇新增就业5.8万人[1]。")) == ["5.8万人"]
    assert unlicensed(_draft("城镇新增就业5.9万人[3]。")) == ["[3]"]


def test_a_figure_given_with_the_wrong_citation_is_caught() -> None:
    """Each figure must stand in the sentence that its number points to."""
    draft = Draft("城镇新增就业5.9万人[1]。", AnswerStatus.ANSWERED, (AIMED,), ((DONE.figures[0], 1),))
    assert "5.9万人" in unlicensed(draft)
