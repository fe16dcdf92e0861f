"""ingest.read: a file becomes one report with clean paragraphs, title, place and year."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from report_bot.ingest.errors import ReportUnreadable
from report_bot.ingest.read import read_report, shipped_report_path, slug

REAL = Path("/work/shared/report")
REAL_FACTS = {
    "gaotang-2022": ("高唐县2022年政府工作报告", "高唐县", 2022),
    "gaotang-2023": ("高唐县2023年政府工作报告", "高唐县", 2023),
    "guowuyuan-2018": ("全国2018年政府工作报告", "全国", 2018),
    "guowuyuan-2019": ("全国2019年政府工作报告", "全国", 2019),
    "henan-2025": ("2025年河南省政府工作报告", "河南省", 2025),
    "jiangsu-2025": ("2025年江苏省政府工作报告", "江苏省", 2025),
    "jiangsu-2026": ("2026年江苏省政府工作报告", "江苏省", 2026),
    "qingyuan-2020": ("清苑区2020年政府工作报告", "清苑区", 2020),
    "qingyuan-2021": ("保定市清苑区2021年政府工作报告", "保定市清苑区", 2021),
    "zibo-2024": ("淄博市2024年政府工作报告", "淄博市", 2024),
}

PLAIN = """青山县人民政府工作报告
——2023年1月6日在青山县第十七届人民代表大会第二次会议上
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议。
一、2022年工作回顾
2022年，我们克服重重困难，地区生产总值增长5.1%，城镇新增就业3200人。
二、2023年重点工作
（一）稳住工业经济
新增规模以上工业企业12家，完成技术改造投资10亿元，力争工业增加值增长7%。
"""

WRAPPED = """青山县人民政府工作报告
——2023年1月6日在青山县第十七届人民代表大会第二次会议上
　　各位代表：
　　现在，我代表县人民政府向大会报告工作，请予审议，并请各
位政协委员提出意见。

　　一、2022年工作回顾
　　2022年，我们克服重重困难，地区生产总值增长5.1%，城镇新
增就业3200人。
　　二、2023年重点工作
　　（一）稳住工业经济
　　新增规模以上工业企业12家，完成技术改造投资10亿元，力
争工业增加值增长7%。
"""


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def write(folder: Path, text: str, name: str = "qingshan.txt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """A report reads the same in every encoding in which such files come."""
    expected = read_report(write(tmp_path, PLAIN, "plain.txt"), id="x")
    assert read_report(write(tmp_path, PLAIN, encoding=encoding), id="x") == expected


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028"])
def test_line_ends(tmp_path: Path, line_end: str) -> None:
    """Line ends of other systems are line ends."""
    assert read_report(write(tmp_path, PLAIN.replace("\n", line_end))).text == PLAIN.strip()


def test_text_states_title_place_and_year(tmp_path: Path) -> None:
    """A bare title is made whole from the meeting's place and the headings' year."""
    report = read_report(write(tmp_path, PLAIN))
    assert (report.title, report.place, report.year) == ("青山县2023年政府工作报告", "青山县", 2023)
    assert report.last_year == 2022
    assert report.id == "qingshan"


def test_hard_wrapped_lines_are_rejoined(tmp_path: Path) -> None:
    """A paragraph broken at a fixed width is one line again, and no heading is glued to text."""
    text = read_report(write(tmp_path, WRAPPED)).text
    assert text.split("\n") == [
        "青山县人民政府工作报告",
        "——2023年1月6日在青山县第十七届人民代表大会第二次会议上",
        "各位代表：",
        "现在，我代表县人民政府向大会报告工作，请予审议，并请各位政协委员提出意见。",
        "一、2022年工作回顾",
        "2022年，我们克服重重困难，地区生产总值增长5.1%，城镇新增就业3200人。",
        "二、2023年重点工作",
        "（一）稳住工业经济",
        "新增规模以上工业企业12家，完成技术改造投资10亿元，力争工业增加值增长7%。",
    ]


def test_blank_lines_inside_a_broken_sentence(tmp_path: Path) -> None:
    """A page break in the middle of a sentence does not end its paragraph."""
    broken = PLAIN.replace("城镇新增就业", "城镇\n\n新增就业").replace("，力争", "，\n\n力争")
    text = read_report(write(tmp_path, WRAPPED.replace("\n位政协", "\n\n位政协"))).text
    assert "请各位政协委员" in text
    assert "，力争工业增加值" in read_report(write(tmp_path, broken)).text


def test_only_whitespace_and_noise_change(tmp_path: Path) -> None:
    """Whatever is rejoined, no letter is lost or added besides `??`, control and zero-width characters."""
    noisy = WRAPPED.replace("各位代表：", "\ufeff各位\u200b代表：").replace("重重困难", "重重??困难\x07")
    assert bare(read_report(write(tmp_path, noisy)).text) == bare(WRAPPED)


def test_spaced_title_and_spaces_around_figures(tmp_path: Path) -> None:
    """Spaces that only set the type (政 府 工 作 报 告, 2022 年) are not kept."""
    spaced = PLAIN.replace("青山县人民政府工作报告", "政??府??工??作??报??告").replace("2022年", "2022 年")
    report = read_report(write(tmp_path, spaced))
    assert report.text.startswith("政府工作报告\n")
    assert "一、2022年工作回顾" in report.text


def test_markdown(tmp_path: Path) -> None:
    """Markdown's marks are read, not stored; a heading stands alone even with no blank line after it."""
    lines = PLAIN.strip().split("\n")
    marked = "\n".join(
        [
            "# " + lines[0],
            "",
            *lines[1:4],
            "## " + lines[4],
            "**2022年**，" + lines[5][6:],
            "",
            "## " + lines[6],
            "### " + lines[7],
            "- " + lines[8],
            "",
            "---",
            "",
            "> 附：*数据*见[网站](http://example.com)。",
        ]
    )
    text = read_report(write(tmp_path, marked, "qingshan.md")).text
    assert text == PLAIN.strip() + "\n附：数据见网站。"


def test_sidecar_wins_over_text_and_options_over_both(tmp_path: Path) -> None:
    """What the operator says is taken before the sidecar, and that before the text."""
    path = write(tmp_path, PLAIN)
    (tmp_path / "qingshan.toml").write_text('title = "青山报告"\nyear = 2022\n', encoding="utf-8")
    aside = read_report(path)
    assert (aside.title, aside.place, aside.year) == ("青山报告", "青山县", 2022)
    said = read_report(path, id="q", title="题", place="", year=2021)
    assert (said.id, said.title, said.place, said.year) == ("q", "题", "", 2021)
    assert said.digest != aside.digest


@pytest.mark.parametrize("toml", ["year = '2024'", "title = 3", "= broken", "year = true"])
def test_bad_sidecar(tmp_path: Path, toml: str) -> None:
    """A sidecar that cannot be used is said to be wrong, not passed over."""
    path = write(tmp_path, PLAIN)
    (tmp_path / "qingshan.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(ReportUnreadable, match=r"qingshan\.toml"):
        read_report(path)


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["2025年河南省政府工作报告", "一、工作回顾"], 2025),
        (["一、2018年工作回顾"], 2019),
        (["一、“十四五”时期和2025年工作回顾", "二、今年工作安排"], 2026),
        (["一、工作回顾", "二、2021年工作安排"], 2021),
        (["政府工作报告", "2021年2月5日", "一、工作回顾"], 2021),
        (["政府工作报告", "2021年12月28日", "一、工作回顾"], 2022),
    ],
)
def test_year_the_report_plans(tmp_path: Path, lines: list[str], year: int) -> None:
    """The year is the one the report plans, from title, headings or the day of the meeting."""
    body = "我们坚持稳中求进工作总基调，扎实做好各项工作，圆满完成了全部任务，全县面貌有了很大的改变。" * 2
    assert read_report(write(tmp_path, "\n".join([*lines, body]))).year == year


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "空文件"),
        ("a.txt", b" \n\n ", "空文件"),
        ("a.txt", "你好，世界".encode(), "几乎没有文字"),
        ("a.txt", bytes(range(256)) * 20, "二进制"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(1, 255)) * 9, "读不出"),
        ("a.txt", ("春眠不觉晓，处处闻啼鸟。" * 20).encode(), "看不出章节"),
        (
            "a.txt",
            "一、工作回顾\n".encode() + "我们坚持稳中求进工作总基调，扎实做好各项工作。".encode() * 4,
            "--year",
        ),
        ("a.pdf", b"%PDF-1.4", "格式不认识"),
        ("a", PLAIN.encode(), "格式不认识"),
        ("a.txt", PLAIN.encode("utf-16")[2:], "二进制"),
        ("a.txt", "政府機關應當將預算報告提交審議。".encode("big5") * 20, "读不出"),
    ],
)
def test_unreadable_files(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    """What cannot be read as a report is refused in words that say what is the matter."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReportUnreadable, match=says):
        read_report(tmp_path / name)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A path that is no file is an error of ours, not of the system's."""
    with pytest.raises(ReportUnreadable, match="找不到"):
        read_report(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReportUnreadable, match="文件夹"):
        read_report(tmp_path / "folder.txt")


@pytest.mark.parametrize(
    ("stem", "expected"),
    [("Zibo-2024", "zibo-2024"), ("河南 2025（定稿）", "河南-2025-定稿"), ("…", "report"), ("Ａ１", "a1")],
)
def test_slug(stem: str, expected: str) -> None:
    """An id is made of the file's name and is safe in a path and on a command line."""
    assert slug(stem) == expected


def test_shipped_report() -> None:
    """The report in the package reads with the metadata beside it."""
    report = read_report(shipped_report_path())
    assert (report.title, report.place, report.year) == ("淄博市2024年政府工作报告", "淄博市", 2024)


@pytest.mark.parametrize("stem", REAL_FACTS)
def test_real_reports(stem: str) -> None:
    """Real reports say their title, place and year in many ways, and lose no letter."""
    path = REAL / f"{stem}.txt"
    if not path.exists():
        pytest.skip("the trial reports are not on this machine")
    report = read_report(path)
    assert (report.title, report.place, report.year) == REAL_FACTS[stem]
    assert bare(report.text) == bare(re.sub(r"\?{2,}", "", path.read_text(encoding="utf-8")))
