"""Whether a request is WeChat's: signature, window of time, nonce, envelope; then the message in it."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from report_bot.ui.store import Store
from report_bot.ui.wechat.accounts import Account, StaffBot
from report_bot.ui.wechat.crypto import signature, signed
from report_bot.ui.wechat.messages import Message, read_fields, read_message, sealed_reply, text_reply
from report_bot.ui.wechat.refused import Refused

WINDOW_S = 300  # how far a timestamp may be from our clock; a retry may carry its first one
LARGEST = 64 * 1024  # bytes of a body
_LONGEST = 2048  # characters of a value in the address
_NONCE = "wx-nonce"


def verify_url(owner: Account | StaffBot, query: Mapping[str, str], now: float) -> str:
    """What answers the check of the address (GET): the echo, which a WeCom bot gets encrypted. Raises Refused."""
    timestamp, nonce = _fresh(query, now)
    echo = _value(query, "echostr")
    if isinstance(owner, Account):
        if not signed(_value(query, "signature"), owner.token, timestamp, nonce):
            raise Refused("signature")
        return echo
    if not signed(_value(query, "msg_signature"), owner.token, timestamp, nonce, echo):
        raise Refused("signature")
    return owner.cipher.decrypt(echo)


@dataclass(frozen=True, slots=True)
class Nonce:
    """A request's nonce, hashed, and the digest of what it brought: together they tell a replay."""

    name: str
    digest: str

    @classmethod
    def of(cls, owner: Account | StaffBot, nonce: str, plain: bytes) -> Nonce:
        return cls(owner.box.name(nonce), hashlib.sha256(plain).hexdigest())

    def check(self, store: Store) -> None:
        """Raises Refused where it has brought something else before. WeChat's own retry, encrypted anew, has not."""
        known = not store.claim(_NONCE, self.name, self.digest, 2 * WINDOW_S + 60)
        if known and store.get(_NONCE, self.name) != self.digest:
            raise Refused("replayed")


def open_callback(
    account: Account, query: Mapping[str, str], body: bytes, now: float
) -> tuple[Message, Nonce]:
    """The message of a callback (POST), proved to be WeChat's; its nonce is still to be checked. Raises Refused."""
    timestamp, nonce = _fresh(query, now)
    if account.mode == "plain":
        # The signature does not cover the body: a nonce is good for one body only.
        if not signed(_value(query, "signature"), account.token, timestamp, nonce):
            raise Refused("signature")
        plain = body
    else:
        # In compatible mode the readable copy beside the envelope is not looked at: nobody signed it.
        encrypted = read_fields(body).get("Encrypt", "")
        if not signed(_value(query, "msg_signature"), account.token, timestamp, nonce, encrypted):
            raise Refused("signature")
        plain = account.cipher.decrypt(encrypted).encode("utf-8")
    return read_message(plain), Nonce.of(account, timestamp + nonce, plain)


def open_json_callback(bot: StaffBot, query: Mapping[str, str], body: bytes, store: Store, now: float) -> Any:
    """The object that a WeCom bot's callback holds. Raises Refused."""
    timestamp, nonce = _fresh(query, now)
    sealed = _object(body)
    encrypted = sealed.get("encrypt")
    if not isinstance(encrypted, str) or not signed(
        _value(query, "msg_signature"), bot.token, timestamp, nonce, encrypted
    ):
        raise Refused("signature")
    plain = bot.cipher.decrypt(encrypted).encode("utf-8")
    read = _object(plain)
    Nonce.of(bot, timestamp + nonce, plain).check(store)
    return read


def reply_body(account: Account, message: Message, text: str) -> str:
    """The reply as the account's mode wants it."""
    now = int(time.time())
    plain = text_reply(message, text, now)
    if account.mode == "plain":
        return plain
    encrypted, nonce = account.cipher.encrypt(plain), os.urandom(8).hex()
    return sealed_reply(encrypted, signature(account.token, str(now), nonce, encrypted), now, nonce)


def json_reply_body(bot: StaffBot, reply: Mapping[str, Any]) -> str:
    """The reply to a WeCom bot's callback."""
    now, nonce = str(int(time.time())), os.urandom(8).hex()
    encrypted = bot.cipher.encrypt(json.dumps(reply, ensure_ascii=False))
    return json.dumps(
        {
            "encrypt": encrypted,
            "msgsignature": signature(bot.token, now, nonce, encrypted),
            "timestamp": int(now),
            "nonce": nonce,
        }
    )


def _fresh(query: Mapping[str, str], now: float) -> tuple[str, str]:
    timestamp, nonce = _value(query, "timestamp"), _value(query, "nonce")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
        raise Refused("timestamp")
    if abs(int(timestamp) - now) > WINDOW_S:
        raise Refused("stale")
    return timestamp, nonce


def _value(query: Mapping[str, str], name: str) -> str:
    value = query.get(name, "")
    if not value or len(value) > _LONGEST:
        raise Refused(name)
    return value


def _object(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused("json") from error
    if not isinstance(read, dict):
        raise Refused("json")
    return read
