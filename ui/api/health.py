"""GET /healthz, /readyz and /metrics: for whoever keeps the service running."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from report_bot.ui.desk import Desk
from report_bot.ui.metrics import Metrics


class Readiness:
    """Whether the process can answer at once: index read, dictionaries and embedder loaded, not on its way out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._warm = threading.Event()
        self.leaving = False

    def warm_up(self) -> None:
        """Let the first citizen not wait. What is wrong here, the first question will say."""
        with suppress(Exception):
            for question in self._desk.examples(None, 1):
                self._desk.bot.ask(question, worded=False)
            self._warm.set()
            from report_bot.ui.plot import warm  # for the page's plots, half a second later

            warm()
            self._desk.bot.load_model()

    def state(self) -> dict[str, Any]:
        """`model`: none, ready, or resting after faults; then the report's own words are given, which is ready enough."""
        index = bool(self._desk.cards())
        warm = self._warm.is_set()
        return {
            "ready": index and warm and not self.leaving,
            "index": "loaded" if index else "missing",
            "embedder": "warm" if warm else "loading",
            "model": self._desk.bot.model_state(),
            "answers_in_flight": self._desk.in_flight,
        }


def health_router(desk: Desk, readiness: Readiness, metrics: Metrics) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    # async: answered by the event loop itself, also where every thread is busy with an answer
    @router.get("/healthz")
    async def alive() -> dict[str, bool]:
        return {"alive": True}

    @router.get("/readyz")
    async def ready() -> JSONResponse:
        state = readiness.state()
        return JSONResponse(state, 200 if state["ready"] else 503)

    @router.get("/metrics")
    def counted() -> Response:
        return Response(metrics.page(desk.in_flight), media_type=CONTENT_TYPE_LATEST)

    return router
