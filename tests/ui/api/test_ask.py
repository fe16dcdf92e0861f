"""POST /api/ask and /api/feedback: the answer object, sentence by sentence or at once; errors in one shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from api_errors import is_our_error

from report_bot.bot.ask import Bot
from report_bot.bot.types import Answer
from report_bot.ui.render import to_json

Client = Callable[..., Any]


def events(text: str) -> list[tuple[str, Any]]:
    """The server-sent events of a response's body."""
    blocks = [dict(line.split(": ", 1) for line in block.split("\n")) for block in text.strip().split("\n\n")]
    return [(block["event"], json.loads(block["data"])) for block in blocks]


def test_the_answer_object_is_the_command_line_s_with_its_id_session_and_label(
    client_of: Client, bot: Bot
) -> None:
    question = bot.examples(None, 1)[0]
    answered = client_of().post("/api/ask", json={"question": question}).json()
    expected = to_json(bot.ask(question))
    assert answered["label"] == "" and answered["answer_id"] and answered["session"]
    for name, value in expected.items():
        assert name == "elapsed_ms" or answered[name] == value
    for citation in answered["citations"]:
        text = bot.read(citation["report"]).report.text
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_session_goes_on_and_no_other_knows_of_it(client_of: Client, dialogue: Any) -> None:
    client = client_of()
    first = client.post("/api/ask", json={"question": dialogue.question}).json()
    follow = {"question": dialogue.follow_up, "session": first["session"]}
    assert client.post("/api/ask", json=follow).json()["answer"] == dialogue.followed
    other = client.post("/api/ask", json=follow | {"session": "other"}).json()
    assert other["answer"] != dialogue.followed


def test_a_stream_gives_proved_sentences_and_then_the_whole_object(client_of: Client, bot: Bot) -> None:
    """The sentences of a quoted answer, joined, are its text."""
    client, question = client_of(), "今年有什么安排？"
    response = client.post("/api/ask", json={"question": question, "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    *sentences, (last, answer) = events(response.text)
    assert last == "answer" and {kind for kind, _ in sentences} == {"sentence"}
    assert "".join(data["text"] for _, data in sentences) == answer["answer"] == bot.ask(question).text


class Faulty:
    """A bot that fails as told, before or after its first sentence."""

    def __init__(self, bot: Bot, *, late: bool) -> None:
        self._bot, self._late = bot, late

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bot, name)

    def ask_stream(self, text: str, **_: object) -> Iterator[str | Answer]:
        if self._late:
            yield "一句。"
        raise ValueError(f"secret {text}")


def test_a_fault_of_ours_is_a_chinese_sentence_and_gives_its_place_back(
    client_of: Client, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    """Whether it comes before the response has begun or in the middle of a stream."""
    client = client_of(bot=Faulty(bot, late=False))
    for stream in (False, True):
        words = is_our_error(client.post("/api/ask", json={"question": "私事", "stream": stream}), 500)
        assert "secret" not in words
    late = client_of(bot=Faulty(bot, late=True))
    response = late.post("/api/ask", json={"question": "私事", "stream": True})
    assert [kind for kind, _ in events(response.text)] == ["sentence", "error"]
    assert "secret" not in response.text
    assert client.app.state.desk.in_flight == late.app.state.desk.in_flight == 0


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"content": b"{"}, 422),
        ({"content": b"\xff\xfe"}, 422),
        ({"content": b"[]"}, 422),
        ({"json": {}}, 422),
        ({"json": {"question": 5}}, 422),
        ({"content": b'{"question": "\\ud800"}'}, 422),
        ({"json": {"question": "问" * 2001}}, 422),
        ({"json": {"question": "问", "session": "a b"}}, 422),
        ({"json": {"question": "问", "report": "没有的"}}, 404),
        ({"json": {"question": "问" * 40_000}}, 413),
    ],
)
def test_what_cannot_be_used_is_said_in_one_shape(client_of: Client, sent: Any, status: int) -> None:
    headers = {"content-type": "application/json"}
    is_our_error(client_of().post("/api/ask", headers=headers, **sent), status)


@pytest.mark.parametrize("odd", ["", "   ", "\x00", "<b>a</b>", "👋" * 50, "问" * 600])
def test_any_text_gets_an_answer(client_of: Client, odd: str) -> None:
    response = client_of().post("/api/ask", json={"question": odd})
    assert response.status_code == 200 and response.json()["answer"]


def test_addresses_and_methods_that_do_not_exist_are_said_in_the_same_shape(client_of: Client) -> None:
    client = client_of()
    is_our_error(client.get("/api/nothing"), 404)
    is_our_error(client.get("/v1/nothing"), 404)
    wrong = client.put("/api/ask")
    is_our_error(wrong, 405)
    assert wrong.headers["allow"] == "POST"


def test_a_conversation_that_asks_too_often_is_told_how_long_to_wait(client_of: Client) -> None:
    """Per conversation: other citizens behind the same address go on asking."""
    client = client_of(rate_session=2)
    mine = {"question": "你好", "session": "mine"}
    assert [client.post("/api/ask", json=mine).status_code for _ in range(2)] == [200, 200]
    refused = client.post("/api/ask", json=mine)
    assert f"{refused.headers['retry-after']}秒" in is_our_error(refused, 429)
    assert client.post("/api/ask", json=mine | {"session": "other"}).status_code == 200


def test_above_the_bound_a_citizen_is_asked_to_come_back(client_of: Client, bot: Bot) -> None:
    client = client_of(answers_at_once=1)
    held = client.app.state.desk.stream("你好")
    next(held)
    refused = client.post("/api/ask", json={"question": "你好"})
    assert int(refused.headers["retry-after"]) > 0 and "12345" in is_our_error(refused, 429)
    held.close()
    assert client.post("/api/ask", json={"question": "你好"}).status_code == 200
    assert b'reportbot_turned_away_total{why="busy"} 1.0' in client.get("/metrics").content


def test_where_keys_are_wanted_only_a_key_opens(client_of: Client, dialogue: Any) -> None:
    """A key's conversations are its own, whatever they are called."""
    client = client_of(keys_required=True)
    from report_bot.bot.settings import Settings
    from report_bot.ui.keys import Keys

    settings: Settings = client.app.state.settings
    one, other = (Keys(settings.data).add(name) for name in ("甲", "乙"))
    body = {"question": dialogue.question, "session": "s"}
    is_our_error(client.post("/api/ask", json=body), 401)
    is_our_error(client.get("/api/report", headers={"authorization": "Bearer rb-wrong"}), 401)
    assert client.post("/api/ask", json=body, headers={"authorization": f"Bearer {one}"}).status_code == 200
    follow = body | {"question": dialogue.follow_up}
    answers = [
        client.post("/api/ask", json=follow, headers={"authorization": f"Bearer {key}"}).json()["answer"]
        for key in (other, one)
    ]
    assert [answer == dialogue.followed for answer in answers] == [False, True]


def test_an_answer_can_be_rated_by_its_id(client_of: Client) -> None:
    client = client_of()
    answer = client.post("/api/ask", json={"question": "你好"}).json()
    body = {"answer_id": answer["answer_id"], "up": False, "reason": "打13812345678"}
    assert client.post("/api/feedback", json=body).json() == {"kept": True}
    is_our_error(client.post("/api/feedback", json=body | {"answer_id": "unknown"}), 404)
    is_our_error(client.post("/api/feedback", json=body | {"reason": "长" * 501}), 422)
