"""Text and earlier turns → Question: what was asked, read with the report's own words in mind."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest.numbers import read_amounts
from report_bot.ingest.types import FactStatus, Measure, Report
from report_bot.prompts.load import word_map

from .asked import (
    TimeSpan,
    asked_measures,
    asked_periods,
    asked_status,
    asked_units,
    time_spans,
)
from .asked_claims import asked_claims
from .follow_up import resolve
from .gazetteer import divisions
from .intent import asked_intent, between, is_foreign, small_talk, sounds_foreign
from .mend import mend
from .normalise import normalise
from .terms import ContentWord, content_words, skipped_spans, weighed
from .types import AskedClaim, Intent, Question, Term, Turn
from .vocabulary import Vocabulary, build_vocabulary, plain

_SUBJECT, _SUBJECT_WEIGHT = (
    0.5,
    0.9,
)  # weight from which a term names a subject; of a subject that was inferred
_NO_NUMBER = (Intent.POLICY,)
_WIDER = {
    "全国": ("全国", "我国", "中国"),
    "全省": ("全省", "我省", "省里"),
    "全市": ("全市", "我市", "市里"),
}
_RANK_OF_PLACE = {
    "全国": 0,
    "省": 1,
    "自治区": 1,
    "市": 2,
    "州": 2,
    "盟": 2,
    "地区": 2,
    "县": 3,
    "区": 3,
    "旗": 3,
}
_RANKED_IN = re.compile(
    r"^[省市]?(?:各[市县区地]+|全[省市])?(?:里头?|内|中|能|可以|可)?(?:排|第几|老几|名列|位居|位列|数第?[几一二三])"
)
_NEGATED_TIME = re.compile(
    r"[，,]?(?:而?不是|不要|别说)(?:问)?(?:去年|今年|前年|(?:20)?\d\d年)的?(?=$|[，。？?])"
)
# 雄安新区GDP, 长三角…: parts and groups of places that no ending gives away.
_REGION = re.compile(
    r"(?:新区|高新区|经开区|自贸区|保税区|综保区|湾区|都市圈|经济圈|城市群)$|^(?:雄安|京津冀|长三角|珠三角|粤港澳|东三省)$"
)
_HERE = re.compile(r"咱|我们|这里|这儿|这边|本[省市县区]")  # …的专家来我们这儿: not the wider place
_SHARED = re.compile(r"占|份额|比重|第几|排名|里(?:头|面)?")
_GROWTH = re.compile(r"增速|增幅|涨幅|降幅|增长率|百分|几个点|增长目标|增长(?:了|的)?(?:速度|多少)")
_JOINED_SIDES = re.compile(r"城乡|存贷|进出口")


def read_question(
    text: str, *, report: Report, vocabulary: Vocabulary, earlier: tuple[Turn, ...] = ()
) -> Question:
    """Read a question. Small talk and requests without content keep only their intent."""
    asked, text = text, _NEGATED_TIME.sub("", normalise(text))
    intent = small_talk(text)
    if intent is not None:
        return _bare(asked, text if intent is not Intent.TOO_LONG else text[:80], intent)
    text = mend(text, vocabulary)
    if is_foreign(text):
        return _bare(asked, text, Intent.OFF_TOPIC)
    foreign = sounds_foreign(text)
    if not foreign:
        text = resolve(text, earlier, vocabulary=vocabulary, year=report.year)
    times = time_spans(text, report.year)
    claims, qualifier = asked_claims(text, times)
    numbers = tuple((a.start, a.end) for a in read_amounts(text) if any(a.text == c.text for c in claims))
    words = content_words(text, vocabulary, skipped_spans(times, (*numbers, *_bases(text, times))))
    if foreign and not _reportlike(words, vocabulary):
        return _bare(asked, text, Intent.OFF_TOPIC)
    growth = _GROWTH.search(text)  # 比前年增长百分之几: the year before is only what the rate is of
    years = len({t.period for t in times if not (t.base and growth)})
    intent = asked_intent(text, years=years, claims=bool(claims))
    both = intent in (Intent.DIFFERENCE, Intent.COMPARE)
    periods = asked_periods(times, both=both)
    if (
        intent is Intent.DIFFERENCE
        and not between(text)
        and len(periods) == 1
        and periods[0].last == report.last_year
    ):
        periods = (*periods, type(periods[0]).year(report.year))  # 比去年多几家: this year is the other side
    status = None if both and len(periods) > 1 else asked_status(text, periods, report.year)
    if intent is Intent.CONFIRM and not periods:
        status = None  # what was typed may be done or planned: the report will say
    measures = asked_measures(text) if intent not in _NO_NUMBER else frozenset[Measure]()
    terms = _together(weighed(words, vocabulary), text, vocabulary)
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
        places=_places(words, text, measures, report, vocabulary),
        items=_items(text, vocabulary),
        claims=claims,
        qualifier=qualifier,
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
    for pair, official in word_map("together").items():
        noun, verb = pair.split("+")
        found = re.search(rf"{noun}[^，。；]{{0,8}}{verb}", text)
        if found is None or any(found[0] in t.text for t in terms):
            continue
        own = next((t for t in terms if t.text in found[0] and t.text in (noun, verb)), None)
        names = vocabulary.phrases.get(official, (official,))
        if own is None:
            terms = (*terms, Term(found[0], (found[0], *names), _SUBJECT_WEIGHT))
        else:
            better = replace(own, alternatives=(own.text, *names), weight=max(own.weight, _SUBJECT_WEIGHT))
            terms = tuple(better if t is own else t for t in terms)
    return terms


def _grown(terms: tuple[Term, ...], vocabulary: Vocabulary) -> tuple[Term, ...]:
    """经济 is GDP where its growth is asked and nothing else is named."""
    named = [t for t in terms if t.weight >= _SUBJECT]
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
        (word.phrase and plain(word.name) in vocabulary.text) or word.name in vocabulary.indicators
        for word in words
    )


def _places(
    words: tuple[ContentWord, ...],
    text: str,
    measures: frozenset[Measure],
    report: Report,
    vocabulary: Vocabulary,
) -> tuple[str, ...]:
    """Places other than the report's own, as the report writes them where it does."""
    named = []
    for word in words:
        if word.place:
            if Measure.RANK in measures and _RANKED_IN.search(text[word.end :]) and not _is_lower(word.name):
                continue  # 在某省排第几: the field that is ranked, not whose figure is asked
            short = word.name[:-1] if word.name[-1:] in "省市县区" and len(word.name) > 2 else word.name
            named.append(
                short if word.name not in vocabulary.text and short in vocabulary.text else word.name
            )
    if len(words) > 1:
        named += [w.name for w in words if not w.place and _REGION.search(w.name) and w.name in text]
    named += [w.name for w in words if _of_the_whole(w.name, text[w.end :], vocabulary)]
    if Measure.RANK not in measures and (wider := _wider(text, report, vocabulary)):
        named.append(wider)
    return tuple(dict.fromkeys(named))


def _of_the_whole(word: str, after: str, vocabulary: Vocabulary) -> bool:
    """某某全市…: another place even where the dictionary does not take its short name for one."""
    return bool(_WHOLE.match(after)) and word in divisions() and word not in vocabulary.own_places


def _is_lower(place: str) -> bool:
    """Whether a place is a county, a town or a street, in which nothing is ranked."""
    return place.endswith(("县", "区", "镇", "乡", "街道"))


def _wider(text: str, report: Report, vocabulary: Vocabulary) -> str:
    """全国 or 全省 where the question is about it and not about the report's own place: 全国去年GDP增长多少."""
    own = next((rank for tail, rank in _RANK_OF_PLACE.items() if report.place.endswith(tail)), 2)
    for rank, (place, names) in enumerate(_WIDER.items()):
        if rank >= own or _HERE.search(text):
            break
        for name in names:
            found = re.match(
                rf"(?:{_TIME_WORDS})*{name}的?(?:{_TIME_WORDS})*(?P<next>[一-鿿A-Za-z]{{2,4}})", text
            )
            if found and not _SHARED.search(text) and plain(name + found["next"][:2]) not in vocabulary.text:
                return place
    return ""


_WHOLE = re.compile(r"全[省市区县]")
_TIME_WORDS = r"去年|今年|前年|上年|明年|\d{2,4}年?|那|请问|的|，"


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
