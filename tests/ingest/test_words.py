"""Words: the tokens are jieba's, and a report's own names are found in it, not typed in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable

import pytest
import rjieba

from report_bot.ingest.index import Index
from report_bot.ingest.read import read_report, shipped_report_path
from report_bot.ingest.words import discover_terms, search_terms, words

PARTICLES = set("的了着吗呢吧啊呀嘛啦哦哇嗯")


def kept(tokens: Iterable[str]) -> list[str]:
    return [token.lower() for token in tokens if any(map(str.isalnum, token)) and token not in PARTICLES]


def test_search_terms_are_jiebas_search_mode_tokens() -> None:
    """The Rust port is used for its speed; jieba itself is the oracle, over the whole report."""
    # In a process of its own, for jieba warns of its own syntax while it is imported, and warnings are errors here.
    program = "import sys, jieba; jieba.setLogLevel(60); print('\\0'.join(jieba.cut_for_search(sys.stdin.read())), end='')"
    text = read_report(shipped_report_path()).text.lower()
    found = subprocess.run(
        [sys.executable, "-W", "ignore", "-X", "utf8", "-c", program],
        input=text,
        capture_output=True,
        encoding="utf-8",
    )
    if "No module named 'jieba'" in found.stderr:
        pytest.skip("jieba 没有安装，无从对照")
    assert list(search_terms(text)) == kept(found.stdout.split("\0"))


def test_width_case_and_particles_do_not_matter() -> None:
    """A question typed in full-width capitals finds what the report prints in half-width ones."""
    assert (
        search_terms("２０２３年的ＧＤＰ增长６％吗？")
        == search_terms("2023年gdp增长6%")
        == ("2023", "年", "gdp", "增长", "6%")
    )


def test_nothing_to_search_for() -> None:
    """Punctuation, spaces, emoji and half characters give no term and no failure."""
    assert search_terms(" \n，。！😀\u200b\ud800\x00") == ()


def test_own_words_are_added_and_change_no_other_token() -> None:
    """A name counts as one term beside its parts, whether or not its borders are the segmenter's."""
    text = "绿色工厂梯队培育"
    assert search_terms(text, {"绿色工厂", "厂梯"}) == (*search_terms(text), "绿色工厂", "厂梯")


def test_own_words_of_one_report_stay_with_it() -> None:
    """The segmenter's dictionary is the process's; a report's names must not get into it."""
    before = rjieba.cut("蓝莓小镇开园")
    search_terms("蓝莓小镇开园", {"蓝莓小镇"})
    assert rjieba.cut("蓝莓小镇开园") == before
    assert "蓝莓小镇" not in search_terms("蓝莓小镇开园")


@pytest.mark.parametrize("text", ["", "去年\n 财政收入５.2％😀！", "a\x00b\ud800了", "２０２３年"])
def test_words_joined_are_the_text(text: str) -> None:
    """Offsets count the text as it was given, whatever is in it."""
    found = words(text)
    assert "".join(word.text for word in found) == text
    assert all(text[word.start : word.end] == word.text for word in found)


def test_discovers_what_keeps_together_and_what_is_quoted() -> None:
    """Invented names that recur in changing company, or stand in quotation marks, become words."""
    texts = [
        "蓝莓小镇建成投用。推进“三横两纵”建设。",
        "我们支持蓝莓小镇。",
        "办好蓝莓小镇，发展产业。",
        "提升蓝莓小镇品质。",
        *["推动产业发展，提高质量。", "改善道路和桥梁。", "学校开学，医院看病，老人吃饭。"] * 4,
    ]
    found = discover_terms(texts, ["规上蜂蜜产量"])
    assert {"蓝莓小镇", "三横两纵", "规上蜂蜜产量"} <= set(found)
    assert found == tuple(sorted(found))


def test_discovery_leaves_out_words_that_are_known_and_fragments() -> None:
    """Neither a dictionary word nor half a name helps a search."""
    texts = [
        "人工智能大模型很好。",
        "研究人工智能大模型。",
        "发展人工智能大模型，",
        "“就业”和人工智能大模型",
    ] * 2
    found = discover_terms(texts)
    assert "人工智能" not in found
    assert "就业" not in found


def test_own_names_of_the_shipped_report(shipped_index: Index) -> None:
    """Its indicators and programmes are there because the report has them, in numbers that a person can look through."""
    found = shipped_index.user_words()
    indicators = {figure.indicator for figure in shipped_index.read().figures}
    assert len(indicators & set(found)) >= 30
    assert 80 <= len(found) <= 400
