"""Numbers of a sentence → Figures: what is counted, how it is measured, with which qualifier, for which item."""

from __future__ import annotations

import re
from dataclasses import replace

from report_bot.ingest import wording
from report_bot.ingest.add_figure import add_figure
from report_bot.ingest.age_bands import with_bands
from report_bot.ingest.claims import PASSED_IN_TURN, Slot, claimed_amounts
from report_bot.ingest.goes_on import goes_on_adding, goes_on_from, reduced_too
from report_bot.ingest.in_a_row import place_of_whole, things_listed, with_measure_before
from report_bot.ingest.in_brackets import named_in_brackets, owner_in_front
from report_bot.ingest.items import Listed, graded_tail, name_twofold_counts
from report_bot.ingest.measures import is_to, measure
from report_bot.ingest.naming import Name, name
from report_bot.ingest.numbers import MEASURES_QUOTED, Amount
from report_bot.ingest.of_subject import BUILT, PLANT_DONE
from report_bot.ingest.periods import Standing, anchoring_periods, spoken_year
from report_bot.ingest.reading import Reading
from report_bot.ingest.sides import with_wholes
from report_bot.ingest.spent_on import name_by_what_follows
from report_bot.ingest.stages import with_stages
from report_bot.ingest.topics import industry_before, of_industry, of_topic, topic_after, topic_of
from report_bot.ingest.types import FactStatus, Figure, Measure, Passage, Period, Report
from report_bot.ingest.units import COUNT_UNIT, SHARE_UNITS
from report_bot.ingest.value_lists import read_list, risen_together
from report_bot.ingest.yearly_means import over_the_years, spans

_SUBJECT = re.compile(
    r"[^，。；：、]{2,14}?(?:总值|收入|投资|总额|增加值|支出|贷款|存款|余额|面积|产量|规模|数量|价格|人数|销售额|零售额|主体|服务业|制造业|工业|农业|总产(?![值业]))"
)
_COUNTED_OWNERS = re.compile(
    r"(?P<owner>(?!地区|国内)\S{2,6}?)(?P<value>地区生产总值|生产总值|一般公共预算收入|财政收入|城镇居民人均可支配收入|居民人均可支配收入|固定资产投资|工业增加值)"
)
_CARRIES_OUT = re.compile(r"^(?:实施|开展|推进|推动)(?=[一-鿿]{2})")
_NAMED = re.compile(r"[一-鿿A-Za-z“”]{3,12}")  # 城镇新增就业：1.2万人
_OPENS_WITH_SIZE = re.compile(r"(?:总量|总数|总规模|数量|规模)(?:已|就)?(?:达|突破|超|增|扩|接近|逾)")
_TOPIC = re.compile(r"(?P<of>[一-鿿]{2,14})方面，?$")  # 煤炭开采方面，…，产量稳定在…
# 某项评价进入全省第一方阵，|列第19位; 跻身…竞争力百强，|列第93位: what the place in the next clause is of.
_STOOD = re.compile(
    r"(?P<of>[一-鿿“”]{4,14}?)(?:首次|再次|连续)?(?:进入|跻身|位居|稳居|位列|居于?|列)(?:全[国省市]|第一)|(?:跻身|入选|入围|进入|上榜)(?P<list>[^，。；、]{4,20}?(?:百强[县市区]?|[十千]强|榜单?))(?:[，；]|$)"
)
_GOES_ON_RANKED = re.compile(r"(?:分?位?[居列]|排名?|名列)(?:在|到|全[国省市])?第")
_HERD, _ANIMALS = re.compile("存栏|出栏"), re.compile(r"[一-鿿]{1,4}(?<![存出]栏)")
_OF_THEM = re.compile(
    r"其中|已?开工|完工|建成|在建|新开工|续建|竣工|投产|[国省市县]级|^、"
)  # 项目126个，年度投资8亿元，其中新开工68个
_STEPS = re.compile(r"[十百千万亿]+元?(?:台阶|大关|关口)")
_STEP = re.compile(r"^[十百千万亿]*元?(?:台阶|大关|关口)(?=、)")  # 迈上4个万亿元台阶、达14.2万亿元
# 迈上新台阶、达到…, 按可比价格计算增长…: no part of a name
_BY_THE_WAY = re.compile(
    r"(?:再|又|连续|成功)?(?:迈上|跃上|跨上|站上|登上|踏上)了?[一-鿿]{0,4}?台阶[、，]|(?:再|又|均)?创(?:历史|同期)?新高[、，]|按(?:可比|不变|现行|当年)(?:价格?|口径)(?:计算)?[，、]?|(?:扣除|剔除)[一-鿿]{2,12}?(?:因素|影响)?后[，、]?|按?(?:自然|同)口径计算[，、]?"
)
_IN_BRACKETS = re.compile(r"^[（(][^（）()]*[）)]")  # 1万台（套）以上, 40万人次（牵头单位：…）


def attach_figures(report: Report, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages, each with its figures in text order (offsets in the report's text)."""
    return tuple(
        replace(
            passage,
            figures=read_figures(
                passage.text,
                offset=passage.start,
                place=report.place,
                year=report.year,
                period=passage.period,
                status=passage.status,
                subject=_subject_before(passage, passages[at - 1] if at else None),
                industry=industry_before(passages, at),
                span=span,
            ),
        )
        for at, (passage, span) in enumerate(zip(passages, spans(passages), strict=True))
    )


def _subject_before(passage: Passage, before: Passage | None) -> str:
    """What a sentence that opens with its size (总量达…) speaks of: the subject of the one before it."""
    if before is None or before.paragraph != passage.paragraph or not _OPENS_WITH_SIZE.match(passage.text):
        return ""
    found = _SUBJECT.match(wording.strip_lead(before.text))
    return found[0] if found else ""


def read_figures(
    text: str,
    *,
    offset: int = 0,
    place: str = "",
    year: int = 0,
    period: Period | None = None,
    status: FactStatus = FactStatus.OTHER,
    subject: str = "",
    industry: str = "",
    span: Period | None = None,
) -> tuple[Figure, ...]:
    """Every claimed number of one sentence as a Figure; names, ordinals and dates are left out.

    `period` and `status` are the sentence's own; a year said in front of a number wins for it and what follows.
    `span`: the years looked back on, of which 年均 is said also beside one of them. `subject` is what the sentence before it left to speak of, `industry` what its paragraph has come to.
    """
    amounts, uppers = claimed_amounts(text)
    reading = Reading(
        year=year,
        period=period,
        status=status,
        span=period,
        uppers=uppers,
        subject=subject or industry,
        industry=industry,
    )
    spoken = spoken_year(text, year, Standing(period, status))
    mentions = anchoring_periods(text, spoken) if year and amounts else ()
    for start, end in wording.clause_spans(text) if amounts else ():
        inside = [a for a in amounts if start <= a.start < end]
        opening = inside[0].start if inside else end
        before = (reading.period, reading.status)
        for mention in mentions:
            if start <= mention.start < opening:
                reading.enter(text, mention)
        _read_clause(text, start, end, inside, reading)
        reading.close(text[start:end], before, (period, status))
    name_by_what_follows(text, reading.figures)
    for name_anew in (with_stages, with_wholes, with_bands):
        reading.figures = name_anew(reading.figures, text)
    if span is not None:
        reading.figures = [over_the_years(f, text, span) for f in reading.figures]
    return tuple(
        replace(f, place=place, item=_other_than(place, f.item), start=f.start + offset, end=f.end + offset,
                clause_start=f.clause_start + offset, clause_end=f.clause_end + offset)
        for f in reading.figures
    )  # fmt: skip


def _other_than(place: str, item: str) -> str:
    """An item that is a place of its own; the report's is none."""
    return "" if item and place.endswith(item) else item


def _read_clause(text: str, start: int, end: int, amounts: list[Amount], reading: Reading) -> None:
    clause = text[start:end]
    reading.expect(clause)
    if text[start - 1 : start] in ("；", "。"):
        reading.topic = ""
    if not amounts:
        reading.topic = topic_of(clause) or reading.topic
        named = _NAMED.fullmatch(clause[:-1]) if clause.endswith(("：", ":")) else None
        ranked = _STOOD.match(wording.strip_lead(clause))
        if ranked and _GOES_ON_RANKED.match(text, end):
            reading.subject, reading.subject_unit = ranked["of"] or ranked["list"], ""
        elif match := named or _SUBJECT.match(wording.strip_lead(clause)):
            subject = _CARRIES_OUT.sub("", match[0])  # 开展某业提质行动，盯紧年内投入…
            reading.subject, reading.subject_unit, reading.action, reading.listed = subject, "", "", ()
        elif built := BUILT.fullmatch(clause):
            reading.subject, reading.subject_unit = built["of"], ""
        elif plant := PLANT_DONE.match(wording.strip_lead(clause)):
            reading.subject, reading.subject_unit = plant["plant"], ""
        elif topic := _TOPIC.match(wording.strip_lead(clause)):
            reading.subject, reading.subject_unit = topic["of"], ""
        reading.listed = things_listed(wording.strip_lead(clause)) or reading.listed
        return
    listed = read_list(text, (start, end), amounts, reading)
    then = [] if listed else risen_together(text, (start, end), amounts, reading)
    position = then[-1].end if then else start
    listed = [*listed, *then]
    for i, amount in enumerate(amounts):
        if any(amount.start == one.start for one in listed):
            position = amount.end
            continue
        stop = amounts[i + 1].start if i + 1 < len(amounts) else end
        before, after = text[position : amount.start], text[amount.end : stop].rstrip("，；。,;：:")
        before, after = (_IN_BRACKETS.sub("", words) for words in (before, after))
        if MEASURES_QUOTED.match(after) and "“" in before:  # “支持某业发展12条措施”
            before, after = before[before.rindex("“") + 1 :], after.replace("”", "", 1)
        if (
            i
            and "、" in before
            and (position > amounts[i - 1].end or _share_of_thing(before, amounts[i - 1]))
        ):
            before = before[before.index("、") :]  # 13个创新药|获批上市、居全国第一
        before = _BY_THE_WAY.sub("", before)
        before = PASSED_IN_TURN.sub(r"\g<verb>", _STEP.sub("", before))
        slot = Slot(amount, before, after, clause, first=not i, followed=i + 1 < len(amounts))
        position = amount.end + _read_single(slot, (start, end), reading)
    reading.running = reading.named = None
    reading.figures.sort(key=lambda figure: figure.start)
    name_twofold_counts(text, reading.figures)


def _share_of_thing(before: str, amount: Amount) -> bool:
    """Whether a share stands right before what it is of: 70%以上号源、转诊量增长90%."""
    return (
        amount.unit in SHARE_UNITS and re.match(rf"(?:{wording.AFTER})?[一-鿿]{{2,6}}、", before) is not None
    )


def _read_single(slot: Slot, bounds: tuple[int, int], reading: Reading) -> int:
    """Adds the figure of a number in no list; how many letters after the number its name took."""
    if slot.before == "的" and not slot.first:  # 总投资141亿元的18个…项目
        slot = replace(slot, before="")
    owner, slot = owner_in_front(slot, bounds[0])
    slot = with_measure_before(slot, reading.named)
    counted = reading.subject_unit not in ("元", "%")
    counts = COUNT_UNIT.fullmatch(slot.amount.unit) and not slot.amount.ordinal
    things = counts and reading.subject_unit == "元" and reading.counted
    subject = reading.counted if things and _OF_THEM.search(slot.before) else reading.subject
    if "其中" in slot.before:
        reading.undivided = reading.subject
    elif reading.undivided and re.match(r"总[数量]", wording.strip_lead(slot.before)):
        subject = reading.undivided  # 新增主体5万户，其中企业1万户，总量达到47万户
    named = name(slot, subject, counted, reading.action)
    named = named_in_brackets(owner, named) if owner else _graded(slot, named, reading)
    if herd := _HERD.search(reading.subject) if "其中" in slot.before else None:
        reading.herd = herd[0]
    elif reading.herd and named.own and _ANIMALS.fullmatch(named.indicator):
        named = replace(
            named, indicator=named.indicator + reading.herd, item=named.indicator
        )  # 其中…、藏羊3万只
    named = of_topic(named, reading.topic)
    reading.topic = topic_after(named, reading.topic)
    whole = reading.subject if "其中" in slot.before else reading.whole
    named = of_industry(named, reading.industry)
    part = place_of_whole(slot, named, whole, reading.subject_unit)
    named, reading.named, reading.whole = part or named, named, whole if part else ""
    ranked = slot.amount.ordinal and not slot.first and not named.own and bool(reading.figures)
    both = ranked and "、" in reading.subject and reading.figures[-1].status is FactStatus.OTHER  # 双双跃居
    if ranked and not both and reading.figures[-1].measure is Measure.RANK:
        named = replace(named, indicator=reading.figures[-1].indicator)  # 增速居全市第3位、全省第十八位
    named = goes_on_from(slot, named, reading.figures)
    if slot.amount.ordinal and not named.indicator and reading.figures:
        last = reading.figures[-1]
        if last.measure is Measure.RANK and last.start >= reading.segment:
            named = replace(named, indicator=last.indicator, item=last.item)  # 前25位，力争进入前22位
    raised = reading.baseline is not None and not slot.first and is_to(slot)
    if (
        reading.baseline
        and raised
        and (not named.own or reading.baseline.indicator.endswith(named.indicator))
    ):
        named = replace(named, indicator=reading.baseline.indicator)
    if reading.baseline and raised and slot.amount.ordinal and not named.item:
        named = replace(named, item=reading.baseline.item)  # 由全省第89位上升到第64位
    measured = measure(slot, named.action or reduced_too(slot, reading), goes_on_adding(slot, named, reading))
    if reading.baseline and raised:
        measured = reading.baseline.measure
    reading.enter_running_years(slot)
    owned = (
        _COUNTED_OWNERS.fullmatch(named.indicator)
        if COUNT_UNIT.fullmatch(slot.amount.unit) and not slot.amount.ordinal
        else None
    )
    if owned:  # 13个设区市生产总值都有所增加: cities are counted, and what follows is about the value
        named = replace(named, indicator=owned["owner"])
    step = _STEPS.match(slot.after)  # 迈上4个万亿元台阶 counts steps, and goes on about what took them
    add_figure(slot, bounds, replace(named, indicator=step[0]) if step else named, measured, reading)
    names_subject = named.own or (measured is Measure.STOCK and part is None)
    leads = measured is not Measure.RANK or (slot.first and named.own)  # 里程居全国第四、突破1万公里
    if named.indicator and names_subject and leads and not owner:
        reading.subject, reading.subject_unit = named.indicator, slot.amount.unit
        if counts:
            reading.counted = named.indicator
    if owned:
        reading.subject, reading.subject_unit = owned["value"], "元"
    reading.action, reading.adding, reading.unit = named.action, measured is Measure.NEW, slot.amount.unit
    if reading.baseline is None:  # 甲由A增加到B，乙由C增加到D，分别增长…: of two things, not of four numbers
        reading.listed = (*reading.listed, Listed(named.item or named.indicator, named.indicator))
    return named.behind


def _graded(slot: Slot, named: Name, reading: Reading) -> Name:
    """4个省级、12个市级示范村: the grade is the item, and the first takes its noun from the second."""
    if tail := graded_tail(named.indicator, slot.clause[slot.clause.find(slot.amount.text) :]):
        return replace(named, indicator=named.indicator + tail, item=named.indicator)
    shared = re.fullmatch(r"(\S{1,4}[级型类])(\S{2,12})", named.indicator)
    if slot.first or shared is None:
        return named
    previous = reading.figures[-1]
    same = previous.item and previous.indicator == previous.item + shared[2]
    return replace(named, item=shared[1]) if same else named
