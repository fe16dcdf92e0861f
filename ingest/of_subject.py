"""A name that leans on the subject said before it: 数量, 占三产…, 其中国家级, 支出 after 收入."""

from __future__ import annotations

import re

SIZES = "数量|规模|总规模|总量|增量|总产量?|单产"
AMOUNTS = f"{SIZES}|(?:通车|营业|营运|运营)?总?里程|营业收入|营业额|产值|总产值|全长|总长|增加值|销售额|总额|收入|交易额|利润|利润总额|总数|产量|投入|投资|总投资|年度投资|年度计划投资|年度完成投资|完成投资|计划投资|进出口|出口|浓度"
_SAME = re.compile(r"(?:位次|排名|综合排名|增速|增幅|均|其|并|数|总数|降幅|规模以上)?$")
_OF_PLAN = re.compile(r"(?:全年|年度|年初|既定)+(?:目标)?(?:计划|任务)")
_ADJECTIVE = re.compile(
    r"(?:国家|国|省|市|县|区|部|省部|村|镇)级(?:以上|及以上)?$|\S{1,6}[级型类]$|省外|境外|市外"
)
_GOES_ON = re.compile(r"(?:投入|投资|贷款|存款|收入)(?:强度|总量|总额|余额|规模)")
_TAKEN_IN = {"收入": "支出", "支出": "收入"}
_STAGE = re.compile(r"(?:(?:更新)?改造|在建|续建|待建|筹建|在营|在运)$")
_OF_SUBJECT = re.compile(rf"(?:{AMOUNTS})$")
_HELD, _KIND = re.compile(r"保有量$|存量$|用电量$|吞吐量$"), re.compile(r"[一-鿿]{2,8}(?<![量额])")
_PLACES = ("学位", "床位")
_HELD_IN = {
    "学位": re.compile(r"(?:幼儿园|中小学校?|小学|初中|高中|学校)$"),
    "床位": re.compile(r"(?:医院|养老院|敬老院|养老(?:服务)?(?:机构|中心)|福利院)$"),
}
_GUESTS = ("观众", "游客", "读者", "参观者")
_HOUSE = re.compile(r"[^，。；、\d]{2,12}(?:馆|剧院|乐园|公园|景区|园区|古镇)$")
_A_HEAD = re.compile(r"[村户人亩厂店校家]均")
_CAPACITY = re.compile(
    r"(?:新增)?(?:设计)?(?:每?[日年])?(?:污水|垃圾)?(?:处理|供水|供热|供气|供电|发电|生产|净水)能力"
)
BUILT = re.compile(
    r"(?:加快|全面|持续|统筹|扎实|全力|稳步|有序|抓紧|大力|高标准|高质量)*(?:推进|推动|实施|建设|启动|开工|续建)+"
    r"(?P<of>[^，。；、]{2,18}(?:工程|项目|铁路|高铁|高速|公路|大道|快速路|大桥|隧道|通道|段|水库|机场|枢纽|产业园|医院))(?:建设)?，"
)  # 推进某引水工程，年度完成投资30亿元
PLANT_DONE = re.compile(
    r"(?P<plant>[^，。；、\d]{3,20}?(?:厂|[水电泵]站|馆|剧院|乐园|景区))(?:[一-鿿]{0,4}?(?:建成|投用|投产|竣工|完工|启用|并网|主体|通过|投入|开放|对外|开馆|开园|迎客|正式))"
)
_PLANT = re.compile(r"^.{2,20}(?:厂|站|水库|工程|电厂)(?=投资$|项目$|$)")
_HERD, _KEPT = re.compile(r"[存出]栏"), re.compile(r"(\S{1,6})[存出]栏")


def with_subject(before: str, head: str, subject: str, counted: bool) -> tuple[str, bool, str]:
    """(indicator, whether its own words name it, item): 数量, 占三产 and 其中国家级 lean on the subject."""
    if head in ("出口", "进口") and "进出口" in subject:
        return head, True, ""  # 进出口总额…，其中出口…
    if subject and (a_head := _A_HEAD.fullmatch(head)):
        return f"{a_head[0]}{subject.removeprefix(a_head[0][0])}", False, ""  # 村集体收入超过…，村均…
    if _SAME.match(head):
        return subject or head, False, ""
    if subject and _OF_PLAN.fullmatch(head.removeprefix("为")):
        return f"{subject}占{head.removeprefix('为')}比重", False, ""  # 完成投资…，为年度计划的112%
    if head.startswith("占") and subject:
        share = head if re.search(r"比重|比例|份额|占比", head) else f"{head.removesuffix('的')}比重"
        return f"{subject}{share}", False, ""
    if (
        "其中" in before
        and (herd := _HERD.search(subject))
        and _KIND.fullmatch(head)
        and not _HERD.search(head)
    ):
        return f"{head}{herd[0]}", True, head  # 存栏牲畜9万头，其中牦牛4万头
    if "其中" in before and (of := _HELD.search(subject)) and _KIND.fullmatch(head):
        return f"{head}{of[0]}", True, ""  # 汽车保有量3230万辆，其中新能源汽车356万辆
    if subject and _ADJECTIVE.match(head) and ("其中" in before or re.fullmatch(r"[国省市县区]家?级", head)):
        graded = re.sub(r"^(?:国家|省|市|县|区)级(?:以上)?", "", subject)
        return (subject if "以上" in subject or graded == subject else head + graded), False, head
    if head in _GUESTS and (house := _HOUSE.search(subject)):
        return f"{house[0]}{head}", False, ""  # 某博物馆开放，接待观众9万人次
    if head in _PLACES and (of := _HELD_IN[head].search(subject)) and head not in subject:
        return f"{subject[: of.end()]}{head}", False, ""  # 新建幼儿园8所，新增学位2400个
    if head == "总面积" and subject.endswith("面积"):
        return f"{subject.removesuffix('面积')}总面积", False, ""  # 新增供热面积5万平方米，总面积达到…
    if subject and _CAPACITY.fullmatch(head) and (of := _PLANT.search(subject)):
        return f"{of[0]}{head}", False, ""  # 某污水处理厂建成投用，日处理能力3万吨
    if (kept := _HERD.fullmatch(head)) and (kind := _KEPT.fullmatch(subject)):
        return f"{kind[1]}{kept[0]}", False, ""  # 生猪存栏14万头、出栏22万头
    if subject and head[:2] == subject[-2:] and _GOES_ON.fullmatch(head):
        return f"{subject}{head[2:]}", False, ""  # 研发经费投入…亿元，投入强度…
    if head in _TAKEN_IN and subject.endswith(_TAKEN_IN[head]):
        return f"{subject[:-2]}{head}", False, ""  # 一般公共预算收入增长2%、支出超过…
    if subject and _STAGE.match(head):
        return f"{head}{subject}", False, ""  # 建成通道4座、在建8座
    if subject and _OF_SUBJECT.match(head) and (counted or re.fullmatch(f"{SIZES}|总额|总值", head)):
        whole = (
            re.sub(r"(?:(?:种植|播种)?面积|产量|(?<=..)总产)$", "", subject)
            if head.endswith(("产", "产量", "产值"))
            else re.sub(r"(?:新线)?(?:(?:通车|营业|运营)?里程)?$", "", subject)
            if head.endswith("总里程")
            else re.sub(r"(?:全长|总长)$", "", subject)
        )
        return (subject if subject.endswith(head) else whole + re.sub("完成|计划", "", head)), False, ""
    return head, True, ""
