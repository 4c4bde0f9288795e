"""Serve the app in production: a demonstration registry if there is none, then granian."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from data_layer.registry import Store
from data_layer.settings import Settings

ROOT = Path(__file__).parents[1]
THREADS = 4


def serve(settings: Settings) -> int:
    """Serve until interrupted. Every worker reads the same data folder."""
    if Store(settings.home).current_version() is None:
        print("首次启动，正在生成演示企业库 · making the demonstration registry …", file=sys.stderr)
        _demonstrate(settings)
    print(f"http://{settings.host}:{settings.port}{settings.prefix}", file=sys.stderr)
    Granian(
        "app:server",
        factory=True,
        interface=Interfaces.WSGI,
        address=settings.host,
        port=settings.port,
        workers=settings.workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        working_dir=ROOT,
        websockets=False,
    ).serve()
    return 0


def _demonstrate(settings: Settings) -> None:
    """Make the demonstration registry in a process of its own.

    Granian forks its workers, and a fork of a process in which Polars has run hangs.
    """
    command = [sys.executable, str(ROOT / "app.py"), "demo"]
    environment = {**os.environ, "SRDI_HOME": str(settings.home)}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
