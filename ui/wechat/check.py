"""What is wrong with an office's settings: the file, the modes, the clock, the public address. For wechat-check."""

from __future__ import annotations

import ipaddress
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from report_bot.bot.settings import Settings
from report_bot.ui.wechat.accounts import WECHAT_API, Account, Accounts, StaffBot
from report_bot.ui.wechat.crypto import signature
from report_bot.ui.wechat.protocol import WINDOW_S

_CLOCK_S = 30  # off by more, and something is wrong with the clock; WINDOW_S more, and nothing is let in
_TIMEOUT_S = 5.0


class Level(StrEnum):
    """How bad a finding is. WRONG: it will not work so."""

    FINE = "好"
    MIND = "注意"
    WRONG = "错误"


@dataclass(frozen=True, slots=True)
class Finding:
    level: Level
    text: str


def check_file(file: Path, settings: Settings, accounts: Accounts) -> Iterator[Finding]:
    """What the settings say by themselves."""
    if os.name == "posix" and file.stat().st_mode & 0o077:
        yield Finding(Level.MIND, f"{file} 里有密钥，别的用户也能读。请运行 chmod 600 {file}")
    for account in accounts.wechat.values():
        yield from _check_account(account, has_model=bool(settings.llm_base_url))
    for owner in accounts.owners:
        yield from _check_address(owner)


def check_address(owner: Account | StaffBot, url: str) -> Iterator[Finding]:
    """What the server at `url` answers to the check that WeChat makes when the address is saved, and its clock."""
    import httpx

    where = f"{url.rstrip('/')}/{owner.table}/{owner.name}"
    echo = os.urandom(8).hex()
    timestamp, nonce = str(int(time.time())), os.urandom(5).hex()
    sent = echo if isinstance(owner, Account) else owner.cipher.encrypt(echo)
    query = {"timestamp": timestamp, "nonce": nonce, "echostr": sent}
    if isinstance(owner, Account):
        query["signature"] = signature(owner.token, timestamp, nonce)
    else:
        query["msg_signature"] = signature(owner.token, timestamp, nonce, sent)
    started = time.monotonic()
    try:
        answer = httpx.get(where, params=query, timeout=_TIMEOUT_S, follow_redirects=False)
    except httpx.HTTPError as error:
        yield Finding(Level.WRONG, f"{where} 打不开（{type(error).__name__}）。服务开着吗？网关放行了吗？")
        return
    took = time.monotonic() - started
    off = _clock_off(answer.headers.get("date", ""))
    if off is not None and abs(off) > _CLOCK_S:
        worse = Level.WRONG if abs(off) > WINDOW_S else Level.MIND
        yield Finding(worse, f"{where} 那台机器的时钟与本机差 {abs(off):.0f} 秒。请对时（NTP）")
    if answer.status_code == 200 and answer.text == echo:
        yield Finding(Level.FINE, f"{where} 通过了地址验证，用时 {took:.1f} 秒")
    elif answer.status_code == 403:
        yield Finding(
            Level.WRONG, f"{where} 不认这个签名：那里用的 token 或 aes_key 与这份设置不同，或时钟不准"
        )
    elif 300 <= answer.status_code < 400:
        yield Finding(Level.WRONG, f"{where} 转去了别的地址，微信不会跟着去。请填转到的那个地址")
    else:
        yield Finding(
            Level.WRONG, f"{where} 回的是 HTTP {answer.status_code}，不是验证用的文字。请检查反向代理的路径"
        )


def check_token(account: Account) -> Finding:
    """Whether WeChat gives a token for the appid and secret. Asks WeChat."""
    from report_bot.ui.wechat.tokens import NoToken, post_json

    body = {"grant_type": "client_credential", "appid": account.appid, "secret": account.secret}
    try:
        answer = post_json(f"{account.api}/cgi-bin/stable_token", body)
    except NoToken as error:
        return Finding(Level.WRONG, f"[wechat.{account.name}] 问不到 {account.api}（{error.reason}）")
    if answer.get("access_token"):
        return Finding(Level.FINE, f"[wechat.{account.name}] 取到了 access_token")
    known = {
        40013: "appid 不对",
        40125: "secret 不对",
        40164: "本机的公网地址不在公众号后台的 IP 白名单里",
        40243: "secret 被冻结了",
    }
    code = answer.get("errcode")
    return Finding(
        Level.WRONG, f"[wechat.{account.name}] 取不到 access_token：{known.get(code or 0, f'错误码 {code}')}"
    )


def _check_account(account: Account, *, has_model: bool) -> Iterator[Finding]:
    where = f"[wechat.{account.name}]"
    if account.mode == "plain":
        yield Finding(
            Level.MIND, f"{where} 是明文模式：微信不给正文签名，路上谁都能改。请在公众号后台改用安全模式"
        )
    elif account.mode == "compatible":
        yield Finding(Level.MIND, f"{where} 是兼容模式：本机只看密文，但明文也在路上。调好后请改用安全模式")
    if account.answers != "quoted" and not has_model:
        yield Finding(
            Level.MIND,
            f'{where} 的 answers = "{account.answers}" 要用大模型，还没设 REPORT_BOT_LLM_BASE_URL；'
            "现在只给报告原文",
        )
    if account.answers == "push":
        yield Finding(Level.MIND, f"{where} 主动推送要认证过的公众号；没有权限时（48001）市民仍可回复 1 查看")
    if account.api != WECHAT_API:
        yield Finding(Level.MIND, f"{where} 的 api 是 {account.api}，不是微信的接口；正式使用前请去掉")
    if account.mode == "secure":
        yield Finding(Level.FINE, f"{where} 是安全模式，回答方式 {account.answers}")


def _check_address(owner: Account | StaffBot) -> Iterator[Finding]:
    where = f"[{owner.table}.{owner.name}]"
    if not owner.public_url:
        yield Finding(Level.MIND, f"{where} 没设 public_url：回答里不带原文链接，也没法从外面验证地址")
        return
    parts = urlsplit(owner.public_url)
    if parts.scheme != "https":
        yield Finding(Level.MIND, f"{where} 的 public_url 不是 https：市民点开会看到“不安全”")
    try:
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        yield Finding(Level.WRONG, f"{where} 的 public_url 里端口写错了")
        return
    if port not in (None, 80, 443):
        yield Finding(Level.WRONG, f"{where} 的 public_url 用了端口 {port}：微信只连 80 和 443")
    if host == "localhost" or _is_private(host):
        yield Finding(Level.WRONG, f"{where} 的 public_url 是内网地址，微信连不上")


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _clock_off(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp() - time.time()
    except (ValueError, TypeError):
        return None
