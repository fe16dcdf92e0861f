"""A number in its clause → the words for what it counts: the shortest noun phrase that names the indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_bot.ingest import wording
from report_bot.ingest.claims import Slot
from report_bot.ingest.numbers import Amount
from report_bot.ingest.of_subject import AMOUNTS, SIZES, with_subject
from report_bot.ingest.units import COUNT_UNIT, EXTENT_UNITS, SHARE_UNITS

_MONEY_NOUN = re.compile(
    r"[^，。；：、的]{0,10}?(?:资金|债券|专项债|国债|贷款|基金|补贴|红包|消费券|转移支付|免息券)(?=[，。；、用支予]|$)"
)
_NOT_NOUN = re.compile(
    rf"(?:{wording.AFTER}|[户人亩]均|尚未|仍未|还未|[，。；：、！？）)]|$|[位稳]?居(?!民|家|住|所)|位列|排名|和(?!美|谐)|及|与|以|增长|同比|环比|占|达|完成|荣?获|入选|列入|纳入|进入|上市(?!公司|企业)|竣工|投产|投用|开工|签约(?!项|企)|启动|"
    r"落地|实现|全部|全面|均|办结|建成|通过|被|并|在|由|比|较|用于|支持|加强|实施|打造|建设(?!类|用|项)|推动|改造(?!项)|的?$|累计|其中|总投资|成为|具有|[十百千万亿]*元?(?:台阶|大关|关口))"
)
_PREDICATE = re.compile(
    r"(?<!^)(?<!^.)(?:免费|荣?获[批评得首]?|进入|入选|列入|纳入|跻身|完成|实现|全面|全部|办结|化解|销号|扎实|深入|集中获|顺利|加速|加快|投入使用|投产|投用|(?<![新拟在])开工|竣工|启动(?!区)|落地|"
    r"(?<=..)(?:追回|追缴|补发|新增(?=[一-鿿]{2})|增补)|尚未|仍未|整合|上网|上线|退出|得到|基本(?!医|养|公|农)|如期|保质|达到|达标|通过|建成(?!区)|运行|开展|整改|提质|转型|脱贫|出列|摘帽|成为|开通|(?<!新)签约|落户|被|已|正在|有序|稳步|早开|"
    r"列为|用于|(?<!全)覆盖(?!率)|同比|增长|(?<![所存])在|并(?!网|购|联)|都|不同程度|提供|享受|缔结|成功|尽快|早日|主体(?=完工|封顶|竣工)|完工|封顶|发放|搬进|认定为|评为|努力|全覆盖|获得|具有|带动|进展|推进|提前|(?<=..)增加(?!值)|\d+月|(?<![高初集])中(?![心小药医学国央欧型部介华高级等原试])|[（(])"
)
_INVESTED = re.compile(r"(?:(?:完成|计划|年度|累计|总)*投资|投入|总?规模)$")
_FINISHED = re.compile(
    r"^.*(?:增加|提高|增长|下降|改善|提升|建立|优化|扩大|加快|减少|回升|扩面|达标|落地|到位)、(?=.)"
)
_GOT_ON = re.compile(r"[一-鿿]{2,6}?(?:已|全部|均|完成|正在)")  # 反馈的9个问题|已完成整改7个
_GIVEN_TO = re.compile(
    r"^(?:向|为|对|给|帮助|提请)[^，、]{2,14}?(?=(?:审议|制定|发放|减轻|减税|减免|减负|提供|拨付|让利|退税|兑现|投放|办理|推荐))"
)
_PLACED = re.compile(r"^、?(?:稳居|位居|位列|跻身|稳定在|居)(?:全[国省市]|中部|西部|东部)[^、，]{2,10}、")
_MEASURED_BY = re.compile(
    r"(?:优于|高于|低于|快于|好于|领先|超出?|低(?!保|收|碳|空|龄)|高(?![等中新职校技标端速铁质层原学考温龄压值效寒]))[^，、]{2,12}$|(?:比|较)[^，、]{2,10}(?:低|高|快|多|少)?$"
)
_RATE_SET = re.compile(r"的(\S{2,6}?)(?=[降提增调上下]\S{0,2}[至到为])")
_TIMES = re.compile(
    r"(?:而|在)?(?:去年|今年|明年|上年(?!度)|(?<!\d)20\d\d年|二[〇零○][〇零○一二三四五六七八九]{2}年)(?:底|末|初|同期)?(?=[一-鿿]|$)"
)
_DOES_IT = re.compile(
    r"(?:新|再|计划|累计)*(?:建设|修建|建成|新建|改建|扩建|种植|栽植|播种|改造|铺设|敷设|整治|治理|修复|绿化|流转|发展|推广|打造|硬化|修缮|养护|疏浚|开挖|开通|划定|建造)+"
)
_DOES = re.compile(r"(?:等|实施|出台|完成|制定|推出)$")
_DOES_ALONE = re.compile(r"(?:参保|受益|就业|脱贫|搬迁|上岗)$")
_ADDS = re.compile(rf"(?:{wording.FLOWING.pattern})(?=[一-鿿]{{2}})")  # 3条新线、|新增运营里程30公里
_OF_NEXT = re.compile(r"、[^、]{0,8}(?:率|里程|产值|面积|金额|资金|收入|投资|人数|规模)$")
_BEGUN = re.compile(r"(?<=..)(?:新|基本)?(?:开工|投产|竣工|完工|建成|并网|签约|落地)$")
_SET_UP = re.compile(r"新(?:设立?|登记|注册|批|签约?|开工|认定|入库)")
_CHOSEN = re.compile(r"(?P<what>(?:当选|入选|获评|荣获|被评为|被认定为|上榜|晋级|跻身)[^，。；、]{2,30})")
_BROAD = re.compile(r"(?:政策|重点)?(?:政策措施|政策举措|措施|任务|举措|行动|事项|重点任务)$")


@dataclass(frozen=True, slots=True)
class Name:
    """What a number counts. `action` is the verb that governs it, `own` whether the words stand beside it
    (and not in an earlier clause)."""

    indicator: str
    item: str = ""
    action: str = ""
    own: bool = True
    behind: int = 0  # how much of the words after the number it took


def name(slot: Slot, subject: str, subject_counted: bool, carried_action: str) -> Name:
    """The indicator of a number that stands in no 分别 list."""
    before = slot.before if slot.first else re.sub(rf"^(?:的?(?:{wording.AFTER}))+", "", slot.before)
    if slot.amount.ordinal:
        return _ranked(before, subject)
    action, head = split_action(_lead_phrase(before, slot.amount))
    if slot.amount.unit == "年" and head.startswith("在"):
        head = ""
    governing = action or ("" if head else carried_action)
    if noun := _noun_after(slot, head):
        return _named_behind(slot, head, noun, action if slot.first else governing)
    if (head and (named := _invested(slot, head, action))) or (
        not head and (named := _headless(slot, before, action, subject, governing))
    ):
        return named
    if slot.first and not before.strip("、，") and (won := _CHOSEN.match(slot.after)):
        return Name(_cut(won["what"]), own=False)  # 47人入选…计划
    if not head and action and _BEGUN.search(subject) and _BEGUN.search(f"  {action}"):
        stage = f"基本{action}" if f"基本{action}" in before else action
        return Name(_BEGUN.sub(stage, subject), action=governing)  # 新能源开工5千瓦、投产3千瓦
    if head and _is_rate(slot.amount) and (rate := _RATE_SET.match(slot.after)):
        head += rate[1]  # 将某行业现行13%的税率降至9%
    if action == "新增" and head in ("就业", "城镇就业"):
        head = f"新增{head}"  # what reports call it
    indicator, own, item = with_subject(before, head, subject, subject_counted)
    if _is_rate(slot.amount):
        if re.search(rf"占(?:{wording.SCOPES})的?$", indicator):
            indicator = f"{indicator.removesuffix('的')}比重"
        if own and wording.FLOWING.match(action):
            indicator = f"{action}{indicator}"  # 新注册市场主体 grew, not 市场主体
        elif not head and _SET_UP.fullmatch(governing) and not indicator.startswith("新"):
            indicator = f"{governing}{indicator}"  # 新设外资企业3家、增长4%
    return Name(indicator, item=item, action=governing, own=own)


def _is_rate(amount: Amount) -> bool:
    return amount.unit in SHARE_UNITS or amount.unit.endswith("百分点")


def _named_behind(slot: Slot, head: str, noun: str, action: str) -> Name:
    """36项便民措施, …发展84项政策措施, “医惠保”500万人参保."""
    if _DOES_ALONE.match(noun):
        whole = noun if re.search("(?:建立|完善|推进|健全)$", head) else f"{head}{noun}"
        return Name(whole, action=action)
    broad = head and len(head) <= 16 and _BROAD.match(noun) and not _DOES.search(head)
    behind = slot.after.find(noun) + len(noun)
    return Name(f"{head}{noun}" if broad else noun, action=action or head, behind=behind)


def _invested(slot: Slot, head: str, action: str) -> Name | None:
    """投资3亿元的医院项目 → 医院项目投资. None where the words before it have to say what for."""
    if not _INVESTED.match(head) or slot.amount.unit in SHARE_UNITS:
        return None
    if project := _project_after(slot):
        behind = slot.after.find(project) + len(project) if slot.followed else 0
        return Name(f"{project}{re.sub('完成|计划|累计', '', head)}", action=action, behind=behind)
    if slot.followed and split_action(slot.after)[0]:
        # 投资2000万元完成3条…: for what follows, not for the last clause's subject
        return Name(head, action=action)
    return None


def _headless(slot: Slot, before: str, action: str, subject: str, governing: str) -> Name | None:
    """A number with no noun beside it: what else in the clause names it, if not the subject."""
    if slot.first and slot.amount.unit in SHARE_UNITS and (shared := _shared_by(slot.after)):
        return Name(shared)
    if action and (not subject or slot.first):
        adds = wording.FLOWING.match(action)  # 经营主体总量…，新登记…户: not of the total
        owner = re.sub(rf"^(?:续建|改造)(?=..)|(?<=\S\S)(?:{SIZES})$", "", subject) if adds else subject
        return Name(owner or action, action=action, own=not subject)
    if place := re.search(r"在([^，、]{4,24})中", before):
        return Name(place[1], action=governing)
    if not subject and slot.before.endswith("连续"):
        held = re.sub(r"^(?:保持|实现|获得?|荣获|位居|居)", "", slot.after)
        return Name(wording.strip_lead(held), action=governing)
    return None


def split_action(phrase: str) -> tuple[str, str]:
    """The verbs that open the phrase, and what they act on: (新增, 托育床位)."""
    action = ""
    phrase = _GIVEN_TO.sub("", phrase) or phrase
    while (match := wording.ACTION.match(phrase)) is not None:
        if match.end() >= len(phrase):
            return (action or match[0], "") if not action or match["doing"] else (action, phrase)
        if action and match["doing"] and len(phrase) - match.end() < 2:
            break
        action = action if re.match(wording.FLOWING, action) else match[0]
        phrase = wording.strip_lead(phrase[match.end() :].removeprefix("了"))
    return action, phrase


def _lead_phrase(before: str, amount: Amount) -> str:
    """The words in front of the number without predicates, comparisons, adverbs, times and scopes."""
    phrase = wording.strip_tail(_PLACED.sub("", before))
    if amount.unit.endswith("百分点") or (amount.unit == "%" and re.search(r"超[^过，、]{2,10}$", phrase)):
        phrase = wording.strip_tail(_MEASURED_BY.sub("", phrase))
    phrase = wording.strip_lead(phrase.removeprefix("的"))
    phrase = _FINISHED.sub("", phrase)
    phrase = re.sub(r"^.*、(?=新增[一-鿿])", "", phrase)  # 建成北延段、|新增里程28公里
    phrase = re.sub(r"(?:的|等|和|(?<![高初])中|同比|以?每\S{1,3})$", "", phrase)
    phrase = re.sub(r"^(?:[与同跟向]|累计与|\d{1,2}年)$", "", phrase)  # 累计与39个国家缔结…
    phrase = re.sub(r"(?<=\S\S)(?:完成|实现|共)(?=(?:年度)?投资$)", "", phrase)
    phrase = _TIMES.sub("", phrase)  # 某某广场去年销售额
    return wording.strip_tail(wording.strip_lead(phrase))


def _noun_after(slot: Slot, head: str) -> str:
    """The noun that follows its number (36项便民措施); empty where none does or where it begins the next count."""
    if slot.amount.unit in SHARE_UNITS:
        return ""
    unit, after = slot.amount.unit, re.sub(rf"^(?:的?(?:{wording.AFTER}))+", "", slot.after)
    if unit == "元":
        match = _MONEY_NOUN.match(after if head else after.removeprefix("的"))
        return match[0] if match and not wording.TO.search(slot.before) else ""
    if unit.endswith("人") and after.startswith(("口", "民")) and not after.startswith("民币"):
        return "人口"
    if unit == "年" and after.startswith("的") and not head:
        return _cut(after[1:])
    named = head and not (unit in EXTENT_UNITS and _DOES_IT.fullmatch(head))  # 修建30公里|乡村道路
    if (unit and not COUNT_UNIT.search(unit) and (named or unit not in EXTENT_UNITS)) or _NOT_NOUN.match(
        after
    ):
        return ""
    if not unit and slot.amount.value < 1000:
        return ""
    if places := re.match(r"(?:设区的?)?[市县区镇乡州](?=PM|pm|细颗粒|平均|空气|地表水|水质)", after):
        return places[0]  # 16个市PM10平均浓度89微克: of the cities' air
    if short := re.match(r"(?:乡镇|[村镇乡县市区校])(?=[、和]|$|完成|入选|获|实现|列入|达|全)", after):
        return short[0]
    match = re.match(r"的?(?P<noun>[^，。；：！？]+)", after)
    if match is None or (after.startswith("的") and named):
        return ""
    if (
        slot.followed
        and named
        and not re.search(r"[、和及]", after)
        and not slot.before.endswith("等")
        and not (slot.before.endswith("的") and _GOT_ON.match(after))
    ):
        return ""  # 产业园15个产业集群9个: the noun belongs to the number after it
    noun = _cut(match["noun"])
    if slot.followed:
        if (cut := noun.rfind("、")) > 1 and not split_action(noun[cut + 1 :])[1]:
            noun = noun[:cut]  # 50家智能工厂、新建|90家绿色工厂
        noun = re.sub(r"(?<=\S\S)(?:水质|空气质量)?[一-鿿]{2}率$", "", noun)  # 42个断面水质优良率100%
        noun = re.sub(rf"(?<=\S\S)(?:{AMOUNTS})$", "", noun)
        if _OF_NEXT.search(wording.strip_tail(match["noun"])) or _OF_NEXT.search(
            match["noun"]
        ):  # 5个医疗集团、区级覆盖率80%
            noun = re.sub(r"(?<=\S\S)、[^、]*$", "", noun)
    freed = re.match(rf"{re.escape(noun)}(?P<of>脱贫|出列|摘帽)", match["noun"])
    if freed and slot.amount.unit in ("", "个"):
        noun += freed["of"]  # 完成5万贫困人口|脱贫、2个县|摘帽
    return noun if len(noun) > 1 else ""


def _cut(noun: str) -> str:
    """The noun without the predicate that follows it: 项目|开工建设."""
    if found := _PREDICATE.search(noun):
        noun = noun[: found.start()]
    depth = 0
    for i, letter in enumerate(noun):
        depth += (letter in "“《（") - (letter in "”》）")
        if (
            letter == "、"
            and depth == 0
            and (
                re.match(
                    r"、(?:总|累计|占|增长|达|完成|均|其中|投资|稳?居(?!民|家|住)|位[居列]|列)", noun[i:]
                )
                or _ADDS.match(noun[i + 1 :])
            )
        ):
            noun = noun[:i]
            break
    return re.sub(
        r"(?<=项目)建设$", "", wording.strip_tail(re.sub(r"[、和及与等]+$", "", noun)).strip("、的")
    )


def _shared_by(after: str) -> str:
    """80%的医院达标 → 医院达标: the whole, as nothing else names the share."""
    match = re.match(
        rf"(?:{wording.AFTER})?(?:的|(?=[一-鿿]{{2,10}}(?:实现|用于)[^，。；]))(?P<whole>[^，。；]{{2,30}})",
        after,
    )
    return match["whole"] if match else ""


def _project_after(slot: Slot) -> str:
    """What an investment is for: 投资3亿元的…医院项目, 投资150万元完成…场馆建设."""
    if slot.followed and re.match(r"的$", slot.after):
        return ""
    if aside := re.match(
        r"的(?P<project>[^，。；、\d]{4,40}?)(?:[、和及与](?:(?:计划)?总?投资)?|等)$", slot.after
    ):
        return _cut(aside["project"])  # 总投资30亿元的甲项目、总投资12亿元的乙项目
    match = re.match(rf"(?:{wording.AFTER})?(?P<of>的)?(?P<rest>[^，。；、]{{4,40}})", slot.after)
    if match is None or slot.followed:
        return ""
    if match["of"]:
        return _cut(match["rest"])
    action, rest = split_action(match["rest"])
    return _cut(rest) if action else ""


# 全省|百强县|第27位, 全省|园区综合评价|前30位: of what the places are.
_RANKED_LIST = re.compile(
    r"(?P<list>百强[县市区镇]?|[一-鿿]{0,8}(?:评价|考核|测评|竞争力))(?:前|第|排名|位[居列]|排|$)"
)
_RANK_PREDICATE = re.compile(
    r"(?:进入|跻身|迈入|挺进|挤进|进(?=前)|由|从|前移|上升|提升|晋升|跃升|稳居|位居|位列|名列|居|列|排名|排在|排|跃居|跃升至|升至|跃升|进位|保持|稳定|持续|均|都|连续|继续|首次|前进|在|到|至|前|、)+$"
)


def _ranked(before: str, subject: str) -> Name:
    """A rank: its scope (全省) is the item."""
    scopes = list(wording.SCOPE.finditer(before))
    item = scopes[-1][1] if scopes and len(before) - scopes[-1].end() <= 4 else ""
    if scopes and (of := _RANKED_LIST.match(before[scopes[-1].end() :])):
        item = scopes[-1][1]
        if of["list"].startswith("百强"):  # 列全省百强县第27位
            item, subject = item + of["list"], subject or of["list"]
        else:
            subject = of["list"]
    if item:
        before = before[: scopes[-1].start()]
    head = wording.strip_lead(_RANK_PREDICATE.sub("", before))
    indicator, own, _ = with_subject(before, split_action(head)[1], subject, True)
    if head in ("增速", "增幅") and subject and not subject.endswith(("增速", "增幅", "增长")):
        indicator += head  # 产值…，增速居全省第3位: no rank of the output itself
    return Name(indicator, item=item, own=own)
