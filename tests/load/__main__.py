"""Serve the atlas on loopback and put it under load for a bounded time.

python -m tests.load --users 300 --seconds 600

Fails where a request failed, or memory still grew by more than MOST_GROWTH over the last half.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.history import record
from tests.bench.homes import ROOT, USUAL
from tests.bench.server import served
from tests.load.watch import Watch

LONGEST = 1_800
MOST_USERS = 1_000
MOST_GROWTH = 1.05
STARTING = 30
"""Seconds within which all visitors have come."""


def main(arguments: list[str]) -> int:
    """Run Locust without its page and keep requests a second, latencies, memory, files."""
    parser = argparse.ArgumentParser(prog="python -m tests.load")
    parser.add_argument("--users", type=int, default=300)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--locust", default="locust", help="the program, in whatever environment")
    parser.add_argument("--rows", type=int, default=USUAL)
    chosen = parser.parse_args(arguments)
    users, seconds = min(chosen.users, MOST_USERS), min(chosen.seconds, LONGEST)
    os.environ["SRDI_PROXY_FROM"] = "127.0.0.1"
    with served(chosen.rows) as server, tempfile.TemporaryDirectory() as folder:
        stem = Path(folder) / "load"
        watch = Watch(server.process, server.home)
        with watch.watching():
            done = subprocess.run(
                [
                    chosen.locust,
                    "-f",
                    "tests/load/locustfile.py",
                    "--headless",
                    "--only-summary",
                    "--users",
                    str(users),
                    "--spawn-rate",
                    str(max(1, users // STARTING)),
                    "--run-time",
                    f"{seconds}s",
                    "--host",
                    server.address,
                    "--csv",
                    str(stem),
                ],
                cwd=ROOT,
            )
        failures = _keep_requests(Path(f"{stem}_stats.csv"), users)
        _keep_samples(watch, users)
    grew = watch.growth() > MOST_GROWTH
    if grew:
        print(f"memory still grows: {watch.growth()}", file=sys.stderr)
    return 1 if failures or grew else done.returncode


def _keep_requests(file: Path, users: int) -> int:
    """Keep what Locust counted; how many requests failed."""
    failures = 0
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            record(
                "load",
                f"{row['Name']}, {users} visitors",
                requests=int(row["Request Count"]),
                failures=int(row["Failure Count"]),
                a_second=round(float(row["Requests/s"]), 1),
                median_ms=row["50%"],
                p95_ms=row["95%"],
            )
            failures += int(row["Failure Count"])
    return failures


def _keep_samples(watch: Watch, users: int) -> None:
    """Keep memory, open files and cache at the beginning, in the middle and at the end."""
    samples = watch.samples
    for name, at in (("first", 0), ("middle", len(samples) // 2), ("last", -1)):
        sample = samples[at]
        record(
            "memory",
            f"all processes, {name}, {users} visitors",
            mb=sample.memory,
            files=sample.files,
            cache_mb=sample.cache,
        )
    record("memory", "last quarter to the one before", ratio=watch.growth())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
