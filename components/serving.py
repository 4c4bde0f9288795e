"""Serve the app in production: a demonstration registry if there is none, then granian."""

from __future__ import annotations

import sys
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from data_layer.commands import add_demonstration
from data_layer.registry import Store
from data_layer.settings import Settings

THREADS = 4


def serve(settings: Settings) -> int:
    """Serve until interrupted. Every worker reads the same data folder."""
    store = Store(settings.home)
    if store.current_version() is None:
        print("首次启动，正在生成演示企业库 · making the demonstration registry …", file=sys.stderr)
        add_demonstration(store)
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
        working_dir=Path(__file__).parents[1],
        websockets=False,
    ).serve()
    return 0
