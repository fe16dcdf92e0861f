"""WeChat's side of the talk, for tests and for an office without an account: it signs, encrypts, retries and judges."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape

import httpx

from report_bot.ui.wechat.accounts import Account, StaffBot
from report_bot.ui.wechat.crypto import signature, signed
from report_bot.ui.wechat.messages import read_fields
from report_bot.ui.wechat.refused import Refused

CUT_OFF_S = 5.0
DELIVERIES = 3
MOST_BYTES = 2048
OFFICE = "gh_simulated"
_ids = itertools.count(time.time_ns())


@dataclass(frozen=True, slots=True)
class Shown:
    """What the citizen sees. `fault` says why WeChat would show 故障 instead; `seconds` are those of the last delivery.

    `missed` says what became of the deliveries before it.
    """

    text: str
    seconds: float
    deliveries: int
    fault: str = ""
    missed: tuple[str, ...] = ()


def message_xml(openid: str, kind: str, msg_id: str = "", created: int = 0, **elements: str) -> str:
    """A message or event as WeChat writes it; `elements` are its further ones, such as Content."""
    fields = {"ToUserName": OFFICE, "FromUserName": openid, "CreateTime": str(created or int(time.time()))}
    fields |= {"MsgType": kind} | elements
    if kind != "event":
        fields["MsgId"] = msg_id or str(next(_ids))
    return "<xml>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items()) + "</xml>"


def sealed(account: Account, xml: str, now: int | None = None, nonce: str = "") -> tuple[dict[str, str], str]:
    """The query and the body of a callback in the account's mode."""
    timestamp, nonce = str(int(time.time()) if now is None else now), nonce or os.urandom(5).hex()
    query = {
        "signature": signature(account.token, timestamp, nonce),
        "timestamp": timestamp,
        "nonce": nonce,
        "openid": "ignored",
    }
    if account.mode == "plain":
        return query, xml
    encrypted = account.cipher.encrypt(xml)
    query |= {"encrypt_type": "aes", "msg_signature": signature(account.token, timestamp, nonce, encrypted)}
    readable = xml.removeprefix("<xml>").removesuffix("</xml>") if account.mode == "compatible" else ""
    return (
        query,
        f"<xml><ToUserName>{OFFICE}</ToUserName>{_other(readable)}<Encrypt>{encrypted}</Encrypt></xml>",
    )


class WechatSide:
    """Delivers to one account of a running server as WeChat does: cut off after 5 s, three deliveries in all."""

    def __init__(self, account: Account, url: str, client: httpx.AsyncClient) -> None:
        self.account, self._client = account, client
        self._url = f"{url.rstrip('/')}/wechat/{account.name}"

    async def verify(self) -> str:
        """The check of the address that saving it in the console makes; "" where it passed, else what went wrong."""
        timestamp, nonce, echo = str(int(time.time())), os.urandom(5).hex(), os.urandom(8).hex()
        query = {
            "signature": signature(self.account.token, timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "echostr": echo,
        }
        try:
            answer = await self._client.get(self._url, params=query, timeout=CUT_OFF_S)
        except httpx.HTTPError as error:
            return type(error).__name__
        return "" if answer.status_code == 200 and answer.text == echo else f"HTTP {answer.status_code}"

    async def say(self, openid: str, text: str) -> Shown:
        """A citizen types something."""
        return await self.deliver(message_xml(openid, "text", Content=text), openid)

    async def event(self, openid: str, event: str, key: str = "") -> Shown:
        """A citizen subscribes, taps…"""
        return await self.deliver(message_xml(openid, "event", Event=event, EventKey=key), openid)

    async def deliver(self, xml: str, openid: str, *, pause: float = 0.0) -> Shown:
        """Deliver until something is answered. A retry carries the first timestamp and nonce, encrypted anew."""
        now, nonce = int(time.time()), os.urandom(5).hex()
        shown, missed = Shown("", 0.0, 0, "not delivered"), list[str]()
        for delivery in range(1, DELIVERIES + 1):
            query, body = sealed(self.account, xml, now, nonce)
            started = time.monotonic()
            try:
                answer = await self._client.post(
                    self._url, params=query, content=body.encode(), timeout=CUT_OFF_S
                )
            except httpx.HTTPError as error:
                took = time.monotonic() - started
                missed.append(f"{type(error).__name__} after {took:.1f} s")
                shown = Shown("", took, delivery, type(error).__name__, tuple(missed))
                await asyncio.sleep(max(pause, 0.0 if took >= CUT_OFF_S else min(1.0, CUT_OFF_S - took)))
                continue
            judged = self._judged(answer, openid, time.monotonic() - started, delivery)
            return replace(judged, missed=tuple(missed))
        return shown

    async def post(self, query: Mapping[str, str], body: bytes) -> httpx.Response:
        """A request as it is, for what WeChat would never send."""
        return await self._client.post(self._url, params=query, content=body, timeout=CUT_OFF_S)

    def _judged(self, answer: httpx.Response, openid: str, seconds: float, delivery: int) -> Shown:
        if answer.status_code != 200:
            return Shown("", seconds, delivery, f"HTTP {answer.status_code}")
        if answer.text in ("", "success"):
            return Shown("", seconds, delivery)
        try:
            fields = read_fields(answer.content)
            if self.account.mode != "plain":
                encrypted = fields.get("Encrypt", "")
                if not signed(
                    fields.get("MsgSignature", ""),
                    self.account.token,
                    fields.get("TimeStamp", ""),
                    fields.get("Nonce", ""),
                    encrypted,
                ):
                    raise Refused("signature")
                fields = read_fields(self.account.cipher.decrypt(encrypted).encode())
        except Refused as refused:
            return Shown("", seconds, delivery, refused.reason)
        text = fields.get("Content", "")
        wrong = [
            name
            for name, wanted in (("ToUserName", openid), ("FromUserName", OFFICE), ("MsgType", "text"))
            if fields.get(name) != wanted
        ]
        if len(text.encode()) > MOST_BYTES:
            wrong.append("too long")
        return Shown(text, seconds, delivery, "、".join(wrong))


class WecomSide:
    """Delivers to one WeCom bot, and polls for its streamed answers."""

    def __init__(self, bot: StaffBot, url: str, client: httpx.AsyncClient) -> None:
        self._bot, self._url, self._client = bot, f"{url.rstrip('/')}/wecom/{bot.name}", client

    async def verify(self) -> str:
        """The check of the address, its echo encrypted; "" where it passed."""
        echo = os.urandom(8).hex()
        encrypted = self._bot.cipher.encrypt(echo)
        answer = await self._client.get(self._url, params=self._signed(encrypted) | {"echostr": encrypted})
        return "" if answer.status_code == 200 and answer.text == echo else f"HTTP {answer.status_code}"

    async def say(self, userid: str, text: str, *, every: float = 0.5, longest: float = 60.0) -> list[str]:
        """Somebody types something; what their window showed, in order. Raises TimeoutError, or Refused."""
        message = {
            "msgid": str(next(_ids)),
            "aibotid": "bot",
            "chattype": "single",
            "from": {"userid": userid},
            "msgtype": "text",
            "text": {"content": text},
        }
        return await self.follow(message, every=every, longest=longest)

    async def follow(self, message: Mapping[str, Any], *, every: float, longest: float) -> list[str]:
        """Deliver a message and poll until its answer is finished."""
        shown: list[str] = []
        deadline = time.monotonic() + longest
        reply = await self.call(message)
        while reply.get("msgtype") == "stream":
            stream = reply["stream"]
            if stream["content"] and stream["content"] not in shown[-1:]:
                shown.append(stream["content"])
            if stream["finish"]:
                return shown
            if time.monotonic() > deadline:
                raise TimeoutError
            await asyncio.sleep(every)
            poll = {"msgid": str(next(_ids)), "msgtype": "stream", "stream": {"id": stream["id"]}}
            reply = await self.call(dict(message) | poll)
        return [reply["text"]["content"]] if reply else []

    async def call(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """One callback; {} for an empty answer. Raises Refused for what WeCom would not take."""
        encrypted = self._bot.cipher.encrypt(json.dumps(message, ensure_ascii=False))
        answer = await self._client.post(
            self._url, params=self._signed(encrypted), json={"encrypt": encrypted}, timeout=CUT_OFF_S
        )
        if answer.status_code != 200:
            raise Refused(f"HTTP {answer.status_code}")
        if not answer.content:
            return {}
        read = answer.json()
        if not signed(
            read["msgsignature"], self._bot.token, str(read["timestamp"]), read["nonce"], read["encrypt"]
        ):
            raise Refused("signature")
        opened: dict[str, Any] = json.loads(self._bot.cipher.decrypt(read["encrypt"]))
        return opened

    def _signed(self, encrypted: str) -> dict[str, str]:
        timestamp, nonce = str(int(time.time())), os.urandom(5).hex()
        return {
            "msg_signature": signature(self._bot.token, timestamp, nonce, encrypted),
            "timestamp": timestamp,
            "nonce": nonce,
        }


def _other(readable: str) -> str:
    """The readable copy of compatible mode, without what stands before the envelope anyway."""
    end = readable.find("</ToUserName>")
    return readable[end + len("</ToUserName>") :] if end >= 0 else readable
