"""The check of quotations, names and claims."""

from __future__ import annotations

import pytest
import yaml
from check_world import CASES, ask, passage, report

from report_bot.bot.check_quotes import check_quotes
from report_bot.bot.check_types import QuoteCheck, Verdict


def _checks(answer: str, cite: list[str], question: str = "报告怎么说") -> tuple[QuoteCheck, ...]:
    passages = tuple(passage("shipped", piece) for piece in cite) or report("shipped").passages
    return check_quotes(answer, passages, ask("shipped", question), report("shipped").report)


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((CASES / "shipped.quotes.yaml").read_text(encoding="utf-8")),
    ids=lambda c: c["a"][:24],
)
def test_cases(case: dict[str, object]) -> None:
    """Invented names and measures are refused, the report's own in plain words are not."""
    checks = _checks(str(case["a"]), list(case.get("cite", ())), str(case["q"]))  # type: ignore[call-overload]
    wrong = [(c.kind, c.text, c.reason) for c in checks if c.verdict is not Verdict.SUPPORTED]
    assert (not wrong) == case["ok"], wrong


def test_quotation_must_stand_in_the_cited_sentence() -> None:
    """Right words with a wrong citation are not supported, and the reason says so."""
    answer = "今年打造“诚信淄博”品牌[1]。"
    (check,) = [c for c in _checks(answer, ["36项看病就医"]) if c.kind == "quotation"]
    assert check.verdict is Verdict.NOT_FOUND and "别处" in check.reason
    assert answer[check.start : check.end] == check.text == "诚信淄博"


def test_meaning_decides_only_in_doubt() -> None:
    """`near` is asked where the words leave doubt, and not where they are clear."""
    asked: list[str] = []

    def near(said: str, source: str) -> float:
        asked.append(said)
        return 1.0

    cited = (passage("shipped", "强化综合防治、协同控制"),)
    question = ask("shipped", "怎么改善空气")
    clear, doubtful = (
        "强化综合防治、协同控制，加强重污染天气应对[1]。",
        "加强防治、组织应对，认真协同，仔细巩固服务，配合控制[1]。",
    )
    check_quotes(clear, cited, question, report("shipped").report, near)
    assert asked == []
    checks = check_quotes(doubtful, cited, question, report("shipped").report, near)
    assert asked and all(c.verdict is Verdict.SUPPORTED for c in checks if c.kind == "claim")
