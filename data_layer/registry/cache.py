"""Results by state: a small map in the process, diskcache behind it for all workers of a host."""

import hashlib
import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, Literal, Protocol

import polars as pl

from data_layer.registry.cache_disk import DiskCache
from data_layer.registry.sealed import sealed, unsealed

ANSWER_BYTES = 2**25
"""Finished answers that a process holds in memory."""


Place = Literal["memory", "disk"]
"""Of this process, or behind it: the host's disk, or Redis where hosts share."""


class Shared(Protocol):
    """Bytes by key, kept for other workers and, with Redis, for other hosts."""

    def get(self, key: str) -> Any:
        """The bytes, or None."""
        ...

    def set(self, key: str, value: bytes) -> Any:
        """Keep bytes."""
        ...


class ResultCache:
    """Frames and finished answers by state: everything that they depend on, data version first.

    kept_at: a folder where diskcache keeps what other workers of this host computed, or what hosts
        share; None keeps results in the process.
    """

    def __init__(
        self, kept_at: Path | Shared | None, entries: int = 2_000, size_limit: int = 2**28
    ) -> None:
        self._near: OrderedDict[tuple[Hashable, ...], pl.DataFrame] = OrderedDict()
        self._answers: OrderedDict[tuple[Hashable, ...], bytes] = OrderedDict()
        self._held = 0
        self._entries = entries
        self._lock = threading.Lock()
        on_disk = isinstance(kept_at, Path)
        self._far = DiskCache(kept_at, size_limit) if on_disk else kept_at

    def within(self, scope: str) -> "ResultCache":
        """The same results; those of a scope, the rows that some may see, are kept apart."""
        return _Scoped(self, scope) if scope else self

    def frame(
        self, state: tuple[Hashable, ...], compute: Callable[[], pl.DataFrame]
    ) -> pl.DataFrame:
        """The frame of a state: remembered, or computed now."""
        return self.placed_frame(state, compute)[0]

    def placed_frame(
        self, state: tuple[Hashable, ...], compute: Callable[[], pl.DataFrame]
    ) -> tuple[pl.DataFrame, Place | None]:
        """The frame of a state and where it was; None: nowhere, it was computed now."""
        with self._lock:
            if state in self._near:
                self._near.move_to_end(state)
                return self._near[state], "memory"
        frame, place = self._fetch(state), "disk"
        if frame is None:
            frame, place = compute(), None
            self._keep(state, frame)
        with self._lock:
            self._near[state] = frame
            while len(self._near) > self._entries:
                self._near.popitem(last=False)
        return frame, place

    def answer(self, state: tuple[Hashable, ...]) -> bytes | None:
        """The finished answer kept for a state, or None."""
        return self.placed_answer(state)[0]

    def placed_answer(self, state: tuple[Hashable, ...]) -> tuple[bytes | None, Place | None]:
        """The finished answer kept for a state and where it was; None, None if there is none."""
        with self._lock:
            if state in self._answers:
                self._answers.move_to_end(state)
                return self._answers[state], "memory"
        stored = self._brought(state)
        if stored is None:
            return None, None
        self._remember(state, stored)
        return stored, "disk"

    def keep_answer(self, state: tuple[Hashable, ...], answer: bytes) -> None:
        """Keep a finished answer for all workers."""
        self._remember(state, answer)
        if self._far is not None:
            self._far.set(_key(state), sealed(answer))

    def _remember(self, state: tuple[Hashable, ...], answer: bytes) -> None:
        with self._lock:
            self._held += len(answer) - len(self._answers.pop(state, b""))
            self._answers[state] = answer
            while self._held > ANSWER_BYTES:
                self._held -= len(self._answers.popitem(last=False)[1])

    def _fetch(self, state: tuple[Hashable, ...]) -> pl.DataFrame | None:
        stored = self._brought(state)
        return None if stored is None else pl.read_ipc(io.BytesIO(stored))

    def _brought(self, state: tuple[Hashable, ...]) -> bytes | None:
        """What was kept behind the process, None too where it was damaged since."""
        stored = None if self._far is None else self._far.get(_key(state))
        return unsealed(stored) if isinstance(stored, bytes) else None

    def _keep(self, state: tuple[Hashable, ...], frame: pl.DataFrame) -> None:
        if self._far is not None:
            buffer = io.BytesIO()
            frame.write_ipc(buffer)
            self._far.set(_key(state), sealed(buffer.getvalue()))


class _Scoped(ResultCache):
    """Another cache whose states all begin with the scope."""

    def __init__(self, results: ResultCache, scope: str) -> None:
        self._results = results
        self._scope = scope

    def placed_frame(
        self, state: tuple[Hashable, ...], compute: Callable[[], pl.DataFrame]
    ) -> tuple[pl.DataFrame, Place | None]:
        return self._results.placed_frame((self._scope, *state), compute)

    def placed_answer(self, state: tuple[Hashable, ...]) -> tuple[bytes | None, Place | None]:
        return self._results.placed_answer((self._scope, *state))

    def keep_answer(self, state: tuple[Hashable, ...], answer: bytes) -> None:
        self._results.keep_answer((self._scope, *state), answer)


def _key(state: tuple[Hashable, ...]) -> str:
    return hashlib.blake2b(repr(state).encode(), digest_size=16).hexdigest()
