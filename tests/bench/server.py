"""The atlas in production form on a free loopback port, over a data folder of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.bench.homes import ROOT, home


class Running(NamedTuple):
    """Where it answers, and how long the first answer took from the start of the process."""

    address: str
    process: psutil.Process
    first_answer_s: float
    home: Path

    def worker_mb(self) -> float:
        """Resident memory of the largest process, in MB."""
        family = [self.process, *self.process.children(recursive=True)]
        return round(max(it.memory_info().rss for it in family) / 1e6, 1)


@contextmanager
def served(rows: int) -> Generator[Running]:
    """`app.py serve` over the registry of that size; its cache starts empty."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        for name in ("versions", "CURRENT"):
            (Path(folder) / name).symlink_to(home(rows) / name)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        settings = {**os.environ, "SRDI_HOME": folder, "SRDI_PORT": str(port)}
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, "app.py", "serve"], cwd=ROOT, env=settings)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process)
            first = round(time.perf_counter() - began, 2)
            yield Running(address, psutil.Process(process.pid), first, Path(folder))
        finally:
            process.terminate()
            process.wait(20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        try:
            with urllib.request.urlopen(f"{address}/", timeout=30):
                return
        except (urllib.error.URLError, ConnectionError):
            if process.poll() is not None:
                raise RuntimeError("the server ended before it answered") from None
            time.sleep(0.05)
    raise RuntimeError("no answer within a minute")
