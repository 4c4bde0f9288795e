"""A registry too large for the memory of each worker: opening, refreshing, facets, two workers.

Each of the two workers is a process of its own that opens the registry, answers the core questions
and counts the facets. Their memory is read while both live: `pss` divides shared pages by those who
share them, `anonymous` is what a worker cannot share.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data_layer.filters.facets import facets
from data_layer.filters.filters import Filters
from data_layer.measures.memo import forget
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from tests.bench.engine_atlas import answer
from tests.bench.history import record
from tests.bench.homes import ROOT, home
from tests.bench.questions import SELECTIONS
from tests.bench.timing import interleaved, peak_mb

WORKERS = 2
MEMORY = {"pss": "Pss", "anonymous": "Anonymous", "resident": "Rss"}


def run(rows: int, repeats: int) -> None:
    """Medians of a first worker; memory of both."""
    folder = home(rows)
    command = [sys.executable, "-m", __name__, str(folder), str(repeats)]
    workers = [
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(WORKERS)
    ]
    try:
        for at, worker in enumerate(workers, 1):
            _measured(worker, rows, at)
        for at, worker in enumerate(workers, 1):
            record("large", f"{rows:,} rows, worker {at} of {WORKERS}, MB", **_memory(worker.pid))
    finally:
        for worker in workers:
            worker.communicate()


def _measured(worker: subprocess.Popen[str], rows: int, at: int) -> None:
    """Let a worker measure, and keep what it says: one after the other, so that none is slowed."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write("measure\n")
    worker.stdin.flush()
    for line in iter(worker.stdout.readline, "done\n"):
        case, figures = json.loads(line)
        record("large", f"{rows:,} rows, {case}", worker=at, **figures)


def _memory(pid: int) -> dict[str, float]:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = {line.split(":")[0]: line.split()[1] for line in text.splitlines()[1:]}
    return {name: round(int(found[label]) / 1000, 1) for name, label in MEMORY.items()}


def _work(folder: Path, repeats: int) -> None:
    """What a worker does once it is told to."""
    sys.stdin.readline()
    wall, cpu = time.perf_counter(), time.process_time()
    registry = Store(folder).current()
    assert registry is not None
    registry.rows.select("tier").head(1).collect()
    _say("open", wall_s=_since(wall, time.perf_counter), cpu_s=_since(cpu, time.process_time))
    for selection in SELECTIONS:
        filters = Filters.from_query(selection.query)
        cases: dict[str, Callable[[], Any]] = {
            "core questions": lambda asked=selection: answer(registry.counted, asked),
            "facets": lambda filters=filters: _facets(registry, filters),
        }
        for name, took in interleaved(cases, repeats).items():
            _say(f"{name}, {selection.name}", **took._asdict())
    _say("peak", mb=peak_mb())
    print("done", flush=True)
    sys.stdin.readline()


def _since(began: float, clock: Callable[[], float]) -> float:
    return round(clock() - began, 2)


def _facets(registry: Registry, filters: Filters) -> None:
    forget()
    facets(registry.counted, filters)


def _say(case: str, **figures: Any) -> None:
    print(json.dumps([case, figures]), flush=True)


if __name__ == "__main__":
    _work(Path(sys.argv[1]), int(sys.argv[2]))
