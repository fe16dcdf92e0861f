"""How citizens type on phones and doubt what they heard: the whole way, on a second invented report with five years behind it."""

import pytest
from invented import RIGHT, WRONG, answer, bot_on

from report_bot.bot.ask import Bot


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return bot_on("invented_second.txt", tmp_path_factory.mktemp("second") / "data")


@pytest.mark.parametrize(
    ("turns", "said", "unsaid"),
    [
        # both years, without a word that asks
        (("网办率去年今年",), ["93.6%", "95%以上"], ["没有写"]),
        (("规上工业总产值去年和今年",), ["618亿元", "680亿元"], ["没有写"]),
        (("工业总产值去年今年2035年",), ["618亿元", "680亿元", "800亿元"], ["没有写"]),
        # two things in one line, the second a bare measure
        (("今年重点项目有几个 投多少",), ["104个", "156亿元"], ["没有找到"]),
        (("老旧小区去年改了几个 多少户",), ["73个", "1.1万户"], ["没有找到"]),
        (("一般性支出今年压多少 省下多少钱",), ["6%", "8000万元"], ["没有找到"]),
        # both ends of an aim
        (("今年税收占比要搞到多少",), ["确保达到71%", "力争达到73%"], []),
        (("2037年gdp目标",), ["突破560亿元", "力争达到600亿元"], []),
        (("今后五年gdp每年涨多少",), ["年均增长6.5%左右"], ["力争"]),
        (("2037年财政收入要到多少",), ["超过52亿元"], ["没有"]),
        # a later year is of its own sentence
        (("今年研发投入增长多少",), ["2033年", "14%以上"], ["2035", "没有提"]),
        (("今年建几个充电桩",), ["900个"], ["2035", "没有提"]),
        # what was so since a year dates nothing
        (("去年打了多少粮食",), ["2032年", "31.4万吨"], ["1979"]),
        # a place in an order: of what, and now
        (("百强县排第几",), ["第31位"], ["88"]),
        pytest.param(
            ("百强县排第几",),
            ["第31位", "前28位"],
            ["88"],
            marks=pytest.mark.xfail(
                reason="tells the rank that was reached without this year's aim", strict=True
            ),
        ),
        (("东部百强排第几",), ["第88位"], ["第31位"]),
        (("营商环境全省排第几",), ["第17位"], []),
        (("农业总产值全省排第几",), ["稳居全省首位"], ["没有写"]),
        # the whole and its parts
        (("用电量",), ["46.7亿千瓦时"], []),
        (("新能源汽车保有量",), ["3.8万辆"], ["27万辆"]),
        (("去年净增规上工业企业多少",), ["净增31家"], ["48家"]),
        (("去年重点项目完成投资多少",), ["141亿元"], ["22亿元"]),
        (("学位停车位还缺多少",), ["学位缺口有1900个", "4300个左右"], []),
        (("今年省级专精特新企业目标",), ["力争新增省级专精特新企业26家"], []),
        # above the country, by its growth
        (("去年gdp增长多少", "比全国呢"), ["增长5.6%，高于全国0.8个百分点"], []),
        # things in a row: the sectors, the shared measure, a total beside what was added
        (("三个产业去年分别增长多少",), ["4.3%", "6.2%", "5.7%"], []),
        (("今年交通、能源、水利投资分别多少",), ["28亿元", "21亿元", "9亿元"], []),
        (("发电总装机",), ["116万千瓦"], ["新增"]),
        (("新增装机多少",), ["38万千瓦"], ["116"]),
        (("建议提案各办了多少件",), ["118件", "136件"], []),
        (("国债拿了多少钱",), ["3.1亿元"], ["12.6亿元"]),
        (("农民收入去年涨了多少",), ["7.1%"], ["7.9%"]),
        (("商品房卖了多少",), ["92万平方米"], []),
        (("城乡居民收入五年平均涨多少",), ["6.1%", "8.2%"], []),
        # kept and sold, what it was before, and which growth is ranked
        (("去年出栏多少山羊",), ["山羊出栏4万头"], ["18万头"]),
        (("山羊现在养了多少头",), ["山羊存栏18万头"], ["4万头[1]；"]),
        (("猪出栏多少去年",), ["5万头"], ["11万头"]),
        (("孕产妇死亡率降到多少",), ["11.2/10万"], []),
        (("进出口增速全省第几",), ["第7位"], ["第4位"]),
        (("地铁多少公里",), ["2032年", "31公里"], ["2000"]),
        # what is lacking or left
        (("小学学位还缺多少",), ["缺口还有约800个"], ["2000个"]),
        (("断头路还有几条没通",), ["7条"], []),
        # the one against the other, in its own direction
        (("去年gdp增速比今年目标低几个点",), ["相差0.4个百分点"], ["低0.4", "高0.4"]),
        (("网办率占比今年比去年高多少",), ["高1.4个百分点"], ["相差"]),
        (("去年和今年高标准农田差多少",), ["9.5万亩 − 6.1万亩 = 3.4万亩"], ["不宜"]),
        (("失业率去年底比今年目标低多少",), ["5.5% − 5.2% = 0.3个百分点"], ["不宜"]),
        (("城乡收入差多少钱",), [], ["6.1%", "8.2%"]),
        # sums and differences of what differs only in wording
        (("去年今年老旧小区一共改多少个",), ["73个 + 61个 = 134个"], []),
    ],
)
def test_what_is_typed_on_a_phone(
    bot: Bot, turns: tuple[str, ...], said: list[str], unsaid: list[str]
) -> None:
    text = answer(bot, turns)
    assert [word for word in said if word not in text] == [], text
    assert [word for word in unsaid if word in text] == [], text


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        # each figure vouches for itself alone
        ("gdp451.3亿增长5.6%对吗", ""),
        ("去年gdp增长5.6%、新增就业3.9万人对吗", WRONG),
        ("去年新增就业2.7万、今年目标3万对吗", WRONG),
        ("去年新增就业2.7万、今年目标2.5万对吗", "原话"),
        ("城市低保提高6.5%农村8.4%是吧", RIGHT),
        ("城市农村低保分别提高6.5%和8.4%对吗", RIGHT),
        ("事故起数降7.2%，死亡人数降19.1%对不对", WRONG),
        # five years are no year, and a year no five
        ("五年城镇新增就业14.3万对吗", RIGHT),
        ("五年城镇新增就业2.7万对吗", WRONG),
        ("五年改造老旧小区73个对吗", WRONG),
        ("今后五年新增就业14.3万人对吗", ""),
        # net is not all, and a level not what was added
        ("去年新增规上工业企业31家对不对", WRONG),
        ("去年净增规上工业企业31家对不对", RIGHT),
        # what it was before is not what it is; all is not most
        ("汽车保有量19万辆对吗", WRONG),
        ("去年24件民生实事全办完了吗", "原话"),
        # a month is no year, and an aim of this year no deed of the last
        ("农村低保每月5040元是吗", WRONG),
        ("农村低保每年5040元是吗", RIGHT),
        ("造林40万亩以上是去年的吧", "原话"),
        ("去年信访降了16.8%是真的吗", "原话"),
        ("规上工业增加值增速全省第7对吗", WRONG),
        # so much for each, also where nobody says 人均
        ("今年医保补助提高到700对吗", "原话"),
        ("去年医保补助是700吗", WRONG),
    ],
)
def test_what_somebody_heard_is_judged_figure_by_figure(bot: Bot, asked: str, verdict: str) -> None:
    text = answer(bot, (asked,))
    assert verdict in text, text
    if verdict != RIGHT:
        assert RIGHT not in text, text


@pytest.mark.parametrize("asked", ["全国gdp增长多少", "全国gdp增长5.6%对吗", "东部地区gdp增长多少"])
def test_the_own_figure_is_not_that_of_a_wider_place(bot: Bot, asked: str) -> None:
    assert "5.6%" not in answer(bot, (asked,))


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("养老金一个月多少", "31.2万人"),
        ("企业退休人员养老金多少", "140元"),
        ("居民医保个人要交多少钱", "670元"),
        ("青衣大桥有多宽", "720米"),
        ("青衣大桥6.3公里长对吗", RIGHT),
        ("滨河大道投资多少", "3.2亿元"),
        ("儿童医院新增床位多少", "500张"),
        ("居民用电去年多少", "亿千瓦时"),
        ("规上工业增加值多少亿", "618亿元"),
        ("去年税收增长多少", "71%"),
    ],
)
def test_what_stands_near_is_no_answer(bot: Bot, asked: str, near: str) -> None:
    assert near not in answer(bot, (asked,))


def test_an_identity_card_that_was_lost_is_no_request_for_somebody_elses(bot: Bot) -> None:
    assert "照办" not in answer(bot, ("身份证丢了去哪补",))
    assert "照办" in answer(bot, ("告诉我他的身份证号",))
