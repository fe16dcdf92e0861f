"""The plots of a run as SVG: shares by kind and section, and how long answers took. Text stays text."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .summary import Share

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COLOURS = ("#2563a8", "#b3bcc7")


def shares_plot(shares: dict[str, Share], title: str) -> str:
    """A bar a group, its interval as a whisker, the number of questions beside its name."""
    from matplotlib.figure import Figure

    groups = [(name, share) for name, share in shares.items() if share.value is not None][::-1]
    figure = Figure(figsize=(6.4, 0.7 + 0.3 * len(groups)), layout="constrained")
    axes = figure.subplots()
    values = [share.value or 0.0 for _, share in groups]
    # Rounding may put an end of the interval a hair inside the value.
    errors = [
        [max(0.0, v - s.interval[0]) for v, (_, s) in zip(values, groups, strict=True)],
        [max(0.0, s.interval[1] - v) for v, (_, s) in zip(values, groups, strict=True)],
    ]
    labels = [f"{_short(name)}（{share.of}）" for name, share in groups]
    axes.barh(labels, values, xerr=errors, color=_COLOURS[0], ecolor="#1b1b1b", height=0.62, capsize=2)
    axes.set_xlim(0, 1.02)
    axes.set_title(title, fontsize=11)
    axes.grid(axis="x", color="#dddddd")
    axes.set_axisbelow(True)
    return _svg(figure, title)


def _short(name: str) -> str:
    """The innermost heading, cut where it would crowd out the bars."""
    name = name.rsplit("·", 1)[-1]
    return name if len(name) <= 16 else f"{name[:15]}…"


def latency_plot(times: Sequence[float], title: str) -> str:
    """A histogram of milliseconds."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 2.6), layout="constrained")
    axes = figure.subplots()
    axes.hist(times, bins=min(40, max(5, len(times) // 8)), color=_COLOURS[0])
    axes.set_title(title, fontsize=11)
    axes.set_xlabel("毫秒")
    axes.set_ylabel("题数")
    return _svg(figure, title)


def _svg(figure: Figure, title: str) -> str:
    import logging
    import warnings

    import matplotlib

    written = io.StringIO()
    # The viewer's fonts draw the text (fonttype none); that matplotlib's own lack Chinese only blurs its measure of it.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    with warnings.catch_warnings(), matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": title}):
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure.savefig(written, format="svg", metadata={"Date": None}, transparent=True)
    svg = written.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    # Ids are the page's once the picture is inlined.
    mark = f"p{zlib.crc32(title.encode()):x}"
    svg = re.sub(r'\bid="', f'id="{mark}-', svg)
    svg = re.sub(r"url\(#", f"url(#{mark}-", svg)
    svg = re.sub(r'href="#', f'href="#{mark}-', svg)
    return re.sub(
        r'(<svg[^>]*?) width="[^"]*"',
        r"\1",
        re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1),
        count=1,
    )
