"""Grades the figures that an answer asserts: which may be said, and which must be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .grade_types import Outcome
from .known import KnownFigure, same_name
from .question_set import EvalQuestion
from .sources import Source, Span
from .written_figures import WrittenFigure, written_figures

Figures = tuple[WrittenFigure, ...]
Verdict = tuple[Outcome, tuple[str, ...]]

WORDY = ("policy", "list")  # their answers quote whole clauses of the report
SUMS = ("difference", "pair", "premise", "followup")  # their answers may work out a difference
DENIAL = re.compile(
    r"没有?(?:在报告里)?(?:直接|明确|单独)?(?:提|写|说明|给出|公布|找到|查到|涉及|包含|列出|相关|这[一个项])|未(?:直接|明确)?(?:提|写|找到|涉及|包含|公布|说明|给出|列出)"
    r"|无法(?:回答|提供|确[定认]|得知|查|给出)|(?:不能|没法|难以)(?:回答|提供|照办|确[定认]|给出)|不(?:知道|清楚|掌握)|查不到|找不到|不包含|不包括|不涉及"
)
_NEGATED = re.compile(
    r"没有|没|未|并非|不是|不对|不实|有误|不一样|不符|不一致|您(?:说|提到|问|输入)的|你(?:说|提到|问)的|而非|而不是"
)
_SECTION_NAME = re.compile(r"(?<=在“)[^。；]*?(?=”(?:部分|一节|一章))")
_GRADE = re.compile(r"[一二三四五六七八九十]+[级期]")
_CLAUSE_END = re.compile(r"[，。；！？\n：]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer's text with the figures that it asserts."""

    text: str
    figures: Figures


def spoken(question: EvalQuestion, text: str) -> Spoken:
    """What an answer asserts: its figures, without those of the user's that it denies."""
    asked = [f for turn in question.turns for f in written_figures(turn)]
    text = _SECTION_NAME.sub(lambda m: " " * len(m[0]), text)  # a section's title claims nothing

    def denied(figure: WrittenFigure) -> bool:
        if not any(figure.same_amount(f) for f in asked):
            return False
        clause_start = max((m.end() for m in _CLAUSE_END.finditer(text, 0, figure.start)), default=0)
        stop = re.compile(r"[。；！？\n]").search(text, figure.end)
        after = text[figure.end : stop.start() if stop else len(text)]
        return bool(
            _NEGATED.search(text[clause_start : figure.start])
            or re.match(
                r"[^，。；]{0,12}?(?:不对|有误|不实|不符|不一致|不一样|没有依据|并?不准确|不是)", after
            )
        )

    return Spoken(text, tuple(f for f in written_figures(text) if not denied(f)))


def _figures_of(spellings: Sequence[str]) -> Figures:
    return tuple(f for spelling in spellings for f in written_figures(spelling))


def must_figures(question: EvalQuestion) -> Figures:
    return _figures_of([s for entry in question.must for s in entry])


def asked_known(question: EvalQuestion, source: Source) -> tuple[KnownFigure, ...]:
    """The known figures that a question asks for: those in its gold quotes whose value it wants, or all of them."""
    inside = [k for span in source.gold(question) for k in source.known_in(span)]
    wanted = must_figures(question)
    if not wanted:
        return tuple(inside)
    return tuple(
        k
        for k in inside
        if any(w.same_amount(f) for w in wanted for f in source.figures_in((k.start, k.end)))
    )


def allowed_figures(question: EvalQuestion, source: Source | None) -> Figures:
    """What may be said: must, allow, and of the gold sentences the same indicator's figures (all, for policy and lists)."""
    said = must_figures(question) + _figures_of(question.allow or ())
    if source is None:
        return said
    spans = [source.sentence(span) for span in source.gold(question)]
    if question.kind in WORDY:
        return said + tuple(f for span in spans for f in source.figures_in(span))
    asked = asked_known(question, source)
    names = [name for k in asked for name in k.names]
    echoed = _figures_of(question.turns)
    for span in spans:  # what is part of a name claims nothing: 收入超过10万元的户, 13个设区市
        for figure in source.figures_in(span):
            named = (
                not source.known_in((figure.start, figure.end)) if source.known else _is_name(source, figure)
            )
            if named or any(figure.same_amount(f) for f in echoed):
                said += (figure,)
    sorts = {(k.measure, k.unit) for k in asked}  # beside a level its growth or rank, never another level
    near = [
        k
        for span in spans
        for k in source.known_in(span)
        if same_name(k.names[0], names) and (k.measure, k.unit) not in sorts
    ]
    return said + tuple(f for k in (*asked, *near) for f in source.figures_in((k.start, k.end)))


def _is_name(source: Source, figure: WrittenFigure) -> bool:
    """Whether a numeral of a report whose figures nobody listed says of what kind something is: 三级医院, 二期, 连续五年."""
    return bool(_GRADE.fullmatch(figure.text)) or source.report.text[: figure.start].endswith("连续")


def grade_wrong_figure(question: EvalQuestion, answer: Spoken, source: Source | None) -> Verdict:
    """Wrong where a figure is asserted that may not be; unscored where nobody has said whether it may."""
    allowed = allowed_figures(question, source)
    met = any(_is_said(s, answer) for entry in question.must for s in entry)
    if must_figures(question) and not met and not DENIAL.search(answer.text):
        allowed = must_figures(question)  # the others may stand beside what was asked for, not in its place
    wrong: list[str] = []
    unsure: list[str] = []
    for figure in answer.figures:
        if any(figure.same_amount(f) for f in allowed) or _worked_out(question, figure, allowed):
            continue
        quoted = source is not None and _quoted_clause(answer.text, figure, source)
        if quoted and question.kind in WORDY:
            continue
        said = f"{figure.text}（照录原文，答非所问）" if quoted else figure.text
        (unsure if _cannot_tell(question, answer, figure, source) else wrong).append(said)
    if wrong:
        return Outcome.WRONG, (f"说了不该说的数：{'、'.join(wrong)}",)
    if unsure:
        return Outcome.UNSCORED, (f"不能判断可不可以说：{'、'.join(unsure)}",)
    return Outcome.RIGHT, ()


def _worked_out(question: EvalQuestion, figure: WrittenFigure, allowed: Figures) -> bool:
    """Whether the figure is the difference or the rate of change between two that may be said."""
    if question.kind not in SUMS:
        return False
    for i, one in enumerate(allowed):
        for other in allowed[i + 1 :]:
            if one.unit != other.unit and one.unit and other.unit:
                continue
            difference = abs(one.value - other.value)
            unit = "个百分点" if "%" in (one.unit, other.unit) else one.unit or other.unit
            if figure.value == difference and figure.unit in (unit, ""):
                return True
            low = min(one.value, other.value)
            if figure.unit == "%" and low and unit != "个百分点":
                rates = {
                    round(difference / base * 100, n)
                    for base in (one.value, other.value)
                    if base
                    for n in (0, 1, 2)
                }
                if figure.value in rates:
                    return True
    return False


def _quoted_clause(text: str, figure: WrittenFigure, source: Source) -> bool:
    """Whether the figure's clause stands in the report to the letter: not what was asked, perhaps, but not wrong."""
    start = max((m.end() for m in _CLAUSE_END.finditer(text, 0, figure.start)), default=0)
    stop = re.compile(r"[，。；！？\n\[]").search(text, figure.end)
    clause = text[start : stop.start() if stop else len(text)].strip(" “”")
    return len(clause) > len(figure.text) + 1 and clause in source.report.text


def _cannot_tell(
    question: EvalQuestion, answer: Spoken, figure: WrittenFigure, source: Source | None
) -> bool:
    if question.allow is not None or question.kind in ("unsafe", "injection"):
        return False
    if source is None:
        return bool(question.gold or question.gold_all)
    if (
        question.status[0] in ("not_in_report", "partial")
        and "partial" in question.status
        and not question.gold
    ):
        # Nothing says what the bot may offer in place of what it first said is not there.
        return bool(DENIAL.search(answer.text)) and any(figure.same_amount(f) for f in source.figures)
    if source.known:
        return False
    spans = [source.sentence(span) for span in source.gold(question)]
    return any(figure.same_amount(f) for span in spans for f in source.figures_in(span))


def spelt(spelling: str, text: str) -> Iterator[Span]:
    """Where a spelling stands in the text without being part of a longer number; white space does not count."""
    pattern = r"\s*".join(re.escape(c) for c in re.sub(r"\s", "", spelling))
    if spelling[:1].isdigit():
        pattern = r"(?<![\d.])" + pattern
    if spelling[-1:].isdigit():
        pattern += r"(?![\d.]\d|\d)"
    for match in re.finditer(pattern, text):
        yield match.span()


def _is_said(spelling: str, answer: Spoken) -> bool:
    """To the letter, or its figures with their value, unit and qualifier. A denied figure is not said."""
    denied = [f for f in written_figures(answer.text) if not any(f.start == g.start for g in answer.figures)]
    for start, end in spelt(spelling, answer.text):
        if not any(f.start < end and start < f.end for f in denied):
            return True
    wanted = written_figures(spelling)
    return bool(wanted) and all(
        any(w.same_amount(f) and w.senses <= f.senses for f in answer.figures) for w in wanted
    )


def grade_figure(question: EvalQuestion, answer: Spoken, source: Source | None) -> Verdict:
    """Every `must` is said, and no qualifier stands at a figure that the report does not give it."""
    if not question.must:
        return Outcome.NOT_ASKED, ()
    notes = [f"缺：{' 或 '.join(e)}" for e in question.must if not any(_is_said(s, answer) for s in e)]
    wanted = must_figures(question)
    known = (
        tuple(f for span in source.gold(question) for f in source.figures_in(source.sentence(span)))
        if source
        else ()
    )
    for figure in answer.figures:
        same = [f for f in (*wanted, *known) if f.same_amount(figure)]
        if same and any(f.same_amount(figure) for f in wanted):
            extra = figure.senses - frozenset[str]().union(*(f.senses | f.shared for f in same))
            if extra:
                notes.append(f"多了原文没有的限定：{answer.text[max(0, figure.start - 3) : figure.end + 3]}")
    return (Outcome.WRONG if notes else Outcome.RIGHT), tuple(notes)
