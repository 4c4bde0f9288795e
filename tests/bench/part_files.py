"""CSV of all rows into a file, import and preview of it, and import of a workbook with merges:
speed and peak memory, a process each."""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from xlsxwriter import Workbook

from data_layer.enterprises.listing import enterprise_fields, stream
from data_layer.files.tabular import csv_stream
from data_layer.filters.filters import Filters
from data_layer.importer import import_file
from data_layer.intake.choices import Choices
from data_layer.intake.preview import preview
from data_layer.registry.store import Store
from tests.bench.history import record
from tests.bench.homes import home
from tests.bench.timing import apart, peak_mb

LOOKED_AT = 200_000
BOOK = 50_000


def run(rows: int, repeats: int) -> None:
    """Medians are not taken: a file takes long, and the peak is of one run anyway."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/dev/shm")) as folder:
        file = Path(folder) / "rows.csv"
        for name in ("write", "read"):
            figures = json.loads(apart(__name__, name, str(rows), str(file)))
            record("file", f"{name} {rows:,} rows as CSV", **figures)
        looked_at = Path(folder) / "looked_at.csv"
        apart(__name__, "write", str(LOOKED_AT), str(looked_at))
        figures = json.loads(apart(__name__, "look", str(LOOKED_AT), str(looked_at)))
        record("file", f"preview of {LOOKED_AT:,} rows of CSV", **figures)
        figures = json.loads(apart(__name__, "book", str(BOOK), str(file.with_suffix(".xlsx"))))
        record("file", f"import of {BOOK:,} rows of a workbook with merges", **figures)


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


def look(rows: int, file: Path) -> int:
    """Preview the file."""
    found = preview(file, Choices())
    assert found.read == rows, found.read
    return file.stat().st_size


def book(rows: int, file: Path) -> int:
    """Import a workbook whose provinces are merged over ten rows each."""
    with Workbook(file, {"constant_memory": False}) as written:
        sheet = written.add_worksheet()
        sheet.write_row(0, 0, ["省份", "企业名称", "城市", "行业", "注册资本（万元）", "参保人数"])
        for row in range(1, rows + 1):
            cells = [f"第{row}号精密机械有限公司", "苏州市", "C35", row % 9000, row % 700]
            sheet.write_row(row, 1, cells)
        for top in range(1, rows + 1, 10):
            sheet.merge_range(top, 0, min(top + 9, rows), 0, "江苏省")
    start = time.perf_counter()
    report = import_file(file, Store(file.parent / "book"))
    assert report.accepted == rows, report.counts()
    print(f"import alone: {time.perf_counter() - start:.2f} s", file=sys.stderr)
    return file.stat().st_size


if __name__ == "__main__":
    cpu, wall = time.process_time(), time.perf_counter()
    size = {"write": write, "read": read, "look": look, "book": book}[sys.argv[1]](
        int(sys.argv[2]), Path(sys.argv[3])
    )
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    figures = {
        "mb": round(size / 1e6, 1),
        "seconds": round(wall, 2),
        "mb_a_second": round(size / 1e6 / wall, 1),
        "mb_a_cpu_second": round(size / 1e6 / cpu, 1),
        "peak_mb": peak_mb(),
    }
    print(json.dumps(figures))
