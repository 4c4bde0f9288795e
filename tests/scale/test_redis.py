"""Results and versions shared by several hosts, against a real redis-server."""

import time
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from data_layer import demo
from data_layer.registry.cache import ResultCache
from data_layer.registry.cache_redis import Redis, RedisCache
from data_layer.registry.hosts import SECONDS_BETWEEN_LOOKS, SharedVersions
from data_layer.registry.store import Store

pytestmark = pytest.mark.redis
needs_client = pytest.mark.skipif(
    find_spec("redis") is None, reason="redis-py is not installed: make scale installs it"
)
FRAME = pl.DataFrame({"place": ["甲", None], "n": [3, 4], "share": [1 / 3, None]})


def never() -> pl.DataFrame:
    raise AssertionError("computed again")


def test_what_one_host_computed_is_there_for_another(redis_url: str) -> None:
    hosts = [ResultCache(RedisCache(Redis(redis_url), "code")) for _ in range(2)]
    assert_frame_equal(hosts[0].frame(("v", "x"), lambda: FRAME), FRAME)
    assert_frame_equal(hosts[1].frame(("v", "x"), never), FRAME)
    hosts[0].keep_answer(("v", "a"), b"finished")
    assert hosts[1].answer(("v", "a")) == b"finished"
    assert hosts[1].answer(("v", "b")) is None


def test_other_code_computes_its_own(redis_url: str) -> None:
    before = ResultCache(RedisCache(Redis(redis_url), "code 1"))
    before.keep_answer(("v", "a"), b"old")
    assert ResultCache(RedisCache(Redis(redis_url), "code 2")).answer(("v", "a")) is None


def test_results_go_after_a_week(redis_url: str) -> None:
    import redis

    RedisCache(Redis(redis_url), "code").set("key", b"value")
    client = redis.Redis.from_url(redis_url)
    [key] = list(client.scan_iter("srdi:*"))
    assert 6 * 86_400 < client.ttl(key) <= 7 * 86_400


@needs_client
def test_without_a_redis_results_are_computed_and_no_time_is_lost() -> None:
    cache = ResultCache(RedisCache(Redis("redis://127.0.0.1:1/0"), "code"))
    start = time.monotonic()
    for at in range(200):
        assert cache.frame(("v", at), lambda: FRAME).height == 2
    assert time.monotonic() - start < 5


def rows(seed: int) -> pl.DataFrame:
    return demo.build(rows=3_000, seed=seed)


def store(home: Path, url: str) -> Store:
    return Store(home, SharedVersions(Redis(url), home.name))


def add(to: Store, seed: int) -> str:
    return to.add(rows(seed), demonstration=True, source=f"seed {seed}").version


def settle() -> None:
    """Long enough for every process to have looked."""
    time.sleep(SECONDS_BETWEEN_LOOKS * 1.5)


def test_hosts_switch_together_when_the_last_one_has_its_copy(
    redis_url: str, tmp_path: Path
) -> None:
    here, there = store(tmp_path / "here", redis_url), store(tmp_path / "there", redis_url)
    first = add(here, 1)
    assert add(there, 1) == first
    settle()
    assert (here.current_version(), there.current_version()) == (first, first)
    settle()
    second = add(here, 2)
    settle()
    for _ in range(2):  # the other host has no copy yet: both stay
        assert (here.current_version(), there.current_version()) == (first, first)
    there.add(rows(2), demonstration=True, source="copy", activate=False)
    settle()
    there.current_version()  # says that it has its copy now
    settle()
    assert (here.current_version(), there.current_version()) == (second, second)


def test_hosts_that_share_a_folder_switch_at_once(redis_url: str, tmp_path: Path) -> None:
    one, other = store(tmp_path, redis_url), store(tmp_path, redis_url)
    first = add(one, 1)
    settle()
    assert other.current_version() == first
    second = add(one, 2)
    settle()
    assert (one.current_version(), other.current_version()) == (second, second)
    one.use(first)
    settle()
    assert (other.current_version(), one.current_version()) == (first, first)


@needs_client
def test_a_redis_that_went_away_leaves_the_version_as_it_was(tmp_path: Path) -> None:
    alone = store(tmp_path, "redis://127.0.0.1:1/0")
    version = add(alone, 1)
    assert alone.current_version() == version
