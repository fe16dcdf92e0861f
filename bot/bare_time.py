"""A follow-up that asks the same of another year in so many words (今年还要再建多少, 今年打算搞几家) → 那今年呢."""

from __future__ import annotations

import re

from .asked import asked_units

_COUNTED = "[个家项场公里万亩平方米元块钱人名户所座条套台件头只亿吨次张辆趟处部棵艘]"
_SAME_OF_YEAR = re.compile(
    r"那?(?P<year>今年|明年|去年)(?:呢[，,])?(?:还|要|想|打算|计划|准备|总共|一共|再|争取|能|得|会|就|又|大概|定的?|里头)*"
    r"(?:新)?(?:弄|做|搞|达|加|添|建|修|增|投|收|办|招|演|改|种|造|拿|补|发|干|整|上|开|引|拉|培训?)?(?:到|成|出来|了|出)?(?:多少|几)"
    rf"{_COUNTED}{{0,4}}(?:来着|呢|呀|啊|了|嘛|哦)*[？?。]?"
)
_OF_ANOTHER = re.compile(
    r"那?(?P<name>(?![今去明前]年)[一-鿿]{2,8})呢[，,](?P<asks>[一-鿿]{0,4}(?:多少|几)[一-鿿]{0,3})[？?。]?"
)


def as_bare_time(text: str, before: str) -> str:
    """那今年呢 for a text that names nothing but a year, where it counts in no other unit than the question before it.

    机器人呢，新添几台 is one question, of the time before it.
    """
    if other := _OF_ANOTHER.fullmatch(text):
        return f"那{other['name']}{other['asks']}"
    found = _SAME_OF_YEAR.fullmatch(text)
    if found is None:
        return text
    units, then = asked_units(text), asked_units(before)
    return text if units and then and not units & then else f"那{found['year']}呢"
