"""The question set as a whole: every figure known, every known figure asked twice, development and held apart.

Held-out questions are counted here and never shown: what a failing test prints are ids and figures of the report.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from report_bot.eval.grade_figures import spelt
from report_bot.eval.grade_types import REFUSALS
from report_bot.eval.graders import must_refuse
from report_bot.eval.known import KNOWN_FIGURES
from report_bot.eval.question_set import FOLDER, EvalQuestion, load_questions
from report_bot.eval.run import SUITES
from report_bot.eval.sources import INVENTED, Source, load_source
from report_bot.eval.yaml_file import read_yaml

STATUSES = REFUSALS | {"answered", "partial", "greeting", "clarify"}
SHIPPED = "zibo-2024"
# A Chinese numeral that counts or ranks: 十连冠, 第二, 五项. Names and idioms (四强, 一体化) have no unit behind them.
_CHINESE = re.compile(
    r"第[一二三四五六七八九十]+(?=[；，。、位名次])|[一二三四五六七八九十百千万]+(?:连冠|成以上|倍)"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@cache
def questions(split: str) -> tuple[EvalQuestion, ...]:
    return load_questions(split)


@cache
def source() -> Source:
    found = load_source(SHIPPED)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def all_questions() -> tuple[EvalQuestion, ...]:
    return (*questions("dev"), *questions("held"))


def test_every_number_of_the_shipped_report_is_known_or_excluded_for_a_reason() -> None:
    """Whoever adds a figure to the report has to say what it is."""
    text = source().report.text
    data = read_yaml(KNOWN_FIGURES / f"{SHIPPED}.yaml")
    taken = [(k.start, k.end) for k in source().known]
    for entry in data["exclusions"]:
        assert entry["reason"] and entry["written"] in entry["quote"]
        places = [m.start() for m in re.finditer(re.escape(entry["quote"]), text)]
        assert len(places) == entry["count"], entry
        at = entry["quote"].index(entry["written"])
        taken += [(place + at, place + at + len(entry["written"])) for place in places]
    body = text.index(source().passages[0].text)
    loose = [
        (m[0], text[max(0, m.start() - 12) : m.end() + 8])
        for pattern in (_DIGITS, _CHINESE)
        for m in pattern.finditer(text, body)
        if not any(start <= m.start() and m.end() <= end for start, end in taken)
    ]
    assert not loose


def test_every_known_figure_is_asked_for_at_least_twice(all_questions: tuple[EvalQuestion, ...]) -> None:
    """A question covers a figure when its gold quote holds it and one of its must-spellings writes it."""
    asked = [q for q in all_questions if q.report == SHIPPED]
    covered: Counter[int] = Counter()
    for question in asked:
        spans = source().gold(question)
        spellings = [s for entry in question.must for s in entry]
        for known in source().known:
            written = known.written
            number = re.match(r"第?[\d.—]+|第?[一二三四五六七八九十]+", written)
            inside = any(start < known.end and known.start < end for start, end in spans)
            if inside and number and any(next(spelt(number[0], s), None) or s in written for s in spellings):
                covered[known.start] += 1
    lacking = [
        (k.written, k.names[0], k.period, covered[k.start]) for k in source().known if covered[k.start] < 2
    ]
    assert not lacking


def test_there_are_enough_of_each(all_questions: tuple[EvalQuestion, ...]) -> None:
    held = questions("held")
    refuse = [q for q in all_questions if must_refuse(q)]
    near = [q for q in refuse if q.kind == "nearmiss"]
    counts = {"all": len(all_questions), "held": len(held), "refuse": len(refuse), "near misses": len(near)}
    assert len(all_questions) >= 600, counts
    assert len(refuse) >= 120 and len(near) * 3 >= 120, counts
    assert len(held) * 5 >= len(all_questions) * 0.95, counts
    assert {q.report for q in held} - {SHIPPED}, "a part of the held questions is over another report"


def test_development_and_held_questions_share_no_indicator() -> None:
    groups = {split: {(q.report, q.group) for q in questions(split)} for split in ("dev", "held")}
    assert not groups["dev"] & groups["held"]


def test_ids_are_unique_and_words_are_from_the_lists(all_questions: tuple[EvalQuestion, ...]) -> None:
    assert not [name for name, n in Counter(q.id for q in all_questions).items() if n > 1]
    kinds = {kind for suite in SUITES.values() for kind in suite}
    assert not [q.id for q in all_questions if q.kind not in kinds]
    assert not [q.id for q in all_questions if not q.status or set(q.status) - STATUSES]
    assert not [q.id for q in all_questions if not q.turns or not all(t.strip() for t in q.turns)]


def test_every_gold_place_stands_in_its_report(all_questions: tuple[EvalQuestion, ...]) -> None:
    sources = {report: load_source(report) for report in {q.report for q in all_questions}}
    lost = []
    for question in all_questions:
        found = sources[question.report]
        try:
            if found is not None:
                found.gold(question)
        except (ValueError, IndexError):
            lost.append(question.id)
    assert not lost


def test_other_reports_questions_hold_none_of_their_text() -> None:
    """Offsets only: the other real reports are not ours to ship."""
    invented = {path.stem for path in INVENTED.glob("*.txt")}
    quoting = [
        path.name
        for path in sorted(Path(FOLDER).glob("*.yaml"))
        for item in read_yaml(path)
        if item.get("report", path.name.split(".")[0]) not in {SHIPPED, *invented}
        and any(
            isinstance(entry, str) for entry in [*(item.get("gold") or []), *(item.get("gold_all") or [])]
        )
    ]
    assert not quoting
