"""What a citizen gets, over HTTP from the simulator: right, once, in time, in plain short text."""

from __future__ import annotations

import asyncio
import json
import re
import time
from typing import Any

import pytest
from wechat_office import accounts, kept, run

from report_bot.ui.wechat.simulate import Shown, WechatSide, message_xml, sealed

NEW_JOBS, AND_NOW = "去年城镇新增就业多少人？", "那今年呢"
IN_TIME = 4.5


def fine(shown: Shown) -> str:
    assert shown.fault == "" and shown.seconds < IN_TIME, shown
    assert len(shown.text.encode()) <= 1900
    return shown.text


@pytest.mark.parametrize("mode", ["secure", "compatible", "plain"])
def test_a_citizen_asks_and_asks_on_in_each_mode(serving: Any, mode: str) -> None:
    """Address check, subscription, question, follow-up within the citizen's own session, thanks."""
    bound = accounts(office={"mode": mode, "public_url": "https://ask.example.gov.cn/bot"})

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        assert await side.verify() == ""
        welcome = fine(await side.event("citizen", "subscribe"))
        assert "欢迎" in welcome and "《" in welcome and welcome.count("· ") == 3
        first = fine(await side.say("citizen", NEW_JOBS))
        assert "5.9万人" in first and "依据：报告第一部分·" in first and "**" not in first
        assert "https://ask.example.gov.cn/bot/report/" in first and "AI" not in first
        assert "5.5万人" in fine(await side.say("citizen", AND_NOW))
        other = fine(await side.say("somebody else", AND_NOW))
        assert "5.5万人" not in other, "a session is its citizen's own"
        assert "不客气" in fine(await side.say("citizen", "谢谢"))

    with serving(bound) as url:
        run(talk)


def test_everything_that_is_not_a_question_gets_a_fitting_sentence(serving: Any) -> None:
    bound = accounts(office={})

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)

        async def sent(kind: str, **elements: str) -> str:
            return fine(await side.deliver(message_xml("c", kind, **elements), "c"))

        assert "打字" in await sent("voice", MediaId="m", Recognition="")
        assert "5.9万人" in await sent("voice", MediaId="m", Recognition=NEW_JOBS)
        assert "图片" in await sent("image", PicUrl="http://x/")
        assert "视频" in await sent("video") and "位置" in await sent("location")
        assert "链接" in await sent("link") and "文字" in await sent("something_new")
        for empty in ("", " \n", "\u200b\u2060\ufeff"):
            assert "没看到您的问题" in fine(await side.say("c", empty)), repr(empty)
        assert "5.9万人" in fine(await side.say("c", NEW_JOBS.replace("新增", "\u200b新\u2060增")))
        assert "您好" in fine(await side.say("c", "你好"))
        assert "500字" in fine(await side.say("c", "多" * 2000))
        assert "5.9万人" in fine(await side.event("c", "CLICK", NEW_JOBS))
        assert "比如" in fine(await side.event("c", "CLICK", "KEY_1"))
        for silent in ("unsubscribe", "VIEW", "LOCATION", "brand_new"):
            assert fine(await side.event("c", silent)) == ""
        assert "继续" not in fine(await side.say("c", "继续")), "nothing is left to be continued"
        assert "更通俗" not in fine(await side.say("c", "1")), "nothing is pending"

    with serving(bound) as url:
        run(talk)


def test_retries_and_overlapping_deliveries_get_one_answer(serving: Any, model: Any) -> None:
    """The work runs once; the retry, encrypted anew under the first nonce, is never refused; a fourth is right too."""
    model.late = lambda question: 1.0
    bound = accounts(office={"answers": "wait"})

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        xml = message_xml("c", "text", Content=NEW_JOBS)
        shown = await asyncio.gather(*(side.deliver(xml, "c") for _ in range(3)))
        shown.append(await side.deliver(xml, "c"))
        assert len({fine(one) for one in shown}) == 1 and "AI生成" in shown[0].text
        assert len(model.asked) == 1
        now = int(time.time())
        for _ in range(2):
            query, body = sealed(bound.wechat["office"], xml, now, "samenonce")
            assert (await side.post(query, body.encode())).status_code == 200
        query, body = sealed(
            bound.wechat["office"], message_xml("c", "text", Content="换了"), now, "samenonce"
        )
        assert (await side.post(query, body.encode())).status_code == 403, "the same nonce with another body"

    with serving(bound, model.url) as url:
        run(talk)


def test_messages_are_told_apart_by_more_than_their_id(serving: Any) -> None:
    """MsgId has collided between citizens; two events may come within one second."""
    bound = accounts(office={})

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        now = int(time.time())
        one = message_xml("a", "text", "77", now, Content=NEW_JOBS)
        two = message_xml("b", "text", "77", now, Content="今年计划家庭养老床位多少张？")
        first, second = await asyncio.gather(side.deliver(one, "a"), side.deliver(two, "b"))
        assert "5.9万人" in fine(first) and "2000张" in fine(second)
        events = [
            message_xml("a", "event", created=now, Event="subscribe", EventKey=""),
            message_xml("a", "event", created=now, Event="CLICK", EventKey=NEW_JOBS),
        ]
        welcome, tap = [fine(await side.deliver(event, "a")) for event in events]
        assert "欢迎" in welcome and "5.9万人" in tap

    with serving(bound) as url:
        run(talk)


@pytest.mark.parametrize(("late", "worded"), [(0.2, True), (7.0, False)])
def test_wait_gives_the_model_s_answer_only_if_it_is_ready(
    serving: Any, model: Any, late: float, worded: bool
) -> None:
    model.late = lambda question: late
    bound = accounts(office={"answers": "wait"})

    async def talk(client: Any) -> None:
        text = fine(await WechatSide(bound.wechat["office"], url, client).say("c", NEW_JOBS))
        assert ("AI生成" in text) is worded and "5.9万人" in text

    with serving(bound, model.url) as url:
        run(talk)


def test_later_is_fetched_with_1(serving: Any, model: Any) -> None:
    """In order where several are pending; said to be in the making; a new question meanwhile is answered as itself."""
    model.late = lambda question: 1.5 if "就业" in question else 0.0
    bound = accounts(office={"answers": "later"})

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        assert fine(await side.say("c", NEW_JOBS)).endswith("回复 1 看更通俗的说法")
        assert "还在准备" in fine(await side.say("c", "１。"))
        assert "2000张" in fine(await side.say("c", "今年计划家庭养老床位多少张？"))
        assert "还在准备" in fine(await side.say("c", "1")), "the first comes first"
        await asyncio.sleep(2.5)
        first, second = fine(await side.say("c", "1")), fine(await side.say("c", "回复1"))
        assert "就业" in first.splitlines()[0] and "5.9万人" in first and "AI生成" in first
        assert "养老床位" in second.splitlines()[0] and "AI生成" in second
        assert "AI生成" not in fine(await side.say("c", "1")), "an ordinary message once nothing is pending"
        assert "AI生成" not in fine(await side.say("another", "1")), "another's is never shown"

    with serving(bound, model.url) as url:
        run(talk)


def test_a_model_that_is_down_costs_nobody_the_answer(serving: Any, model: Any) -> None:
    model.broken = True
    bound = accounts(late={"answers": "later"}, wait={"answers": "wait"})

    async def talk(client: Any) -> None:
        for name in bound.wechat:
            side = WechatSide(bound.wechat[name], url, client)
            assert "5.9万人" in fine(await side.say("c", NEW_JOBS))
        await asyncio.sleep(1.0)
        late = WechatSide(bound.wechat["late"], url, client)
        assert "没有更通俗的说法" in fine(await late.say("c", "1"))

    with serving(bound, model.url) as url:
        run(talk)


def test_many_citizens_at_once_each_get_their_own(serving: Any, model: Any) -> None:
    """Every mode, a model that takes 0 to 7 s, 40 citizens: one right answer each, in time, none another's."""
    late = {"就业": 1.0, "养老": 4.0, "小学": 7.0}
    model.late = lambda question: next((s for word, s in late.items() if word in question), 0.0)
    bound = accounts(**{mode: {"answers": mode} for mode in ("quoted", "wait", "later")})
    asked = [
        (NEW_JOBS, "5.9万人"),
        ("今年计划家庭养老床位多少张？", "2000张"),
        ("去年新增小学学位多少个？", "近2万个"),
        ("去年减税降费多少？", "超过60亿元"),
    ]

    async def talk(client: Any) -> None:
        async def citizen(n: int) -> None:
            account = list(bound.wechat.values())[n % 3]
            question, right = asked[n // 3 % 4]
            await asyncio.sleep(n * 0.15)
            text = fine(await WechatSide(account, url, client).say(f"citizen {n}", question))
            assert right in text and not [r for _, r in asked if r != right and r in text]

        await asyncio.gather(*(citizen(n) for n in range(40)))

    with serving(bound, model.url) as url:
        run(talk)


def test_what_is_kept_names_no_citizen(serving: Any, model: Any, store_url: str, caplog: Any) -> None:
    """Neither in the store nor in the logs stands an OpenID; a pending push holds it sealed, and no longer than it must."""
    openid = "oCitizenWithAnOpenId0123456789"
    bound = accounts(office={"answers": "push", "secret": "s", "api": "http://127.0.0.1:1"})

    def sealed_in_store() -> list[str]:
        found = "\n".join(f"{name} {value}" for name, value in kept(store_url).items())
        assert openid not in found
        jobs = [json.loads(job) for job in re.findall(r'\{"id": .*?\}', found)]
        return [job["to"] for job in jobs]

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        await side.event(openid, "subscribe")
        model.late = lambda question: 2.0
        assert "回复 1" in fine(await side.say(openid, NEW_JOBS))
        (to,) = sealed_in_store()
        assert bound.wechat["office"].box.open(to) == openid
        deadline = time.monotonic() + 20
        while sealed_in_store() != [""]:  # it cannot be sent: the answer stays, the OpenID goes
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)

    caplog.set_level("DEBUG")
    with serving(bound, model.url) as url:
        run(talk)
        assert "wechat: answered" in caplog.text and "push kept for 1" in caplog.text
        assert openid not in caplog.text


def test_a_long_answer_is_continued_to_its_end(serving: Any) -> None:
    """Part by part on 继续, a part again on WeChat's retry; then 继续 is a message like any other."""
    bound = accounts(office={"public_url": "https://ask.example.gov.cn/" + "a" * 500})

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        parts = [fine(await side.say("c", "今年有哪些重点工作？"))]
        while parts[-1].endswith("看后面）"):
            xml = message_xml("c", "text", Content="继续。")
            parts.append(fine(await side.deliver(xml, "c")))
            assert fine(await side.deliver(xml, "c")) == parts[-1]
            assert "看后面" not in fine(await side.say("another", "继续"))
        assert len(parts) > 2 and len(set(parts)) == len(parts)
        cited = [line for part in parts for line in part.splitlines() if line.startswith("依据[")]
        assert [line[:5] for line in cited] == [f"依据[{n}]" for n in range(1, len(cited) + 1)] and len(
            cited
        ) > 2
        assert fine(await side.say("c", "继续")) not in parts

    with serving(bound) as url:
        run(talk)
