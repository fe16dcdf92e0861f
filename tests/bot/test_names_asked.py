"""Names that are asked beside a number: said to be lacking where the report only counts, and only there."""

import pytest
from sentences import passage

from report_bot.bot.names_asked import names_lacking
from report_bot.bot.types import AnswerStatus, Draft
from report_bot.prompts.load import reply

LACKING = reply("names_lacking")


def draft(sentence: str, status: AnswerStatus = AnswerStatus.ANSWERED) -> Draft:
    of = passage(sentence)
    return Draft("答。", status, (of,), ((of.figures[0], 1),))


@pytest.mark.parametrize(
    ("asked", "sentence", "said"),
    [
        ("去年新增了几家上市公司，叫啥名", "新增上市公司2家、过会1家。", LACKING),
        ("去年新建了几所大学，都叫什么", "新设高等院校7所。", LACKING),
        ("十三件民生实事都是啥", "提出了13件民生实事候选项目。", LACKING),
        ("去年新增了几家上市公司", "新增上市公司2家、过会1家。", ""),
        ("支持了几家企业，都是哪几家", "支持甲乙、丙丁等5家企业做强。", ""),
        ("新开了几条线，叫什么", "开通“青山”专线2条。", ""),
        ("那座桥投了多少钱，叫啥", "桥梁总投资6.8亿元。", ""),
    ],
)
def test_what_is_not_listed_is_said_not_to_be(asked: str, sentence: str, said: str) -> None:
    assert names_lacking(asked, draft(sentence)) == said


def test_an_answer_in_part_says_its_lack_already() -> None:
    assert names_lacking("几家上市公司，叫啥名", draft("新增上市公司2家。", AnswerStatus.PARTIAL)) == ""
