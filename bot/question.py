"""Text and earlier turns → Question: what was asked, read with the report's own words in mind."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest.numbers import read_amounts
from report_bot.ingest.types import FactStatus, Measure, Report
from report_bot.prompts.load import word_map

from .asked import asked_measures, asked_status, asked_units, with_how_much
from .asked_claims import asked_claims
from .asked_times import TimeSpan, asked_periods, time_spans
from .coverage import heavy
from .follow_up import resolve
from .intent import asked_intent, between, is_foreign, small_talk, sounds_foreign
from .joined_sides import spelled_out
from .mend import mend
from .normalise import normalise
from .places import asked_places
from .remarks import plainly
from .spaced_list import spaced_list
from .terms import ContentWord, content_words, skipped_spans, weighed
from .types import AskedClaim, Intent, Question, Term, Turn
from .vocabulary import Vocabulary, build_vocabulary, plain

_SUBJECT_WEIGHT = 0.9  # of a subject that was inferred
_NO_NUMBER = (Intent.POLICY,)
_NEGATED_TIME = re.compile(
    r"[，,]?(?:而?不是|不要|别说)(?:问)?(?:去年|今年|前年|(?:20)?\d\d年)的?(?=$|[，。？?])"
)
_GROWTH = re.compile(
    r"几成|增速|增幅|涨幅|降幅|增长率|百分|几个点|增长目标|增长(?:了|的)?(?:速度|多少)|[涨增升长][得的]?(?:还|更|比较|最)?[快慢]"
)
_PLAN_SAID = re.compile(r"目标|计划|打算|准备|争取|力争|想|将|拟|再|还要")
_MORE_THAN_BEFORE = re.compile(r"比前年[^，。]{0,4}(?:[高低好]|提高|降低|上升|下降)了?(?:多少|几)")
_IN_ALL = re.compile(r"一共|总共|合计|加起来|合起来")
_NOW = re.compile(r"现在|目前|如今|眼下")
_JOINED_SIDES = re.compile(r"城乡|存贷|进出口")


def read_question(
    text: str, *, report: Report, vocabulary: Vocabulary, earlier: tuple[Turn, ...] = ()
) -> Question:
    """Read a question. Small talk and requests without content keep only their intent."""
    asked, text = text, _NEGATED_TIME.sub("", normalise(spaced_list(text, vocabulary)))
    intent = small_talk(text)
    if intent is not None:
        return _bare(asked, text if intent is not Intent.TOO_LONG else text[:80], intent)
    text = mend(text, vocabulary)
    if is_foreign(text):
        return _bare(asked, text, Intent.OFF_TOPIC)
    said = plainly(text)
    text = said.text
    foreign = sounds_foreign(text)
    if not foreign:
        text = spelled_out(resolve(text, earlier, vocabulary=vocabulary, year=report.year), vocabulary)
        text = with_how_much(text)
    times = time_spans(text, report.year)
    claims, qualifier = asked_claims(text, times)
    numbers = tuple((a.start, a.end) for a in read_amounts(text) if any(a.text == c.text for c in claims))
    words = content_words(text, vocabulary, skipped_spans(times, (*numbers, *_bases(text, times))))
    if foreign and not _reportlike(words, vocabulary):
        return _bare(asked, text, Intent.OFF_TOPIC)
    growth = _GROWTH.search(text) or _MORE_THAN_BEFORE.search(
        text
    )  # 比前年增长百分之几: the year before is only what the rate is of
    years = len({t.period for t in times if not (t.base and growth)})
    intent = asked_intent(text, years=years, claims=bool(claims))
    if growth and _on_year_before(times, report) and intent in (Intent.DIFFERENCE, Intent.COMPARE):
        # 比前一年多了几个百分点: the report's own rate of the year, with nothing to subtract
        intent, times = Intent.FIGURE, _of_last_year(times, report)
    both = intent in (Intent.DIFFERENCE, Intent.COMPARE)
    periods = asked_periods(times, both=both)
    if (
        intent is Intent.DIFFERENCE
        and not between(text)
        and len(periods) == 1
        and periods[0].last in (report.last_year, report.year)
    ):
        year = type(periods[0]).year
        periods = (year(report.last_year), year(report.year))  # 比去年多几家: this year is the other side
    status = None if both and len(periods) > 1 else asked_status(text, periods, report.year)
    if intent is Intent.CONFIRM and not periods:
        status = None  # what was typed may be done or planned: the report will say
    measures = asked_measures(text) if intent not in _NO_NUMBER else frozenset[Measure]()
    if intent is Intent.CONFIRM and claims and all(claim.unit == "位" for claim in claims):
        measures = frozenset({Measure.RANK})  # 增速全省第一吧: the place is doubted, not the rate
    now = next((clause for clause in re.split("[，。；？?]", text) if _NOW.search(clause)), "")
    if not periods and now and not _PLAN_SAID.search(now) and (measures or asked_units(text)):
        status = FactStatus.ACTUAL  # 现在要几天: what has been reached
    if len(periods) > 1 and measures == {Measure.STOCK} and _IN_ALL.search(text):
        measures = frozenset({Measure.STOCK, Measure.NEW})  # 去年和今年一共改造多少
    terms = _short_names(_together(weighed(words, vocabulary), text, vocabulary), text, vocabulary)
    if measures == {Measure.CHANGE}:
        terms = _grown(terms, vocabulary)
    if intent is Intent.DIFFERENCE and measures and not _GROWTH.search(text):
        measures -= {Measure.CHANGE}  # 少了多少 asks to subtract, not for a rate
    return Question(
        asked=asked,
        text=text,
        intent=intent,
        terms=terms,
        expanded=" ".join(dict.fromkeys((text, *(a for term in terms for a in term.alternatives[1:])))),
        periods=periods,
        status=status,
        measures=measures,
        units=_units(text, intent, measures, claims),
        places=asked_places(words, text, measures, report, vocabulary),
        items=_items(text, vocabulary),
        claims=claims,
        qualifier=qualifier,
        not_meant=said.not_meant,
    )


def _on_year_before(times: tuple[TimeSpan, ...], report: Report) -> bool:
    """Whether the last year is measured against the one before it (比前年), and no other is asked."""
    last = report.last_year
    years = {t.period.last for t in times if t.period.is_year}
    return last - 1 in years and years <= {last - 1, last} and len(years) == len({t.period for t in times})


def _of_last_year(times: tuple[TimeSpan, ...], report: Report) -> tuple[TimeSpan, ...]:
    before = report.last_year - 1
    return tuple(
        replace(t, period=type(t.period).year(report.last_year), base=False) if t.period.last == before else t
        for t in times
    )


def _units(
    text: str, intent: Intent, measures: frozenset[Measure], claims: tuple[AskedClaim, ...]
) -> frozenset[str]:
    """The units that may answer: as asked, or of what the user typed."""
    if intent in _NO_NUMBER or measures == {Measure.RANK}:
        return frozenset()
    if intent is Intent.CONFIRM and claims and (unit := claims[0].unit) and unit != "位":
        return frozenset({*asked_units(text), *asked_units(f"多少{unit}"), unit})
    return asked_units(text)


def _bare(asked: str, text: str, intent: Intent) -> Question:
    return Question(asked, text, intent, (), text, (), None, frozenset(), frozenset(), (), ())


def _bases(text: str, times: tuple[TimeSpan, ...]) -> tuple[tuple[int, int], ...]:
    """The 比 of 比去年, which belongs to the time and to no word before it."""
    return tuple(
        (t.start - 1, t.start) for t in times if text[max(0, t.start - 1) : t.start] in ("比", "较", "跟")
    )


def _together(terms: tuple[Term, ...], text: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The terms, of which one that names an indicator with another word (财政…收) has its official names too."""
    if "倍" in text:
        return terms  # 城里人挣的是乡下人的几倍: the ratio is another indicator
    for pair, official in word_map("together").items():
        noun, verb = pair.split("+")
        found = re.search(rf"{noun}[^，。；]{{0,8}}?{verb}", text)
        if found is None or any(found[0] in t.text or official in t.alternatives for t in terms):
            continue
        own = next((t for t in terms if t.text in found[0] and t.text in (noun, verb)), None)
        names = vocabulary.phrases.get(official, (official,))
        if own is None:
            terms = (*terms, Term(found[0], (found[0], *names), _SUBJECT_WEIGHT))
        else:
            better = replace(own, alternatives=(own.text, *names), weight=max(own.weight, _SUBJECT_WEIGHT))
            terms = tuple(better if t is own else t for t in terms)
    return terms


def _short_names(terms: tuple[Term, ...], text: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """投资 and 消费 stand for their indicators where they are named alone in a row or before 目标."""
    for word, official in word_map("short").items():
        if not re.search(
            rf"(?:^|(?<=[年、和与及，的])){word}(?=[、和与及]|的?(?:增[长速])?目标|(?:分别|各|都))", text
        ):
            continue
        names = (word, *vocabulary.phrases.get(official, (official,)))
        rest = tuple(t for t in terms if t.text != word)
        if len(rest) < len(terms) or not any(word in t.text for t in terms):
            terms = (*rest, Term(word, names, _SUBJECT_WEIGHT))
    return terms


def _grown(terms: tuple[Term, ...], vocabulary: Vocabulary) -> tuple[Term, ...]:
    """经济 is GDP where its growth is asked and nothing else is named."""
    named = heavy(terms)
    known = word_map("grown")
    if named or not any(t.text in known for t in terms):
        return terms
    return tuple(
        replace(
            t,
            alternatives=(t.text, *vocabulary.phrases.get(known[t.text], (known[t.text],))),
            weight=_SUBJECT_WEIGHT,
        )
        if t.text in known
        else t
        for t in terms
    )


def _reportlike(words: tuple[ContentWord, ...], vocabulary: Vocabulary) -> bool:
    """Whether a request that sounds foreign is still about the report: it names something that stands there."""
    return any(
        (word.phrase and plain(word.name) in vocabulary.text)
        or (
            word.phrase
            and len(word.name) > 2  # 股票 is of other worlds, though its official word stands in the report
            and any(
                plain(a) in vocabulary.text for a in vocabulary.phrases.get(plain(word.name), (word.name,))
            )
        )
        or word.name in vocabulary.indicators
        for word in words
    )


def _items(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The side of a list asked for; a side inside a longer name of the report (农村公路) is none."""
    sides = word_map("items")
    found: list[tuple[int, int, str]] = []
    for word in sorted(sides, key=len, reverse=True):
        for match in re.finditer(re.escape(word), text):
            if not any(a < match.end() and match.start() < b for a, b, _ in found):
                found.append((match.start(), match.end(), word))
    joined = {span for m in _JOINED_SIDES.finditer(text) for span in range(m.start(), m.end())}
    kept = []
    for start, end, word in sorted(found):
        side, after = sides[word], text[end : end + 2]
        named = (
            side in ("城市", "农村", "城镇")
            and not after.startswith(("居民", "人", "低保", "的"))
            and word == side
        )
        if (
            start in joined
            or text[max(0, start - 1) : start] == "中"
            or (named and len(after) == 2 and text[start : end + 2] in vocabulary.text)
        ):
            continue
        kept.append(side)
    return tuple(dict.fromkeys(kept))


__all__ = ["FactStatus", "Vocabulary", "build_vocabulary", "read_question"]
