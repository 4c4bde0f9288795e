"""Several hosts that switch to a new data version together.

    srdi:hosts           hosts that ever looked
    srdi:host:<host>     versions that the host holds, for `SECONDS_ALIVE` after it last said so
    srdi:wanted          the version that an import or `use` asked for
    srdi:current         the version in force

A version comes into force when every live host holds it: hosts that share a data folder switch at
once, hosts with a folder each when the last one has its copy. Every process looks once in
`SECONDS_BETWEEN_LOOKS`, when it is asked something; a load balancer's health checks are enough.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from data_layer.registry.cache_redis import Redis
from data_layer.registry.manifest import Manifest
from data_layer.registry.registry import Registry
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from data_layer.registry.webhook import tell

SECONDS_ALIVE = 10
SECONDS_BETWEEN_LOOKS = 0.5
HOSTS, HOLDS = "srdi:hosts", "srdi:host:"
WANTED, CURRENT = "srdi:wanted", "srdi:current"


class SharedVersions:
    """What hosts hold and which version is in force. host: a name for the data folder."""

    def __init__(self, redis: Redis, host: str) -> None:
        self._redis = redis
        self._host = host
        self._seen: str | None = None
        self._next_look = 0.0
        self._lock = threading.Lock()

    def announce(self, version: str) -> None:
        """Ask all hosts to switch to a version."""
        self._redis.ask("SET", WANTED, version)
        self._next_look = 0.0

    def current(self, versions: Callable[[], Iterable[str]], own: str | None) -> str | None:
        """The version in force, as of the last look; None if there is none yet.

        versions: those that this host has. own: the one it would use alone, which the first host
        to look asks all for.
        """
        with self._lock:
            if time.monotonic() >= self._next_look:
                self._look(frozenset(versions()), own)
                self._next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS
            return self._seen

    def _look(self, versions: frozenset[str], own: str | None) -> None:
        self._redis.ask("SADD", HOSTS, self._host)
        self._redis.ask("SET", HOLDS + self._host, " ".join(sorted(versions)), "EX", SECONDS_ALIVE)
        if own is not None:
            self._redis.ask("SET", WANTED, own, "NX")
        wanted = _text(self._redis.ask("GET", WANTED))
        in_force = _text(self._redis.ask("GET", CURRENT))
        if wanted and wanted != in_force and self._all_hold(wanted):
            self._redis.ask("SET", CURRENT, wanted)
            in_force = wanted
        # While Redis is silent, the version last seen stays.
        self._seen = in_force or self._seen

    def _all_hold(self, version: str) -> bool:
        """Whether every host that is alive has its copy."""
        hosts = [_text(host) or "" for host in self._redis.ask("SMEMBERS", HOSTS) or ()]
        lists = self._redis.ask("MGET", *(HOLDS + host for host in hosts)) if hosts else None
        alive = [names for answer in lists or () if (names := _text(answer)) is not None]
        return bool(alive) and all(version in names.split() for names in alive)


def open_store(
    settings: Settings,
    prepare: Callable[[Registry], None] | None = None,
    roll_up: Callable[[Path, Manifest], None] | None = None,
) -> Store:
    """The versions of the data folder; with SRDI_REDIS, in step with those of other hosts,
    and with SRDI_WEBHOOK, an operator is told of a switch.

    prepare, roll_up: as `Store` takes them.
    """
    switched = None if settings.webhook is None else partial(tell, settings.home)
    shared = None
    if settings.redis is not None:
        shared = SharedVersions(Redis(settings.redis), host_name(settings.home))
    return Store(settings.home, shared, prepare, roll_up=roll_up, switched=switched)


def host_name(home: Path) -> str:
    """Processes of one machine over one data folder are one host."""
    return f"{socket.gethostname()}:{home.resolve()}"


def _text(answer: Any) -> str | None:
    return answer.decode() if isinstance(answer, bytes) else None
