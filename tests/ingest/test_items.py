"""The head of a list, taken apart into its items."""

from __future__ import annotations

from report_bot.ingest.items import split_items


def test_items_of_a_list() -> None:
    assert split_items("本外币存款、贷款余额", 2) == (("存款", "贷款"), ("本外币存款余额", "本外币贷款余额"))
    assert split_items("事故起数、死亡人数", 2) == (("事故起数", "死亡人数"), ("事故起数", "事故死亡人数"))
    assert split_items("第一、第三产业增加值", 2)[1] == ("第一产业增加值", "第三产业增加值")
    assert split_items("蔬菜、浆果设施产量占比", 2)[1] == ("蔬菜设施产量占比", "浆果设施产量占比")
    assert split_items("农村卫生户厕覆盖率、污水治理率", 2)[1] == ("农村卫生户厕覆盖率", "农村污水治理率")
    assert split_items("甲、乙、丙", 2) == (("", ""), ("甲、乙、丙",) * 2)
