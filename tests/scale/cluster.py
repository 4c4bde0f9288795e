"""A Spark cluster on loopback: one master, two workers, from the pyspark wheel."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORKER_MEMORY = "2g"
SECONDS_TO_START = 600


@dataclass(frozen=True)
class Cluster:
    """url: spark://127.0.0.1:PORT. Each worker is a process group of its own."""

    url: str
    folder: Path
    workers: tuple[subprocess.Popen[bytes], ...]

    def kill_a_worker(self) -> None:
        """Kill the last worker and the executors that it started, without warning."""
        os.killpg(self.workers[-1].pid, signal.SIGKILL)

    def lost_a_worker(self) -> bool:
        """Whether the master saw a worker go."""
        return "Removing worker" in (self.folder / "master.log").read_text(encoding="utf-8")


@contextmanager
def running_cluster(folder: Path, port: int) -> Generator[Cluster]:
    """Start a master and two workers of one core each, and stop them afterwards."""
    base = ("--host", "127.0.0.1", "--webui-port", "0")
    master = _start(folder, "master", "master.Master", *base, "--port", str(port))
    url = f"spark://127.0.0.1:{port}"
    small = ("--port", "0", "--cores", "1", "--memory", WORKER_MEMORY)
    workers: list[subprocess.Popen[bytes]] = []
    try:
        _wait_for(folder / "master.log", "Starting Spark master", 1)
        for name in ("one", "two"):
            place = ("--work-dir", str(folder / name))
            workers.append(_start(folder, name, "worker.Worker", *base, *small, *place, url))
        _wait_for(folder / "master.log", "Registering worker", 2)
        yield Cluster(url, folder, tuple(workers))
    finally:
        _stop([*workers, master])


def _start(folder: Path, name: str, role: str, *options: str) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "512m",
        "PYSPARK_PYTHON": sys.executable,
    }
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}", *options]
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, start_new_session=True
        )


def _wait_for(log: Path, words: str, times: int) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while log.read_text(encoding="utf-8").count(words) < times:
        assert time.monotonic() < until, f"{words!r} not {times} times in {log}"
        time.sleep(0.5)


def _stop(processes: Iterable[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    for process in processes:
        process.wait(60)
