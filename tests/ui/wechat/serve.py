"""A server of the bot in WeChat as its own process, for tests that kill it: serve.py DATA STORE ACCOUNTS MODEL PORT."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def make_app(
    data: Path, store_url: str, accounts: Any, model_url: str, *listeners: Callable[[Any], object]
) -> Any:
    """The WeChat routes over the real index; `model_url` "" for none. `listeners` hear of every answer."""
    from fastapi import FastAPI
    from pydantic import SecretStr

    from report_bot.bot.ask import open_bot
    from report_bot.bot.chat_model import open_model
    from report_bot.bot.settings import Settings
    from report_bot.ui.desk import Desk
    from report_bot.ui.stores import open_store
    from report_bot.ui.wechat.routes import wechat_router

    model = None
    if model_url:
        settings = Settings(
            llm_base_url=model_url, llm_model="fake", llm_api_key=SecretStr("k"), llm_budget=60.0
        )
        model = open_model("auto", settings)
    bot, store = open_bot(data, model), open_store(store_url)
    bot.ask(bot.examples()[0], worded=False)  # warm
    app = FastAPI()
    app.include_router(wechat_router(Desk(bot, store, most=200, listeners=listeners), store, accounts))
    return app


if __name__ == "__main__":
    import uvicorn

    from report_bot.ui.wechat.accounts import load_accounts

    data, store, accounts, model, port = sys.argv[1:]
    app = make_app(Path(data), store, load_accounts(Path(accounts)), model)
    print("made", flush=True)
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning")
