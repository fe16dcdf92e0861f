"""What words answers behind the citizens' backs: takes jobs from the store, also those that a killed process left."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import TypeVar

from report_bot.ingest.errors import Busy, ReportBotError
from report_bot.ui.wechat.pending import Job, Pending, State

Result = TypeVar("Result")
_log = logging.getLogger(__name__)

_LOOK_S = 1.5  # how often to look for what others left, and to renew what is being done
_MOST_TRIES = 5
BACKLOG = 2000  # jobs waiting; above that citizens are not offered what they would not get in time


class Workers:
    """Runs jobs in threads, as many as `at_once`. `work` gives a job in its final state, or raises.

    The threads end with the process: what they were at stays in the store for the next one.
    """

    def __init__(self, pending: Pending, at_once: int, work: Callable[[Job], Job]) -> None:
        self._pending, self._work, self._at_once = pending, work, at_once
        self._woken, self._lock = threading.Event(), threading.Lock()
        self._stopping, self._waiting = False, 0
        self._running: set[str] = set()
        self._helping = 0
        self._thread: threading.Thread | None = None

    @property
    def crowded(self) -> bool:
        """Whether more jobs wait than can be done in reasonable time."""
        return self._waiting > BACKLOG

    def start(self) -> None:
        self._stopping = False
        self._thread = threading.Thread(target=self._look, name="wechat-jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Begin nothing new, and let other processes have what is being done here."""
        self._stopping = True
        self._woken.set()
        if self._thread is not None:
            self._thread.join(5)
        for job_id in tuple(self._running):
            try:
                self._pending.release(job_id)
            except ReportBotError:
                return  # the leases run out by themselves

    def wake(self) -> None:
        """There is a new job."""
        self._woken.set()

    def help(self, act: Callable[[], Result]) -> Future[Result] | None:
        """Run something that nobody waits for longer than a moment; None where there is no room for it."""
        with self._lock:
            if self._helping + len(self._running) >= self._at_once:
                return None
            self._helping += 1
        future: Future[Result] = Future()

        future.set_running_or_notify_cancel()  # nobody takes it back, though nobody may wait for it any more

        def run() -> None:
            try:
                future.set_result(act())
            except Exception as error:
                future.set_exception(error)
            finally:
                with self._lock:
                    self._helping -= 1
                self._woken.set()

        threading.Thread(target=run, name="wechat-model", daemon=True).start()
        return future

    def _look(self) -> None:
        while not self._stopping:
            self._woken.wait(_LOOK_S)
            self._woken.clear()
            try:
                with self._lock:
                    running = tuple(self._running)
                for job_id in running:
                    self._pending.renew(job_id)
                self._begin()
            except Exception as error:  # this thread must outlive whatever goes wrong in one round
                _log.warning("wechat: pending answers cannot be looked at (%s)", type(error).__name__)
                time.sleep(_LOOK_S)

    def _begin(self) -> None:
        todo = self._pending.todo()
        self._waiting = len(todo)
        for job_id in todo:
            with self._lock:
                if self._stopping or self._helping + len(self._running) >= self._at_once:
                    return
                if job_id in self._running:
                    continue
                if not self._pending.lease(job_id):
                    continue
                self._running.add(job_id)
            threading.Thread(target=self._do, args=(job_id,), name="wechat-model", daemon=True).start()

    def _do(self, job_id: str) -> None:
        try:
            job = self._pending.get(job_id)
            if job is None:
                self._pending.forget(job_id)
                return
            if job.tries >= _MOST_TRIES:  # it failed, or brought down, every process that tried
                self._pending.finished(replace(job, state=State.NONE))
                return
            tried = replace(job, tries=job.tries + 1)
            self._pending.update(tried)
            try:
                self._pending.finished(self._work(tried))
            except Busy:
                self._pending.update(job)
        except Exception as error:  # its lease runs out, and then somebody tries again
            _log.warning("wechat: pending answer will be tried again (%s)", type(error).__name__)
        finally:
            with self._lock:
                self._running.discard(job_id)
            self._woken.set()
