"""ingest.periods: words for time become years and spans."""

from __future__ import annotations

import pytest

from report_bot.ingest.periods import anchoring_periods, stated_periods

YEAR = 2024


def stated(text: str) -> list[str]:
    mentions = stated_periods(text, YEAR)
    assert all(text[mention.start : mention.end] == mention.written for mention in mentions)
    return [str(mention.period) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2023年增长5%", ["2023"]),
        ("２０２３年", ["2023"]),
        ("二〇二三年", ["2023"]),
        ("去年完成，今年计划，明年打算", ["2023", "2024", "2025"]),
        ("上年、上一年、前年、本年", ["2023", "2023", "2022", "2024"]),
        ("年内新增", ["2024"]),
        ("过去一年", ["2023"]),
        ("过去的一年", ["2023"]),
        ("一年来", ["2023"]),
        ("过去五年", ["2019-2023"]),
        ("五年来", ["2019-2023"]),
        ("近三年来", ["2021-2023"]),
        ("未来五年", ["2024-2028"]),
        ("今后三年", ["2024-2026"]),
        ("两年内取消", ["2024-2025"]),
        ("今明两年", ["2024-2025"]),
        ("“十三五”时期", ["2016-2020"]),
        ("十四五规划", ["2021-2025"]),
        ("“十五五”期间", ["2026-2030"]),
        ("第十四个五年规划", ["2021-2025"]),
        ("较“十三五”末改善", ["2020"]),
        ("2021—2025年", ["2021-2025"]),
        ("2021-2025年", ["2021-2025"]),
        ("2021年至2023年", ["2021-2023"]),
        ("到2027年", ["2027"]),
        ("截至2023年底", ["2023"]),
        ("2021年以来", ["2021-2023"]),
    ],
)
def test_words_for_periods(text: str, periods: list[str]) -> None:
    """Each way in which reports and askers name a period is read as years."""
    assert stated(text) == periods


@pytest.mark.parametrize(
    "text",
    [
        "全年",
        "三年行动",
        "连续五年",
        "五年规划",
        "“八五”普法",
        "改革开放40年来",
        "近年来",
        "10个以上年产值",
        "投资2023万元",
    ],
)
def test_words_that_name_no_period(text: str) -> None:
    """Counts of years and names of programmes are no periods."""
    assert stated(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "比上年增长5%",
        "由2019年的3家增至9家",
        "增速高于去年",
        "较2020年提高",
        "是2015年的1.19倍",
        "在2020年基础上翻番",
        "“十四五”规划收官",
        "《2035年规划》",
        "战胜1961年以来最严重的干旱",
        "综合考虑实现2035年远景目标",
        "完成2000年底前建成的小区改造",
    ],
)
def test_bases_and_names_do_not_anchor(text: str) -> None:
    """A year that others are measured against, or that stands in a name, is not the one spoken of."""
    assert stated(text) != []
    assert anchoring_periods(text, YEAR) == ()
