"""A server watched from outside while it is under load: memory, files, its cache."""

import os
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import psutil

EVERY = 5.0


class Sample(NamedTuple):
    """Of all processes of the server together: MB, open files; of its data folder: MB."""

    memory: float
    files: int
    cache: float


class Watch:
    """Samples, one in `EVERY` seconds, until it is stopped."""

    def __init__(self, process: psutil.Process, home: Path) -> None:
        self._process = process
        self._home = home
        self.samples: list[Sample] = []

    def look(self) -> Sample:
        """How it stands now."""
        family = [self._process, *self._process.children(recursive=True)]
        memory, files = 0, 0
        for one in family:
            try:
                memory += one.memory_info().rss
                files += one.num_fds()
            except psutil.NoSuchProcess:
                continue
        return Sample(round(memory / 1e6, 1), files, round(_size(self._home / "cache") / 1e6, 1))

    @contextmanager
    def watching(self) -> Generator[None]:
        """Take samples meanwhile."""
        ended = threading.Event()

        def run() -> None:
            while not ended.wait(EVERY):
                self.samples.append(self.look())

        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def growth(self) -> float:
        """Memory of the last quarter against that of the quarter before, as a ratio."""
        quarter = max(1, len(self.samples) // 4)
        last, before = self.samples[-quarter:], self.samples[-2 * quarter : -quarter]
        return round(_mean(last) / _mean(before), 3) if before else 1.0


def _size(folder: Path) -> int:
    """Bytes of all files below; the server removes some while they are counted."""
    total = 0
    for at, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += (Path(at) / name).stat().st_size
    return total


def _mean(samples: list[Sample]) -> float:
    return sum(it.memory for it in samples) / len(samples)
