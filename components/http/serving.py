"""Serve the app in production: a demonstration registry if there is none, then granian."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from data_layer.registry.hosts import open_store
from data_layer.registry.settings import Settings

ROOT = Path(__file__).parents[2]
THREADS = 4
"""Of a worker; pictures take three of them at most, see `studio.WAITING`."""


def serve(settings: Settings) -> int:
    """Serve until interrupted. Every worker reads the same data folder.

    This process becomes granian's own, which never loads the app: it forks its workers, and a
    fork of a process in which Polars has run hangs.
    """
    if open_store(settings).current_version() is None:
        print("首次启动，正在生成演示企业库 · making the demonstration registry …", file=sys.stderr)
        _demonstrate(settings)
    print(f"http://{settings.host}:{settings.port}{settings.prefix}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "granian", *_options(settings), "app:server"]
    os.execv(sys.executable, command)


def _options(settings: Settings) -> list[str]:
    values = {
        "--interface": "wsgi",
        "--host": settings.host,
        "--port": str(settings.port),
        "--workers": str(settings.workers),
        "--blocking-threads": str(THREADS),
        "--log-level": "warning",
        "--working-dir": str(ROOT),
    }
    return ["--factory", "--no-ws", *(part for pair in values.items() for part in pair)]


def _demonstrate(settings: Settings) -> None:
    """Make the demonstration registry in a process of its own, which gives its memory back."""
    command = [sys.executable, str(ROOT / "app.py"), "demo"]
    environment = {**os.environ, "SRDI_HOME": str(settings.home)}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
