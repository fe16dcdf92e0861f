"""The one answer to a message, in time: what store, bot and model may take of the five seconds that WeChat waits."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from report_bot.ingest.errors import Busy, StoreUnavailable, TooOften
from report_bot.ui.store import Store
from report_bot.ui.wechat.accounts import Account
from report_bot.ui.wechat.messages import Message
from report_bot.ui.wechat.once import Once, message_key
from report_bot.ui.wechat.protocol import Nonce
from report_bot.ui.wechat.refused import Refused
from report_bot.ui.wechat.talk import Plan, Talk
from report_bot.ui.wechat.words import words
from report_bot.ui.wechat.workers import Workers

# All from the arrival of the request.
STORE_S = 1.5  # a store that has not let a message in by then is as good as none
QUEUED_S = 2.5  # a question that no thread has begun by then gets the busy line
MODEL_S = 4.0  # how long `wait` waits; from then on the quoted answer, made before, is the answer
ANSWER_S = 4.2  # nothing is waited for any longer: the rest of 4.5 s is for what holds up this process
_LAST_S = 0.1  # what the store gets for the last words of a request that is late already
_LOOK_S = 0.05
_STORING = 8
_ASKING = 2  # questions at once: they are work for the processor, more would only wait for each other

Result = TypeVar("Result")
_log = logging.getLogger(__name__)


class InTime:
    """Answers messages within ANSWER_S, in as few steps as there can be: under load each waits for its turn."""

    def __init__(self, talk: Talk, store: Store, once: Once, workers: Workers) -> None:
        self._talk, self._store, self._once, self._workers = talk, store, once, workers
        self._storing = ThreadPoolExecutor(_STORING, thread_name_prefix="wechat-store")
        self._asking = ThreadPoolExecutor(_ASKING, thread_name_prefix="wechat-ask")

    async def answer(self, account: Account, message: Message, nonce: Nonce, arrived: float) -> str:
        """The answer; "" is silence. Raises Refused for a replay; whatever else goes wrong, the citizen hears something."""
        key = message_key(account, message)
        try:
            said = await self._met(account, nonce, key, arrived)
            return await self._new(account, message, key, arrived) if said is None else said
        except Refused:
            raise
        except (Busy, TimeoutError):
            return await self._say(key, words("busy"), arrived)
        except TooOften as error:
            return await self._say(key, str(error), arrived)
        except StoreUnavailable:
            _log.warning("wechat: the store cannot be reached: an answer is given without it")
            return await self._without_store(account, message, arrived)
        except Exception as error:
            _log.error("wechat: no answer account=%s (%s)", account.name, type(error).__name__)
            return await self._say(key, words("fault"), arrived)

    async def _met(self, account: Account, nonce: Nonce, key: str, arrived: float) -> str | None:
        """The answer that this message has got or gets elsewhere; None where it is ours to answer."""

        def first() -> str | bool:
            nonce.check(self._store)
            return self._once.meet(key)

        try:
            met = await self._within(_left(arrived, STORE_S), self._storing, first)
        except (StoreUnavailable, TimeoutError):
            if account.mode == "plain":  # its body is unsigned: what cannot be compared is not believed
                raise Refused("store") from None
            raise StoreUnavailable("") from None
        while met is False:
            if not _left(arrived, ANSWER_S):
                raise Busy
            await asyncio.sleep(_LOOK_S)
            met = await self._within(_left(arrived, ANSWER_S), self._storing, lambda: self._once.meet(key))
        return met if isinstance(met, str) else None

    async def _new(self, account: Account, message: Message, key: str, arrived: float) -> str:
        def plan() -> tuple[Plan, str | None]:
            if not _left(arrived, QUEUED_S):
                raise Busy
            planned = self._talk.plan(account, message, key, crowded=self._workers.crowded)
            return planned, None if planned.better else self._once.say(key, planned.parts[0])

        planned, said = await self._within(_left(arrived, ANSWER_S), self._asking, plan)
        if account.answers in ("later", "push"):
            self._workers.wake()
        if planned.better is None or said is not None:
            return said or ""
        better = await self._better(planned.better, arrived)
        if better is None:
            return await self._say(key, planned.parts[0], arrived)
        return await self._decided(
            lambda: self._once.say(key, self._talk.prefer(account, message, key, better)), better[0], arrived
        )

    async def _better(
        self, act: Callable[[float], tuple[str, ...] | None], arrived: float
    ) -> tuple[str, ...] | None:
        """The model's version if it is ready by MODEL_S."""
        future = self._workers.help(lambda: act(_left(arrived, MODEL_S)))
        if future is None:
            return None
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), _left(arrived, MODEL_S))
        except TimeoutError:
            return None
        except Exception as error:
            _log.warning("wechat: the model's version failed (%s)", type(error).__name__)
            return None

    async def _without_store(self, account: Account, message: Message, arrived: float) -> str:
        if message.kind != "text":
            return words("fault")
        try:
            return await self._within(
                _left(arrived, ANSWER_S), self._asking, lambda: self._talk.bare_answer(account, message.text)
            )
        except (Busy, TimeoutError):
            return words("busy")
        except Exception as error:
            _log.error("wechat: no answer account=%s (%s)", account.name, type(error).__name__)
            return words("fault")

    async def _say(self, key: str, text: str, arrived: float) -> str:
        return await self._decided(lambda: self._once.say(key, text), text, arrived)

    async def _decided(self, keep: Callable[[], str], text: str, arrived: float) -> str:
        """What was said first, which is `text` where the store does not tell in time: until then it was ours to say."""
        try:
            return await self._within(max(_LAST_S, _left(arrived, ANSWER_S)), self._storing, keep)
        except (StoreUnavailable, TimeoutError):
            return text

    async def _within(self, seconds: float, threads: ThreadPoolExecutor, act: Callable[[], Result]) -> Result:
        """Raises TimeoutError; what has begun goes on, what has not is not begun any more."""
        return await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(threads, act), seconds)


def _left(arrived: float, limit: float) -> float:
    return max(0.0, arrived + limit - time.monotonic())
