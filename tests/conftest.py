"""One index of the shipped report for the whole run, made as an operator would make it."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_bot.ingest.build import ingest
from report_bot.ingest.embed import bundled_embedder
from report_bot.ingest.index import Index
from report_bot.ingest.read import shipped_report_path
from report_bot.prompts.load import glossary


@pytest.fixture(scope="session")
def shipped_index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the shipped report in it. Tests read it; who writes makes a copy."""
    folder = tmp_path_factory.mktemp("shipped") / "data"
    ingest([shipped_report_path()], folder, embedder=bundled_embedder(), glossary_digest=glossary().digest)
    return folder


@pytest.fixture(scope="session")
def shipped_index(shipped_index_folder: Path) -> Index:
    """The same, opened."""
    return Index.open(
        shipped_index_folder, embedder_name=bundled_embedder().name, glossary_digest=glossary().digest
    )
