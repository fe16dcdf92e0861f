"""Two figures that an answer compares, as a small picture: done and planned, drawn to one scale from zero."""

from __future__ import annotations

import io
import re
import threading
from html import escape
from typing import TYPE_CHECKING
from uuid import uuid4

from report_bot.bot.compare import hedged_text
from report_bot.bot.drawn_pair import comparable_pair, moves
from report_bot.bot.types import Answer, CitedFigure
from report_bot.ingest.types import FactStatus

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

# Drawn in these, then given over to the page, which knows whether it is dark.
_INK, _SOFT, _DONE, _PLAN = "#010203", "#010204", "#010205", "#010206"
_IN_THE_PAGE = {
    _INK: "var(--rb-ink)",
    _SOFT: "var(--rb-soft)",
    _DONE: "var(--rb-blue)",
    _PLAN: "var(--rb-tint)",
}
_STATES = {FactStatus.ACTUAL: "完成", FactStatus.TARGET: "目标"}
_ONE_AT_A_TIME = threading.Lock()  # matplotlib's settings are the process's
_WIDTH, _HEIGHT = 3.9, 1.5  # inches; about a phone's width, and never drawn larger


def comparison_html(answer: Answer) -> str:
    """The picture of the two figures with its words for those who cannot see it; "" where nothing compares."""
    pair = comparable_pair(answer)
    if pair is None:
        return ""
    told = "；".join(f"{_when(cited)}{hedged_text(cited.figure)}" for cited in pair)
    name = pair[0].figure.indicator + {1: "（增长）", -1: "（下降）"}.get(moves(pair[0], answer), "")
    return (
        f'<figure class="rb-plot"><figcaption>{escape(name)}</figcaption>'
        f"{_svg(_drawn(pair), f'柱形图。{name}：{told}。')}</figure>"
    )


def warm() -> None:
    """Load the plotting library and its list of fonts, which takes up to seconds, before somebody waits for it."""
    from matplotlib.figure import Figure

    drawing = Figure()
    drawing.text(0, 0, "图")
    _svg(drawing, "")


def _when(cited: CitedFigure) -> str:
    figure = cited.figure
    period = figure.period
    assert period is not None
    years = f"{period.first}年" if period.is_year else f"{period.first}—{period.last}年"
    return years + _STATES.get(figure.status, "")


def _drawn(pair: tuple[CitedFigure, CitedFigure]) -> Drawing:
    """Horizontal bars, the earlier above; each with its time in front of it and its words above it."""
    from matplotlib.figure import Figure

    drawing = Figure(figsize=(_WIDTH, _HEIGHT))
    axes = drawing.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    longest = float(max(cited.figure.value for cited in pair)) or 1.0
    axes.set_xlim(0, longest * 1.01)
    axes.set_ylim(-0.22, 1.66)
    for at, cited in zip((1.0, 0.0), pair, strict=True):
        plan = cited.figure.status is FactStatus.TARGET
        axes.barh(
            at, float(cited.figure.value), height=0.34, left=0, edgecolor=_DONE, linewidth=1.4,
            color=_PLAN if plan else _DONE, linestyle="--" if plan else "-",
        )  # fmt: skip
        axes.text(0, at + 0.42, _when(cited), color=_SOFT, fontsize=11, va="center", ha="left")
        axes.text(
            longest, at + 0.42, hedged_text(cited.figure), color=_INK, fontsize=13, fontweight="bold",
            va="center", ha="right",
        )  # fmt: skip
    return drawing


def _svg(drawing: Drawing, words: str) -> str:
    import logging
    import warnings

    import matplotlib

    written = io.StringIO()
    # The reader's fonts draw the text (fonttype none); that matplotlib's own lack Chinese only blurs its measure of it.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    with _ONE_AT_A_TIME, warnings.catch_warnings(), matplotlib.rc_context({"svg.fonttype": "none"}):
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        drawing.savefig(written, format="svg", metadata={"Date": None}, transparent=True)
    svg = written.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>|<!--.*?-->", "", svg, flags=re.S)
    svg = re.sub(r"font-family: [^;]*;", "", svg)
    for drawn, shown in _IN_THE_PAGE.items():
        svg = svg.replace(drawn, shown)
    # Ids are the page's once the picture stands in it.
    mark = f"rb{uuid4().hex[:8]}"
    svg = re.sub(r'\bid="', f'id="{mark}-', svg)
    svg = re.sub(r'(url\(#|href="#)', rf"\g<1>{mark}-", svg)
    head, rest = svg.split(">", 1)
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    # No blank lines: the page keeps line breaks, and would show them below the picture.
    rest = re.sub(r">\s+<", "><", rest).strip()
    return f'{head} role="img" aria-label="{escape(words)}">{rest}'
