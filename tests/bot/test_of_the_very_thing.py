"""Figures with all that belongs to them, of the very thing that was asked, and follow-ups: the whole way, on a fifth invented report."""

import pytest
from invented import RIGHT, answer, bot_on

from report_bot.bot.ask import Bot


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return bot_on("invented_fifth.txt", tmp_path_factory.mktemp("fifth") / "data")


@pytest.mark.parametrize(
    ("turns", "said", "unsaid"),
    [
        # what belongs to a figure: its qualifier, what it is of, what was before, what became of it
        (("城镇居民收入去年涨了多少",), ["5.1%左右"], ["6.7%"]),
        (("去年gdp是不是突破400亿了",), [RIGHT, "从不到300亿元增加到超过420亿元"], []),
        (("二氧化碳排放今年要降多少",), ["单位生产总值二氧化碳排放", "3.8%"], ["2.5%"]),
        (("去年还有多少贫困人口脱了贫",), ["1.2万贫困人口全部脱贫"], []),
        (("帮扶县的产品在我们这卖了多少",), ["对口帮扶的26个县", "1.8亿元"], []),
        (("财政收入去年涨了还是跌了",), ["增长4.4%", "下降1.7%"], []),
        (("污水处理厂一天能处理多少吨",), ["污水处理厂日处理能力3万吨"], []),
        (("全市一共多少口人",), ["61万"], []),
        # the one that was asked, and not its neighbour
        (("去年优良天数有多少天",), ["287天"], []),
        (("去年的20件实事办成几件",), ["完成18件"], ["确定的20件"]),
        (("去年一共减税降费多少",), ["8.2亿元"], ["3.1亿元"]),
        (("去年城里和农村收入各是多少",), ["41860元", "21245元"], []),
        # of several things together that is said
        (("去年改造棚户区项目多少个",), ["46个", "合在一起的数"], []),
        (("去年新建小学几所",), ["6所", "报告没有单列小学"], []),
        (("去年新建农村公路多少公里，不算改建",), ["262公里", "没有单列新建的"], []),
        (("去年新改扩建幼儿园几所",), ["37所"], ["合在一起"]),
        # others of its kind
        (("实用新型专利多少件",), [], ["85件"]),
        (("牛羊出栏多少",), [], ["21.4万头"]),
        (("公务员退休金平均多少",), [], ["3286元"]),
        (("南方清洁取暖率多少",), [], ["70%"]),
        (("养老金今年涨吗",), ["没有"], ["养老金融"]),
        (("医保卡丢了怎么补",), ["没有"], ["社保费"]),
        # two years, of which the names differ in nothing that matters
        (("低保今年比去年涨几块",), ["800元 − 755元 = 45元"], ["不宜"]),
        (("老旧小区改造今年比去年多还是少",), ["27个 − 26个 = 1个"], ["不宜"]),
        (("外贸增长目标比去年高多少",), ["9% − 6.3% = 2.7个百分点"], ["不宜"]),
        (("失业率目标比去年末高多少",), ["5.5% − 5.2% = 0.3个百分点"], ["不宜"]),
        (("财政收入去年增速跟今年目标各是多少",), ["4.4%", "4%以上"], ["没有提"]),
        # what is planned under a title, and a paragraph whose title says what was asked
        (("科技创新今年主要干啥",), ["湖畔实验室", "高新技术企业200家"], ["没有找到"]),
        (("上学今年有啥安排",), ["城东小学", "课后服务"], []),
        (("补习班管不管",), ["规范校外培训"], []),
        # turns of a conversation
        (
            ("今年财政收入目标增多少", "去年完成多少"),
            ["2033年"],
            ["没有提2033年（去年）的一般公共预算收入目标"],
        ),
        (("今年居民收入目标涨多少", "去年城里人呢"), ["城镇居民人均可支配收入增长5.1%左右"], []),
        (("去年全运会拿了几金", "银牌呢"), ["没有"], ["3金"]),
        (("去年新增4A景区几家", "5A呢"), ["没有"], ["2家"]),
        (("去年竣工投产的项目几个", "开工建设的呢"), ["6个项目开工建设"], []),
        (("在谈项目有几个", "一共多少投资"), ["58亿元"], ["43亿元"]),
        (("扶贫小额贷款发了多少", "多少户用上了"), ["802户"], ["没有直接给出"]),
    ],
)
def test_a_figure_is_told_with_what_it_is_of(
    bot: Bot, turns: tuple[str, ...], said: list[str], unsaid: list[str]
) -> None:
    text = answer(bot, turns)
    assert [word for word in said if word not in text] == []
    assert [word for word in unsaid if word in text] == []
