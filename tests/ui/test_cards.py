"""An answer as HTML: text stays text, citations open their cards, figures are marked in the report's sentence."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from report_bot.bot.types import Answer, AnswerStatus, Citation, CitedFigure, Mode
from report_bot.ingest.types import FactStatus, Figure, Measure, Period
from report_bot.ui.cards import LONGEST_SHOWN, answer_html, copied, error_html, marked, question_html

QUOTE = "全年新增公共车位1.2万个，绿道总长达到310公里。"


def figure(text: str, start: int) -> Figure:
    at = start + QUOTE.index(text)
    return Figure(
        indicator="绿道总长",
        value=Decimal(310),
        unit="公里",
        text=text,
        qualifier="达到",
        measure=Measure.STOCK,
        item="",
        place="",
        period=Period.year(2023),
        status=FactStatus.ACTUAL,
        start=at,
        end=at + len(text),
        clause_start=at,
        clause_end=at + len(text),
    )


def answer(
    text: str, *, quote: str = QUOTE, section: tuple[str, ...] = ("一、工作回顾", "（二）城市更新")
) -> Answer:
    start = 100
    return Answer(
        question="问",
        resolved="问",
        text=text,
        status=AnswerStatus.ANSWERED,
        citations=(
            Citation(1, "r", "某市2024年政府工作报告", section, quote, "p", start, start + len(quote)),
        ),
        figures=(CitedFigure(figure("310公里", start), "r", 1),) if quote == QUOTE else (),
        mode=Mode.QUOTED,
        elapsed_ms=1.0,
        report_id="r",
    )


def test_the_figure_is_marked_in_the_whole_sentence_of_the_report() -> None:
    """Without the marks, the card holds the sentence exactly as the report has it."""
    html = answer_html(answer("绿道总长达到310公里[1]。"))
    quote = re.search(r"<blockquote[^>]*>(.*)</blockquote>", html)
    assert quote and quote[1] == "全年新增公共车位1.2万个，绿道总长达到<mark>310公里</mark>。"
    assert re.sub(r"</?mark>", "", quote[1]) == QUOTE


def test_a_citation_opens_the_card_of_its_number() -> None:
    """[1] names the card's id, and two answers on one page never share an id."""
    ids = []
    for _ in range(2):
        html = answer_html(answer("绿道总长达到310公里[1]。"))
        card = re.search(r'<details class="rb-card" id="([^"]+)"', html)
        assert card and f'data-card="{card[1]}"' in html
        ids.append(card[1])
    assert ids[0] != ids[1]


def test_a_number_in_brackets_that_cites_nothing_stays_text() -> None:
    html = answer_html(answer("绿道[2]达到310公里[1]。"))
    assert html.count('class="rb-cite"') == 1
    assert "绿道[2]" in re.sub(r"</?span[^>]*>", "", html)


@pytest.mark.parametrize("hostile", ["<script>x</script>", "<img src=x onerror=y>", '"><b>', "'&amp;'"])
def test_whatever_comes_in_is_shown_as_text(hostile: str) -> None:
    """Question, answer, section, quote and error words never become markup."""
    for html in (
        question_html(hostile),
        error_html(hostile),
        answer_html(answer(f"{hostile}[1]", quote=hostile, section=(hostile, hostile))),
    ):
        assert hostile not in html
        assert "<script" not in html and "<img" not in html and "<b>" not in html


def test_marks_that_touch_or_overlap_become_one_and_strays_are_left_out() -> None:
    assert marked("甲乙丙丁戊", [(1, 3), (2, 4)]) == "甲<mark>乙丙丁</mark>戊"
    assert marked("甲乙", [(-1, 1), (1, 9), (1, 1)]) == "甲乙"


def test_a_very_long_question_is_cut_and_says_so() -> None:
    html = question_html("问" * 10_000)
    assert len(html) < LONGEST_SHOWN + 100 and "共10000个字" in html


def test_a_card_without_a_section_says_where_it_stands() -> None:
    assert "报告正文" in answer_html(answer("绿道总长达到310公里[1]。", section=()))


def test_a_card_leads_to_its_sentence_in_the_report() -> None:
    """By an address below the page's own, so that any path of a proxy will do; in a window of its own."""
    html = answer_html(answer("绿道总长达到310公里[1]。"))
    assert '<a href="report/r?p=p#p" target="_blank" rel="noopener">在报告全文中查看</a>' in html


def test_a_qualifier_behind_a_figure_is_marked_with_it() -> None:
    """以上 is part of what the report says."""
    quote = QUOTE.replace("310公里", "310公里以上")
    told = replace(answer("绿道[1]。", quote=quote), figures=answer("绿道[1]。").figures)
    assert "<mark>310公里以上</mark>" in answer_html(told)


def test_what_is_copied_holds_question_answer_label_and_sources() -> None:
    """A model's words carry their label wherever they are taken."""
    said = copied(answer("绿道总长达到310公里[1]。"))
    assert said.startswith("问：问\n答：绿道总长达到310公里[1]。") and QUOTE in said and "AI" not in said
    by_model = replace(answer("绿道310公里[1]。"), mode=Mode.GENERATED, label="（AI生成）")
    assert "绿道310公里[1]。（AI生成）" in copied(by_model)
    html = answer_html(by_model)
    assert 'class="rb-label rb-by-model">AI生成<' in html and "（AI生成）" in html.split("data-copy=")[1]


@pytest.mark.parametrize("rated", [True, False])
def test_thumbs_are_there_where_somebody_keeps_them(rated: bool) -> None:
    """And only for what answers a question: a greeting has none."""
    told = replace(answer("绿道[1]。"), id="a1")
    assert ('data-rate="down"' in answer_html(told, rated=rated)) is rated
    assert "data-rate" not in answer_html(replace(told, status=AnswerStatus.GREETING), rated=True)
