"""The opening and the plan of an invented report, and the years that its sentences are read as."""

from __future__ import annotations

from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import read_passages
from report_bot.ingest.types import FactStatus, Report

OPENING = "青山县2031年政府工作报告\n\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n\n"
PLAN = """
二、2031年工作安排
今年的主要目标是：营业收入增长7%。新建学校7所。
"""


def periods(text: str) -> dict[str, str]:
    """Each sentence's beginning and the years it speaks of."""
    report = Report("demo", "青山县2031年政府工作报告", "青山县", 2031, text, "digest")
    return {
        p.text[:6]: f"{p.period} {p.status.value}"
        for p in read_passages(report, read_outline(report))
        if p.status is not FactStatus.OTHER
    }
