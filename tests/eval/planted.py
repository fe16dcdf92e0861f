"""Wrong bots, built on the known figures and the questions' own answers: each fails in one way and in no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_bot.eval.grade_figures import asked_known
from report_bot.eval.grade_types import REFUSALS, Reply
from report_bot.eval.graders import must_refuse
from report_bot.eval.known import KnownFigure, same_name
from report_bot.eval.question_set import EvalQuestion
from report_bot.eval.sources import Source

DENIAL = "报告里没有提到这一点。"
_QUALIFIERS = re.compile(
    r"预计|突破|超过|超|不低于|不少于|不超过|接近|近|大约|约|以上|及以上|左右|上下|以内|余(?=[张个家人])|多(?=[张个家人])"
)
FIGURES = ("figure", "growth", "share", "rank", "followup", "premise")


class HonestBot:
    """Says what must be said, cites what must be cited, refuses what must be refused: the measure of the others."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def ask(self, question: EvalQuestion) -> Reply:
        status = question.status[0]
        if must_refuse(question):
            return Reply(DENIAL, status, True, ())
        said = "，".join(entry[0] for entry in question.must)
        if question.kind == "partial" or (status == "partial" and not said):
            return self.reply(question, f"{DENIAL}相近的内容见引用。", "partial")
        if status == "partial":
            return self.reply(question, f"报告里说：{said}。另一半{DENIAL}", "partial")
        return self.reply(question, f"报告里说：{said}。", status)

    def reply(self, question: EvalQuestion, text: str, status: str = "answered") -> Reply:
        return Reply(text, status, status in REFUSALS, self.sentences(question))

    def sentences(self, question: EvalQuestion) -> tuple[str, ...]:
        spans = [self.source.sentence(span) for span in self.source.gold(question)]
        return tuple(self.source.report.text[a:b].strip() for a, b in dict.fromkeys(spans))

    def planted(self, question: EvalQuestion) -> bool:
        """Whether this bot goes wrong on the question."""
        return False


class _FalseFigures(HonestBot):
    def ask(self, question: EvalQuestion) -> Reply:
        if not self.planted(question):
            return super().ask(question)
        other = next(self.false_ones(question))
        return self.reply(question, f"{question.group}{other.qualifier.replace('、', '')}{other.written}。")

    def planted(self, question: EvalQuestion) -> bool:
        return (
            question.kind in FIGURES
            and bool(question.must)
            and next(self.false_ones(question), None) is not None
        )

    def asked(self, question: EvalQuestion) -> tuple[KnownFigure, ...]:
        return asked_known(question, self.source)

    def false_ones(self, question: EvalQuestion) -> Iterator[KnownFigure]:
        raise NotImplementedError


class SwapsYears(_FalseFigures):
    """Gives the same indicator's figure of the other year."""

    def false_ones(self, question: EvalQuestion) -> Iterator[KnownFigure]:
        for asked in self.asked(question):
            for other in self.source.known:
                same = same_name(other.names[0], asked.names) and other.unit == asked.unit
                if (
                    same
                    and other.measure == asked.measure
                    and other.period != asked.period
                    and other.value != asked.value
                ):
                    yield other


class TakesTheNeighbours(_FalseFigures):
    """Gives the figure beside the asked one in its sentence."""

    def false_ones(self, question: EvalQuestion) -> Iterator[KnownFigure]:
        for asked in self.asked(question):
            for other in self.source.known_in(self.source.sentence((asked.start, asked.end))):
                if not same_name(other.names[0], asked.names) and other.value != asked.value:
                    yield other


class DropsQualifiers(HonestBot):
    """Says 4500亿 where the report says 突破4500亿."""

    def ask(self, question: EvalQuestion) -> Reply:
        honest = super().ask(question)
        return self.reply(question, self.stripped(honest.text)) if self.planted(question) else honest

    def planted(self, question: EvalQuestion) -> bool:
        wants = any(all(_QUALIFIERS.search(s) for s in entry) for entry in question.must)
        return question.kind in FIGURES and wants

    def stripped(self, text: str) -> str:
        return _QUALIFIERS.sub("", text)


class AlwaysRefuses(HonestBot):
    def ask(self, question: EvalQuestion) -> Reply:
        return Reply(DENIAL, "not_in_report", True, ())


class NeverRefuses(HonestBot):
    """Has a figure for everything."""

    def ask(self, question: EvalQuestion) -> Reply:
        if not self.planted(question):
            return super().ask(question)
        return Reply("报告里写了：突破4500亿元。", "answered", False, (self.source.passages[10].text,))

    def planted(self, question: EvalQuestion) -> bool:
        return must_refuse(question) and "answered" not in question.status
