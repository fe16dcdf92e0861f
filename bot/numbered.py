"""Lines and roads by their numbers (地铁3号线, G105): whether a text names the one that a question names."""

from __future__ import annotations

import re

from report_bot.ingest.numbers import chinese_value

_NUMBERED = re.compile(
    r"(\d+|[一二三四五六七八九十]+)号线|[GSX](\d{2,4})(?![\dA-Za-z])|(\d{3})[国省县]道|[国省县]道(\d{3})"
)


def names_another_number(asked: str, said: str) -> bool:
    """Whether a question names a line or road by its number that a text does not have (3号线)."""
    return not _numbers_named(asked) <= _numbers_named(said)


def _numbers_named(text: str) -> set[str]:
    """The numbers of lines and roads that a text names: 6 of 六号线, 105 of G105 and 国道105."""
    found = (next(filter(None, match.groups())) for match in _NUMBERED.finditer(text))
    return {number if number.isdecimal() else str(chinese_value(number)) for number in found}
