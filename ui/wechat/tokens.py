"""Access tokens: one per account, fetched by one worker, shared with all, renewed before they run out."""

from __future__ import annotations

import time
from typing import Any

from report_bot.ui.store import Store
from report_bot.ui.wechat.accounts import Account

EARLY_S = 300.0  # old and new token are both good for this long
TIMEOUT_S = 5.0
_FORCED_A_DAY = 15  # WeChat allows 20
_TOKEN, _FETCH, _FORCED = "wx-token", "wx-token-fetch", "wx-token-forced"


class NoToken(Exception):
    """WeChat gives no token now. `reason` is a word or an error code, without secrets."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Tokens:
    """The tokens of all accounts, sealed in the store."""

    def __init__(self, store: Store, owner: str) -> None:
        self._store, self._owner = store, owner

    def get(self, account: Account, *, instead_of: str = "") -> str:
        """A token; one other than `instead_of`, which WeChat refused. Raises NoToken."""
        deadline = time.monotonic() + 2 * TIMEOUT_S
        while True:
            if token := self._kept(account, instead_of):
                return token
            if self._store.claim(_FETCH, account.name, self._owner, TIMEOUT_S + 1):
                try:
                    # Another may have fetched one between the look above and the claim.
                    return self._kept(account, instead_of) or self._fetch(account, refused=instead_of)
                finally:
                    self._store.delete(_FETCH, account.name)
            if time.monotonic() > deadline:
                raise NoToken("waiting")
            time.sleep(0.05)

    def _kept(self, account: Account, instead_of: str) -> str:
        token = account.box.open(self._store.get(_TOKEN, account.name) or "")
        return "" if token is None or token == instead_of else token

    def _fetch(self, account: Account, refused: str) -> str:
        answer = self._ask(account, force=False)
        if refused and answer.get("access_token") == refused:
            # Normal mode gives the same token for as long as WeChat thinks that it is good.
            if self._store.count(_FORCED, account.name, 86_400) > _FORCED_A_DAY:
                raise NoToken("forced_too_often")
            answer = self._ask(account, force=True)
        token, lasts = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not token or not isinstance(lasts, int):
            raise NoToken(str(answer.get("errcode", "malformed")))
        self._store.put(_TOKEN, account.name, account.box.seal(token), max(lasts - EARLY_S, 30.0))
        return token

    def _ask(self, account: Account, *, force: bool) -> dict[str, Any]:
        body = {
            "grant_type": "client_credential",
            "appid": account.appid,
            "secret": account.secret,
            "force_refresh": force,
        }
        return post_json(f"{account.api}/cgi-bin/stable_token", body)


def post_json(url: str, body: dict[str, Any], params: dict[str, str] | None = None) -> dict[str, Any]:
    """WeChat's answer to a JSON request. Raises NoToken where there is none: no network, no JSON, too large."""
    import json

    import httpx

    try:
        # Escapes like \\u4e2d would be shown to citizens as they are.
        content = json.dumps(body, ensure_ascii=False).encode("utf-8")
        answer = httpx.post(
            url,
            content=content,
            params=params,
            headers={"Content-Type": "application/json"},
            timeout=TIMEOUT_S,
            follow_redirects=False,
        )
        read = answer.json() if answer.status_code == 200 and len(answer.content) < 65_536 else None
    except (httpx.HTTPError, ValueError) as error:
        # An error's own words may hold the address with the token in it.
        raise NoToken(type(error).__name__) from None
    if not isinstance(read, dict):
        raise NoToken("malformed")
    return read
