"""Columns of selections, kept until they take too much room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

import polars as pl


class Kept:
    """The series used last, up to `room` bytes in all; one alone may be larger."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._held: OrderedDict[Hashable, pl.Series] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> pl.Series | None:
        """What is kept under a key, or None."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def keep(self, key: Hashable, series: pl.Series) -> None:
        """Keep a series, and drop the ones not used for longest where there is no room."""
        with self._lock:
            self._size += _bytes(series) - _bytes(self._held.pop(key, None))
            self._held[key] = series
            while self._size > self._room and len(self._held) > 1:
                self._size -= _bytes(self._held.popitem(last=False)[1])

    def found(self, key: Hashable, make: Callable[[], pl.Series]) -> pl.Series:
        """What is kept under a key, made now if nothing is."""
        held = self.get(key)
        if held is None:
            held = make()
            self.keep(key, held)
        return held


def _bytes(series: pl.Series | None) -> int:
    return 0 if series is None else int(series.estimated_size())
