"""`report-bot eval` as an operator types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_bot.ui.cli import main


def test_a_run_writes_its_reports_and_the_gate_sets_the_exit_code(
    shipped_index_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["eval", "--data", str(shipped_index_folder), "--suite", "refusal", "--limit", "6", "--out"]
    assert main([*command, str(tmp_path / "a"), "--gate", "unscored<=6"]) == 0
    assert {f.name for f in (tmp_path / "a").iterdir()} == {"results.jsonl", "junit.xml", "report.html"}
    assert "可以放行" in capsys.readouterr().out
    assert main([*command, str(tmp_path / "a"), "--gate", "unscored>6"]) == 3
    assert "不能放行" in capsys.readouterr().out
    assert main(["eval", "--compare", str(tmp_path / "a"), str(tmp_path / "a")]) == 0
    assert "共有的题 6 道：变好 0，变差 0。" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--gate", "good"], "--gate 里看不懂“good”"),
        (["--mode", "generated"], "请先设置 REPORT_BOT_LLM_BASE_URL、REPORT_BOT_LLM_MODEL"),
        (["--target", "nowhere"], "--target 要写网址"),
        (["--compare", "nowhere", "nowhere"], "没有可读的评测结果"),
        (["--target", "nowhere.jsonl", "--target-kind", "jsonl"], "不能读写 nowhere.jsonl"),
    ],
)
def test_mistakes_are_said_in_chinese(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "--data", str(tmp_path), "--out", str(tmp_path / "o"), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_word_that_is_not_on_the_list_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["eval", "--suite", "everything"])
    assert ended.value.code == 2
    assert "--suite：只能写 figures、" in capsys.readouterr().err
