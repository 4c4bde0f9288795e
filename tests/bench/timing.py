"""Medians of interleaved repeats: other work on the machine meets every case alike."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]


class Took(NamedTuple):
    """Median milliseconds: of all cores' work in this process, and by the clock."""

    cpu_ms: float
    wall_ms: float


def interleaved(cases: Mapping[str, Callable[[], Any]], repeats: int) -> dict[str, Took]:
    """Run every case once unmeasured, then all cases in turn `repeats` times."""
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for case in cases.values():
        case()
    for _ in range(repeats):
        for name, case in cases.items():
            cpu, wall = time.process_time(), time.perf_counter()
            case()
            spent[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    return {
        name: Took(*(round(1000 * median(column), 2) for column in zip(*times, strict=True)))
        for name, times in spent.items()
    }


def peak_mb() -> float:
    """The largest resident memory of this program so far, in MB (`ru_maxrss` outlives an exec)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1000, 1)


def apart(module: str, *arguments: str) -> str:
    """The last line that a module prints in a process of its own, so that peaks do not mix."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]
