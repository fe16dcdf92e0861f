"""A figure that counts several things together (甲类、乙类学校9所), of which one alone was asked: that is said with it."""

from __future__ import annotations

import re

from report_bot.ingest.types import Measure
from report_bot.ingest.units import COUNT_UNIT
from report_bot.prompts.load import reply

from .by_rules import Choice
from .coverage import heavy, plain, term_fit
from .phrase import inner
from .types import Question

_JOINS = re.compile(
    r"[、]|以及|(?<=[一-鿿]{2})(?:和(?![美平谐睦田])|及(?!以[上下]|其)|与)(?=[一-鿿]{2})(?![^“]*”)"
)
_SCHOOLS = {"小学": ("中小学", "义务教育"), "中学": ("中小学",), "初中": ("中小学", "义务教育")}
_WITHOUT = re.compile(r"不(?:算|含|包括|要)(?P<kind>改建|扩建|改造|改扩建|提升)")
_KINDS = re.compile(r"新(?:建|改|扩)[改扩建造、和提升]*")
_EACH = re.compile(r"分别|各(?![类级种项地])|[均都](?=超|达|增|提|为|降)")
NAMED, UNNAMED = 0.7, 0.3  # share of an asked word that the one part has, and that no other part may have
SHORTEST = 2
# What of it alone is asked: 里头国家级的有几个, 光幼儿园的, 我说的是某镇.
_ALONE = re.compile(
    r"(?:里[头面边]|其中|当中)[，,]?(?:有|是)?光?(?P<of>(?![几多哪有])[一-鿿]{2,8}?)的?(?:有|是|占|多少|几)"
    r"|(?:[光单][是说要]|[只就][算说要]|光(?![伏电纤缆荣彩明照]))(?P<only>[一-鿿]{2,8}?)(?:的|那|这|有|是|多少|几|去年|今年)"
    r"|我(?:说|问)的是(?P<meant>[一-鿿]{2,6})"
)
LIKELY = 0.4  # probability of answering from which the report says the part in words of its own
_LACKED = 0.2  # so little of each of its words the sentence and its titles say


def joint_count(question: Question, choice: Choice) -> str:
    """That the figure told is of several things together, where the question names one of them alone; else ""."""
    figure = choice.matches[0].figure
    for match in choice.matches:
        told, clause = match.figure.indicator, match.passage.near(match.figure)
        if school := _school_named(question.text, told):
            return reply("joint_count", whole=inner(told), part=school)
        if kinds := _left_out(question.asked, clause):
            return reply("joint_count", whole=kinds + inner(told), part="新建的")
    if len(choice.matches) != 1 or figure.item or "、" in question.text:
        return ""
    said = choice.matches[0].passage.clause(figure)
    sum_of_them = figure.unit == "元" and "、" in figure.indicator and figure.measure is not Measure.CHANGE
    if not (COUNT_UNIT.search(figure.unit) or sum_of_them) or _EACH.search(said):
        return ""
    named = _part_named(question, figure.indicator)
    return reply("joint_count", whole=inner(figure.indicator), part=named) if named else ""


def asks_alone(text: str) -> bool:
    """Whether a part alone is insisted on: what counts it with others is half an answer."""
    return _ALONE.search(text) is not None


def part_lacking(question: Question, choice: Choice) -> str:
    """That the figures told are not of the part that alone was asked (里头教某科的有几个), where nothing names it; else ""."""
    found = _ALONE.search(question.text)
    if found is None:
        return ""
    if all(m.answers >= LIKELY for m in choice.matches):
        return ""  # in other words, but meant: 光卖票的, 人工养的
    part = found["of"] or found["only"] or found["meant"]
    words = [t for t in heavy(question.terms) if t.text in part or part in t.text]
    told = [plain(m.passage.context + m.figure.indicator + m.figure.item) for m in choice.matches]
    if not words or any(term_fit(word, text) >= _LACKED for word in words for text in told):
        return ""
    return reply("joint_count", whole=inner(choice.matches[0].figure.indicator), part=part)


def _school_named(asked: str, indicator: str) -> str:
    """小学 of 小学几所, where the figure counts 中小学."""
    for school, wholes in _SCHOOLS.items():
        both = next((whole for whole in wholes if whole in indicator), "")
        if both and school in asked and not any(whole in asked for whole in wholes):
            return school
    return ""


def _left_out(asked: str, said: str) -> str:
    """The 新改建 of a clause that counts both in one, where what is new was asked without 改建; or ""."""
    without, kinds = _WITHOUT.search(asked), _KINDS.search(said)
    return kinds[0] if without and kinds and without["kind"][0] in kinds[0] else ""


def _part_named(question: Question, indicator: str) -> str:
    """The one part of a coordinated name that the question speaks of; "" where it speaks of none, of several or of all."""
    parts = [part for part in _JOINS.split(indicator) if len(part) >= SHORTEST]
    if len(parts) < 2:
        return ""
    words = heavy(question.terms)
    fits = [max((term_fit(word, plain(part)) for word in words), default=0.0) for part in parts]
    best = max(range(len(parts)), key=lambda i: fits[i])
    others = max(fit for i, fit in enumerate(fits) if i != best)
    return re.sub("[“”]", "", parts[best]) if fits[best] >= NAMED and others < UNNAMED else ""
