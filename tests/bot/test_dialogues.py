"""What citizens asked of reports that nobody here had seen, in the words of an invented report: the whole way, on a real index."""

from pathlib import Path

import pytest

from report_bot.bot.ask import Bot, open_bot
from report_bot.bot.types import AnswerStatus, Turn
from report_bot.ingest.build import ingest
from report_bot.ingest.embed import bundled_embedder
from report_bot.prompts.load import glossary


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    folder = tmp_path_factory.mktemp("invented") / "data"
    report = Path(__file__).with_name("invented_report.txt")
    ingest([report], folder, embedder=bundled_embedder(), glossary_digest=glossary().digest)
    return open_bot(folder)


@pytest.mark.parametrize(
    ("turns", "said", "unsaid"),
    [
        (("城乡低保标准各多少，差多少",), ["712元", "570元", "712元 − 570元 = 142元"], ["没有找到"]),
        (("去年城乡居民收入增长多少", "今年呢"), ["没有把城镇和农村分开", "5.5%"], ["5.1%", "7.3%"]),
        (("今年城镇和农村居民收入各增长多少",), ["没有把城镇和农村分开", "5.5%"], ["5.1%", "7.3%"]),
        (("国内游客花的钱涨了多少",), ["15.6%"], ["12%"]),
        (("农村自来水普及率和燃气普及率是多少",), ["96.5%", "没有找到“燃气普及率"], ["88%"]),
        (("农村公路和高速公路修了多少公里",), ["180公里", "没有找到“高速公路"], []),
        (("人均GDP和GDP各多少",), ["312.6亿元", "没有找到“人均GDP"], []),
        (("今年农村公路比去年多建多少",), ["200公里 − 180公里 = 20公里"], ["不宜"]),
        (("今年财政收入目标比去年实际高些吗",), ["4.2% − 4% = 0.2个百分点"], ["居民"]),
        (("娃上学有啥安排",), ["公办幼儿园4所", "学位1080个"], ["没有提到"]),
    ],
)
def test_the_answer_says_what_was_asked_and_no_other_figure(
    bot: Bot, turns: tuple[str, ...], said: list[str], unsaid: list[str]
) -> None:
    earlier: tuple[Turn, ...] = ()
    for text in turns:
        answer = bot.ask(text, earlier=earlier)
        earlier += (Turn(answer.resolved, answer.report_id),)
    assert [word for word in said if word not in answer.text] == []
    assert [word for word in unsaid if word in answer.text] == []


def test_what_stands_in_for_the_sides_that_were_asked_answers_in_part(bot: Bot) -> None:
    assert bot.ask("今年城乡居民收入目标增长多少").status is AnswerStatus.PARTIAL
