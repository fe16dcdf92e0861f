"""The addresses that WeChat and WeCom call: /wechat/<name> and /wecom/<name>. Each call is answered within 4.5 s."""

from __future__ import annotations

import asyncio
import logging
import secrets
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from report_bot.ingest.errors import StoreUnavailable
from report_bot.ui.store import Store
from report_bot.ui.wechat.accounts import Account, Accounts, StaffBot
from report_bot.ui.wechat.arrival import Arrivals
from report_bot.ui.wechat.in_time import ANSWER_S, InTime
from report_bot.ui.wechat.messages import Message
from report_bot.ui.wechat.once import Once, message_key
from report_bot.ui.wechat.pending import Job, Pending
from report_bot.ui.wechat.protocol import (
    LARGEST,
    json_reply_body,
    open_callback,
    open_json_callback,
    reply_body,
    verify_url,
)
from report_bot.ui.wechat.push import Push
from report_bot.ui.wechat.refused import Refused
from report_bot.ui.wechat.staff import Staff
from report_bot.ui.wechat.talk import Talk
from report_bot.ui.wechat.tokens import Tokens
from report_bot.ui.wechat.workers import Workers

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.background import BackgroundTask
    from starlette.requests import Request
    from starlette.responses import Response

    from report_bot.ui.desk import Desk

EARLY_S = 1.5  # a WeCom answer that is ready by then needs no second request
_BODY_S = 3.0  # WeChat sends a message in one go
_CHECKING = 4
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")  # all are answered, most are refused
_LOOK_S = 0.05
_SWITCH_S = 0.001  # Python's own is 0.005

Result = TypeVar("Result")
_log = logging.getLogger(__name__)


def wechat_router(desk: Desk, store: Store, accounts: Accounts) -> APIRouter:
    """The router for all bound accounts; its lifespan runs what words answers behind the citizens' backs."""
    from fastapi import APIRouter

    door = _Door(desk, store, accounts)

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        # Threads that word and prove give way sooner: what answers has a few tenths of a second, and waits at every step.
        sys.setswitchinterval(_SWITCH_S)
        door.workers.start()
        door.arrivals.start()
        try:
            yield
        finally:
            await door.arrivals.stop()
            await asyncio.to_thread(door.workers.stop)

    router = APIRouter(lifespan=lifespan)
    router.add_route("/wechat/{name}", door.wechat, methods=list(_METHODS), include_in_schema=False)
    router.add_route("/wecom/{name}", door.wecom, methods=list(_METHODS), include_in_schema=False)
    return router


class _Door:
    """Transport, time limits and refusals; what is said is Talk's and Staff's."""

    def __init__(self, desk: Desk, store: Store, accounts: Accounts) -> None:
        owner = secrets.token_hex(8)
        self._accounts, self._store, pending = accounts, store, Pending(store, owner)
        self._talk = Talk(desk, store, accounts, pending, Push(store, Tokens(store, owner)))
        self._staff = Staff(desk, store, accounts, pending)
        self.workers = Workers(pending, accounts.model_at_once, self._work)
        self._in_time = InTime(self._talk, store, Once(store, owner), self.workers)
        self.arrivals = Arrivals()
        self._checking = ThreadPoolExecutor(_CHECKING, thread_name_prefix="wecom")

    def _work(self, job: Job) -> Job:
        return self._talk.work(job) if job.channel == "wechat" else self._staff.work(job)

    async def wechat(self, request: Request) -> Response:
        """An official account's call."""
        from starlette.responses import Response

        arrived = self.arrivals.now()
        account = self._accounts.wechat.get(request.path_params["name"])
        try:
            if account is None:
                raise Refused("account")
            query = _query(request)
            if request.method != "POST":
                return _plain(verify_url(account, query, time.time()))
            # Opening and sealing take less than handing them to a thread would.
            message, nonce = open_callback(account, query, await _body(request), time.time())
            text = await self._in_time.answer(account, message, nonce, arrived)
        except Refused as refused:
            return _refusal(account, refused)
        content = reply_body(account, message, text) if text else "success"
        _log.info(
            "wechat: answered account=%s citizen=%s kind=%s ms=%d",
            account.name,
            account.box.name(message.sender)[:12],
            message.kind if message.kind in ("text", "voice", "event") else "other",
            (time.monotonic() - arrived) * 1000,
        )
        return Response(
            content,
            media_type="application/xml" if text else "text/plain",
            background=self._left(account, message),
        )

    def _left(self, account: Account, message: Message) -> BackgroundTask | None:
        """What is to be done once the reply has left."""
        from starlette.background import BackgroundTask

        def left() -> None:
            try:
                self._talk.left(account, message, message_key(account, message))
            except StoreUnavailable:
                _log.warning("wechat: a delivered answer stays in the store")

        return BackgroundTask(left) if self._talk.fetches(message) else None

    async def wecom(self, request: Request) -> Response:
        """A WeCom bot's call."""
        from starlette.responses import Response

        arrived = self.arrivals.now()
        bot = self._accounts.wecom.get(request.path_params["name"])
        try:
            if bot is None:
                raise Refused("account")
            query = _query(request)
            if request.method != "POST":
                return _plain(verify_url(bot, query, time.time()))
            body = await _body(request)
            left = max(0.0, arrived + ANSWER_S - time.monotonic())
            reply = await asyncio.wait_for(self._staff_reply(bot, query, body, arrived), left)
        except Refused as refused:
            return _refusal(bot, refused)
        except Exception as error:
            _log.error("wecom: no answer (%s)", type(error).__name__)
            return Response(status_code=200)
        if not reply:
            return Response(status_code=200)
        return Response(json_reply_body(bot, reply), media_type="text/plain")

    async def _staff_reply(
        self, bot: StaffBot, query: Mapping[str, str], body: bytes, arrived: float
    ) -> dict[str, Any]:
        message = await self._check(open_json_callback, bot, query, body, self._store, time.time())
        reply = await self._check(self._staff.reply, bot, message)
        if reply.get("msgtype") != "stream" or "content" in reply["stream"]:
            return reply
        self.workers.wake()
        while True:
            shown = await self._check(self._staff.shown, reply["stream"]["id"])
            if shown["stream"]["finish"] or time.monotonic() - arrived > EARLY_S:
                return shown
            await asyncio.sleep(_LOOK_S)

    async def _check(self, act: Callable[..., Result], *values: object) -> Result:
        """Run what is short but may wait for the store."""
        return await asyncio.get_running_loop().run_in_executor(self._checking, act, *values)


def _query(request: Request) -> Mapping[str, str]:
    if request.method not in ("GET", "POST"):
        raise Refused("method")
    items = request.query_params.multi_items()
    query = dict(items)
    if len(query) != len(items):
        raise Refused("query")
    return query


async def _body(request: Request) -> bytes:
    from starlette.requests import ClientDisconnect

    body = b""
    try:
        async with asyncio.timeout(_BODY_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    raise Refused("large")
    except ClientDisconnect as error:
        raise Refused("disconnected") from error
    except TimeoutError as error:
        raise Refused("slow") from error
    return body


def _plain(text: str) -> Response:
    from starlette.responses import Response

    return Response(text, media_type="text/plain", headers={"X-Content-Type-Options": "nosniff"})


def _refusal(owner: Account | StaffBot | None, refused: Refused) -> Response:
    """The same for everything that is wrong; what is wrong stands in one line of the log, in our words only."""
    from starlette.responses import Response

    _log.warning("wechat: refused account=%s reason=%s", owner.name if owner else "-", refused.reason)
    return Response("refused", status_code=403, media_type="text/plain")
