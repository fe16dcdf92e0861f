"""Opens the store that an address names."""

from __future__ import annotations

from pathlib import Path

from report_bot.ingest.errors import SettingsInvalid
from report_bot.ui.store import Store


def open_store(url: str) -> Store:
    """The store of sqlite:///file (sqlite:////absolute/file), redis://host:port/n, rediss:// or unix://socket.

    Raises SettingsInvalid for any other address, StoreUnavailable where the place cannot be used.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and len(rest) > 1 and rest.startswith("/"):
        from report_bot.ui.store_sqlite import SqliteStore

        return SqliteStore(Path(rest[1:]))
    if scheme in ("redis", "rediss", "unix") and rest:
        from report_bot.ui.store_redis import RedisStore

        return RedisStore(url)
    raise SettingsInvalid(
        "REPORT_BOT_STORE 写错了：应是 sqlite:///文件（如 sqlite:///report-bot-data/serve.db）或 redis://主机:端口/编号。"
    )


def store_url(setting: str, data: Path) -> str:
    """The address to open: the operator's, or serve.db in the data folder."""
    return setting or f"sqlite:///{data / 'serve.db'}"
