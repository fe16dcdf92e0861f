"""Small words that tell neighbours in one sentence apart: 其中, 累计, 惠及, 每人, 尚有, and what is counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from .match import FigureMatch

# Which cues the words before a figure have, and which kind of thing it counts.
_Said = tuple[tuple[bool, ...], int]
# Each cue as a question says it, and as the words before a figure do.
_CUES = (
    (r"其中|[里当]头|里[面边]|当中|光是?|只[算说有]|单[是说单]|不算", r"其中|包括|[含内]"),
    (
        r"一共|总共|拢共|合计|加[起一在][来块]|累计|到(?:现在|目前|去年底|底)|前前后后|总[数量的]|全(?:部|算)|这些年|(?:现在|目前)[^，。]{0,8}(?:有|多少|几)",
        r"累计|总[数量]|共|合计|达到?|增至|拥有",
    ),
    (r"新|又|多[出了来加]|增|添|再|净", r"新[增建开设招改购添投]|净增|增加|增设|改造|扩建"),
    (r"受益|沾光|惠及|人家|管到|好处|住户|涉及|轮[到得]?上|能(?:住|坐|装|收|停)", r"惠及|受益|涉及|覆盖|服务|可?容纳|设[有置]|提供"),
    (r"每|一个(?:月|人|学期|娃)|一[年月天人户亩平斤]|人均|最[多高少]|封顶|头上", r"每|人均|户均|最高|一次性|不超过|标准|日[均处供产]"),
    (r"还[剩欠差没有]|剩|[没未]|拖|欠着", r"尚|还有|剩余|仍|未"),
    (r"花|投|掏|砸|贴|拨|钱|补|赔|贷", r"投资|投入|完成|资金|发放|兑付|补贴|贷款|拨付|赔付|安排"),
    (r"原[来先]|之前|以前|本来|降之前|没改", r"[由从]"),
    (r"挣|赚|卖|收入|产值|效益|营业", r"收入|产值|销售|营收|带动|实现"),
    (r"追回|要回|退[回给]|挽回|找回", r"追回|返还|挽回|挽损|追讨|清欠"),
    (r"专门|真正|那[种类]|这[种类]|(?<![日月时])光(?!伏|电|纤|缆)|单[单只是]", r"其中|型|级|专|特"),
    (r"[盖建修弄搞做干装改](?:完|好)|完工|收工|竣工|落成|[能开]用|住进", r"完工|竣工|建成|投产|投用|投入使用|交付|通车"),
    (r"动[工土]|开[工建干]|破土|新上", r"开工|启动|动工|开建|在建|续建"),
    (r"养[了着]|喂|圈里|存着", r"存栏|饲养|养殖"),
    (r"卖|宰|出[手圈]", r"出栏|销售|交易|销往|出口"),
    (r"少了|降|跌|掉|压", r"下降|减少|降低|降至|压减|压缩|缩短"),
    (r"死|没了?命|出人命", r"死亡|遇难|伤亡"),
    (r"次数|几起|几回|多少[起回次]|案子", r"起数|案件|发案|次数"),
    (r"户口", r"户籍"),
    (r"常年|实际|住着|真正.{0,4}住", r"常住"),
    (r"过夜|住[一上下]|睡", r"过夜|住宿|床位"),
    (r"网上|线上|直播|手机上", r"网络|网上|直播|电商|跨境|线上"),
    (r"外地|外省|外头|外国|老外", r"外|省际|出[入境]|进出口"),
    (r"到手|打到|到账|实际", r"到位|实际|到账|实缴"),
    (r"签", r"签约|协议|合同"),
    (r"去年一年|这一年|单单?一年|当年|年内", r"全年|年内|当年|年度"),
)  # fmt: skip
# What is counted: as asked, and the unit of a figure that counts it.
_KINDS = (
    (r"多少钱|几个钱|几[块元]|多少[块元]|好多钱|几多钱|[百千万亿]元|几个亿|多少个?亿|花[费销]|价", r"元$|美元$"),
    (r"多少(?:口|号|名|位|个)?人|几[个口名位]人|好多人|人数|多少名|多少学生|几多人|多少娃|多少[^，。]{0,6}(?:人|员工|孩子|老人)", r"[人名]次?$|^位$"),
    (r"户|人家|家庭", r"户$"),
    (r"公里|多长|多远|里程|米", r"公里|^米$|千米"),
    (r"亩|多大|面积|平方|平米", r"亩|平方|公顷"),
    (r"吨|斤|公斤|产量|打了多少|收了多少", r"吨|斤$"),
    (r"多久|几[天年月周]|多长时间|什么时候|时间|分钟|小时|哪[天年月]|啥时候|几时", r"天$|小时|分钟|年$|月$|日$|周$|工作日"),
    (r"百分|几成|占|几个点|比例|率|多少个点|涨了|增速|几折", r"%|‰|百分点|成$|折$"),
    (r"第几|排|名次|位次|老几", r"位$"),
    (r"套|房", r"套$"),
    (r"床", r"张$"),
    (r"车位|泊位|学位|名额|托位|座位|位子|岗位", r"个$"),
    (r"多少度|电", r"千瓦|度$"),
)  # fmt: skip
(_ASKED, _SAID), (_KIND_ASKED, _KIND_SAID) = (
    tuple(tuple(map(re.compile, side)) for side in zip(*pairs, strict=True)) for pairs in (_CUES, _KINDS)
)
NO_KIND = -1

_EACH = re.compile(r"分别|各|[都一][起块]?(?:给|报|说|讲|告诉)|(?:多少|几).*(?:多少|几)|[^，。]、|[和跟与]")
CUE_FEATURES = (
    *(f"asks_{i}" for i in range(len(_CUES))), "asks_each", *(f"says_{i}" for i in range(len(_CUES))), "kind_asked",
    "kind_said", "kind_fits", "place", "place_in_clause", "clause_place", "in_a_row", "cues_met", "cues_missed", "cues_added",
)  # fmt: skip


def cue_rows(text: str, matches: Sequence[FigureMatch]) -> list[tuple[float, ...]]:
    """The columns of CUE_FEATURES for a question and some figures, among them all of each passage."""
    said = [_said(m.passage.near(m.figure), m.figure.unit) for m in matches]
    of_passage: dict[str, list[tuple[bool, ...]]] = defaultdict(list)
    for match, (cues, _) in zip(matches, said, strict=True):
        of_passage[match.passage.id].append(cues)
    counts = {id: tuple(map(sum, zip(*rows, strict=True))) for id, rows in of_passage.items()}
    asked, kinds = _asked(text)
    rows: list[tuple[float, ...]] = []
    for match, (cues, kind) in zip(matches, said, strict=True):
        passage, figure = match.passage, match.figure
        count, size = counts[passage.id], len(of_passage[passage.id])
        before = [f for f in passage.figures if f.start < figure.start]
        beside = sum(f.clause_start == figure.clause_start for f in before)
        both = tuple(zip(asked, cues, count, strict=False))
        rows.append((
            *asked, *cues, kinds[0] if kinds else NO_KIND, kind, (kind in kinds) if kinds else NO_KIND, len(before), beside,
            len({f.clause_start for f in before}) - bool(beside),
            sum(f.unit == figure.unit and f.measure is figure.measure for f in passage.figures),
            sum(a and s for a, s, _ in both),
            # asked, and what a neighbour has before it and this figure has not; and the other way round
            sum(a and not s and n > 0 for a, s, n in both),
            sum(s and not a and n < size for a, s, n in both),
        ))  # fmt: skip
    return rows


@lru_cache(maxsize=1 << 8)
def _asked(text: str) -> tuple[tuple[bool, ...], tuple[int, ...]]:
    """Of a question: which cues it has and whether it asks for each of several, and which kinds of thing it may count."""
    kinds = tuple(i for i, kind in enumerate(_KIND_ASKED) if kind.search(text))
    cues = (*(cue.search(text) is not None for cue in _ASKED), _EACH.search(text) is not None)
    return cues, kinds


@lru_cache(maxsize=1 << 14)
def _said(near: str, unit: str) -> _Said:
    """Of the words before a figure: which cues they have; and of its unit, which kind of thing it counts."""
    kind = next((i for i, said in enumerate(_KIND_SAID) if said.search(unit)), NO_KIND)
    return tuple(cue.search(near) is not None for cue in _SAID), kind
