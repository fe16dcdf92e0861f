"""Example questions made from a report's own figures: common indicators first, spread over sections and years."""

from __future__ import annotations

import re

from report_bot.ingest.types import FactStatus, Figure, Measure, Passage, ReadReport

_EVERYDAY = re.compile(
    r"就业|收入|低保|养老|医|学|住房|小区|公园|公路|报销|生产总值|床位|企业|学位|消费|空气|地铁|停车"
)
_PLAIN_NAME = re.compile(r"[一-鿿]{3,14}")


def example_questions(read: ReadReport, n: int) -> tuple[str, ...]:
    """Up to `n` questions, done and planned in turn, no two of one section or indicator."""
    chosen: list[Figure] = []
    sections: set[tuple[str, ...]] = set()
    ranked = sorted(
        ((f, p) for p in read.passages for f in p.figures if askable(f, p, read)),
        key=lambda pair: (not _EVERYDAY.search(pair[0].indicator), len(pair[0].indicator), pair[0].start),
    )
    wanted = (FactStatus.ACTUAL, FactStatus.TARGET)
    for section_again in (False, True):
        for figure, passage in ranked:
            if len(chosen) == n:
                break
            if figure.status is not wanted[len(chosen) % 2] or (
                passage.section in sections and not section_again
            ):
                continue
            if any(figure.indicator in c.indicator or c.indicator in figure.indicator for c in chosen):
                continue
            chosen.append(figure)
            sections.add(passage.section)
    return tuple(worded(figure, read) for figure in chosen)


def askable(figure: Figure, passage: Passage, read: ReadReport) -> bool:
    """Whether a plain question can be worded from the figure: a name of its own, a year that people ask about.

    新增 in the question must be the report's own word (新改扩建 is not 新增).
    """
    report = read.report
    return (
        bool(_PLAIN_NAME.fullmatch(figure.indicator))
        and not figure.item
        and figure.measure in (Measure.STOCK, Measure.NEW, Measure.CHANGE, Measure.SHARE)
        and not figure.unit.startswith("连")  # 五连冠 is no number of anything
        and figure.period is not None
        and figure.period.is_year
        and figure.period.first in (report.year, report.last_year)
        and (figure.measure is not Measure.NEW or "新增" in passage.clause(figure))
    )


def worded(figure: Figure, read: ReadReport) -> str:
    """A question that the figure answers, in everyday words and the report's own name for it."""
    when = "今年" if figure.period and figure.period.first == read.report.year else "去年"
    plan = "计划" if figure.status is FactStatus.TARGET and figure.measure is not Measure.CHANGE else ""
    name = figure.indicator
    if figure.measure is Measure.CHANGE:
        return f"{when}{name}{'的目标是增长' if figure.status is FactStatus.TARGET else '增长了'}多少？"
    if figure.measure is Measure.SHARE:
        return f"{when}{name}{plan and '要达到'}是多少？" if not plan else f"{when}{name}要达到多少？"
    new = "新增" if figure.measure is Measure.NEW and not name.startswith("新") and "新增" not in name else ""
    unit = figure.unit if re.fullmatch(r"[一-鿿]+", figure.unit) and figure.unit != "元" else ""
    return f"{when}{plan}{new}{name}多少{unit}？"
