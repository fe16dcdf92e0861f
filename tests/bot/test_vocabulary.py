"""The names under which citizens know a report's place."""

import pytest

from report_bot.bot.vocabulary import short_place


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("青山市", "青山"),
        ("莘县", "莘县"),
        ("宁夏回族自治区", "宁夏"),
        ("新疆维吾尔自治区", "新疆"),
        ("内蒙古自治区", "内蒙古"),
        ("大理白族自治州", "大理"),
        ("黔东南苗族侗族自治州", "黔东南"),
        ("龙胜各族自治县", "龙胜"),
    ],
)
def test_a_place_is_called_without_its_rank_and_its_nationalities(name: str, short: str) -> None:
    assert short_place(name) == short
