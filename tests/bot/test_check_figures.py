"""The check of figures: no wrong figure passes, hardly a right one is refused."""

from __future__ import annotations

import pytest
from check_world import Case, ask, cases, passage, report

from report_bot.bot.check_figures import check_figures
from report_bot.bot.check_types import FigureCheck, Verdict

_REFUSED_AT_MOST = 0.03


def _checks(case: Case) -> tuple[FigureCheck, ...]:
    return check_figures(case.answer, case.passages, case.question, case.read.report)


def _tally(chosen: list[Case]) -> tuple[list[str], list[str], int]:
    """Answers whose wrong figure passed, answers whose right figure was refused, and the number of right figures."""
    passed, refused, right = [], [], 0
    for case in chosen:
        got = [c.verdict is Verdict.SUPPORTED for c in _checks(case)]
        want = [w == "S" for w in case.want]
        if len(got) != len(want):
            (passed if not all(want) and all(got) else refused).append(case.answer)
            continue
        right += sum(want)
        passed += [case.answer for g, w in zip(got, want, strict=True) if g and not w]
        refused += [case.answer for g, w in zip(got, want, strict=True) if w and not g]
    return passed, refused, right


@pytest.mark.parametrize("part", ["dev", "held"])
@pytest.mark.parametrize("name", ["shipped", "invented"])
def test_cases(name: str, part: str) -> None:
    """Wrong figures let through: none. Right figures refused: at most 3 %. Precision and recall are printed (pytest -rP)."""
    passed, refused, right = _tally(cases(name, part))
    kept = right - len(refused)
    print(f"{name} {part}: precision {kept / (kept + len(passed)):.3f}, recall {kept / right:.3f} of {right}")
    assert passed == []
    assert len(refused) <= _REFUSED_AT_MOST * right, refused


def test_there_are_enough_cases() -> None:
    """At least 200 cases over the shipped report and 30 over another one, a third or so unseen."""
    assert sum(len(cases("shipped", part)) for part in ("dev", "held")) >= 200
    assert sum(len(cases("invented", part)) for part in ("dev", "held")) >= 30


def test_places_and_sources() -> None:
    """A check says where its figure stands in the answer, formatting included, and what licenses it."""
    answer = "1. 去年城镇新增就业**5.9 万人**[1]。"
    (check,) = check_figures(
        answer,
        [passage("shipped", "城镇新增就业5.9万人")],
        ask("shipped", "去年新增就业"),
        report("shipped").report,
    )
    assert answer[check.start : check.end] == check.text == "5.9 万人"
    assert check.verdict is Verdict.SUPPORTED and check.value == 59000 and check.unit == "人"
    assert check.figure is not None and check.figure.indicator == "城镇新增就业"
    assert check.passage is not None and check.figure.text in check.passage.text


def test_reason_says_what_is_wrong() -> None:
    """Another year, a dropped qualifier and a value nobody gives are told apart."""
    read = report("shipped")
    sources = [passage("shipped", "城镇新增就业5.9万人"), passage("shipped", "主要预期目标建议为")]

    def check(answer: str) -> FigureCheck:
        return check_figures(answer, sources, ask("shipped", "就业和经济"), read.report)[0]

    assert check("2022年城镇新增就业5.9万人[1]。").reason.startswith("时间不同")
    assert "以上" in check("今年地区生产总值增长目标是5%[2]。").reason
    assert check("去年新建体育馆7座[1]。").verdict is Verdict.NOT_FOUND


def test_no_claims() -> None:
    """Years, list numbers, marks, names of the report and the hotline are no figures."""
    read = report("shipped")
    answer = "1、2023年（去年）聚焦“3510”发展目标。\n2、可拨打12345热线。"
    assert check_figures(answer, read.passages, ask("shipped", "发展目标"), read.report) == ()


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "\n\n",
        "[1]",
        "。",
        "？？？",
        "5",
        "%",
        "万",
        "一",
        "1.",
        "(5.9万人",
        "“5.9万人",
        "去年",
        "9" * 400,
        "\ud800 3万人",
    ],
)
def test_odd_answers_end_in_a_verdict(answer: str) -> None:
    """Nothing that a model may write raises, and odd text licenses nothing."""
    read = report("shipped")
    checks = check_figures(answer, read.passages[:5], ask("shipped", "去年GDP"), read.report)
    assert all(c.verdict is not Verdict.SUPPORTED for c in checks)
