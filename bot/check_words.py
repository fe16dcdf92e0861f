"""Whether the words around a number in an answer name the same thing as a figure of the report does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from report_bot.ingest.types import Figure
from report_bot.prompts.load import glossary, word_list, word_map

from .check_scope import JOINED, SCOPE, SIDE, lumped, narrower, one_side, spread
from .check_source import Source
from .check_values import same_kind
from .coverage import plain
from .exclusive import excludes
from .segment import tagged

_SAME = (
    ("规模以上", "规上"), ("限额以上", "限上"), ("人均每", "人均"), ("城里人", "城镇居民"), ("城里", "城镇"), ("乡下", "农村"), ("农民", "农村居民"), ("村里", "农村"),
    ("级及以上", "级以上"), ("本外币", ""), ("人民币", ""), ("政策举措", "措施"), ("政策措施", "措施"), ("举措", "措施"),
    ("新改扩建", "新建改建扩建"), ("改扩建", "改建扩建"), ("新改建", "新建改建"),
)  # fmt: skip
_GROWTH = re.compile(r"(?:增长|增速)$")
_NOUN = ("n", "vn", "an", "b", "j", "l", "i", "eng", "s", "a")
_MODIFIER = re.compile(
    r"总数|数量|总量|总额|个数|数字|数据|情况|方面|部分|人数|户数|家数|总共|规模|水平|比重|占比|比例|增速|增幅|涨幅|降幅|增长|速度|金额|资金|位次|排名|名次|标准|成绩|指标|目标|全国|全省|全市|全县|全区|我市|我省|当地|本市|[市县区省]政府|政府|我们|报告|位居|位列|稳居|名列|排在|准确|正确|真实|具体|实际|显示|官方|年末|年底"
)
_TIMES = re.compile(r"(?:19|20)\d\d年?|去年|今年|上年|本年|年度|全年|年内|年底|同比|环比|当年|同期|上一年")
SHARE_OF = re.compile(r"占[^占]{2,10}?的?(?:比重|比例)")
_SIZE_CLASS = re.compile(
    r"(?<![\d.])[\d.]*[一二三四五六七八九十]*[百千万亿]+元(?=及?以[上下])|(?<=[超过满达])[\d.]+[百千万亿]*元(?!以)"
)
_LONG = 14  # in a longer name 和 joins what describes, not what is counted
COVERED = 0.5  # share of an indicator's characters that the words said must carry
LOOSE = 0.35  # … where the sources have no other figure of the kind


@dataclass(frozen=True, slots=True)
class Fit:
    """How the words said agree with a figure's name. `share` is how much of the name they carry; `fault` says in
    Chinese what speaks against it, "" where nothing does."""

    share: float
    fault: str
    least: float = COVERED

    @property
    def holds(self) -> bool:
        return not self.fault and self.share >= self.least


@cache
def _groups() -> dict[str, tuple[frozenset[str], ...]]:
    """Each word of the glossary (plain) → the official words of its entries; each official word is its own."""
    found: dict[str, list[frozenset[str]]] = {}
    for entry in glossary().entries:
        official = frozenset(plain(w) for w in entry.official if len(w) > 1)
        for word in (*entry.official, *entry.everyday):
            if len(word) > 1:
                found.setdefault(plain(word), []).append(official)
    return {word: tuple(groups) for word, groups in found.items()}


@lru_cache(maxsize=1 << 14)
def _known(text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """The glossary's words in a plain text, the longest first at each place: (start, end, official words)."""
    groups, found, at = _groups(), [], 0
    while at < len(text):
        for end in range(min(len(text), at + 14), at + 1, -1):
            if text[at:end] in groups:
                found.append((at, end, frozenset().union(*groups[text[at:end]])))
                break
        at += 1
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def normal(text: str) -> str:
    """Plain text in which wordings of one scope are the same (规模以上 → 规上)."""
    for old, new in _SAME:
        text = text.replace(old, new)
    return plain(text)


def name_of(figure: Figure) -> str:
    """The indicator with its item; a rank's item is only its field (全省)."""
    apart = figure.item if figure.measure != "rank" and figure.item not in figure.indicator else ""
    return normal(figure.indicator + apart)


def carried_share(name: str, said: str) -> float:
    """Share of the name's characters that the words said hold, word for word or by an official synonym. Both `normal`."""
    if not name:
        return 0.0
    if len(name) == 1:
        return float(name in said)
    marked = [False] * len(name)
    for i in range(len(name) - 1):
        if name[i : i + 2] in said:
            marked[i] = marked[i + 1] = True
    for start, end in _synonyms(name, said):
        marked[start:end] = [True] * (end - start)
    return sum(marked) / len(name)


def _synonyms(name: str, said: str) -> list[tuple[int, int]]:
    """Where the name has a word for which the words said hold an official or everyday synonym."""
    told = [official for _, _, official in _known(said)]
    # GDP增长 stands in the glossary for 地区生产总值增长; the figure's name is without the growth
    words = {w for official in told for word in official for w in (word, _GROWTH.sub("", word)) if len(w) > 1}
    spans = [(at, at + len(word)) for word in words if (at := name.find(word)) >= 0]
    return spans + [(a, b) for a, b, official in _known(name) if any(official & other for other in told)]


def fit(source: Source, local: str, said: str, scope: tuple[Figure, ...]) -> Fit:
    """Beside a figure: the words that touch the number (`local`), all that may name it (`said`: with the carried
    subject and the question), and the other figures of the sources that it may be taken for (`scope`)."""
    figure = source.figure
    name = name_of(figure)
    if excludes(local, figure):
        return Fit(0.0, "说的不是同一样东西")
    local, said = normal(local), normal(said)
    if not SHARE_OF.search(local):
        name = SHARE_OF.sub("占比", name)  # of what it is a share need not be said again
    share = _share(figure, name, said)
    if _bounds(name) - _bounds(said) or _bounds(local) - _bounds(name):
        return Fit(share, "所说的档次不同")
    if missing := _missing_scope(figure, name, local, said):
        return Fit(share, f"没有说明“{missing}”")
    if alien := _alien(source, name, local, scope):
        return Fit(share, f"“{alien}”不是这个数据的指标")
    alone = not any(f.value != figure.value and same_kind(f, figure) for f in scope if f is not figure)
    return Fit(share, "", LOOSE if alone and content(local) else COVERED)


def _bounds(text: str) -> frozenset[str]:
    """The amounts of money inside a name, which set its size class (亿元以上项目)."""
    return frozenset(m[0] for m in _SIZE_CLASS.finditer(text))


def _share(figure: Figure, name: str, said: str) -> float:
    """The share carried; of a name that joins several things (A、B) the least part's counts."""
    parts = [
        normal(p)
        for p in re.split(
            r"[、和及与]" if len(name) <= _LONG else "、",
            re.sub(r"“[^”]*”", lambda m: m[0].replace("、", ""), figure.indicator),
        )
    ]
    whole = carried_share(name, said)
    if len(parts) > 1 and not figure.item and all(len(p) > 1 for p in parts):
        return min(whole, *(1.0 if carried_share(p, said) >= 0.5 else 0.0 for p in parts))
    return whole


def _missing_scope(figure: Figure, name: str, local: str, said: str) -> str:
    """A word that narrows the figure's indicator and that nobody said."""
    told, said = said, spread(said)
    for match in SCOPE.finditer(name):
        if match[0] == "城镇" and "新增就业" in said and "新增就业" in name:
            continue  # which is short for 城镇新增就业
        if match[0] not in said and not _by_synonym(match.span(), name, said):
            return match[0]
    item = normal(figure.item)
    if item and figure.measure != "rank" and lumped(item, local, told):
        return figure.item
    if item and figure.measure != "rank" and carried_share(item, said) < COVERED and item not in said:
        return figure.item
    return ""


def _by_synonym(span: tuple[int, int], name: str, said: str) -> bool:
    """Whether the words said hold a synonym of a longer name that covers the span (GDP for 地区生产总值).

    A word that is only a part of the name says less than it: 医院 is no 县级医院.
    """
    for a, b, official in _known(said):
        for start, end in _synonyms(name, said[a:b]) if official else ():
            if start <= span[0] and span[1] <= end and said[a:b] not in name[start:end]:
                return True
    sides = word_map("items")
    return any(word in said and side == name[slice(*span)] for word, side in sides.items())


def content(local: str) -> tuple[str, ...]:
    """The words of some text that may name an indicator: no times, numbers, verbs of doing or other small words."""
    bare = _TIMES.sub(" ", local)
    generic = word_list("filler") | word_list("question")
    return tuple(
        w.text
        for w in tagged(bare)
        if len(w.text) > 1
        and (w.tag == "eng" or w.tag[:1] not in "xmtdpcurqyeof")
        and w.text not in generic
        and not _MODIFIER.fullmatch(w.text)
    )


def _alien(source: Source, name: str, local: str, scope: tuple[Figure, ...]) -> str:
    """A word beside the number that names something else: another figure of the sources, or nothing in the passage."""
    figure, passage = source.figure, source.passage
    context = normal("".join(passage.section) + source.told + figure.indicator + figure.item)
    beside = "" if "分别" in source.clause else normal(source.around)
    others = [f for f in scope if f is not figure and same_kind(f, figure) and f.value != figure.value]
    for other in (f for f in scope if f.unit == figure.unit and f.value != figure.value):
        theirs = normal(other.indicator)
        if len(theirs) > 2 and theirs in local and theirs not in name and name not in local:
            return other.indicator
    own = [False] * len(local)
    for start, end, _ in _known(local):
        if local[start:end] in name or _synonyms(name, local[start:end]):
            own[start:end] = [True] * (end - start)
    rivals = "\n".join(normal(f.indicator + f.item) for f in others)
    for joined, parts in JOINED.items():
        if joined in name and joined not in local and not figure.item and (side := one_side(parts, local)):
            return side
        if joined in local and joined not in name and joined not in beside and narrower(parts, name):
            return joined
    for match in SIDE.finditer(local):
        theirs = (spread(name) + normal(source.clause)).replace("城市", "城市城镇")
        if match[0] not in theirs:
            return match[0]
    for match in SCOPE.finditer(local):
        if (
            match[0] not in spread(name)
            and not all(own[slice(*match.span())])
            and (match[0] in rivals or match[0] not in context)
        ):
            return match[0]
    words = [w for w in tagged(local) if w.text in set(content(local))]
    vague = word_list("vague")
    hits = 0
    for word in words:
        text, span = word.text, slice(word.start, word.end)
        if (
            text in name
            or all(own[span])
            or (len(text) > 2 and all(text[i : i + 2] in name for i in range(len(text) - 1)))
        ):
            hits += 1
            continue
        hits += text in beside
        noun = word.tag.startswith(_NOUN) or text in _groups()
        if text in rivals and text not in vague and noun and text not in beside:
            return text
        if noun and text not in context and text not in vague and not related(text, context):
            return text
    named = [w for w in words if w.text not in vague]
    if named and not hits and not any(own):
        return named[0].text
    return ""


def related(word: str, context: str) -> bool:
    """Whether the glossary gives an official word for this one that the passage uses."""
    return any(official in context for group in _groups().get(word, ()) for official in group)
