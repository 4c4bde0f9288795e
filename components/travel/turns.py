"""One at a time, a few wait, the next is asked to come again: for work that takes seconds."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache

import orjson
from flask import Response

from data_layer.files.limit import LateError, Limit
from data_layer.vocabulary.text import Text

RETRY_SECONDS = 10
WAITING = 2
"""Callers that wait beside the one at work: each holds a thread of the server."""
PATIENCE = 15.0
"""Seconds that one waits for a turn: the work itself may take three times as long, and a browser
or a proxy in front gives up after a minute."""
DECK_SECONDS = 90.0
"""After which no further slide of a deck is begun; the one that is may draw a picture yet."""
BUSY = Text(
    f"服务器正忙，请在 {RETRY_SECONDS} 秒后重试",
    f"the server is busy: come again in {RETRY_SECONDS} seconds",
)
LATE = Text(
    f"文件未能在规定时间内完成，服务器已停止制作；请在 {RETRY_SECONDS} 秒后重试，"
    "或减少企业或视图的数量",
    f"the file took too long and was given up: come again in {RETRY_SECONDS} seconds, "
    "or ask for fewer enterprises or views",
)


class BusyError(RuntimeError):
    """More are waiting than the queue takes, or a turn did not come in time."""


class Turns:
    """A queue of callers. waiting: how many may wait for the one at work, who holds the lock.
    patience: seconds that each of them waits."""

    def __init__(self, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._places = threading.Semaphore(waiting + 1)
        self.lock = threading.Lock()

    def free(self) -> bool:
        """Whether there is a place for one more."""
        if not self._places.acquire(blocking=False):
            return False
        self._places.release()
        return True

    @contextmanager
    def turn(self) -> Generator[None]:
        """Wait for one's turn and have it; BusyError if too many wait, or for too long."""
        if not self._places.acquire(blocking=False):
            raise BusyError
        try:
            if not self.lock.acquire(timeout=self._patience):
                raise BusyError
            try:
                yield
            finally:
                self.lock.release()
        finally:
            self._places.release()


@cache
def documents() -> Turns:
    """The queue of this process for workbooks and slides."""
    return Turns()


def for_a_deck() -> Limit:
    """The time that a deck may take from now on, to be made or to be looked at."""
    return Limit(DECK_SECONDS)


def busy(_: BusyError) -> Response:
    """429 that says when to come again."""
    return _later(429, BUSY)


def late(_: LateError) -> Response:
    """503 that says when to come again, or what else to ask for."""
    return _later(503, LATE)


def _later(status: int, words: Text) -> Response:
    problem = {"key": "server", "value": "", "allowed": f"{words.zh} {words.en}"}
    body = orjson.dumps({"error": [problem]})
    response = Response(body, status, mimetype="application/json")
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
