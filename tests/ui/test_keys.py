"""API keys: shown once, hashed at rest, taken back at once."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from report_bot.ingest.errors import SettingsInvalid
from report_bot.ui.cli import main
from report_bot.ui.keys import FILE, Keys


def test_a_key_is_known_until_it_is_taken_back_also_by_a_server_that_runs(tmp_path: Path) -> None:
    server, desk = Keys(tmp_path), Keys(tmp_path)
    assert server.name_of("rb-nothing") is None
    text = desk.add("小程序")
    assert server.name_of(text) == "小程序"
    assert server.name_of(text[:-1]) is None
    desk.remove("小程序")
    assert server.name_of(text) is None


def test_the_file_holds_no_key_and_is_the_owner_s(tmp_path: Path) -> None:
    text = Keys(tmp_path).add("小程序")
    file = tmp_path / FILE
    assert text not in file.read_text() and text.removeprefix("rb-") not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_damaged_file_lets_nobody_in(tmp_path: Path) -> None:
    text = Keys(tmp_path).add("小程序")
    (tmp_path / FILE).write_text("[{")
    with pytest.raises(SettingsInvalid):
        Keys(tmp_path).name_of(text)


def test_the_command_gives_out_lists_and_takes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(tmp_path)]
    assert main(["keys", "add", "小程序", *where]) == 0
    text = capsys.readouterr().out.splitlines()[0]
    assert Keys(tmp_path).name_of(text) == "小程序"
    assert main(["keys", "list", *where]) == 0
    listed = capsys.readouterr().out
    assert "小程序" in listed and text not in listed
    assert main(["keys", "add", "小程序", *where]) == 2
    assert main(["keys", "remove", "小程序", *where]) == 0
    assert main(["keys", "remove", "小程序", *where]) == 2
    assert main(["keys", "add", *where]) == 2
    assert Keys(tmp_path).name_of(text) is None
