"""WeChat's signatures and AES envelope, and our own: citizens' hashed names and what is sealed at rest."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report_bot.ui.wechat.refused import Refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import Cipher as Aes
    from cryptography.hazmat.primitives.ciphers import modes

_BLOCK = 32  # WeChat pads to 32 bytes, not to AES's own 16


def signature(*parts: str) -> str:
    """sha1 of the parts, sorted and joined: token, timestamp, nonce, and in secure mode what is encrypted."""
    return hashlib.sha1("".join(sorted(parts)).encode("utf-8", "replace")).hexdigest()


def signed(given: str, *parts: str) -> bool:
    """Whether a signature is that of the parts, compared in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), signature(*parts).encode("ascii"))


@dataclass(frozen=True, slots=True)
class Cipher:
    """The AES envelope of one account. `aes_key` is EncodingAESKey (43 characters), `receiver` the appid ("" for a WeCom bot)."""

    aes_key: str = field(repr=False)
    receiver: str

    def encrypt(self, text: str) -> str:
        """random(16) + length(4) + text + receiver, padded, AES-256-CBC, base64."""
        said = text.encode("utf-8")
        plain = os.urandom(16) + struct.pack(">I", len(said)) + said + self.receiver.encode("utf-8")
        pad = _BLOCK - len(plain) % _BLOCK
        sealing = self._aes().encryptor()
        return base64.b64encode(sealing.update(plain + bytes([pad]) * pad) + sealing.finalize()).decode(
            "ascii"
        )

    def decrypt(self, encrypted: str) -> str:
        """Inverse of `encrypt`. Raises Refused for anything that is not such an envelope to this receiver."""
        try:
            sealed = base64.b64decode(encrypted, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refused("base64") from error
        if not sealed or len(sealed) % 16:
            raise Refused("cipher")
        opening = self._aes().decryptor()
        plain = opening.update(sealed) + opening.finalize()
        pad = plain[-1]
        if not 1 <= pad <= _BLOCK or plain[-pad:] != bytes([pad]) * pad or len(plain) - pad < 20:
            raise Refused("cipher")
        plain = plain[:-pad]
        (length,) = struct.unpack(">I", plain[16:20])
        if length > len(plain) - 20:
            raise Refused("cipher")
        if not hmac.compare_digest(plain[20 + length :], self.receiver.encode("utf-8")):
            raise Refused("receiver")
        try:
            return plain[20 : 20 + length].decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refused("utf8") from error

    def _aes(self) -> Aes[modes.CBC]:
        from cryptography.hazmat.primitives.ciphers import Cipher as Aes
        from cryptography.hazmat.primitives.ciphers import algorithms, modes

        key = base64.b64decode(self.aes_key + "=")
        return Aes(algorithms.AES(key), modes.CBC(key[:16]))


@dataclass(frozen=True, slots=True)
class Box:
    """What we hide ourselves, under a key made of the account's own secrets: the store alone opens nothing."""

    key: bytes = field(repr=False)

    @classmethod
    def of(cls, *secrets: str) -> Box:
        return cls(hashlib.sha256("\0".join(("report-bot wechat", *secrets)).encode("utf-8")).digest())

    def name(self, text: str) -> str:
        """A citizen's name for logs and the store: the same for the same citizen, and no way back."""
        return hmac.new(self.key, b"name " + text.encode("utf-8"), hashlib.sha256).hexdigest()[:32]

    def seal(self, text: str) -> str:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(12)
        return base64.b64encode(nonce + AESGCM(self.key).encrypt(nonce, text.encode("utf-8"), None)).decode()

    def open(self, sealed: str) -> str | None:
        """Inverse of `seal`; None where it was sealed under other secrets, or damaged."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            raw = base64.b64decode(sealed, validate=True)
            return AESGCM(self.key).decrypt(raw[:12], raw[12:], None).decode("utf-8")
        except (InvalidTag, ValueError):
            return None
