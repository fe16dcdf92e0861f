"""The interface as OpenAPI describes it, driven with made-up requests: never a 5xx, always as described."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode, checks

EXAMPLES = 8  # of each endpoint and kind; enough to meet each field's borders, short enough for every run
CHECKS: Any = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
DESCRIBED = {
    "POST /api/ask",
    "POST /api/feedback",
    "GET /api/report",
    "GET /api/passages/{passage_id}",
    "GET /v1/models",
    "POST /v1/chat/completions",
}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["sound", "unsound"])
def test_no_request_that_can_be_made_up_breaks_the_interface(running: Any, mode: GenerationMode) -> None:
    """Status, content type and body of every answer are those that are described, for sound and unsound requests."""
    schema = schemathesis.openapi.from_url(f"{running.url}/api/openapi.json")
    driven = set()
    for result in schema.get_all_operations():
        operation = result.ok()
        driven.add(operation.label)
        if mode is GenerationMode.NEGATIVE and operation.label == "GET /v1/models":
            continue  # takes nothing that could be unsound

        @settings(
            max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(mode))
        def drive(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS)

        drive()
    assert driven == DESCRIBED
