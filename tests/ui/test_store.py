"""The store: the same rules in SQLite and in Redis, between real processes, and after one is killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from report_bot.ingest.errors import SettingsInvalid, StoreUnavailable
from report_bot.ui.store import Store
from report_bot.ui.store_sqlite import SqliteStore
from report_bot.ui.stores import open_store
from report_bot.ui.stores import store_url as chosen_url

# What each of several processes does at once; it prints what it won, counted and took.
WORKER = """
import json, sys
from report_bot.ui.stores import open_store
store, me, rounds = open_store(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True); sys.stdin.readline()
won, counted, taken = [], [], []
for n in range(rounds):
    if store.claim("claim", str(n), me, 60): won.append(n)
    counted.append(store.count("count", "all", 60))
    while True:
        old = store.get("sum", "all") or ""
        if store.swap("sum", "all", old, str(int(old) + 1), 60): break
    store.push("queue", "all", f"{me}-{n}", 60, 10_000)
    if n % 2: taken.append(store.pop("queue", "all"))
print(json.dumps([won, counted, taken]))
"""
WRITER = """
import itertools, sys
from report_bot.ui.stores import open_store
store = open_store(sys.argv[1])
for n in itertools.count():
    store.put("kept", str(n), "x" * 500, 60); store.push("line", "all", str(n), 60, 10_000_000)
    print(n, flush=True)
"""


@pytest.fixture
def store(store_url: str) -> Store:
    return open_store(store_url)


def test_a_value_is_kept_until_its_time_is_over(store: Store) -> None:
    store.put("a", "k", "一", 60)
    store.put("a", "k", "二", 60)
    store.put("b", "k", "别的", 0.15)
    assert (store.get("a", "k"), store.get("b", "k"), store.get("a", "none")) == ("二", "别的", None)
    time.sleep(0.3)
    assert (store.get("a", "k"), store.get("b", "k"), store.keys("b")) == ("二", None, ())
    store.delete("a", "k")
    assert store.get("a", "k") is None


def test_a_claim_is_given_once_in_its_lifetime(store: Store) -> None:
    assert store.claim("a", "k", "first", 0.3)
    assert not store.claim("a", "k", "second", 60)
    assert store.get("a", "k") == "first"
    time.sleep(0.5)
    assert store.claim("a", "k", "third", 60)
    assert store.get("a", "k") == "third"


def test_a_swap_needs_what_it_replaces(store: Store) -> None:
    assert not store.swap("a", "k", "", "new", 60)
    store.put("a", "k", "old", 0.3)
    assert not store.swap("a", "k", "other", "new", 60)
    assert store.swap("a", "k", "old", "new", 60)
    time.sleep(0.5)
    assert store.get("a", "k") == "new", "a swap gives a new lifetime"


def test_a_counter_starts_again_after_its_window(store: Store) -> None:
    """The window runs from the first use; a later one does not lengthen it."""
    assert [store.count("c", "k", 0.5), store.count("c", "k", 60, by=3)] == [1, 4]
    assert store.count("c", "k", 0.5, by=-1) == 3
    time.sleep(0.7)
    assert store.count("c", "k", 60) == 1


def test_a_queue_keeps_its_order_and_its_bound(store: Store) -> None:
    assert [store.push("q", "k", value, 60, 3) for value in "abcd"] == [1, 2, 3, 3]
    assert store.items("q", "k") == ("b", "c", "d")
    assert [store.pop("q", "k") for _ in range(4)] == ["b", "c", "d", None]
    store.push("q", "k", "e", 0.2, 3)
    time.sleep(0.35)
    assert (store.items("q", "k"), store.pop("q", "k"), store.keys("q")) == ((), None, ())
    store.push("q", "k", "f", 60, 3)
    store.delete("q", "k")
    assert store.items("q", "k") == ()


def test_keys_name_what_a_kind_holds_whatever_they_are_called(store: Store) -> None:
    """Neither another kind's keys nor those that look like patterns; values and queues both count."""
    names = {"a:b", "*", "[x]", "市民", "x'; DROP TABLE kept", ""}
    for name in names:
        store.put("k", name, "v", 60)
        store.put("kk", name + "other", "v", 60)
        store.count("k", name + "counter", 60)
    store.push("k", "queue", "v", 60, 1)
    assert set(store.keys("k")) == names | {"queue"}
    assert store.get("k", "x'; DROP TABLE kept") == "v"


def test_each_call_is_atomic_between_processes(store_url: str, store: Store) -> None:
    """Four processes at once: a claim has one winner, no count and no swap is lost, a queued value is taken once."""
    rounds, workers = 60, 4
    store.put("sum", "all", "0", 60)
    running = [_start(WORKER, store_url, str(n), str(rounds)) for n in range(workers)]
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    results = [json.loads(process.communicate(timeout=60)[0]) for process in running]
    assert sorted(n for won, _, _ in results for n in won) == list(range(rounds))
    assert sorted(n for _, counted, _ in results for n in counted) == list(range(1, rounds * workers + 1))
    assert store.get("sum", "all") == str(rounds * workers)
    taken = Counter(value for _, _, values in results for value in values)
    left = Counter(store.items("queue", "all"))
    assert taken + left == Counter(f"{n}-{m}" for n in range(workers) for m in range(rounds))


def test_what_was_written_survives_a_kill(store_url: str, store: Store) -> None:
    """kill -9 in the middle of writing loses nothing that was confirmed and leaves the store usable at once."""
    process = _start(WRITER, store_url)
    for _ in range(100):
        process.stdout.readline()
    process.kill()
    last = 99
    for line in process.communicate(timeout=30)[0].splitlines():
        last = int(line) if line.isdecimal() else last
    again = open_store(store_url)
    assert all(again.get("kept", str(n)) for n in range(last + 1))
    assert again.items("line", "all")[: last + 1] == tuple(str(n) for n in range(last + 1))
    assert again.claim("after", "kill", "x", 60)


def test_a_place_that_cannot_be_used_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    (tmp_path / "text.db").write_text("not a database, and long enough to be told from one" * 20, "utf-8")
    for url in ("sqlite:///{}/file/serve.db", "sqlite:///{}/text.db", "redis://127.0.0.1:1/0"):
        with pytest.raises(StoreUnavailable, match="请检查"):
            open_store(url.format(tmp_path))
    for url in ("", "serve.db", "sqlite://", "sqlite:///", "mysql://x/y", "redis://", "redis://h:port/0"):
        with pytest.raises(SettingsInvalid, match="REPORT_BOT_STORE"):
            open_store(url)
    assert chosen_url("", tmp_path) == f"sqlite:///{tmp_path}/serve.db"
    assert chosen_url("redis://h/1", tmp_path) == "redis://h/1"


def test_the_file_is_the_operator_s_alone_and_forgets(tmp_path: Path) -> None:
    """Nobody else on the machine reads citizens' words, and what has expired leaves the file."""
    store = SqliteStore(tmp_path / "new" / "serve.db")
    store.put("a", "k", "v", 0.01)
    store.push("a", "line", "v", 0.01, 9)
    time.sleep(0.05)
    store._swept = 0.0  # as if a minute had gone by
    store.put("a", "other", "v", 60)
    assert (tmp_path / "new" / "serve.db").stat().st_mode & 0o077 == 0
    with store._reading() as connection:
        rows = (
            "SELECT (SELECT count(*) FROM kept), (SELECT count(*) FROM queued), (SELECT count(*) FROM queues)"
        )
        assert connection.execute(rows).fetchone() == (1, 0, 0)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    store.close()
    assert store.get("a", "other") == "v", "a closed store opens again"


def _start(code: str, *arguments: str) -> subprocess.Popen[Any]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
