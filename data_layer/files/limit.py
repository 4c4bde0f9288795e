"""How long a file may take to make: a stuck one would keep the queue behind it for good."""

import math
import time
from collections.abc import Generator, Iterable
from typing import TypeVar

Part = TypeVar("Part")


class LateError(RuntimeError):
    """A file took longer than one may: beside many others the next try may not."""


class Limit:
    """A time from now on within which work has to be done."""

    def __init__(self, seconds: float = math.inf) -> None:
        self._end = time.monotonic() + seconds

    def each(self, parts: Iterable[Part]) -> Generator[Part]:
        """The parts of the work one by one; LateError before one that would begin too late."""
        for part in parts:
            if time.monotonic() > self._end:
                raise LateError
            yield part
