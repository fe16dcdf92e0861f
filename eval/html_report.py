"""A run as one HTML file that needs nothing else: numbers, plots, and each failure with what was expected."""

from __future__ import annotations

from pathlib import Path

from .grade_types import CRITERIA, Outcome
from .plots import latency_plot, shares_plot
from .run import Result, Run
from .summary import KINDS, NAMES, headline, summarise

_TEMPLATE = "html_report.html"
_SPLITS = {"dev": "开发题", "held": "留出题", "all": "全部题目"}


def write_html(run: Run, path: Path) -> None:
    """Write the page. Everything that a bot or a report said is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    summary = summarise(run)
    plots = [shares_plot(summary.by_kind, "各类题目答对的比例")]
    for report in summary.by_report:
        sections = {
            k.removeprefix(f"{report} "): v
            for k, v in summary.by_section.items()
            if k.startswith(f"{report} ")
        }
        if sections:
            plots.append(shares_plot(sections, f"{report} 各章节答对的比例"))
    times = [r.reply.elapsed_ms for r in run.results if r.reply.elapsed_ms is not None]
    if times:
        plots.append(latency_plot(times, "用时"))
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    page = environment.get_template(_TEMPLATE).render(
        target=run.target,
        split=_SPLITS.get(run.split, run.split),
        rows=headline(summary),
        criteria=[(NAMES[n], summary.criteria[n]) for n in CRITERIA],
        reports=[(name, str(share)) for name, share in summary.by_report.items()],
        plots=[Markup(plot) for plot in plots],
        failures=sorted((r for r in run.results if _failed(r)), key=_gravity),
        unscored=[r for r in run.results if r.grade.overall is Outcome.UNSCORED],
        kinds=KINDS,
    )
    path.write_text(page, encoding="utf-8")


def _failed(result: Result) -> bool:
    return result.grade.overall is Outcome.WRONG


def _gravity(result: Result) -> tuple[bool, bool, bool]:
    """Wrong figures first, then confused years, then what must not be said."""
    grade = result.grade
    return tuple(x is not Outcome.WRONG for x in (grade.wrong_figure, grade.year, grade.forbidden))  # type: ignore[return-value]
