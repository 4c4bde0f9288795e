"""Two app processes with a data folder each and one Redis between them."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from data_layer import demo
from data_layer.registry.store import Store
from tests.scale.conftest import free_port, wait_until_listens

pytestmark = pytest.mark.redis
ROOT = Path(__file__).parents[2]
SECONDS_TO_SWITCH = 20


@dataclass(frozen=True)
class Host:
    home: Path
    port: int
    environment: dict[str, str]

    def get(self, path: str) -> bytes:
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            return answer.read()

    def version(self) -> str:
        return self.get("/healthz").decode().split()[-1]

    def command(self, *words: str) -> None:
        command = [sys.executable, "app.py", *words]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True)


@pytest.fixture
def hosts(redis_url: str, tmp_path: Path) -> Generator[tuple[Host, Host]]:
    made = []
    servers = []
    for name in ("one", "two"):
        home, port = tmp_path / name, free_port()
        Store(home).add(demo.build(3_000, 1), demonstration=True, source="seed 1")
        environment = {
            **os.environ,
            "SRDI_HOME": str(home),
            "SRDI_PORT": str(port),
            "SRDI_WORKERS": "1",
            "SRDI_REDIS": redis_url,
        }
        command = [sys.executable, "app.py", "serve"]
        servers.append(subprocess.Popen(command, cwd=ROOT, env=environment, stderr=-3))
        made.append(Host(home, port, environment))
    try:
        for host in made:
            wait_until_listens(host.port, 120)
        yield made[0], made[1]
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(30)


def check_health(hosts: tuple[Host, Host], done: threading.Event) -> None:
    """What a load balancer does: it keeps a host alive that nobody asks anything else."""
    while not done.wait(0.5):
        for host in hosts:
            host.version()


def test_two_apps_share_results_and_switch_together(
    hosts: tuple[Host, Host], redis_url: str
) -> None:
    import redis

    one, two = hosts
    done = threading.Event()
    first = one.version()
    assert two.version() == first
    address = "/export/province_ranking.csv?tier=national&lang=en"
    answer = one.get(address)
    client = redis.Redis.from_url(redis_url)
    results = set(client.scan_iter("srdi:result:*"))
    assert results
    assert two.get(address) == answer
    assert set(client.scan_iter("srdi:result:*")) == results

    health_checks = threading.Thread(target=check_health, args=(hosts, done), daemon=True)
    health_checks.start()
    one.command("demo", "--rows", "4000", "--seed", "2")
    second = Store(one.home).current_version()
    assert second not in (None, first)
    for _ in range(4):
        assert (one.version(), two.version()) == (first, first)
        time.sleep(0.5)
    two.command("demo", "--rows", "4000", "--seed", "2")
    until = time.monotonic() + SECONDS_TO_SWITCH
    while (one.version(), two.version()) != (second, second):
        assert time.monotonic() < until, "the hosts did not switch"
        time.sleep(0.2)
    assert one.get(address) == two.get(address) != answer
    done.set()
    health_checks.join()
