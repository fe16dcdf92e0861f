"""Answers that a model is still wording: kept in the store from the first moment, so that no kill loses one."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from report_bot.ui.store import Store

KEPT_S = 48 * 3600.0  # WeChat lets nobody write to a citizen later than that
LEASE_S = 6.0  # how soon another worker takes over from one that died
RETRIES_OVER_S = 20.0  # after that WeChat does not deliver a message again
MOST_A_CITIZEN = 5
_JOB, _TODO, _LEASE, _TAKEN, _LINE = "wx-job", "wx-todo", "wx-lease", "wx-taken", "wx-line"


class State(StrEnum):
    """How far a job is. NONE: the model has nothing better than the quoted answer."""

    WAITING = "waiting"
    READY = "ready"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Job:
    """One answer to be worded. `to` is the citizen's sealed OpenID while a push needs it, and "" otherwise.

    `channel` is wechat or wecom; `citizen` a hashed name; `session` is set where the question is to be asked within it.
    """

    id: str
    channel: str
    account: str
    citizen: str
    question: str
    report: str
    to: str = ""
    heard: str = ""  # when and how the citizen last spoke: what a push may still be sent for
    session: str = ""
    state: State = State.WAITING
    parts: tuple[str, ...] = ()
    tries: int = 0
    answer: str = ""  # the id of the quoted answer that is to be worded: both are one question


def id_of(created: str, key: str) -> str:
    """The one id of the job that a message makes, so that a retry makes no second one. Ids sort by their time."""
    return f"{int(created):020d}-{key[:24]}"


class Pending:
    """The jobs of all accounts and workers. Citizens have theirs in order, the oldest above five is forgotten."""

    def __init__(self, store: Store, owner: str) -> None:
        self._store, self._owner = store, owner

    def add(self, job: Job) -> None:
        """Keep a job: first itself, then the citizen's line, then the list of what is to be done. Twice is once."""
        new = self._store.claim(_JOB, job.id, _write(job), KEPT_S)
        if job.citizen:
            for dropped in self._line(job.citizen, add=job.id):
                self.forget(dropped)
        kept = job if new else self.get(job.id)
        if kept is not None and (kept.state is State.WAITING or kept.to):
            self._store.put(_TODO, job.id, "", KEPT_S)

    def get(self, job_id: str) -> Job | None:
        stored = self._store.get(_JOB, job_id)
        if stored is None:
            return None
        read = json.loads(stored)
        return Job(**{**read, "parts": tuple(read["parts"]), "state": State(read["state"])})

    def update(self, job: Job) -> None:
        """Keep what became of a job, unless it was given or forgotten meanwhile."""
        old = self._store.get(_JOB, job.id)
        if old is not None:
            self._store.swap(_JOB, job.id, old, _write(job), KEPT_S)

    def finished(self, job: Job) -> None:
        """Nobody needs to work at it any more; the citizen may still fetch it. The real OpenID goes."""
        self.update(replace(job, to=""))
        self._store.delete(_TODO, job.id)
        self._store.delete(_LEASE, job.id)

    def todo(self) -> tuple[str, ...]:
        """What is to be worked at, the oldest first."""
        return tuple(sorted(self._store.keys(_TODO)))

    def lease(self, job_id: str) -> bool:
        """Whether this worker may work at a job now; it is to be renewed within LEASE_S."""
        return self._store.claim(_LEASE, job_id, self._owner, LEASE_S)

    def renew(self, job_id: str) -> None:
        self._store.swap(_LEASE, job_id, self._owner, self._owner, LEASE_S)

    def release(self, job_id: str) -> None:
        self._store.delete(_LEASE, job_id)

    def next_for(self, citizen: str, message: str) -> Job | None:
        """The citizen's first job that no other message has been given: `message` is the key of the one that asks now.

        The same message gets the same job again. One whose reply never left (killed, connection lost) is given anew once
        WeChat does not deliver the message that took it any more.
        """
        for job_id in self._line(citizen):
            # In this order: `forget` takes the job first, so what it is just forgetting does not look as if nobody had it.
            taken = self._store.get(_TAKEN, job_id)
            job = self.get(job_id)
            if job is None:
                self._line(citizen, drop=job_id)
                continue
            if taken is None or job.state is State.WAITING:
                return job
            taker, _, since = taken.rpartition("|")
            if taker == message or time.time() - float(since) > RETRIES_OVER_S:
                return job
        return None

    def take(self, job: Job, taker: str, *, firmly: bool = False) -> bool:
        """Say who gives this job to its citizen; whether `taker` is the one. `firmly`: nobody else may be on it."""
        mine = f"{taker}|{time.time():.3f}"
        if self._store.claim(_TAKEN, job.id, mine, KEPT_S):
            return True
        if not firmly:
            self._store.put(_TAKEN, job.id, mine, KEPT_S)
        return not firmly

    def taker(self, job: Job) -> str:
        """Who was last said to give it; "" where nobody was."""
        return (self._store.get(_TAKEN, job.id) or "").rpartition("|")[0]

    def give_back(self, job: Job) -> None:
        """It was not given after all: the citizen may fetch it."""
        self._store.delete(_TAKEN, job.id)

    def given(self, job: Job) -> None:
        """It has left for its citizen: nothing of it is kept."""
        self.forget(job.id)
        self._line(job.citizen, drop=job.id)

    def settle(self, citizen: str, message: str) -> None:
        """The reply to a message has left: what was taken for it is given."""
        for job_id in self._line(citizen):
            job = self.get(job_id)
            if job is not None and job.state is not State.WAITING and self.taker(job) == message:
                self.given(job)

    def drop_all(self, citizen: str) -> None:
        """Forget what a citizen still has (who left has no use for it)."""
        for job_id in self._line(citizen):
            self.forget(job_id)
            self._line(citizen, drop=job_id)

    def forget(self, job_id: str) -> None:
        """Keep nothing of a job."""
        for kind in (_JOB, _TAKEN, _TODO):  # whoever finds it on the list without the job itself clears up
            self._store.delete(kind, job_id)

    def _line(self, citizen: str, *, add: str = "", drop: str = "") -> tuple[str, ...]:
        """The citizen's jobs in order; with `add`, those that had to make room for it."""
        while True:
            stored = self._store.get(_LINE, citizen)
            line = json.loads(stored) if stored else []
            if add in line:
                return ()
            if not add and (not drop or drop not in line):
                return tuple(line)
            new = [job for job in [*line, *filter(None, [add])] if job != drop]
            kept = json.dumps(new[-MOST_A_CITIZEN:])
            if stored is None:
                done = self._store.claim(_LINE, citizen, kept, KEPT_S)
            else:
                done = self._store.swap(_LINE, citizen, stored, kept, KEPT_S)
            if done:
                return tuple(new[:-MOST_A_CITIZEN]) if add else tuple(new)


def _write(job: Job) -> str:
    return json.dumps(asdict(job), ensure_ascii=False)
