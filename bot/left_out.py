"""What a question says it does not ask for (光伏的不算, 扣除税收): the words for it, in a clause of its own or inside one."""

from __future__ import annotations

import re

# 光伏的不算, 个体户别算, 签合同那个数不要给我讲
_X_NOT = re.compile(
    r"(?P<what>.{1,16}?)(?:这些|那些|那种|那个|这种|这个|的)*(?:都|也|就|可)?(?:不提|不算|别算|不要算|莫算|甭算|不用算|除外|[刨扣去减除]掉|不用说|不要(?:给我)?(?:讲|说)|别(?:给我)?(?:讲|说|提)|不要)(?:在内|进去|进来|在里头|数)?[的了哈啊哦呀哟嘛哒]*"
)
# 不是问新添的, 别按户口本算, 不要五年的
_NOT_X = re.compile(
    r"(?:我(?:问|说|要)的)?(?:可|也|但|而|并|都)*(?:不是|不问|别|不要|莫|甭|不算|不含|不包括|除开|刨[去开掉]|除了)(?:问|说|讲|算|拿|给|按|跟|把|光|再|数|那些|那个|那种)*(?P<what>.{1,14}?)(?:一起|混一?起|放一起)?(?:说|讲|算|数|那个|那种|那些|的)*[的了哈啊哦呀哟嘛哒]*"
)
# 技改投资扣除纺织服装有多少, 不含税收的收入, 除税收以外
_WITHIN = re.compile(
    r"(?:不算|不含|不包括|不计|扣[除掉去]|除[去掉开]|去掉|刨[去掉开除]|减去|剔除|抛开|除(?=[^，。]{2,8}[以之]外))(?P<of>[一-鿿]{2,8}?)(?:[以之]外)?(?:的|(?=有|是|，?(?:还|总|一共)|多少))"
)
_OUTSIDE = re.compile(r"(?:里[面头]?|当中|中)(?P<of>[一-鿿]{2,5}?)[以之]外的")  # 财政收入里税收以外的
_TAKEN_OFF = re.compile(
    r"[把将](?P<of>[一-鿿]{2,6}?)的?[扣去除刨减]掉(?:以后|之后)?(?:还剩下?|剩下?)?"
)  # 把国家级的扣掉还剩几家
# 低保不要农村的，城里的多少; 上市的不算新三板，去年几家
_NOT_WANTED = re.compile(
    r"(?<=[一-鿿])(?:不要|不提|不算|别算|不含|不包括)(?P<of>(?!在内|进[去来]|在里|[一-鿿]?的)[一-鿿]{2,6}?)的?(?=[，。？?]|$)"
)
_NOT_ASKED = re.compile(r"(?:我)?(?:可|也|并)?(?:不是|没)问")  # 不是问一共有多少
_NO_EXCLUSION = re.compile(
    r"规[矩定则]|指令|提示|报告|管(?!道)|不是(?:说|讲|嘛|吗|都)|是不是|别的|别人|不要紧|不要钱|不算[短长多少高低]|除了.*还"
)
_ASKS = re.compile(r"多少|几[个家人]|什么|怎")


def excluded_by(clause: str) -> str:
    """What a clause says is not meant; "" where it says nothing of the kind."""
    if _NO_EXCLUSION.search(clause) or (_ASKS.search(clause) and not _NOT_ASKED.match(clause)):
        return ""
    found = _NOT_X.fullmatch(clause) or _X_NOT.fullmatch(clause)
    return found["what"] if found else ""


def without_exclusions(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what its clauses leave out beside what they ask (技改投资扣除纺织服装有多少), and the words for that."""
    left_out: tuple[str, ...] = ()
    for pattern in (_WITHIN, _OUTSIDE, _TAKEN_OFF, _NOT_WANTED):
        if found := tuple(match["of"] for match in pattern.finditer(text)):
            left_out += found
            text = pattern.sub("", text)
    return (text.strip("，,") if left_out else text), left_out
