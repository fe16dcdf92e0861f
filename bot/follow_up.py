"""A question that leans on the one before (那今年呢, 农村的呢) → one that stands alone."""

from __future__ import annotations

import re

from report_bot.ingest.types import Measure
from report_bot.prompts.load import word_list

from .asked import asked_direction, asked_measures, asked_units
from .asked_times import NOW, TimeSpan, time_spans
from .bare_place import about_another_place
from .bare_time import as_bare_time
from .between_turns import between_turns
from .earlier import DONE_WORD, GROWN, TARGET_WORD, Asked, at_time, moved, read_asked
from .swapped import about_another, swapped_side
from .terms import ContentWord
from .types import Turn
from .vocabulary import Vocabulary

_LEAD = re.compile(
    r"^(?:那么?|然后|还有|再问(?:一下|问)?|另外|请问|我(?:说|问)的?是|我是(?:说|问)|顺便(?:问(?:一下)?)?|[光单](?=[去今]年)|其中(?![一之])|那?(?:里面|里头)|接着|继续|哦|嗯|好的|好(?=[，,。 ])|[，,。 ])+"
)
_TAIL = re.compile(r"(?:[，,。？?！! ]|呢|呀|啊|吗|嘛|吧|(?<![什怎这那])么|的话|怎么样|咋样|如何)+$")
_NEW_SUBJECT = re.compile(r"换个?(?:话题|问题|一个|事)(?:问|说)?|另一个问题|不说这个|问(?:个|点)?别的")
_PRONOUN = re.compile(
    r"(?<![其吉])(?:它们?|这个(?:指标|数据?|数字|目标|项目|事)?|那个(?:指标|数据?|数字)?|这(?:项|块|方面|事儿?)|该指标|上面那个|刚才(?:那个|说的))(?!月|市|县|省|区|地方)"
)
_OBJECT = re.compile(r"[一-鿿]{1,2}它")
_SO_FAR = re.compile(r"到(?:现在|目前|今天)|至今|截至目前|累计")
_ASKS = re.compile(r"多少|几|第几|排名|名次|多[大长高]|百分之|哪|什么|啥|怎么|增速|增幅|涨幅|占比|比例|比重")
_APART = re.compile(r"相差|差(?:了|距|别|额|多少|几)|两年(?:比|差|各)|(?:增加|减少|多|少|高|低|涨|降)了?还是")
_STATUS_WORD = re.compile(r"目标|计划|任务|实际(?!使用|利用)|完成(?:情况|了)?|打算|安排")
_MEASURE_ALONE = re.compile(
    r"(?P<measure>年均(?:增[长速幅])?|增长|增速|增幅|涨幅|总量|总额|占(?:全部[一-鿿]{0,4})?比重|占比|比重|排名|位次|名次|增长率|累计|总数|总共|一共)(?:是|有)?(?:多少)?了?"
)
# 其中出口呢, then 占多少: a share, not the amount once more
_SHARE_ALONE = re.compile(
    r"(?:大概|大约|能)?占(?:了|到)?(?:多少|几成|多大(?:比例|比重|头)|百分之(?:几|多少))"
)
_AIM_MET = re.compile(
    r"(?:都|全|是不是|有没有)?(?:完成|达到|实现|达成)了?(?:年初|去年|预期|既定|全年)?的?(?:目标|任务|计划)了?(?:没有?)?|(?:都|是不是|有没有)?达标了?(?:没有?)?|(?:目标|任务)(?:完成|达到|实现|达成)了?(?:没有?)?"
)
_EACH_ALONE = re.compile(
    r"[，, ]*(?:的?目标)?(?:(?:这|那|它们|他们)?(?:两[个项样者])?(?:分别|各自?)(?:是|有)?(?:多少|几[个家])?|(?:这|它)(?:俩|两[个项样者])(?:的?目标)?)"
)
_ADDED = re.compile(r"^新(?:增|改扩?建|入选|认定|建|培育|引进|登记|获批|评定|设立?|签约|开)")
_LEANS = re.compile(
    r"一天|每天|最多|多出来|[比较]|在全|全[国省市]排|在?[省市县]里(?:能)?排|国内排|排"
)  # … with no subject of its own before it
_AGAINST = re.compile(r"目标.*[比较](?:去年|上年|今年)[^，。]{0,4}(?:多少|几)")
_HIGHER = re.compile(
    r"(?:今年)?的?(?:目标|计划)?(?:是不是|有没有|会不会)?(?:比(?:去年|上年))?(?:更|要|得)?(?:[高低多少快慢大小]|一样|相同|严)(?:了|些|一些|点)?(?:还是[高低多少快慢]了?)?"
)
_COMPARED = re.compile(r"比|更|还是|一样|相同")
# 增长多少, then 比全国呢, 比全国平均高几个点
_BESIDE_ALL = re.compile(
    r"(?:那)?(?:它|这个?)?[比跟和与较](?P<wider>全[国省市])(?:的)?(?:平均)?(?:水平|增速|增幅)?(?:相?比)?(?:起来)?(?:怎么样|如何|咋样|是?[高快多][还低慢少是]+|[高低快慢多少]了?(?:多少|几)?(?:个?点|个?百分点)?)?"
)
_THAN_SIDE = re.compile(r"比(?P<side>农村|城市|城镇|城里|乡下)(?:的|人)?(?=[高低多少快慢])")
_BEFORE_ALONE = re.compile(r"(?:跟|和|与|比|较)(?P<year>去年|上年|前年|上一年|前一年)(?:相?比)?(?:起来)?")
_MORE_THAN_THIS = re.compile(r"比今年的?(?:目标|计划)?(?:多|少|高|低|快|慢)了?(?:多少|几)[一-鿿]{0,2}")
_FORMERLY = re.compile(
    r"(?:它|这个)?(?:原来|以前|之前|此前|原先|(?:提高|调整|[上]?涨|涨价|下?降)之?以?前)的?(?:标准)?(?:是|有)?(?:多少|几)?[一-鿿]{0,2}"
)
_FORMERLY_SAID = re.compile(r"原来|以前|之前|此前|原先")
_YIELDS = re.compile(r"能?(?:卖|挣|赚|花|投|用|收|领|拿|值)")
_LEVEL = re.compile(r"达到?|到(?:多少|几)")
_ADDED_WORD = re.compile(r"新增|净增|新认定|新培育")
_IN_ALL = re.compile(r"累计|总共|一共|拢共")  # what stood there in all is not what another year is asked for
_HOW_MUCH = re.compile(r"(?:是|有)?多少[？?]?$")
_TOTAL = re.compile(r"(?<=[一-鿿A-Za-z])总[量额数](?:是|有|达到?)?$")
_AIM_OF_YEAR = re.compile(r"的?(?:预期)?(?:目标|计划)(?:是|定了?)?(?:多少|几)")
_FIVE_YEARS = re.compile(r"(?:前|之前|此前)?(?:五|5)年(?:总共|一共|累计|合计)?")
_EACH = re.compile(r"分别|各")
_UP_OR_DOWN = re.compile(r"是(?:涨|升|增|多)了?是(?:跌|降|减|少)了?")
_SCOPE_ALONE = re.compile(
    r"(?:在|那)?(?P<scope>全[国省市县]|国内|[省市县]里)(?:排?(?:第几|多少名|什么位置|啥位置))?"
)
_RANKED = re.compile(r"第几|排名|位次|名次")
_OWN_MEASURE = re.compile(r"占|比例|比重|率|累计|总|人均|平均|每")


def resolve(text: str, earlier: tuple[Turn, ...], *, vocabulary: Vocabulary, year: int) -> str:
    """The question made whole from the last turn; a question that stands alone comes back unchanged."""
    if not earlier or _NEW_SUBJECT.search(text):
        return _NEW_SUBJECT.sub("", text).strip("，, 。") or text
    before = earlier[-1].question
    text = as_bare_time(text, before)
    lead = _LEAD.match(text)
    body = _TAIL.sub("", text[lead.end() :] if lead else text)
    if _FIVE_YEARS.fullmatch(body):
        body = "过去" + re.sub("^(?:前|之前|此前)", "", body)
    leaning = bool(lead and lead[0].startswith(("那", "然后", "还有"))) or text.rstrip("？?。！! ").endswith(
        "呢"
    )
    asked_before = [read_asked(t.question, vocabulary, year) for t in earlier[-3:]]
    if whole := between_turns(body, asked_before):
        return whole
    if there := about_another_place(body, before, vocabulary):
        return there
    elsewhen = any(t.period.last != year - 1 for t in time_spans(before, year))
    if NOW.fullmatch(body) and (elsewhen or _FORMERLY_SAID.search(before)):
        return at_time(_FORMERLY_SAID.sub("", before), "去年", year)  # 原来多少个, then 现在呢
    if _FORMERLY.fullmatch(body):
        return before if "原来" in before else "原来" + before
    based = any(t.base and t.period.last < year - 2 for t in time_spans(body, year))  # 比十三五末改善了多少
    now = read_asked(body, vocabulary, year)
    times, words = now.times, now.words
    old_times, old_words = asked_before[-1].times, asked_before[-1].words
    if not old_words:
        return text
    same_time = _time_text(body, times) or _time_text(before, old_times)
    if _HIGHER.fullmatch(body) and _COMPARED.search(body) and re.search("目标|计划|今年|比", body):
        pace = "增速" if re.search("[快慢]", body) and "增" not in asked_before[-1].subject else ""
        return f"{asked_before[-1].subject}{pace}去年和今年相差多少"  # 今年目标是不是更高
    if (than := _THAN_SIDE.match(body)) and (other := swapped_side(than["side"], asked_before[-1].subject)):
        return f"{same_time}{asked_before[-1].subject}比{other}{body[than.end() :]}"  # 城市低保多少, 比农村高多少
    if wider := _BESIDE_ALL.fullmatch(body):
        return f"{same_time}{GROWN.sub('', asked_before[-1].measured)}比{wider['wider']}高多少"
    if (alone := _MEASURE_ALONE.fullmatch(body)) and alone["measure"] not in before:
        planned = bool(old_times) and old_times[-1].period.last >= year
        in_all = alone["measure"] in ("累计", "总数", "总共", "一共") and planned  # so many there are by now
        when = _time_text(body, times) or ("" if in_all else _time_text(before, old_times))
        return when + _measure_of(alone["measure"], asked_before[-1])
    if both := _each_of_two(body, times, asked_before):
        return both
    if body in ("人均", "户均"):
        return f"{same_time}{body}{_TOTAL.sub('', asked_before[-1].subject)}多少"
    if _SHARE_ALONE.fullmatch(body):
        return same_time + asked_before[-1].subject + "占比多少"
    if _AIM_MET.fullmatch(body):
        return asked_before[-1].subject + "完成目标了吗"
    if _UP_OR_DOWN.fullmatch(body):
        return f"{same_time}{asked_before[-1].subject}是涨了还是跌了"
    if (scope := _SCOPE_ALONE.fullmatch(body)) and _RANKED.search(before):
        return f"{asked_before[-1].said_time}{asked_before[-1].subject}在{scope['scope']}排第几"
    either_way = asked_direction(body) is not None
    asks = bool(_ASKS.search(body)) or either_way
    bare = asks and (
        all(len(w.text) < 3 and w.text in before for w in words)  # 今年打算改造多少个: the verb said again
        or ((leaning or times) and all(_bare_verb(w, vocabulary) for w in words))  # 那今年想冲到多少
    )
    bare = bare or (asks and bool(words) and all(_YIELDS.fullmatch(w.text) for w in words))
    does = asks and not bare and _only_does(body, before, words, bool(times))
    if bare or does:
        words = ()
    if _PRONOUN.search(body):
        subject = "".join(w.text for w in old_words)
        whole = _PRONOUN.sub(subject, body, count=1)
        if _OBJECT.match(body):  # 修它要花多少钱
            named = [w for w in old_words if not w.tag.startswith("v")] or list(old_words)
            whole = before[named[0].start : named[-1].end] + _PRONOUN.sub("", body, count=1)
        return whole if times else _time_text(before, old_times) + whole
    if words:
        return about_another(text, now, asked_before[-1], vocabulary, year, asks=asks, leaning=leaning)
    side = swapped_side(body, before)
    if side and either_way:
        return body if times else _time_text(before, old_times) + body  # 出口是不是也增长了
    if side and times:
        return moved(side, _time_text(body, times), times, year, keep_status=bool(_STATUS_WORD.search(body)))
    if side:
        return side
    if against := _BEFORE_ALONE.fullmatch(body):
        of_this = bool(old_times) and old_times[-1].period.last >= year
        if of_this or "目标" in before:
            return asked_before[-1].subject + "去年和今年相差多少"  # 今年要建几个, then 比去年呢
        when = _time_text(before, old_times)
        return f"{when}{asked_before[-1].subject}比{against['year']}增减了多少"
    if (
        (_APART.search(body) or _MORE_THAN_THIS.fullmatch(body))
        and "比今年" in body
        and len({t.period for t in times}) < 2
    ):
        return asked_before[-1].measured + "去年比今年相差多少"
    if _APART.search(body) and asked_direction(body) != 0 and len({t.period for t in times}) < 2:
        return "".join(w.text for w in old_words) + "去年和今年相差多少"
    if _AGAINST.search(body):
        return asked_before[-1].subject + body  # 今年目标比去年多多少
    if len(times) == 1 and _AIM_OF_YEAR.fullmatch(_without(body, times)):
        return f"{_time_text(body, times)}{_TOTAL.sub('', asked_before[-1].measured)}目标是多少"
    if len(times) == 1 and not does and _only_how_many(body, before, times, year):
        carried = _IN_ALL.sub("", before)
        if _RANKED.search(carried):
            carried = f"{asked_before[-1].subject}是多少"  # 排第几, then 2030年要到多少
        if _LEVEL.search(body):
            # 新增几家, then 今年要达到几家; 增速呢, then 今年能到多少
            carried = GROWN.sub("", _ADDED_WORD.sub("", carried))
        return moved(carried, _time_text(body, times), times, year)
    if asks:
        asked = _without(body, times).strip("，, ")
        so_far = based or _SO_FAR.search(body)
        when = _time_text(body, times) or ("" if so_far else _time_text(before, old_times))
        subject = asked_before[-1].of_each if _EACH.search(body) else asked_before[-1].subject
        return when + subject + ("，" if len(subject) == 1 else "") + asked
    if status := _STATUS_WORD.search(body):
        if status[0].startswith("完成"):
            return same_time + "".join(w.text for w in old_words) + "完成了多少"
        if (
            not times
            and old_times
            and status[0] in ("目标", "计划", "任务", "打算", "安排")
            and old_times[-1].period.last < year
        ):
            before = at_time(before, "今年", year)  # what is planned is planned for this year
        if _RANKED.search(before) and status[0] in ("目标", "计划", "任务"):
            return (_time_text(body, times) or "今年") + asked_before[-1].subject + "目标是多少"
        rest = DONE_WORD.sub("", TARGET_WORD.sub("", before))
        rest = moved(rest, _time_text(body, times), times, year, keep_status=True) if times else rest
        if status[0] in ("目标", "计划", "任务"):
            # 财政收入多少, GDP总量, then 目标呢: what is set may be its growth
            rest = _TOTAL.sub("", _HOW_MUCH.sub("", rest))
        asked = "" if _ASKS.search(rest) or status[0].startswith(("打算", "安排", "完成")) else "是多少"
        return _TAIL.sub("", rest) + ("，" if _ASKS.search(rest) else "") + status[0] + asked
    if times:
        return moved(before, _time_text(body, times), times, year)
    return text


def _each_of_two(body: str, times: tuple[TimeSpan, ...], turns: list[Asked]) -> str:
    """高新技术企业呢, 科技型中小企业呢, then 去年分别是多少: both of them, at the time that is named."""
    if len(turns) < 2 or not times or not _EACH_ALONE.fullmatch(_without(body, times)):
        return ""
    one, two = turns[-2:]
    apart = one.words and two.words and one.subject != two.subject and not two.side_by_side
    aim = "目标" if "目标" in body else ""
    return f"{_time_text(body, times)}{one.subject}和{two.subject}{aim}分别是多少" if apart else ""


def _only_how_many(body: str, before: str, times: tuple[TimeSpan, ...], year: int) -> bool:
    """Whether the body asks the same of another time: 今年打算添多少, but not 增长了多少, 去年的目标是多少."""
    if "多少" not in body or asked_units(body) or _OWN_MEASURE.search(body):
        return False
    if (asked_measures(body) - asked_measures(before)) & {Measure.CHANGE, Measure.RANK}:
        return False
    status = _STATUS_WORD.search(body)
    past = all(t.period.last < year for t in times)
    return status is None or status[0].startswith(("完成", "实际")) is past


def _measure_of(measure: str, then: Asked) -> str:
    """Another measure of what was asked before: its growth, its rank, or its total where 新增 was asked."""
    if measure in ("排名", "位次", "名次"):
        return f"{then.subject}{measure}在第几位"
    if then.side_by_side and measure in ("增长", "增速", "增幅", "涨幅", "增长率"):
        return f"{then.of_each}{measure}各多少"  # 甲和乙各多少, then 增速多少
    if measure.endswith(("比重", "占比")):
        return GROWN.sub("", then.subject) + "占比多少"
    total = measure in ("累计", "总数", "总共", "一共")
    return (_ADDED.sub("", then.subject) if total else then.subject) + measure + "多少"


def _only_does(body: str, before: str, words: tuple[ContentWord, ...], timed: bool) -> bool:
    """Whether the body says what is done to the earlier subject, and names none: 今年要认定多少, 在全国排第几."""
    if not (timed or _LEANS.match(body)) or not words:
        return False
    other_unit = asked_units(body) and not asked_units(body) & asked_units(before)
    return not other_unit and all(  # 一天能装下多少人
        _RANKED.search(w.text) or (w.tag in ("v", "vd", "d") and not w.phrase) for w in words
    )


def _bare_verb(word: ContentWord, vocabulary: Vocabulary) -> bool:
    """Whether a word only says that something is done (冲到, 培育): it names nothing."""
    if not word.tag.startswith("v") or word.phrase:
        return False
    return word.name not in vocabulary.text or word.name in word_list("vague")


def _time_text(text: str, times: tuple[TimeSpan, ...]) -> str:
    said = text[times[0].start : times[-1].end] if times else ""
    if said not in ("五年", "5年"):
        return said
    return f"{'今后' if re.search('要|目标|打算|计划|力争', text) else '过去'}{said}"


def _without(text: str, times: tuple[TimeSpan, ...]) -> str:
    """The text without its times, and without 和 between two of them."""
    for span in reversed(times):
        before = text[: span.start]
        text = (re.sub(r"[和与跟、]$", "", before) if span is not times[0] else before) + text[span.end :]
    return text
