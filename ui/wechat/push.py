"""Customer-service messages: sent where WeChat's quota allows it, and the fault named where not."""

from __future__ import annotations

import time
from enum import StrEnum

from report_bot.ui.store import Store
from report_bot.ui.wechat.accounts import Account
from report_bot.ui.wechat.tokens import NoToken, Tokens, post_json

_QUOTA, _DENIED = "wx-quota", "wx-denied"
_DENIED_S = 3600.0  # how long an account that lacks the privilege is not tried again


class Heard(StrEnum):
    """What a citizen last did: it decides how much may be sent, and how long."""

    MESSAGE = "message"
    TAP = "tap"  # a menu, a subscription, a scanned code


# (messages, seconds) after what the citizen did; a new one starts the count anew (it does not add up).
ALLOWED = {Heard.MESSAGE: (5, 48 * 3600.0), Heard.TAP: (3, 60.0)}


def heard(how: Heard, key: str) -> str:
    """What a job remembers of the citizen's doing: how, when, and by which message (its key)."""
    return f"{how.value}|{time.time():.0f}|{key}"


class Push:
    """Sends for all accounts. Quotas are counted in the store before anything is sent."""

    def __init__(self, store: Store, tokens: Tokens) -> None:
        self._store, self._tokens = store, tokens

    def send(self, account: Account, openid: str, remembered: str, text: str) -> str:
        """Send one text. "" where WeChat took it, else why not: quota, late, an error code, or a word for the network.

        Never raises for what WeChat or the network does. After a network fault it may have arrived all the same.
        """
        how, since, key = remembered.split("|", 2)
        most, seconds = ALLOWED[Heard(how)]
        if self._store.get(_DENIED, account.name) is not None:
            return "48001"
        if time.time() - float(since) > seconds:
            return "late"
        if self._store.count(_QUOTA, key, seconds) > most:
            return "quota"
        try:
            token = self._tokens.get(account)
            fault = self._post(account, token, openid, text)
            if fault in ("40001", "40014", "42001"):
                token = self._tokens.get(account, instead_of=token)
                fault = self._post(account, token, openid, text)
        except NoToken as error:
            return error.reason
        if fault == "48001":
            self._store.put(_DENIED, account.name, "", _DENIED_S)
        return fault

    def _post(self, account: Account, token: str, openid: str, text: str) -> str:
        body = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        answer = post_json(f"{account.api}/cgi-bin/message/custom/send", body, {"access_token": token})
        code = answer.get("errcode", 0)
        return "" if code == 0 else str(code)
