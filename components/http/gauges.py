"""What a monitor is told of the moment: versions, imports, memory, room on the disk."""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import orjson
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from components.contract.workspace import Workspace
from components.travel.chromium import BrowserMissingError, chromium
from data_layer.registry.manifest import UnknownVersion
from data_layer.registry.registry import Registry

PAGE: Final = os.sysconf("SC_PAGE_SIZE")
STATES: Final = ("starting", "waiting", "reading", "done", "failed", "cancelled")


class Moment(Collector):
    """Looked up when a monitor asks."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Every gauge with its values."""
        home = self._workspace.settings.home
        yield _one("srdi_versions", "Data versions", len(self._workspace.store.versions()))
        registry = self._registry()
        if registry is not None:
            rows = {registry.version: registry.manifest.rows}
            yield _each_of("srdi_registry_rows", "Enterprises in use", "version", values=rows)
        yield _each_of(
            "srdi_import_jobs", "Imports of the page by state", "state", values=_jobs(home)
        )
        yield _each_of(
            "srdi_process_memory_bytes", "Memory of a process", "process", values=_memory()
        )
        yield _each_of("srdi_process_files", "Open files of a process", "process", values=_files())
        if home.is_dir():
            free = shutil.disk_usage(home).free
            yield _one("srdi_home_free_bytes", "Room on the disk of the data folder", free)
        yield _one("srdi_cache_bytes", "What the cache takes", _size(home / "cache"))
        yield _one("srdi_chromium", "Whether Chromium is there for pictures", _browser_there())

    def _registry(self) -> Registry | None:
        try:
            return self._workspace.store.current()
        except (OSError, UnknownVersion):
            return None


def _one(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, says, value=value)


def _each_of(name: str, says: str, label: str, values: Mapping[str, int]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(name, says, labels=[label])
    for key, value in values.items():
        gauge.add_metric([key], value)
    return gauge


def _jobs(home: Path) -> dict[str, int]:
    by_state = dict.fromkeys(STATES, 0)
    for path in (home / "uploads").glob("*/job.json"):
        try:
            by_state[orjson.loads(path.read_bytes())["state"]] += 1
        except (OSError, ValueError, KeyError):
            continue
    return by_state


def _workers() -> list[int]:
    """Processes that answer: those that the server started beside this one, or this one."""
    parent = os.getppid()
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()
    except OSError:
        children = []
    serving = b"granian" in _read(Path(f"/proc/{parent}/cmdline"))
    return [int(pid) for pid in children] if serving else [os.getpid()]


def _memory() -> dict[str, int]:
    """Bytes that each process has of the memory."""
    return _each(lambda pid: int(_read(Path(f"/proc/{pid}/statm")).split()[1]) * PAGE)


def _files() -> dict[str, int]:
    return _each(lambda pid: sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir()))


def _each(ask: Callable[[int], int]) -> dict[str, int]:
    by_process = {}
    for pid in _workers():
        try:
            by_process[str(pid)] = ask(pid)
        except (OSError, IndexError):  # it has just ended
            continue
    return by_process


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total


def _browser_there() -> int:
    try:
        chromium()
    except BrowserMissingError:
        return 0
    return 1
