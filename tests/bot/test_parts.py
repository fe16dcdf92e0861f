"""Several things asked at once are each a question that stands alone."""

import pytest
from questions import ask

from report_bot.bot.parts import asked_parts


def texts(text: str) -> list[str]:
    return [part.question.text for part in asked_parts(ask(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("去年高新技术企业和低保标准分别是多少", ["去年高新技术企业是多少", "去年低保标准是多少"]),
        (
            "今年GDP、城镇新增就业和低保标准分别是多少",
            ["今年GDP是多少", "今年城镇新增就业是多少", "今年低保标准是多少"],
        ),
        ("去年高新技术企业和低保标准各是多少，一共多少", ["去年高新技术企业是多少", "去年低保标准是多少"]),
        ("去年高新技术企业和低保标准占比各是多少", ["去年高新技术企业是多少", "去年低保标准占比是多少"]),
        ("去年新增和累计的高新技术企业各多少", ["去年新增高新技术企业多少", "去年累计高新技术企业多少"]),
        ("去年新增就业多少", []),
        ("今年新增就业多少，目标", []),
        ("去年高新技术企业多少家，今年多少家，差多少", []),
    ],
)
def test_each_part_stands_alone(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


def test_only_things_asked_apart_are_named_where_they_are_lacking() -> None:
    """和 and 、 may join words of one subject; 分别, or a 多少 for each, sets things apart."""
    assert all(part.apart for part in asked_parts(ask("去年高新技术企业和低保标准分别是多少")))
    assert not any(part.apart for part in asked_parts(ask("去年高新技术企业和低保标准是多少")))


def test_a_side_is_asked_alone_in_its_own_part() -> None:
    parts = asked_parts(ask("农村居民和城镇居民的收入各多少"))
    assert [part.question.items for part in parts] == [("农村",), ("城镇",)]
