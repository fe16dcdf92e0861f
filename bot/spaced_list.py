"""Things typed with nothing but blanks between them (低保 养老金 多少) → a row with 、, as phones are typed on."""

from __future__ import annotations

import re

from report_bot.prompts.load import word_list, word_map

from .normalise import simplified
from .vocabulary import Vocabulary, plain

_BLANK = re.compile(r"[ 　\t]+")
_TIME = r"(?:去年|今年|明年|前年|(?:20)?\d\d年|[“\"]?十[三四五]五[”\"]?(?:期间|时期|末)?|过去五年|五年来?|两年|这两年)"
_LEAD = re.compile(
    rf"^(?:请问|想问|问下|查下|查一下|说说|{_TIME}|的|全[省市县区]|[我咱本][省市县区]|咱们?|我们)+"
)
_ASKS = re.compile(
    rf"{_TIME}|分别|各自?|[都一]共|总共|加起来|(?:一起)?(?:都|全)?说说|是|有|多少|几|第几|增长|增速|涨|[升降减]|目标|情况|怎么样|咋样|如何|呢|[？?。！!]"
)
_NAME = re.compile(r"[一-鿿A-Za-z0-9.“”]{2,12}")
_DOES = re.compile(
    r"(?:新增|增加|增长|建设|改造|完成|达到|提高|提升|下降|降低|新建|修建|建成|引进|培育|打算|计划|目标|投资|总[量额]|余额|占比|比重|排名|增速|情况)+"
)
_MEASURE = re.compile(r"(?:报销|补助|缴费)(?:比例|标准)$")  # 住院 报销比例: of it
_SEVERAL, _MOST = 3, 12
HALF = 0.5  # of a name's pairs of characters, which the report must have


def spaced_list(text: str, vocabulary: Vocabulary) -> str:
    """The text with 、 for each blank between two names of a row, and 各 before what is asked of them.

    Two names only where the report or the glossary knows both as phrases; three or more also where the report just has
    the words. A name that the report writes as one with its neighbour (新能源 装机) is no row.
    """
    pieces = _BLANK.split(text.strip())
    if not 2 <= len(pieces) <= _MOST:
        return text
    heads = [_head(piece) for piece in pieces]
    tails = [_LEAD.sub("", piece) for piece in pieces]
    joins = [
        _names(tails[i], vocabulary) and _names(heads[i + 1], vocabulary) and not _as_one(tails[i], heads[i + 1], vocabulary)
        for i in range(len(pieces) - 1)
    ]  # fmt: skip
    out, listed, start = pieces[0], False, 0
    for i, joined in enumerate(joins):
        if not joined:
            start = i + 1
        row = _row(joins, start)
        measured = (
            row == 2
            and i == len(joins) - 1
            and _MEASURE.search(heads[i + 1])
            and not _MEASURE.search(tails[i])
        )
        known = not measured and all(
            plain(simplified(n)) in vocabulary.phrases for n in (tails[i], heads[i + 1])
        )
        taken = joined and (row >= _SEVERAL or known or "各" in text or "分别" in text)
        listed = listed or taken
        out += ("、" if taken else " " if heads[i + 1] else "") + pieces[i + 1]
    return _asked_of_each(out) if listed else text


def _row(joins: list[bool], start: int) -> int:
    """How many names stand in the row that begins at `start`."""
    size = 1
    while start + size - 1 < len(joins) and joins[start + size - 1]:
        size += 1
    return size


def _head(piece: str) -> str:
    """The name that a piece begins with: 社零 of 社零去年多少."""
    piece = _LEAD.sub("", piece)
    found = _ASKS.search(piece, 1)
    return "" if _ASKS.match(piece) else (piece[: found.start()] if found else piece).removesuffix("的")


def _names(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is a bare name of something that the report or the glossary knows."""
    name = plain(simplified(text))
    if not _NAME.fullmatch(text) or _DOES.fullmatch(text) or name in word_map("items"):
        return False
    if name in word_list("question") | word_list("filler") | word_list("own_place") | vocabulary.own_places:
        return False
    if name in vocabulary.phrases or name in vocabulary.text:
        return True
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return sum(pair in vocabulary.text for pair in pairs) >= HALF * len(pairs)


def _as_one(one: str, other: str, vocabulary: Vocabulary) -> bool:
    return plain(simplified(one + other)) in vocabulary.text


def _asked_of_each(text: str) -> str:
    if re.search("各|分别|一共|总共|加起来", text):
        return text
    if "多少" in text:
        return "各多少".join(text.rsplit("多少", 1))
    return text if _ASKS.search(text) else text + "各多少"
