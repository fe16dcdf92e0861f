"""Whether something rose or fell, and whether an aim was met, is answered with what the report says of just that."""

import pytest
from evidences import evidence
from sentences import REPORT

from report_bot.bot.asked import asked_direction
from report_bot.bot.quote import quote


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("出口是不是也增长了", 1),
        ("去年粮食产量不是下降了吗", -1),
        ("低保涨了没有", 1),
        ("空气质量是升还是降", 0),
        ("优良天数是不是比上年少了", -1),
        ("去年外贸是不是没增长", None),  # yes would mean no
        ("低保涨了多少", None),
        ("低保标准是多少", None),
    ],
)
def test_a_question_for_the_way_is_told_from_one_for_a_number(text: str, way: int | None) -> None:
    assert asked_direction(text) == way


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "去年高新技术企业利润是不是增长了",
            "和报告写的不一样：2030年（去年），高新技术企业利润下降2.3%[1]。",
        ),
        ("去年高新技术企业利润下降了吗", "是的。2030年（去年），高新技术企业利润下降2.3%[1]。"),
    ],
)
def test_the_change_confirms_or_corrects(text: str, said: str) -> None:
    found = evidence(text, "高新技术企业利润下降2.3%。", 0.9)
    assert quote(found.question, found, REPORT).text == said


def test_a_missed_aim_is_admitted() -> None:
    """No other clause stands in for the one that says so."""
    found = evidence("去年城镇新增就业目标完成了吗", "养老床位增加，城镇新增就业未达到6万人的预期目标。", 0.9)
    said = quote(found.question, found, REPORT).text
    assert said == "2030年（去年），城镇新增就业未达到6万人的预期目标[1]。"
