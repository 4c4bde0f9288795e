"""diskcache behind the workers of a host: bytes alone, and never a reason not to answer."""

import logging
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any, Final

import diskcache
from diskcache.core import MODE_PICKLE

log = logging.getLogger(__name__)
SECONDS_OF_PAUSE: Final = 5.0
FAILURES: Final = (OSError, sqlite3.Error, diskcache.Timeout, UnicodeError, ValueError)


class BytesDisk(diskcache.Disk):
    """Values as they are. A pickle in the file is none of ours: unpickled, it would run code."""

    def fetch(self, mode: int, filename: str | None, value: Any, read: bool) -> Any:
        """The value, None for a pickle."""
        return None if mode == MODE_PICKLE else super().fetch(mode, filename, value, read)

    def get(self, key: Any, raw: bool) -> Any:
        """The key, None for a pickled one."""
        return super().get(key, raw) if raw else None


class DiskCache:
    """Bytes by key in a folder. One that is full, read-only, damaged or gone holds nothing.

    What cannot be kept is computed again; after a pause the folder is tried again, made anew where
    it was deleted.
    """

    def __init__(self, folder: Path, size_limit: int, pause: float = SECONDS_OF_PAUSE) -> None:
        self._folder = folder
        self._size_limit = size_limit
        self._pause = pause
        self._silent_until = 0.0
        self._lock = threading.Lock()
        self._cache: diskcache.Cache | None = None

    def get(self, key: str) -> bytes | None:
        """The bytes kept under a key, or None."""
        value = self._ask("get", key)
        return value if isinstance(value, bytes) else None

    def set(self, key: str, value: bytes) -> None:
        """Keep bytes."""
        self._ask("set", key, value)

    def _ask(self, call: str, *arguments: Any) -> Any:
        if time.monotonic() < self._silent_until:
            return None
        try:
            return getattr(self._opened(), call)(*arguments)
        except FAILURES as failure:
            log.warning("the cache in %s does not work: %s", self._folder, failure)
            with self._lock:
                self._cache = None
                self._silent_until = time.monotonic() + self._pause
            return None

    def _opened(self) -> diskcache.Cache:
        with self._lock:
            if self._cache is None or not self._folder.is_dir():
                self._cache = diskcache.Cache(
                    str(self._folder), disk=BytesDisk, size_limit=self._size_limit
                )
            return self._cache
