"""Figures of invented sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest
from read_sentences import read

from report_bot.ingest.figures import attach_figures, read_figures
from report_bot.ingest.outline import read_outline
from report_bot.ingest.passages import read_passages
from report_bot.ingest.types import FactStatus, Measure, Period, Report

CHANGE, NEW, RANK, SHARE, STOCK = Measure.CHANGE, Measure.NEW, Measure.RANK, Measure.SHARE, Measure.STOCK


def said(text: str) -> list[tuple[str, str, str, Measure]]:
    return [(f.indicator, f.text, f.item, f.measure) for f in read(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # a level, its growth and its rank
        (
            "全县旅游总收入达到62.3亿元，同比增长8.4%，增速居全市第3位、全省第十八位。",
            [
                ("旅游总收入", "62.3亿元", "", STOCK),
                ("旅游总收入", "8.4%", "", CHANGE),
                ("旅游总收入增速", "第3位", "全市", RANK),
                ("旅游总收入增速", "第十八位", "全省", RANK),
            ],
        ),
        # what was passed on the way is no figure, and the subject goes on after it
        (
            "地区生产总值提高到1100亿元，连跨900亿、1000亿、1100亿三个台阶，年均增长6%，总量由全市第5位上升到第3位。",
            [
                ("地区生产总值", "1100亿元", "", STOCK),
                ("地区生产总值", "6%", "", CHANGE),
                ("地区生产总值总量", "第5位", "全市", RANK),
                ("地区生产总值总量", "第3位", "全市", RANK),
            ],
        ),
        # so many miles or acres of what stands behind them
        (
            "修建30公里乡村道路、12公里排水管网，种植3万亩高粱和2万亩谷子。",
            [
                ("乡村道路", "30公里", "", STOCK),
                ("排水管网", "12公里", "", STOCK),
                ("高粱", "3万亩", "", STOCK),
                ("谷子", "2万亩", "", STOCK),
            ],
        ),
        ("生猪存栏14万头、出栏22万头。", [("生猪存栏", "14万头", "", STOCK), ("生猪出栏", "22万头", "", STOCK)]),
        (
            "新增高速公路通车里程300公里，总里程突破6000公里。",
            [("高速公路通车里程", "300公里", "", NEW), ("高速公路总里程", "6000公里", "", STOCK)],
        ),
        (
            "全社会研发经费投入1200亿元，投入强度达到2.8%。",
            [("全社会研发经费投入", "1200亿元", "", STOCK), ("全社会研发经费投入强度", "2.8%", "", SHARE)],
        ),
        (
            "地区生产总值、固定资产投资总量分别居全市第三位、第二位。",
            [("地区生产总值总量", "第三位", "全市", RANK), ("固定资产投资总量", "第二位", "全市", RANK)],
        ),
        # an age in full years says who is counted
        ("为65周岁以上老年人免费体检7万人次。", [("为65周岁以上老年人免费体检", "7万人次", "", STOCK)]),
        # a step that was passed is no name, and 地区 owns no 生产总值
        (
            "地区生产总值连续跨过3个千亿元台阶、达4300亿元、年均增长6%。",
            [
                ("千亿元台阶", "3个", "", STOCK),
                ("地区生产总值", "4300亿元", "", STOCK),
                ("地区生产总值", "6%", "", CHANGE),
            ],
        ),
        ("11个区县生产总值都有所增加。", [("区县", "11个", "", STOCK)]),
        # the stage of a work is no name without the work
        ("建成跨江大桥3座、在建5座。", [("跨江大桥", "3座", "", STOCK), ("在建跨江大桥", "5座", "", STOCK)]),
        # the number of an item in a list is neither a figure nor part of a name; an age says who is counted
        (
            "办好实事：1.增加公办学位1.5万个；2.为13至14岁女生免费接种疫苗3万人。",
            [("公办学位", "1.5万个", "", NEW), ("为13至14岁女生免费接种疫苗", "3万人", "", STOCK)],
        ),
        ("二是五十亿元级企业增至4家。", [("五十亿元级企业", "4家", "", STOCK)]),
        # both sides of a list take what stands behind the second, and each its own 每月, 每年
        (
            "城市、农村救助标准分别提高到每月700元、每年5640元。",
            [("城市救助标准", "700元", "城市", STOCK), ("农村救助标准", "5640元", "农村", STOCK)],
        ),
        (
            "东湖、西岭两市地区生产总值分别增长5.1%、4.3%。",
            [("东湖地区生产总值", "5.1%", "东湖", CHANGE), ("西岭地区生产总值", "4.3%", "西岭", CHANGE)],
        ),
        # both numbers count what stands behind the second
        ("862户、2.1万名贫困人口脱贫。", [("贫困人口", "862户", "", STOCK), ("贫困人口", "2.1万名", "", STOCK)]),
        # ranks that moved, and the first ones said without 第
        (
            "竞争力排名由全省第89位上升到第64位，本科上线率居全市前三。",
            [
                ("竞争力", "第89位", "全省", RANK),
                ("竞争力", "第64位", "全省", RANK),
                ("本科上线率", "三", "全市", RANK),
            ],
        ),
        # years and months before the number, the rate of what is checked, and a power of computing
        ("复工率3月底达到100%，办结率99%。", [("复工率", "100%", "", SHARE), ("办结率", "99%", "", SHARE)]),
        ("新增算力规模2000P。", [("算力规模", "2000P", "", NEW)]),
        ("建成250个社区健身路径或3人制篮球场。", [("社区健身路径或3人制篮球场", "250个", "", STOCK)]),
        ("算力规模突破160Eflops。", [("算力规模", "160Eflops", "", STOCK)]),
        (
            "新增高速公路30公里，通车里程达到580公里。",
            [("高速公路", "30公里", "", NEW), ("高速公路通车里程", "580公里", "", STOCK)],
        ),
        # what a list rose from has a year of its own, and what it rose to the same names
        (
            "城乡居民人均可支配收入分别由2026年的2万元、1万元提高到3万元、2万元。",
            [
                ("城镇居民人均可支配收入", "2万元", "城镇", STOCK),
                ("农村居民人均可支配收入", "1万元", "农村", STOCK),
                ("城镇居民人均可支配收入", "3万元", "城镇", STOCK),
                ("农村居民人均可支配收入", "2万元", "农村", STOCK),
            ],
        ),
        (
            "办理人大代表建议186件、政协提案243件，办复率100%，满意率分别为99%和98%。",
            [
                ("人大代表建议", "186件", "", STOCK),
                ("政协提案", "243件", "", STOCK),
                ("办复率", "100%", "", SHARE),
                ("人大代表建议满意率", "99%", "人大代表建议", SHARE),
                ("政协提案满意率", "98%", "政协提案", SHARE),
            ],
        ),
        ("加快总投资50亿元的东湖热电项目、30亿元的西岭风机项目、12亿元的北岗纸业项目建设。", [("东湖热电项目总投资", "50亿元", "", STOCK), ("西岭风机项目总投资", "30亿元", "", STOCK), ("北岗纸业项目总投资", "12亿元", "", STOCK)]),
        ("总投资120亿元的东湖石化、80亿元的西岭锂电和25亿元的北岗医药等12个项目开工建设。", [("东湖石化总投资", "120亿元", "", STOCK), ("西岭锂电总投资", "80亿元", "", STOCK), ("北岗医药总投资", "25亿元", "", STOCK), ("项目", "12个", "", STOCK)]),
        ("东湖新材料、西岭制药等项目建成投产，年产值分别达到20亿元、8亿元。", [("东湖新材料年产值", "20亿元", "东湖新材料", STOCK), ("西岭制药年产值", "8亿元", "西岭制药", STOCK)]),
        ("粮食播种面积120万亩，其中东山县15万亩、西河县12万亩。", [("粮食播种面积", "120万亩", "", STOCK), ("东山县粮食播种面积", "15万亩", "东山县", STOCK), ("西河县粮食播种面积", "12万亩", "西河县", STOCK)]),
        ("开通3条地铁新线、新增运营里程24公里，总里程达612公里。", [("地铁新线", "3条", "", STOCK), ("地铁新线运营里程", "24公里", "", NEW), ("地铁总里程", "612公里", "", STOCK)]),
        ("新能源开工1500万千瓦、投产900万千瓦。", [("新能源开工", "1500万千瓦", "", STOCK), ("新能源投产", "900万千瓦", "", STOCK)]),
        ("新建5个紧密型医疗集团、区级覆盖率达80%以上。", [("紧密型医疗集团", "5个", "", NEW), ("区级覆盖率", "80%", "", SHARE)]),
        ("汽车年产量近64万辆，27款创新药获批上市。", [("汽车年产量", "64万辆", "", STOCK), ("创新药", "27款", "", STOCK)]),
        ("累计与31个国家缔结96对友城。", [("国家", "31个", "", STOCK), ("友城", "96对", "", STOCK)]),
        ("一般公共预算收入增长2.6%、支出首次超过640亿元。", [("一般公共预算收入", "2.6%", "", CHANGE), ("一般公共预算支出", "640亿元", "", STOCK)]),
        ("提前放号50%以上号源、转诊量增长90%，70%村卫生室实现一体化管理。", [("提前放号", "50%", "", SHARE), ("转诊量", "90%", "", CHANGE), ("村卫生室实现一体化管理", "70%", "", SHARE)]),
        ("服务贸易年均增长5%，事故死亡率控制在0.7人/百亿元以下。", [("服务贸易", "5%", "", CHANGE), ("事故死亡率", "0.7人/百亿元", "", STOCK)]),
        ("新能源装机容量达42万千瓦，其中风电、光伏分别为18万千瓦、24万千瓦。", [("新能源装机容量", "42万千瓦", "", STOCK), ("风电装机容量", "18万千瓦", "风电", STOCK), ("光伏装机容量", "24万千瓦", "光伏", STOCK)]),
        ("粮食产量达60万吨，其中小麦32万吨、玉米24万吨。", [("粮食产量", "60万吨", "", STOCK), ("小麦产量", "32万吨", "小麦", STOCK), ("玉米产量", "24万吨", "玉米", STOCK)]),
        ("国内游客人次、总花费增长5.1%、7.2%。", [("国内游客人次", "5.1%", "国内游客人次", CHANGE), ("总花费", "7.2%", "总花费", CHANGE)]),
        ("农村自来水、卫生户厕普及率超过97%、84%。", [("农村自来水普及率", "97%", "自来水", SHARE), ("农村卫生户厕普及率", "84%", "卫生户厕", SHARE)]),
        ("实际使用内外资分别增长9%、6.1%。", [("实际使用内资", "9%", "内资", CHANGE), ("实际使用外资", "6.1%", "外资", CHANGE)]),
        ("新建110千伏变电站1座。", [("110千伏变电站", "1座", "", NEW)]),
        ("建成社区20个，其中城市社区12个、农村社区8个。", [("社区", "20个", "", STOCK), ("城市社区", "12个", "", STOCK), ("农村社区", "8个", "", STOCK)]),
        ("推进总投资3亿元的东湖产业园、总投资5亿元的西岭工业园建设。", [("东湖产业园总投资", "3亿元", "", STOCK), ("西岭工业园建设总投资", "5亿元", "", STOCK)]),
        # output takes its crop from the area before it, and a list what two clauses rose to
        (
            "粮食播种面积486万亩，总产量138.5万吨。",
            [("粮食播种面积", "486万亩", "", STOCK), ("粮食总产量", "138.5万吨", "", STOCK)],
        ),
        # verbs, adverbs and scopes go
        ("累计建成标准化渔港9座、深水网箱120口。", [("标准化渔港", "9座", "", STOCK), ("深水网箱", "120口", "", STOCK)]),
        ("大力推进老城更新，完成供热管网改造35公里。", [("供热管网改造", "35公里", "", STOCK)]),
        ("向低收入家庭发放燃气补贴420万元。", [("燃气补贴", "420万元", "", STOCK)]),
        # the noun behind its number, without the predicate
        ("18个标志性工程全部开工，7家企业成功上市。", [("标志性工程", "18个", "", STOCK), ("企业", "7家", "", STOCK)]),
        ("出台26项稳就业措施。", [("稳就业措施", "26项", "", STOCK)]),
        ("5座变电站、12条线路投入使用。", [("变电站", "5座", "", STOCK), ("线路", "12条", "", STOCK)]),
        ("3万名学生享受免费午餐。", [("学生", "3万名", "", STOCK)]),
        # new in the period against all there are
        (
            "新增瞪羚企业6家、独角兽企业1家，雏鹰企业累计达到90家。",
            [
                ("瞪羚企业", "6家", "", NEW),
                ("独角兽企业", "1家", "", NEW),
                ("雏鹰企业", "90家", "", STOCK),
            ],
        ),
        (
            "养老驿站新增14处、累计达到77处。",
            [("养老驿站", "14处", "", NEW), ("养老驿站", "77处", "", STOCK)],
        ),
        ("城镇新增就业突破3.2万人。", [("城镇新增就业", "3.2万人", "", NEW)]),
        ("更新改造供水管网80公里。", [("供水管网", "80公里", "", STOCK)]),
        ("新型储能装机达到30万千瓦。", [("新型储能装机", "30万千瓦", "", STOCK)]),
        # change against share
        ("数字经济占比提高到41%，提高2.5个百分点。", [("数字经济占比", "41%", "", SHARE), ("数字经济占比", "2.5个百分点", "", CHANGE)]),
        ("单位能耗较2025年下降13.5%。", [("单位能耗", "13.5%", "", CHANGE)]),
        ("医保报销比例稳定在75%左右。", [("医保报销比例", "75%", "", SHARE)]),
        ("服务业增加值880亿元，占地区生产总值比重达52%。", [
            ("服务业增加值", "880亿元", "", STOCK), ("服务业增加值占地区生产总值比重", "52%", "", SHARE)]),
        ("60%的村卫生室达到乙级标准。", [("村卫生室达到乙级标准", "60%", "", SHARE)]),
        ("压减落后产能150万吨。", [("落后产能", "150万吨", "", CHANGE)]),
        ("改造提升中小学校舍40所。", [("中小学校舍", "40所", "", STOCK)]),
        # 分别
        (
            "水稻、玉米产量分别增长3.1%、4.6%。",
            [("水稻产量", "3.1%", "水稻", CHANGE), ("玉米产量", "4.6%", "玉米", CHANGE)],
        ),
        (
            "城乡居民人均消费支出分别达到3.1万元和1.9万元，增长6%、7.5%。",
            [
                ("城镇居民人均消费支出", "3.1万元", "城镇", STOCK),
                ("农村居民人均消费支出", "1.9万元", "农村", STOCK),
                ("城镇居民人均消费支出", "6%", "城镇", CHANGE),
                ("农村居民人均消费支出", "7.5%", "农村", CHANGE),
            ],
        ),
        (
            "城乡特困供养标准分别提高到每人每月1300元、990元。",
            [("城市特困供养标准", "1300元", "城市", STOCK), ("农村特困供养标准", "990元", "农村", STOCK)],
        ),
        (
            "快递业务量8.1亿件，电商交易额620亿元，分别增长19%和11%。",
            [
                ("快递业务量", "8.1亿件", "", STOCK),
                ("电商交易额", "620亿元", "", STOCK),
                ("快递业务量", "19%", "快递业务量", CHANGE),
                ("电商交易额", "11%", "电商交易额", CHANGE),
            ],
        ),
        (
            "创建6个国家级、21个省级示范合作社。",
            [("国家级示范合作社", "6个", "国家级", STOCK), ("省级示范合作社", "21个", "省级", STOCK)],
        ),
        ("新增创新型企业30家，其中国家级4家。", [("创新型企业", "30家", "", NEW), ("创新型企业", "4家", "国家级", NEW)]),
        # what an amount of money is for
        ("投资2.6亿元的县人民医院迁建项目主体完工。", [("县人民医院迁建项目投资", "2.6亿元", "", STOCK)]),
        # an investment in what follows, not in what the clause before was about
        (
            "投资300万元完成2.5公里老旧燃气管道更新，投资2000万元完成老城内4条街道拓宽。",
            [
                ("投资", "300万元", "", STOCK),
                ("老旧燃气管道更新", "2.5公里", "", STOCK),
                ("投资", "2000万元", "", STOCK),
                ("街道拓宽", "4条", "", STOCK),
            ],
        ),
        ("实施水利项目24个，完成投资9.5亿元。", [("水利项目", "24个", "", STOCK), ("水利项目投资", "9.5亿元", "", STOCK)]),
        ("引进5亿元以上项目8个。", [("5亿元以上项目", "8个", "", STOCK)]),
        ("营业收入超过2000万元的企业占比达到35%。", [("营业收入超过2000万元的企业占比", "35%", "", SHARE)]),
        (
            "城镇、农村居民人均可支配收入分别增长5%和7%。",
            [("城镇居民人均可支配收入", "5%", "城镇", CHANGE), ("农村居民人均可支配收入", "7%", "农村", CHANGE)],
        ),
        ("完成12公里河道清淤，6个签约项目尽快落地。", [("河道清淤", "12公里", "", STOCK), ("签约项目", "6个", "", STOCK)]),
        ("15类60件惠民实事如期办结。", [("惠民实事", "15类", "", STOCK), ("惠民实事", "60件", "", STOCK)]),
    ],
)  # fmt: skip
def test_indicator_item_and_measure(text: str, figures: list[tuple[str, str, str, Measure]]) -> None:
    assert said(text) == figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预计工业产值突破900亿元，增长7%左右；税收增长3%。", ["预计、突破", "预计、左右", ""]),
        ("力争进出口总额达到80亿元以上，利用外资2亿美元。", ["力争、以上", "力争"]),
        ("失业率控制在5%以内，参保人数近40万人，床位1500余张。", ["以内", "近", "余"]),
        ("空气优良天数不少于300天。", ["不少于"]),
        ("综合实力居全省前5位。", ["前"]),
        ("存款、贷款余额分别增长9%、11%以上。", ["", "以上"]),
    ],
)
def test_qualifiers(text: str, expected: list[str]) -> None:
    assert [f.qualifier for f in read(text)] == expected


def test_from_to_has_an_earlier_baseline() -> None:
    before, after = read("森林覆盖率由28.4%提高到33%。")
    assert (before.period, before.status, before.measure) == (None, FactStatus.OTHER, SHARE)
    assert (after.period, after.status, after.measure) == (Period.year(2029), FactStatus.ACTUAL, SHARE)
    assert before.indicator == after.indicator == "森林覆盖率"


def test_ratio_is_one_figure() -> None:
    before, after = read("三次产业结构由11∶43∶46调整为9∶42∶49。")
    assert (before.text, before.period) == ("11∶43∶46", None)
    assert (after.text, after.value, after.unit) == ("9∶42∶49", Decimal(9), "∶42∶49")


def test_range_is_one_figure() -> None:
    (growth,) = read("农业产值增长4%－4.5%。")
    assert (growth.value, growth.upper, growth.measure) == (4, Decimal("4.5"), CHANGE)
    (figure,) = read("打造2—3个特色街区。")
    assert (figure.value, figure.upper, figure.unit, figure.text) == (2, 3, "个", "2—3个")


def test_an_age_that_is_reached_is_a_figure() -> None:
    """65岁以上老年人says who is counted; 达到79.5岁以上 is what was aimed at."""
    assert [f.text for f in read("人均预期寿命达到79.5岁以上，为65岁以上老年人体检3万人次。")] == [
        "79.5岁",
        "3万人次",
    ]


def test_output_alone_is_of_the_industry_that_the_paragraph_has_come_to() -> None:
    text = (
        "石化产业持续提质，建设一批项目。产值突破1250亿元。新材料产业瞄准高端，打造千亿级产业。"
        "拓展应用。产值超过330亿元。新能源产业深度拓展。力争装机突破10万千瓦，产业投资超过90亿元。"
    )
    report = Report("demo", "某县政府工作报告", "某县", 2031, text, "digest")
    passages = attach_figures(report, read_passages(report, read_outline(report)))
    figures = [f for passage in passages for f in passage.figures]
    assert [f.indicator for f in figures if f.unit == "元"] == [
        "石化产业产值",
        "新材料产业产值",
        "新能源产业投资",
    ]


def test_years_that_a_growth_spans_date_it() -> None:
    level, growth = read_figures(
        "财政收入达到1330亿元，3年增长51.2%。", year=2031, period=Period(2026, 2030), status=FactStatus.ACTUAL
    )
    assert (level.indicator, growth.indicator) == ("财政收入", "财政收入")
    assert (level.period, growth.period) == (Period(2026, 2030), Period(2028, 2030))


def test_a_sentence_that_opens_with_its_size_goes_on_about_the_subject_before_it() -> None:
    """市场主体稳中有进。总量达90万户: what was added later is not of the total."""
    figures = read_figures("总量达90万户，新登记12万户、其中企业3万家。", subject="市场主体")
    assert [(f.indicator, f.text, f.measure) for f in figures] == [
        ("市场主体总量", "90万户", STOCK),
        ("市场主体", "12万户", NEW),
        ("企业", "3万家", NEW),
    ]


def test_offsets_count_the_report() -> None:
    text = "全县新建公园8个，绿道30公里。"
    for figure in read_figures(text, offset=100, year=2030):
        assert text[figure.start - 100 : figure.end - 100] == figure.text
        assert figure.clause_start <= figure.start < figure.end <= figure.clause_end


def test_what_stood_before_several_years_is_dated_by_their_start() -> None:
    """由A增长到B in a review of 2026—2030: A is what 2025 ended with; of one year nobody says when A was."""
    several = read_figures(
        "财政收入由4亿元增长到8亿元。",
        year=2031,
        place="某县",
        period=Period(2026, 2030),
        status=FactStatus.ACTUAL,
    )
    assert [(f.text, f.period, f.status) for f in several] == [
        ("4亿元", Period.year(2025), FactStatus.OTHER),
        ("8亿元", Period(2026, 2030), FactStatus.ACTUAL),
    ]
    assert read("财政收入由4亿元增长到8亿元。")[0].period is None


def test_the_unit_that_the_last_of_a_list_has_is_that_of_all() -> None:
    figures = read_figures("覆盖率、治理率分别提高17.5、31.4个百分点，产值、税收分别达到3.2、5亿元。")
    assert [(f.text, str(f.value), f.unit) for f in figures] == [
        ("17.5", "17.5", "个百分点"),
        ("31.4个百分点", "31.4", "个百分点"),
        ("3.2", "320000000", "元"),
        ("5亿元", "500000000", "元"),
    ]


def test_a_baseline_that_names_the_year_before_is_dated() -> None:
    before, after = read("税收占比由上年的61.8%提高到65%。")
    assert (before.period, after.period) == (Period.year(2028), Period.year(2029))


def test_a_list_that_rose_from_a_named_year_leaves_what_it_was_then() -> None:
    figures = read("城乡居民人均可支配收入从2021年的41200元和15800元分别提高到53600元和21900元。")
    assert [(f.item, f.text, str(f.period), f.status) for f in figures] == [
        ("城镇", "41200元", "2021", FactStatus.OTHER),
        ("农村", "15800元", "2021", FactStatus.OTHER),
        ("城镇", "53600元", "2029", FactStatus.ACTUAL),
        ("农村", "21900元", "2029", FactStatus.ACTUAL),
    ]
