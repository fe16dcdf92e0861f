"""What the server counts, for Prometheus. Several processes add up where PROMETHEUS_MULTIPROC_DIR is set."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from report_bot.bot.types import Answer

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # prometheus_client's own variable; ui/workers.py sets it
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40)


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        here = self._registry
        self._requests = Counter(
            "reportbot_requests", "HTTP requests", ("method", "route", "status"), registry=here
        )
        self._seconds = Histogram(
            "reportbot_request_seconds", "Time to the end of a response", ("route",), registry=here, buckets=_SECONDS
        )  # fmt: skip
        self._answers = Counter("reportbot_answers", "Answers given", ("status", "mode"), registry=here)
        self._answer_seconds = Histogram(
            "reportbot_answer_seconds", "Time to make an answer", ("mode",), registry=here, buckets=_SECONDS
        )
        self._fallbacks = Counter(
            "reportbot_model_fallbacks", "Answers quoted because the model's words were not usable", ("why",), registry=here
        )  # fmt: skip
        self._turned_away = Counter("reportbot_turned_away", "Requests not served", ("why",), registry=here)
        self._in_flight = Gauge(
            "reportbot_answers_in_flight", "Answers being made", registry=here, multiprocess_mode="livesum"
        )

    def answered(self, answer: Answer) -> None:
        """A listener of the Desk."""
        self._answers.labels(answer.status.value, answer.mode.value).inc()
        self._answer_seconds.labels(answer.mode.value).observe(answer.elapsed_ms / 1000)
        if answer.fallback:
            self._fallbacks.labels(answer.fallback).inc()

    def requested(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def turned_away(self, why: str) -> None:
        """`why`: rate, busy, size, key."""
        self._turned_away.labels(why).inc()

    def page(self, in_flight: int) -> bytes:
        """All of it in Prometheus' text format."""
        self._in_flight.set(in_flight)
        registry = self._registry
        if SHARED_FOLDER in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
