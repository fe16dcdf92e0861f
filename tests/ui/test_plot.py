"""The picture of two figures: drawn to one scale from zero, with every word of theirs, and only where they compare."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from report_bot.bot.types import Answer, AnswerStatus, Citation, CitedFigure, Mode
from report_bot.ingest.figures import read_figures
from report_bot.ingest.types import FactStatus, Figure, Period
from report_bot.ui.plot import comparison_html

DONE, PLAN = "绿道总长度预计突破300公里。", "绿道总长度达到400公里以上。"


def answer(*sentences: str) -> Answer:
    """Of two sentences the first is done in 2030, the second planned for 2031; further ones are done as well."""
    citations, figures, start = [], [], 0
    for n, text in enumerate(sentences, 1):
        plan = n == 2
        found = read_figures(
            text, offset=start, place="青山市", year=2031, period=Period.year(2031 if plan else 2030),
            status=FactStatus.TARGET if plan else FactStatus.ACTUAL,
        )  # fmt: skip
        citations.append(Citation(n, "r", "报告", (), text, f"p{n}", start, start + len(text)))
        figures += [CitedFigure(figure, "r", n) for figure in found]
        start += len(text)
    return Answer(
        "问", "问", "答", AnswerStatus.ANSWERED, tuple(citations), tuple(figures), Mode.QUOTED, 1.0, "r"
    )


def bars(html: str) -> list[float]:
    """The widths of the bars, from the top."""
    paths = re.findall(r'<path d="M ([\d.]+) [\d.]+ \nL ([\d.]+) [^"]*"[^>]*stroke: var', html)
    return [float(right) - float(left) for left, right in paths]


def test_the_bars_are_as_long_as_the_values_and_keep_their_qualifiers() -> None:
    """预计突破 stays in front, 以上 behind; the year and 完成 or 目标 stand beside each."""
    html = comparison_html(answer(DONE, PLAN))
    assert re.findall(r"<text[^>]*>([^<]*)</text>", html) == ["2030年完成", "预计突破300公里", "2031年目标", "400公里以上"]  # fmt: skip
    done, plan = bars(html)
    assert done / plan == pytest.approx(300 / 400, rel=0.01)


def test_who_cannot_see_it_hears_it() -> None:
    html = comparison_html(answer(DONE, PLAN))
    label = re.search(r'role="img" aria-label="([^"]*)"', html)
    assert label and label[1] == "柱形图。绿道总长度：2030年完成预计突破300公里；2031年目标400公里以上。"


def test_two_pictures_on_one_page_share_no_id_and_bring_no_style_of_their_own() -> None:
    """Colours are the page's, which knows whether it is dark; nothing is fetched."""
    one, two = (comparison_html(answer(DONE, PLAN)) for _ in range(2))
    ids = [set(re.findall(r'\bid="([^"]*)"', html)) for html in (one, two)]
    assert ids[0] and not ids[0] & ids[1]
    assert all(f'id="{i}"' in one for i in re.findall(r"url\(#([^)]*)\)", one))
    assert "<style" not in one and "<script" not in one and not re.search(r"#0102|font-family", one)


@pytest.mark.parametrize(
    "sentences",
    [
        (DONE,),  # nothing to set it beside
        (DONE, "绿道总长度达到40万米。"),  # another unit
        (DONE, "新建步道400公里。"),  # another indicator
        ("居民收入增长5%。", "居民收入下降4%。"),  # up beside down
        ("绿道总长度居第3位。", "绿道总长度居第2位。"),  # places in an order
        (DONE, PLAN, DONE),  # more than one pair
    ],
)
def test_what_does_not_compare_is_not_drawn(sentences: tuple[str, ...]) -> None:
    assert comparison_html(answer(*sentences)) == ""


def test_growth_is_called_growth() -> None:
    assert "<figcaption>居民收入（增长）</figcaption>" in comparison_html(answer("居民收入增长5%。", "居民收入增长6%左右。"))  # fmt: skip


def test_nothing_of_a_figure_becomes_markup() -> None:
    told = answer(DONE, PLAN)
    bad: list[Figure] = [replace(f.figure, indicator="<b>", text=f"<i>{f.figure.text}") for f in told.figures]
    html = comparison_html(replace(told, figures=tuple(CitedFigure(f, "r", n) for n, f in enumerate(bad, 1))))
    assert "<b>" not in html and "<i>" not in html and "&lt;b&gt;" in html


def test_a_zero_is_drawn_as_nothing() -> None:
    told = answer(DONE, PLAN)
    figures = tuple(replace(f, figure=replace(f.figure, value=Decimal(0))) for f in told.figures)
    assert bars(comparison_html(replace(told, figures=figures))) == [0.0, 0.0]
