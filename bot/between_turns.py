"""A bare difference or sum (差多少, 一共多少) → both things that the turns before it asked about, in one question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from .earlier import Asked

_FILL = r"(?:那么?|一下|一年|每月|一个月|能|大概|到底|是|又|还|还要|要|得|会|想|打算|这|两年|两者|两个|两项|两种|两样|它们|他们|二者|之间|相比|算下来|前后|那?比(?:去年|上年|今年|前者|后者))*"
_MANY = r"(?:多少|几)(?:十|百|千|万|亿)*"
_UNIT = r"(?:个百分点|个点|百分点|公里|平方米|[一-鿿]?[元家个人名户所处座项件条亩斤吨张套辆台枚块棵次]|钱)?"
_COUNTED = re.compile(
    rf"{_MANY}(?:个点|[元家个人名户所处座项件条亩斤吨张套辆台枚块棵次]|公里|天|个百分点|钱)"
)
_WAY = r"(?:多|少|高|低|快|慢|增加|减少|增多|降低?|下降|涨|提高|上升|缩小|扩大)"
_WHICH_ONE = r"(?:哪一?[个样边项头]|谁)(?:更|比较|的|要)*"
_MORE = r"(?:[涨增升降跌长]得?)?(?:更|比较)?[快慢高低多少大小]些?"
_APART = re.compile(
    rf"^{_FILL}(?:(?:相差|差)(?:了|出|距)?(?:有|是)?(?:{_MANY}{_UNIT}|多大)?|(?:{_WAY}|新增|净增)[一-鿿]?(?:了|出|出来)?{_MANY}{_UNIT}|{_WAY}了(?:还是{_WAY}了?)?|(?:升|涨|增|高|多|快)了?还是(?:降|跌|减|低|少|慢)了?|{_WHICH_ONE}{_MORE}|(?:增长|增)了?{_MANY}(?:亿|万|个亿)[元人吨]?)$"
)
_NAMED_APART = re.compile(
    rf"^(?:(?:城乡|两边|男女|前后)(?:差|相差)|比(?P<than>[一-鿿]{{2,8}}?)的?{_WAY}(?:了|出)?{_MANY}{_UNIT}$)"
)
_SUM = re.compile(
    rf"^{_FILL}(?:[两三四](?:个|项|者|样|种))?(?:一共|总共|拢共)?(?:加起来|加一起|加在一起|加一块儿?|合起来|合计|总共|一共|拢共|共)(?:一共|总共)?(?:是|有|要)?(?:{_MANY}{_UNIT})?$"
)
_WHICH = re.compile(rf"{_FILL}{_WHICH_ONE}(?P<way>{_MORE})")
_TWO_ASKED = re.compile(
    r"(?P<both>[^，。？?]{2,}?(?:和|跟|与|、)[^，。？?]{2,}?)(?:，?(?:去年|今年))?(?:各自?|分别|都)[^，。]{0,6}(?:多少|几|了吧|了吗)[^，。]{0,3}[？?]?"
)
_GROWN = re.compile(r"涨|增[加长多]?了|提高|上升|降|下降")
_EACH = re.compile(r"分别|各")
_THREE = re.compile(r"三")


def between_turns(body: str, turns: Sequence[Asked]) -> str:
    """The whole question for a bare difference or sum after at least two turns; "" where there is nothing to set apart.

    One subject at two times (去年, 今年), or two subjects at one time (城市低保, 农村低保). `turns`: the oldest first.
    """
    apart, named, total = _APART.match(body), _NAMED_APART.match(body), _SUM.match(body)
    if not (apart or named or total):
        return ""
    counted = next(
        (m[0] for text in (body, *(t.text for t in turns[:-3:-1])) if (m := _COUNTED.search(text))), "多少"
    )
    ask = "加起来是多少" if total else f"相差{counted}"
    which = _WHICH.fullmatch(body)
    if which:  # 哪个涨得快: the growth of both, and no difference of what they are
        ask = f"哪个{which['way']}"
        if turns and (both := _two_of_one(turns[-1].text)):
            return both + ask
    if apart and not which and _GROWN.search(body) and _two_things(turns):
        return ""  # 甲和乙分别是多少，涨了多少: each by itself, not the one from the other
    if turns and (both := turns[-1].side_by_side):
        return turns[-1].said_time + both + ask
    if (
        turns
        and "城乡" in turns[-1].text
        and (named or (apart and len(turns) == 1 and _EACH.search(turns[-1].text)))
    ):
        return f"{turns[-1].said_time}城乡{turns[-1].subject.replace('城乡', '')}{ask}"
    if apart and turns and turns[-1].words and len({t.period for t in turns[-1].times}) == 2:
        first, last = turns[-1].times[0], turns[-1].times[-1]
        said = turns[-1].text
        return f"{turns[-1].measured}{said[first.start : first.end]}和{said[last.start : last.end]}{ask}"
    if len(turns) < 2 or not all(t.words for t in turns[-2:]):
        return ""
    *_, one, two = turns
    if named and named["than"] and named["than"] not in one.text + two.text:
        return ""
    periods = [{t.period for t in turn.times} for turn in (one, two)]
    if _same(one, two) and not (periods[0] == periods[1] and one.subject != two.subject):
        if periods[0] == periods[1] or len(periods[1]) != 1 or len(periods[0]) > 1:
            return ""
        ask = "分别是多少" if total else ask  # what is done and what is planned make no sum
        return f"{two.measured}{one.said_time or '去年'}和{two.said_time}{ask}"
    if periods[0] != periods[1]:
        return ""
    named_before = [turn for turn in turns[-3:] if turn.words]
    several = named_before if total and _THREE.search(body) else [one, two]
    words = zip(*([w.text for w in turn.words] for turn in several), strict=False)
    lead = "".join(each[0] for each in takewhile(lambda each: len(set(each)) == 1, words))
    return two.said_time + lead + "和".join(turn.measured.removeprefix(lead) for turn in several) + ask


def _two_of_one(text: str) -> str:
    """What one question asks of two things (旅游的人和旅游的钱 of …各涨了多少), with its time; "" where it asks no two."""
    found = _TWO_ASKED.fullmatch(text)
    return found["both"] if found else ""


def _two_things(turns: Sequence[Asked]) -> bool:
    """Whether one turn asked several things, or the last two asked different things of one time (出口, 进口, then 涨了多少)."""
    if len(turns) < 2:
        return len(turns) == 1
    one, two = turns[-2:]
    return {t.period for t in one.times} == {t.period for t in two.times} and not _same(one, two)


def _same(one: Asked, two: Asked) -> bool:
    """Whether two questions are about one thing: what the one names the other names too."""
    return bool(one.named and two.named) and (one.named <= two.named or two.named <= one.named)
