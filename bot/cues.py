"""Small words that tell neighbours in one sentence apart: 其中, 累计, 惠及, 每人, 尚有, and what is counted."""

from __future__ import annotations

import re
from functools import lru_cache

from report_bot.ingest.types import Figure, Passage

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
    "kind_said", "kind_fits", "place", "place_in_clause", "clause_place", "in_a_row",
)  # fmt: skip


def cue_row(text: str, passage: Passage, figure: Figure) -> tuple[float, ...]:
    """The columns of CUE_FEATURES for a question and a figure of a passage."""
    asked, kinds = _asked(text)
    said, kind = _said(passage.near(figure), figure.unit)
    before = [f for f in passage.figures if f.start < figure.start]
    beside = sum(f.clause_start == figure.clause_start for f in before)
    return (
        *asked,
        *said,
        kinds[0] if kinds else NO_KIND,
        kind,
        (kind in kinds) if kinds else NO_KIND,
        len(before),
        beside,
        len({f.clause_start for f in before}) - bool(beside),
        sum(f.unit == figure.unit and f.measure is figure.measure for f in passage.figures),
    )


@lru_cache(maxsize=1 << 8)
def _asked(text: str) -> tuple[tuple[bool, ...], tuple[int, ...]]:
    """Of a question: which cues it has and whether it asks for each of several, and which kinds of thing it may count."""
    kinds = tuple(i for i, kind in enumerate(_KIND_ASKED) if kind.search(text))
    cues = (*(cue.search(text) is not None for cue in _ASKED), _EACH.search(text) is not None)
    return cues, kinds


@lru_cache(maxsize=1 << 14)
def _said(near: str, unit: str) -> tuple[tuple[bool, ...], int]:
    """Of the words before a figure: which cues they have; and of its unit, which kind of thing it counts."""
    kind = next((i for i, said in enumerate(_KIND_SAID) if said.search(unit)), NO_KIND)
    return tuple(cue.search(near) is not None for cue in _SAID), kind
