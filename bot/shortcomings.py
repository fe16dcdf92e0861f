"""What a report admits to be lacking (还有这些困难：…；…), and other lists that one sentence opens."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest.types import FactStatus, Passage

from .coverage import coverage, heavy, plain, term_fit
from .types import Evidence
from .vocabulary import short_place

MISSED_SAID = 2  # sentences on missed aims that are said
LISTED = 6  # sentences of a list (困难和问题：…；…；…) that are said …
AS_LONG = 420  # … and more of them while all together take no more characters than this

NAMED = 0.8  # share of the question's terms that the sentence which opens a list must carry
_ITEM = re.compile(r"(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳])")
_LIST_ASKED = re.compile(r"哪|什么|啥|清单|内容")
_LIST_TITLE = re.compile(r"实事|清单|事项")
FEWEST = 3  # headings below a title that make it a list
_LACK = (
    "困难|难题|问题|挑战|不足|短板|差距|矛盾|弱项|薄弱环节|毛病|缺点|没(?:有)?做好|没干好|做得不好|做得不够"
)
# What a question for them consists of beside the lack itself: 政府工作还有哪些…, 目前面临什么….
_ASIDE = re.compile(
    r"请问|去年|今年|上年|报告|政府|市里|省里|县里|区里|地方|哪儿|工作|经济|社会|发展|最大|当前|目前|现在|自己|突出|主要|存在|面临|遇到|承认|指出|提到|坦承|认为|说了?|[没未]有?(?:得到)?解决(?:好)?|哪些|哪几个|什么|有没有|一些|方面|我们|咱们?|[中里上下还有和与的都在也是啥哪些呢吗啊呀了，。？?！! ]"
)
_LACKS = re.compile(rf"(?:{_LACK})+")
_ADMITTED = re.compile(
    rf"问题(?:也|同样)?不[容可]忽视|清醒地?(?:认识|看)到[^。；]{{0,80}}(?:{_LACK})|(?:面临|存在|看到)[^。；：:]{{0,30}}(?:{_LACK})[^。；：:]{{0,10}}(?:[：:。]|$)"
)


# 民生方面有啥短板, 老百姓生活方面还有什么不足
_OF_TOPIC = re.compile(
    rf"[^，。]{{2,12}}?(?:方面|上|领域|工作)?(?:还)?(?:存在|有)?(?:啥|什么|哪些)(?:突出)?(?:{_LACK})[吗呢？?]?$"
)
_MISSED_ASKED = re.compile(
    r"(?:哪些|什么|啥|哪几[个项]|有没有)[^，。]{0,8}(?:没(?:有)?|未)(?:能)?(?:完成|达到|达标|实现)|(?:没(?:有)?|未)(?:能)?(?:完成|达到|实现)[^，。]{0,6}(?:目标|指标|任务)[^，。]{0,4}(?:哪|什么|啥)|(?:为什么|为啥|咋)[^，。]{0,6}没(?:有)?(?:完成|达到|实现)"
)
_MISSED = re.compile(
    r"(?:未能?|没有)(?:如期)?(?:达到?|完成|实现)[^，。；]{0,10}(?:目标|预期|规划|计划)|(?:未能|没有)如期完成|[低不]于(?:年初)?(?:预期|目标)|不及预期"
)


def asks_shortcomings(text: str, place: str = "") -> bool:
    """Whether a question asks for what the report admits to be lacking, and for nothing else; `place` is the report's."""
    for name in (place, short_place(place)) if place else ():
        text = text.replace(name, "")
    return _LACKS.fullmatch(_ASIDE.sub("", text)) is not None


def shortcomings(evidence: Evidence) -> tuple[Passage, ...]:
    """The sentences that say what is lacking: the one that opens the list with what it lists; () where none does."""
    ordered = _in_order(evidence)
    admitted = [p for p in ordered if _ADMITTED.search(p.text) and "机遇" not in p.text]
    if not admitted:
        return ()
    opening = next((p for p in admitted if re.search("清醒|不[容可]忽视", p.text)), admitted[0])
    if listed := list_from(evidence, opening):
        return listed
    after = [p for p in ordered if p.order > opening.order and p.section == opening.section]
    return (opening, *after[: LISTED - 1])


def of_a_topic(evidence: Evidence) -> tuple[Passage, ...]:
    """What is admitted to be lacking of one topic (民生方面有啥短板); () where that was not asked, or none names it."""
    found = _OF_TOPIC.match(evidence.question.text)
    named = heavy(evidence.question.terms)
    if found is None or not named:
        return ()
    admitted = shortcomings(evidence)
    return tuple(p for p in admitted if any(term_fit(t, plain(p.text)) >= NAMED for t in named))


def missed_aims(evidence: Evidence) -> tuple[Passage, ...]:
    """The sentences that say which aims were missed (未达到预期目标), where that was asked; or ()."""
    if not asks_missed(evidence.question.text):
        return ()
    missed = [p for p in _in_order(evidence) if _MISSED.search(p.text)]
    return tuple(replace(p, status=FactStatus.OTHER) for p in missed[:MISSED_SAID])  # nothing that was done


def asks_missed(text: str) -> bool:
    """Whether a question asks which aims were missed, or why."""
    return _MISSED_ASKED.search(text) is not None


def asked_list(evidence: Evidence) -> tuple[Passage, ...]:
    """The items of the numbered list that was asked for (民生实事有哪些), which a sentence that names it opens; or ()."""
    if not _LIST_ASKED.search(evidence.question.text):
        return ()
    wanted = evidence.question.periods
    for candidate in evidence.candidates:
        passage = candidate.passage
        opens = passage.text.endswith("：") and coverage(evidence.question.terms, passage.text) >= NAMED
        if opens and (not wanted or passage.period in wanted) and (listed := list_from(evidence, passage)):
            return listed[1:]
    return _under_its_title(evidence)


def _under_its_title(evidence: Evidence) -> tuple[Passage, ...]:
    """The first sentence of each heading below a title that names the list (附件 2030年十件民生实事); or ()."""
    terms, wanted = evidence.question.terms, evidence.question.periods
    first: dict[tuple[str, ...], Passage] = {}
    for passage in _in_order(evidence):
        at = next((i for i, title in enumerate(passage.section) if _LIST_TITLE.search(title)), None)
        if at is None or coverage(terms, passage.section[at]) < NAMED or len(passage.section) == at + 1:
            continue
        if not wanted or passage.period in wanted:
            first.setdefault(passage.section[: at + 2], passage)
    return tuple(first.values()) if len(first) >= FEWEST else ()


def _in_order(evidence: Evidence) -> list[Passage]:
    """The passages of the evidence as they stand in the report."""
    return sorted((c.passage for c in evidence.candidates), key=lambda p: p.order)


def list_from(evidence: Evidence, opening: Passage) -> tuple[Passage, ...]:
    """The list that a sentence opens, itself first; () where it opens none.

    What it lists stands behind it in its paragraph (有这些困难：…；…；…。), or as numbered paragraphs of its section.
    """
    if "：" not in opening.text or not opening.text.endswith(("：", "；")):
        return ()
    listed = [opening]
    for passage in _in_order(evidence):
        if passage.order != listed[-1].order + 1:
            continue
        if passage.paragraph != opening.paragraph:
            if passage.section == opening.section and _ITEM.match(passage.text):
                listed.append(passage)
        else:
            listed.append(passage)
            if not passage.text.endswith("；"):
                break
    return tuple(listed) if len(listed) > 1 else ()


def told_of(listed: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """As much of a list as is said: short items all, of long ones the first."""
    length = 0
    for i, passage in enumerate(listed):
        length += len(passage.text)
        if i >= LISTED and length > AS_LONG:
            return listed[:i]
    return listed
