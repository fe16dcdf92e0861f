"""What a report admits to be lacking (还有这些困难：…；…), and other lists that one sentence opens."""

from __future__ import annotations

import re

from report_bot.ingest.types import Passage

from .types import Evidence

LISTED = 6  # sentences of a list (困难和问题：…；…；…) that are said …
AS_LONG = 420  # … and more of them while all together take no more characters than this

_LACK = "困难|难题|问题|挑战|不足|短板|差距|矛盾|弱项|毛病|缺点"
# What a question for them consists of beside the lack itself: 政府工作还有哪些…, 目前面临什么….
_ASIDE = re.compile(
    r"请问|报告|政府|工作|经济|社会|发展|最大|当前|目前|现在|自己|突出|主要|存在|面临|遇到|承认|指出|提到|坦承|认为|说了?|哪些|哪几个|什么|有没有|一些|方面|我们|咱们?|[中里上下还有和与的都在也是啥哪些呢吗，。？?！! ]"
)
_LACKS = re.compile(rf"(?:{_LACK})+")
_ADMITTED = re.compile(
    rf"清醒地?(?:认识|看)到[^。；]{{0,80}}(?:{_LACK})|(?:面临|存在|看到)[^。；：:]{{0,30}}(?:{_LACK})[^。；：:]{{0,10}}(?:[：:。]|$)"
)


def asks_shortcomings(text: str) -> bool:
    """Whether a question asks for what the report admits to be lacking, and for nothing else."""
    return _LACKS.fullmatch(_ASIDE.sub("", text)) is not None


def shortcomings(evidence: Evidence) -> tuple[Passage, ...]:
    """The sentences that say what is lacking: the one that opens the list with what it lists; () where none does."""
    ordered = _in_order(evidence)
    admitted = [p for p in ordered if _ADMITTED.search(p.text) and "机遇" not in p.text]
    if not admitted:
        return ()
    opening = next((p for p in admitted if "清醒" in p.text), admitted[0])
    if listed := list_from(evidence, opening):
        return listed
    after = [p for p in ordered if p.order > opening.order and p.section == opening.section]
    return (opening, *after[: LISTED - 1])


def _in_order(evidence: Evidence) -> list[Passage]:
    """The passages of the evidence as they stand in the report."""
    return sorted((c.passage for c in evidence.candidates), key=lambda p: p.order)


def list_from(evidence: Evidence, opening: Passage) -> tuple[Passage, ...]:
    """The sentences of the list that a sentence opens (有这些困难：…；…；…。), itself first; () where it opens none."""
    if "：" not in opening.text or not opening.text.endswith(("：", "；")):
        return ()
    listed = [opening]
    for passage in _in_order(evidence):
        if passage.order == listed[-1].order + 1 and passage.paragraph == opening.paragraph:
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
