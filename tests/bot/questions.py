"""A small invented report and its vocabulary, for tests that read questions."""

from __future__ import annotations

from sentences import REPORT, passage

from report_bot.bot.question import build_vocabulary, read_question
from report_bot.bot.types import Question, Turn
from report_bot.ingest.types import FactStatus, ReadReport

_DONE = (
    "地区生产总值突破4500亿元，同比增长5.5%。",
    "城镇新增就业5.9万人，城镇调查失业率控制在5.5%以内。",
    "高新技术企业、科技型中小企业分别达到1000家、2000家。",
    "新改建农村公路260公里，实施老旧小区改造项目46个。",
    "城乡低保标准分别提高到每人每月900元、800元。",
    "石门区获评全国医养结合示范区，柳河县入选国家乡村振兴示范县。",
    "新开发城乡公益性岗位2万个，门诊报销比例提高到60%。",
)
_PLANNED = (
    "地区生产总值增长5%以上，城镇新增就业5.5万人以上。",
    "高新技术企业达到1200家，新改扩建幼儿园14所。",
    "完善养老服务体系，发展老年助餐服务。",
)
READ = ReadReport(
    REPORT,
    (),
    (*(passage(text) for text in _DONE), *(passage(text, 2031, FactStatus.TARGET) for text in _PLANNED)),
)
VOCABULARY = build_vocabulary(READ)


def ask(*turns: str) -> Question:
    """The last of the turns, read after the others."""
    earlier: tuple[Turn, ...] = ()
    for text in turns:
        question = read_question(text, report=REPORT, vocabulary=VOCABULARY, earlier=earlier)
        earlier = (*earlier, Turn(question.text, REPORT.id))
    return question
