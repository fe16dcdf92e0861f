"""A question without what stands beside what it asks: remarks about oneself (我家娃老咳嗽), and what is left out (光伏的不算)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .left_out import excluded_by, without_exclusions

_ONLY_THIS = re.compile(r"^(?:我)?(?:[光单][问说讲]|[只就]问|只说)的?(?=[一-鿿])")  # 光问今年要投进去多少
_SOME = re.compile(r"了几[百十千万]")
_MARKS = "，。；！？!?…~～（）()"
_CLAUSE = re.compile(rf"[^{_MARKS}]+|[{_MARKS}]+")
_ASKS = re.compile(
    r"多少|(?<!好)几(?!乎|年来|十[号个]|天前)|啥|什么|哪|怎|咋|吗|呢|吧$|嘛$|没有?$|没得$|不$|么$|是不是|有没有|[对是真当能会要涨降够算管]不|多[大长高久远宽快]|如何|谁|目标|计划|真的?假的?"
)
# 我说的是五年前那个数, 我问的不是加装: that is what is meant, said once more.
_MEANT = re.compile(
    r"(?:我|俺|咱)?(?:们)?(?:说|问|要|指|讲)的(?:就|只)?(?:不?是|都?不是)|是问|只问|光问|就问|[给要]个?准[数信]|百分数"
    r"|^(?:我|俺|咱)们?[一-鿿]{1,6}(?:[省市县区镇乡旗州村]|街道)(?:的|这边|那边|[里上])?$"  # 我们临港区的
)
_OF_ONESELF = re.compile(
    r"我|俺|咱(?:家|屋)|[家屋]里[头]?(?:有|就|还|两|三|一|老|没)|(?:孩子|小孩|儿子|女儿|孙[子女]|宝宝|娃|伢|闺女|老婆|老公|爹妈|爸妈|老板|邻居|隔壁|闺蜜|表[哥姐弟妹]|阿[婆公嬷妈爸])[^，。]{0,3}(?:就|也|都|才|天天|老[是说]|要|说|正|一直|鼻炎|老|明年|今年|马上|快[要]?)"
    r"|(?:论文|作业|作文|考试|备考|答辩|汇报|写材料)[^，。]{0,3}(?:要?用|用得?着|呢)?$|想(?:写|跳槽|辞职|创业|回老?家)|准备(?:辞职|创业|跳槽|考)|帮(?:我|俺|忙)"
)
_FELT = re.compile(
    r"[愁急慌烦气怕热冷累疼痛疯]死|愁人|急人|气人|心慌|头疼|慌得|快疯|要疯|烦[透死]|头发都?白|跑断腿|腿断|呜呜|哈哈|嘿嘿|唉|哎[呀哟]?$|慌$|太[壕难贵贱苦累慢挤堵乱吓]|真是?(?:要命|服了|愁|烦|难|的是)|要命|厉害了|离谱|无语|天天(?:吹|讲|转圈|堵)|吓人|拖后腿|羡慕|好奇|瞅瞅|心里有[个]?[数底]|有个[数底]$"
)
_LEADS_IN = re.compile(
    r"(?:就|只|也|我|俺)*(?:想|要)?(?:问问|问一[下句声]|问下|请问|打听(?:一?下)?|想问|想知道|想晓得|想了解)(?:一下|下|看)?[，,]?"
)
_SIDE_ALONE = re.compile(r"(?:[国省市县区镇乡村]家?[里级]|城[里镇]|乡下|农村)的?(?=[投有是完花给建])")
_TIME, _LATER = re.compile(r"去年|今年|\d{4}年"), re.compile(r"明年|后年|下半年")  # 儿子明年中考，今年…多少
_POINTS_BACK = re.compile(r"[这那它他她该]")
_SHORTEST = 8  # letters of a question that stands by itself after 想问问
_OWN_PLACE = 4  # letters of 我们县, which says where, and is no remark


@dataclass(frozen=True, slots=True)
class Plainly:
    """A question without its remarks, and what it says it does not mean, in its own words."""

    text: str
    not_meant: tuple[str, ...] = ()


def plainly(text: str) -> Plainly:
    """The question less what is only told beside it; as it stands where nothing else would be left.

    What stands before the last clause that asks mostly says what is asked (老小区翻新，弄了几个), so only what stands after it is
    taken for a remark, and what leads in to 想问问. What is not meant is taken out wherever it has a clause of its own.
    """
    text, within = without_exclusions(text)
    pieces = [_ONLY_THIS.sub("", piece, count=1) or piece for piece in _CLAUSE.findall(text)]
    clauses = [i for i, piece in enumerate(pieces) if piece[0] not in _MARKS]
    excluded = {i: what for i in clauses if (what := excluded_by(pieces[i]))}
    asking = [i for i in clauses if i not in excluded and _ASKS.search(pieces[i])]
    sure = [i for i in asking if not (_OF_ONESELF.search(pieces[i]) and _SOME.search(pieces[i]))]
    asking = sure or asking  # 我家赔了几百块，全县总共赔了多少
    if not asking:
        return Plainly("".join(pieces), within)
    dated = any(_TIME.search(pieces[i]) for i in asking)
    out = {i for i in clauses if i in excluded or (i > asking[-1] and _remark(pieces[i]))}
    out |= {i for i in clauses if i < asking[0] and _told_before(pieces[i], dated)}
    out |= _before_the_question(pieces, clauses, asking)
    if not out:
        return Plainly("".join(pieces), within)
    kept = _joined(pieces, [i for i in clauses if i not in out])
    if excluded and min(excluded) < asking[0] and _SIDE_ALONE.match(_TIME.sub("", kept)):
        return Plainly(
            text, tuple(excluded.values())
        )  # 市里的重点项目不算，省里的投了多少: it names the thing
    said = [found[0] for what in excluded.values() if (found := _TIME.match(what))]
    if said and not _TIME.search(kept):
        kept = said[0] + kept  # 去年新三板的不提，过会的几家: both are of last year
    return Plainly(kept, (*(_TIME.sub("", what) for what in excluded.values()), *within))


def _joined(pieces: list[str], kept: list[int]) -> str:
    """The kept clauses, each with the mark that stands after it."""
    found = ""
    for i in kept:
        mark = pieces[i + 1][:1] if i + 1 < len(pieces) else ""
        found += pieces[i] + (mark if mark not in "（）()" else "，")
    return found.rstrip("，；…~～")


def _remark(clause: str) -> bool:
    if _MEANT.search(clause):
        return False
    if _FELT.search(clause):
        return True
    return bool(_OF_ONESELF.search(clause)) and len(clause) > _OWN_PLACE


def _told_before(clause: str, dated: bool) -> bool:
    """Whether a clause before the question only tells of a sum (我家赔了几百块), or of a time that the question itself names another of."""
    some = _SOME.search(clause) and _OF_ONESELF.search(clause)
    return bool(some or (dated and _LATER.search(clause) and _remark(clause)))


def _before_the_question(pieces: list[str], clauses: list[int], asking: list[int]) -> set[int]:
    """The clauses about oneself before 想问问, where the question after it stands by itself."""
    lead = next((i for i in clauses if _LEADS_IN.match(pieces[i])), None)
    if lead is None or lead > asking[0]:
        return set()
    before = [i for i in clauses if i < lead]
    after = "".join(pieces[i] for i in clauses if i >= lead)
    own = _LEADS_IN.sub("", after, count=1)
    alone = len(own) >= _SHORTEST and not _POINTS_BACK.search(own)
    return set(before) if before and alone and any(_OF_ONESELF.search(pieces[i]) for i in before) else set()
