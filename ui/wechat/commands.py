"""The commands wechat-check and wechat-sim: what an office runs before it binds its account."""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from report_bot.bot.settings import load_settings
from report_bot.ingest.errors import SettingsInvalid
from report_bot.ui.wechat.accounts import Account, StaffBot, load_accounts

if TYPE_CHECKING:
    from report_bot.ui.wechat.simulate import Shown, WechatSide
    from report_bot.ui.wechat.simulated_api import SimulatedApi

_QUESTIONS = 2
_PATIENCE_S = 60.0
_WRONG = 2


def run_check(options: argparse.Namespace) -> int:
    """Say what is wrong; 0 where nothing keeps it from working, 2 otherwise. Raises SettingsInvalid for the file itself."""
    from report_bot.ui.wechat.check import Finding, Level, check_address, check_file, check_token

    settings = load_settings()
    file = _file(options.file or settings.wechat)
    accounts = load_accounts(file)
    findings: list[Finding] = list(check_file(file, settings, accounts))
    for owner in accounts.owners:
        if url := options.url or owner.public_url:
            findings += check_address(owner, url)
    if options.token:
        findings += [check_token(a) for a in accounts.wechat.values() if a.secret]
    for finding in findings:
        print(f"{finding.level}：{finding.text}")
    wrong = sum(finding.level is Level.WRONG for finding in findings)
    print(f"共 {wrong} 处错误。" if wrong else "没有发现错误。")
    return _WRONG if wrong else 0


def run_sim(options: argparse.Namespace) -> int:
    """Play WeChat against a running server and show what citizens would see; 2 where WeChat would show 故障."""
    accounts = load_accounts(_file(options.file or load_settings().wechat))
    chosen = [a for a in accounts.owners if options.account in (None, a.name)]
    if not chosen:
        raise SettingsInvalid(f"设置文件里没有名为“{options.account}”的账号。")
    with ExitStack() as stack:
        apis = {a.name: stack.enter_context(_api(a)) for a in chosen if isinstance(a, Account)}
        return asyncio.run(_play(chosen, apis, options.url, options.questions))


async def _play(
    chosen: list[Account | StaffBot], apis: dict[str, SimulatedApi | None], url: str, questions: list[str]
) -> int:
    import httpx

    from report_bot.ui.wechat.simulate import WechatSide

    faults = 0
    async with httpx.AsyncClient(trust_env=False) as client:
        for owner in chosen:
            print(f"—— {'公众号' if isinstance(owner, Account) else '企业微信机器人'} {owner.name}")
            if isinstance(owner, StaffBot):
                faults += await _play_staff(owner, url, client, questions)
                continue
            side = WechatSide(owner, url, client)
            fault = await side.verify()
            print(f"地址验证：{fault or '通过'}")
            if fault:
                faults += 1
                continue
            citizen = _Citizen(side, apis[owner.name])
            await citizen.play(questions)
            faults += citizen.faults
    print(f"有 {faults} 处会让市民看到“该公众号提供的服务出现故障”。" if faults else "一切正常。")
    return _WRONG if faults else 0


class _Citizen:
    """One citizen who subscribes, asks, and fetches what is offered."""

    def __init__(self, side: WechatSide, api: SimulatedApi | None) -> None:
        self._side, self._api, self.faults = side, api, 0
        self._openid = f"o-simulated-{os.urandom(6).hex()}"

    async def play(self, questions: list[str]) -> None:
        welcome = self._show("（关注）", await self._side.event(self._openid, "subscribe"))
        suggested = [line[2:] for line in welcome.splitlines() if line.startswith("· ")][:_QUESTIONS]
        for question in questions or [*suggested, "谢谢"]:
            if self._api:
                self._api.heard(self._openid)
            text = self._show(question, await self._side.say(self._openid, question))
            while text.endswith("看后面）"):
                text = self._show("继续", await self._side.say(self._openid, "继续"))
            if "回复 1" in text[-20:]:
                await self._fetch()

    async def _fetch(self) -> None:
        """Wait for a pushed message where the account pushes, or ask with 1 until the model is ready."""
        deadline = time.monotonic() + _PATIENCE_S
        pushes = self._side.account.answers == "push" and self._api is not None
        while time.monotonic() < deadline:
            await asyncio.sleep(2)
            if self._api and self._api.sent[self._openid]:
                for text in self._api.sent.pop(self._openid):
                    print(f"（客服消息）\n{_indented(text)}")
                return
            if not pushes:
                shown = await self._side.say(self._openid, "1")
                if "还在准备" not in shown.text:
                    self._show("1", shown)
                    return
        self._show("1", await self._side.say(self._openid, "1"))

    def _show(self, said: str, shown: Shown) -> str:
        print(f"市民：{said}")
        if shown.fault:
            self.faults += 1
            print(f"  故障：{shown.fault}（第 {shown.deliveries} 次投递）")
        else:
            print(_indented(shown.text or "（不回复）"))
            print(f"  —— {shown.seconds:.2f} 秒，{len(shown.text.encode())} 字节")
        return shown.text


async def _play_staff(bot: StaffBot, url: str, client: object, questions: list[str]) -> int:
    import httpx

    from report_bot.ui.wechat.refused import Refused
    from report_bot.ui.wechat.simulate import WecomSide

    assert isinstance(client, httpx.AsyncClient)
    side = WecomSide(bot, url, client)
    fault = await side.verify()
    print(f"地址验证：{fault or '通过'}")
    if fault:
        return 1
    faults = 0
    entered = {"msgid": os.urandom(8).hex(), "from": {"userid": "simulated"}, "msgtype": "event"}
    try:
        welcome = await side.follow(entered | {"event": {"eventtype": "enter_chat"}}, every=0.5, longest=5)
        print(_indented(welcome[-1]))
        suggested = [line[2:] for line in welcome[-1].splitlines() if line.startswith("· ")][:_QUESTIONS]
        for question in questions or suggested:
            shown = await side.say("simulated", question, longest=_PATIENCE_S)
            print(f"同事：{question}\n{_indented(shown[-1])}\n  —— 分 {len(shown)} 次显示")
    except (Refused, TimeoutError, httpx.HTTPError, IndexError) as error:
        faults += 1
        print(f"  故障：{type(error).__name__}")
    return faults


@contextmanager
def _api(account: Account) -> Iterator[SimulatedApi | None]:
    """WeChat's interfaces, where the account's `api` is a port of this machine."""
    from report_bot.ui.wechat.simulated_api import SimulatedApi

    parts = urlsplit(account.api)
    if parts.hostname not in ("127.0.0.1", "localhost") or not parts.port:
        yield None
        return
    try:
        api = SimulatedApi(account.appid, account.secret, port=parts.port)
    except OSError as error:
        raise SettingsInvalid(f"端口 {parts.port} 被占用，没法模拟微信的接口。请改 api 里的端口。") from error
    with api:
        yield api


def _file(chosen: Path | None) -> Path:
    if chosen is None:
        raise SettingsInvalid("没有公众号设置文件。请设 REPORT_BOT_WECHAT，或用 --file 指明。")
    return chosen


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
