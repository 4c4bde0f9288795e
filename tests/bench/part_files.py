"""CSV of all rows into a file, and import of that file: speed and peak memory, a process each."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from data_layer.enterprises.listing import enterprise_fields, stream
from data_layer.files.tabular import csv_stream
from data_layer.filters.filters import Filters
from data_layer.importer import import_file
from data_layer.registry.store import Store
from tests.bench.history import record
from tests.bench.homes import home
from tests.bench.timing import apart, peak_mb


def run(rows: int, repeats: int) -> None:
    """Medians are not taken: a file takes long, and the peak is of one run anyway."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/dev/shm")) as folder:
        file = Path(folder) / "rows.csv"
        for name in ("write", "read"):
            figures = json.loads(apart(__name__, name, str(rows), str(file)))
            record("file", f"{name} {rows:,} rows as CSV", **figures)


def write(rows: int, file: Path) -> int:
    """Bytes of all rows as CSV."""
    registry = Store(home(rows)).current()
    assert registry is not None
    with file.open("wb") as out:
        out.writelines(csv_stream(stream(registry, Filters()), enterprise_fields(), "en"))
    return file.stat().st_size


def read(rows: int, file: Path) -> int:
    """Import the file into a folder beside it; blocks of a million repeat some names."""
    report = import_file(file, Store(file.parent / "home"))
    assert report.read == rows, report.read
    assert report.set_aside == report.merged, report.counts()
    return file.stat().st_size


if __name__ == "__main__":
    cpu, wall = time.process_time(), time.perf_counter()
    size = {"write": write, "read": read}[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    figures = {
        "mb": round(size / 1e6, 1),
        "seconds": round(wall, 2),
        "mb_a_second": round(size / 1e6 / wall, 1),
        "mb_a_cpu_second": round(size / 1e6 / cpu, 1),
        "peak_mb": peak_mb(),
    }
    print(json.dumps(figures))
