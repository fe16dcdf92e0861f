"""What the office is shown: counts, gaps and dislikes; nothing of a citizen's words takes effect."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from report_bot.bot.ask import Bot
from report_bot.ui.cli import main
from report_bot.ui.desk import Desk
from report_bot.ui.feedback import Feedback
from report_bot.ui.insights import gather
from report_bot.ui.stores import open_store

HOSTILE = "<script>alert(1)</script>\x1b[31m[red]房价"


@pytest.fixture
def asked(bot: Bot, tmp_path: Path) -> Path:
    """A data folder in which a few questions were asked and rated."""
    feedback = Feedback(tmp_path / "feedback.db")
    store = open_store(f"sqlite:///{tmp_path / 'serve.db'}")
    desk = Desk(bot, store, listeners=(feedback.record,))
    for question in bot.examples(None, 3):
        desk.ask(question)
    desk.ask(f"张店区{HOSTILE}是多少？")
    disliked = desk.ask(bot.examples(None, 1)[0])
    feedback.rate(disliked.id, False, "看不懂")
    feedback.close()
    store.close()
    return tmp_path


def test_the_tables_name_sections_indicators_gaps_and_dislikes(
    asked: Path, bot: Bot, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["insights", "--data", str(asked)]) == 0
    out = capsys.readouterr().out
    for heading in (
        "5 个问题",
        "问到的章节",
        "问到的指标",
        "没有答上的",
        "说没用的",
        "看不懂",
        bot.examples(None, 1)[0],
    ):
        assert heading in out
    assert "\x1b" not in out and "[red]" in out


def test_sections_of_several_reports_are_counted_apart(asked: Path) -> None:
    """Most reports have a section of the same name."""
    feedback = Feedback(asked / "feedback.db")
    kept = feedback.since()
    feedback.close()
    alone = gather(kept, None).by_section
    both = gather((*kept, *(replace(one, report="elsewhere-2024") for one in kept)), None).by_section
    assert alone and set(both) == {
        (f"{report} › {section}", n) for report in (kept[0].report, "elsewhere-2024") for section, n in alone
    }


def test_the_page_is_one_file_that_asks_nothing_of_others(asked: Path, tmp_path: Path) -> None:
    """Plots inside, no script, no address to load from; a citizen's words are text."""
    page = tmp_path / "page.html"
    assert main(["insights", "--data", str(asked), "--html", str(page)]) == 0
    html = page.read_text(encoding="utf-8")
    assert html.count("<svg") >= 2 and "看不懂" in html
    assert "<script" not in html and "&lt;script&gt;" in html
    assert not re.findall(r"""(?:src|href)=["'](?!#)""", html) and "@import" not in html


def test_a_day_without_questions_and_a_folder_without_any(
    asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["insights", "--data", str(asked), "--since", "2999-01-01"]) == 0
    assert "0 个问题" in capsys.readouterr().out
    assert main(["insights", "--data", str(tmp_path / "none")]) == 0
    assert "report-bot serve" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["insights", "--since", "昨天"])


def test_purging_leaves_the_counts(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["insights", "--data", str(asked), "--purge"]) == 0
    assert main(["insights", "--data", str(asked)]) == 0
    out = capsys.readouterr().out
    assert "5 个问题" in out and "房价" not in out and "看不懂" not in out
