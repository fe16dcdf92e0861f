"""The language model behind an OpenAI-compatible endpoint: the only module that knows langchain-openai.

It streams text or raises ModelFault. What an endpoint says in its errors is never repeated: it may hold the key.
"""

from __future__ import annotations

import contextvars
import logging
import os
import queue
import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from report_bot.ingest.errors import ModelFault, SettingsInvalid
from report_bot.prompts.load import template

from .breaker import Breaker
from .settings import Settings

if TYPE_CHECKING:
    import httpx
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

_log = logging.getLogger(__name__)

LONGEST = 2000  # characters of a reply
STALLED = 6.0  # seconds between two pieces of a reply
MOST_TOKENS = 220
_FOREIGN = 60  # letters after which a reply without Chinese is given up
_HAN = re.compile(r"[一-鿿]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is. `budget`: seconds that an answer may take in all."""

    base_url: str
    model: str
    api_key: SecretStr
    budget: float = 20.0


def open_model(mode: str, settings: Settings, *, count_tokens: bool = False) -> ChatModel | None:
    """The model for a mode: none for quoted; for auto one where it is configured. Raises SettingsInvalid.

    The library that speaks to it is not imported before the first question that it words, or `load`.
    """
    if mode == "quoted" or (mode == "auto" and not settings.llm_base_url):
        return None
    missing = [n for n in ("llm_base_url", "llm_model") if not getattr(settings, n)]
    if missing:
        names = "、".join(f"REPORT_BOT_{name.upper()}" for name in missing)
        raise SettingsInvalid(f"要用大模型措辞，请先设置 {names}；不用大模型时写 --mode quoted。")
    key = settings.llm_api_key if settings.llm_api_key.get_secret_value() else SecretStr("none")
    return ChatModel(
        Endpoint(settings.llm_base_url, settings.llm_model, key, settings.llm_budget),
        count_tokens=count_tokens,
    )


class ChatModel:
    """Streams replies to the prompts in prompts/. Threads may share one."""

    def __init__(
        self, endpoint: Endpoint, *, breaker: Breaker | None = None, count_tokens: bool = False
    ) -> None:
        self.budget = endpoint.budget
        self._endpoint, self._count_tokens = endpoint, count_tokens
        self._breaker = breaker or Breaker()
        self._calls = threading.local()

    def stream(self, prompts: Sequence[str], values: Mapping[str, str], deadline: float) -> Iterator[str]:
        """The reply to the named prompts, in pieces. `deadline` is a time.monotonic(). Raises ModelFault.

        With two prompts the second one follows on {answer}, the reply to the first.
        """
        if not self._breaker.allows():
            raise ModelFault("resting")
        hurried = deadline - time.monotonic() < self.budget / 2  # a channel that has less time than the model
        call = _Call(deadline)
        thread = threading.Thread(
            target=contextvars.copy_context().run,
            args=(self._run, call, tuple(prompts), dict(values)),
            daemon=True,
        )
        thread.start()
        try:
            yield from call.pieces()
        except ModelFault as fault:
            _log.warning("the language model gave no answer: %s", fault.reason)
            if hurried and fault.reason == "timeout":  # another might well have waited
                self._breaker.released()
            else:
                self._breaker.failed(fault.retry_after)
            raise
        except GeneratorExit:  # enough was heard
            self._breaker.succeeded() if call.heard else self._breaker.released()
            raise
        else:
            self._breaker.succeeded()
        finally:
            call.stop()

    def load(self) -> None:
        """Import what the first question would have to wait for."""
        _ = self.langchain

    @property
    def state(self) -> str:
        """ready, or resting after faults."""
        return "resting" if self._breaker.resting else "ready"

    @cached_property
    def langchain(self) -> BaseChatModel:
        """The model as LangChain knows it. Importing it takes seconds."""
        os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"  # no telemetry
        import httpx
        from langchain_openai import ChatOpenAI

        limits = httpx.Timeout(self.budget, connect=min(5.0, self.budget))
        client = httpx.Client(timeout=limits, event_hooks={"response": [self._opened]})
        return ChatOpenAI(
            base_url=self._endpoint.base_url,
            model=self._endpoint.model,
            api_key=self._endpoint.api_key,
            temperature=0,
            max_tokens=MOST_TOKENS,  # type: ignore[call-arg]  # its alias is max_completion_tokens
            max_retries=0,
            timeout=limits,
            http_client=client,
            use_responses_api=False,
            stream_usage=self._count_tokens,
        )

    def _opened(self, response: httpx.Response) -> None:
        call: _Call | None = getattr(self._calls, "call", None)
        if call is not None:
            call.response = response

    def _run(self, call: _Call, prompts: tuple[str, ...], values: dict[str, str]) -> None:
        """Fill the queue of a call; runs in a thread, so that nothing that hangs holds up the answer."""
        self._calls.call = call
        try:
            for piece in chain(self.langchain, prompts).stream(values):
                if not call.stopped.is_set():  # then its connection is shut, and the stream ends by itself
                    call.queue.put(piece)
            call.queue.put(None)
        except Exception as error:
            call.queue.put(_fault(error))


@dataclass(slots=True)
class _Call:
    """One request under way."""

    deadline: float
    queue: queue.SimpleQueue[str | ModelFault | None] = field(default_factory=queue.SimpleQueue)
    stopped: threading.Event = field(default_factory=threading.Event)
    response: Any = None
    heard: bool = False

    def pieces(self) -> Iterator[str]:
        """The reply as it comes. Raises ModelFault for one that does not come, or is none."""
        text = ""
        while True:
            left = self.deadline - time.monotonic()
            try:
                piece = self.queue.get(timeout=max(0.0, min(left, STALLED if self.heard else left)))
            except queue.Empty:
                raise ModelFault("stalled" if self.heard and left > STALLED else "timeout") from None
            if isinstance(piece, ModelFault):
                raise piece
            if piece is None:
                break
            self.heard = self.heard or bool(piece.strip())
            text += piece
            if len(text) > LONGEST:
                raise ModelFault("too_long")
            if len(_LETTER.findall(text)) > _FOREIGN and not _HAN.search(text):
                raise ModelFault("not_chinese")
            yield piece
        if not text.strip():
            raise ModelFault("empty")
        if _LETTER.search(text) and not _HAN.search(text):
            raise ModelFault("not_chinese")

    def stop(self) -> None:
        """Let the thread end, also where it waits for the network."""
        self.stopped.set()
        with suppress(Exception):  # already closed
            stream = self.response.extensions["network_stream"]
            stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


def chain(model: BaseChatModel, prompts: Sequence[str]) -> Runnable[dict[str, str], str]:
    """prompt | model | parser, for prompts of prompts/. The variables of the prompts are its input."""
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import RunnableGenerator

    first, *follow = (template(name) for name in prompts)
    messages = list(zip(("system", "human"), first.parts, strict=True))
    for prompt in follow:
        messages += [("ai", "{answer}"), ("human", prompt.parts[0])]
    return ChatPromptTemplate.from_messages(messages) | model | StrOutputParser() | RunnableGenerator(spoken)


def spoken(pieces: Iterator[str]) -> Iterator[str]:
    """The text without what stands between <think> and </think>."""
    text, thinking = "", False
    for piece in pieces:
        text += piece
        while tag := re.search(r"</think>" if thinking else r"</?think>", text):
            if not thinking and tag.start():
                yield text[: tag.start()]
            text, thinking = text[tag.end() :], tag[0] == "<think>"
        held = next((n for n in range(min(7, len(text)), 0, -1) if "</think>".startswith(text[-n:])
                     or "<think>".startswith(text[-n:])), 0)  # fmt: skip
        if thinking:
            text = text[-held:] if held else ""
        elif len(text) > held:
            yield text[: len(text) - held]
            text = text[len(text) - held :]
    if text and not thinking:
        yield text


def _fault(error: Exception) -> ModelFault:
    """The reason in one word; the error's own words stay behind."""
    import httpx
    import openai

    match error:
        case openai.APITimeoutError() | httpx.TimeoutException():
            return ModelFault("timeout")
        case openai.RateLimitError():
            return ModelFault("busy", _seconds(error.response.headers.get("retry-after")))
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return ModelFault("unauthorised")
        case openai.NotFoundError():
            return ModelFault("unknown_model")
        case openai.APIStatusError():
            return ModelFault(
                f"status_{error.status_code}", _seconds(error.response.headers.get("retry-after"))
            )
        case openai.APIConnectionError() | httpx.TransportError():
            return ModelFault("unreachable")
        case _:
            return ModelFault(f"unreadable_{type(error).__name__}")


def _seconds(written: str | None) -> float | None:
    return float(written) if written and re.fullmatch(r"\d{1,6}(\.\d+)?", written) else None
