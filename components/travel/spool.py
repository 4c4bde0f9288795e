"""Files of enterprises kept for a while: made once, with a length, and read in ranges.

A program that reads Parquet by its address asks for its end first and then for the columns that it
needs; a download that was cut off goes on where it stopped.
"""

import hashlib
import logging
import os
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable
from functools import cache
from io import BufferedReader
from pathlib import Path
from typing import Final

from components.contract.fingerprint import code_fingerprint, digest
from components.travel.turns import Turns
from data_layer.registry.drafts import owner, remove_drafts_in

log = logging.getLogger(__name__)
MOST_BYTES: Final = 1_000_000_000
"""Of all files kept, beside the last one."""
WAITING: Final = 8
FILES: Final = "files"
"""Their folder in the cache of a data folder."""


class Spool:
    """Files in a folder by what they hold; the longest unused go first.

    Their names end in the hash of their content, which each process looks at once: what was
    damaged is made anew.
    """

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most = most_bytes
        self._turns = Turns(WAITING)
        self._whole: dict[str, tuple[int, int]] = {}

    def file(
        self, tag: str, pieces: Callable[[], Iterable[bytes]], turns: Turns | None = None
    ) -> BufferedReader | None:
        """The file of a tag, opened; None where it cannot be kept. BusyError if too many wait.

        turns: the queue of files that take long; without it that of the quick ones.
        """
        file = self._opened(tag)
        if file is not None:
            return file
        with (turns or self._turns).turn():
            try:
                return self._opened(tag) or self._written(tag, pieces)
            except OSError as error:
                log.warning("a file for download cannot be kept: %s", error)
                return None

    def _opened(self, tag: str) -> BufferedReader | None:
        for path in self._folder.glob(f"{tag}-*"):
            try:
                file = path.open("rb")
                if self._is_whole(file, path.name):
                    os.utime(path, ns=(time.time_ns(), os.fstat(file.fileno()).st_mtime_ns))
                    return file
                file.close()
                path.unlink()
            except OSError:
                continue
        return None

    def _is_whole(self, file: BufferedReader, name: str) -> bool:
        stat = os.fstat(file.fileno())
        state = (stat.st_mtime_ns, stat.st_size)
        if self._whole.get(name) == state:
            return True
        if not name.endswith(f"-{_content_of(file)}"):
            return False
        file.seek(0)
        self._whole[name] = state
        return True

    def _written(self, tag: str, pieces: Callable[[], Iterable[bytes]]) -> BufferedReader | None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._folder / f".{owner()}-{uuid.uuid4().hex}"
        try:
            with draft.open("wb") as made:
                made.writelines(pieces())
            with draft.open("rb") as file:
                path = self._folder / f"{tag}-{_content_of(file)}"
            self._make_room(draft.stat().st_size)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        return self._opened(tag)

    def _make_room(self, size: int) -> None:
        oldest_first = sorted(
            (path.stat().st_atime_ns, path) for path in self._folder.glob("[!.]*")
        )
        taken = sum(path.stat().st_size for _, path in oldest_first)
        for _, oldest in oldest_first:
            if taken + size <= self._most:
                return
            taken -= oldest.stat().st_size
            oldest.unlink(missing_ok=True)
            self._whole.pop(oldest.name, None)


def _content_of(file: BufferedReader) -> str:
    """A mark of all that a file holds."""
    return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def tag_of(*state: object) -> str:
    """The name and ETag of a file: all that it depends on."""
    return digest(repr((code_fingerprint(), *state)).encode())


@cache
def spool_of(home: Path) -> Spool:
    """The spool of a data folder; where it cannot be written, one of this process."""
    folder = home / "cache" / FILES
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        remove_drafts_in(folder)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="srdi-files-"))
    return Spool(folder)
