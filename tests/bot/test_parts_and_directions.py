"""Parts of a total, directions of a doubt, which of two is more and places in follow-ups: the whole way, on a ninth invented report."""

import pytest
from invented import RIGHT, WRONG, answer, bot_on

from report_bot.bot.ask import Bot


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return bot_on("invented_ninth.txt", tmp_path_factory.mktemp("ninth") / "data")


@pytest.mark.parametrize(
    ("turns", "said", "unsaid"),
    [
        # a part that is left out stands in the total that is told: both are said
        (("今年技改投资多少，纺织服装不算",), ["33亿元", "21亿元", "没有另外列出"], ["28亿元"]),
        (("去年财政收入多少，税收那块刨掉",), ["31.7亿元", "22.9亿元"], []),
        (("去年技改投资扣除纺织服装有多少",), ["28亿元", "17亿元"], []),
        (("卖到外国的货去年涨了多少，买进来的不算",), ["11.6%"], ["8.4%"]),
        # a part told alone keeps the whole that it is counted in
        (("去年引进了多少博士",), ["高层次人才中，博士24人"], []),
        (("去年护理型床位新增了多少张",), ["新增养老床位中，护理型床位260张"], ["480张"]),
        # the counted thing, not its neighbour
        (("去年盖了扩了多少所学校",), ["8所"], ["5900个"]),
        # which way something went
        (("基础养老金今年是不是要降",), [WRONG, "233元"], []),
        (("去年粮食肯定减产了吧",), [WRONG, "2.1万吨"], []),
        (("去年城乡收入差距是不是又拉大了",), [WRONG, "1.90"], ["4.6%"]),
        (("去年煤是不是少挖了，产量降了多少",), [WRONG, "1.4%"], []),
        (("去年刑事案件是不是又多了，晚上都不敢出门",), [WRONG, "9.8%"], []),
        (("去年社零掉了7.3个点吧",), [WRONG, "7.3%"], []),
        (("去年社零涨了7.3个点吧",), [RIGHT, "7.3%"], []),
        # both ends of a change
        (("市属国企是从12家合成7家对吧",), [RIGHT, "由12家整合为7家"], []),
        (("市属国企从7家拆成12家吧",), [WRONG, "由12家整合为7家"], []),
        # which of two is more, where they may be compared
        (("去年城里人和农村人收入哪个涨得快",), ["4.6%", "6.8%", "更快的是农村"], ["43900元"]),
        (("去年来的游客和旅游收入哪个涨得快",), ["15.2%", "18.7%", "更快的是旅游收入"], ["640万"]),
        (("去年寄出去的和收进来的包裹各有多少", "哪个多"), ["530万件", "910万件", "更多的是收进快件"], []),
        (("去年往外国卖了多少钱的货", "往回买的呢", "哪个涨得快"), ["11.6%", "0.9%", "更快的是出口"], ["8.4%"]),
        # another place
        (("去年全市打了多少粮食", "白芷那边呢"), ["19.6万吨"], ["87.2万吨", "88.4"]),
        (("白芷县去年打了多少粮食", "全市呢"), ["87.2万吨"], ["19.6万吨"]),
        # what is given to each age
        (("我奶奶92岁了，每月能领多少高龄津贴",), ["130元"], ["60元", "400元"]),
        # a plan in so many words is not answered with what is done
        (("基础养老金要提到多少",), ["233元"], ["212元"]),
    ],
)  # fmt: skip
def test_what_is_told(bot: Bot, turns: tuple[str, ...], said: list[str], unsaid: list[str]) -> None:
    text = answer(bot, turns)
    assert [word for word in said if word not in text] == [], text
    assert [word for word in unsaid if word in text] == [], text


@pytest.mark.parametrize("asked", ["地铁啥时候开始修", "隔壁青禾县农民去年收入多少", "去年头半年GDP增长多少"])
def test_what_is_of_another_thing_place_or_time_is_refused(bot: Bot, asked: str) -> None:
    assert bot.ask(asked).status.refused, bot.ask(asked).text


def test_growth_of_one_is_no_winner_over_what_another_amounts_to(bot: Bot) -> None:
    """5%以上 may be more than 6%, and a level is never said to be faster."""
    assert "更快的是" not in answer(bot, ("去年城里人和农村人收入哪个高",))
