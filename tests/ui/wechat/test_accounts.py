"""The file of accounts, wechat-check and wechat-sim: what an office meets before any citizen does."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from wechat_office import AES_KEY, OFFICE, accounts

from report_bot.bot.settings import Settings
from report_bot.ingest.errors import SettingsInvalid
from report_bot.ui.wechat.accounts import load_accounts
from report_bot.ui.wechat.check import Level, check_address, check_file, check_token
from report_bot.ui.wechat.commands import run_check, run_sim
from report_bot.ui.wechat.simulated_api import SimulatedApi

LINES = "".join(f'{key} = "{value}"\n' for key, value in OFFICE.items())


def written(folder: Path, text: str) -> Path:
    file = folder / "wechat.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    return file


def test_several_accounts_each_with_its_own_settings(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        f'model_at_once = 4\n[wechat.one]\n{LINES}[wechat.two]\n{LINES}mode = "plain"\nanswers = "wait"\n'
        f'[wecom.staff]\ntoken = "Abc"\naes_key = "{AES_KEY}"\n',
    )
    read = load_accounts(file)
    assert (read.wechat["one"].mode, read.wechat["one"].answers) == ("secure", "quoted")
    assert (read.wechat["two"].mode, read.wechat["two"].answers) == ("plain", "wait")
    assert read.wecom["staff"].cipher.receiver == "" and read.model_at_once == 4
    assert AES_KEY not in repr(read) and OFFICE["token"] not in repr(read)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有 [wechat.名称]"),
        ("[wechat.a", "不是正确的 TOML"),
        ("wechat = 1", "要写成 [wechat.名称]"),
        ("[other.a]", "不认识 other"),
        (f'[wechat."一"]\n{LINES}', "名称只能用字母"),
        (f'[wechat.a]\n{LINES}colour = "x"', "不认识 colour"),
        (f"[wechat.a]\n{LINES}mode = 1", "mode 要是文字"),
        (f'[wechat.a]\n{LINES}mode = "safe"', "secure、compatible、plain"),
        (f'[wechat.a]\n{LINES}answers = "fast"', "quoted、wait、later、push"),
        (f'[wechat.a]\n{LINES}answers = "push"', "还缺 appid 或 secret"),
        (f'[wechat.a]\n{LINES}public_url = "a.gov.cn"', "public_url"),
        ('[wechat.a]\ntoken = "x"', "token 要是 3 到 32 个"),
        ('[wechat.a]\ntoken = "Token"\nappid = "wx"\naes_key = "short"', "43 个字符"),
        ('[wecom.a]\ntoken = "Token"', "43 个字符"),
        (f"model_at_once = 0\n[wechat.a]\n{LINES}", "model_at_once"),
    ],
)
def test_a_mistake_is_named_without_any_secret(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsInvalid) as caught:
        load_accounts(written(tmp_path, text))
    assert said in str(caught.value)
    assert AES_KEY not in str(caught.value) and OFFICE["token"] not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="REPORT_BOT_WECHAT"):
        load_accounts(tmp_path / "none.toml")


def test_the_settings_are_checked_by_themselves(tmp_path: Path) -> None:
    """Plain mode, a model that is missing, a readable file, a port or an address that WeChat does not reach."""
    file = written(
        tmp_path,
        f'[wechat.a]\n{LINES}mode = "plain"\nanswers = "wait"\npublic_url = "http://192.168.1.9:8080"\n'
        f'api = "http://127.0.0.1:9"\n[wechat.b]\n{LINES}mode = "compatible"\npublic_url = "https://a.gov.cn"\n',
    )
    file.chmod(0o644)
    found = list(check_file(file, Settings(llm_base_url=""), load_accounts(file)))
    said = "\n".join(finding.text for finding in found)
    for words in (
        "chmod 600",
        "明文模式",
        "大模型",
        "不是 https",
        "端口 8080",
        "内网地址",
        "兼容模式",
        "不是微信的接口",
    ):
        assert words in said, words
    assert sum(finding.level is Level.WRONG for finding in found) == 2
    sound = accounts(office={"public_url": "https://a.gov.cn"})
    file.chmod(0o600)
    assert all(finding.level is not Level.WRONG for finding in check_file(file, Settings(), sound))


def test_an_address_is_tried_as_wechat_tries_it(serving: Any) -> None:
    """Right; another token; nobody there; another server than ours."""
    bound, other = accounts(office={}), accounts(office={"token": "Another"})
    with serving(bound) as url:
        for owner in (bound.wechat["office"], bound.wecom["staff"]):
            (fine,) = check_address(owner, url)
            assert fine.level is Level.FINE, fine
        (wrong,) = check_address(other.wechat["office"], url)
        assert wrong.level is Level.WRONG and "token" in wrong.text
        (lost,) = check_address(bound.wechat["office"], url + "elsewhere")
        assert lost.level is Level.WRONG and "404" in lost.text
    (nobody,) = check_address(bound.wechat["office"], "http://127.0.0.1:1")
    assert nobody.level is Level.WRONG and "打不开" in nobody.text


def test_appid_and_secret_are_tried_where_asked_for() -> None:
    with SimulatedApi(OFFICE["appid"], "secret") as api:
        right = accounts(a={"secret": "secret", "api": api.url}, b={"secret": "wrong", "api": api.url})
        assert check_token(right.wechat["a"]).level is Level.FINE
        assert "secret 不对" in check_token(right.wechat["b"]).text


def aside(command: Callable[[], int]) -> int:
    """Run a command in a thread of its own: playwright may have a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(command).result()


def test_an_office_tries_its_settings_without_an_account(
    serving: Any, model: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """wechat-check finds nothing wrong; wechat-sim shows the whole talk in each answer style, pushes and staff too."""
    from services import free_port

    file = written(
        tmp_path,
        f'[wechat.later]\n{LINES}answers = "later"\n'
        f'[wechat.push]\n{LINES}answers = "push"\nsecret = "s"\napi = "http://127.0.0.1:{free_port()}"\n'
        f'[wecom.staff]\ntoken = "Abc"\naes_key = "{AES_KEY}"\n',
    )
    with serving(load_accounts(file), model.url) as url:
        options = argparse.Namespace(file=file, url=url, token=False, account=None, questions=[])
        assert run_check(options) == 0
        assert "没有发现错误" in capsys.readouterr().out
        options.questions = ["去年城镇新增就业多少人？", "你好"]
        assert aside(lambda: run_sim(options)) == 0
    shown = capsys.readouterr().out
    assert shown.count("地址验证：通过") == 3 and shown.count("5.9万人") >= 5
    assert "市民：1" in shown and "（客服消息）" in shown and "AI生成" in shown and "一切正常" in shown
    lost = argparse.Namespace(file=file, url="http://127.0.0.1:1", account="later", questions=[])
    assert aside(lambda: run_sim(lost)) == 2
    with pytest.raises(SettingsInvalid, match="没有名为"):
        run_sim(argparse.Namespace(file=file, url=url, account="nobody", questions=[]))
