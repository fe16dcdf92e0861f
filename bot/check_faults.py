"""What speaks against taking a claim for a figure of the sources, once their names agree: each fault in Chinese."""

from __future__ import annotations

import re
from collections import Counter

from report_bot.ingest.types import FactStatus, Measure, Period, Report
from report_bot.ingest.wording import FLOWING, SCOPES

from .check_claims import Claim
from .check_reach import part_of_year_fault, place_fault
from .check_source import Source
from .check_time import PLANNED
from .check_values import direction, hedges_of, shared_hedges, unlike_hedges
from .check_words import COVERED, carried_share, normal
from .coverage import plain
from .match import reaches
from .types import Question

_LEVEL = re.compile(
    r"累计|达到?(?!标)|总数|总量|总共|一共|拥有|现有|已有|共有|保有|总计|合计|(?<![没还另])有了?(?=\s|\d|$)"
)
_ADDED = re.compile(
    rf"{FLOWING.pattern}|净增|增加|增设|多出|建成|投用|落成|新(?:办|开|建|增|上|添|设|引|培|挂)"
)
_NEWLY = re.compile(rf"{FLOWING.pattern}|净增|增加(?!值)")
_SUMMED = re.compile(
    r"(?:累计|总数|总量|共有|拥有|现有|已有|总共|一共)(?:达到?|为|有|了|近|约|超过?|突破|\s)*$"
)
_MAKING = re.compile(r"建成|建设|打造|创建|开发|培育|推出|出台|开通|引进|布局|设立|实施|获批|创|引|建")
_SHARE = re.compile(r"占(?!地)|比重|比例|占比|份额|覆盖率|(?<![增长功效汇税利])率(?!先)")
_TO = re.compile(r"(?:到|至|达到|达|为)[^，。；\d]{0,6}$")
_PART = re.compile(r"占|比重|比例|份额|成|分之")
_WHOLE = re.compile(r"占([^占，。；\d]{2,12}?)的?(?:比重|比例|份额|\d|约|近|超|达)")
_FLAT = re.compile(r"(?:达到|达|为|是)(?:了|约|近|超过?|\s)*$")
_BOTH = re.compile(r"新?改扩?建|新(?=[、和或及与])")
_BUILD, _MEND, _END = "新建|建成|修建|新开工", "改造|提升|修复|整治|修缮", "拆除|关停|淘汰|取缔|关闭|压减"
_EVIL = re.compile(
    r"流失|污染|黑臭|隐患|违法|犯罪|案件|事故|债务|不良|落后产能|塌陷|废弃|欠薪|积案|散煤|危房"
)
_REMEDY = re.compile(
    r"改善|治理|修复|整治|减少|下降|降低|压减|化解|排查|消除|淘汰|关停|处置|查处|破获|清理|改造|拆除"
)
_MENDED = re.compile(r"[改治修整减降压化查消淘关处破清除拆解少]")
_RATE = re.compile(
    r"每[位户家村镇个所名](?!月|季度)|每人每[年月日天]|每[年月日天户人亩吨]|人均|户均|亩均|日均|年均|月均"
)
_HOMES = re.compile(r"小区|住房|房屋|危房|棚户区|楼")
_SCOPE_WORD = re.compile(SCOPES)


def faults_of(
    claim: Claim, source: Source, question: Question, report: Report, carried: Claim | None
) -> list[str]:
    """Everything but value and name; [] where the claim may stand. `carried` is the last claim of the sentence before."""
    faults = (
        _period_fault(claim, source, question, report, carried),
        _status_fault(claim, source, question, report, carried),
        _baseline_fault(claim, source),
        _measure_fault(claim, source),
        _share_fault(claim, source, question),
        _direction_fault(claim, source),
        _verb_fault(claim, source),
        _scope_fault(claim, source, report),
        place_fault(claim, source, question, report),
        part_of_year_fault(claim, source, question),
        _rate_fault(claim, source),
        unlike_hedges(
            claim.hedges,
            hedges_of(source.figure),
            shared_hedges(source.figure, source.clause[source.figure.end - source.figure.clause_start :]),
        ),
    )
    return [fault for fault in faults if fault]


def _period_fault(
    claim: Claim, source: Source, question: Question, report: Report, carried: Claim | None
) -> str:
    figure = source.figure
    if figure.period is None:
        return ""
    stated = claim.periods or (carried.periods if carried and not _turns(claim, carried, report) else ())
    asked = stated or question.periods
    if not asked or figure.period in asked or reaches(asked, figure, source.clause):
        return ""
    if not stated and claim.status is FactStatus.TARGET and figure.period.last >= report.year:
        return ""
    return f"时间不同，原文说的是{figure.period}年"


def _turns(claim: Claim, carried: Claim, report: Report) -> bool:
    """Whether a claim turns to plans (or facts) while the sentence before spoke of a year past (or to come)."""
    last = max((p.last for p in carried.periods), default=None)
    if last is None or claim.status is None:
        return False
    return (claim.status is FactStatus.TARGET) == (last < report.year)


def _status_fault(
    claim: Claim, source: Source, question: Question, report: Report, carried: Claim | None
) -> str:
    figure, status = source.figure, claim.status
    if figure.status is FactStatus.OTHER:
        return ""
    if status is None and not claim.periods and carried is not None:
        status = carried.status
    if figure.status is FactStatus.ACTUAL:
        copied = Counter(m[0] for m in PLANNED.finditer(source.around))
        own = Counter(claim.plans) - copied if claim.plans else Counter(["目标"])
        return "原文是完成数，不是目标" if status is FactStatus.TARGET and own else ""
    if status is FactStatus.TARGET:
        return ""
    if status is FactStatus.ACTUAL:
        return "原文是目标，不是完成数"
    spoken = claim.periods or (carried.periods if carried else ()) or question.periods
    if question.status is FactStatus.TARGET or any(_ahead(p, report) for p in spoken):
        return ""
    return "" if _is_verbatim(claim, source) else "原文是目标，回答没有说明是目标"


def _is_verbatim(claim: Claim, source: Source) -> bool:
    """Whether the clause up to the number is the source's own (引导园区发展1—2个): then its mood is the source's too."""
    said = plain(claim.clause[: claim.clause.find(claim.amount.text)])
    return len(said) >= 4 and not _LEVEL.search(said) and said in plain(source.passage.text)


def _ahead(period: Period, report: Report) -> bool:
    return period.last >= report.year


def _baseline_fault(claim: Claim, source: Source) -> str:
    """The A of 由A增长到B is no value of the year."""
    was = r"(?:由|从|原来|原先|此前|之前|现行)[^，]{0,12}$"
    if (
        source.figure.period is None
        and re.search(was, source.lead)
        and not re.search(was, claim.local.split(" ")[0])
    ):
        return "原文是变化之前的数"
    return ""


def _measure_fault(claim: Claim, source: Source) -> str:
    figure, said = source.figure, claim.measure
    if figure.measure is Measure.RANK:
        return _rank_fault(claim, source)
    if re.search("新增|净增", claim.local) and not _NEWLY.search(source.clause):
        return "原文不是新增数"
    share = _SHARE.search(claim.local) is not None
    if figure.measure is Measure.CHANGE:
        reached = re.search(r"(?:达到?|到|至)(?:了|约|近|超过?|\s)*$", claim.local.split(" ")[0])
        wrong = (said is not Measure.CHANGE and (share or figure.unit != "%")) or (
            reached
            and said is not Measure.CHANGE
            and not re.search(r"(?:增速|增长|[增涨]幅)[^\d]*$", claim.carried)
        )
        return "原文是增减幅度，不是总量或占比" if wrong else ""
    if said is Measure.CHANGE:
        if not claim.differs and re.search(r"增加|净增", claim.local) and figure.measure is Measure.NEW:
            return ""
        if figure.measure is Measure.NEW and re.search(r"新增|增加了?$", claim.local.split(" ")[0].strip()):
            return ""
        return "原文是总量或占比，不是增减幅度"
    if figure.measure is Measure.NEW:
        summed = bool(_SUMMED.search(claim.local.split(" ")[0]))
        level = summed or bool(_LEVEL.search(claim.local) and not _ADDED.search(claim.local))
        return "原文是新增数，不是总数" if level and not _LEVEL.search(source.lead) else ""
    if figure.measure is Measure.STOCK and said is Measure.NEW and not _ADDED.search(source.near):
        made = _MAKING.search(source.lead) and not _LEVEL.search(source.near)
        return "" if made else "原文不是新增数"
    return ""


def _share_fault(claim: Claim, source: Source, question: Question) -> str:
    """A share is said to be one, and of its own whole; a growth is that of what grew, not of a share beside it."""
    figure, said = source.figure, f"{claim.carried} {claim.clause} {question.text}"
    if figure.measure is Measure.CHANGE:
        rate = figure.unit == "%" and _SHARE.search(claim.noun)
        if rate and not _SHARE.search(source.clause + figure.indicator):
            return "原文说的是另一个指标的增减"
        flat = figure.unit.endswith("百分点") and _FLAT.search(claim.local.split(" ")[0])
        return "原文是增减幅度，不是总量或占比" if flat else ""
    if figure.measure is not Measure.SHARE or "占" not in figure.indicator:
        return ""
    if not _PART.search(said):
        return "原文是占比"
    own, theirs = _WHOLE.search(claim.clause), _WHOLE.search(figure.indicator)
    if own and theirs and not _agree(normal(own[1]), normal(theirs[1])):
        return f"原文是占{theirs[1]}的比重"
    return ""


def _agree(said: str, theirs: str) -> bool:
    """Whether two names of a whole are the same, or one the other's short form."""
    return max(carried_share(theirs, said), carried_share(said, theirs)) >= COVERED


def _rank_fault(claim: Claim, source: Source) -> str:
    """A rank holds only within its own field (全省, 全国), and that of a rate is not that of what it measures."""
    if source.figure.indicator.endswith("率") and "率" not in claim.carried + claim.clause:
        return f"原文是“{source.figure.indicator}”的位次"
    said = _SCOPE_WORD.findall(claim.local) or _SCOPE_WORD.findall(claim.clause)
    if source.figure.item and said and said[-1] != source.figure.item:
        return f"排名范围不同，原文是“{source.figure.item}”"
    return ""


def _rate_fault(claim: Claim, source: Source) -> str:
    """每人每月 is not 每人每年; what is said of no time or person is not contradicted."""
    said, theirs = (
        set(_RATE.findall(claim.local)),
        set(_RATE.findall(source.clause + source.figure.indicator)),
    )
    odd = [word for word in said if not any(word in other for other in theirs)]
    if odd:
        return "计算口径不同（每人、每月、年均等）"
    homes = "户" in (claim.amount.unit, source.figure.unit) and _HOMES.search(source.figure.indicator)
    return "单位不同，户不是个" if homes and claim.amount.unit != source.figure.unit else ""


def _direction_fault(claim: Claim, source: Source) -> str:
    theirs = direction(re.sub(r"\d[\d.]*", " ", source.lead))
    ours = claim.direction
    if not ours or (claim.differs and source.figure.measure is not Measure.CHANGE):
        return ""
    if ours and theirs and ours != theirs:
        return "增减方向相反"
    if ours < 0 and not theirs:
        return "原文没有说下降"
    return ""


def _verb_fault(claim: Claim, source: Source) -> str:
    kinds = (_BUILD, _MEND, _END)
    said, theirs = (
        {i for i, k in enumerate(kinds) if re.search(k, _BOTH.sub("新建改造", text))}
        for text in (claim.local, source.near + source.figure.indicator)
    )
    if 2 in said and not re.search(_END, source.clause):
        return "原文没有说关停、拆除"
    if said == {0} and theirs >= {0, 1}:
        return "原文把新建和改造算在一起"
    if (
        _EVIL.search(source.figure.indicator)
        and _REMEDY.search(source.lead)
        and not _MENDED.search(claim.local)
    ):
        return "漏了“改善、治理、减少”一类的动词"
    theirs |= {i for i, k in enumerate(kinds) if re.search(k, source.clause)}
    return "做法不同（新建、改造或关停）" if said and theirs and not said & theirs else ""


def _scope_fault(claim: Claim, source: Source, report: Report) -> str:
    """全国, 全省 and the like narrow or widen a figure unless the source says them too."""
    if source.figure.measure is Measure.RANK:
        return ""
    own = {"市": "全市我市本市", "省": "全省我省本省", "县": "全县我县本县", "区": "全区我区本区"}.get(
        report.place[-1:], "全国我国"
    )
    for word in _SCOPE_WORD.findall(claim.local):
        if word not in own and word not in source.passage.text:
            return f"范围不同，“{word}”不在原文里"
    return ""
