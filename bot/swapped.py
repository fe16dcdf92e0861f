"""Another subject or side said alone (科技型中小企业呢, 农村的呢) → the earlier question about that one."""

from __future__ import annotations

import re

from report_bot.prompts.load import word_map

from .earlier import GROWN, Asked, moved
from .exclusive import leaves_out
from .terms import ContentWord
from .vocabulary import Vocabulary, plain

_ATTRIBUTE = re.compile(r"(?:计划|完成|年度)?总?投资额?|面积|产值|销售额|税收|利润|床位|营?收入?")
_ATTRIBUTE_ASKED = re.compile(
    rf"(?:{_ATTRIBUTE.pattern})(?:一共|总共|大概|是|有|达到?|完成|超过|增长|增|涨)*了?(?:多少|几)[一-鿿]{{0,3}}"
)
_STAGES = r"(?:新|已|还在|正在)?(?:竣工|投产|完工|开工|建设|签约|落地|在建|在谈|建成|投用|续建|储备|完成)+"
_STAGE_ALONE = re.compile(rf"(?P<stage>{_STAGES})的?")
_STAGE_OF = re.compile(rf"{_STAGES}(?P<thing>的?(?:[一-鿿]{{0,4}}项目|工程|企业))")
_SUM_ALONE = re.compile(
    r"(?:[一总]共)?(?:要|得)?(?:投资?了?(?:多少|几)(?:钱|资金|亿)?|(?:多少|几[个]?亿的?)投资)"
)
_COUNTED_TOO = re.compile(r"(?:多少|几)[个名家所座人]?[一-鿿]{2,8}")
_ACT = re.compile(r"([一-鿿]{2})(?:了|出)?(?:多少|几)[个名家所座人]?[一-鿿]{2}")
_HOW_DONE = re.compile(
    r"(?P<rate>满意[率度]|办[结复]率|答复率|完成率|开工率|竣工率|合格率|达标率)(?:各?[是有]?多少)?"
)
_OF_IT = re.compile(r"(?:一共|总共|能)?(?:惠及|覆盖|涉及|受益|带动|服务|解决)了?(?:多少|几)[一-鿿]{0,4}")
_TAKINGS = re.compile(r"(?:去年|今年)?(?:总|综合)?收入(?:是|有|达到?)?(?:多少|$)")
_TOURISM = re.compile(r"旅游|游客|景区|来玩")
_WITHOUT_TIME = re.compile(r"^(?:去年|今年)")
_OWNER = re.compile(r"项目|企业|工程|园区|产业|集群|基地|中心|学校|医院")
_SIDES = re.compile(r"([一-鿿]{2,3})[和与跟、]([一-鿿]{2,3})(?=分别|各)")
_SECTOR_MEASURE = re.compile(r"(?:增加值|总?产值|投资额?|总?产量|销量|营业收入|营收|利润|业务量)$")
_LEVEL = re.compile(r"[国省市县区]家?级")
_LEVEL_COUNTED = re.compile(
    r"(?P<level>[国省市县区]家?级(?:以上|及以上)?)的?有?(?P<many>(?:多少|几)[家个户所])"
)  # 国家级企业几家, then 省级以上的有几家
_LEVEL_OF = re.compile(r"[国省市县区]家?级(?:以上|及以上)?的?")
_SUBJECTS = ("存贷", "进出口")  # sides that are subjects of their own: 进出口多少, 那存款呢
_AGE = re.compile(r"\d+周?岁(?:以上|以下)?")
_SIZE_CLASS = re.compile(r"(?:[\d.]+|[一二两三四五六七八九十]+)?[十百千万]*[亿万]元?(?:级|以上)")
_BARE_SIZE = re.compile(r"([十百千万]*[亿万]元?)的?")
_SIZE_SAID = re.compile(r"^(?:[\d.]+|[一二两三四五六七八九十]+)?[十百千万]*[亿万]元?")
_ONE_SIDE = re.compile(
    r"(?:农村|城镇|城市)居民|农民(?!工)|(?:农村|乡下|村里|城里|城镇|城市)人?(?=的?(?:人均|可支配|收入|消费|挣|赚))"
)
# 居民收入目标多少, then 城里人呢
_SIDE_NAMED = re.compile(r"^(?:去年|今年)?(?:(?P<rural>农村|农民|乡下|村里)|城里|城镇|城市)(?:居民|人)?的?$")
_WHOLE_INCOME = re.compile(
    r"(?<![城镇农村乡])(?:全(?:体|部|[省市县区国]))?(?:居民|老百姓|百姓)的?(?P<what>(?:人均)?(?:可支配)?收入)"
)
_SIDE_ASKED = re.compile(
    r"(?P<side>农村|乡下|村里|城里|城镇|城市)(?:的|人|那边)*(?:一年|一个?月|每个?月|每年)?(?:给|是|有|能|领|发|拿|补|涨|要)*了?(?:多少|几)[一-鿿]{0,2}"
)
_MEDALS = re.compile(r"(?:多少|几)[块枚]?(?:[金银铜]牌|金(?![融额属牌]))")
_ALL_RESIDENTS = re.compile(
    r"(?:全[省市县区国体部]|所有|总体|整体|城乡|我[省市县区])(?:的|居民|人|老百姓|百姓)*"
)
_RURAL = re.compile(r"农民(?!工)|村民|乡下人|村里人|农村人")
_PASSENGERS = re.compile(r"(多少)(?:人次?|旅客|乘客)")
_TIER = re.compile(r"[省市县乡镇村]级|乡镇级?")
_TIERS = {"村里": "村级", "村里的": "村级", "村级": "村级", "镇里": "乡镇", "镇上": "乡镇", "乡镇": "乡镇", "乡镇的": "乡镇", "县里": "县级", "市里": "市级", "省里": "省级"}  # fmt: skip
_KIND_OF = re.compile(
    r"(?:[用烧带有没新旧给]|不|能)[一-鿿]{1,5}的"
)  # what says of which kind, and names no thing
_ALL = re.compile(r"^(?:全体|全部|城乡)居民")
_MEASURED = re.compile(r"(?:标准|率|额|收入|支出|投资|面积|里程|[产价总]值|比[重例]|占比|增速|金|费|价)$")
_BULK = "人次|公里|平方米|[亩吨场次张辆台]"  # units that only things of one kind have
_COUNT_WORD = re.compile(rf"(多少|几)(?:{_BULK})(?=[？?。]?$)")
_COUNTED_ANYHOW = re.compile(rf"(多少|几)(?:{_BULK}|[家个户所处座项件条名人位])(?=[？?。]?$)")
_HOW_MANY = re.compile(r"(?:多少|几)个(?=[？?。]?$)")
_COUNTED = re.compile(r"(多少|几)(?:个|家|户|辆|台|套|座|所|处|项|件|条|名|人|位|张|人次)$")


def about_another(
    text: str, now: Asked, then: Asked, vocabulary: Vocabulary, year: int, *, asks: bool, leaning: bool
) -> str:
    """科技型中小企业呢: the new subject takes the old one's place; 绿色工厂要建几个 keeps only the time."""
    body, times, words = now.text, now.times, now.words
    before, old_words = then.text, then.words
    if (level := _LEVEL_COUNTED.fullmatch(body)) and _LEVEL.search(then.subject):
        return f"{then.said_time}{level['level']}{_LEVEL_OF.sub('', then.subject)}{level['many']}"
    if (stage := _STAGE_ALONE.fullmatch(body)) and (old := _STAGE_OF.search(before)):
        return before.replace(old[0], stage["stage"] + old["thing"])  # 竣工投产的项目几个, then 开工建设的呢
    if _SUM_ALONE.fullmatch(body) and _OWNER.search(then.subject):
        return f"{then.said_time}{then.subject}投资多少"
    if not times and _ATTRIBUTE_ASKED.fullmatch(body) and _OWNER.search(then.subject):
        return f"{then.said_time}{then.subject}{body}"  # 合作项目有几个, then 总投资多少
    if how := _HOW_DONE.fullmatch(body):
        return f"{now.said_time or then.said_time}{then.side_by_side or then.subject}{how['rate']}是多少"
    if not times and _OF_IT.fullmatch(body):
        return f"{then.said_time}{then.subject}{body}"  # 改造小区几个, then 惠及多少户
    if _TAKINGS.match(body) and _TOURISM.search(before):
        return f"{now.said_time or then.said_time}旅游{_WITHOUT_TIME.sub('', body)}"  # 接待游客多少, then 收入多少
    if (more := _COUNTED_TOO.fullmatch(body)) and (verb := _ACT.search(before)):
        return f"{then.said_time}{verb[1]}{more[0]}"  # 培训多少农民、多少企业家
    if (
        asks
        and (alone := _SIDE_ASKED.fullmatch(body))
        and (other := swapped_side(alone["side"] + "的", before))
    ):
        return other  # 城里低保一个月给多少, then 农村的一年给多少
    if not asks and (leaning or len(body) <= 12) and not re.search(r"目标|安排|政策|措施", body):
        if _ATTRIBUTE.fullmatch(body) and _OWNER.search(then.subject):
            return f"{then.said_time}{then.subject}{body}多少"  # 重点项目几个, then 投资呢
        if side := swapped_side(body, before):
            return moved(side, now.said_time, times, year) if times else side
        if way := _other_way(words, then, vocabulary):
            return moved(way, now.said_time, times, year) if times else way
        if all(w.place for w in words) and not any(w.place for w in old_words):
            return "".join(w.text for w in words) + before
        if all(word_map("opposites").get(w.name) not in (None, *_SUBJECTS) for w in words):
            whose = _ALL.sub("居民", before[old_words[0].start :])
            return before[: old_words[0].start] + "".join(w.text for w in words) + whose
        if body.endswith("的") and _KIND_OF.fullmatch(body) and not times:
            return f"{before[: old_words[0].start]}{body}{before[old_words[0].start :]}"  # 重卡几辆, then 用电的呢
        start = words[0].start - (body[: words[0].start].endswith(("“", "《")))
        swapped = _swapped_subject(body[start : words[-1].end], before, old_words, vocabulary)
        return moved(swapped, now.said_time, times, year) if times else swapped
    if (
        asks
        and (sides := _SIDES.match(body))
        and (
            word_map("opposites").get(sides[1]) == word_map("opposites").get(sides[2], "")
            or all(_LEVEL.fullmatch(side) for side in sides.groups())
        )
    ):
        return (
            f"{then.said_time}{sides[1]}和{sides[2]}{then.subject}{body[sides.end() :]}"  # 中央和地方分别多少
        )
    if asks and all(w.place for w in words) and not any(w.place for w in old_words):
        return "".join(w.text for w in words) + before  # 某区单独是多少
    if leaning and not times:
        return then.said_time + body
    return text


def _other_way(words: tuple[ContentWord, ...], then: Asked, vocabulary: Vocabulary) -> str:
    """The earlier question with an everyday word of one side made one of the other: 往外国卖了多少, then 往回买的呢."""
    groups = word_map("opposites")

    def side(word: ContentWord) -> str:
        return next((o for o in vocabulary.phrases.get(plain(word.name), ()) if o in groups), "")

    for new in words:
        for old in then.words:
            one, other = side(new), side(old)
            if one and other and one != other and groups[one] == groups[other]:
                return then.text.replace(old.text, new.text, 1)
    return ""


def _swapped_subject(
    subject: str, before: str, old_words: tuple[ContentWord, ...], vocabulary: Vocabulary
) -> str:
    """The earlier question about another subject. What the report says of that one too is kept: (高技术产业)投资增长."""
    for word in old_words[:1]:  # 本科生来有多少补贴, then 研究生呢
        if leaves_out(subject, word.text):
            return _COUNTED.sub("多少", before[: word.start]) + subject + before[word.end :]
    for i in range(len(old_words) - 1, 0, -1):
        if re.search(r"多少|几", before[old_words[i - 1].end : old_words[i].start]):
            # 县政府办了多少件|人大建议, but 重大项目有多少个|完成投资
            of_it = all(_ATTRIBUTE.fullmatch(w.text) for w in old_words[i:])
            old_words = old_words[:i] if of_it else old_words[i:]
            break
    lead = before[: old_words[0].start]
    if _LEVEL.fullmatch(subject):  # 省级以上单项冠军多少家, then 国家级呢
        gone = _LEVEL_OF.sub("", before[old_words[0].start : old_words[-1].end])
        return _LEVEL_OF.sub("", lead) + subject + gone + before[old_words[-1].end :]
    if lead.endswith(("“", "‘", "《")):
        lead, subject = lead[:-1], subject.strip("“”‘’《》")
    for word in old_words:  # 以旧换新带动家电卖得…, then 汽车呢: of the two that stand in one list
        name, other = re.escape(subject), re.escape(word.text)
        if len(old_words) > 1 and re.search(
            rf"{name}[、和与]{other}|{other}[、和与]{name}", vocabulary.pointed
        ):
            return before[: word.start] + subject + before[word.end :]
    whole = rf"{re.escape(subject)}(?:(?![和与及])[一-鿿]){{0,5}}{re.escape(old_words[-1].text)}"
    if re.search(whole, vocabulary.pointed):
        return lead + subject + before[old_words[-1].start :]  # 贷款新增多少, then 制造业的呢
    for word in old_words[1:]:
        rest = before[word.start : old_words[-1].end]
        if rest[:2] not in subject and plain(subject + word.text) in vocabulary.pointed:
            return lead + subject + before[word.start :]
    if tail := _measured_too(subject, old_words[-1].text, vocabulary):
        return lead + subject + tail + before[old_words[-1].end :]  # 船舶增加值, then 航空航天呢
    lead = _COUNTED.sub("多少", lead)  # 改造了多少户|老旧小区: another subject may be counted otherwise
    gone = before[old_words[0].start : old_words[-1].end]
    grown = GROWN.search(gone)
    kept = grown[0] if grown and not GROWN.search(subject + before[old_words[-1].end :]) else ""
    # 修了多少公里, then 低保标准呢
    counted = _COUNTED_ANYHOW if _MEASURED.search(subject) else _COUNT_WORD
    rest = counted.sub(r"\1", before[old_words[-1].end :]).removeprefix("了")
    rest = _HOW_MANY.sub("多少", rest)  # 口袋公园建几个, then 绿道呢: counted otherwise, perhaps
    return lead.removesuffix("新") + subject + kept + rest


def _measured_too(subject: str, old: str, vocabulary: Vocabulary) -> str:
    """What was measured of the old subject (增加值), where the report has that of the new one in some row, too; or ""."""
    found = _SECTOR_MEASURE.search(old)
    if found is None or found.start() == 0 or _SECTOR_MEASURE.search(subject):
        return ""
    row = rf"{re.escape(subject)}[^。；\n\d]{{0,24}}?{found[0]}"
    return found[0] if re.search(row, vocabulary.pointed) else ""


def swapped_side(body: str, before: str) -> str:
    """The earlier question with 城镇 made 农村 where the new one says 农村; "" where there is no such pair."""
    if _ALL_RESIDENTS.fullmatch(body) and (whole := _ONE_SIDE.sub("居民", before)) != before:
        return whole  # 农民收入, then 全省居民呢
    if (bare := _BARE_SIZE.fullmatch(body)) and (sized := _SIZE_CLASS.search(before)):
        return before.replace(sized[0], bare[1] + _SIZE_SAID.sub("", sized[0]))  # 千亿级…几条, then 百亿的呢
    if (side := _SIDE_NAMED.search(body)) and (both := _WHOLE_INCOME.search(before)):
        return before.replace(both[0], ("农村" if side["rural"] else "城镇") + "居民" + both["what"])
    if body in ("金牌", "银牌", "铜牌") and (medals := _MEDALS.search(before)):
        return before.replace(medals[0], f"几块{body}")  # 拿了几金, then 银牌呢
    for size in (_SIZE_CLASS, _AGE):
        new_size, old_size = size.search(body), size.search(before)
        if new_size and old_size and new_size[0] != old_size[0]:
            return before.replace(old_size[0], new_size[0])
    if body in ("货", "货物") and (people := _PASSENGERS.search(before)):
        return before.replace(people[0], f"{people[1]}货物")  # 运了多少人, then 货呢
    if (tier := _TIERS.get(body)) and (old_tier := _TIER.search(before)):
        return before.replace(old_tier[0], tier)  # 县级…几个, then 村里的呢
    groups = word_map("opposites")
    before = _RURAL.sub("农村居民", before)  # 农民收入, then 城镇的呢
    for new in sorted((w for w in groups if w in body), key=len, reverse=True):
        at = body.find(new)
        if body[:at].endswith("中"):
            continue
        if groups[new] in before:
            return before.replace(groups[new], new)  # 城乡居民…, then 农村的呢
        for old in sorted(
            (w for w in groups if w in before and groups[w] == groups[new]), key=len, reverse=True
        ):
            if old != new and (other := re.sub(rf"(?<!中){old}", new, before)) != before:
                return other
    return ""
