"""Release gates: “wrong=0,right>=0.97” against the numbers of a run."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from report_bot.ingest.errors import SettingsInvalid

from .summary import Summary

_VALUES: dict[str, Callable[[Summary], float | None]] = {
    "wrong": lambda s: s.wrong_figures,
    "right": lambda s: s.right.value,
    "refusal": lambda s: s.refusal_recall.value,
    "false_refusal": lambda s: s.false_refusals.value,
    "year_confusion": lambda s: s.year_confusions,
    "citation": lambda s: s.citation.value,
    "unscored": lambda s: s.unscored,
    "forbidden": lambda s: s.forbidden,
}
_OPERATORS = {
    "==": operator.eq, "=": operator.eq, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt
}  # fmt: skip
_CONDITION = re.compile(r"\s*([a-z_]+)\s*(==|>=|<=|=|>|<)\s*(\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand of a gate, such as right>=0.97."""

    name: str
    sign: str
    bound: float

    def value(self, summary: Summary) -> float | None:
        return _VALUES[self.name](summary)

    def met(self, summary: Summary) -> bool:
        """A share of nothing meets no demand: nobody has shown that it holds."""
        value = self.value(summary)
        return value is not None and bool(_OPERATORS[self.sign](value, self.bound))

    def __str__(self) -> str:
        return f"{self.name}{self.sign}{self.bound:g}"


def read_gate(written: str) -> tuple[Condition, ...]:
    """The demands of a gate. Raises SettingsInvalid saying what can be written."""
    conditions = []
    for part in written.split(","):
        match = _CONDITION.fullmatch(part)
        if match is None or match[1] not in _VALUES:
            raise SettingsInvalid(
                f"--gate 里看不懂“{part.strip()}”。写法如 wrong=0,right>=0.97；"
                f"可用的名称：{'、'.join(_VALUES)}；可用的符号：= == >= <= > <。"
            )
        conditions.append(Condition(match[1], match[2], float(match[3])))
    return tuple(conditions)


def gate_report(conditions: tuple[Condition, ...], summary: Summary) -> tuple[bool, str]:
    """Whether all demands are met, and a line for each that says so."""
    lines = []
    for condition in conditions:
        value = condition.value(summary)
        got = "没有可算的题" if value is None else f"{value:.4g}"
        lines.append(f"{'达到' if condition.met(summary) else '未达到'}：{condition}（实为 {got}）")
    return all(c.met(summary) for c in conditions), "\n".join(lines)
