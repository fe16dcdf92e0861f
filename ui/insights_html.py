"""Insights → one HTML page that needs nothing else: its plots are SVG inside it, its style too."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from matplotlib import rc_context
from matplotlib.figure import Figure

from report_bot.ui.insights import Insights

_WEB = Path(__file__).parent / "web"
_BAR = "#2563a8"
_SHOWN = 15  # bars of a plot; the table below it has the rest


def insights_html(found: Insights) -> str:
    """The page. What citizens wrote is escaped."""
    jinja = Environment(loader=FileSystemLoader(_WEB), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    plots = {
        "days": _bars(found.by_day[-31:], "每天的问题") if len(found.by_day) > 1 else "",
        "sections": _bars(found.by_section[:_SHOWN], "问到的章节"),
        "indicators": _bars(found.by_indicator[:_SHOWN], "问到的指标"),
    }
    return jinja.get_template("insights.html").render(found=found, plots=plots)


def _bars(rows: Sequence[tuple[str, int]], title: str) -> Markup | str:
    if not rows:
        return ""
    # Text stays text: the reader's machine has the fonts for Chinese; that this one lacks them only blurs its measure.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    # The salt gives each picture of the page ids of its own.
    with warnings.catch_warnings(), rc_context({"svg.fonttype": "none", "svg.hashsalt": title}):
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = Figure(figsize=(7.2, 0.6 + 0.32 * len(rows)))
        figure.subplots_adjust(left=0.5, right=0.95, top=0.98, bottom=0.3 / (0.6 + 0.32 * len(rows)))
        axes = figure.subplots()
        names = [_short(name) for name, _ in rows][::-1]
        bars = axes.barh(range(len(rows)), [n for _, n in rows][::-1], color=_BAR, height=0.65)
        axes.bar_label(bars, padding=3, fontsize=9)
        axes.set_yticks(range(len(rows)), names, fontsize=9)
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        axes.set_xticks([])
        axes.margins(x=0.12)
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
    svg = written.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.S)
    svg = re.sub(r"font: ([\d.]+px) [^;\"]*", r"font: \1 sans-serif", svg)
    return Markup(svg.replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1))


def _short(name: str) -> str:
    last = name.rpartition(" › ")[2]
    return last if len(last) <= 20 else last[:19] + "…"
