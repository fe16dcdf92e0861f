"""Takes the numbers that name a person out of a text: telephones, identity cards, bank cards."""

from __future__ import annotations

import re

MASKED = "［号码］"
_DIGIT = r"[0-9０-９]"
_GAP = r"[\s\-－—–·.．]?"
_SPOKEN = "零〇○一二三四五六七八九幺两"
_UNITS = "元人万亿吨户家个平公立千百%％度米亩件项所张辆次分斤升岁年"
_PATTERNS = (
    # Eleven digits and more, however they are parted: mobile, card of an identity or a bank.
    re.compile(rf"(?<!{_DIGIT})[+＋]?{_DIGIT}(?:{_GAP}{_DIGIT}){{10,}}[Xx×]?"),
    re.compile(rf"[{_SPOKEN}](?:[\s，、]?[{_SPOKEN}]){{9,}}"),
    # Area code and number; service numbers of companies.
    re.compile(
        rf"(?<!{_DIGIT})[(（]?[0０]{_DIGIT}{{2,3}}[)）]?{_GAP}{_DIGIT}{{3,4}}{_GAP}{_DIGIT}{{4}}(?!{_DIGIT})"
    ),
    re.compile(rf"(?<!{_DIGIT})[48]00{_GAP}{_DIGIT}{{3,4}}{_GAP}{_DIGIT}{{3,4}}(?!{_DIGIT})"),
    # Seven digits and more without a unit are a telephone, not a figure.
    re.compile(rf"(?<![{_UNITS}0-9０-９.])[1-9１-９]{_DIGIT}{{6,9}}(?![0-9０-９.．]|\s?[{_UNITS}])"),
)


def masked(text: str) -> str:
    """The text with every such number replaced. Figures with a unit (4380000元) and 12345 stay."""
    for pattern in _PATTERNS:
        text = pattern.sub(MASKED, text)
    return text
