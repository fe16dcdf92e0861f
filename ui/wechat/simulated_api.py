"""WeChat's own interfaces as they behave: stable_token and customer-service messages, with quotas and errors."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from report_bot.ui.wechat.push import ALLOWED, Heard

LASTS_S = 7200
BOTH_S = 300.0  # how long the token before is good beside a new one, unless that was fetched by force
FORCED_A_DAY = 20
_MOST_BYTES = 2048


class SimulatedApi:
    """A server on a port of this machine. `faults` are errcodes for the next messages (0: none; -1: the line breaks)."""

    def __init__(self, appid: str, secret: str, *, port: int = 0, lasts: int = LASTS_S) -> None:
        self._appid, self._secret, self._lasts = appid, secret, lasts
        self._lock = threading.Lock()
        self._token, self._issued, self._old = "", 0.0, ""
        self._forced = 0
        self._heard: dict[str, tuple[Heard, float, int]] = {}
        self.sent: dict[str, list[str]] = defaultdict(list)
        self.faults: list[int] = []
        self.tokens_given = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> SimulatedApi:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def heard(self, openid: str, how: Heard = Heard.MESSAGE) -> None:
        """A citizen did something: what may be sent to them starts anew."""
        with self._lock:
            self._heard[openid] = (how, time.time(), 0)

    def revoke(self) -> None:
        """The token is good no more, though its time is not over (somebody else has fetched one by force)."""
        with self._lock:
            self._token, self._old = secrets.token_hex(16), ""

    def _stable_token(self, body: dict[str, Any]) -> dict[str, Any]:
        if body.get("appid") != self._appid or body.get("secret") != self._secret:
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        with self._lock:
            forced = bool(body.get("force_refresh"))
            self._forced += forced
            if self._forced > FORCED_A_DAY:
                return {"errcode": 45009, "errmsg": "reach max api daily quota limit"}
            self.tokens_given += 1
            over = time.time() - self._issued > self._lasts - min(BOTH_S, self._lasts / 2)
            if not self._token or over or forced:
                self._old = "" if forced else self._token
                self._token, self._issued = secrets.token_hex(16), time.time()
            return {"access_token": self._token, "expires_in": self._lasts}

    def _send(self, token: str, body: dict[str, Any]) -> dict[str, Any] | None:
        with self._lock:
            if self.faults and (fault := self.faults.pop(0)):
                return None if fault < 0 else {"errcode": fault, "errmsg": "simulated"}
            both = self._old if time.time() - self._issued < BOTH_S else ""
            if not token or token not in (self._token, both):
                return {"errcode": 40001, "errmsg": "invalid credential"}
            openid, text = str(body.get("touser")), str(body.get("text", {}).get("content"))
            if len(text.encode()) > _MOST_BYTES:
                return {"errcode": 45002, "errmsg": "content size out of limit"}
            if openid not in self._heard:
                return {"errcode": 45015, "errmsg": "response out of time limit or subscription is canceled"}
            how, since, sent = self._heard[openid]
            most, seconds = ALLOWED[how]
            if time.time() - since > seconds:
                return {"errcode": 45015, "errmsg": "response out of time limit or subscription is canceled"}
            if sent >= most:
                return {"errcode": 45047, "errmsg": "out of response count limit"}
            self._heard[openid] = (how, since, sent + 1)
            self.sent[openid].append(text)
            return {"errcode": 0, "errmsg": "ok"}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                address = urlsplit(self.path)
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                if address.path == "/cgi-bin/stable_token":
                    answer: dict[str, Any] | None = api._stable_token(body)
                elif address.path == "/cgi-bin/message/custom/send":
                    answer = api._send(parse_qs(address.query).get("access_token", [""])[0], body)
                else:
                    answer = {"errcode": 40066, "errmsg": "invalid url"}
                if answer is None:
                    self.connection.close()
                    return
                content = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Addresses hold tokens: nothing is logged."""

        return Handler
