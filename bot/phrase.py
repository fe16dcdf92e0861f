"""Figures and years in plain words, made of the report's own clauses: nothing is reworded, clauses are only cut."""

from __future__ import annotations

import re
from decimal import Decimal

from report_bot.ingest import wording
from report_bot.ingest.in_brackets import without_its_figures
from report_bot.ingest.types import FactStatus, Figure, Measure, Passage

from .kept_whole import ALL_OF_THEM, goes_on, of_things_counted, what_of_them
from .whole_piece import CONNECTIVES, STAGE, expected, shared_start, with_subject

_LEVEL = re.compile(r"达|增至|总[量数]|累计|共有|现有")
# 1万亩某某林和2000亩某某带等造林任务: the parts of one thing.
_OF_ONE_TASK = re.compile(r"\d[^，。；]{2,14}和\d[^，。；]*等[^，。；]{2,}(?:任务|工程|项目)")
_RISEN_FROM = re.compile(
    r"^[由从][^，。；]*\d[^，。；提增上扩下降减缩]*(?=[提增上扩下降减缩])"
)  # 由2030年的5元、3元|提高到
_PER = re.compile(r"(?:每人)?每[年月天人]$")
# What is said once, before 分别, of every value of a list: 每人每月分别发放A元、B元.
_HEAD_ADVERB = re.compile(r"(累计|同比|环比|较年初|比上年|较上年|年均|每人每[月年]|每[人月年])$")
_PREDICATED = re.compile(r"[一-鿿](?:达到?|突破|超过?|[增升降][长至到]|下降|提高到?|稳定在|保持在?|完成)$")
_HELD_PLACE = re.compile(r"(?:稳?[居位列]居?|排名|名列|位列)[^，。、\d]{0,6}$")
_STRIVES = re.compile(r"^(?:力争|确保|计划|全年|年内|预计|将)+(?=[一-鿿]{2})")
_AGAINST = re.compile(r"(?:分别)?(?:[高低快慢优]于|[高低快慢]出|比)全[国省市]")
_GROWS = re.compile(r"(?:同比|年均)?(?:增长|下降|提高|上升|减少)")  # 完成生产总值5亿元、|增长4%
_BARE = re.compile(r"\d+(?:\.\d+)?")
_SCALED = re.compile(r"\d+(?:\.\d+)?(?:万亿|万|亿)")  # 1409万、1305万人次
_EDGE = "，。；：、,;:！？ \n"
FROM = re.compile(
    r"(?:由|从|现行)(?:每人每月|每人每年|每月|每年|原来的?|现行的?|上年的?|[一-鿿]{0,4}[额费价数率]|\d{4}年(?:底|末)?的?)*(?:不[到足]|约|近|超过?)?[\d.∶:：]*[%万亿元]*(?:[^，。；\d]{0,6}(?:提高|降低|提升|增加|减少|降|增|扩大|上升|下降|调整|优化|拓展|扩展|攀升|跃升|压缩|缩短|压减|缩减|升|跌)(?:到|至|为)(?:超过?|近|约|逾)?)?$"
    r"|\d+[个家处所座][^，。；\d]{0,14}(?:整合|合并|撤并|归并)[^，。；\d]{0,4}[为成至到]$"
    r"|(?:由|从)[^，。；]{0,10}第[^，。；]{1,4}[位名][^，。；]{0,6}[到至]$"
)
_BASE = re.compile(
    r"(?:由|从|现行)(?:全[国省市县区]|上年的?|\d{4}年(?:底|末)?的?|每人每月|每人每年|每月|每年|原来的?|现行的?|[一-鿿]{0,4}[额费价数率])?(?:不[到足]|约|近|超过?)?$"
)


def clause_of(figure: Figure, passage: Passage) -> str:
    """The clause that the figure stands in, without its closing punctuation."""
    return passage.clause(figure).strip(_EDGE)


def say(figure: Figure, passage: Passage) -> str:
    """The figure as a short statement with its indicator, predicate, qualifier and unit.

    A clause with this one figure is taken whole; from a list the figure's own part is cut out, with its item.
    A subject said in an earlier clause is put in front.
    """
    text, base = passage.text, passage.start
    start, end = figure.clause_start - base, figure.clause_end - base
    others = [
        f
        for f in passage.figures
        if figure.clause_start <= f.start < figure.clause_end
        and f is not figure
        and not (f.unit == "年" and text[: f.start - base].endswith("连续"))  # a time, not another figure
    ]
    at, stop = figure.start - base, figure.end - base
    if inside := _in_brackets(text[start:end], at - start, stop - start, figure.indicator):
        return inside  # 某医院（总投资8亿元，设床位900张）主体封顶
    if figure.unit == "年" and text[start:at].endswith("连续"):
        piece = text[start:end][text[start:at].rfind("、") + 1 :]
        return with_subject(CONNECTIVES.sub("", piece.strip(_EDGE)), figure)  # 连续8年|稳定在430亿斤以上
    after = re.match(rf"的?(?:{wording.AFTER})", text[stop:end])
    tail = after[0] if after else ""
    if any(_of_one_noun(figure, other, text, base) for other in others):
        return CONNECTIVES.sub("", text[start:end].strip(_EDGE))  # 316户、782名贫困人口
    if not others:
        piece = CONNECTIVES.sub("", text[start:end].strip(_EDGE)) + what_of_them(text, start, end)
        grew = _grew_before(figure, passage) if _AGAINST.match(piece) else None
        return f"{say(grew, passage)}，{piece}" if grew else with_subject(piece, figure)
    if (first := _list_start(figure, passage, others)) is not None:
        return _list_part(text, start, first - base, at, figure)
    left = max((f.end - base for f in others if f.end <= figure.start), default=start)
    right = min((f.start - base for f in others if f.start >= figure.end), default=end)
    if _OF_ONE_TASK.search(text[start:end]):
        return CONNECTIVES.sub("", text[start:end].strip(_EDGE))
    project = re.match(r"的([^，。；、和]+)", text[stop:right])
    if project and shared_start(project[1], figure.indicator) > 2:
        return expected(f"{figure.indicator}{text[at:stop]}", figure)  # 总投资9亿元的甲项目、6亿元的乙项目
    if right != end and text[stop:right].startswith("的"):
        piece = CONNECTIVES.sub("", text[start:end].strip(_EDGE))  # 投资9亿元的10个项目: one noun
        led = with_subject(piece, figure)  # 制造业|盯紧年内投入…的…个工程
        return led if led.endswith("业" + piece) else piece
    before = text[left:at]
    if (skip := re.match(rf"(?:{wording.AFTER})+", before)) is not None:
        before = before[skip.end() :]
    if before.startswith("的") and left != start:
        before = text[start:at]
    elif left != start:
        before = CONNECTIVES.sub("", re.split(r"[、，；]|以及", before)[-1])
        ended = before.rstrip("和与及")
        if any(f.end - base == left and (f.indicator.endswith(ended) or f.item == ended) for f in others):
            before = ""  # 30家孵化器和|10家平台: the noun is of the number before it
        if of_things_counted(figure, others, text[left:at], left + base):
            before = re.split(r"[、，；]|以及", text[start:at])[
                -1
            ]  # 对口支援的26个县|产品在本市销售额达9亿元
            return expected(CONNECTIVES.sub("", (before + text[at:stop] + tail).strip(_EDGE)), figure)
        acts = wording.ACTION.match(before) is not None  # 接待游客…人次、|实现旅游总收入…: a verb of its own
        own = acts or _PREDICATED.search(before) is not None or _GROWS.match(before) is not None
        own = own or figure.measure is Measure.RANK  # 创建了5个集群、|居中部第1
        if not _LEVEL.match(before) and not STAGE.match(before) and not own:
            before = (
                _list_verb(text[start:left]) + before
            )  # 新增2万家、|达到3.16万家: the level was not added
    if re.search(r"(?:^|累计|先后)与$", before):
        return CONNECTIVES.sub("", text[start:end].strip(_EDGE))  # 与39个国家缔结118对友城
    ranks = [f for f in others if f.start - base == right and f.measure is Measure.RANK]
    if ranks and "、" not in text[stop:right] and _HELD_PLACE.search(text[stop:right]):
        through = ranks[0].end - base  # 连续16年|居全国第一, 9种矿产储量|居全国第1位
        return with_subject(
            expected(CONNECTIVES.sub("", (before + text[at:through]).strip(_EDGE)), figure), figure
        )
    noun = re.split("分别|依次", text[stop:right])[0]
    if "（" in noun and "）" not in noun:
        noun = noun[: noun.find("（")]
        if not noun and (aside := re.match(r"（[^（）]*）", text[stop:end])):
            noun = aside[0]  # 增长1.7%|（同口径增长2.5%以上）: told with it
    if right != end and goes_on(before, text[stop:right], figure):
        last = next(f for f in others if f.start - base == right)
        behind = re.match(rf"(?:{wording.AFTER})", text[last.end - base : end])
        piece = before + text[at : last.end - base] + (behind[0] if behind else "")
        return expected(CONNECTIVES.sub("", piece.strip(_EDGE)), figure)
    if whole := ALL_OF_THEM.match(noun):
        noun = whole[0]  # 5万贫困人口|全部脱贫、2个县…
    elif right != end and (named := noun.find(figure.indicator)) >= 0 and figure.indicator:
        noun = noun[: named + len(figure.indicator)]  # 162个重点项目|完成投资715亿元
    if right != end:
        noun = wording.strip_tail(re.split(r"[、，；]|以及|^[和及与](?=[一-鿿])|和(?=\d)", noun)[0])
    if left != start and _AGAINST.match(before) and (grew := _grew_before(figure, passage)):
        return f"{say(grew, passage)}、{before}{text[at:stop]}{tail}"
    before = before.removeprefix("的") if left != start else before
    piece = CONNECTIVES.sub(
        "", (before + text[at:stop] + (noun if noun.strip(_EDGE) else tail)).strip(_EDGE + "和及与")
    )
    return with_subject(expected(piece, figure), figure)


def _grew_before(figure: Figure, passage: Passage) -> Figure | None:
    """The growth that stands right before what it is above or below by (增长7.6%，|高于全国1.7个百分点): without it the
    latter says something else."""
    before = [f for f in passage.figures if f.start < figure.start]
    last = before[-1] if before else None
    if last is None or last.indicator != figure.indicator or last.unit != "%":
        return None
    return last if last.measure is Measure.CHANGE and figure.unit == "个百分点" else None


def _in_brackets(clause: str, at: int, stop: int, indicator: str) -> str:
    """What brackets say with one of their numbers, behind the name that they belong to; "" for a number outside."""
    opened, closed = clause.rfind("（", 0, at), clause.find("）", stop)
    if opened <= 0 or closed < 0 or "）" in clause[opened:at]:
        return ""
    owner = without_its_figures(CONNECTIVES.sub("", re.split("[，、；]", clause[:opened])[-1].strip(_EDGE)))
    if re.search(r"\d", owner):
        owner = indicator  # 增长1.7%（同口径增长2.5%以上）: of what grew
    left = max(clause.rfind(mark, opened, at) for mark in "，、；（") + 1
    right = min(i for mark in "，、；）" if (i := clause.find(mark, stop)) >= 0)
    return f"{owner}{clause[left:right]}" if len(owner) > 1 else ""


def _of_one_noun(figure: Figure, other: Figure, text: str, base: int) -> bool:
    """Whether two numbers side by side count one noun in two units: households and people."""
    first, second = sorted((figure, other), key=lambda f: f.start)
    beside = text[first.end - base : second.start - base] in ("", "、")
    return beside and first.unit != second.unit and first.indicator == second.indicator and not first.item


def _list_verb(lead: str) -> str:
    """The verb that opens a list and governs all of it: 新增A2家、B5家 says 新增 of B too."""
    lead = _STRIVES.sub("", CONNECTIVES.sub("", lead))
    in_all = "累计" if lead.startswith("累计") else ""
    match = wording.ACTION.match(lead.removeprefix("累计"))
    return in_all + (match[0].rstrip("和、") if match else "")


def _list_start(figure: Figure, passage: Passage, others: list[Figure]) -> int | None:
    """Where the first value of the figure's list (分别 A、B) starts; None where it stands in no list."""
    run = sorted([*others, figure], key=lambda f: f.start)
    i = run.index(figure)
    first = last = i
    while first and _joined(passage, run[first - 1], run[first]):
        first -= 1
    while last + 1 < len(run) and _joined(passage, run[last], run[last + 1]):
        last += 1
    return run[first].start if last > first else None


def _joined(passage: Passage, left: Figure, right: Figure) -> bool:
    gap = passage.between(left, right)
    return (
        re.fullmatch(rf"(?:{wording.AFTER})?(?:[、和及与]|以及)(?:每人)?(?:每[年月天人])?", gap) is not None
    )


def _list_part(text: str, start: int, first: int, here: int, figure: Figure) -> str:
    """One value of a list that starts at `first`, with what the list says of all of them; `here`: where the value stands."""
    lead = text[start:first]
    at = lead.rfind("分别")
    predicate = lead[at + 2 :] if at >= 0 else wording.strip_lead(lead)
    both = "城乡" in lead and figure.item in ("城镇", "城市", "农村")
    if at < 0 and figure.item and (both or figure.item in lead):  # 游客人次、总花费|增长5.6%、7.5%
        predicate = lead[len(wording.strip_tail(lead)) :]
    predicate = _RISEN_FROM.sub("", predicate)
    if figure.status is FactStatus.OTHER:
        predicate = re.sub(r"^[由从].*", "", predicate)  # what it was then
    if here != first and (own := _PER.search(text[:here])):
        predicate = _PER.sub("", predicate) + own[0]  # 每月700元、|每年5640元
    head_adverb = _HEAD_ADVERB.search(lead[:at]) if at >= 0 else None
    if head_adverb:
        predicate = head_adverb[1] + predicate
    name = figure.indicator
    if figure.item and figure.item not in name and figure.item not in predicate:
        name = figure.item if wording.strip_tail(predicate) and name in predicate else f"{figure.item}{name}"
    if wording.strip_tail(predicate) and name in predicate:
        name = ""
    verb = (
        wording.FLOWING.match(_STRIVES.sub("", CONNECTIVES.sub("", wording.strip_lead(lead[:at]))))
        if at >= 0
        else None
    )
    if verb and name and figure.measure is Measure.NEW and not name.startswith(verb[0]):
        name = verb[0] + name  # 新增甲、乙学位分别为…
    if (share := name.find("占")) > 1 and predicate.startswith("占"):
        name = name[:share]  # …占全省比重 + 占全省的
    for n in range(len(name) - 1, 2, -1):  # 某类项目计划投资 + 完成计划投资
        if name[-n:] in predicate:
            name = name[:-n]
            break
    if len(name) > 2 and predicate.startswith(name[-2:]):
        name = name[:-2]  # 硕士给予 + 给予
    marks = [q for q in figure.qualifier.split("、") if q and re.fullmatch(wording.AFTER, q)]
    return expected(f"{name}{predicate}{written(figure)}{''.join(marks[:1])}", figure)


def written(figure: Figure) -> str:
    """The number as written, with the unit that the last of its list has for all (20.9、36.2、54个百分点)."""
    if figure.unit == "个百分点" and figure.text.endswith("个"):
        return f"{figure.text}百分点"  # 快于全国3.4个、1个百分点
    if figure.unit and _SCALED.fullmatch(figure.text):
        return f"{figure.text}{figure.unit}"
    if not figure.unit or not _BARE.fullmatch(figure.text) or not Decimal(figure.text):
        return figure.text
    power = (figure.value / Decimal(figure.text)).adjusted()
    return f"{figure.text}{ {4: '万', 8: '亿', 12: '万亿'}.get(power, '') }{figure.unit}"


def is_baseline(figure: Figure, passage: Passage) -> bool:
    """Whether the figure is what another one rose or fell from: the 50% of 由50%提高到60%."""
    then = (
        f
        for f in passage.figures
        if f.clause_start == figure.clause_start
        and f.start > figure.start
        and (f.indicator, f.item, f.unit[:1]) == (figure.indicator, figure.item, figure.unit[:1])
    )
    # 分别由A、B提高到C、D: B stands behind no 由, and D is of the same thing.
    replaced = figure.status is FactStatus.OTHER and any(f.status is not FactStatus.OTHER for f in then)
    return replaced or bool(_BASE.search(passage.lead(figure)))


def said_together(a: Figure, b: Figure) -> bool:
    """Whether two figures of one clause are said with it as it stands (37户108人), not one by one as items of a list."""
    same = (a.clause_start, a.period, a.status) == (b.clause_start, b.period, b.status)
    return same and a.unit != b.unit and not (a.item and b.item and a.item != b.item)


def inner(name: str) -> str:
    """A name or title as it stands inside quotation marks."""
    return name.replace("“", "‘").replace("”", "’")


def amount_text(value: Decimal, unit: str, like: str) -> str:
    """A computed value written as the report writes its operands: in 万 or 亿 where they are."""
    for word, power in (("万亿", 12), ("亿", 8), ("万", 4)):
        if word in like:
            scaled = value.scaleb(-power)
            return f"{format(scaled.normalize(), 'f')}{word}{unit}"
    return f"{format(value.normalize(), 'f')}{unit}"
