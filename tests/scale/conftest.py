"""What only a larger installation has: a Spark cluster and a Redis. Tests skip where they miss."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Generator
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These take minutes and need more than a machine has by itself: `make scale` runs them."""
    if os.environ.get("SRDI_SCALE") != "1":
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="needs Java or Redis: make scale runs it"))


def free_port() -> int:
    """A loopback port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether something answers on a loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until_listens(port: int, seconds: float = 30) -> None:
    """Return when the port answers; fail after some seconds."""
    until = time.monotonic() + seconds
    while not listens(port):
        assert time.monotonic() < until, f"nothing on port {port} after {seconds} s"
        time.sleep(0.1)


@pytest.fixture
def redis_url(tmp_path: Path) -> Generator[str]:
    """A Redis server of this test's own, empty, on a free port."""
    pytest.importorskip("redis", reason="redis-py is not installed: make scale installs it")
    binary = shutil.which("redis-server")
    if binary is None:
        pytest.skip("no redis-server: apt-get install redis-server")
    port = free_port()
    command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir"]
    server = subprocess.Popen([*command, str(tmp_path)], stdout=subprocess.DEVNULL)
    try:
        wait_until_listens(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)
