"""Names in an answer — places, bodies, events, brands — that must stand in the sources to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_bot.ingest.types import Passage, Report
from report_bot.prompts.load import glossary, word_list

from .check_text import Sentence
from .check_types import QuoteCheck, Verdict
from .segment import is_word, tagged
from .types import Question
from .vocabulary import short_place

QUOTED = re.compile(r"[“「『]([^“”「」『』\n]{1,80})[”」』]|《([^《》\n]{1,60})》")
HEADS = re.compile(
    r"(?:大学|学院|学校|中学|小学|医院|公司|集团|银行|高速|高铁|铁路|公路|机场|港口?|大桥|水库|实验室|博物馆|图书馆|体育馆|产业园|园区|开发区|高新区|经开区|保税区|公园|景区|古镇|湿地|遗址|论坛|大会|博览会|马拉松|[艺文音电旅]\S节|药谷|中心|基地|委员会|管理局|研究院|奖)$"
)
_EVENTS = re.compile(r"(?:奖|论坛|博览会|马拉松|[艺文音电旅]\S节|锦标赛|运动会)$")
_TOWN = re.compile(r"[一-鿿]{2,4}[省市县区镇]")
_NAME_TAGS = ("ns", "nt", "nz")
_PART_TAGS = ("n", "b", "j", "vn", "eng", "s", "a", "nr")


def literal(
    text: str,
    bare: str,
    span: tuple[int, int],
    kind: str,
    cited: Sequence[Passage],
    question: Question,
    report: Report,
) -> QuoteCheck:
    wanted = re.sub(r"\s", "", bare)
    for passage in cited:
        context = re.sub(r"\s", "", passage.context)
        if wanted in context or (kind == "name" and _shares_head(wanted, context)):
            return QuoteCheck(text, *span, kind, Verdict.SUPPORTED, "原文有这几个字", passage)
    if bare in question.asked or bare in question.text or bare in report.title:
        return QuoteCheck(text, *span, kind, Verdict.SUPPORTED, "是问题或标题里的字")
    elsewhere = bare in report.text
    reason = "报告别处有，所引的句子里没有" if elsewhere else "原文没有这几个字"
    return QuoteCheck(text, *span, kind, Verdict.NOT_FOUND, reason)


def _shares_head(name: str, context: str) -> bool:
    """甲乙高速 of 甲乙、丙丁高速: each of a list's names before the head that they share."""
    match = HEADS.search(name)
    return (
        match is not None
        and match.start() > 0
        and re.search(rf"{re.escape(name[: match.start()])}(?:[、和][^，。；]{{1,12}})?{match[0]}", context)
        is not None
    )


def names_of(report: Report) -> frozenset[str]:
    """What the report itself puts in quotation marks, but for words of general Chinese."""
    found = {m[1] for m in re.finditer(r"“([^“”，。；、\s]{3,12})”", report.text)}
    return frozenset(name for name in found if not is_word(name))


def name_checks(
    answer: str,
    sentence: Sentence,
    cited: Sequence[Passage],
    question: Question,
    report: Report,
    own: frozenset[str],
) -> Iterator[QuoteCheck]:
    text = sentence.text
    quoted = [m.span() for m in QUOTED.finditer(text)]
    spans = {
        *_tagged_names(text, report),
        *((m.start(), m.end()) for name in own for m in re.finditer(re.escape(name), text)),
    }
    for start, end in sorted(spans):
        if any(a <= start and end <= b for a, b in quoted) or any(
            (a, b) != (start, end) and a <= start and end <= b for a, b in spans
        ):
            continue
        span = sentence.place(start, end)
        yield literal(answer[slice(*span)], text[start:end], span, "name", cited, question, report)


def _tagged_names(text: str, report: Report) -> Iterator[tuple[int, int]]:
    """Where the segmenter sees a name, and runs of nouns that hold one and end like a name (…大学, …高速)."""
    own = {report.place, short_place(report.place)}
    general = (
        word_list("not_a_place")
        | word_list("vague")
        | word_list("filler")
        | word_list("own_place")
        | _official()
    )
    words = tagged(text)
    for i, word in enumerate(words):
        if (word.tag in _NAME_TAGS and len(word.text) > 1 and word.text not in own | general) or (
            _TOWN.fullmatch(word.text) and word.tag.startswith("n") and word.text not in own | general
        ):
            yield word.start, word.end
        if not HEADS.search(word.text):
            continue
        first = i
        while first and words[first - 1].tag in (*_NAME_TAGS, *_PART_TAGS):
            first -= 1
        run = words[first:i]
        if any(w.tag in (*_NAME_TAGS, "a", "nr") and w.text not in own | general for w in run) or (
            _EVENTS.search(word.text)
            and (any(w.text not in general for w in run) or (run and word.text.endswith("奖")))
        ):
            start = next((w.start for w in run if w.tag in _NAME_TAGS), run[0].start)
            yield start, word.end


def places(text: str, report: Report) -> frozenset[str]:
    """The places other than the report's own that a text names."""
    own = {report.place, short_place(report.place)}
    return frozenset(
        w.text for w in tagged(text) if w.tag == "ns" and _TOWN.fullmatch(w.text) and w.text not in own
    ) - word_list("not_a_place")


def _official() -> frozenset[str]:
    return frozenset(w for entry in glossary().entries for w in (*entry.official, *entry.everyday))
