"""The report's outline and its sentences; an old citation is said to be gone and never points at another sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from api_errors import is_our_error

from report_bot.bot.ask import Bot, open_bot
from report_bot.ingest.build import Overrides, ingest
from report_bot.ingest.embed import bundled_embedder
from report_bot.ingest.read import shipped_report_path
from report_bot.prompts.load import glossary

Client = Callable[..., Any]


def test_the_outline_leads_to_every_sentence(client_of: Client, bot: Bot) -> None:
    outline = client_of().get("/api/report").json()
    read = bot.read()
    assert outline["id"] == read.report.id == outline["reports"][-1]["id"]
    assert [s["title"] for s in outline["sections"]] == [s.title for s in read.sections]
    reached = {passage for section in outline["sections"] for passage in section["passages"]}
    assert reached == {passage.id for passage in read.passages if passage.section}
    is_our_error(client_of().get("/api/report", params={"report": "没有的"}), 404)


def test_a_sentence_comes_with_its_paragraph_and_neighbours(client_of: Client, bot: Bot) -> None:
    client, passages = client_of(), bot.read().passages
    found = client.get(f"/api/passages/{passages[5].id}", params={"around": 2}).json()
    assert found["text"] == passages[5].text and found["text"] in found["paragraph"]
    assert [p["id"] for p in found["before"]] == [p.id for p in passages[3:5]]
    assert [p["id"] for p in found["after"]] == [p.id for p in passages[6:8]]
    first = client.get(f"/api/passages/{passages[0].id}").json()
    assert first["before"] == []
    is_our_error(client.get("/api/passages/no-such"), 404)


def test_after_a_sentence_was_changed_old_citations_of_it_are_gone_and_all_others_hold(
    client_of: Client, shipped_index_folder: Path, tmp_path: Path
) -> None:
    """The server takes up the new report by itself; an answer given before never points at another sentence."""
    folder, changed = tmp_path / "data", tmp_path / shipped_report_path().name
    shutil.copytree(shipped_index_folder, folder)
    reread = open_bot(folder)
    client = client_of(bot=reread)
    before = reread.read()
    answer = client.post("/api/ask", json={"question": reread.examples(None, 1)[0]}).json()
    cited = answer["citations"][0]
    edited = before.report.text.replace(cited["quote"], "这里" + cited["quote"], 1)
    changed.write_text(edited, encoding="utf-8")
    said = Overrides(before.report.id, before.report.title, before.report.place, before.report.year)
    ingest([changed], folder, embedder=bundled_embedder(), glossary_digest=glossary().digest, overrides=said)
    words = is_our_error(client.get(f"/api/passages/{cited['passage_id']}"), 410)
    assert "更新" in words
    for passage in before.passages[::20]:
        found = client.get(f"/api/passages/{passage.id}")
        if passage.id == cited["passage_id"]:
            continue
        assert found.status_code == 200 and found.json()["text"] == passage.text
