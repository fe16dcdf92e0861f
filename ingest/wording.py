"""The wording of report sentences around a number: predicates, qualifiers, scopes and clause bounds.

General Chinese official vocabulary only; nothing of one report.
"""

from __future__ import annotations

import re

_CLAUSE_END = "，,；;。！？!?：:"
_OPEN, _CLOSE = "（(“‘「《【[", "）)”’」》】]"

BEFORE = (
    "不低于|不少于|不高于|不超过|不突破|至少|最多|接近|突破|超过|超出|超额|高于|低于|多于|少于|累计超|逾|超(?!额)|(?<![通经])过|(?<![附最临亲])近|"
    "(?<![签节集预合])约|大约|将近|力争|预计|有望|高达"
)
AFTER = "及以上|以上|左右|上下|以内|之内|以下|及以下|有余"
_BASE = r"(?:\d{4}年(?:底|末|同期)?|上年度?(?:末|底|同期)?|去年(?:同期|底|末|预算)?|年初|前年|五年前|“?十[一二三四五]五”?末|全[国省市](?:平均)?(?:水平)?|经济增速)"
_COMPARED = rf"(?:比|较|同比|由|从|自){_BASE}的?"
# Words that stand between what is counted and its number. Longest first.
_PREDICATE = (
    "增长到|增长至|增加到|增加至|增至|提高到|提高至|提升到|提升至|上升到|上升至|上调到|上调至|扩大到|扩大至|扩展到|下降到|下降至|降低到|降低至|降到|降至|"
    "减少到|减少至|减至|压缩到|压缩至|压减到|压减至|缩短到|缩短至|缩小到|缩小至|更新至|优化为|调整为|控制在|稳定在|保持在|维持在|位列|位居|名列|跃居|跃升至|跃升到|"
    "升至|升到|居于|(?<![安民宜定旧邻])居|排名|排在|(?<![安减])排(?:$|第)|(?<![班系序陈专下前])列|"
    "增长|增加|增幅|增速|提高|提升|上升|上涨|上浮|涨幅|下降|降低|回落|减少|压减|压缩|缩减|缩短|缩小|削减|扩大|改善|提速|净增|新增|达到|(?<![发送到下])达|"
    "完成|实现|占到|占(?=$)|(?<![行作成])为|是|(?<![拥保共所持国])有|(?<![直周])到|(?<![甚以截冬夏])至|(?<![所存现])在|"
    "共计|总计|合计|累计|共有|(?<![公中总])共|总共|已有|已|(?<![人户地亩日月年平])均|同比|环比|同口径|可比口径|年均|平均|分别|各|每年|每月|"
    "(?<![予加所难足得])以|拟|(?<!不)按|由(?=$)|从(?=$)|自(?=$)|(?<!为)了|并|又|再|只|仅|大幅|较快|持续|连续|始终|一直|全部|首次|年内|基本|至今|稳步|"
    "得到|取得|拥有|保持|稳定|控制|实有|存有|达标|投入$|要|将|每(?:人每[年月]|立方米?|平方米|公里|吨|亩|户|人|天|千瓦时|度)"
)
TAIL = re.compile(rf"(?:{_COMPARED}|{BEFORE}|{_PREDICATE}|[、\s])+$")
_YEARS = r"(?:过去|近|未来|今后|这|全)?[一二三四五六七八九十两]+年(?:来|间|内)?(?!行动)"
_LEAD = re.compile(
    r"^(?:[、，和及]|其中|同时|此外|另外|特别是|全年|当年|年内|年底前?|月底前|本年度?|累计|预计|力争|确保|努力|争取(?!资金)|计划(?!生)|将|要(?!素)|已有?|还|也|再(?!生)|"
    r"共(?![享建青同和有])|共有|均|全面(?!两)|先后|首批|首次|每年|各方配合|基本(?!医|养|公|农|满|药)|完成了|结束了|"
    r"在.{1,12}(?:前|中|后|上|下|方面)|通过.{1,10}|持续|扎实|深入|大力(?!士)|积极|加快|加速|着力|有序|统筹|稳步|稳定(?=开)|不断|进一步|认真|全力|精心|继续|重点(?=[打培推抓引支])|高标准(?=[建实完])|"
    rf"{_YEARS}|去年|今年|上年|“?十[一二三四五]五”?(?:时期|期间|末)|\d{{4}}年(?:底|末|年底)?|到(?!位|访|达)|截至)+"
)
SCOPES = "全国|全省|全市|全县|全区|全州|全盟|全自治区|全世界|世界|全球|我国|我省|我市|我县|我区|本市|本省|同类城市|同类地区|中部六?省?|西部|东部|中西部"
SCOPE = re.compile(rf"({SCOPES})")
SCOPE_LEAD = re.compile(rf"^(?:{SCOPES})(?!性|民|面|球|公|文明|双拥|“|重点|综合|知名|百强)")
# Verbs of action that open a clause; what follows is the thing counted.
_ADDING = (
    "新建和改造提升|新建和改造|新建和调整|新建改扩建|新建改建|新建改造|新改扩建|新改建|新改造|新建成|新建设|新（改、扩）建|新建|新增加?(?!长)|新开工|新开发|新开通|新引进|新培育|"
    "新登记|新创建|新认定|新入选|新获批|新获评|新签约|新签和升级|新签|新设立?|新投产|新入库|新注册|新落地|新评定?|新发展(?!理|格|阶)|新纳入|新筹集|新组建|新打造|新选派|新推出|"
    "净增加?|增设|扩充|扩增"
)
REDUCING = "再?压减|减少|降低|削减|减轻|缩减|再减少"
_DOING = (
    "改扩建|建成启用|建成投用|建成(?!区)|开工建设|启动建设|布局建设|提速建设|牵头建设|牵头组建|编制完成|完成|开工|竣工|投产|引进|签约|落地|培育壮大|培育|创建|争创|打造|推出|出台|制定修订|制定|修订|"
    "修复|开通|开行|举办|承办|组织开展|组织(?!机)|开展|推进|推动|整治提升|整治|获批|获评|荣获|入选|评为|认定|争取|谋划储备|谋划启动|谋划|布局|发行|发放|施划|接种|接待|承接|吸引|盘活|拨付|办理|办复|办结|办好|化解|"
    "帮扶|救助|资助|惠及|选派|安置|安排|筹集|兑现|细化落实|落实|下达|新上|上马|整合|取消|取缔|取缔整治|整治取缔|打掉|封堵|清除|下放|清理|关停|淘汰|淘汰关停|退出|搬迁|拆除|植树(?!造)|栽植|铺设|架设|更换|配备|设立|设置|"
    "组建|成立|启动|推广|更新改造|改造提升|梳理确定|梳理|确定|选树|评选|表彰|聘请|公开招聘|招聘|引育|招引|抓好|做好|搭建|构建|建立|健全|申报|上报|公布|发布|撬动|带动|汇聚|集聚|签订|签署|"
    "减免|减征|让利|节约|投放|投用|恢复|恢复改善|管护|巩固|增殖放流|查处|查办|侦破|破获|抓获|调解|受理|审结|吸纳|扶持|布设|提请|审议|迎来|形成|实现|实施|诊断|力争|加强|深化|聚焦|融入|勇夺|夺得|斩获|推行|完善|扩大|拓展"
)
# Verbs that as often are part of the name of what is counted (培训基地, 改造项目, 服务业).
_DOING_OR_NAME = (
    "建设|改造|改建|扩建|提升|治理|培训|种植|造林|推进|认证|应用|研发|转化|授权|保护|支持|服务|覆盖|改善|硬化|搬迁|投放|更新"
)
_NAME_GOES_ON = (
    r"业|区|类|型|率|面|量|施|用地|基地|平台|场景|机构|中心|投入|强度|费|支出|能力|水平|项目|工程|资金|人员|人数|人次|队伍|团队|标准|规模|"
    r"面积|专利|收入|总量|数量|总投资|贷款|$"
)
ACTION = re.compile(
    rf"^(?P<adding>{_ADDING})(?:和|、)?|^(?P<reducing>{REDUCING})|^(?P<doing>(?:{_DOING}|(?:{_DOING_OR_NAME})(?!{_NAME_GOES_ON})))(?:了|和(?={_DOING})|、(?={_DOING}))?"
)
CHANGING = "增长|增加|增幅|增速|提高|提升|上升|上涨|上浮|下降|降低|回落|减少|压减|压缩|缩减|削减|缩短|缩小|涨幅|降幅|增收|提速|改善|压降|增长率|净增|涨"
CHANGE = re.compile(
    rf"(?:{CHANGING})"
    r"(?:了|约|近|逾|超过?|不?低于|不?高于|不少于|至少|以|在|为|达|达到|保持在|累计|分别|各|均|突破|高达|平均|左右)*$"
)
TO = re.compile(r"(?:到|至|达|达到|为|控制在|稳定在|保持在|维持在)(?:近|约|超过?|每人每[年月]|每\S{1,3}|全国)?$")
FLOWING = re.compile(rf"(?<![更创革])(?:{_ADDING})")
LIST_ITEMS = {
    # Condensed subjects of a 分别 list, spelt out. Official Chinese usage, not a report's.
    "城乡": ("城镇", "农村"),
    "存贷款": ("存款", "贷款"),
    "进出口": ("进口", "出口"),
    "中小学": ("中学", "小学"),
    "产销": ("生产", "销售"),
    "水陆": ("水路", "陆路"),
    "男女": ("男", "女"),
    "新旧": ("新", "旧"),
}


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Clauses of a sentence, split after ，；：。 outside quotes and brackets. Spans cover the text."""
    spans, start, depth = [], 0, 0
    for i, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in _CLAUSE_END and depth == 0 and not _between_digits(text, i):
            spans.append((start, i + 1))
            start = i + 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _between_digits(text: str, at: int) -> bool:
    """Whether the mark belongs to a number: 1,310 or 24：40."""
    return text[at] in ",:：" and text[at - 1 : at].isdigit() and text[at + 1 : at + 3].strip()[:1].isdigit()


def strip_lead(phrase: str) -> str:
    """Drop connectives, adverbs and times in front of what is counted."""
    previous = None
    while phrase != previous:
        previous = phrase
        phrase = _LEAD.sub("", phrase.strip(" 、，,：:；;。—-"))
        phrase = SCOPE_LEAD.sub("", phrase)
    return phrase


def strip_tail(phrase: str) -> str:
    """Drop predicates and qualifiers between what is counted and its number."""
    return TAIL.sub("", phrase)
