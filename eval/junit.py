"""A run as JUnit XML, which CI systems show: a test case a question, a suite a kind."""

from __future__ import annotations

import re
from pathlib import Path

from .grade_types import Outcome
from .run import Result, Run
from .summary import KINDS

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(run: Run, path: Path) -> None:
    """Wrong is a failure; unscored is skipped, and an error where there was no answer."""
    from junitparser import JUnitXml, TestSuite

    xml = JUnitXml("report-bot eval")
    for kind in dict.fromkeys(r.kind for r in run.results):
        suite = TestSuite(KINDS.get(kind, kind))
        for result in run.results:
            if result.kind == kind:
                suite.add_testcase(_case(result))
        xml.add_testsuite(suite)
    xml.update_statistics()  # type: ignore[no-untyped-call]  # only partly typed
    xml.write(str(path), pretty=True)


def _case(result: Result):  # type: ignore[no-untyped-def]  # only partly typed
    from junitparser import Error, Failure, Skipped, TestCase

    name = f"{result.id} {' / '.join(result.turns)}" + (f" #{result.repeat}" if result.repeat > 1 else "")
    case = TestCase(_sound(name), classname=f"report_bot.eval.{result.kind}")
    case.time = (result.reply.elapsed_ms or 0.0) / 1000
    notes = _sound("；".join(result.grade.notes))
    details = _sound("\n".join((f"回答：{result.reply.text}", *result.expected)))
    if result.reply.error:
        case.result = [Error(notes, "no answer")]
    elif result.grade.overall is Outcome.WRONG:
        failure = Failure(notes, "wrong")
        failure.text = details
        case.result = [failure]
    elif result.grade.overall is Outcome.UNSCORED:
        case.result = [Skipped(notes)]
    return case


def _sound(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("�", text)
