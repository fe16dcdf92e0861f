"""Clauses, and the words stripped from around what is counted."""

from __future__ import annotations

import pytest

from report_bot.ingest.wording import ACTION, clause_spans, strip_lead, strip_tail


def test_clauses_cover_the_sentence_and_spare_quotes_and_numbers() -> None:
    text = "实施“强链，补链”行动（含甲，乙），完成投资1,200万元；结构为9：41：50。"
    parts = [text[a:b] for a, b in clause_spans(text)]
    assert "".join(parts) == text
    assert parts == ["实施“强链，补链”行动（含甲，乙），", "完成投资1,200万元；", "结构为9：41：50。"]


@pytest.mark.parametrize(
    ("phrase", "left"),
    [
        ("全年全县旅游收入", "旅游收入"),
        ("其中民间投资", "民间投资"),
        ("今年再压减产能", "压减产能"),
        ("共享单车", "共享单车"),
        ("全民健身设施", "全民健身设施"),
        ("新能源汽车", "新能源汽车"),
        ("基本医保参保率", "基本医保参保率"),
    ],
)
def test_lead(phrase: str, left: str) -> None:
    assert strip_lead(phrase) == left


@pytest.mark.parametrize(
    ("phrase", "left"),
    [
        ("旅游收入同比增长", "旅游收入"),
        ("森林覆盖率稳定在", "森林覆盖率"),
        ("PM2.5浓度较2019年下降", "PM2.5浓度"),
        ("失业率始终控制在", "失业率"),
        ("医保补助标准提高到每人每年", "医保补助标准"),
        ("货运班列突破", "货运班列"),
        ("中央投资安排", "中央投资安排"),
        ("文化产业占比", "文化产业占比"),
    ],
)
def test_tail(phrase: str, left: str) -> None:
    assert strip_tail(phrase) == left


@pytest.mark.parametrize(
    ("phrase", "verb"),
    [
        ("新改扩建幼儿园", "新改扩建"),
        ("更换路灯", "更换"),
        ("培训技工", "培训"),
        ("培训基地", None),
        ("服务业增加值", None),
        ("建成区面积", None),
        ("新型储能", None),
        ("研发投入", None),
    ],
)
def test_verbs_of_doing(phrase: str, verb: str | None) -> None:
    match = ACTION.match(phrase)
    assert (match[0] if match else None) == verb
