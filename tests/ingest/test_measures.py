"""What one clause makes of its sentence's status: a plan tells what is done, a review what was aimed at and missed."""

from __future__ import annotations

import pytest
from read_sentences import read

from report_bot.ingest.types import FactStatus


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("新建公园8个。", FactStatus.TARGET),
        ("完成投资60亿元以上。", FactStatus.TARGET),
        ("目前已建成公园8个。", FactStatus.ACTUAL),
        ("我们梳理提出了12件惠民实事，请代表票决。", FactStatus.OTHER),
    ],
)
def test_clauses_of_a_plan(text: str, status: FactStatus) -> None:
    assert [f.status for f in read(text, status=FactStatus.TARGET)] == [status]


def test_only_the_aim_of_what_missed_it_is_an_aim() -> None:
    assert [f.status.value for f in read("增加值增长3.1%，未达到6%的预期目标，尚有3个项目未完成。")] == [
        "actual",
        "target",
        "actual",
    ]
