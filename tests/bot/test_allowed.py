"""A figure of another share, price, size, level, age or kind than was asked is not said, however likely."""

import pytest
from questions import ask
from sentences import passage

from report_bot.bot.allowed import allowed
from report_bot.bot.match import match_figure


@pytest.mark.parametrize(
    ("asked", "sentence", "said"),
    [
        ("税收占财政收入多少", "财政收入增长3%。", False),
        ("税收占财政收入多少", "税收占财政收入比重达到70%。", True),
        ("新能源货车的比例要到多少", "新能源货车达到200辆。", False),
        ("去年旧家电换了多少台", "汽车以旧换新40万辆。", False),
        ("去年旧车换了多少台", "汽车以旧换新40万辆。", True),
        ("停车场收费多少", "新建停车场6个。", False),
        ("停车场有多少个", "新建停车场6个。", True),
        ("50亿元以上项目几个", "签约亿元以上项目238个。", False),
        ("50亿以上的项目几个", "签约50亿元以上项目6个。", True),
        ("引进几个10亿以上的项目", "引进项目46个。", False),
        ("超十亿的企业几家", "超10亿元企业41家。", True),
        ("县域经济在全省排第几", "某县跻身全国县域经济百强第96位。", False),
        ("超十亿的企业几家", "超百亿元企业3家。", False),
        ("带动了多少消费", "发放消费券6500万元，带动消费近9亿元。", False),
        ("省重点项目多少个", "市重大项目536个。", False),
        ("小学老师工资多少", "新增义务教育学位12万个。", False),
        ("药材产量多少", "建设药材标准化基地3个。", False),
        ("药材产量多少", "药材产量达到3万吨。", True),
        ("养老金平均多少", "基础养老金最低标准提高到141元。", False),
        ("船舶出口占全国多少", "船舶出口占全省的三成。", False),
        ("80岁老人补贴多少钱", "对80周岁以上老年人发放津贴300万元。", True),
    ],
)
def test_the_first_figure_may_be_said(asked: str, sentence: str, said: bool) -> None:
    """Of the share, price, size, level and kind of thing that was asked, or not at all."""
    told = passage(sentence)
    assert allowed(ask(asked), match_figure(ask(asked), told, told.figures[0])) is said
