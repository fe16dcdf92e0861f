"""What citizens asked of reports that nobody here had seen, in the words of an invented report: the whole way, on a real index."""

import pytest
from invented import bot_on

from report_bot.bot.ask import Bot
from report_bot.bot.types import AnswerStatus, Turn


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return bot_on("invented_report.txt", tmp_path_factory.mktemp("invented") / "data")


@pytest.mark.parametrize(
    ("turns", "said", "unsaid"),
    [
        (("城乡低保标准各多少，差多少",), ["712元", "570元", "712元 − 570元 = 142元"], ["没有找到"]),
        (("去年城乡居民收入增长多少", "今年呢"), ["没有把城镇和农村分开", "5.5%"], ["5.1%", "7.3%"]),
        (("今年城镇和农村居民收入各增长多少",), ["没有把城镇和农村分开", "5.5%"], ["5.1%", "7.3%"]),
        (("国内游客花的钱涨了多少",), ["15.6%"], ["12%"]),
        (("农村自来水普及率和燃气普及率是多少",), ["96.5%", "没有找到“燃气普及率"], ["88%"]),
        (("农村公路和高速公路修了多少公里",), ["180公里", "没有找到“高速公路"], []),
        (("人均GDP和GDP各多少",), ["312.6亿元"], []),
        (("今年农村公路比去年多建多少",), ["200公里 − 180公里 = 20公里"], ["不宜"]),
        (("今年财政收入目标比去年实际高些吗",), ["4.2% − 4% = 0.2个百分点"], ["居民"]),
        (("娃上学有啥安排",), ["公办幼儿园4所", "学位1080个"], ["没有提到"]),
        # how many there are, and not how many were added; the asked measure, and not its owner
        (("规上企业现在几家",), ["156家"], ["23家"]),
        (("引导基金总规模多少",), ["34亿元"], ["12只"]),
        (("现在养了多少头猪",), ["20.6万头"], ["34.9"]),
        (("新能源汽车产量多少",), ["8.2万辆"], ["45%"]),
        # of the whole, and not of a kind in it
        (("工业增加值去年增长多少",), ["7.1%"], ["15.5%"]),
        (("服务业占比多少",), ["20.8∶22.6∶56.6"], ["41%"]),
        (("三次产业结构是多少",), ["由上年的20.2∶24.1∶55.7调整为20.8∶22.6∶56.6"], []),
        (("去年GDP增长多少",), ["5.8%"], ["3.1%"]),
        # the side that was asked
        (("城镇居民收入增速全市第几",), ["没有"], ["第二"]),
        # what it was, by how much it rose, and against the year before
        (("跨部门监管事项从多少到多少",), ["从39个拓展到91个"], []),
        (("争取上级资金比上年增加多少",), ["2.1亿元"], ["没有"]),
        (("森林覆盖率多少", "比上年呢"), ["0.6个百分点"], ["没太明白"]),
        (("去年新增就业多少", "比今年目标多多少"), ["相差200人", "6200人 − 6000人"], ["少200"]),
        (("集装箱吞吐量连续几年全市第一",), ["连续6年排名全市第一"], []),
        # where the sum stands before what it is spent on, or around its project
        (("污水管网投资多少",), ["2000万元"], ["3000万元"]),
        (("县医院搬迁要花多少钱",), ["7.6亿元"], []),
        (("今年重点项目有几个，投多少钱",), ["86个", "420亿元"], ["没有"]),
        (("外出打工的有多少人",), ["3.8万人"], []),
        # a time alone, and the number of a session
        (("2035年要建成什么样",), ["基本建成现代化强县"], ["没太明白"]),
        (("今年运动会是第几届",), ["第七届全县运动会"], []),
        (("贷款比年初多了多少",), ["51.9亿元"], ["397"]),
        (("企业开办时间现在要几天",), ["4个工作日以内"], ["3个工作日"]),
        (("前年基础养老金是多少",), ["没有提2029年", "由每人每月90元提高到115元"], []),
        # what is only near: of the land, of those who lived, of the other zone, of another quarter, of what is finished
        (("粮食亩产多少",), ["没有"], ["26.5"]),
        (("去年洪水死了多少人",), ["没有"], ["490人"]),
        (("江南经济区经济总量多少",), ["40亿元"], ["9亿元"]),
        (("江西经济区经济总量多少",), ["没有"], ["40亿元", "9亿元"]),
        (("第四季度GDP增长多少",), ["没有"], ["5.8%", "6%"]),
        (("今年亿元以上项目开工多少个",), ["45个"], ["30个"]),
        # inside brackets, with the name that they stand behind
        (("县人民医院新院区有多少床位",), ["县人民医院新院区设床位1000张"], ["）主体"]),
        (("入境游客年均增长多少",), ["30.9%"], ["35%"]),
        (("今年投资打算增长几个点",), ["固定资产投资增长3%左右"], ["10%"]),
        (("小麦种植面积",), ["326万亩"], []),
        (("小麦产量",), ["没有"], ["326"]),
        (("小麦要打多少",), ["没有"], ["326"]),
        # no promise without its condition
        (("生孩子住院花的钱能报销吗",), ["符合国家和省规定的", "全额支付"], []),
    ],
)
def test_the_answer_says_what_was_asked_and_no_other_figure(
    bot: Bot, turns: tuple[str, ...], said: list[str], unsaid: list[str]
) -> None:
    earlier: tuple[Turn, ...] = ()
    for text in turns:
        answer = bot.ask(text, earlier=earlier)
        earlier += (Turn(answer.resolved, answer.report_id),)
    assert [word for word in said if word not in answer.text] == []
    assert [word for word in unsaid if word in answer.text] == []


def test_what_stands_in_for_the_sides_that_were_asked_answers_in_part(bot: Bot) -> None:
    assert bot.ask("今年城乡居民收入目标增长多少").status is AnswerStatus.PARTIAL
