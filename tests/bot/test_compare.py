"""Which figures may be computed with."""

import pytest
from sentences import passage

from report_bot.bot.compare import difference, hedges, total, why_unlike
from report_bot.ingest.types import FactStatus, Figure


def _figure(sentence: str, status: FactStatus = FactStatus.ACTUAL) -> Figure:
    return passage(sentence, 2031 if status is FactStatus.TARGET else 2030, status).figures[0]


def test_the_same_indicator_of_two_years_compares_and_the_working_is_shown() -> None:
    """新增就业 done and aimed at differ by a value that is shown with its working."""
    done, aimed = _figure("城镇新增就业5.9万人。"), _figure("实现城镇新增就业5.5万人。", FactStatus.TARGET)
    assert why_unlike(done, aimed) == ""
    value, working = difference(done, aimed)
    assert value == -4000
    assert working == "5.9万人 − 5.5万人 = 0.4万人"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("实施老旧楼院、棚户区改造项目46个。", "开展老旧楼院改造项目38个。"),  # another scope
        ("新增创新中心28家。", "创新中心达到550家。"),  # new beside all
        ("居民收入增长5.5%。", "居民收入达到4万元。"),  # growth beside level
        ("城乡居民收入分别增长5%、6.5%。", "居民收入增长5.5%。"),  # a side beside the whole
        ("修复矿山16处。", "修复矿山16个。"),  # units
    ],
)
def test_figures_of_other_scope_measure_unit_or_item_are_not_computed_with(one: str, other: str) -> None:
    """Where anything but the year differs, the reason is said instead of a difference."""
    assert why_unlike(_figure(one), _figure(other, FactStatus.TARGET)) != ""


def test_qualifiers_of_both_operands_carry_into_the_result() -> None:
    """A difference of 以上 and 左右 is as vague as both."""
    assert hedges(_figure("投资100亿元以上。"), _figure("投资90亿元左右。")) == "“以上”、“左右”"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("省外到位资金670亿元。", "省外到位资金总量突破680亿元。"),  # the size is named or not
        ("地区生产总值增长5.1%。", "经济增长5.5%左右。"),  # two names of one growth
    ],
)
def test_another_name_of_the_same_is_computed_with(one: str, other: str) -> None:
    assert why_unlike(_figure(one), _figure(other, FactStatus.TARGET)) == ""


def test_a_sum_is_worked_out_of_amounts_of_one_kind_only() -> None:
    proposals, motions = passage("办理人大代表建议541件、政协提案644件。").figures
    assert total((proposals, motions)) == "541件 + 644件 = 1185件"
    assert total(passage("存款、贷款余额分别增长9.8%、11.8%。").figures) == ""
    assert total((proposals, _figure("办理人大代表建议600件。", FactStatus.TARGET))) == ""
