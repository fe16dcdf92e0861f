"""A number inside brackets behind a name (某医院（总投资8亿元，设床位900张）主体封顶): whose it is, and its own words."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest import wording
from report_bot.ingest.claims import Slot
from report_bot.ingest.naming import Name, split_action

_PARTS = re.compile(r"[，、；（(]")


def owner_in_front(slot: Slot, clause_start: int) -> tuple[str, Slot]:
    """The name that the brackets stand behind, and the slot with the words inside alone; ("", slot) outside brackets."""
    lead = slot.clause[: slot.amount.start - clause_start]
    opened = max(lead.rfind("（"), lead.rfind("("))
    if opened <= max(lead.rfind("）"), lead.rfind(")"), 0):
        return "", slot
    owner = split_action(wording.strip_lead(_PARTS.split(lead[:opened])[-1]))[1]
    owner = without_its_figures(owner)
    if re.search(r"\d", owner):  # 增长1.7%（同口径增长2.5%以上）: no name stands before them
        return "", replace(slot, before=_PARTS.split(lead)[-1], first=False)
    if not re.search(r"[一-鿿]{2}", owner):
        return "", slot
    return owner, replace(slot, before=_PARTS.split(lead)[-1], first=False)


def without_its_figures(owner: str) -> str:
    """What stands before brackets without the figure that describes it: 总投资21亿元的|某电站（装机…）."""
    return re.sub(r"^.*\d[^的\d]{0,6}的(?=[一-鿿]{2})", "", owner)


def named_in_brackets(owner: str, named: Name) -> Name:
    """某医院 + 床位; the owner alone where the number has no words of its own."""
    if not named.own or not named.indicator:
        return Name(owner, action=named.action)
    own = split_action(named.indicator)[1] if named.indicator.startswith("设") else named.indicator
    return replace(named, indicator=owner + own.removeprefix("设"), behind=0)
