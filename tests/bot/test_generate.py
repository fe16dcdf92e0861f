"""A model's words are shown sentence by sentence once they are proved; the quoted answer stands in for all others."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence

import pytest
from check_world import ask, report

from report_bot.bot.generate import Written, wordable, write
from report_bot.bot.quote import quote
from report_bot.bot.retrieve import retrieve
from report_bot.bot.shown import meaning, passages_for, values_for
from report_bot.bot.types import AnswerStatus, Draft, Evidence, Question
from report_bot.ingest.errors import ModelFault

READ = report("invented")
GDP = "去年全县GDP完成238.6亿元[1]。"


class Scripted:
    """Says what it was given, reply by reply, in pieces of three characters; a ModelFault in the script is raised."""

    budget = 5.0

    def __init__(self, *replies: str | list[str | ModelFault]) -> None:
        self.replies = list(replies)
        self.heard: list[tuple[tuple[str, ...], dict[str, str]]] = []
        self.said = 0  # pieces that were taken

    def stream(self, prompts: Sequence[str], values: Mapping[str, str], deadline: float) -> Iterator[str]:
        assert deadline <= time.monotonic() + self.budget
        self.heard.append((tuple(prompts), dict(values)))
        reply = self.replies.pop(0)
        pieces = [reply[i : i + 3] for i in range(0, len(reply), 3)] if isinstance(reply, str) else reply
        for piece in pieces:
            if isinstance(piece, ModelFault):
                raise piece
            self.said += 1
            yield piece


def quoted(text: str) -> tuple[Question, Evidence, Draft]:
    """The question with its evidence and the quoted answer, by the real stages; without an index nothing scores by words."""
    question = ask("invented", text)
    flat = {p.id: 0.0 for p in READ.passages}
    evidence = retrieve(question, READ.passages, {}, flat, {})
    return question, evidence, quote(question, evidence, READ.report)


def written(text: str, model: Scripted) -> tuple[list[str], Written]:
    question, evidence, draft = quoted(text)
    assert wordable(question, draft), draft
    shown = []
    steps = write(question, draft, evidence, READ.report, model, time.monotonic() + model.budget)
    while True:
        try:
            shown.append(next(steps))
        except StopIteration as done:
            return shown, done.value


def test_a_right_reply_is_the_answer() -> None:
    """With marks numbered in the order in which they are cited, and the figures that it states."""
    shown, result = written("去年GDP多少", Scripted(GDP))
    assert result.draft is not None and result.draft.text == GDP and shown == [GDP]
    assert result.draft.status is AnswerStatus.ANSWERED
    assert [(f.text, n) for f, n in result.draft.figures] == [("238.6亿元", 1)]
    assert "238.6亿元" in result.draft.cited[0].text
    assert [c.shown for c in result.checks] == [True] and result.why == ""


@pytest.mark.parametrize(
    "wrong",
    [
        "去年全县GDP完成283.6亿元[1]。",
        "今年全县GDP完成238.6亿元[1]。",
        "去年全县GDP突破238.6亿元[1]。",
        "去年全县GDP完成238.6万元[1]。",
        "去年全县GDP完成二百八十三亿元[1]。",
        "去年全县财政收入完成238.6亿元[1]。",
        "邻县GDP去年完成238.6亿元，全国第一[1]。",
    ],
)
def test_a_wrong_reply_gets_one_retry_with_the_fault_said(wrong: str) -> None:
    """Nothing of the first reply is shown; the second one is, where it proves right."""
    model = Scripted(wrong, GDP)
    shown, result = written("去年GDP多少", model)
    assert shown == [GDP] and result.draft is not None and result.draft.text == GDP
    (first, _), (second, values) = model.heard
    assert first == ("answer",) and second == ("answer", "answer_retry")
    assert values["answer"] == wrong and values["faults"]
    assert [c.shown for c in result.checks] == [False, True]


def test_two_wrong_replies_end_in_the_quoted_answer() -> None:
    model = Scripted("去年全县GDP完成283.6亿元[1]。", "去年全县GDP完成241亿元[1]。")
    shown, result = written("去年GDP多少", model)
    assert shown == [] and result.draft is None and result.why == "unproved"
    assert [c.shown for c in result.checks] == [False, False] and model.replies == []


def test_a_right_sentence_stays_and_a_wrong_one_beside_it_is_struck_out() -> None:
    """The answer is what was proved; what follows the asked figure need not be waited for."""
    shown, result = written("去年GDP多少", Scripted(GDP + "财政收入完成99亿元[1]。"))
    assert shown == [GDP] and result.draft is not None and result.draft.text == GDP


def test_figures_that_nobody_asked_for_are_cut_off() -> None:
    """The last clause goes where only unasked figures stand in it."""
    _, result = written("去年GDP多少", Scripted("去年全县GDP完成238.6亿元，增长6.1%[1]。"))
    assert result.draft is not None and result.draft.text == GDP


def test_a_figure_that_nobody_asked_for_and_cannot_be_cut_off_is_a_fault() -> None:
    """The whole sentence of the report, neighbours' figures and all, is no answer to a question for one of them."""
    both = "去年城镇、农村居民人均可支配收入分别达到41250元、23180元[1]。"
    model = Scripted(both, "去年农村居民人均可支配收入达到23180元[1]。")
    shown, result = written("去年农村居民收入多少", model)
    assert result.draft is not None and "41250" not in result.draft.text + "".join(shown)
    assert "41250元" in model.heard[1][1]["faults"]


def test_an_answer_without_the_asked_figure_is_none() -> None:
    """A true sentence about something else does not answer."""
    beside = "去年森林覆盖率提高到64.5%[1]。"
    shown, result = written("去年GDP多少", Scripted(beside, beside))
    assert result.draft is None and result.why == "unproved" and shown == []


def test_the_quoted_words_over_again_are_quoted() -> None:
    """What only repeats the report's words is not called the model's."""
    _, _, draft = quoted("去年GDP多少")
    _, result = written("去年GDP多少", Scripted(draft.text))
    assert result.draft is None and result.why == "same_words"


@pytest.mark.parametrize("said", ["", "去年全县GDP完"])
def test_a_fault_before_the_first_whole_sentence(said: str) -> None:
    """No retry: the endpoint has failed, not the words."""
    model = Scripted([said, ModelFault("stalled")], GDP)
    shown, result = written("去年GDP多少", model)
    assert (shown, result.draft, result.why, len(model.heard)) == ([], None, "stalled", 1)


def test_a_fault_after_the_answer_costs_nothing() -> None:
    """What was proved before the line broke answers the question."""
    _, result = written("去年GDP多少", Scripted([GDP, "另外", ModelFault("stalled")]))
    assert result.draft is not None and result.draft.text == GDP


def test_sentences_are_shown_as_they_are_proved() -> None:
    """The first one comes before the model has said the last."""
    question, evidence, draft = quoted("今年惠民生有什么安排")
    assert wordable(question, draft)
    passages = passages_for(question, draft, evidence)
    first = passages[0].text.rstrip("。")
    model = Scripted(f"今年计划：{first}[1]。" + "还有别的。" * 20)
    steps = write(question, draft, evidence, READ.report, model, time.monotonic() + model.budget)
    assert first in next(steps)
    assert model.said < 60 or len(first) > 100
    steps.close()


def test_only_whole_answers_of_ours_are_worded() -> None:
    """Refusals, corrected premises and partial answers stay in our set words."""
    for text in ("地铁什么时候通", "去年GDP突破300亿了吧", "2019年GDP多少"):
        question, _, draft = quoted(text)
        assert not wordable(question, draft), draft.text


def test_what_the_model_is_shown() -> None:
    """Few numbered passages, each with year and done or planned in words; the question with its meaning."""
    for text, time_said, meant in (
        ("去年GDP多少", "2030年（去年）已完成", "2030年（去年）GDP"),
        ("今年城镇新增就业目标是多少", "2031年（今年）计划", "目标"),
    ):
        question, evidence, draft = quoted(text)
        passages = passages_for(question, draft, evidence)
        values = values_for(passages, question, draft, READ.report)
        assert 1 <= len(passages) <= 4 and values["passages"].startswith(f"[1] {time_said}")
        assert values["question"] == text and meant in meaning(question, draft, READ.report)
