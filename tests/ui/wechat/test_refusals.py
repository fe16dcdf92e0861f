"""What is not WeChat's, or not whole: one refusal for all of it, nothing told, nothing stored."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

from wechat_office import OFFICE, accounts, kept, run

from report_bot.ui.wechat.accounts import Account
from report_bot.ui.wechat.crypto import Cipher, signature
from report_bot.ui.wechat.simulate import WechatSide, message_xml, sealed

BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    "<xml><ToUserName>o</ToUserName><FromUserName>c</FromUserName><CreateTime>1</CreateTime>"
    "<MsgType>text</MsgType><MsgId>1</MsgId><Content>&c;</Content></xml>"
)
OUTSIDE = BOMB.replace('"ha"', 'SYSTEM "file:///etc/hostname"')


def hostile(account: Account, chance: random.Random) -> Iterator[tuple[str, dict[str, str], bytes]]:
    """Requests of every kind of wrong, each made from one that would be right."""
    now = int(time.time())

    def right(xml: str = "", at: int = now) -> tuple[dict[str, str], bytes]:
        query, body = sealed(account, xml or message_xml("citizen", "text", Content="去年就业多少人"), at)
        return query, body.encode()

    for name in ("timestamp", "nonce", "msg_signature" if account.mode != "plain" else "signature"):
        query, body = right()
        yield f"without {name}", {k: v for k, v in query.items() if k != name}, body
        for value in ("", "0", "x" * 5000, "\x00", "一", "1e9", "-1", query[name] + "0"):
            yield f"{name}={value[:9]!r}", query | {name: value}, body
    for off in (-86_400, -3600, -310, 390, 3600, 10**9):
        yield f"stale by {off}", *right(at=now + off)
    for xml in (
        BOMB,
        OUTSIDE,
        "",
        "no xml",
        "<xml>",
        "<xml></xml>",
        "<?pi x?><xml/>",
        "<xml>" + "<a>" * 5000,
    ):
        yield f"message {xml[:20]!r}", *right(xml or " ")
    whole = message_xml("citizen", "text", Content="x")
    for element in ("FromUserName", "ToUserName", "MsgType", "CreateTime", "MsgId"):
        yield f"message without {element}", *right(whole.replace(element, "Other"))
    yield "element twice", *right(whole.replace("<MsgType>", "<FromUserName>o</FromUserName><MsgType>"))
    yield (
        "time in words",
        *right(message_xml("citizen", "text", Content="x").replace("<CreateTime>", "<CreateTime>x")),
    )
    for far in ("9" * 5000, "٣" * 9):
        made = message_xml("citizen", "text", Content="x", created=7).replace(
            "<CreateTime>7", f"<CreateTime>{far}"
        )
        yield f"time {far[:3]}", *right(made)
    yield "many elements", *right(whole.replace("<MsgType>", "<a/>" * 500 + "<MsgType>"))
    query, body = right()
    for oversized in (b" " * 70_000, b"<xml>" + b"x" * 200_000 + b"</xml>"):
        yield "oversized", query, body + oversized
    if account.mode == "plain":
        return
    for bare in (
        BOMB.encode(),
        OUTSIDE.encode(),
        b"",
        b"\xff\xfe",
        b"<xml><Encrypt></Encrypt></xml>",
        whole.encode(),
    ):
        yield "not sealed", query, bare
    for n in range(60):
        query, body = right()
        cut = chance.randrange(len(body))
        yield f"truncated {n}", query, body[:cut]
        query, body = right()
        place = body.index(b"<Encrypt>") + 9 + chance.randrange(60)
        changed = body[:place] + (b"A" if body[place : place + 1] != b"A" else b"B") + body[place + 1 :]
        yield f"changed {n}", query, changed
    for cipher in (Cipher(account.aes_key, "wx0000000000000000"), Cipher("Z" * 42 + "A", account.appid)):
        for n in range(10):
            encrypted = cipher.encrypt(whole)
            yield f"sealed by another {n}", _signed(account, encrypted, now), _around(encrypted)
    for junk in ("", "A", "AAAA", "=", "A" * 44, "!" * 64, "一二三四", "A" * 60_000):
        yield f"sealed junk {junk[:5]!r}", _signed(account, junk, now), _around(junk)
    for n in range(20):
        foreign = Account(name="office", **(OFFICE | {"token": f"Forged{n}"}))
        query, text = sealed(foreign, whole, now)
        yield f"forged {n}", query, text.encode()


def _signed(account: Account, encrypted: str, now: int) -> dict[str, str]:
    nonce = str(random.random())
    return {
        "timestamp": str(now),
        "nonce": nonce,
        "msg_signature": signature(account.token, str(now), nonce, encrypted),
    }


def _around(encrypted: str) -> bytes:
    return f"<xml><ToUserName>o</ToUserName><Encrypt>{encrypted}</Encrypt></xml>".encode()


def test_hostile_requests_are_refused_alike_and_leave_nothing(
    serving: Any, store_url: str, caplog: Any
) -> None:
    """At least 200: the same status and words, one line of the log each without what they said, an empty store."""
    bound = accounts(office={}, both={"mode": "compatible"}, plain={"mode": "plain"})
    requests = [
        (name, *request)
        for name, account in bound.wechat.items()
        for request in hostile(account, random.Random(7))
    ]
    assert len(requests) >= 400

    async def talk(client: Any) -> None:
        sides = {name: WechatSide(account, url, client) for name, account in bound.wechat.items()}
        for name, what, query, body in requests:
            answer = await sides[name].post(query, body)
            assert (answer.status_code, answer.text) == (403, "refused"), f"{name}: {what}"
        for path in ("wechat/unknown", "wecom/unknown", "wechat/staff", "wecom/office"):
            for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
                answer = await client.request(method, f"{url}{path}?echostr=%3Cscript%3E", content=b"x")
                assert (answer.status_code, answer.text) == (403, "refused"), path
        twice = await client.get(f"{url}wechat/office?timestamp=1&timestamp=1&nonce=2&signature=3&echostr=4")
        assert twice.status_code == 403

    caplog.set_level("INFO", "report_bot")
    with serving(bound) as url:
        run(talk)
    lines = [
        record.getMessage() for record in caplog.records if record.name.startswith("report_bot.ui.wechat")
    ]
    assert len(lines) == len(requests) + 21
    assert all(line.startswith("wechat: refused account=") and len(line) < 80 for line in lines)
    assert not any("ha" * 9 in line or "citizen" in line for line in lines)
    assert all(record.exc_info is None for record in caplog.records)
    assert kept(store_url) == {}


def test_compatible_mode_believes_only_what_is_sealed(serving: Any) -> None:
    """The readable copy beside the envelope may say anything."""
    bound = accounts(office={"mode": "compatible"})

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        query, body = sealed(
            bound.wechat["office"], message_xml("c", "text", Content="去年城镇新增就业多少人？")
        )
        forged = body.replace("去年城镇新增就业多少人？", "今年计划家庭养老床位多少张？")
        assert forged != body
        answer = side._judged(await side.post(query, forged.encode()), "c", 0.0, 1)
        assert "5.9万人" in answer.text and answer.fault == ""

    with serving(bound) as url:
        run(talk)


def test_an_address_is_confirmed_to_wechat_only(serving: Any) -> None:
    """The echo comes back as plain text under a right, fresh signature; a WeCom bot's echo is sealed."""
    bound = accounts(office={})
    account = bound.wechat["office"]

    async def talk(client: Any) -> None:
        def query(at: float) -> dict[str, str]:
            stamp = str(int(at))
            made = signature(account.token, stamp, "n")
            return {"signature": made, "timestamp": stamp, "nonce": "n", "echostr": "<b>echo"}

        answer = await client.get(f"{url}wechat/office", params=query(time.time()))
        assert answer.text == "<b>echo" and answer.headers["content-type"].startswith("text/plain")
        assert (await client.get(f"{url}wechat/office", params=query(time.time() - 900))).status_code == 403
        forged = query(time.time()) | {"signature": "0" * 40}
        assert (await client.get(f"{url}wechat/office", params=forged)).status_code == 403

    with serving(bound) as url:
        run(talk)


def test_a_body_that_does_not_end_is_not_waited_for(serving: Any) -> None:
    """Less than it says it has: refused within WeChat's five seconds, others are answered meanwhile."""
    bound = accounts(office={})

    async def talk(client: Any) -> None:
        address = urlsplit(url)
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        query, body = sealed(
            bound.wechat["office"], message_xml("c", "text", Content="去年城镇新增就业多少人？")
        )
        head = f"POST /wechat/office?{urlencode(query)} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body) + 9}\r\n\r\n"
        writer.write((head + body).encode())
        assert (
            "5.9万人"
            in (
                await WechatSide(bound.wechat["office"], url, client).say("c", "去年城镇新增就业多少人？")
            ).text
        )
        answer = await asyncio.wait_for(reader.readuntil(b"refused"), 5.0)
        assert answer.startswith(b"HTTP/1.1 403")
        writer.close()

    with serving(bound) as url:
        run(talk)
