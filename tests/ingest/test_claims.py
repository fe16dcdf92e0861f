"""ingest.claims: which numbers of a sentence are told as figures, and which belong together."""

from __future__ import annotations

from decimal import Decimal

from read_sentences import read

from report_bot.ingest.types import Measure

CHANGE = Measure.CHANGE


def test_ratio_is_one_figure() -> None:
    before, after = read("三次产业结构由11∶43∶46调整为9∶42∶49。")
    assert (before.text, before.period) == ("11∶43∶46", None)
    assert (after.text, after.value, after.unit) == ("9∶42∶49", Decimal(9), "∶42∶49")


def test_range_is_one_figure() -> None:
    (growth,) = read("农业产值增长4%－4.5%。")
    assert (growth.value, growth.upper, growth.measure) == (4, Decimal("4.5"), CHANGE)
    (figure,) = read("打造2—3个特色街区。")
    assert (figure.value, figure.upper, figure.unit, figure.text) == (2, 3, "个", "2—3个")


def test_an_age_that_is_reached_is_a_figure() -> None:
    """65岁以上老年人says who is counted; 达到79.5岁以上 is what was aimed at."""
    assert [f.text for f in read("人均预期寿命达到79.5岁以上，为65岁以上老年人体检3万人次。")] == [
        "79.5岁",
        "3万人次",
    ]
