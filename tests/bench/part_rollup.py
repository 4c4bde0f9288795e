"""Roll-ups: the job on a Spark cluster of two workers and by Polars, then serving what it made.

Both engines run the command as a user would. What they made is checked equal: cubes that both have
to the last bit, stored answers to 1e-9. Sources of more than POLARS_ROWS rows are for Spark alone.
"""

import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
from polars.testing import assert_frame_equal

from components.contract.catalogue import exhibits
from components.contract.evaluate import evaluate
from data_layer.filters.filters import Filters
from data_layer.registry.cache import ResultCache
from data_layer.registry.rolled import serve
from data_layer.registry.store import Store
from data_layer.registry.stored_answers import read_answer
from tests.bench.history import record
from tests.bench.homes import FOLDER, ROOT, home
from tests.bench.meter import Meter
from tests.bench.timing import apart, peak_mb
from tests.scale.cluster import Cluster, running_cluster
from tests.scale.conftest import free_port

POLARS_ROWS = 20_000_000
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.executor.memory": "1500m",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}
QUERIES = ("", "province=320000", "tier=national&province=440000")


def run(rows: int, repeats: int) -> None:
    """One job an engine: a median of such long ones is not taken."""
    version = _source(rows)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        made = {"spark": Path(folder) / "spark"}
        with _cluster(Path(folder) / "cluster") as cluster:
            took = {"spark": _spark(version, made["spark"], rows, cluster)}
        if rows <= POLARS_ROWS:
            made["polars"] = Path(folder) / "polars"
            took["polars"] = _job("polars", (), {}, version, made["polars"], rows)
            ratio = round(took["spark"] / took["polars"], 2)
            record("rollup", f"{rows:,} rows, CPU of Spark over that of Polars", ratio=ratio)
            _check_equal(_version(made["spark"]), _version(made["polars"]))
        record("rollup", f"{rows:,} rows, sizes", **_sizes(_version(made["spark"])))
        for line in json.loads(apart(__name__, str(made["spark"]))):
            record("rollup", f"{rows:,} rows, {line.pop('case')}", **line)


def _source(rows: int) -> Path:
    """The version of a data folder of that size as it is: nothing is kept beside it for serving."""
    store = Store(FOLDER / "homes" / str(rows))
    if store.current_version() is None:
        home(rows)
    return _version(store.home)


@contextmanager
def _cluster(folder: Path) -> Generator[Cluster]:
    folder.mkdir()
    with running_cluster(folder, free_port()) as started:
        yield started


def _spark(source: Path, dest: Path, rows: int, cluster: Cluster) -> float:
    settings = [part for pair in SETTINGS.items() for part in ("--conf", "=".join(pair))]
    workers = {f"worker {at}": it.pid for at, it in enumerate(cluster.workers, 1)}
    command = ("--engine", "spark", "--master", cluster.url, *settings)
    return _job("spark", command, workers, source, dest, rows)


def _job(
    name: str, how: tuple[str, ...], others: Mapping[str, int], source: Path, dest: Path, rows: int
) -> float:
    """Run the command; seconds of all cores. others: processes that work for it."""
    dest.mkdir()
    command = [sys.executable, "app.py", "rollup", *how, str(source), str(dest)]
    began = time.perf_counter()
    with (dest / "job.log").open("w", encoding="utf-8") as said:
        job = subprocess.Popen(command, cwd=ROOT, stderr=said, stdout=subprocess.DEVNULL)
        with Meter({"driver": job.pid, **others}) as meter:
            code = job.wait()
    if code:
        raise RuntimeError((dest / "job.log").read_text(encoding="utf-8")[-4000:])
    wall, cpu = round(time.perf_counter() - began, 1), meter.cpu_s()
    total = round(sum(cpu.values()), 1)
    record(
        "rollup",
        f"{rows:,} rows, {name} job",
        wall_s=wall,
        cpu_s=total,
        cpu_s_of=cpu,
        peak_mb=meter.peak_mb(),
    )
    return total


def _version(dest: Path) -> Path:
    return dest / "versions" / str(Store(dest).current_version())


def _check_equal(one: Path, other: Path) -> None:
    """What both made is the same; AssertionError says what is not."""
    cubes = _shared(one, other, "cubes/*.parquet")
    answers = _shared(one, other, "answers/*/*.arrow")
    assert cubes
    assert answers
    for name in cubes:
        assert_frame_equal(pl.read_parquet(one / name), pl.read_parquet(other / name))
    for name in answers:
        answers_of = [read_answer(made / name) for made in (one, other)]
        assert_frame_equal(
            *(answer for answer in answers_of if answer is not None), rel_tol=1e-9, abs_tol=1e-9
        )
    print(f"equal: {len(cubes)} cubes, {len(answers)} answers", flush=True)


def _shared(one: Path, other: Path, pattern: str) -> list[Path]:
    names = [path.relative_to(one) for path in sorted(one.glob(pattern))]
    return [name for name in names if (other / name).is_file()]


def _sizes(version: Path) -> dict[str, Any]:
    """MB of the parts, and how many cubes and cells there are."""
    parts = {
        f"{part}_mb": round(sum(f.stat().st_size for f in (version / part).rglob("*.*")) / 1e6, 1)
        for part in ("rows", "cubes", "answers")
    }
    cubes = json.loads((version / "rollup.json").read_text(encoding="utf-8"))["cubes"]
    return {**parts, "cubes": len(cubes), "cells": sum(cube["cells"] for cube in cubes)}


class _RowsRead(logging.Handler):
    """Counts how often the rows had to be read."""

    times = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.times += 1


def _serve(dest: Path) -> list[dict[str, Any]]:
    """Open the roll-up and ask every exhibit, nothing cached; by what it was answered from."""
    handler, log = _RowsRead(), logging.getLogger(serve.__name__)
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    wall, cpu = time.perf_counter(), time.process_time()
    registry = Store(dest).current()
    assert registry is not None
    lines: list[dict[str, Any]] = [
        {
            "case": "open",
            "wall_s": round(time.perf_counter() - wall, 2),
            "cpu_s": round(time.process_time() - cpu, 2),
        }
    ]
    for query in QUERIES:
        count, spent = {"cubes": 0, "rows": 0}, {"cubes": 0.0, "rows": 0.0}
        for exhibit in exhibits().values():
            if exhibit.basis == "reference":
                continue
            before, cpu = handler.times, time.process_time()
            evaluate(exhibit, registry, Filters.from_query(query), {}, ResultCache(None))
            where = "rows" if handler.times > before else "cubes"
            count[where] += 1
            spent[where] += time.process_time() - cpu
        seconds = {name: round(value, 2) for name, value in spent.items()}
        lines.append({"case": f"exhibits, {query or 'all'}", "exhibits": count, "cpu_s": seconds})
    return [*lines, {"case": "serving, peak", "mb": peak_mb()}]


if __name__ == "__main__":
    print(json.dumps(_serve(Path(sys.argv[1]))))
