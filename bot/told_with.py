"""What is told with the figures that were chosen: last year's beside that of five, both ends of an aim, what is done of it."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest.types import FactStatus, Measure

from .allowed import allowed
from .beside import DEPTH, both_aims
from .by_rules import Choice, Gap
from .carried import strong_matches
from .match import FigureMatch, unsaid
from .preferred_kin import IN_ALL, goes_on_to_part, named_alone
from .types import Evidence, Question

NAMED_MOST = 0.8  # how much of question and name must be one for two names to be what was asked
BARELY = 0.5
ALIAS = 0.15  # share of a plan's probability from which what is done is told where both names are what was asked, or one …
DONE = 0.6  # … and from which it is told in any case
WHOLE = 0.6  # share of a part's probability from which its whole is told instead
_ALL_COUNTED = re.compile(r"[都全]算|算上|加起来|加[在一]*块|合起来")  # 公司、个体户都算上
_SEVERAL_YEARS = re.compile(r"[五三十]年|5年|年均|累计|期间|时期|十[一二三四五六]五|以来")


def with_last_year(choice: Choice, evidence: Evidence) -> Choice:
    """The last year's growth before that of several years, where no time was asked and both are told of one name."""
    question = evidence.question
    if choice.gap is not Gap.NONE or question.periods or _SEVERAL_YEARS.search(question.text):
        return choice
    first = choice.matches[0].figure
    if first.measure is not Measure.CHANGE or first.period is None or first.period.is_year:
        return choice
    if any(m.figure.period is not None and m.figure.period.is_year for m in choice.matches):
        return choice
    name = (first.indicator, first.item, first.unit, first.status)
    own = [
        m
        for m in strong_matches(evidence, DEPTH)
        if (m.figure.indicator, m.figure.item, m.figure.unit, m.figure.status) == name
        and m.figure.measure is Measure.CHANGE
        and m.figure.period is not None
        and m.figure.period.is_year
        and m.figure.period.last == first.period.last
    ]
    return replace(choice, matches=(*own[:1], *choice.matches))


def with_whole_of_part(choice: Choice, evidence: Evidence) -> Choice:
    """The whole (为市场主体减负2万亿元) for its part (其中减免社保费1万亿元), where the sum of it all was asked and no word names the part."""
    question = evidence.question
    if choice.gap is not Gap.NONE or len(choice.matches) != 1 or not IN_ALL.search(question.text):
        return choice
    part = choice.matches[0]
    share = 0.0 if _ALL_COUNTED.search(question.text) else WHOLE
    wholes = [
        m
        for m in evidence.figures
        if m.passage is part.passage
        and m.answers >= share * part.answers
        and goes_on_to_part(m, part)
        and m.measure
        and allowed(question, m)
    ]
    named = wholes and named_alone(question, part, wholes[-1])
    return replace(choice, matches=(wholes[-1],)) if wholes and not named else choice


def with_both_aims(choice: Choice) -> Choice:
    """What is aimed at with what is hoped for beyond it: neither alone is the aim."""
    matches = unsaid((m for match in choice.matches for m in both_aims(match)), ())
    return replace(choice, matches=tuple(matches)) if len(matches) > len(choice.matches) else choice


def _done_of_it(question: Question, match: FigureMatch, planned: FigureMatch) -> bool:
    """Whether a figure tells what is done of what another one plans: as asked, and nearly as likely."""
    figure = match.figure
    kind = (figure.unit, figure.measure) == (planned.figure.unit, planned.figure.measure)
    named = (
        match.precision >= BARELY and match.indicator >= BARELY and match.answers >= DONE * planned.answers
    )
    one_name = figure.indicator == planned.figure.indicator and match.indicator > 0
    aliases = min(match.precision, match.indicator, planned.precision, planned.indicator) >= NAMED_MOST
    named = named or ((one_name or aliases) and match.answers >= ALIAS * planned.answers)
    if figure.measure is Measure.RANK and figure.item and figure.item == planned.figure.item:
        named = named or match.indicator >= planned.indicator  # 列全省百强县第27位, beside a plan for 百强县
    same = figure.item in ("", planned.figure.item) or figure.item in question.text
    return kind and named and same and figure.status is FactStatus.ACTUAL


def with_what_is_done(choice: Choice, evidence: Evidence) -> Choice:
    """What is done of it before what is only planned, where no time was asked, though its name is a little another."""
    question = evidence.question
    planned = all(m.figure.status is FactStatus.TARGET for m in choice.matches)
    if choice.gap is not Gap.NONE or question.periods or question.status or not choice.matches or not planned:
        return choice
    first = choice.matches[0]
    done = [m for m in strong_matches(evidence, DEPTH) if _done_of_it(question, m, first)]
    return replace(choice, matches=(*done[:1], *choice.matches))
