"""An answer in WeChat: 1,900 bytes a part at most with everything, and no cut where one must not be."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_bot.bot.ask import Bot, open_bot
from report_bot.bot.types import Mode
from report_bot.ui.wechat.format import MOST_BYTES, answer_parts, parts, place, unmarked
from report_bot.ui.wechat.messages import Message, read_fields, text_reply

MORE = "（没完，回复“继续”看后面）"
LABEL = "（AI生成，数据已与报告原文核对）"
FIGURES = (
    "突破2800家",
    "5.9万人",
    "6.5%左右",
    "1,234.5亿元",
    "三千五百万元",
    "0.4个百分点",
    "2021—2025年",
    "[12]",
)


@pytest.fixture(scope="module")
def bot(shipped_index_folder: Path) -> Bot:
    return open_bot(shipped_index_folder)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(FIGURES),
            st.sampled_from(["，", "。", "；", "\n", "、"]),
            st.text("市县新增建设道路学校安排推进服务", min_size=1, max_size=90),
        ),
        max_size=250,
    ),
    st.sampled_from(["", LABEL]),
    st.sampled_from(["", "回复 1 看更通俗的说法"]),
)
def test_nothing_is_too_long_torn_or_lost(pieces: list[str], label: str, tail: str) -> None:
    """Whatever the text: the bound holds, each part is labelled, no figure is cut, and the parts joined are the text."""
    text = "".join(pieces)
    given = re.findall(r"[^。；\n]*[。；\n]|[^。；\n]+", text)
    made = parts(given, label=label, tail=tail)
    bodies = []
    for n, part in enumerate(made):
        assert len(part.encode()) <= MOST_BYTES
        lines = part.split("\n")
        if tail and n == 0:
            assert lines.pop() == tail
        if n < len(made) - 1:
            assert lines.pop() == MORE
        if label:
            assert lines.pop() == label
        bodies.append("\n".join(lines))
    assert re.sub(r"\s", "", "".join(bodies)) == re.sub(r"\s", "", text)
    whole = [f for f in FIGURES if f != "突破2800家"]  # as many of each as there were, none across two parts
    for figure in whole:
        assert sum(body.count(figure) for body in bodies) == text.count(figure), figure


def test_a_cut_comes_after_a_sentence() -> None:
    sentence = "去年新增就业5.9万人，比上年多。"
    made = parts([sentence] * 100)
    assert len(made) > 2
    assert all(part.removesuffix(MORE).rstrip().endswith("。") for part in made)


def test_citations_say_where_as_the_report_numbers_it(bot: Bot) -> None:
    """依据：报告第二部分（九）·…; numbered only where there are several; the address of the sentence where one is set."""
    read = bot.read()
    target = bot.ask("今年城镇新增就业目标是多少？")
    (text,) = answer_parts(target, read, public_url="https://a.gov.cn/bot/")
    section = target.citations[0].section
    assert "[1]" not in text
    assert f"依据：报告第二部分（九）·{section[-1]}\n“{target.citations[0].quote}”" in text
    assert (
        f"看原文：https://a.gov.cn/bot/report/{target.report_id}?p={target.citations[0].passage_id}#" in text
    )
    both = "\n".join(answer_parts(bot.ask("今年就业目标比去年多多少"), read))
    assert "依据[1]：" in both and "依据[2]：" in both and "看原文" not in both
    assert place((), read) == "正文"
    assert place(("没有编号的一段", "小标题"), read) == "没有编号的一段·小标题"


def test_what_a_model_worded_is_labelled_on_every_part_and_without_markdown(bot: Bot) -> None:
    answer = bot.ask("今年城镇新增就业目标是多少？")
    worded = replace(
        answer,
        mode=Mode.GENERATED,
        label=LABEL,
        text="## 目标\n- **5.5万人**[1]。\n" + "再说一遍5.5万人[1]。" * 150,
    )
    made = answer_parts(worded, bot.read())
    assert len(made) > 1 and all(LABEL in part for part in made)
    assert "**" not in made[0] and "#" not in made[0] and made[0].startswith("目标\n· 5.5万人。")
    assert unmarked("3*5=15，a_b") == "3*5=15，a_b"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120) | st.sampled_from(["]]>", "]]]]>>", "<a>&amp;</a>]]", "\x00\x0b\ufffe]]>"]))
def test_a_reply_cannot_break_out_of_its_xml(text: str) -> None:
    """wechatpy's readers see the same content; what XML cannot hold is left out."""
    import xml.etree.ElementTree

    message = Message("c]]>", "o", "text", "1", "1")
    fields = read_fields(text_reply(message, text, 7).encode("utf-8"))
    assert fields.keys() == {"ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"}
    kept = "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    assert fields["Content"] == kept.replace("\r\n", "\n").replace("\r", "\n")
    assert xml.etree.ElementTree.fromstring(text_reply(message, text, 7)).findtext("ToUserName") == "c]]>"
