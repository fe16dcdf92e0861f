"""The addresses that WeChat and WeCom call: /wechat/<name> and /wecom/<name>. Each call is answered within 4.5 s."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from report_bot.ingest.errors import Busy, StoreUnavailable, TooOften
from report_bot.ui.store import Store
from report_bot.ui.wechat.accounts import Account, Accounts, StaffBot
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
from report_bot.ui.wechat.talk import Plan, Talk
from report_bot.ui.wechat.tokens import Tokens
from report_bot.ui.wechat.words import words
from report_bot.ui.wechat.workers import Workers

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

    from report_bot.ui.desk import Desk

QUEUED_S = 2.5  # a question that no thread has begun by then gets the busy line
MODEL_S = 3.6  # how long `wait` waits, from the arrival of the request
ANSWER_S = 3.9  # what is not ready by then is not waited for
EARLY_S = 1.5  # a WeCom answer that is ready by then needs no second request
_ASKING = 2  # questions at once: they are work for the processor, more would only wait for each other
_CHECKING = 4
_LOOK_S = 0.05

Result = TypeVar("Result")
_log = logging.getLogger(__name__)


def wechat_router(desk: Desk, store: Store, accounts: Accounts) -> APIRouter:
    """The router for all bound accounts; its lifespan runs what words answers behind the citizens' backs."""
    from fastapi import APIRouter

    door = _Door(desk, store, accounts)

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        door.workers.start()
        try:
            yield
        finally:
            await asyncio.to_thread(door.workers.stop)

    router = APIRouter(lifespan=lifespan)
    router.add_route("/wechat/{name}", door.wechat, methods=["GET", "POST"], include_in_schema=False)
    router.add_route("/wecom/{name}", door.wecom, methods=["GET", "POST"], include_in_schema=False)
    return router


class _Door:
    """Transport, time limits and refusals; what is said is Talk's and Staff's."""

    def __init__(self, desk: Desk, store: Store, accounts: Accounts) -> None:
        owner = secrets.token_hex(8)
        self._accounts, self._store, self._once = accounts, store, Once(store, owner)
        pending = Pending(store, owner)
        self._desk = desk
        self._talk = Talk(desk, store, accounts, pending, Push(store, Tokens(store, owner)))
        self._staff = Staff(desk, store, accounts, pending)
        self.workers = Workers(pending, accounts.model_at_once, self._work)
        self._checking = ThreadPoolExecutor(_CHECKING, thread_name_prefix="wechat-check")
        self._asking = ThreadPoolExecutor(_ASKING, thread_name_prefix="wechat-ask")

    def _work(self, job: Job) -> Job:
        return self._talk.work(job) if job.channel == "wechat" else self._staff.work(job)

    async def wechat(self, request: Request) -> Response:
        """An official account's call."""
        from starlette.background import BackgroundTask
        from starlette.responses import Response

        arrived = time.monotonic()
        account = self._accounts.wechat.get(request.path_params["name"])
        try:
            if account is None:
                raise Refused("account")
            query = _query(request)
            if request.method != "POST":
                echo = verify_url(account, query, time.time())
                return _plain(echo)
            body = await _body(request)
            message = await self._check(open_callback, account, query, body, self._store, time.time())
        except Refused as refused:
            return _refusal(account, refused)
        key = message_key(account, message)
        text = await self._answer(account, message, key, arrived)
        _log.info(
            "wechat: answered account=%s citizen=%s kind=%s ms=%d",
            account.name,
            account.box.name(message.sender)[:12],
            message.kind if message.kind in ("text", "voice", "event") else "other",
            (time.monotonic() - arrived) * 1000,
        )
        left = BackgroundTask(self._left, account, message, key)
        if not text:
            return Response("success", media_type="text/plain", background=left)
        content = await self._check(reply_body, account, message, text)
        return Response(content, media_type="application/xml", background=left)

    async def wecom(self, request: Request) -> Response:
        """A WeCom bot's call."""
        from starlette.responses import Response

        arrived = time.monotonic()
        bot = self._accounts.wecom.get(request.path_params["name"])
        try:
            if bot is None:
                raise Refused("account")
            query = _query(request)
            if request.method != "POST":
                return _plain(verify_url(bot, query, time.time()))
            body = await _body(request)
            message = await self._check(open_json_callback, bot, query, body, self._store, time.time())
            reply = await self._check(self._staff.reply, bot, message)
        except Refused as refused:
            return _refusal(bot, refused)
        except Exception as error:
            _log.error("wecom: no answer (%s)", type(error).__name__)
            return Response(status_code=200)
        if reply.get("msgtype") == "stream" and "content" not in reply["stream"]:
            self.workers.wake()
            reply = await self._early(reply["stream"]["id"], arrived)
        if not reply:
            return Response(status_code=200)
        return Response(json_reply_body(bot, reply), media_type="text/plain")

    async def _early(self, key: str, arrived: float) -> dict[str, Any]:
        while True:
            shown = await self._check(self._staff.shown, key)
            if shown["stream"]["finish"] or time.monotonic() - arrived > EARLY_S:
                return shown
            await asyncio.sleep(_LOOK_S)

    async def _answer(self, account: Account, message: Message, key: str, arrived: float) -> str:
        """The one answer to a message. Never raises: whatever goes wrong, the citizen hears something in time."""
        try:
            while True:
                said = await self._check(self._once.said, key)
                if said is not None:
                    return said
                if await self._check(self._once.begin, key):
                    break
                if time.monotonic() - arrived > ANSWER_S:
                    raise Busy
                await asyncio.sleep(_LOOK_S)
            parts = await self._planned(account, message, key, arrived)
            text = await self._check(self._talk.chosen, account, message, key, parts)
            return await self._check(self._once.say, key, text)
        except (Busy, TimeoutError):
            return await self._said(key, words("busy"))
        except TooOften as error:
            return await self._said(key, str(error))
        except StoreUnavailable:
            _log.warning("wechat: the store cannot be reached: an answer is given without it")
            return await self._without_store(account, message)
        except Exception as error:
            _log.error("wechat: no answer account=%s (%s)", account.name, type(error).__name__)
            return await self._said(key, words("fault"))

    async def _planned(self, account: Account, message: Message, key: str, arrived: float) -> tuple[str, ...]:
        def plan() -> Plan:
            if time.monotonic() - arrived > QUEUED_S:
                raise Busy
            return self._talk.plan(account, message, key, crowded=self.workers.crowded)

        loop = asyncio.get_running_loop()
        left = max(0.0, ANSWER_S - (time.monotonic() - arrived))
        planned = await asyncio.wait_for(loop.run_in_executor(self._asking, plan), left)
        if account.answers in ("later", "push"):
            self.workers.wake()
        future = self.workers.help(planned.better) if planned.better else None
        if future is not None:
            left = max(0.0, MODEL_S - (time.monotonic() - arrived))
            try:
                better = await asyncio.wait_for(asyncio.wrap_future(future), left)
            except TimeoutError:
                better = None
            except Exception as error:
                _log.warning("wechat: the model's version failed (%s)", type(error).__name__)
                better = None
            if better:
                return better
        return planned.parts

    async def _said(self, key: str, text: str) -> str:
        try:
            return await self._check(self._once.say, key, text)
        except StoreUnavailable:
            return text

    async def _without_store(self, account: Account, message: Message) -> str:
        if message.kind != "text":
            return words("fault")
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._asking, self._talk.bare_answer, account, message.text
            )
        except Exception as error:
            _log.error("wechat: no answer account=%s (%s)", account.name, type(error).__name__)
            return words("fault")

    def _left(self, account: Account, message: Message, key: str) -> None:
        try:
            self._talk.left(account, message, key)
        except StoreUnavailable:
            _log.warning("wechat: a delivered answer stays in the store")

    async def _check(self, act: Callable[..., Result], *values: object) -> Result:
        """Run what is short but may wait for the store."""
        return await asyncio.get_running_loop().run_in_executor(self._checking, act, *values)


def _query(request: Request) -> Mapping[str, str]:
    items = request.query_params.multi_items()
    query = dict(items)
    if len(query) != len(items):
        raise Refused("query")
    return query


async def _body(request: Request) -> bytes:
    from starlette.requests import ClientDisconnect

    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise Refused("large")
    except ClientDisconnect as error:
        raise Refused("disconnected") from error
    return body


def _plain(text: str) -> Response:
    from starlette.responses import Response

    return Response(text, media_type="text/plain", headers={"X-Content-Type-Options": "nosniff"})


def _refusal(owner: Account | StaffBot | None, refused: Refused) -> Response:
    """The same for everything that is wrong; what is wrong stands in one line of the log, in our words only."""
    from starlette.responses import Response

    _log.warning("wechat: refused account=%s reason=%s", owner.name if owner else "-", refused.reason)
    return Response("refused", status_code=403, media_type="text/plain")
