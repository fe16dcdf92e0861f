"""Properties of the check over every figure of two reports: spelling never matters, a changed digit always does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from check_world import ask, report
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from report_bot.bot.check_figures import check_figures
from report_bot.bot.check_types import Verdict
from report_bot.bot.dated import dated
from report_bot.ingest.types import Figure, Measure, Passage

_WHOLE = "零一二三四五六七八九"
_ASCII, _WIDE, _HAN = "0123456789", "０１２３４５６７８９", _WHOLE[1:]
_DIGITS = _ASCII + _WIDE + _HAN


@dataclass(frozen=True)
class Said:
    """A figure with a right sentence on it, cut before and after the number."""

    name: str
    figure: Figure
    passage: Passage
    before: str
    after: str

    def verdict(self, number: str) -> Verdict:
        question = ask(self.name, "报告怎么说")
        answer = f"{self.before}{number}{self.after}"
        checks = check_figures(answer, [self.passage], question, report(self.name).report)
        return next(
            (c.verdict for c in checks if c.start <= len(self.before) < c.end or c.start >= len(self.before)),
            Verdict.NOT_FOUND,
        )


def _said() -> list[Said]:
    found = []
    for name in ("shipped", "invented"):
        read = report(name)
        for passage in read.passages:
            for figure in passage.figures:
                answer = f"{dated(figure, passage, read.report)}[1]。"
                at = answer.rfind(figure.text)
                if figure.period is None or at < 0 or figure.upper is not None:
                    continue
                said = Said(name, figure, passage, answer[:at], answer[at + len(figure.text) :])
                if said.verdict(figure.text) is Verdict.SUPPORTED:
                    found.append(said)
    return found


SAID = _said()
PLAIN = [s for s in SAID if s.figure.text[0].isdigit() and s.figure.measure is not Measure.RANK]


def _chinese(value: Decimal) -> str:
    """A value below 10000 in Chinese numerals, decimals with 点."""
    whole, _, rest = format(value, "f").partition(".")
    digits, text, zero = whole.rjust(4, "0"), "", False
    for digit, unit in zip(digits, ("千", "百", "十", ""), strict=True):
        if digit == "0":
            zero = bool(text)
            continue
        text += ("零" if zero else "") + _WHOLE[int(digit)] + unit
        zero = False
    text = text.removeprefix("一") if text.startswith("一十") else text
    return (text or "零") + (f"点{''.join(_WHOLE[int(d)] for d in rest)}" if rest.strip("0") else "")


def _spellings(figure: Figure) -> list[str]:
    """Other spellings of a figure: with 万 or 亿 or without, digits grouped or full-width, Chinese numerals."""
    value, unit = figure.value, figure.unit
    tail = re.sub(r"^[\d.,]+(?:万亿|亿|万)?[余多]?", "", figure.text)
    some = "".join(c for c in figure.text if c in "余多")
    plain = format(value.normalize(), "f")
    found = [figure.text, figure.text.translate({code: code + 0xFEE0 for code in range(48, 58)})]
    if unit == "%":
        return [*found, f"百分之{plain}", f"百分之{_chinese(value)}", figure.text.replace("%", "％")]
    if value == value.to_integral_value():
        found += [f"{plain}{some}{tail}", f"{int(value):,}{some}{tail}"]
    for word, power in (("万", 4), ("亿", 8)):
        scaled = value.scaleb(-power).normalize()
        if scaled >= Decimal("0.1"):
            found.append(f"{format(scaled, 'f')}{word}{some}{tail}")
            if scaled < 10000 and not some:
                found.append(f"{_chinese(scaled)}{word}{tail}")
    return found


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_spelling_never_changes_the_verdict(data: st.DataObject) -> None:
    """5.9万人 = 59000人 = 59,000人 = ５.９万人 = 五点九万人; 5.5% = 百分之五点五."""
    said = data.draw(st.sampled_from(PLAIN))
    number = data.draw(st.sampled_from(_spellings(said.figure)))
    assert said.verdict(number) is Verdict.SUPPORTED, f"{said.before}{number}{said.after}"


@settings(deadline=None, max_examples=800)
@given(st.data())
def test_a_changed_digit_is_never_supported(data: st.DataObject) -> None:
    """Whatever digit of a licensed figure is changed, ASCII, full-width or Chinese, it is licensed no more."""
    said = data.draw(st.sampled_from(PLAIN))
    number = data.draw(st.sampled_from([s for s in _spellings(said.figure) if any(c in _DIGITS for c in s)]))
    at = data.draw(st.sampled_from([i for i, c in enumerate(number) if c in _DIGITS]))
    row = next(row for row in (_ASCII, _WIDE, _HAN) if number[at] in row)
    digit = data.draw(st.sampled_from(row))
    assume(digit != number[at])
    changed = number[:at] + digit + number[at + 1 :]
    assert said.verdict(changed) is not Verdict.SUPPORTED, f"{said.before}{changed}{said.after}"


def test_most_figures_are_covered() -> None:
    """The two properties speak of nearly every figure of the reports."""
    figures = [
        f for name in ("shipped", "invented") for f in report(name).figures if f.period and f.upper is None
    ]
    assert len(SAID) >= 0.95 * len(figures)
