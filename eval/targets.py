"""The bots that can be graded: ours in this process, ours over HTTP, any chat API, and recorded answers."""

from __future__ import annotations

import hashlib
import json
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from report_bot.ingest.errors import ReportBotError, SettingsInvalid

from .grade_types import Reply
from .question_set import EvalQuestion

TIMEOUT = 60.0  # seconds that one turn may take
ATTEMPTS = 3
_BUSY = frozenset({408, 429, 500, 502, 503, 504})


class Target(Protocol):
    """Something that can be asked. `name` goes into the digest of a run; `ask` raises nothing but for a fault of ours."""

    name: str
    workers: int  # how many questions may be asked at once

    def ask(self, question: EvalQuestion) -> Reply: ...


class InProcess:
    """Our bot, asked directly."""

    workers = 2

    def __init__(self, data: Path, mode: str = "quoted") -> None:
        from report_bot.bot.ask import open_bot
        from report_bot.bot.chat_model import open_model
        from report_bot.bot.settings import load_settings

        self._bot = open_bot(data, open_model(mode, load_settings()))
        self._ingested = {card.id for card in self._bot.cards()}
        versions = "".join(card.version for card in self._bot.cards())
        self.name = f"in-process {mode} {hashlib.sha256(versions.encode()).hexdigest()[:8]}"

    def ask(self, question: EvalQuestion) -> Reply:
        from report_bot.bot.types import Turn

        if question.report not in self._ingested:
            return Reply("", error=f"索引里没有报告 {question.report}")
        turns: tuple[Turn, ...] = ()
        try:
            for text in question.turns:
                answer = self._bot.ask(text, earlier=turns, report=question.report)
                turns += (Turn(answer.resolved, answer.report_id),)
        except Exception as error:  # one question that trips the bot must not end the run
            return Reply("", error=f"程序出错（{type(error).__name__}：{error}）")
        return Reply(
            text=answer.text,
            status=answer.status.value,
            refused=answer.status.refused,
            quotes=tuple(citation.quote for citation in answer.citations),
            elapsed_ms=answer.elapsed_ms,
        )


class ReportBotHttp:
    """Our bot behind its HTTP interface: POST <URL>/api/ask, an answer object back."""

    workers = 4

    def __init__(self, url: str, timeout: float = TIMEOUT) -> None:
        import httpx

        self.name = f"report-bot {url}"
        self._url = url.rstrip("/") + ("" if url.rstrip("/").endswith("/api/ask") else "/api/ask")
        self._client = httpx.Client(timeout=timeout, trust_env=False)

    def ask(self, question: EvalQuestion) -> Reply:
        session = uuid.uuid4().hex

        def one(text: str) -> dict[str, Any]:
            body = {"question": text, "session": session, "report": question.report}
            answered: dict[str, Any] = self._client.post(self._url, json=body).raise_for_status().json()
            return answered

        return _asked(lambda: [_patiently(one, text) for text in question.turns][-1])


class OpenAiChat:
    """Any bot behind /v1/chat/completions; earlier turns are sent with the bot's own answers."""

    workers = 4

    def __init__(self, url: str, model: str, key: str, *, timeout: float = TIMEOUT, system: str = "") -> None:
        try:
            import openai
        except ImportError as error:
            raise SettingsInvalid(
                "评测其他机器人要用 openai 包。请运行：pip install 'report-bot[eval]'"
            ) from error

        self.name = f"openai {url} {model}"
        self._model, self._system = model, system
        self._client = openai.OpenAI(
            base_url=url, api_key=key or "none", timeout=timeout, max_retries=ATTEMPTS - 1
        )

    def ask(self, question: EvalQuestion) -> Reply:
        def talk() -> dict[str, Any]:
            messages: list[Any] = [{"role": "system", "content": self._system}] if self._system else []
            for text in question.turns:
                messages.append({"role": "user", "content": text})
                answered = self._client.chat.completions.create(
                    model=self._model, messages=messages, temperature=0
                )
                said = answered.choices[0].message.content or ""
                messages.append({"role": "assistant", "content": said})
            return {"answer": said}

        return _asked(talk)


class Recorded:
    """Answers in a file, one answer object a line with the question's id, as `report-bot batch` writes them."""

    workers = 1

    def __init__(self, file: Path) -> None:
        data = file.read_bytes()
        self.name = f"jsonl {hashlib.sha256(data).hexdigest()[:16]}"
        self._answers: dict[str, dict[str, Any]] = {}
        for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
            if not line.strip():
                continue
            try:
                answer = json.loads(line)
                self._answers[str(answer["id"])] = answer
            except (ValueError, KeyError, TypeError) as error:
                raise SettingsInvalid(
                    f"{file} 第 {number} 行不是带 id 的回答对象（report-bot batch 的输出）。"
                ) from error

    def ask(self, question: EvalQuestion) -> Reply:
        answer = self._answers.get(question.id)
        if answer is None:
            return Reply("", error="文件里没有这一题的回答")
        return reply_from(answer)


def reply_from(answer: dict[str, Any]) -> Reply:
    """A reply from an answer object, of which only `answer` must be there. Raises KeyError or TypeError."""
    if answer.get("error"):
        return Reply("", error=str(answer["error"]))
    citations = answer.get("citations")
    return Reply(
        text=str(answer["answer"]),
        status=answer.get("status"),
        refused=answer.get("refused"),
        quotes=None if citations is None else tuple(str(c["quote"]) for c in citations),
        elapsed_ms=answer.get("elapsed_ms"),
    )


def _asked(talk: Callable[[], dict[str, Any]]) -> Reply:
    """The reply with the time that the whole talk took; whatever goes wrong on the way is its error."""
    begun = time.perf_counter()
    try:
        answer = talk()
        took = round((time.perf_counter() - begun) * 1000, 2)
        return reply_from({"elapsed_ms": took} | answer)
    except ReportBotError:
        raise
    except Exception as error:
        return Reply("", error=f"没有得到回答（{type(error).__name__}：{str(error)[:200]}）")


def _patiently(post: Callable[[str], dict[str, Any]], text: str) -> dict[str, Any]:
    """Try again after a moment where the other side is busy or cannot be reached."""
    import httpx

    for attempt in range(1, ATTEMPTS + 1):
        try:
            return post(text)
        except httpx.HTTPStatusError as error:
            if attempt == ATTEMPTS or error.response.status_code not in _BUSY:
                raise
        except (httpx.ConnectError, httpx.RemoteProtocolError):
            if attempt == ATTEMPTS:
                raise
        threading.Event().wait(0.2 * 2**attempt)
    raise AssertionError("not reached")


def open_target(
    url: str | None, kind: str, *, data: Path, mode: str = "quoted", model: str = "", key: str = ""
) -> Target:
    """The target that the command line names; without a URL it is our bot in this process."""
    if url is None:
        return InProcess(data, mode)
    if kind == "jsonl":
        return Recorded(Path(url))
    if not url.startswith(("http://", "https://")):
        raise SettingsInvalid(f"--target 要写网址（http://…），不能是“{url}”。")
    if kind == "openai":
        return OpenAiChat(url, model, key)
    return ReportBotHttp(url)
