"""ingest.outline: the outline is the one that the report prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_bot.ingest.outline import read_outline
from report_bot.ingest.read import read_report
from report_bot.ingest.types import Report, Section

REAL = sorted(Path("/work/shared/report").glob("*.txt")) or [Path("/work/shared/report/absent.txt")]
SENTENCE = "我们坚持问题导向，深入推进各项改革，全县经济社会发展取得了来之不易的成绩。"


def report_of(*lines: str) -> Report:
    return Report(
        id="r", title="某县2023年政府工作报告", place="某县", year=2023, text="\n".join(lines), digest=""
    )


def outline(*lines: str) -> list[tuple[int, str]]:
    return [
        (section.level, "/".join(section.path))
        for section in read_outline(report_of(*lines))
        if section.level
    ]


def section(title: str, *lines: str) -> tuple[Section, str]:
    report = report_of(*lines)
    found = next(section for section in read_outline(report) if section.title == title)
    return found, report.text[found.end : found.stop].strip()


def test_numbered_levels() -> None:
    """Parts, sections and items nest by their numbers, in full-width or half-width brackets."""
    assert outline(
        "一、2022年工作回顾",
        SENTENCE,
        "二、2023年重点工作",
        "(一)稳住工业",
        "1. 扶持企业",
        SENTENCE,
        "（二）振兴乡村",
        SENTENCE,
    ) == [
        (1, "2022年工作回顾"),
        (1, "2023年重点工作"),
        (2, "2023年重点工作/稳住工业"),
        (3, "2023年重点工作/稳住工业/扶持企业"),
        (2, "2023年重点工作/振兴乡村"),
    ]


def test_run_in_heading() -> None:
    """A heading followed by text in its own paragraph ends at its 。 and is printed without it."""
    found, governed = section(
        "工业稳中有进", "一、回顾", "（一）工业稳中有进。" + SENTENCE, SENTENCE, "二、展望", SENTENCE
    )
    assert found.level == 2
    assert governed == f"{SENTENCE}\n{SENTENCE}"


def test_lead_in_phrase() -> None:
    """The short first sentence of a paragraph titles that paragraph only."""
    _, governed = section("提升城市颜值", "一、今年重点工作", "提升城市颜值。" + SENTENCE, SENTENCE)
    assert governed == SENTENCE


@pytest.mark.parametrize(
    "first",
    [
        "新建学校12所。",
        "我们深知民生无小事。",
        "大道至简，实干为要。",
        "各位代表！",
        "今年是开局之年。",
        "重点抓好八个方面：",
    ],
)
def test_sentences_that_are_no_titles(first: str) -> None:
    """A first sentence with a figure, a comma or a statement stays text."""
    assert outline("一、今年重点工作", first + SENTENCE) == [(1, "今年重点工作")]


def test_short_paragraphs_that_are_no_titles() -> None:
    """An address, or a line that announces a list, stays text."""
    assert outline(
        "一、今年重点工作", "各位代表！", SENTENCE, "具体工作中，重点抓好九个方面：", SENTENCE
    ) == [(1, "今年重点工作")]


def test_dashes() -> None:
    """A —— lead-in governs its paragraph; what follows the last one belongs to the part again."""
    lines = ("一、去年工作回顾", SENTENCE, "——工业稳。" + SENTENCE, "——农业兴。" + SENTENCE, SENTENCE)
    assert outline(*lines) == [(1, "去年工作回顾"), (3, "去年工作回顾/工业稳"), (3, "去年工作回顾/农业兴")]
    assert section("农业兴", *lines)[1] == SENTENCE


def test_dash_alone_in_its_line_governs_what_follows() -> None:
    """Where a report puts each sentence on a line, a —— line heads the lines after it."""
    _, governed = section(
        "工业稳", "一、去年工作回顾", "——工业稳。", SENTENCE, SENTENCE, "——农业兴。", SENTENCE
    )
    assert governed == f"{SENTENCE}\n{SENTENCE}"


def test_parts_without_numbers_hold_the_numbered_ones() -> None:
    """Where the parts carry no number, 一、 counts the sections inside each and inherits from it."""
    assert outline(
        "2022年工作回顾",
        SENTENCE,
        "一、工业加快起势",
        SENTENCE,
        "2023年工作任务",
        SENTENCE,
        "一、振兴工业",
        "（一）抓项目。" + SENTENCE,
    ) == [
        (1, "2022年工作回顾"),
        (2, "2022年工作回顾/工业加快起势"),
        (1, "2023年工作任务"),
        (2, "2023年工作任务/振兴工业"),
        (3, "2023年工作任务/振兴工业/抓项目"),
    ]


def test_unnumbered_heading_inside_a_part() -> None:
    """A line without a stop that governs a paragraph is a heading of the lowest kind."""
    title = "五年来，我们转型升级，工业步伐坚实"
    assert outline("过去五年工作回顾", SENTENCE, title, SENTENCE) == [
        (1, "过去五年工作回顾"),
        (3, f"过去五年工作回顾/{title}"),
    ]


def test_glossary_is_a_part_of_its_own() -> None:
    """What follows 名词解释 defines words: its numbered entries are no headings."""
    assert outline(
        "一、今年工作任务", "（一）抓项目", SENTENCE, "附：名词解释", "1.“双减”：指减负。", "2.一带：指沿线。"
    ) == [
        (1, "今年工作任务"),
        (2, "今年工作任务/抓项目"),
        (1, "附：名词解释"),
    ]


def test_closing_words_leave_the_last_section() -> None:
    """各位代表！… at the end belongs to no section inside the part, though a remark to a section stays in it."""
    lines = ("一、今年工作任务", "（一）办实事", SENTENCE, "各位代表，实事要办好。", "各位代表！" + SENTENCE)
    assert section("办实事", *lines)[1] == f"{SENTENCE}\n各位代表，实事要办好。"


def test_preamble() -> None:
    """The title block and the salutation are level 0, and none of its lines is taken for a heading."""
    report = report_of(
        "政府工作报告", "——2023年1月6日在某县人大会议上", "县长 王某", "各位代表：", "一、回顾", SENTENCE
    )
    first, second = read_outline(report)
    assert (first.level, first.title, first.stop) == (0, "政府工作报告", second.start)
    assert second.title == "回顾"


def test_no_structure() -> None:
    """Prose has no outline."""
    assert outline(SENTENCE, SENTENCE) == []


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_reports(path: Path) -> None:
    """In every real report the sections are ordered, properly nested, and titled as printed."""
    if not path.exists():
        pytest.skip("the trial reports are not on this machine")
    report = read_report(path)
    sections = read_outline(report)
    assert [s.start for s in sections] == sorted({s.start for s in sections})
    assert sum(s.level == 1 for s in sections) in range(3, 6)
    for s in sections:
        assert s.start <= s.end <= s.stop <= len(report.text)
        assert s.path[-1] == s.title
        assert s.title and s.title[-1] not in "。：，"
        if s.level:
            assert s.title in report.text[s.start : s.end]
        outer = [
            o for o in sections if o.level and o.start < s.start and o.stop >= s.stop and o.stop > s.start
        ]
        assert s.path[:-1] == tuple(o.title for o in outer)
        assert all(o.level < s.level for o in outer)
