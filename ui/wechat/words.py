"""The fixed sentences that citizens and staff read in WeChat: the one door from here to prompts/."""

from __future__ import annotations

from report_bot.prompts.load import reply


def words(name: str, **values: str) -> str:
    """A sentence of prompts/replies.toml whose name there begins with wechat_. Raises KeyError."""
    return reply(f"wechat_{name}", **values)
