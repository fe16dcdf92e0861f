"""What a report admits to be lacking is told as a list, for a question that asks for it and for nothing else."""

from dataclasses import replace

import pytest
from questions import ask
from sentences import passage

from report_bot.bot.shortcomings import asked_list, asks_shortcomings, shortcomings
from report_bot.bot.types import Candidate, Evidence


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("政府工作还有哪些不足？", True),
        ("报告提到哪些困难和挑战", True),
        ("目前面临什么问题", True),
        ("困难群众有什么补助", False),
        ("看病难的问题怎么解决", False),
        ("今年有哪些重点工作", False),
    ],
)
def test_what_asks_for_them(text: str, asks: bool) -> None:
    assert asks_shortcomings(text) is asks


def test_the_own_place_is_understood() -> None:
    assert asks_shortcomings("青山现在有哪些问题和困难", "青山市")
    assert not asks_shortcomings("东湖现在有哪些问题和困难", "青山市")


def test_the_numbered_list_that_was_asked_for() -> None:
    texts = ("集中力量办好三件民生实事：", "1．改造老旧小区26个。", "2．建成第三小学。", "3．设置床位200张。", "加强自身建设。")  # fmt: skip
    ordered = [replace(passage(text, start=i), order=i, paragraph=(i, i + 1)) for i, text in enumerate(texts)]
    evidence = Evidence(ask("民生实事有哪些"), tuple(Candidate(p, 0.0, ()) for p in ordered[::-1]))
    assert [p.text for p in asked_list(evidence)] == list(texts[1:4])
    assert asked_list(replace(evidence, question=ask("民生实事投入多少"))) == ()


def test_the_list_that_the_admission_opens() -> None:
    texts = ("战略机遇和风险挑战并存。", "我们清醒认识到，还面临一些困难和问题：创新能力不强；", "财政收支矛盾突出。", "我们将努力解决。")  # fmt: skip
    passages = [passage(text, start=i) for i, text in enumerate(texts)]
    ordered = [type(p)(p.id, p.report_id, i, p.start, p.end, p.text, p.section, (0, 99), p.period, p.status, ()) for i, p in enumerate(passages)]  # fmt: skip
    evidence = Evidence(ask("还有哪些困难和问题"), tuple(Candidate(p, 0.0, ()) for p in ordered[::-1]))
    assert [p.text for p in shortcomings(evidence)] == list(texts[1:3])
