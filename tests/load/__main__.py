"""Serve the atlas on loopback and put it under load for a bounded time.

python -m tests.load --users 20 --seconds 30
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.history import record
from tests.bench.homes import ROOT, USUAL
from tests.bench.server import served

LONGEST = 300
MOST_USERS = 200


def main(arguments: list[str]) -> int:
    """Run Locust without its page and keep requests a second and latencies."""
    parser = argparse.ArgumentParser(prog="python -m tests.load")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--locust", default="locust", help="the program, in whatever environment")
    parser.add_argument("--rows", type=int, default=USUAL)
    chosen = parser.parse_args(arguments)
    users, seconds = min(chosen.users, MOST_USERS), min(chosen.seconds, LONGEST)
    with served(chosen.rows) as server, tempfile.TemporaryDirectory() as folder:
        stem = Path(folder) / "load"
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
                str(users),
                "--run-time",
                f"{seconds}s",
                "--host",
                server.address,
                "--csv",
                str(stem),
            ],
            cwd=ROOT,
        )
        with Path(f"{stem}_stats.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                record(
                    "load",
                    f"{row['Name']}, {users} visitors",
                    requests=int(row["Request Count"]),
                    failures=int(row["Failure Count"]),
                    a_second=round(float(row["Requests/s"]), 1),
                    median_ms=row["50%"],
                    p95_ms=row["95%"],
                )
        record("memory", f"largest process under load, {users} visitors", mb=server.worker_mb())
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
