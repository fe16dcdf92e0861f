"""Chinese numerals → value, for the graders alone: it shares nothing with the reader that the bot uses."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}
LETTERS = "".join((*_DIGITS, *_PLACES, *_SCALES))


def read_chinese(written: str) -> Decimal:
    """五万九千 → 59000, 五点九万 → 59000, 四千五百亿 → 450000000000. Raises ValueError on anything else."""
    whole, point, rest = written.partition("点")
    if not point:
        return Decimal(_whole(whole))
    digits = rest.rstrip("万亿百千")
    if not digits or set(digits) - set(_DIGITS):
        raise ValueError(f"not a numeral: {written}")
    value = Decimal(f"{_whole(whole)}.{''.join(str(_DIGITS[c]) for c in digits)}")
    for letter in rest[len(digits) :]:
        value *= _SCALES.get(letter) or _PLACES[letter]
    return value


def _whole(written: str) -> int:
    for scale, worth in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = written.rpartition(scale)
        if found:
            return _whole(head) * worth + (_whole(tail) if tail else 0)
    if not written:
        raise ValueError("empty numeral")
    if len(written) > 2 and not set(written) - set(_DIGITS):  # 二〇二三
        return int("".join(str(_DIGITS[c]) for c in written))
    total = digit = 0
    place = 0  # of the last place word, for 四千五 → 4500
    for letter in written:
        if letter in _DIGITS:
            if digit:
                raise ValueError(f"not a numeral: {written}")
            digit = _DIGITS[letter]
            place = 0 if letter in "零〇" else place
        elif letter in _PLACES:
            total += (digit or 1) * _PLACES[letter]
            digit, place = 0, _PLACES[letter]
        else:
            raise ValueError(f"not a numeral: {written}")
    return total + digit * (place // 10 if place >= 100 else 1)
