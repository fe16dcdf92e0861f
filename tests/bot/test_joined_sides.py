"""城乡 and 存贷 are asked side by side where the report tells them apart, and as they stand where it joins them too."""

from __future__ import annotations

import pytest

from report_bot.bot.joined_sides import spelled_out
from report_bot.bot.vocabulary import build_vocabulary
from report_bot.ingest.build import read_all
from report_bot.ingest.types import Report

_APART = "城镇居民人均可支配收入3.8万元，农村居民人均可支配收入1.9万元。城市低保标准每月780元、农村低保标准每月610元。存款余额1860亿元，贷款余额1520亿元。"
_JOINED = "城乡居民人均可支配收入分别达到3.8万元、1.9万元。城乡低保标准分别提高到780元、610元。"


def spelt(text: str, told: str) -> str:
    body = f"青山市2031年政府工作报告\n一、2030年工作回顾\n{told}\n"
    report = Report("demo", "青山市2031年政府工作报告", "青山市", 2031, body, "digest")
    return spelled_out(text, build_vocabulary(read_all(report)))


@pytest.mark.parametrize(
    ("asked", "apart"),
    [
        ("城乡居民收入各多少", "城镇居民和农村居民收入各多少"),
        ("城乡收入差多少", "城镇居民和农村居民收入差多少"),
        ("城乡低保标准各多少", "城市低保标准和农村低保标准各多少"),
        ("城市和农村低保标准各多少", "城市低保标准和农村低保标准各多少"),
        ("今年城里和农村收入各涨多少", "今年城镇居民和农村居民收入各涨多少"),
        ("存贷款余额各多少", "存款和贷款余额各多少"),
        ("城里人比农民收入高多少", "城镇居民比农村居民收入高多少"),
        ("农民收入比城里人少多少", "农村居民比城镇居民收入少多少"),
        ("城乡建设怎么样", "城乡建设怎么样"),
    ],
)
def test_both_sides_are_named(asked: str, apart: str) -> None:
    assert spelt(asked, _APART) == apart


@pytest.mark.parametrize("asked", ["城乡居民收入各多少", "城乡低保标准各多少", "城市和农村低保标准各多少"])
def test_what_the_report_joins_stays_joined(asked: str) -> None:
    assert spelt(asked, _JOINED) == asked
