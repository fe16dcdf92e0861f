"""Which figures of the evidence answer the question, and which only answer in part: the decision by evidence."""

from __future__ import annotations

from dataclasses import replace

from report_bot.ingest.types import Measure

from .allowed import in_place
from .beside import DEPTH, NEAR, together
from .by_rules import Choice, Gap, by_rules, near_years
from .carried import strong_matches
from .compare import akin
from .coverage import heavy, plain, term_fit
from .match import FigureMatch
from .other_measure import counted_otherwise, of_another_measure, since_another
from .other_scope import is_left
from .other_thing import of_another_thing
from .phrase import is_baseline
from .preferred import (
    all_residents_first,
    of_the_asked_unit,
    of_the_counted,
    of_the_named_measure,
    places_last,
    size_ranked_first,
    yearly_means,
)
from .preferred_counts import (
    added_first,
    deaths_first,
    lacking_first,
    net_first,
    new_jobs_first,
    of_all_areas,
    of_all_levels,
    of_asked_level,
    totals_first,
    widest_first,
)
from .preferred_kin import (
    done_of_all_first,
    level_before_change,
    named_part_first,
    not_the_base,
    not_the_typed,
    of_the_named_side,
    whole_first,
)
from .preferred_times import of_one_year, of_the_year
from .premise_scope import alike
from .retrieve import figure_matches
from .sayable import is_in_time, of_the_year_itself, open_in_time, sayable
from .told_with import (
    BARELY,
    NAMED_MOST,
    with_both_aims,
    with_last_year,
    with_what_is_done,
    with_whole_of_part,
)
from .types import Evidence, Intent, Question

# The dials of the decision.
AGREED = 0.8  # the rules have the first word where their figure is this share as likely as the likeliest;
NAMED_WHOLE = (
    0.5  # this, where its name holds all that was asked, and the likeliest's does not (停车位, 停车场);
)
LITERALLY = 0.2  # this, where it does and the likeliest's name holds less than the next share of it (重大项目, 重点项目)
AGREED_BESIDE = 0.95  # this, where one sentence has both by two names: they differ in their words alone, which the trees weigh better
AGREED_NARROWER = (
    0.97  # this, where its name says more than was asked (脱贫县农民收入), by the next share of the name,
)
NARROWER = 0.3
OF_ONE_CLAUSE = 0.5  # … from which a neighbour in the likeliest's clause may be the one that is asked
OF_ONE_SENTENCE = 0.5  # … and this probability, from which one in its sentence may be
HEAVIEST, NAMED_NOT = 0.85, 0.3  # weight of a word, and how little of it a clause has that is not of it
DOUBTED = 0.15  # a figure that the rules choose is not said below this probability
SAME = 0.3  # a figure of another year or measure that is less alike in name is not told instead …
UNLIKELY = 0.05  # … if it is less likely than this, too


def choose(evidence: Evidence) -> Choice:
    """Decide by evidence: indicator, place, unit and measure, then period and status.

    Where no time was asked, what is only planned is told with what is done, though its name is a little another.
    """
    chosen = with_whole_of_part(_chosen(evidence), evidence)
    return with_what_is_done(with_both_aims(with_last_year(chosen, evidence)), evidence)


def _chosen(evidence: Evidence) -> Choice:
    question = evidence.question
    strong = [
        m
        for m in strong_matches(evidence, DEPTH)
        if not is_baseline(m.figure, m.passage) or m.figure.period in question.periods
    ]
    of_place = [m for m in figure_matches(evidence, DEPTH) if not question.places or in_place(question, m)]
    likeliest = max(of_place, key=lambda m: m.answers, default=None)
    beside = likeliest is not None and any(
        m.passage is likeliest.passage
        and (
            _of_one_name(m, likeliest)
            or m.answers >= OF_ONE_SENTENCE
            or (
                m.figure.clause_start == likeliest.figure.clause_start
                and m.answers >= OF_ONE_CLAUSE * likeliest.answers
            )
        )
        for m in strong
    )  # 新开工项目45个、竣工30个, 人数、花费分别增长…: the one that is asked stands beside it
    if likeliest is not None and not beside and of_another_thing(question, likeliest):
        # what it most likely would be is of another thing: nothing less well named stands in for it
        as_likely = AGREED * likeliest.answers  # the same of the place that was asked
        strong = [
            m for m in strong if m.indicator >= NAMED_MOST or is_left(question, m) or m.answers >= as_likely
        ]
    if question.claims and not _asks_beside_claim(question):
        # 突破5000亿: a growth rate neither confirms nor denies it
        kin = question.intent is Intent.CONFIRM
        strong = [m for m in strong if any(alike(c, m.figure, kin=kin) for c in question.claims)] or strong
    if not strong:
        return Choice((), Gap.ABSENT)
    least = strong[0].score - NEAR
    strong.sort(key=lambda m: not (m.figure.item and m.figure.item in question.text and m.score >= least))
    strong = of_the_asked_unit(question, strong)
    timely = [m for m in strong if is_in_time(m)]
    for prefer in (
        lacking_first,
        totals_first,
        added_first,
        net_first,
        new_jobs_first,
        deaths_first,
        size_ranked_first,
        places_last,
        yearly_means,
        all_residents_first,
        of_the_named_measure,
        of_the_counted,
        done_of_all_first,
        named_part_first,
        whole_first,
        level_before_change,
        not_the_typed,
        not_the_base,
        of_the_named_side,
        widest_first,
        of_all_areas,
        of_all_levels,
        of_asked_level,
        of_one_year,
        of_the_year,
    ):
        strong, timely = prefer(question, strong), prefer(question, timely)
    best = max(strong, key=lambda m: (m.unit, m.answers))  # of another unit it is no answer, however near
    choice = by_rules(question, evidence, strong, timely)
    if choice.gap is Gap.NONE and (
        since_another(question, choice.matches[0]) or counted_otherwise(question, choice.matches[0])
    ):
        choice = replace(choice, gap=Gap.MEASURE)
        if best in choice.matches or not (
            evidence.by_meaning and sayable(question, best) and is_in_time(best)
        ):
            return choice
    if not evidence.by_meaning:
        return choice
    if choice.gap is Gap.NONE:
        chosen = max(choice.matches, key=lambda m: m.answers)
        doubted = 0.0 if any(_to_the_letter(m) for m in choice.matches) else DOUBTED
        as_asked = _to_the_letter(chosen) and not best.measure  # its growth is likelier by a hair
        if _named_by(question, best, chosen):
            choice = replace(choice, matches=together(question, [best], timely))
            chosen = best
        if not best.measure and chosen.measure and _of_one_name(chosen, best):
            return choice  # its growth, where only that was asked
        if as_asked or chosen.answers >= max(_agreed(chosen, best) * best.answers, doubted):
            sides = _sides_of_all(question, choice, timely)
            return Choice(sides, Gap.MEASURE) if sides else choice
        if not is_in_time(best) and not open_in_time(question, best) and _of_one_thing(chosen, best):
            return choice  # 要提到多少: this year's, though last year's is likelier by its name
    if sayable(question, best):
        rest = [m for m in timely if m.unit and m.measure and m is not best] if best.unit else []
        if is_in_time(best) or (best.unit and open_in_time(question, best)):
            other = of_another_measure(question, best) or counted_otherwise(question, best)
            gap = Gap.MEASURE if other else Gap.NONE
            return Choice(together(question, [best, *rest], timely), gap)
        if near_years(question, evidence):
            return Choice(
                together(question, [best, *(m for m in strong if m is not best)], strong), Gap.PERIOD
            )
    if choice.gap is Gap.PERIOD and (there := _there_after_all(choice, timely)):
        return Choice(together(question, there, timely), Gap.NONE)
    told = choice.gap in (Gap.PERIOD, Gap.MEASURE) and _of_the_same(choice)
    return choice if told else Choice((), Gap.ABSENT)


def _of_one_name(match: FigureMatch, other: FigureMatch) -> bool:
    return match.passage is other.passage and match.figure.indicator == other.figure.indicator


def _named_by(question: Question, best: FigureMatch, chosen: FigureMatch) -> bool:
    """Whether the likeliest figure's name holds a heavy word of the question (近岸海域) of which the other's clause has nothing."""
    if best is chosen or not (best.unit and best.measure and is_in_time(best)):
        return False
    name = plain(best.figure.indicator + best.figure.item)
    other = plain(chosen.passage.clause(chosen.figure) + chosen.figure.indicator + chosen.figure.item)
    return any(
        term_fit(t, name) >= NAMED_MOST and term_fit(t, other) < NAMED_NOT
        for t in heavy(question.terms, HEAVIEST)
    )


def _to_the_letter(match: FigureMatch) -> bool:
    """Whether name, unit, measure and time are all as asked: then a low probability is no reason for silence."""
    named = match.indicator >= NAMED_MOST and match.precision >= NAMED_MOST
    in_time = match.period == 1.0 and (match.status == 1.0 or of_the_year_itself(match))
    return named and match.unit and match.measure and in_time


def _agreed(chosen: FigureMatch, best: FigureMatch) -> float:
    """So likely, as a share of the likeliest, the figure must be that the rules choose."""
    if _names_all(chosen) and best.indicator < BARELY:
        return LITERALLY
    if _names_all(chosen) and not _names_all(best):
        return NAMED_WHOLE
    narrower = best.precision - chosen.precision >= NARROWER and best.indicator >= NAMED_MOST
    if narrower:
        return AGREED_NARROWER
    beside = chosen.passage is best.passage and chosen.figure.indicator != best.figure.indicator
    return AGREED_BESIDE if beside else AGREED


def _names_all(match: FigureMatch) -> bool:
    return match.indicator >= 0.99


def _sides_of_all(question: Question, choice: Choice, timely: list[FigureMatch]) -> tuple[FigureMatch, ...]:
    """Town and country, where all residents were asked and the report has only these; () where it has them all."""
    first = choice.matches[0]
    if "居民" not in question.text or not first.one_side or any(not m.one_side for m in choice.matches):
        return ()
    key = (first.figure.measure, first.figure.period, first.figure.status, first.figure.unit)
    sides = [
        m
        for m in timely
        if m.one_side and key == (m.figure.measure, m.figure.period, m.figure.status, m.figure.unit)
    ]
    return tuple(sides[:2]) if len({m.figure.indicator for m in sides[:2]}) == 2 else ()


def _there_after_all(choice: Choice, timely: list[FigureMatch]) -> list[FigureMatch]:
    """The figures of the asked time whose name is that of what would stand in for them: their absence is not claimed."""
    first = choice.matches[0]
    name = (first.figure.indicator, first.figure.item)
    own = [m for m in timely if m.unit and m.measure and (m.figure.indicator, m.figure.item) == name]
    return own or [m for m in timely if m.unit and m.measure and _of_one_thing(m, first)]


def _of_one_thing(match: FigureMatch, other: FigureMatch) -> bool:
    """Whether two figures are of one thing that the two years call a little otherwise (中小学校, 中小学)."""
    one, two = match.figure, other.figure
    alike = (one.unit, one.measure) == (two.unit, two.measure)
    named = match.indicator >= other.indicator - SAME and bool(match.indicator)
    return alike and named and akin(one, two)


def _of_the_same(choice: Choice) -> bool:
    """Whether what stands in for the asked year or measure is at least of the asked indicator."""
    first = choice.matches[0]
    return first.answers >= UNLIKELY or first.indicator * first.precision >= SAME


def _asks_beside_claim(question: Question) -> bool:
    """Whether the typed figure only says which thing is meant, and another is asked (连续几年超过1300亿斤)."""
    other = bool(question.units) and not any(c.unit in question.units for c in question.claims)
    return other or (question.intent is Intent.FIGURE and question.measures == {Measure.CHANGE})
