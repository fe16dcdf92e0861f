"""Remarks, what is not meant, several things in one breath and bare follow-ups: the whole way, on an eighth invented report."""

import pytest
from invented import answer, bot_on

from report_bot.bot.ask import Bot
from report_bot.bot.types import AnswerStatus


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return bot_on("invented_eighth.txt", tmp_path_factory.mktemp("eighth") / "data")


@pytest.mark.parametrize(
    ("turns", "said", "unsaid"),
    [
        # what a citizen tells of himself asks nothing, and dates nothing
        (("今年要改几户旱厕？我家前年就报名了，急死人",), ["1900户"], ["2300户", "2028", "没有找到"]),
        (("去年多出来多少个上学名额，我娃明年上一年级",), ["2160个"], ["2032", "没有找到"]),
        # what is not meant is not told
        (("去年羊卖出去多少只，不是养着的",), ["35万只"], ["64万只"]),
        (("咱县常年住着的人有多少，别按户口本算",), ["32.8万人"], ["38.5万人"]),
        (("大风车装了多少万千瓦，光伏的不算",), ["42万千瓦"], ["17万千瓦"]),
        # begun and finished in everyday words
        (("去年老小区改造盖完了几个",), ["26个"], ["31个"]),
        (("今年新动工改造的老小区几个",), ["24个"], ["33个"]),
        # several things in one breath, each in its own unit
        (("去年口袋公园修了几个、绿道修了多长",), ["12个", "8.5公里"], ["没有找到"]),
        (("去年出事故的次数和死的人，各少了几成",), ["14.3%", "22.5%"], ["没有找到"]),
        # bare follow-ups
        (("去年新开了几座城市书房", "加上以前的一共多少了"), ["18座"], ["5座"]),
        (("去年低保调到一个月多少了", "没调之前是多少来着"), ["640元"], ["680元", "705元"]),
        (("县城的污水去年处理了百分之几", "乡镇的呢"), ["71.2%"], ["96.4%"]),
        (("去年底贷款余额多少", "涨了多少"), ["11.8%"], ["187.3"]),
        (("去年改造农村户厕多少户", "今年还要再改多少户"), ["1900户"], ["2300户"]),
        (("去年城里人一年到手多少钱", "农村的呢"), ["19840元"], ["38260元"]),
        # by how much more, in a verb of two letters
        (("新增的规上企业，今年要比去年多培育几家",), ["10家 − 9家 = 1家"], ["不宜"]),
    ],
)
def test_only_what_was_asked_is_told(
    bot: Bot, turns: tuple[str, ...], said: list[str], unsaid: list[str]
) -> None:
    text = answer(bot, turns)
    assert [word for word in said if word not in text] == [], text
    assert [word for word in unsaid if word in text] == [], text


@pytest.mark.parametrize(
    "turns", [("去年新增规上企业几家", "排第几"), ("去年改造了多少农村户厕", "以前是多少")]
)
def test_a_bare_follow_up_is_not_answered_by_a_neighbour(bot: Bot, turns: tuple[str, ...]) -> None:
    """The sentence tells neither a rank of the firms nor what the lavatories were before."""
    text = answer(bot, turns)
    assert "第4位" not in text and "680元" not in text


def test_a_second_place_is_looked_for_in_the_same_sentence_alone(bot: Bot) -> None:
    said = bot.ask("云岫县去年污水处理率多少，光说县城")
    assert said.status in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL) and "71.2%" not in said.text
