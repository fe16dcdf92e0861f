"""A request that is not from WeChat, or not whole: refused in one way, whatever is wrong with it."""

from __future__ import annotations


class Refused(Exception):
    """`reason` is a word of ours for the log; nothing that the request said."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
