"""The bot in WeChat over the real index, on a free port, with a model whose lateness the tests choose."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from report_bot.ui.wechat.accounts import Accounts

sys.path.insert(0, str(Path(__file__).parent))  # serve.py and fake_model.py, for the tests of this folder


@pytest.fixture
def model() -> Iterator[Any]:
    from fake_model import FakeModel

    with FakeModel() as running:
        yield running


@pytest.fixture
def serving(shipped_index_folder: Path, store_url: str) -> Callable[..., Any]:
    """serving(accounts, model_url="", *listeners) is a context with a server's address; each test runs in either store."""

    @contextmanager
    def run(bound: Accounts, model_url: str = "", *listeners: Callable[[Any], object]) -> Iterator[str]:
        from serve import make_app
        from served import served

        if model_url:
            import langchain_openai  # noqa: F401  # seconds that the first question need not pay for

        with served(make_app(shipped_index_folder, store_url, bound, model_url, *listeners)) as url:
            yield url

    return run
