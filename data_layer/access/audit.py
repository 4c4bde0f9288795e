"""The audit log: who did what and when, a JSON object a line, in <home>/audit.

`audit.jsonl` is the file in use. It is put aside under its last moment when it is a day old or has
MOST_BYTES, and removed after the days that are set. Several processes write one file: a lock is
held for a line.
"""

import fcntl
import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import orjson

log = logging.getLogger(__name__)
FOLDER: Final = "audit"
FILE: Final = "audit.jsonl"
MOST_BYTES: Final = 20_000_000
LONGEST: Final = 500
"""Of a text in a line: what somebody typed is kept in part."""


class Audit:
    """days: how long files that were put aside are kept."""

    def __init__(self, home: Path, days: int, most_bytes: int = MOST_BYTES) -> None:
        self._folder = home / FOLDER
        self._days = days
        self._most = most_bytes

    def write(self, event: str, **facts: Any) -> bool:
        """Keep a line; False, and a line in the ordinary log, where it cannot be kept."""
        now = datetime.now(UTC)
        stated = {name: _cut(value) for name, value in facts.items() if value not in (None, "")}
        line = orjson.dumps(
            {"time": now.isoformat(timespec="milliseconds"), "event": event} | stated
        )
        try:
            self._append(line + b"\n", now)
        except OSError as error:
            log.error("the audit log cannot be written: %s", error)
            return False
        return True

    def _append(self, line: bytes, now: datetime) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            file = self._folder / FILE
            if self._is_full(file, now):
                file.rename(self._folder / _aside(now))
                self._forget(now)
            handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, line)
            finally:
                os.close(handle)

    def _is_full(self, file: Path, now: datetime) -> bool:
        if not file.is_file() or not (size := file.stat().st_size):
            return False
        with file.open("rb") as lines:
            first = orjson.loads(lines.readline())
        began = datetime.fromisoformat(first["time"])
        return size >= self._most or now - began > timedelta(days=1)

    def _forget(self, now: datetime) -> None:
        """By their names, which a copy or a restored backup keeps."""
        oldest = _aside(now - timedelta(days=self._days))
        for path in self._folder.glob("audit-*.jsonl"):
            if path.name < oldest:
                path.unlink(missing_ok=True)


def _aside(moment: datetime) -> str:
    """The name of a file that is put aside, in the order of time."""
    return f"audit-{moment:%Y%m%dT%H%M%S%f}.jsonl"


def _cut(value: Any) -> Any:
    """A text in part, without lone surrogates, which UTF-8 cannot say."""
    if not isinstance(value, str):
        return value
    return value[:LONGEST].encode("utf-8", "replace").decode()
