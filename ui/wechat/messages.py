"""WeChat's XML: the messages that come, without entities, and the replies that go, proof against ]]>."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

from report_bot.ui.wechat.refused import Refused

_MOST_ELEMENTS, _DEEPEST = 200, 8
_CREATED = re.compile(r"[0-9]{1,12}")
# What XML 1.0 cannot hold: one such character and WeChat shows 故障 for the whole reply.
_UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Message:
    """One message or event. `kind` is text, voice, image…, or event; what does not apply is ""."""

    sender: str  # the citizen's OpenID: never logged, never stored as it is
    receiver: str
    kind: str
    created: str
    id: str = ""
    text: str = ""
    event: str = ""
    event_key: str = ""


def read_fields(body: bytes) -> dict[str, str]:
    """The elements directly below the root, by name. Raises Refused for what is not small, flat, entity-free XML."""
    fields: dict[str, str] = {}
    path: list[str] = []
    seen = 0

    def begin(name: str, _: dict[str, str]) -> None:
        nonlocal seen
        seen += 1
        path.append(name)
        if seen > _MOST_ELEMENTS or len(path) > _DEEPEST:
            raise Refused("xml")
        if len(path) == 2:
            if name in fields:
                raise Refused("xml")
            fields[name] = ""

    def end(_: str) -> None:
        path.pop()

    def text(said: str) -> None:
        if len(path) == 2:
            fields[path[1]] += said

    def refuse(*_: object) -> None:
        raise Refused("doctype")

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError) as error:
        raise Refused("xml") from error
    return fields


def read_message(body: bytes) -> Message:
    """The message in a decrypted or plain body. Raises Refused where it is none."""
    fields = read_fields(body)
    get = fields.get
    message = Message(
        sender=get("FromUserName", ""),
        receiver=get("ToUserName", ""),
        kind=get("MsgType", "").lower(),
        created=get("CreateTime", ""),
        id=get("MsgId", ""),
        text=get("Content", "") or get("Recognition", ""),
        event=get("Event", "").upper(),
        event_key=get("EventKey", ""),
    )
    if not (message.sender and message.receiver and message.kind and _CREATED.fullmatch(message.created)):
        raise Refused("fields")
    if not (message.event if message.kind == "event" else message.id):
        raise Refused("fields")
    return message


def text_reply(message: Message, text: str, now: int) -> str:
    """The XML that answers a message with text."""
    return (
        f"<xml><ToUserName>{_cdata(message.sender)}</ToUserName>"
        f"<FromUserName>{_cdata(message.receiver)}</FromUserName>"
        f"<CreateTime>{now}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content>{_cdata(text)}</Content></xml>"
    )


def sealed_reply(encrypted: str, signature: str, timestamp: int, nonce: str) -> str:
    """The XML around an encrypted reply."""
    return (
        f"<xml><Encrypt>{_cdata(encrypted)}</Encrypt><MsgSignature>{_cdata(signature)}</MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp><Nonce>{_cdata(nonce)}</Nonce></xml>"
    )


def _cdata(text: str) -> str:
    return f"<![CDATA[{_UNFIT.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"
