"""The model's version as a customer-service message: within the quota, with a shared token, and never lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from wechat_office import OFFICE, accounts, run

from report_bot.ui.store_sqlite import SqliteStore
from report_bot.ui.stores import open_store
from report_bot.ui.wechat.accounts import Account, Accounts
from report_bot.ui.wechat.push import Heard, Push, heard
from report_bot.ui.wechat.simulate import WechatSide
from report_bot.ui.wechat.simulated_api import SimulatedApi
from report_bot.ui.wechat.tokens import NoToken, Tokens

NEW_JOBS = "去年城镇新增就业多少人？"


@pytest.fixture
def api() -> Iterator[SimulatedApi]:
    with SimulatedApi(OFFICE["appid"], "secret") as running:
        yield running


def pushing(api: SimulatedApi) -> Accounts:
    return accounts(office={"answers": "push", "secret": "secret", "api": api.url})


def test_the_model_s_version_is_sent_and_nothing_of_it_is_kept(
    serving: Any, model: Any, api: SimulatedApi, store_url: str
) -> None:
    bound = pushing(api)

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        api.heard("citizen")
        quoted = await side.say("citizen", NEW_JOBS)
        assert "5.9万人" in quoted.text and "AI生成" not in quoted.text and quoted.seconds < 4.5
        await _until(lambda: api.sent["citizen"])
        assert "5.9万人" in api.sent["citizen"][0] and "AI生成" in api.sent["citizen"][0]
        await asyncio.sleep(0.3)
        assert "AI生成" not in (await side.say("citizen", "1")).text, "what was sent is not pending"

    with serving(bound, model.url) as url:
        run(talk)
    store = open_store(store_url)
    assert [store.keys(kind) for kind in ("wx-job", "wx-todo", "wx-taken")] == [(), (), ()]
    store.close()


@pytest.mark.parametrize("fault", [48001, 45015, 45047, 45002, 40001, 42001, -1])
def test_what_cannot_be_sent_is_kept_for_1(serving: Any, model: Any, api: SimulatedApi, fault: int) -> None:
    """Not granted, out of time, over quota, too long, token twice refused, network: the citizen fetches it."""
    bound = pushing(api)
    api.faults += [fault, fault]

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        api.heard("citizen")
        await side.say("citizen", NEW_JOBS)
        await _until(lambda: len(api.faults) < 2 and not api.sent["citizen"])
        for _ in range(40):
            fetched = await side.say("citizen", "1")
            if "AI生成" in fetched.text:
                break
            await asyncio.sleep(0.1)
        assert "5.9万人" in fetched.text and not api.sent["citizen"]
        assert "AI生成" not in (await side.say("citizen", "1")).text, "once"

    with serving(bound, model.url) as url:
        run(talk)


def test_a_refused_token_is_renewed_and_the_message_sent(serving: Any, model: Any, api: SimulatedApi) -> None:
    """Somebody fetched a token by force: ours is refused, one new one is enough."""
    bound = pushing(api)

    async def talk(client: Any) -> None:
        side = WechatSide(bound.wechat["office"], url, client)
        for citizen in ("a", "b"):
            api.heard(citizen)
            await side.say(citizen, NEW_JOBS)
            await _until(lambda citizen=citizen: api.sent[citizen])
            api.revoke()

    with serving(bound, model.url) as url:
        run(talk)
    assert len(api.sent["b"]) == 1 and api.tokens_given <= 3


def test_a_token_is_fetched_once_for_all_workers(api: SimulatedApi, store_url: str) -> None:
    """Eight at once in several stores on one place: one request; the token in the store is sealed."""
    from concurrent.futures import ThreadPoolExecutor

    account = Account(name="office", **(OFFICE | {"secret": "secret", "api": api.url}))
    workers = [Tokens(open_store(store_url), str(n)) for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        tokens = set(pool.map(lambda worker: worker.get(account), workers))
    assert len(tokens) == 1 and api.tokens_given == 1
    (token,) = tokens
    assert token not in (open_store(store_url).get("wx-token", "office") or token)
    assert workers[0].get(account, instead_of=token) != token, "forced where normal mode gives the same again"


def test_a_token_fetched_between_the_look_and_the_claim_is_taken(api: SimulatedApi, tmp_path: Path) -> None:
    """A worker that saw none, and may fetch only when another is done, looks again before it asks WeChat."""
    store = SqliteStore(tmp_path / "serve.db")
    account = Account(name="office", **(OFFICE | {"secret": "secret", "api": api.url}))
    token = Tokens(LateClaim(store, lambda: Tokens(store, "first").get(account)), "second").get(account)  # type: ignore[arg-type]
    assert token == Tokens(store, "third").get(account) and api.tokens_given == 1


class LateClaim:
    """A store in which something happens before the first claim is granted."""

    def __init__(self, store: SqliteStore, happens: Callable[[], object]) -> None:
        self._store, self._happens = store, happens

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def claim(self, *claimed: Any) -> bool:
        self._happens()
        return self._store.claim(*claimed)


def test_a_token_is_renewed_before_it_runs_out_and_forced_within_its_quota(tmp_path: Path) -> None:
    """A token's last five minutes are left; WeChat forces 20 a day, we stop before."""
    store = SqliteStore(tmp_path / "serve.db")
    with SimulatedApi(OFFICE["appid"], "secret", lasts=300 + 31) as short:
        account = Account(name="office", **(OFFICE | {"secret": "secret", "api": short.url}))
        clock = Clock(store)
        tokens = Tokens(clock, "me")  # type: ignore[arg-type]
        tokens.get(account)
        assert clock.kept["wx-token"] == pytest.approx(31)
        token = ""
        with pytest.raises(NoToken, match="forced_too_often"):
            for _ in range(21):
                token = tokens.get(account, instead_of=token)
        assert short.tokens_given < 2 * 21 and tokens.get(account) == token


class Clock:
    """A store that remembers how long values are kept."""

    def __init__(self, store: SqliteStore) -> None:
        self._store, self.kept = store, dict[str, float]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def put(self, kind: str, key: str, value: str, ttl: float) -> None:
        self.kept[kind] = ttl
        self._store.put(kind, key, value, ttl)


def test_a_token_that_cannot_be_had_is_said_without_secrets(api: SimulatedApi, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "serve.db")
    wrong = Account(name="office", **(OFFICE | {"secret": "wrong", "api": api.url}))
    with pytest.raises(NoToken, match="40125"):
        Tokens(store, "me").get(wrong)
    gone = Account(name="office", **(OFFICE | {"secret": "wrong", "api": "http://127.0.0.1:1"}))
    with pytest.raises(NoToken, match="ConnectError") as caught:
        Tokens(store, "me").get(gone)
    assert "wrong" not in str(caught.value) and caught.value.__cause__ is None


def test_the_quota_is_counted_before_anything_is_sent(api: SimulatedApi, tmp_path: Path) -> None:
    """Five after a message, three after a tap, none once its time is over; the next message starts anew."""
    store = SqliteStore(tmp_path / "serve.db")
    account = Account(name="office", **(OFFICE | {"secret": "secret", "api": api.url}))
    push = Push(store, Tokens(store, "me"))
    for how, most in ((Heard.MESSAGE, 5), (Heard.TAP, 3)):
        api.heard(how.value, how)
        remembered = heard(how, f"key-{how.value}")
        faults = [push.send(account, how.value, remembered, "x") for _ in range(most + 2)]
        assert faults == [""] * most + ["quota"] * 2
        assert len(api.sent[how.value]) == most
    old = f"{Heard.TAP.value}|{time.time() - 61:.0f}|key"
    assert push.send(account, "tap", old, "x") == "late"
    api.heard("message")
    assert push.send(account, "message", heard(Heard.MESSAGE, "another"), "x") == ""


def test_an_account_that_lacks_the_privilege_is_not_tried_each_time(
    api: SimulatedApi, tmp_path: Path
) -> None:
    store = SqliteStore(tmp_path / "serve.db")
    account = Account(name="office", **(OFFICE | {"secret": "secret", "api": api.url}))
    push = Push(store, Tokens(store, "me"))
    api.heard("citizen")
    api.faults.append(48001)
    assert push.send(account, "citizen", heard(Heard.MESSAGE, "1"), "x") == "48001"
    assert push.send(account, "citizen", heard(Heard.MESSAGE, "2"), "x") == "48001"
    assert api.sent["citizen"] == [] and api.faults == []


async def _until(true: Any, seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come about"
        await asyncio.sleep(0.05)
