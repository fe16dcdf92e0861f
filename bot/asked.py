"""What a question asks for beside its subject and times: done or planned, measures and units."""

from __future__ import annotations

import re

from report_bot.ingest.types import FactStatus, Measure, Period

from .asked_times import NOW

_MANY = r"(?:多少|几|哪几)"
_TARGET = re.compile(
    r"目标|(?<!超)(?<!超过)(?<!双高)(?<!行动)(?<!人才)(?<!强基)计划|打算|准备(?!金)|争取(?!上级|资金|到位|了)|力争|预期(?!寿命)|预计|拟|(?<![设感])想(?!问|知道|了解|请|查|看|咨)|(?<![需主重首纲必只摘紧还])要(?![求素闻点紧么不是回账来])"
    r"|还要|将(?:会|要)?(?!近|来)|会(?=(?:新|建|增|再|有|涨|修|改|提))|下一步|怎么(?:抓|干|搞)"
)
_DONE = re.compile(
    r"达到?(?:多少|几)[一-鿿%]{0,3}了|(?:完成|实现|做到|办成|达成|干完|建成|建好|修好|做完|落实)(?:了|得|的?怎么样|的?情况|没|吗|几|多少|到)|实际(?!使用|利用|到)|已经|了没|争取到(?:了|多少|几)"
    r"|(?<![定排])了(?:一共|总共|大概|约)?(?:多少|几|哪|啥|什么|百分)|[建修拿办做花投涨](?:成)?了|做过|得了(?!.{0,3}[病瘟])"
)
PUT_UP = re.compile(
    r"[建修改造办招减退免降]|装(?!机)|[引种投花拨发救培新迁搬栽]|增|完成|开展|实施|举办|接待|惠及|解决|吸引|兑现|补|赚|挣|卖|产"
)
_MOVED_UP = re.compile(
    r"(?:上升|前移|进步|进|提升|下降|后退|后移|跃升|挪|掉|升|降)了?(?:多少|几)个?(?:位次|名次|位|名)(?![一-鿿]*[领导家])"
)
# A question that is no more than a name of something counted: 用电量, 去年人均GDP, 失业率？
_NAME_ALONE = re.compile(
    r"(?!.*(?:什么|怎|哪|吗|呢|几|多|谁|啥|咋|如何|为何|提[高升]|降低|增[长加速幅]|排|目标))[一-鿿A-Za-z0-9.]{0,12}"
    r"(?:(?<![质力])量|(?<![效表])率|[总余交产金销售资]额|产值|增加值|GDP|人口|面积|里程|工资|出口|进口|床位|余额|占比|比重|强度|天数|人数)[？?。]?"
)
_BEYOND_PLAN = re.compile(
    r"(?:超过?|超出|比)(?:年度|全年|年初|原先|原来|既定|预期)*的?(?:计划|目标)+"
)  # 投资超年度计划目标多少
_SAID_WHAT = re.compile(r"(?:说|写|提|讲)(?:到|及)?了(?:些|点)?(?:啥|什么|哪些|没有?|吗)")  # 垃圾分类说了啥
# What was planned for a year that is over: more than somebody's 想 or 要.
_SET = re.compile(r"目标|计划|打算|预期|原定|定[的了下]|安排")
_HAPPENED = re.compile(r"了|已|实际|没有?[？?]?$|怎么样|情况")
# Done for certain: more than a bare 了.
_DONE_SAID = re.compile(
    r"达到?(?:多少|几)[一-鿿%]{0,3}了|[完办干达建]成|[干做]完|[建修]好|实现|做到|做过|落实|实际|已|了没|得了|没有?[？?]?$"
)
_COMPLETED = re.compile(r"(?:完成|实现|达成|做到)(?:了|得|的?怎么样|的?情况|没)")

_MEASURES = {
    Measure.CHANGE: re.compile(
        rf"平均每年(?:涨|长|增|多)|增长(?![点极])|增速|增幅|涨幅|降幅|跌幅|上涨|涨了|涨得|涨的|涨{_MANY}|(?:提高|提升|下降|降低|上升|减少|压减|回落|扩大)(?:了(?!{_MANY}[处家所座条户项人亩公件])|{_MANY}(?![处家所座条户项人亩公件]|个(?!百|点)))"
        rf"|(?<!新)增(?:加)?了?(?:百分|多少$|多少[？?，,吗呢啊])|(?<!新)(?<!新新)[增升降少跌快慢提]了(?:多少(?![旅游乘]客|货|快递|[家个人所处户项亩公件条座套辆台张])|百分|几个点)|[涨长张掌]了(?:多少|几)|提速(?:了|多少)|(?<![增参])加了(?:多少|几)|几个点|多少个点|个百分点|同比|便宜(?:了|多少|几)|(?<!新)增多少|(?<!光)(?:压|降|减|缩)(?:低|少|下来|下去)?了?(?:多少|几)(?![家个所处条座户项人名税费负钱亿万])|(?:增加|提高|提升|增|长|升|降低?|减少?|下降)了?(?:多少|几)[%％]|[多高低少降涨升减]了(?:百分之?(?:几|多少)|几成|几个百分)"
        rf"|(?:增加|减少|多|少)了?{_MANY}天|[比较](?:上年|去年|前年|上一年|前一年|年初|上年末)[^，。]{{0,3}}[多少高低]了?(?:多少|几|百分)|比全[国省市](?:平均)?(?:水平)?[高低快慢多少]{_MANY}"
    ),
    Measure.SHARE: re.compile(
        r"占比|比重|比例|占(?!地)|大头|(?<![多高低少降涨升减]了)几成|多大一?块|覆盖率|报销(?:了|能|可以|可|的|多少|百分|几)?|(?<![效功频概速增长利])率(?!先|领)|份额"
    ),
    Measure.RANK: re.compile(
        r"第几(?![次届批回轮期连])|排名|排第|位次|名次|老几|(?<!安)排(?:在)?(?:多少|哪)|排到?第|多少名$|(?:什么|啥)位置|啥水平"
    ),
    Measure.NEW: re.compile(
        rf"新增|新建|新开|新登|新引|新培|新改|新认|新创|新办|新上|新弄|新盖|新签|新挂|添了|净增|(?:多|增加|增)了?{_MANY}[家个所处座条户项名]|(?:再|又|多出来){_MANY}?|新(?=.{{0,6}}了)"
    ),
    Measure.STOCK: re.compile(
        r"累计|一共|总共|加一块|加起来|拢共|总量|总额|总数|总里程|总长|总面积|总人[口数]|达到|现有|现在有|共有|拥有|余额|保有|规模|到多少|目前有|总规模"
    ),
}
_PLACES_FOR = re.compile(rf"{_MANY}个?名额")
_TIMES = re.compile(rf"{_MANY}倍")
_IN_ALL = re.compile(r"(?:一共|总共|共).*[建修盖办开引培种植装改做完增添招评]\S{0,2}了")
_FROM_TO = re.compile(r"从(?:几|多少|百分之几)[^，。]{0,4}[降提升涨增减]到")
_TO_LEVEL = re.compile(
    r"(?:提高|提升|增长|增加|提|升|涨|达|做|搞|调|上升|扩大|下降|降)到(?:了)?(?:多少|几|百分)"
)
_MORE = re.compile(rf"(?:增加|增|多|添|加)了?{_MANY}")  # by how much, or how many new ones
_SHARE_OF_IT = re.compile(
    r"(?:占到?|占了?|贡献率?(?:是|有|达)?|率(?:是|有|达到?|为)?)(?:了|约|大概)?(?:多少|几成|百分|几)[^，。]{0,6}$"
)
_CHANGED_SHARE = re.compile(
    r"(?:压|减|缩|提高|提升|上升|下降|降低|增加|减少|涨|降|升)(?:了)?(?:多少|几个|百分)|比全[国省市][^，。]{0,4}[高低]|[比较](?:上年|去年|前年|上一年|前一年)[^，。]{0,4}[多少高低]"
)

_BEDS = re.compile(
    r"床位(?:数|是|有|要|又|达到?|新增|新建)*(?:多少|几)|(?:多少|几)(?:张|个)?[^，。]{0,6}床位"
)
_KINDS = {
    "人": "人 名 位", "个人": "人 名 位", "人家": "户 家", "名": "名 人 位", "位": "位 人 名", "家": "家 户 个", "户": "户 家 个", "所": "所 个 处 座", "处": "处 个 所 座", "座": "座 个 处 所",
    "个": "个 家 项 处 座 所 条 名 件 人 例 标箱", "项": "项 个 件 条", "件": "件 项 个", "条": "条 项 个", "公里": "公里 千米", "里": "公里 千米", "亩": "亩", "斤": "斤 公斤 吨",
    "吨": "吨", "元": "元", "美元": "美元", "块": "元 块 片 枚", "块金": "枚 金 块", "块银": "枚 银 块", "块铜": "枚 铜 块", "块奖": "枚 块", "块钱": "元", "钱": "元", "资金": "元", "张": "张 个", "次": "次 届 回", "届": "届 次", "回": "次 届 件", "人次": "人次", "场": "场 次", "天": "天 日 个工作日 工作日",
    "辆": "辆 台 辆次", "台": "台 台套 辆 套 件", "套": "套 台套 户 间", "间": "间 套", "度": "度 千瓦时 万千瓦时", "千瓦": "千瓦 兆瓦", "平方米": "平方米", "平米": "平方米", "平": "平方米", "平方公里": "平方公里",
    "口": "口 个 眼", "枚": "枚 金 块 个", "金": "金 枚", "岁": "岁", "克": "克", "分": "分", "本": "册 本", "册": "册 本", "年": "年", "种": "种 类 个", "部": "部 个", "万": "", "亿": "元", "对": "对 双", "支": "支 个", "只": "只 个 家", "头": "头 只", "棵": "棵 株", "株": "株 棵",
    "座桥": "座 个", "起": "起 件", "例": "例 起 件", "单": "单 件", "趟": "趟 列 班 次 场次 场 架次", "倍": "倍 ∶1", "批": "批", "类": "类", "片": "片 个", "班": "班 个", "站": "站 个 座", "镇": "镇 个", "村": "村 个", "栋": "栋 幢", "公顷": "公顷 亩",
}  # fmt: skip
_COUNTED_THINGS = re.compile(
    r"城市|市(?!民)|县|区|镇|乡(?!亲)|村(?!民)|国家|小区|项目|园区|景区|学校|医院|工厂|厂子"
)
_UNIT = re.compile(
    rf"(?:多少|(?<!哪)几|第几)(?:十|百|千|万|亿|个(?=亿|万))*(?P<unit>{'|'.join(sorted(_KINDS, key=len, reverse=True))})?"
)
_HOW_LONG = re.compile(
    r"(?:连着|连续|一连|已经|持续|保持了?|第)(?:多少|几)年$|多少年$|[要得](?:[修建干搞]|花|用)?几年$"
)
_MONEY = re.compile(
    r"多少钱|多少资金|(?:花|投|砸|进账|收入|支出|收|领|拿到?|(?<![开出])发放?|补贴?|(?<![房楼盘户])交|缴|挣|赚|卖)了?(?:多少|几)(?![旅游乘]客|货|快递|电|[家个人所处户项百成名位吨斤亩套台辆件只次张公平度条座趟种年天块枚届份本盏棵株头])|(?:花|投|砸|借|挣|赚|拨)(?:出去|回来|进去|进来|下去|到)了?多少(?![家个人所处户项成名位吨斤亩套台辆件只张公平度条座趟种年天])|多少(?:贷款|投资|补助金?|利润)(?![项户家])|(?:一个月|每个?月|一年)(?:能|可以|要)?(?:是|有|发|给|领|拿)?多少$|(?:养老金|退休金|低保|救助金|津贴)(?:是|有|发)?多少$|多少(?:万|亿)?元|多少亿?美元|多少亿(?!斤|吨|度|人|千瓦)|几个亿"
)
_COUNTED_BY_SIZE = re.compile(r"(多少|几)个?[十百千]?亿元(?:以上|以下)?的?大?(?=项目|企业|工程)")
_HARVESTED = re.compile(
    r"(?:粮|麦|稻|玉米|果|橙|橘|柑|桃|梨|枣|茶|菜|棉|豆|薯|花生|药材)[^，。]{0,6}(?:收|打|产)了?(?:多少|几)(?!钱|元|亩|入|个)"
)
_HOMES_SOLD = re.compile(r"(?:商品房|住房|房子|新房|二手房)[^，。钱]{0,6}卖了?(?:多少|几)(?!钱|元)")
_FOREIGN_MONEY = re.compile(r"外[资商国]|老外|进出口|[进出]口|外贸|外汇")
_SUM_OF_MONEY = re.compile(
    r"(?:(?:总|成交|零售|交易|营业|销售|出口|进口)额|总值|产值|余额)(?:去年|今年)?(?:是|为|有|达到?|完成)*了?(?:多少|几)(?!个?百分|%|个点|[家个户])"
)
_INVESTED = re.compile(r"(?<!产)投资(?:额|总额|规模)?(?:是|有|要|达|到)?了?(?:多少|几)(?!个?百分|%)")
_PART_OF = re.compile(r"占(?!地)[^，。？?]{1,16}?(?:多少|几)(?!钱|元|亿|万)")  # 民生支出占财政支出多少
_PERCENT = re.compile(
    r"百分之?几|百分之?多少|百分点|(?:多少|几)[%％]|几个点|多少个点|几成|增长(?:了|率)?(?:多少|几|怎)(?![家个所处座条户项人名倍])|增速|涨幅|增幅|降幅|增长目标"
)
_IN_A_HUNDRED = re.compile(
    r"(?:一百|100)[个位名人]?[^，。]{1,12}[里中][^，。]{0,3}[有出]?(?:多少|几)[个人名位]"
)
_PEOPLE = re.compile(
    r"(?:人口?|学生|毕业生|职工|民工|农民|居民|市民|党员|教师|老师|医生|护士|大夫|患者|儿童|孩子|老人|老年人|人员|者)(?:现在|目前|大概|一共|总共|全国|全省|全市|全县)?(?:有|达到?)了?(?:多少|几)(?![家个所处条座项元])"
)
_MANY_PEOPLE = re.compile(
    r"多少(?:名|位|个)?(?:在校)?(?:学生|老师|教师|医生|护士|职工|党员|老人|孩子|农民|毕业生|博士|硕士|志愿者|员工|工人|村民|居民)(?!家|公寓|宿舍|的)"
)
_HOW_SOON = re.compile(r"多长时间|多久|(?:多少|几)个?(?:小时|工作日|分钟)")
_SO_MUCH_MONEY = re.compile(
    r"几(?:个|毛)钱|(?<!赔)赔(?:付|偿|出来|出去)?了?(?:多少|几)(?![家个人所户次头只])|钱，?[^，。]{0,10}(?:[追挽要讨]回来?|冻住|冻结|拦下|止付)了?(?:多少|几)"
)
_HOUSEHOLDS = re.compile(r"(?:多少|几)[十百千万]*户(?:人家|居民|家庭|群众|老百姓)")
_HOUSEHOLDS_ALONE = re.compile(r"(?:^|[，、])(?:[只光单][说问要算])?户数(?:是|有)?(?:多少)?[？?]?$")
_LENGTH = re.compile(r"多长(?!时间|时候|期)|多少里(?!面|头)|里程")
_AREA = re.compile(r"多大面积|面积(?:是|有)?多|占地多[大少]")
_ROSE = "增产|拉大|扩大|增长|增加|增多|上升|上涨|涨价|涨|升|提高|变[多贵长高大快]|越来越[多高贵]"
_FELL = (
    "减产|缩小|掉|少[挖产建卖收]|下降|减少|降低|下跌|下滑|跌价|跌|降价|降|变[少短低小慢]|变便宜|越来越[少低]"
)
_WENT = re.compile(
    rf"(?:是不是|有没有|不是|难道|是否|真的|肯定|一定|怕是)[^，。？?]{{0,6}}?(?:(?P<up>{_ROSE})|(?P<down>{_FELL}))了?(?:吗|么|吧)?(?=[，？?。]|$)"
    rf"|(?:(?P<up2>{_ROSE})|(?P<down2>{_FELL}))了(?:吗|么|没有?|吧)(?=[，？?。]|$)"
    r"|(?:是不是|难道|怕是|肯定是?)[^，。？?]{0,12}又?(?:(?P<up5>多|高)|(?P<down5>少|低))了(?:吗|么|吧)?(?=[，？?。]|$)"
    r"|(?:是不是|有没有|是否)比(?:上年|去年|前年|前一年)(?:(?P<up3>多|高|快|好)|(?P<down3>少|低|慢|差))了?[？?。]?$"
    rf"|(?:怎么|咋|为啥|为什么)[^，。？?]{{0,4}}?(?:(?P<up6>{_ROSE})|(?P<down6>{_FELL}))了?[？?。]?$"
    rf"|(?:(?P<up7>{_ROSE})|(?P<down7>{_FELL}))了?[^，。？?]{{0,4}}(?:是)?(?:咋回事|怎么回事|为啥|为什么)"
    rf"|是(?:(?P<up4>{_ROSE})|(?P<down4>{_FELL}))的(?:吗|么|吧)[？?。]?$"
)
_SO_MUCH = re.compile(r"多少|几|百分")
_NOT = re.compile(
    rf"(?<!有)[没未](?:有)?[^，。]{{0,2}}(?:{_ROSE}|{_FELL})"
)  # 是不是没增长: yes would mean no
_EITHER = re.compile(rf"(?:{_ROSE}|高|多|快)了?还是(?:{_FELL}|低|少|慢)了?[？?。]?$")


def asked_status(text: str, periods: tuple[Period, ...], year: int) -> FactStatus | None:
    """Done or planned by the wording, then by the year; None where it stays open or both are asked."""
    text = _SAID_WHAT.sub("", _BEYOND_PLAN.sub("", text))
    target, done = bool(_TARGET.search(text)), bool(_DONE.search(text))
    past = bool(periods) and all(p.last < year for p in periods)
    ahead = bool(periods) and all(p.last >= year for p in periods)
    if target and past and not _SET.search(text):
        return FactStatus.ACTUAL  # 去年交了几套，我想租: what somebody wants now is no plan of last year
    if done and ahead and not _HAPPENED.search(text):
        return FactStatus.TARGET  # 今年完成多少投资: what the report plans to complete
    if done and ahead and not target and not _DONE_SAID.search(text):
        return None  # 今年加了几个点: 了 alone does not doubt that the year is only planned
    if done and (not target or _COMPLETED.search(text)):
        return FactStatus.ACTUAL
    if done and target:
        return None if len(periods) > 1 or "实际" in text else FactStatus.TARGET
    if target:
        return None if len(periods) > 1 else FactStatus.TARGET
    return FactStatus.ACTUAL if past else None


def asked_direction(text: str) -> int | None:
    """1 where a question asks whether something rose, -1 whether it fell, 0 which of both; None where it asks neither."""
    if _NOT.search(text):
        return None
    if _SO_MUCH.search(text):
        text = re.split("[，。？?]", text)[0]  # 是不是少挖了，产量降了多少
    if _SO_MUCH.search(text):
        return None
    if _EITHER.search(text):
        return 0
    found = _WENT.search(text)
    return None if found is None else 1 if (found.lastgroup or "").startswith("up") else -1


def asked_measures(text: str) -> frozenset[Measure]:
    """The measures that the wording allows; empty where open."""
    found = {measure for measure, cue in _MEASURES.items() if cue.search(text)}
    if _TIMES.search(text):
        return frozenset({Measure.CHANGE, Measure.STOCK, Measure.SHARE})  # 是2015年的几倍
    if _MOVED_UP.search(text):
        return frozenset({Measure.CHANGE, Measure.RANK})  # 上升了几位: places gained, or the place
    if Measure.RANK in found:
        two = re.search(rf"(?<!第){_MANY}.*(?:第几|排名|位次|名次)", text) and Measure.CHANGE in found
        return frozenset({Measure.RANK, Measure.CHANGE} if two else {Measure.RANK})
    if _FROM_TO.search(text):
        return frozenset({Measure.STOCK, Measure.SHARE})
    if re.search(r"增速|增幅|涨幅|增长率|几个点", text):
        return frozenset({Measure.CHANGE})
    if _TO_LEVEL.search(text):
        found -= {Measure.CHANGE, Measure.NEW}
        return frozenset(found & {Measure.SHARE} or {Measure.STOCK, Measure.SHARE})
    if {Measure.CHANGE, Measure.SHARE} <= found and _SHARE_OF_IT.search(text):
        found -= {Measure.CHANGE}
    if {Measure.CHANGE, Measure.SHARE} <= found and not _CHANGED_SHARE.search(text):
        found -= {Measure.SHARE} if re.search(r"增长|增速|涨", text) else {Measure.CHANGE}
    if Measure.CHANGE in found:
        more = _MORE.search(text) and not _PERCENT.search(text)
        return frozenset({Measure.CHANGE, Measure.NEW} if more else {Measure.CHANGE})
    if Measure.SHARE in found or _IN_A_HUNDRED.search(text):
        return frozenset({Measure.SHARE})
    if found == {Measure.STOCK} and _IN_ALL.search(text) and PUT_UP.search(text):
        return frozenset({Measure.STOCK, Measure.NEW})  # 一共建了几所: what was added, in all
    if found:
        # 新增…达到多少, 新建了多少: what was added in a period is often written as a plain amount.
        return frozenset(found | {Measure.STOCK})
    if re.search(r"百分之?(?:几|多少)", text):
        return frozenset({Measure.CHANGE, Measure.SHARE})
    if _TARGET.search(text) and not asked_units(text):
        return frozenset()  # 今年GDP目标多少: targets are set as levels and as growth
    if re.search(rf"有{_MANY}[家户个所]?了[？?。]?$", text) or (
        NOW.search(text) and re.search(rf"有{_MANY}", text)
    ):
        return frozenset({Measure.STOCK, Measure.SHARE})  # 现在有多少家: a level, not what was added
    if re.search(rf"{_MANY}|多[大长高]", text):
        return frozenset({Measure.STOCK, Measure.NEW, Measure.SHARE})
    return frozenset()


def asked_units(text: str) -> frozenset[str]:
    """The units that may answer, as the question's own measure word implies them; empty where open."""
    if _MOVED_UP.search(text):
        return frozenset({"个位次", "位"})
    text = _COUNTED_BY_SIZE.sub(r"\1个", text)  # 多少亿元以上的项目 asks for no money
    units: set[str] = set()
    for match in _UNIT.finditer(text):
        if match["unit"] == "年" and (
            not _HOW_LONG.search(text[: match.end()]) or text.startswith(("轻", "龄", "级"), match.end())
        ):
            continue  # 近几年, 这几年 ask for no number
        if match["unit"] == "口" and text.startswith(("罩", "岸", "井", "粮"), match.end()):
            continue  # 造多少口罩
        if match["unit"] == "家" and text.startswith(("电", "具", "庭", "政", "装", "居"), match.end()):
            continue  # 卖了多少家电
        if match["unit"] == "个" and _COUNTED_THINGS.match(text, match.end()):
            units |= set(_KINDS["个"].split()) - {"人", "名"}
            continue
        if match["unit"] and not (
            match["unit"] == "个" and text.startswith(("点", "百分", "亿"), match.end())
        ):
            units |= set(_KINDS[match["unit"]].split())
    if _HOUSEHOLDS.search(text) or _HOUSEHOLDS_ALONE.search(text):
        units = {"户"}
    if _HOW_SOON.search(text):
        return frozenset(["小时", "分钟", "天", "日", "个工作日", "工作日", "周", "个月", "月", "年"])
    if _SO_MUCH_MONEY.search(text):
        units -= set(_KINDS["个"].split())
    for cue, kinds in (
        (_MONEY, "元"),
        (_SO_MUCH_MONEY, "元"),
        (_INVESTED, "元"),
        (_LENGTH, "公里 千米 米"),
        (_AREA, "平方米 平方公里 亩 公顷"),
    ):
        if cue.search(text):
            units |= set(kinds.split())
    if _BEDS.search(text):
        units.add("张")
    if "多少钱" in text:
        units.add("美元")
    if _PLACES_FOR.search(text):
        units = set(_KINDS["个"].split())  # 多少名额: places, not heads
    if _SUM_OF_MONEY.search(text):
        units.add("元")
    if "元" in units and _FOREIGN_MONEY.search(text):
        units.add("美元")
    if _PERCENT.search(text) or _IN_A_HUNDRED.search(text):
        units = {"%", "个百分点", "百分点", "‰", "倍"} | ({"成"} if "几成" in text else set())
    if _HARVESTED.search(text):
        units = set(_KINDS["吨"].split()) | set(_KINDS["斤"].split())
    if "元" in units and _HOMES_SOLD.search(text):
        units |= {"平方米", "套"}
    if _PART_OF.search(text):
        units.discard("元")
    if (not units and _PEOPLE.search(text)) or _MANY_PEOPLE.search(text):
        units = set(_KINDS["人"].split())
    if "集装箱" in text:
        units |= {"标箱", "标准箱"}
    if "奖牌" in text:
        units.discard("金")  # gold alone is not the whole of the medals
    return frozenset(units)


def with_how_much(text: str) -> str:
    """The question with 多少 where it is no more than the name of something counted (用电量), as phones are typed on."""
    return text.rstrip("？?。") + "多少" if _NAME_ALONE.fullmatch(text) else text
