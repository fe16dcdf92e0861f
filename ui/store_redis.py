"""The store in Redis: for several machines, or where an office has one already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from report_bot.ingest.errors import SettingsInvalid, StoreUnavailable

_SWAP = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return 1
end
return 0"""
_COUNT = """
local n = redis.call('INCRBY', KEYS[1], ARGV[1])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return n"""
_PUSH = """
redis.call('RPUSH', KEYS[1], ARGV[1])
redis.call('LTRIM', KEYS[1], -tonumber(ARGV[3]), -1)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('LLEN', KEYS[1])"""
_GLOB = re.compile(r"([*?\[\]\\^])")
_WAIT_S = 1.0  # an answer is due within seconds: a Redis that hangs is as good as none


class RedisStore:
    """A Store in a Redis database, its keys all under report-bot:. Raises StoreUnavailable where it cannot be reached.

    Nothing is sent twice: a claim whose answer was lost would be refused to the very one who holds it.
    """

    def __init__(self, url: str) -> None:
        from redis import Redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        try:
            self._redis: Any = Redis.from_url(
                url,
                decode_responses=True,
                socket_timeout=_WAIT_S,
                socket_connect_timeout=_WAIT_S,
                retry=Retry(NoBackoff(), 0),
                health_check_interval=15,
            )
        except ValueError as error:
            raise SettingsInvalid(
                "REPORT_BOT_STORE 的 redis 地址写错了，应如 redis://127.0.0.1:6379/0。"
            ) from error
        self._swap, self._count, self._push = map(self._redis.register_script, (_SWAP, _COUNT, _PUSH))
        with _words():
            self._redis.ping()

    def get(self, kind: str, key: str) -> str | None:
        with _words():
            value: str | None = self._redis.get(_name("v", kind, key))
            return value

    def put(self, kind: str, key: str, value: str, ttl: float) -> None:
        with _words():
            self._redis.set(_name("v", kind, key), value, px=_ms(ttl))

    def claim(self, kind: str, key: str, value: str, ttl: float) -> bool:
        with _words():
            return bool(self._redis.set(_name("v", kind, key), value, px=_ms(ttl), nx=True))

    def swap(self, kind: str, key: str, old: str, new: str, ttl: float) -> bool:
        with _words():
            return bool(self._swap(keys=[_name("v", kind, key)], args=[old, new, _ms(ttl)]))

    def delete(self, kind: str, key: str) -> None:
        with _words():
            self._redis.delete(_name("v", kind, key), _name("q", kind, key))

    def count(self, kind: str, key: str, window: float, by: int = 1) -> int:
        with _words():
            return int(self._count(keys=[_name("n", kind, key)], args=[by, _ms(window)]))

    def push(self, kind: str, key: str, value: str, ttl: float, most: int) -> int:
        with _words():
            return int(self._push(keys=[_name("q", kind, key)], args=[value, _ms(ttl), most]))

    def pop(self, kind: str, key: str) -> str | None:
        with _words():
            value: str | None = self._redis.lpop(_name("q", kind, key))
            return value

    def items(self, kind: str, key: str) -> tuple[str, ...]:
        with _words():
            return tuple(self._redis.lrange(_name("q", kind, key), 0, -1))

    def keys(self, kind: str) -> tuple[str, ...]:
        with _words():
            found: set[str] = set()
            for sort in "vq":
                start = _name(sort, kind, "")
                names = self._redis.scan_iter(match=_GLOB.sub(r"\\\1", start) + "*", count=1000)
                found |= {name[len(start) :] for name in names}
            return tuple(sorted(found))

    def close(self) -> None:
        """Close the connections. The store opens new ones when it is next used."""
        self._redis.close()


def _name(sort: str, kind: str, key: str) -> str:
    return f"report-bot:{sort}:{kind}:{key}"


def _ms(seconds: float) -> int:
    return max(1, round(seconds * 1000))


@contextmanager
def _words() -> Iterator[None]:
    from redis.exceptions import RedisError

    try:
        yield
    except RedisError as error:
        raise StoreUnavailable(
            f"连不上 REPORT_BOT_STORE 所指的 Redis（{type(error).__name__}）。请检查地址、口令，以及 Redis 是否在运行。"
        ) from error
