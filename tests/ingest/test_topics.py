"""ingest.topics: a bare measure is of the industry or thing that was come to."""

from __future__ import annotations

from report_bot.ingest.figures import attach_figures
from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import read_passages
from report_bot.ingest.types import Report


def test_output_alone_is_of_the_industry_that_the_paragraph_has_come_to() -> None:
    text = (
        "石化产业持续提质，建设一批项目。产值突破1250亿元。新材料产业瞄准高端，打造千亿级产业。"
        "拓展应用。产值超过330亿元。新能源产业深度拓展。力争装机突破10万千瓦，产业投资超过90亿元。"
    )
    report = Report("demo", "某县政府工作报告", "某县", 2031, text, "digest")
    passages = attach_figures(report, read_passages(report, read_outline(report)))
    figures = [f for passage in passages for f in passage.figures]
    assert [f.indicator for f in figures if f.unit == "元"] == [
        "石化产业产值",
        "新材料产业产值",
        "新能源产业投资",
    ]
