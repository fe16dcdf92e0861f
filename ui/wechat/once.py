"""One message, one answer: however often it is delivered, to however many workers, in whatever order."""

from __future__ import annotations

from report_bot.ui.store import Store
from report_bot.ui.wechat.accounts import Account
from report_bot.ui.wechat.messages import Message

KEPT_S = 3600.0  # WeChat delivers again within 15 s, and its timestamps are refused after 5 min
WORK_S = 4.6  # more than a reply may take: how soon another delivery takes over from a worker that died
_SAID, _WORK = "wx-said", "wx-work"


def message_key(account: Account, message: Message) -> str:
    """What tells a message from all others: MsgId alone has collided, CreateTime alone is no id."""
    parts = (message.sender, message.created, message.id, message.event, message.event_key)
    return account.box.name("\0".join((account.name, *parts)))


class Once:
    """The answers given, by message key."""

    def __init__(self, store: Store, owner: str) -> None:
        self._store, self._owner = store, owner

    def meet(self, key: str) -> str | bool:
        """The answer that this message got already ("" is an answer: silence); else whether the caller is to answer it.

        False: another one is at it.
        """
        said = self._store.get(_SAID, key)
        return self._store.claim(_WORK, key, self._owner, WORK_S) if said is None else said

    def say(self, key: str, text: str) -> str:
        """Keep an answer and give the one that counts: the first that was kept."""
        if self._store.claim(_SAID, key, text, KEPT_S):
            return text
        return self._store.get(_SAID, key) or text
