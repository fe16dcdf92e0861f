"""For staff in WeCom: the bot's JSON messages, and answers that grow by proved sentences while WeCom polls for them."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from report_bot.bot.types import Answer
from report_bot.ingest.errors import Busy, StoreUnavailable, TooOften
from report_bot.ui.mask import masked
from report_bot.ui.store import Store
from report_bot.ui.wechat.accounts import Accounts, StaffBot
from report_bot.ui.wechat.format import answer_parts
from report_bot.ui.wechat.pending import Job, Pending, State, id_of
from report_bot.ui.wechat.refused import Refused
from report_bot.ui.wechat.talk import welcome
from report_bot.ui.wechat.words import words

if TYPE_CHECKING:
    from report_bot.ui.desk import Desk

_log = logging.getLogger(__name__)

_STREAM, _KEPT_S = "wx-stream", 900.0  # WeCom polls for six minutes
_LONGEST = 20_480  # bytes that WeCom shows
_CALLED = re.compile(r"^\s*@\S+\s*")  # in a group the bot's name stands first


class Staff:
    """Plans replies for WeCom bots. Threads may share one."""

    def __init__(self, desk: Desk, store: Store, accounts: Accounts, pending: Pending) -> None:
        self._desk, self._store, self._accounts, self._pending = desk, store, accounts, pending

    def reply(self, bot: StaffBot, message: Mapping[str, Any]) -> dict[str, Any]:
        """What answers a callback; {} for nothing. Raises Refused for an object that is no message."""
        kind = message.get("msgtype")
        if kind == "event":
            event = message.get("event")
            if isinstance(event, dict) and event.get("eventtype") == "enter_chat":
                return {"msgtype": "text", "text": {"content": welcome(self._desk, bot, "staff_welcome")}}
            return {}
        if kind == "stream":
            return self.shown(_inner(message, "stream", "id"))
        text = _said(message)
        if text is None:
            title = self._desk.bot.read(bot.report or None).report.title
            name = "picture" if kind in ("image", "video") else "other"
            return _stream(_inner(message, "msgid"), words(name, title=title), finish=True)
        key = bot.box.name(_inner(message, "msgid"))
        person = bot.box.name(f"{_inner(message, 'from', 'userid')}\0{message.get('chatid', '')}")
        if self._store.claim(_STREAM, key, _write("", finish=False), _KEPT_S):
            job = Job(
                id_of(str(int(time.time())), key),
                "wecom",
                bot.name,
                "",
                masked(text),
                bot.report,
                heard=key,
                session=f"wecom:{bot.name}:{person}",
            )
            self._pending.add(job)
        return {"msgtype": "stream", "stream": {"id": key}}

    def shown(self, key: str) -> dict[str, Any]:
        """A stream as far as it has come."""
        stored = self._store.get(_STREAM, key)
        if stored is None:
            return _stream(key, words("staff_late"), finish=True)
        read = json.loads(stored)
        return _stream(key, read["content"], finish=read["finish"])

    def work(self, job: Job) -> Job:
        """Answer a job, telling the stream of each proved sentence. Gives its final state."""
        bot = self._accounts.wecom.get(job.account)
        if bot is None:
            return replace(job, state=State.NONE)
        try:
            self._stream_answer(bot, job)
        except (Busy, StoreUnavailable):
            raise  # somebody will try again
        except Exception as error:
            said = str(error) if isinstance(error, TooOften) else words("fault")
            _log.warning("wecom: no answer account=%s (%s)", bot.name, type(error).__name__)
            self._store.put(_STREAM, job.heard, _write(said, finish=True), _KEPT_S)
            return replace(job, state=State.NONE)
        return replace(job, state=State.READY)

    def _stream_answer(self, bot: StaffBot, job: Job) -> None:
        so_far = ""
        for piece in self._desk.stream(job.question, session=job.session, report=job.report or None):
            if isinstance(piece, Answer):
                read = self._desk.bot.read(piece.report_id)
                said = "\n".join(answer_parts(piece, read, public_url=bot.public_url, most=_LONGEST))
                self._store.put(_STREAM, job.heard, _write(said, finish=True), _KEPT_S)
            else:
                so_far += piece
                self._store.put(_STREAM, job.heard, _write(so_far, finish=False), _KEPT_S)


def _said(message: Mapping[str, Any]) -> str | None:
    """What was typed or spoken; None where it is neither."""
    kind = message.get("msgtype")
    if kind in ("text", "voice"):
        return _CALLED.sub("", _inner(message, str(kind), "content", empty=True))
    if kind == "mixed":
        items = message.get("mixed", {}).get("msg_item", []) if isinstance(message.get("mixed"), dict) else []
        texts = [_inner(i, "text", "content", empty=True) for i in items if i.get("msgtype") == "text"]
        return _CALLED.sub("", " ".join(texts)) if texts else None
    return None


def _inner(message: Mapping[str, Any], *path: str, empty: bool = False) -> str:
    value: Any = message
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, str) or not (value or empty) or len(value) > 8192:
        raise Refused("fields")
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _stream(key: str, content: str, *, finish: bool) -> dict[str, Any]:
    return {"msgtype": "stream", "stream": {"id": key, "finish": finish, "content": content}}


def _write(content: str, *, finish: bool) -> str:
    return json.dumps({"content": content, "finish": finish}, ensure_ascii=False)
