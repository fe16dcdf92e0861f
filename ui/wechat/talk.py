"""What a citizen is told: one message in, one text out; the channel's whole conversation, without its transport."""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from report_bot.bot.generate import NOT_ASKED
from report_bot.bot.types import Answer, Mode
from report_bot.ui.mask import masked
from report_bot.ui.store import Store
from report_bot.ui.wechat.accounts import Account, Accounts, StaffBot
from report_bot.ui.wechat.format import answer_parts
from report_bot.ui.wechat.messages import Message
from report_bot.ui.wechat.pending import Job, Pending, State, id_of
from report_bot.ui.wechat.push import Heard, Push, heard
from report_bot.ui.wechat.words import words

if TYPE_CHECKING:
    from report_bot.ui.desk import Desk

_log = logging.getLogger(__name__)

EXAMPLES = 3
_MORE, _MORE_S = "wx-more", 1800.0
FETCH, CONTINUE = ("1", "回复1"), ("继续", "回复继续")
_FITTING = {
    "voice": "voice",
    "image": "picture",
    "video": "picture",
    "shortvideo": "picture",
    "location": "place",
    "link": "link",
    "file": "link",
}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to say: the first part now, the others on 继续. `better` words it anew in as many seconds, or finds nothing."""

    parts: tuple[str, ...]
    better: Callable[[float], tuple[str, ...] | None] | None = None


class Talk:
    """Plans replies for every account. Threads may share one."""

    def __init__(self, desk: Desk, store: Store, accounts: Accounts, pending: Pending, push: Push) -> None:
        self._desk, self._store, self._accounts = desk, store, accounts
        self._pending, self._push = pending, push

    def plan(self, account: Account, message: Message, key: str, *, crowded: bool) -> Plan:
        """The reply to one message, and all that it changes. Planned again under the same key, it is the same.

        `crowded`: no new jobs for the model, please.
        """
        citizen = account.box.name(message.sender)
        if message.kind == "event":
            return self._event(account, message, citizen, key, crowded)
        if message.kind == "text" or (message.kind == "voice" and message.text.strip()):
            said = bare(message.text)
            if said in FETCH and (plan := self._fetch(citizen, key)):
                return plan
            if said in CONTINUE and (part := self._continue(citizen, key)):
                return Plan((part,))
            return self._ask(account, message, message.text, key, Heard.MESSAGE, crowded)
        title = self._desk.bot.read(account.report or None).report.title
        return Plan((words(_FITTING.get(message.kind, "other"), title=title),))

    def prefer(self, account: Account, message: Message, key: str, parts: tuple[str, ...]) -> str:
        """The part to say of those that `better` gave; the others are kept for 继续 in place of what was planned."""
        self._keep(account.box.name(message.sender), key, parts)
        return parts[0]

    def bare_answer(self, account: Account, text: str) -> str:
        """The quoted answer without session, continuation or anything else that the store would hold."""
        return self._parts(account, self._desk.ask(text, report=account.report or None, worded=False))[0]

    def left(self, account: Account, message: Message, key: str) -> None:
        """The reply has left for the citizen: what it brought is not kept any longer."""
        if self.fetches(message):
            self._pending.settle(account.box.name(message.sender), key)

    def fetches(self, message: Message) -> bool:
        """Whether it may be a “1” for what is pending."""
        return message.kind in ("text", "voice") and bare(message.text) in FETCH

    def work(self, job: Job) -> Job:
        """Have the model word one job of a citizen; push it where its account does so. Gives the job's final state."""
        account = self._accounts.wechat.get(job.account)
        if account is None:  # the operator has taken the account out
            return replace(job, state=State.NONE)
        if job.state is State.WAITING:
            answer = self._desk.ask(job.question, report=job.report or None, worded=True, again=job.answer)
            if answer.mode is not Mode.GENERATED:
                return replace(job, state=State.NONE)
            job = replace(job, state=State.READY, parts=self._again(answer, job, account))
            self._pending.update(job)
        if job.to:
            self._send(account, job)
        return job

    def _send(self, account: Account, job: Job) -> None:
        openid = account.box.open(job.to)
        if openid is None:  # sealed under secrets that have changed
            return
        if not self._pending.take(job, "push", firmly=True):
            # The citizen has fetched it; or a process was killed while it sent. Then it may have arrived: it is not
            # sent twice, and stays to be fetched.
            if self._pending.taker(job) == "push":
                self._pending.give_back(job)
            return
        fault = self._push.send(account, openid, job.heard, job.parts[0])
        if fault:
            self._pending.give_back(job)
            _log.warning(
                "wechat: push kept for 1 account=%s citizen=%s fault=%s",
                account.name,
                job.citizen[:12],
                fault,
            )
            return
        self._keep(job.citizen, job.id, job.parts)
        self._pending.given(job)

    def _again(self, answer: Answer, job: Job, account: Account) -> tuple[str, ...]:
        """The model's answer under the question that it answers: others may have been asked since."""
        question = job.question if len(job.question) <= 60 else job.question[:59] + "…"
        answer = replace(answer, text=f"{words('again', question=question)}\n{answer.text}")
        return self._parts(account, answer)

    def _ask(
        self, account: Account, message: Message, text: str, key: str, how: Heard, crowded: bool
    ) -> Plan:
        citizen = account.box.name(message.sender)
        quoted = self._desk.ask(
            text, session=f"wechat:{account.name}:{citizen}", report=account.report or None, worded=False
        )
        if quoted.fallback != NOT_ASKED or crowded or account.answers == "quoted":
            return self._plan(citizen, key, self._parts(account, quoted))
        if account.answers == "wait":
            return self._plan(
                citizen, key, self._parts(account, quoted), lambda left: self._better(account, quoted, left)
            )
        pushed = account.answers == "push"
        job = Job(
            id_of(message.created, key),
            "wechat",
            account.name,
            citizen,
            masked(quoted.resolved),  # telephone numbers and the like are nobody's business here
            quoted.report_id,
            to=account.box.seal(message.sender) if pushed else "",
            heard=heard(how, key),
            answer=quoted.id,
        )
        self._pending.add(job)  # before anything is promised
        return self._plan(citizen, key, self._parts(account, quoted, words("pushed" if pushed else "offer")))

    def _plan(
        self,
        citizen: str,
        key: str,
        parts: tuple[str, ...],
        better: Callable[[float], tuple[str, ...] | None] | None = None,
    ) -> Plan:
        self._keep(citizen, key, parts)
        return Plan(parts, better)

    def _better(self, account: Account, quoted: Answer, left: float) -> tuple[str, ...] | None:
        answer = self._desk.ask(
            quoted.resolved, report=quoted.report_id, worded=True, budget=left, again=quoted.id
        )
        return self._parts(account, answer) if answer.mode is Mode.GENERATED else None

    def _parts(self, account: Account, answer: Answer, tail: str = "") -> tuple[str, ...]:
        read = self._desk.bot.read(answer.report_id)
        return answer_parts(answer, read, public_url=account.public_url, tail=tail)

    def _fetch(self, citizen: str, key: str) -> Plan | None:
        """The answer to “1”; None where nothing is pending and it is a message like any other."""
        job = self._pending.next_for(citizen, key)
        if job is None:
            return None
        if job.state is State.WAITING:
            return Plan((words("preparing"),))
        self._pending.take(job, key)
        if job.state is State.NONE:
            return Plan((words("none"),))
        return self._plan(citizen, key, job.parts)

    def _keep(self, citizen: str, key: str, parts: tuple[str, ...]) -> None:
        """Keep what was said last, by which message, and what follows on it."""
        if len(parts) > 1:
            self._store.put(_MORE, citizen, json.dumps((key, *parts), ensure_ascii=False), _MORE_S)
        elif self._store.get(_MORE, citizen) is not None:
            self._store.delete(_MORE, citizen)

    def _continue(self, citizen: str, key: str) -> str | None:
        """The next part; for a message that was given one already, the same again."""
        stored = self._store.get(_MORE, citizen)
        if stored is None:
            return None
        by, *parts = json.loads(stored)
        if by != key:
            parts = parts[1:]
            if not parts:
                return None
            self._store.put(_MORE, citizen, json.dumps((key, *parts), ensure_ascii=False), _MORE_S)
        part: str = parts[0]
        return part

    def _event(self, account: Account, message: Message, citizen: str, key: str, crowded: bool) -> Plan:
        if message.event == "UNSUBSCRIBE":
            self._pending.drop_all(citizen)
        if message.event == "CLICK" and _CHINESE.search(message.event_key):
            return self._ask(account, message, message.event_key, key, Heard.TAP, crowded)
        name = {"SUBSCRIBE": "welcome", "SCAN": "welcome", "CLICK": "menu"}.get(message.event)
        return Plan((welcome(self._desk, account, name) if name else "",))


def welcome(desk: Desk, owner: Account | StaffBot, name: str) -> str:
    """A greeting with the loaded report's title and example questions."""
    report = owner.report or None
    examples = "\n".join(f"· {question}" for question in desk.bot.examples(report, EXAMPLES))
    return words(name, title=desk.bot.read(report).report.title, examples=examples)


def bare(text: str) -> str:
    """What was typed without what cannot be seen, spaces and punctuation, full-width as half-width."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c)[0] in "LN")
