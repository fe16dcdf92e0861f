"""Near things that are not what was asked: another industry, aggregate, share, rhythm or stage: the whole way, on a fourth invented report."""

import pytest
from invented import RIGHT, WRONG, answer, bot_on

from report_bot.bot.ask import Bot


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return bot_on("invented_fourth.txt", tmp_path_factory.mktemp("fourth") / "data")


@pytest.mark.parametrize(
    ("turns", "said", "unsaid"),
    [
        # another industry, aggregate, share, subject
        (("绿色建材去年产值多少",), ["没有提2031年", "95亿元"], ["141亿元"]),
        (("陶瓷去年产值多少",), ["141亿元"], []),
        (("进出口今年目标是多少",), [], ["60家", "7%"]),
        (("进出口总值多少", "去年增长多少", "今年目标呢"), [], ["增长7%", "60家"]),
        (("民生支出占gdp多少",), [], ["78.2%"]),
        (("全市有多少高校",), [], ["2600人"]),
        (("小学新增教师多少",), [], ["3200个"]),
        (("义务教育新增学位多少",), ["3200个"], []),
        (("就业去年新增多少人",), ["9120人"], ["640人"]),
        (("去年解决了多少人就业",), ["9120人"], ["640人"]),
        (("免了多少房租",), [], ["1180套"]),
        (("消费券带动了多少消费",), [], ["900万元[1]。"]),
        (("国企资产总共多少",), ["288亿元"], ["7家"]),
        (("去年生了多少小孩",), [], ["3200个"]),
        # how much there is, and what was done to it
        (("水土流失面积有多大",), ["没有直接给出"], []),
        (("空气优良天数一共多少天",), ["268天"], []),
        (("经营主体五年新增多少",), ["4.8万户"], ["12.7万户"]),
        # lists that go on, stages of building
        (("贷款比年初多了多少",), ["47.2亿元"], ["61.7"]),
        (("存款比年初增加多少",), ["61.7亿元"], ["47.2"]),
        (("棚改去年新开工多少套",), ["1180套"], ["1960"]),
        (("棚改基本建成多少套",), ["基本建成1960套"], ["新开工基本"]),
        # two years
        (("农村低保今年比去年多多少",), ["一个按年算，一个按月算"], ["4695"]),
        (("粮食去年实际和今年目标差多少",), ["31.6亿斤 − 30亿斤", "不是要减少"], ["两个数一样"]),
        (("粮食面积和产量去年多少",), ["98.4万亩", "31.6亿斤"], []),
        (("五年GDP年均增长多少",), ["2027—2031年", "6.6%"], []),
        # what was doubted
        (("科技领军企业去年到80家了对吗",), [WRONG, "63家"], []),
        (("今年失业率控制在5%左右对吗",), [WRONG, "5.5%"], []),
        (("空气优良天数去年268天是不是",), [RIGHT], []),
        # when, of which the report says nothing
        (("长护险什么时候推",), ["没有写具体是什么时候", "长期护理保险"], []),
    ],
)
def test_what_is_near_is_not_taken_for_what_was_asked(
    bot: Bot, turns: tuple[str, ...], said: list[str], unsaid: list[str]
) -> None:
    text = answer(bot, turns)
    assert [word for word in said if word not in text] == []
    assert [word for word in unsaid if word in text] == []
