"""`report-bot check`: a verdict for every figure of an answer from anywhere."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from report_bot.ui.cli import main

RIGHT = "去年城镇新增就业5.9万人。"
WRONG = "去年城镇新增就业5.5万人，新建体育馆7座。"


def _check(*arguments: str, answer: str) -> int:
    return main(["check", "--question", "去年城镇新增就业多少人", "--answer", answer, *arguments])


def test_right_answer(shipped_index_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without citations the whole report is searched; 0 where every figure is supported, and the source is shown."""
    assert _check("--data", str(shipped_index_folder), answer=RIGHT) == 0
    said = capsys.readouterr().out
    assert said.startswith("支持  5.9万人") and "原文：" in said and RIGHT in said


def test_wrong_answer(shipped_index_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """3 where one is not; contradicted and not found are told apart."""
    assert _check("--data", str(shipped_index_folder), answer=WRONG) == 3
    said = capsys.readouterr().out
    assert "矛盾  5.5万人" in said and "找不到  7座" in said and "0 个有原文支持" in said


def test_json(shipped_index_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same for machines, with places in the answer."""
    assert _check("--data", str(shipped_index_folder), "--json", answer=WRONG) == 3
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is False and [f["verdict"] for f in said["figures"]] == ["contradicted", "not_found"]
    first = said["figures"][0]
    assert WRONG[first["start"] : first["end"]] == first["text"] == "5.5万人" and first["value"] == "55000"


def test_passages_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A passage a line, plain or as JSON with its section, period and status; no index is needed."""
    file = tmp_path / "原文.txt"
    file.write_text(
        "2030年，全市新建公园12个。\n"
        '{"text": "新增学位3000个。", "section": ["二、2031年工作安排"]}\n'
        '{"text": "改造老旧小区20个。", "period": "2030", "status": "actual"}\n',
        encoding="utf-8",
    )
    given = ("--passages", str(file), "--year", "2031")
    right = "去年新建公园12个[1]，改造老旧小区20个[3]。今年计划新增学位3000个[2]。"
    assert _check(*given, answer=right) == 0, capsys.readouterr().out
    assert _check(*given, answer="去年新增学位3000个[2]。") == 3
    assert _check(*given, answer="今年改造老旧小区20个[3]。") == 3
    assert _check(*given, answer="去年新建公园12个[2]。") == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [("\n\n", "没有句子"), ('{"text": 1}', "第 1 行没有 text"), ("{", "第 1 行不是完整的 JSON"), ('甲。\n{"text": "乙。", "period": "去年"}', "第 2 行的 period"),
     ('{"text": "乙。", "status": "好"}', "status 要写")],
)  # fmt: skip
def test_unreadable_passages(
    content: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake in the file is said with its line, and ends with 2."""
    file = tmp_path / "原文.txt"
    file.write_text(content, encoding="utf-8")
    assert _check("--passages", str(file), answer=RIGHT) == 2
    assert said in capsys.readouterr().err


def test_answer_from_stdin(
    shipped_index_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--answer -` reads the answer from standard input."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(RIGHT.encode())))
    assert _check("--data", str(shipped_index_folder), answer="-") == 0
    assert "5.9万人" in capsys.readouterr().out
