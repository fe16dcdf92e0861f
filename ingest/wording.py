"""The wording of report sentences around a number: predicates, qualifiers, scopes and clause bounds.

General Chinese official vocabulary only; nothing of one report.
"""

from __future__ import annotations

import re

_CLAUSE_END = "，,；;。！？!?：:"
_OPEN, _CLOSE = "（(“‘「《【[", "）)”’」》】]"

BEFORE = (
    "不低于|不少于|不高于|不超过|不突破|至少|最多|接近|突破|超过|超出|超额|高于|低于|多于|少于|逾|超|过|近|约|大约|将近|力争|预计|有望|累计超|高达"
)
AFTER = "及以上|以上|左右|上下|以内|之内|以下|及以下|有余"
# Words that stand between what is counted and its number. Longest first.
_PREDICATE = (
    "分别增长到|分别提高到|分别达到|分别为|同比增长|同比下降|同比提高|同比增加|同比减少|年均增长|累计增长|增长到|增长至|增加到|增加至|增至|"
    "提高到|提高至|提升到|提升至|上升到|上升至|上调到|上调至|扩大到|扩大至|扩展到|下降到|下降至|降低到|降低至|降到|降至|减少到|减少至|减至|"
    "压缩到|压缩至|压减到|压减至|缩短到|缩短至|缩小到|缩小至|控制在|稳定在|保持在|维持在|位列|位居|居于|居|排名|排在|排|列|跃居|跃升至|跃升到|升至|升到|"
    "增长|增加|增幅|增速|提高|提升|上升|上涨|上浮|下降|降低|回落|减少|压减|压缩|缩短|缩小|扩大|达到|达|完成|实现|占到|占|为|是|有|到|至|在|"
    "共计|总计|合计|累计|共有|共|总共|已|均|同比|环比|较上年|比上年|较去年|比去年|较年初|比年初|较上年末|同口径|可比口径|年均|平均|分别|各|每年|每月|每人每月|每人每年|"
    "以|按|由|从|自|了|并|又|再|只|仅|得到|取得|拥有|保持|稳定|控制|实有|存有"
)
TAIL = re.compile(rf"(?:{BEFORE}|{_PREDICATE}|[、\s])+$")
_LEAD = re.compile(
    r"^(?:[、，和及与并]|其中|同时|此外|全年|当年|年内|年底前?|本年度?|累计|新|预计|力争|确保|努力|争取|计划|将|要|已|还|也|再|共|均|全面|"
    r"在.{1,12}(?:前|中|后|上|下|方面)|通过.{1,10}|持续|扎实|深入|大力|积极|加快|着力|有序|统筹|稳步|不断|进一步|认真|全力|精心|"
    r"(?:过去|近|未来|今后)?[一二三四五六七八九十两]+年(?:来|间|内)?|五年来|去年|今年|上年|\d{4}年(?:底|末|年底)?|到|截至)+"
)
SCOPES = "全国|全省|全市|全县|全区|全州|全盟|全自治区|全世界|世界|全球|我国|我省|我市|我县|我区|本市|本省|同类城市|同类地区|中部六?省?|西部|东部|中西部"
SCOPE = re.compile(rf"({SCOPES})")
SCOPE_LEAD = re.compile(rf"^(?:{SCOPES})(?!性|民|面|球|公)")
# Verbs of action that open a clause; what follows is the thing counted.
_ADDING = (
    "新增加?|新建成?|新改建|新改扩建|新改造|新开工|新开发|新开通|新引进|新培育|新登记|新创建|新认定|新签约?|新设立?|新投产|新入库|新注册|新落地|新获批|新评|新发展|净增|增设|新"
)
_DOING = (
    "改扩建|新建和改造提升|建成启用|建成投用|建成|建设|改造提升|改造|改建|扩建|完成|实施|开工建设|开工|竣工|投产|引进|签约|落地|培育壮大|培育|培训|创建|打造|推出|出台|制定|"
    "修复|开通|举办|承办|组织开展|组织|开展|推进|推动|提升|整治|治理|获批|获评|入选|认定|认证|争取|谋划|布局建设|布局|发行|发放|接种|承接|吸引|盘活|拨付|办理|办结|化解|"
    "帮扶|救助|资助|惠及|受益|选派|安置|安排|筹集|兑现|落实|下达|新上|上马|整合|取消|下放|清理|关停|淘汰|退出|搬迁|拆除|种植|植树|造林|栽植|铺设|硬化|架设|更换|配备|设立|设置|"
    "组建|成立|启动|推广|应用|梳理确定|梳理|确定|选树|评选|表彰|聘请|引育|招引|招商引资|抓好|做好|办好|搭建|构建|建立|健全|研发|转化|授权|申报|上报|公布|发布|"
    "减免|减征|退税|让利|节约|降低|压减|投放|投用|投入使用|改善|恢复|保护|管护|巩固|增殖放流|查处|查办|侦破|破获|抓获|调解|受理|审结|吸纳|扶持|支持|服务|覆盖|设"
)
ACTION = re.compile(rf"^(?P<adding>{_ADDING})(?:和|、)?|^(?P<doing>{_DOING})(?:了|和|、)?")
CHANGE = re.compile(
    r"(?:增长|增加|增幅|增速|提高|提升|上升|上涨|上浮|下降|降低|回落|减少|压减|压缩|缩短|缩小|涨幅|降幅|增收|提速|改善|压降|增长率|涨)"
    r"(?:了|约|近|超过?|不?低于|不?高于|不少于|以|在|为|达|达到|保持在|\d|分别|各|均|突破|高达|平均|$)*$"
)
TO = re.compile(r"(?:到|至|达|达到|控制在|稳定在|保持在|维持在|突破|超过)(?:近|约|每人每[年月]|每[年月]|全国)?$")
SHARE = re.compile(r"占|占比|比重|比例|率|覆盖面|份额|贡献度|强度|达标")
TOTALLING = re.compile(r"累计|达到|达|总量|总数|总额|余额|拥有|保有|突破|共有|现有|存量|稳定在|保持在|总规模")
FLOWING = re.compile(rf"(?:{_ADDING}|建成|开通|引进|净增|创建|获批|获评|入选|评为)")
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
        elif char in _CLAUSE_END and depth == 0 and not (char in ",:" and text[i + 1 : i + 2].isdigit()):
            spans.append((start, i + 1))
            start = i + 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans


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
