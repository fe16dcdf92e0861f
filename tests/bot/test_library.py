"""The reports as they are now, while a server runs and the operator ingests."""

from __future__ import annotations

import shutil
from pathlib import Path

from report_bot.bot.ask import open_bot
from report_bot.ingest.build import ingest
from report_bot.ingest.embed import bundled_embedder
from report_bot.prompts.load import glossary


def test_a_report_ingested_meanwhile_is_listed_at_once(shipped_index_folder: Path, tmp_path: Path) -> None:
    """Not only once somebody has asked: a page that is opened offers it."""
    folder = tmp_path / "data"
    shutil.copytree(shipped_index_folder, folder)
    bot = open_bot(folder)
    before = [card.id for card in bot.cards()]
    file = tmp_path / "qingshan-2031.txt"
    file.write_text(
        "青山市2031年政府工作报告\n一、2030年工作回顾\n城镇新增就业3.2万人，新建口袋公园28个。\n"
        "二、2031年工作安排\n实现城镇新增就业3万人以上，改造老旧小区38个。\n",
        encoding="utf-8",
    )
    ingest([file], folder, embedder=bundled_embedder(), glossary_digest=glossary().digest)
    assert [card.id for card in bot.cards()] == [*before, "qingshan-2031"]
