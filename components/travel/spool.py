"""Files of enterprises kept for a while: made once, with a length, and read in ranges.

A program that reads Parquet by its address asks for its end first and then for the columns that it
needs; a download that was cut off goes on where it stopped.
"""

from __future__ import annotations

import logging
import os
import tempfile
import uuid
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import IO, Final

from components.contract.fingerprint import code_fingerprint, digest
from components.travel.turns import Turns
from data_layer.registry.drafts import owner, remove_drafts_in

log = logging.getLogger(__name__)
MOST_BYTES: Final = 1_000_000_000
"""Of all files kept, beside the last one."""
WAITING: Final = 8


class Spool:
    """Files in a folder by what they hold; the longest unused go first."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most = most_bytes
        self._turns = Turns(WAITING)

    def file(self, tag: str, pieces: Callable[[], Iterable[bytes]]) -> IO[bytes] | None:
        """The file of a tag, opened; None where it cannot be kept. BusyError if too many wait."""
        path = self._folder / tag
        try:
            return self._opened(path)
        except OSError:
            pass
        with self._turns.turn():
            try:
                if not path.is_file():
                    self._write(path, pieces)
                return self._opened(path)
            except OSError as error:
                log.warning("a file for download cannot be kept: %s", error)
                return None

    def _opened(self, path: Path) -> IO[bytes]:
        file = path.open("rb")
        os.utime(path)
        return file

    def _write(self, path: Path, pieces: Callable[[], Iterable[bytes]]) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{owner()}-{uuid.uuid4().hex}")
        try:
            with draft.open("wb") as file:
                file.writelines(pieces())
            self._make_room(draft.stat().st_size)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _make_room(self, size: int) -> None:
        held = sorted((it.stat().st_mtime, it) for it in self._folder.glob("[!.]*"))
        taken = sum(it.stat().st_size for _, it in held)
        for _, oldest in held:
            if taken + size <= self._most:
                return
            taken -= oldest.stat().st_size
            oldest.unlink(missing_ok=True)


def tag_of(*state: object) -> str:
    """The name and ETag of a file: all that it depends on."""
    return digest(repr((code_fingerprint(), *state)).encode())


@cache
def spool_of(home: Path) -> Spool:
    """The spool of a data folder; where it cannot be written, one of this process."""
    folder = home / "cache" / "files"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        remove_drafts_in(folder)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="srdi-files-"))
    return Spool(folder)
