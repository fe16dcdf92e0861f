"""Figures that an answer worked out itself: differences, sums and ratios of licensed figures that may be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from report_bot.ingest.types import Figure

from .check_claims import Claim
from .check_source import Source
from .check_values import Hedge, hedges, hedges_of
from .compare import why_unlike

_LESS = re.compile(r"少|低|减|降|回落|下滑|不及|缩")
_MORE = re.compile(r"多|高|增|升|提|涨|超出|扩")
_NO_SIGN = re.compile(r"相差|差距|差额|之差|差(?!不多)")
_RATIO = re.compile(r"倍|相当于|占|是.{1,12}的")


@dataclass(frozen=True, slots=True)
class Worked:
    """A sum that comes out: `fault` is "" or says in Chinese why it may not stand."""

    fault: str


def worked_out(claim: Claim, said: Sequence[tuple[Claim, Source]], after: str) -> Worked | None:
    """Whether the claim is worked out from two licensed figures said in the answer; None where nothing fits.

    `after` is what the answer says from the claim on, in which the operands' qualifiers must be carried over.
    """
    if not (
        claim.differs
        or claim.sums
        or claim.working
        or claim.amount.unit == "倍"
        or _RATIO.search(claim.local)
    ):
        return None
    fault: str | None = None
    for (_, a), (_, b) in combinations(_distinct(said), 2):
        found = _operation(claim, a, b)
        if found is None:
            continue
        if (unlike := why_unlike(a.figure, b.figure)) and not _both_sides_named(claim, a.figure, b.figure):
            fault = fault or f"不能相加减：{unlike}"
        elif found:
            fault = fault or found
        elif missing := _dropped(claim, a, b, after):
            fault = fault or missing
        else:
            return Worked("")
    return None if fault is None else Worked(fault)


def _both_sides_named(claim: Claim, a: Figure, b: Figure) -> bool:
    """Whether two sides of one list are set apart by name (城镇6.9万元，农村3.4万元，相差…): then they may be subtracted."""
    if not (a.item and b.item and claim.differs) or a.item == b.item:
        return False
    said = claim.carried + claim.clause
    return a.item in said and b.item in said and not why_unlike(*map(_without_item, (a, b)))


def _without_item(figure: Figure) -> Figure:
    return replace(figure, item="", indicator=figure.indicator.replace(figure.item, "", 1))


def _distinct(said: Sequence[tuple[Claim, Source]]) -> list[tuple[Claim, Source]]:
    return list({(s.figure.start, s.passage.id): (c, s) for c, s in said}.values())


def _operation(claim: Claim, a: Source, b: Source) -> str | None:
    """None where the claim is no result of the two; "" where it is; else what is wrong with its direction."""
    x, y, value = a.figure.value, b.figure.value, claim.amount.value
    unit = a.figure.unit
    expected = "个百分点" if unit == "%" else unit
    if claim.amount.unit == expected or (not claim.amount.unit and claim.working):
        if value == abs(x - y) and (claim.differs or claim.working):
            return _sign(claim, a, b)
        if value == x + y and unit != "%" and (claim.sums or claim.working):
            return ""
    if claim.amount.unit in ("倍", "%") and x and y and (not claim.differs or claim.working):
        for over, under in ((x, y), (y, x)):
            ratio = over / under * (100 if claim.amount.unit == "%" else 1)
            if (
                _rounds_to(ratio, value)
                and _RATIO.search(claim.clause + claim.amount.unit)
                and "增" not in claim.local
            ):
                return _ratio_order(claim, a, b, over == x)
    return None


def _rounds_to(exact: Decimal, value: Decimal) -> bool:
    places = -int(value.as_tuple().exponent) if isinstance(value.as_tuple().exponent, int) else 0
    return exact.quantize(Decimal(1).scaleb(-max(places, 0)), ROUND_HALF_UP) == value


def _sign(claim: Claim, a: Source, b: Source) -> str:
    """Whether 多 or 少 goes the right way: from the base that 比 names, else from the earlier to the later year."""
    words = claim.local.split(" ")[0]
    if claim.working or (_NO_SIGN.search(words) and not (_LESS.search(words) or _MORE.search(words))):
        return ""
    less = list(_LESS.finditer(words.replace("至少", "").replace("不少于", "")))
    more = list(_MORE.finditer(words.replace("最多", "")))
    if not less and not more:
        return ""
    said = -1 if less and (not more or less[-1].start() > more[-1].start()) else 1
    pa, pb = a.figure.period, b.figure.period
    if pa == pb and (sides := _over_base(claim, a, b)):
        return "" if (sides[0].figure.value > sides[1].figure.value) == (said > 0) else "多少说反了"
    if (pa is None) != (pb is None) and a.figure.clause_start == b.figure.clause_start:
        early, late = (a, b) if pa is None else (b, a)  # 由9.8%降至7.5%
        return "" if (late.figure.value > early.figure.value) == (said > 0) else "多少说反了"
    if pa is None or pb is None or pa == pb:
        return "看不出是谁比谁多"
    early, late = (a, b) if pa.last < pb.last else (b, a)
    base = re.search(
        r"[比较](?P<base>今年|去年|上年|(?:19|20)\d\d年)",
        claim.clause[: claim.clause.find(claim.amount.text)],
    )
    backwards = base is not None and (
        base["base"] == "今年" or base["base"].startswith(str(late.figure.period))
    )
    change = (late.figure.value - early.figure.value) * (-1 if backwards else 1)
    return "" if (change > 0) == (said > 0) else "多少说反了"


def _over_base(claim: Claim, a: Source, b: Source) -> tuple[Source, Source] | None:
    """The two, the one that 比 names second (城市…92元，比农村的80元高…); None where it names neither side."""
    named = re.search(r"[比较](?P<base>[^，。；]{1,10})", claim.carried[-24:] + claim.local)
    for base, other in ((a, b), (b, a)):
        if named and base.figure.item and base.figure.item in named["base"]:
            return other, base
    return None


def _ratio_order(claim: Claim, a: Source, b: Source, a_over_b: bool) -> str:
    over, under = (a, b) if a_over_b else (b, a)
    base = re.search(r"(?:是|为|相当于|占)(?P<base>今年|去年|上年|(?:19|20)\d\d年)", claim.clause)
    if base is None or under.figure.period is None or over.figure.period is None:
        return ""
    past = under.figure.period.last < over.figure.period.last
    says_past = base["base"] in ("去年", "上年") or base["base"].startswith(
        str(min(under.figure.period.last, over.figure.period.last))
    )
    return "" if past == says_past else "倍数说反了"


def _dropped(claim: Claim, a: Source, b: Source, after: str) -> str:
    """The operands' qualifiers must be said with the result, or right behind it; 约 stands for all of them."""
    told = claim.hedges | hedges(after) | hedges(re.sub(r"\d.*", "", claim.local))
    for hedge in hedges_of(a.figure) | hedges_of(b.figure):
        least = hedge is Hedge.ABOVE and Hedge.LEAST in told  # 突破7亿元 less 5亿元 is 2亿元以上
        if hedge not in told and Hedge.ABOUT not in told and not least:
            return f"算出的数漏了限定词“{hedge}”"
    return ""
