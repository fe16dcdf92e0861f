"""Staff in WeCom: an encrypted JSON callback, and an answer that grows by proved sentences while it is polled for."""

from __future__ import annotations

import asyncio
from typing import Any

from wechat_office import accounts, run

from report_bot.ui.wechat.simulate import WecomSide

NEW_JOBS = "去年城镇新增就业多少人？"


def message(**more: Any) -> dict[str, Any]:
    return {"msgid": "m1", "aibotid": "b", "chattype": "single", "from": {"userid": "zhang"}} | more


def test_an_answer_is_streamed_to_its_end(serving: Any, model: Any) -> None:
    """Seconds late, still polled for; the last content is the whole answer with its source and the label."""
    model.late = lambda question: 2.5
    bound = accounts()

    async def talk(client: Any) -> None:
        side = WecomSide(bound.wecom["staff"], url, client)
        assert await side.verify() == ""
        shown = await side.say("zhang", f"@报告问答 {NEW_JOBS}", every=0.2)
        assert "5.9万人" in shown[-1] and "依据" in shown[-1] and "AI生成" in shown[-1]
        assert len(model.asked) == 1
        model.late = lambda question: 0.0
        assert "5.5万人" in (await side.say("zhang", "那今年呢", every=0.2))[-1]
        assert "5.5万人" not in (await side.say("li", "那今年呢", every=0.2))[-1]

    with serving(bound, model.url) as url:
        run(talk)


def test_an_answer_grows_sentence_by_sentence(serving: Any, model: Any) -> None:
    """Each poll shows what is proved so far, and nothing that is not; the sources and the label come with the whole."""
    model.sentences, model.pause = 3, 1.5
    bound = accounts()

    async def talk(client: Any) -> None:
        side = WecomSide(bound.wecom["staff"], url, client)
        *grew, whole = await side.say("zhang", "去年教育方面有哪些成绩？", every=0.2)
        assert [text.count("。") for text in grew[:2]] == [1, 2] and grew[1].startswith(grew[0])
        assert (
            "促进教育优质均衡发展" in grew[0] and "中小学6所" in grew[1] and "小学学位近2万个" not in grew[1]
        )
        assert "小学学位近2万个" in whole and "依据" in whole and "AI生成" in whole and "AI" not in grew[0]

    with serving(bound, model.url) as url:
        run(talk)


def test_without_a_model_the_first_reply_is_the_answer(serving: Any) -> None:
    """Nobody polls for what is ready at once; one message delivered twice is one answer."""
    bound = accounts()

    async def talk(client: Any) -> None:
        side = WecomSide(bound.wecom["staff"], url, client)
        asked = message(msgtype="text", text={"content": NEW_JOBS})
        first, again = await asyncio.gather(side.call(asked), side.call(asked))
        assert first["stream"]["finish"] and "5.9万人" in first["stream"]["content"]
        assert first == again
        mixed = {"msg_item": [{"msgtype": "text", "text": {"content": NEW_JOBS}}, {"msgtype": "image"}]}
        reply = await side.call(message(msgid="m2", msgtype="mixed", mixed=mixed))
        assert "5.9万人" in reply["stream"]["content"]

    with serving(bound) as url:
        run(talk)


def test_what_is_not_a_question(serving: Any) -> None:
    bound = accounts()

    async def talk(client: Any) -> None:
        side = WecomSide(bound.wecom["staff"], url, client)
        entered = await side.call(message(msgtype="event", event={"eventtype": "enter_chat"}))
        assert entered["msgtype"] == "text" and "比如" in entered["text"]["content"]
        assert await side.call(message(msgtype="event", event={"eventtype": "feedback_event"})) == {}
        picture = await side.call(message(msgid="m3", msgtype="image", image={"url": "http://x"}))
        assert "打字" in picture["stream"]["content"] and picture["stream"]["finish"]
        gone = await side.call(message(msgid="m4", msgtype="stream", stream={"id": "long-gone"}))
        assert "再问一次" in gone["stream"]["content"] and gone["stream"]["finish"]

    with serving(bound) as url:
        run(talk)


def test_what_is_no_message_is_refused(serving: Any) -> None:
    """Sealed rightly, and still no message; not sealed; signed by another."""
    bound = accounts()

    async def talk(client: Any) -> None:
        side = WecomSide(bound.wecom["staff"], url, client)
        cipher = bound.wecom["staff"].cipher
        for plain in (
            "[]",
            "7",
            "no json",
            "{}",
            '{"msgtype": "text"}',
            '{"msgtype": "stream", "stream": 7}',
            "[" * 9000,
        ):
            encrypted = cipher.encrypt(plain)
            answer = await client.post(
                f"{url}wecom/staff", params=side._signed(encrypted), json={"encrypt": encrypted}
            )
            assert (answer.status_code, answer.text) == (403, "refused"), plain[:20]
        for body in ("{}", '{"encrypt": 7}', r'{"encrypt": "\ud800"}', "[]", "x", ""):
            answer = await client.post(f"{url}wecom/staff", params=side._signed("x"), content=body)
            assert (answer.status_code, answer.text) == (403, "refused"), body

    with serving(bound) as url:
        run(talk)
