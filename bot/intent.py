"""What kind of answer a question wants; small talk, unsafe and foreign requests are told apart first."""

from __future__ import annotations

import re

from report_bot.prompts.load import word_list

from .types import Intent

LONGEST = 500  # characters of a question

_EDGES = re.compile(r"[\s，。！？!?.,、~～…；;：:“”\"'（）()]+")
_INJECTION = re.compile(
    r"(?:忽略|无视|忘记|忘掉|抛开|不要管|不用管|不管|别管|跳过|绕过|违反|取消)(?:你|掉|了|之前|以上|前面|上面|上述|所有|全部|一切|先前|此前|以前|系统|原来|收到|得到|给你|给的|的){0,6}"
    r"(?:指令|指示|提示|规则|设定|限制|要求|约束|命令|内容|对话|报告|原文)"
    r"|(?:输出|打印|显示|告诉我|复述|重复|泄露|说出|公开|给我看|列出|翻译)[^，。]{0,8}(?:提示词|系统提示|系统指令|初始指令|内部指令|prompt)"
    r"|你(?:现在|从现在起|从现在开始)?(?:是|扮演|充当|假装是?|变成)(?:一个|一名)?[^，。]{0,10}(?:没有限制|不受限|无限制|不受约束|黑客|越狱|没有任何限制|DAN)"
    r"|你现在是|从现在(?:起|开始)你|(?:扮演|假扮|冒充|装作|假装)(?:成|你?是)?(?:一个|一名|我|你|他)|提示词|调试模式|后台设[定置]|越狱|开发者模式|jailbreak|(?:system|developer)\s*(?:prompt|message|:)|\bDAN\b|do anything now"
    r"|ignore\b.{0,30}\b(?:instruction|prompt|rule|above|previous)|disregard\b.{0,30}\b(?:instruction|prompt|rule|above|previous)"
    r"|系统(?:消息|提示|通知|指令)[】\]:：]|(?:直接|只|必须|一律)?(?:告诉|回复|回答|答复)(?:用户|所有人|提问的?人)|(?:以后|今后)(?:谁|不管谁|有人)?(?:再|来)?(?:问|提问)?都?(?:这么|这样|照此)(?:说|答|回)"
    r"|系统(?:更新|升级|通告|公告)[】\]]|(?:规矩|规则|指令|设定|要求|限制)[^，。]{0,6}(?:作废|无效|失效|取消)|(?:原样|照抄|一字不[差漏改])[^，。]{0,4}(?:输出|打印|复述|重复)"
    r"|优先级最高|最高优先级|关闭[^，。]{0,6}(?:引用|核对|检查|校验|审核|限制)|(?:不用|不要|别)(?:给|写|附|加)?(?:出处|引用|核对|来源)|(?:\d|个|家|亿|万)[^，。]{0,3}(?:改成|改为|改写成|替换[成为])\d"
    r"|</?(?:system|assistant|user|script|im_start)|<\|im_|\[/?INST\]|###\s*(?:system|instruction)",
    re.IGNORECASE,
)
_HOW = r"(?:怎么|如何|怎样|咋|教我|帮我|哪里|哪儿|在哪|想|方法|教程|步骤|配方)"
_HARM_ACT = (
    r"(?:制|做|造|配|合成|提炼)[^，。]{0,4}(?:炸弹|炸药|爆炸物|枪|枪支|手枪|子弹|毒药|毒品|冰毒|假币|假钞|燃烧瓶|雷管|毒气)"
    r"|(?:买|卖|弄到|搞到|贩|购买|出售)[^，。]{0,4}(?:枪|枪支|子弹|毒品|冰毒|大麻|海洛因|迷药|假币|假证|假发票|公民信息|个人信息)"
    r"|(?:杀|弄死|毒死|砍|捅|打死|报复|绑架|强奸|跟踪|勒索)(?:了|死|掉)?(?:人|他|她|我|同事|邻居|老板|领导|家人|老婆|老公|孩子|官员|政府)"
    r"|(?:编|造|散布|传播)[^，。]{0,10}谣言|找人[^，。]{0,3}(?:收拾|打|揍|教训|报复|弄)|(?:黑进|黑掉|黑了|攻击|入侵|攻破|破解|渗透|瘫痪)[^，。]{0,8}(?:网站|系统|服务器|数据库|账号|密码|手机|电脑|wifi|网络)"
    r"|(?:逃税|偷税|洗钱|行贿|诈骗别人|骗钱|伪造|作弊|逃避.{0,4}(?:检查|处罚|监管))"
)
_HARM = re.compile(
    rf"{_HOW}[^，。？?]{{0,10}}(?:{_HARM_ACT})|(?:{_HARM_ACT})[^，。？?]{{0,4}}(?:方法|教程|步骤|配方|怎么)",
    re.IGNORECASE,
)
_SELF_HARM = re.compile(
    r"(?:我|好)?(?:想|要|打算)(?:去)?(?:自杀|死了|寻死|轻生|跳楼|割腕|了结)|不想活了?|活不下去|活着没意思|怎么自杀|自杀方法|自残|结束(?:自己的)?生命"
)

_ASKS_AMOUNT = re.compile(
    r"什么规模|多少|(?<!哪)几(?!乎|十年|年来|代|[十百千万]+[人个名])|第几|多大|多高|多长|百分之|增速|涨幅|增幅|占比|比重|比例|排名|位次|名次|老几|排(?:啥|什么|哪|多少)|(?:啥|什么)(?:位置|名次|水平)|数量|多少钱|的数|总量|总额|余额|规模多|新增数|目标数|几成"
)
_ASKS_LIST = re.compile(
    r"哪些|哪几|哪(?:个|条|里|座|所|家|一)|有啥|啥|什么(?!名次|水平|位置|规模)|怎么|咋(?!定)|怎样|如何|为什么|为啥|具体是|办法|措施|举措|政策|支持|安排|打算|怎么办|有没有|行动|动作|活动|规定|进展|介绍|情况|内容"
)
_CONFIRMS = re.compile(
    r"是不是|对吗|对吧|对不对|是吗|是吧|是真的|真的吗|属实|吧[？?。！!]?$|没记错|有没有(?:突破|超过|达到|破|超)|了没(?:有)?[？?]?$|不是.*吗|听说|据说"
)
_MANY = re.compile(r"多少|几")
_WHY = re.compile(r"怎么(?:还|就|没|会|只|不)|为啥|为什么|咋(?:还|就|没)|怎么回事|凭什么")
_REPEATED = re.compile(
    r"哪\d+[件个项家条所]|哪[二三四五六七八九十两]+(?:[件个项家条所样种]|[一-鿿]?[？?。]?$)"
)
_YES_NO = re.compile(r"[吗嘛么没][？?。！!]?$|有没有|是否|(?P<act>[一-鿿])不(?P=act)|[一-鿿]不[？?。！!]?$")
_COMPARES = re.compile(
    r"对比|比较|相比|两年|变化|各(?:是|有|为)?多少|分别(?:是|有|为)?多少|和.{0,8}(?:目标|实际)"
)
_DIFFERS = re.compile(
    r"(?:多|少|高|低|快|慢|大|小|差|增加|减少|相差|增|减|降|涨|提高)(?!于)[一-鿿]?(?:了|出|出来)?(?:多少|几|多(?!少)|百分)|多(?!少)[一-鿿]{2,3}(?:了|出)?(?:多少|几)|(?<!增)[长短](?:了|出)?(?:多少|几)|差(?:距|额|多少|几)|相差|[高多快涨升]了?还是[低少慢降跌]|差了|(?:多|少|高|低|快|慢|大|小)(?:一?些|一?点)?了?(?:吗|么|不|没有?)[？?。！!]?$"
)
# 城里和乡下…差了多少: two sides of one year.
_AS_MUCH = re.compile(
    r"^(?:的|相比|比|来|实际|完成)*(?:一样|差不多|(?:[一-鿿]{1,2}得)?[多少高低快慢大小](?:了|些|点)*|咋样|怎么样|如何)[多高快]?(?:吗|么|吧|没有?)?[？?。]?$"
)
_BETWEEN = re.compile(
    r"(?P<one>[一-鿿A-Za-z]{1,14}?)(?:和|跟|与|(?<![占同环对相百])比(?![例重率]))(?P<other>[一-鿿A-Za-z]{1,14}?)(?:的)?(?:各自|之间|两者|人均|增速|一年)*"
    r"(?:相差|差|[多高低少快慢])(?:了|出|着)?(?:涨|增|挣|赚|长|占|拿)?了?(?:多少|几(?!倍)|多大|百分)"
)
_YEAR_SIDE = re.compile(r"(?:去年|今年|\d年)(?:的)?(?:和|跟|与|、)(?:去年|今年|20|\d)")  # 去年和今年哪个多
_SIDES_APART = re.compile(r"城乡[^，。]*(?:相差|差(?:距|额)?(?:有|是|了)?(?:多少|几))")
_TIME_SIDE = re.compile(
    r"^(?:比$|年初|上|前一|同期|往年|以前|过去|原来|之前|去年|今年|前年|上年|上一年|20|2\d|实际|计划|目标|全[国省市](?!城乡|居民)|预算|平均)"
)
_WHY_SO = re.compile(
    r"(?:怎么|咋|为啥|为什么)[^，。]{0,6}(?:下滑|下降|下跌|跌|降|增长|上涨|涨|升|减少|掉)了?(?:到|至)?\d"
)
_FLOODED = re.compile(r"淹|积水|涝")
# 甲和乙哪个增得快: both are said.
_WHICH_MORE = re.compile(
    r"[一-鿿](?:和|跟|与|、)[一-鿿][^。]{0,20}(?:哪个|哪项|哪边|谁)(?:的|增长?|涨|升|降|提|挣|占|人|更|比较|最|得|[一-鿿]{2,4})*?(?:快|慢|高|低|多|少|大|小)"
)
_APART = re.compile(
    r"(?:和|跟|与|比|较).*(?:差|相差|多|少|高|低)(?:了|出)?[建修投开种改办引培卖产新工装打收发出增添招]{0,2}(?:了)?(?:多少|几|百分)|比[^，。]*多(?!少)[一-鿿]{1,3}?(?:多少|几)|比[^，。]*(?<!增)[长短](?:了|出)?(?:多少|几)|[多少][修建办招种收卖发投产搬改](?:了|出)?(?:多少|几)|相差|差(?:距|额|多少|几)|多还是少"
)


_PRIVATE = re.compile(
    r"(?:身份证(?:号码?|照片|复印件)|(?<!办)(?<!补)(?<!换)[他她]的?身份证|家庭住址|住址|手机号码?|(?:私人|个人|家里|本人)的?(?:电话|手机)|银行卡号?|家住(?:哪|在哪)|开房记录|行踪|聊天记录)(?!系统|平台|办理|制度|改革|服务)"
)


def small_talk(text: str) -> Intent | None:
    """The intent of a text that needs no report; `text` is normalised."""
    if not _EDGES.sub("", text):
        return Intent.EMPTY
    if len(text) > LONGEST:
        return Intent.TOO_LONG
    if _INJECTION.search(text) or _HARM.search(text) or _SELF_HARM.search(text) or _PRIVATE.search(text):
        return Intent.UNSAFE
    parts = [part.lower() for part in _EDGES.split(text) if part]
    kinds = [kind for part in parts if (kind := _courtesy(part))]
    if len(kinds) < len(parts):
        return None
    order = (Intent.IDENTITY, Intent.HELP, Intent.GREETING, Intent.THANKS)
    return min(kinds, key=order.index)


def _courtesy(part: str) -> Intent | None:
    bare = part.rstrip("呀啊哦呢啦吧嘛的了哈") or part
    for name, intent in (
        ("greeting", Intent.GREETING),
        ("thanks", Intent.THANKS),
        ("identity", Intent.IDENTITY),
        ("help", Intent.HELP),
    ):
        words = word_list(name)
        if part in words or bare in words or bare.removeprefix("请问") in words:
            return intent
    return None


def is_foreign(text: str) -> bool:
    """Whether the text asks for work that no report does (a poem, a joke, a translation), whatever its subject."""
    return bool(_FOREIGN_WORK.search(text))


def sounds_foreign(text: str) -> bool:
    """Whether the text has a word of other worlds (rain, shares, stars); content of the report outweighs it."""
    lowered = text.lower()
    if _FLOODED.search(text):
        return False  # 下雨淹水的地方: no weather is asked
    return any(cue in lowered for cue in word_list("off_topic")) or bool(_FOREIGN.search(text))


_FOREIGN_WORK = re.compile(
    r"写(?:一?[首篇个段封份])?[^，。]{0,6}(?:请假条|检讨书|申请书|简历|作文|情书|辞职信)|写(?:一?[首篇个段封份])[^，。]{0,12}(?:诗|歌|作文|小说|故事|文章|检讨|情书|信|文案|代码|程序|脚本|演讲稿)|写诗|作诗|写(?:代码|作文|小说|程序)"
    r"|(?:作业|试卷|论文)(?:给|帮)?我?(?:做|写)了|帮我[^，。]{0,6}(?:做|写|抄)[^，。]{0,4}(?:作业|试卷|论文)|讲(?:一?个|点)?(?:笑话|故事|段子)|(?:翻译|译)(?:成|为|一下)|唱(?:一?首|个)歌"
    r"|(?:想|起|取)(?:一?个)?[^，。]{0,4}(?:名字|网名|昵称|标题)|推荐[^，。]{0,8}(?:电影|电视剧|书|歌|餐厅|饭店|股票|基金|手机|酒店|小说|游戏)|(?:买|推荐)(?:什么|哪只|哪个)(?:股票|基金)|[腌炒煮炖烤][^，。]{0,4}好吃|(?:怎么|咋|如何)(?:做|弄|炒|煮|炖|烤|蒸|腌|包)[^，。]{0,4}(?:才|更|最)?(?:香|好吃|入味|嫩|地道)"
)
_FOREIGN = re.compile(
    r"吃(?:什么|啥|点什么|点啥)药|(?:玩|游|旅行|自驾)[一二两三四五六七八九十\d]+天|(?:哪个|哪款|哪种)[^，。]{0,4}(?:值得买|好用|性价比|更?划算)|值得买|"
    r"(?:今天|明天|后天|今晚|周末|这周|下周|最近)[^，。]{0,8}(?:天气|下雨|下雪|冷|热|雨|雪|气温|限行|几号|吃什么)|天气(?:怎么样|如何|好不好|预报)|^天气"
    r"|^\d+\s*[+\-*/×÷]\s*\d+\s*(?:=|等于|是多少)|(?:怎么|咋|如何)(?:炒|炖|熬|煮|蒸|腌|炸|烧|烤|煎|包饺子)|炒蛋|吃火锅|火锅还是|(?:股票|股价|(?<!科学)(?<!引导)(?<!产业)(?<!专项)(?<!社保)(?<!医保)基金|彩票)[^，。]{0,6}(?:买|涨|推荐|代码|走势)|我[^，。]{0,6}(?:头疼|感冒|发烧|失恋|分手|失眠)"
)


def asked_intent(text: str, *, years: int, claims: bool) -> Intent:
    """The kind of answer that a question about the report wants; `years` counts the years it names."""
    if claims and _WHY_SO.search(text):
        return Intent.CONFIRM  # 怎么下滑了9.4%: what it takes for granted is judged first
    amount, listed = bool(_ASKS_AMOUNT.search(text)), bool(_ASKS_LIST.search(text))
    if (
        between(text)
        or _SIDES_APART.search(text)
        or _compares_years(text)
        or (years > 1 and _APART.search(text))
    ):
        return Intent.DIFFERENCE
    if _WHICH_MORE.search(text):
        return Intent.DIFFERENCE
    if _REPEATED.search(text):
        return Intent.POLICY  # 13件实事是哪13件: the number is said, its items are asked
    asserted = (
        not listed
        or _CONFIRMS.search(text)
        or _YES_NO.search(text)
        or _WHY.search(text)
        or ("具体" in text and not re.search("哪些|哪几", text))
    )
    if claims and asserted and (not amount or (_CONFIRMS.search(text) and not _MANY.search(text))):
        return Intent.CONFIRM
    if years > 1 and (_COMPARES.search(text) or amount):
        return Intent.COMPARE
    if amount:
        return Intent.FIGURE
    if listed or _YES_NO.search(text):
        return Intent.POLICY
    if _CONFIRMS.search(text) and not re.search(
        r"\d(?!A)|[一二两三四五六七八九十]+[个家人名所件项条次百千万亿]", text
    ):
        return Intent.POLICY  # 马拉松办了对吧: an event, and no number
    return Intent.COMPARE if years > 1 else Intent.FIGURE  # 网办率去年今年


def between(text: str) -> bool:
    """Whether the difference of two things of one time is asked: 城里和乡下差多少, 甲的增速比乙快几个点."""
    found = _BETWEEN.search(re.sub(r"[，,](?:去年|今年|20\d\d年)?", "", text))
    if found is not None and not _TIME_SIDE.search(found["other"]):
        return True
    return _WHICH_MORE.search(text) is not None and not _YEAR_SIDE.search(text)


def _compares_years(text: str) -> bool:
    """比去年多几公里, 跟上年比少了多少 — but not 比上年增长百分之几, a growth rate."""
    if re.search(r"[多少高低快慢大小]于(?:去年|上年|前年)[^，。]{0,6}(?:吗|么|不)", text):
        return True
    if "今年" in text and re.search(
        r"(?:目标|标准|任务)[^，。]{0,6}(?:调[高低]|[降提]低?了|定[高低]了)", text
    ):
        return True  # 就业目标今年是不是调低了
    versus = re.search(
        r"(?:比|较|跟|与|和)(?:去年|前年|今年|20\d\d年|2\d年)(?:实际|的|相比|比|要|想|再|计划|准备|完成|会|还)*(?P<rest>.*)",
        text,
    )
    if versus is None:
        return False
    rest = versus["rest"]
    if re.match(
        r"(?:同期)?(?:增长|上涨|下降|涨)了?(?:多少|百分|几个点)(?![家个人所处户项亩公件名位条座])", rest
    ):
        return False
    return bool(_DIFFERS.search(rest) or _AS_MUCH.match(rest))
