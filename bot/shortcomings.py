"""What a report admits to be lacking (还有这些困难：…；…), and other lists that one sentence opens."""

from __future__ import annotations

import re

from report_bot.ingest.types import Passage

from .coverage import coverage
from .types import Evidence
from .vocabulary import short_place

LISTED = 6  # sentences of a list (困难和问题：…；…；…) that are said …
AS_LONG = 420  # … and more of them while all together take no more characters than this

NAMED = 0.8  # share of the question's terms that the sentence which opens a list must carry
_ITEM = re.compile(r"(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳])")
_LIST_ASKED = re.compile(r"哪|什么|啥|清单|内容")
_LACK = (
    "困难|难题|问题|挑战|不足|短板|差距|矛盾|弱项|薄弱环节|毛病|缺点|没(?:有)?做好|没干好|做得不好|做得不够"
)
# What a question for them consists of beside the lack itself: 政府工作还有哪些…, 目前面临什么….
_ASIDE = re.compile(
    r"请问|去年|今年|上年|报告|政府|市里|省里|县里|区里|地方|哪儿|工作|经济|社会|发展|最大|当前|目前|现在|自己|突出|主要|存在|面临|遇到|承认|指出|提到|坦承|认为|说了?|哪些|哪几个|什么|有没有|一些|方面|我们|咱们?|[中里上下还有和与的都在也是啥哪些呢吗，。？?！! ]"
)
_LACKS = re.compile(rf"(?:{_LACK})+")
_ADMITTED = re.compile(
    rf"问题(?:也|同样)?不[容可]忽视|清醒地?(?:认识|看)到[^。；]{{0,80}}(?:{_LACK})|(?:面临|存在|看到)[^。；：:]{{0,30}}(?:{_LACK})[^。；：:]{{0,10}}(?:[：:。]|$)"
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
    return ()


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
