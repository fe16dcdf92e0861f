"""ingest.passages: sentences are exact slices that know their period and whether they are done or planned."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import clauses, read_passages, sentences
from report_bot.ingest.read import read_report, shipped_report_path
from report_bot.ingest.types import Passage, Report

REAL = [shipped_report_path(), *sorted(Path("/work/shared/report").glob("*.txt"))]


def report_of(*lines: str, year: int = 2024) -> Report:
    return Report(
        id="r", title="某县2024年政府工作报告", place="某县", year=year, text="\n".join(lines), digest=""
    )


def passages(*lines: str, year: int = 2024) -> tuple[Passage, ...]:
    report = report_of(*lines, year=year)
    return read_passages(report, read_outline(report))


def standing(sentence: str, *lines: str, year: int = 2024) -> tuple[str, str]:
    found = next(passage for passage in passages(*lines, year=year) if passage.text.startswith(sentence))
    return str(found.period), found.status.value


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


def split_clauses(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text, 0, len(text))]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name + "-" + path.stem)
def test_every_letter_of_a_real_report_stands_once(path: Path) -> None:
    """Passages are exact slices; with the headings they cover the text once, in order, with ids all different."""
    report = read_report(path)
    sections = read_outline(report)
    found = read_passages(report, sections)
    covered = [0] * len(report.text)
    for start, end in [(p.start, p.end) for p in found] + [(s.start, s.end) for s in sections]:
        for at in range(start, end):
            covered[at] += 1
    assert all(
        count == 1 or (count == 0 and letter.isspace())
        for count, letter in zip(covered, report.text, strict=True)
    )
    for order, passage in enumerate(found):
        assert report.text[passage.start : passage.end] == passage.text == passage.text.strip()
        assert passage.paragraph[0] <= passage.start < passage.end <= passage.paragraph[1]
        assert "\n" not in passage.text
        assert (passage.order, passage.report_id, passage.figures) == (order, report.id, ())
        assert passage.section
        for start, end in clauses(report.text, passage.start, passage.end):
            assert passage.start <= start < end <= passage.end
    assert len({passage.id for passage in found}) == len(found)


def test_sentences_end_after_closing_marks() -> None:
    """A closing quotation mark or bracket stays with its sentence; stops inside quotations do not part."""
    assert split("他说：“要干。”我们就干！好（很好。）。走。") == [
        "他说：“要干。”",
        "我们就干！",
        "好（很好。）。",
        "走。",
    ]
    assert split("坚持“干。干！干？”的作风，向前走。") == ["坚持“干。干！干？”的作风，向前走。"]


def test_straight_quotation_marks() -> None:
    """A straight mark opens and closes by turns: after a stop it may open the next sentence."""
    assert split('抓"三农。"好。"双减"落地。') == ['抓"三农。"', "好。", '"双减"落地。']


def test_unclosed_quotation_does_not_swallow_the_rest() -> None:
    """A quotation mark that a typist forgot to close encloses nothing."""
    assert split("抓好“三农工作。办好实事。") == ["抓好“三农工作。", "办好实事。"]


def test_long_sentences_part_on_semicolons() -> None:
    """A sentence that runs long parts on ；, a short one does not."""
    assert split("增长5%；增长6%。") == ["增长5%；增长6%。"]
    long = "推动工业转型升级" * 12
    assert split(f"{long}；{long}。") == [f"{long}；", f"{long}。"]


def test_clauses() -> None:
    """Clauses part on ，；：。 but not on 、, inside quotations, or between digits."""
    assert split_clauses("目标为：城乡分别达到5元、6元，其中“强，富”（含新区，下同）增长1,310元；好。") == [
        "目标为",
        "城乡分别达到5元、6元",
        "其中“强，富”（含新区，下同）增长1,310元",
        "好",
    ]


def test_identity_survives_other_changes() -> None:
    """A passage keeps its id when text elsewhere changes; repeated sentences differ by occurrence."""
    before = passages(
        "一、2023年工作回顾", "新增企业3家。新增企业3家。", "二、2024年重点工作", "新增企业3家。"
    )
    after = passages(
        "前言。", "一、2023年工作回顾", "新增企业3家。新增企业3家。", "二、2024年重点工作", "新增企业3家。"
    )
    assert len({passage.id for passage in before}) == 3
    assert [passage.id for passage in after[1:]] == [passage.id for passage in before]


def test_headings_and_lead_ins_are_no_passages() -> None:
    """A heading stands in the section path of its sentences and is no sentence itself."""
    body = "新增省级以上创新平台12个，完成技术改造投资10亿元，发展后劲持续增强。"
    (passage,) = passages("一、2024年重点工作", "（一）稳工业", "提升创新能力。" + body)
    assert passage.section == ("2024年重点工作", "稳工业", "提升创新能力")
    assert passage.text == body


REVIEW = "一、2023年工作回顾"
PLAN = "二、2024年重点工作"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((REVIEW, "预计地区生产总值突破800亿元。"), ("2023", "actual")),
        ((REVIEW, "完成投资90亿元。"), ("2023", "actual")),
        ((PLAN, "完成投资110亿元以上。"), ("2024", "target")),
        ((PLAN, "增速比去年提高1个百分点。"), ("2024", "target")),
        ((PLAN, "到2027年，产值达到900亿元。"), ("2027", "target")),
        ((PLAN, "去年，全县新增企业30家。"), ("2023", "actual")),
        ((PLAN, "全县60岁以上人口已达3万人。"), ("2024", "actual")),
        ((PLAN, "2024年是实施“十四五”规划的关键一年。"), ("2024", "other")),
        ((REVIEW, "2021年以来，建成学校30所。"), ("2021-2023", "actual")),
        ((REVIEW, "将补助范围扩大至所有企业。"), ("2023", "actual")),
        ((REVIEW, "2024年伊始，我们开工项目3个。"), ("2024", "actual")),
        ((REVIEW, "到2025年，产值将达到900亿元。"), ("2025", "target")),
        ((REVIEW, "在此，我代表县政府，向全县人民表示衷心感谢！"), ("2023", "other")),
        ((PLAN, "各位代表！"), ("2024", "other")),
        (("名词解释", "1.“双减”：指到2025年减轻负担。"), ("None", "other")),
    ],
)
def test_wording_decides_within_the_section(lines: tuple[str, ...], expected: tuple[str, str]) -> None:
    """Headings set what is done and planned; plain wording overrules, and 完成 or 预计 alone never does."""
    heading, sentence = lines
    assert standing(sentence, heading, sentence) == expected


def test_year_carries_over_its_paragraph() -> None:
    """A year that opens a paragraph holds for its later sentences, and not for the next paragraph."""
    lines = ("一、过去五年工作回顾", "2023年，全县奋力拼搏。建成学校3所。年均增长5%。", "建成医院2所。")
    assert standing("建成学校", *lines) == ("2023", "actual")
    assert standing("年均", *lines) == ("2019-2023", "actual")
    assert standing("建成医院", *lines) == ("2019-2023", "actual")


def test_year_in_front_of_a_figure_dates_only_itself() -> None:
    """Under a heading for several years 2023年产值达到… dates its own sentence."""
    lines = ("一、过去五年工作回顾", "——工业强。2023年产值达到80亿元。新增企业90家。")
    assert standing("2023年产值", *lines) == ("2023", "actual")
    assert standing("新增企业", *lines) == ("2019-2023", "actual")


def test_combined_review() -> None:
    """—— paragraphs go on with the year of the paragraph that opens them; the next paragraph does not."""
    lines = (
        "一、“十四五”时期和2025年工作回顾",
        "五年建成学校30所。",
        "各位代表，刚刚过去的2025年，经济增长5%。",
        "——工业强。新增企业9家。",
        "回顾“十四五”发展，成绩来之不易。",
    )
    assert standing("五年建成", *lines, year=2026) == ("2021-2025", "actual")
    assert standing("新增企业", *lines, year=2026) == ("2025", "actual")
    assert standing("回顾", *lines, year=2026) == ("2021-2025", "actual")


def test_problems_are_neither_done_nor_planned() -> None:
    """From where the review turns to problems its sentences are other, until the next part."""
    lines = (
        REVIEW,
        "同时，我们也清醒认识到，发展还面临不少困难。",
        "基础不牢。对此，我们将认真解决。",
        PLAN,
        "新增企业3家。",
    )
    assert standing("基础不牢", *lines) == ("2023", "other")
    assert standing("对此", *lines) == ("2023", "other")
    assert standing("新增", *lines) == ("2024", "target")


def test_hardship_overcome_is_no_problem() -> None:
    """A sentence that tells of difficulties met in the year's work is still done."""
    assert standing("面对", REVIEW, "面对重重困难和严峻挑战，我们增收8%。") == ("2023", "actual")


def test_parts_without_words_for_time_go_by_wording() -> None:
    """Where no heading tells, only a plain word does, and all else is other."""
    lines = ("一、产业", "2023年，产值达到5亿元。", "力争新增企业3家。", "产业是发展之基。")
    assert standing("2023年", *lines) == ("2023", "actual")
    assert standing("力争", *lines)[1] == "target"
    assert standing("产业是", *lines)[1] == "other"
