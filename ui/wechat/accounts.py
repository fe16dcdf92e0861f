"""The accounts that an office has bound: a TOML file, checked as a whole before anything is served."""

from __future__ import annotations

import base64
import binascii
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from report_bot.ingest.errors import SettingsInvalid
from report_bot.ui.wechat.crypto import Box, Cipher

MODES = ("secure", "compatible", "plain")
ANSWERS = ("quoted", "wait", "later", "push")
WECHAT_API = "https://api.weixin.qq.com"
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
_AES_KEY = re.compile(r"[A-Za-z0-9+/]{43}")
_URL = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")


@dataclass(frozen=True)
class Account:
    """One 公众号 or 服务号. Secrets stay out of `repr`."""

    name: str
    token: str = field(repr=False)
    appid: str = ""
    aes_key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    mode: str = "secure"
    answers: str = "quoted"
    report: str = ""
    public_url: str = ""
    api: str = WECHAT_API
    table: ClassVar[str] = "wechat"

    @cached_property
    def cipher(self) -> Cipher:
        return Cipher(self.aes_key, self.appid)

    @cached_property
    def box(self) -> Box:
        return Box.of(self.table, self.name, self.token, self.secret)


@dataclass(frozen=True)
class StaffBot:
    """One 企业微信智能机器人."""

    name: str
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    report: str = ""
    public_url: str = ""
    table: ClassVar[str] = "wecom"

    @cached_property
    def cipher(self) -> Cipher:
        return Cipher(self.aes_key, "")

    @cached_property
    def box(self) -> Box:
        return Box.of(self.table, self.name, self.token)


Kind = TypeVar("Kind", Account, StaffBot)


@dataclass(frozen=True, slots=True)
class Accounts:
    """All of them, by the name that stands in the address: /wechat/<name>, /wecom/<name>."""

    wechat: Mapping[str, Account]
    wecom: Mapping[str, StaffBot]
    model_at_once: int = 16  # answers that a process has a model word at a time, for all accounts together

    @property
    def owners(self) -> tuple[Account | StaffBot, ...]:
        return (*self.wechat.values(), *self.wecom.values())


def load_accounts(file: Path) -> Accounts:
    """Read the file that REPORT_BOT_WECHAT names. Raises SettingsInvalid saying what is wrong, without any secret."""
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsInvalid(f"读不了公众号设置文件 {file}。请检查 REPORT_BOT_WECHAT。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsInvalid(f"公众号设置文件 {file} 不是正确的 TOML：{_place(error)}。") from error
    faults = [f"不认识 {name}" for name in read.keys() - {"wechat", "wecom", "model_at_once"}]
    wechat = {name: _made(Account, name, given, faults) for name, given in _tables(read, "wechat", faults)}
    wecom = {name: _made(StaffBot, name, given, faults) for name, given in _tables(read, "wecom", faults)}
    at_once = read.get("model_at_once", 16)
    if type(at_once) is not int or not 1 <= at_once <= 200:
        faults.append("model_at_once 要是 1 到 200 的整数")
    if not faults and not wechat and not wecom:
        faults.append("里面没有 [wechat.名称] 也没有 [wecom.名称]")
    if faults:
        raise SettingsInvalid(f"公众号设置文件 {file}：{'；'.join(faults)}。")
    return Accounts(
        {name: made for name, made in wechat.items() if made},
        {name: made for name, made in wecom.items() if made},
        at_once,
    )


def _tables(read: Mapping[str, Any], table: str, faults: list[str]) -> list[tuple[str, Mapping[str, Any]]]:
    found = read.get(table, {})
    if not isinstance(found, dict) or not all(isinstance(given, dict) for given in found.values()):
        faults.append(f"{table} 要写成 [{table}.名称]")
        return []
    return list(found.items())


def _made(kind: type[Kind], name: str, given: Mapping[str, Any], faults: list[str]) -> Kind | None:
    where = f"[{kind.table}.{name}]"
    known = {f.name for f in fields(kind)} - {"name"}
    wrong = [f"{where} 不认识 {key}" for key in given.keys() - known]
    wrong += [f"{where} 的 {key} 要是文字" for key, value in given.items() if not isinstance(value, str)]
    if not _NAME.fullmatch(name):
        wrong.append(f"{where} 的名称只能用字母、数字、- 和 _")
    if not wrong:
        wrong += [f"{where} {fault}" for fault in _faults(kind, given)]
    faults += wrong
    return None if wrong else kind(name=name, **given)


def _faults(kind: type[Account] | type[StaffBot], given: Mapping[str, str]) -> list[str]:
    mode, answers = given.get("mode", "secure"), given.get("answers", "quoted")
    found = []
    if not _TOKEN.fullmatch(given.get("token", "")):
        found.append("的 token 要是 3 到 32 个字母或数字")
    key = given.get("aes_key", "")
    if (kind is StaffBot or mode != "plain" or key) and not _sound_key(key):
        found.append("的 aes_key 要是 43 个字符的 EncodingAESKey")
    if kind is Account and mode != "plain" and not given.get("appid"):
        found.append("缺 appid")
    if mode not in MODES:
        found.append(f"的 mode 只能是 {'、'.join(MODES)}")
    if answers not in ANSWERS:
        found.append(f"的 answers 只能是 {'、'.join(ANSWERS)}")
    if answers == "push" and not (given.get("appid") and given.get("secret")):
        found.append('要主动推送（answers = "push"），还缺 appid 或 secret')
    for name in ("public_url", "api"):
        if given.get(name) and not _URL.fullmatch(given[name]):
            found.append(f"的 {name} 要是 http(s):// 开头的网址")
    return found


def _sound_key(key: str) -> bool:
    try:
        return bool(_AES_KEY.fullmatch(key)) and len(base64.b64decode(key + "=")) == 32
    except binascii.Error:
        return False


def _place(error: Exception) -> str:
    found = re.search(r"line \d+, column \d+", str(error))
    return found[0].replace("line ", "第 ").replace(", column ", " 行，第 ") + " 列" if found else "读不出来"
