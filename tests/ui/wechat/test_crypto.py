"""Signatures and envelopes, held against wechatpy, which knows nothing of this code."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wechat_office import AES_KEY, OFFICE

from report_bot.ui.wechat.crypto import Box, Cipher, signature, signed
from report_bot.ui.wechat.refused import Refused

APPID = OFFICE["appid"]
CIPHER = Cipher(AES_KEY, APPID)
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)


def test_signatures_are_wechatpy_s() -> None:
    from wechatpy.utils import WeChatSigner, check_signature

    signer = WeChatSigner()
    signer.add_data("token", "1714112445", "nonce7", "encrypted==")
    assert signature("token", "1714112445", "nonce7", "encrypted==") == signer.signature
    check_signature("token", signature("token", "1", "2"), "1", "2")
    assert signed(signer.signature, "encrypted==", "nonce7", "token", "1714112445")
    assert not signed(signer.signature, "token", "1714112446", "nonce7", "encrypted==")
    assert not signed("签名", "token", "1", "2") and not signed("", "token", "1", "2")


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_envelopes_open_on_either_side(text: str) -> None:
    """What we seal wechatpy opens and the other way round, whatever the text."""
    import base64

    from wechatpy.crypto import PrpCrypto

    theirs = PrpCrypto(base64.b64decode(AES_KEY + "="))
    assert theirs.decrypt(CIPHER.encrypt(text), APPID) == text
    assert CIPHER.decrypt(theirs.encrypt(text, APPID).decode()) == text


def test_a_whole_message_of_wechatpy_is_understood_and_ours_by_it() -> None:
    """wechatpy's own encrypt_message and decrypt_message, with signature, timestamp and XML around."""
    from wechatpy.crypto import WeChatCrypto

    from report_bot.ui.wechat.messages import read_fields, sealed_reply

    theirs = WeChatCrypto("token", AES_KEY, APPID)
    fields = read_fields(theirs.encrypt_message("<xml>你好]]</xml>", "nonce", "1714112445").encode())
    assert signed(fields["MsgSignature"], "token", "1714112445", "nonce", fields["Encrypt"])
    assert CIPHER.decrypt(fields["Encrypt"]) == "<xml>你好]]</xml>"
    encrypted = CIPHER.encrypt("<xml>回答</xml>")
    made = signature("token", "1714112446", "n", encrypted)
    ours = sealed_reply(encrypted, made, 1714112446, "n")
    assert theirs.decrypt_message(ours, made, "1714112446", "n") == "<xml>回答</xml>"


@pytest.mark.parametrize(
    "spoil",
    ["", "x", "====", "AAAA", "é", "A" * 44, CIPHER.encrypt("x")[:-4], "A" * 4096],
    ids=["empty", "letter", "padding", "short", "foreign", "zeros", "cut", "long"],
)
def test_what_is_no_envelope_is_refused_and_nothing_else(spoil: str) -> None:
    """One error of ours, never IndexError, struct.error or whatever else lies behind."""
    with pytest.raises(Refused):
        CIPHER.decrypt(spoil)


def test_an_envelope_to_somebody_else_is_refused() -> None:
    for other in ("wx0000000000000000", "", APPID + "x"):
        with pytest.raises(Refused, match="receiver"):
            CIPHER.decrypt(Cipher(AES_KEY, other).encrypt("x"))
    with pytest.raises(Refused):
        CIPHER.decrypt(Cipher("B" * 42 + "A", APPID).encrypt("x"))


def test_names_tell_nothing_and_seals_open_for_their_account_only() -> None:
    box, other = Box.of("a", "secret"), Box.of("a", "other")
    assert box.name("oOpenId") == box.name("oOpenId") != other.name("oOpenId")
    assert "oOpenId" not in box.name("oOpenId")
    sealed = box.seal("oOpenId")
    assert box.open(sealed) == "oOpenId" and sealed != box.seal("oOpenId")
    assert other.open(sealed) is None and box.open("") is None and box.open("AAAA" * 20) is None
    assert "secret" not in repr(box) and AES_KEY not in repr(CIPHER)
