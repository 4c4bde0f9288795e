"""Redis behind several hosts: what one host computed is there for all.

The same two calls as diskcache, `get` and `set`, on bytes. A Redis that does not answer is no
reason not to answer: results are then computed, and it is asked again after a pause.
"""

import logging
import time
from typing import Any

from data_layer.vocabulary.text import Text

log = logging.getLogger(__name__)
SECONDS_TO_ANSWER = 0.5
SECONDS_OF_PAUSE = 5.0
SECONDS_KEPT = 7 * 86_400
"""Results of versions and code no longer in use go by themselves."""


class RedisMissingError(RuntimeError):
    """redis-py is not installed; `message` says how to get it."""

    message = Text(
        "已设 SRDI_REDIS 但未安装 redis：pip install -e '.[redis]'",
        "SRDI_REDIS is set but redis is not installed: pip install -e '.[redis]'",
    )

    def __init__(self) -> None:
        super().__init__(f"{self.message.zh} / {self.message.en}")


class Redis:
    """A connection that is asked only while it answers.

    url: redis://[:password@]host:port/database.
    """

    def __init__(self, url: str) -> None:
        try:
            import redis
        except ModuleNotFoundError as missing:
            raise RedisMissingError from missing
        self._failure = redis.RedisError
        self._client = redis.Redis.from_url(
            url,
            socket_timeout=SECONDS_TO_ANSWER,
            socket_connect_timeout=SECONDS_TO_ANSWER,
        )
        self._silent_until = 0.0

    def ask(self, command: str, *arguments: Any) -> Any:
        """The answer to one command, None while Redis does not answer."""
        if time.monotonic() < self._silent_until:
            return None
        try:
            return self._client.execute_command(command, *arguments)
        except self._failure as failure:
            self._silent_until = time.monotonic() + SECONDS_OF_PAUSE
            log.warning("Redis does not answer: %s", failure)
            return None


class RedisCache:
    """Results by key, under a prefix that names the code that computed them."""

    def __init__(self, redis: Redis, fingerprint: str) -> None:
        self._redis = redis
        self._prefix = f"srdi:result:{fingerprint}:"

    def get(self, key: str) -> bytes | None:
        """The bytes kept under a key, or None."""
        return self._redis.ask("GET", self._prefix + key)

    def set(self, key: str, value: bytes) -> None:
        """Keep bytes for a week."""
        self._redis.ask("SET", self._prefix + key, value, "EX", SECONDS_KEPT)
