"""What questions of strangers over reports that nobody here had seen showed: the whole way, on a sixth invented report."""

import pytest
from invented import RIGHT, answer, bot_on

from report_bot.bot.ask import Bot


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return bot_on("invented_sixth.txt", tmp_path_factory.mktemp("sixth") / "data")


@pytest.mark.parametrize(
    ("turns", "said", "unsaid"),
    [
        # what was added, and not how many there are
        (("去年新开张的店和公司有多少户",), ["1.84万户"], ["12.6万户"]),
        (("高新企业去年多了几家，今年还想多几家",), ["36家", "42家"], ["284家"]),
        (("光去年一年，有返贫风险的人家解决了多少户",), ["1420户"], ["1.06万户"]),
        # a part by its own name
        (("咱们市个体户一共有多少",), ["8.9万户"], ["12.6万户"]),
        (("去年外贸进出口做了多少", "光出口的呢"), ["112.8亿元"], []),
        # of a figure's own subject
        (("洪水冲坏的房子修好多少户了",), ["874户"], []),
        (("博物馆新馆去年多少人去看过",), ["54万人次"], ["148万人次"]),
        (("图书馆现在有多少本书",), ["82万册"], ["148万人次"]),
        (("青浦到白石那条路要花多少钱",), ["2037年", "15.8亿元"], ["2038"]),
        (("农民的养老钱一个月最少多少",), ["196元"], ["3120元"]),
        # the unit that was asked for
        (("今年旧小区改造能轮到多少户人家",), ["7600户"], []),
        (("被骗的钱去年追回来多少",), ["2740万元"], []),
        (("去年网上卖东西卖了多少钱", "今年目标呢"), ["54亿元"], []),
        # words of the street
        (("去年消费卷一共发了多少钱",), ["5200万元"], []),
        (("来耍的人去年多少，今年想要多少",), ["1286万人次", "1420万人次"], []),
        (("去年来咱汐宁耍的人有多少",), ["1286万人次"], []),
        (("今年打算让多少人有新工作",), ["2.1万人以上"], ["2.28"]),
        (("去年当地平均每人到手多少钱",), ["42360元"], []),
        (("咱们在全国百强县里排老几",), ["第52位"], []),
        (("租公家房子开店的去年房租免了多少",), ["1.14亿元"], []),
        # several in a row
        (("博士、硕士、本科生来这儿工作每月补贴各是多少",), ["2800元", "1400元", "700元"], []),
        (("今年水管煤气管下水管各要修多少公里",), ["48公里", "26公里", "115公里"], []),
        (("去年出事故的次数和死的人各少了多少",), ["16.3%", "12.7%"], []),
        (("去年盖了几所中小学几所幼儿园",), ["8所", "5所"], []),
        (("政协那边对提案办理的满意度去年有多高",), ["99.4%"], ["98.2%"]),
        # differences
        (("低保一个月比去年多给多少",), ["960元", "1015元", "55元"], []),
        # by now, and no longer of last year alone
        (("去年老楼装了多少部电梯", "到现在总共装了多少了"), ["900部"], []),
    ],
)
def test_figures(bot: Bot, turns: tuple[str, ...], said: list[str], unsaid: list[str]) -> None:
    text = answer(bot, turns)
    for words in said:
        assert words in text, text
    for words in unsaid:
        assert words not in text, text


@pytest.mark.parametrize(
    ("asked", "said", "unsaid"),
    [
        ("云舟那个储能厂几时能投产", ["8月底前"], []),
        ("城际铁路今年年底就能坐了吧", ["2038年底"], [RIGHT, "青浦"]),
        (
            "青浦到白石的一级公路已经建成了吧",
            ["没有写这件事已经做到", "开工建设青浦至白石一级公路"],
            ["2036年（去年）这方面"],
        ),
        ("青浦到白石的一级公路今年会通车吗", ["没有写具体是什么时候"], [RIGHT]),
        ("小厂子被欠的货款有人管吗", ["清理拖欠"], []),
        ("跑外卖的政府有啥照顾", ["骑手驿站"], []),
    ],
)
def test_when_and_whether(bot: Bot, asked: str, said: list[str], unsaid: list[str]) -> None:
    text = answer(bot, (asked,))
    for words in said:
        assert words in text, text
    for words in unsaid:
        assert words not in text, text


@pytest.mark.parametrize(
    ("asked", "unsaid"),
    [
        ("去年进口了多少美元的货", "112.8"),
        ("去年光云浦古镇就来了多少游客", "1286"),
        ("去年煤矿出事死了几个人", "12.7"),
        ("今年暖气费一平米收多少", "3.1万户"),
        ("全省去年生产总值多少", "812"),
        ("投诉多长时间给答复", "98.2"),
    ],
)
def test_what_is_not_there_is_not_stood_in_for(bot: Bot, asked: str, unsaid: str) -> None:
    assert unsaid not in answer(bot, (asked,))
