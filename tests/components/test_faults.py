"""What a day brings to a server that answers: versions switched, files lost, processes killed.

The server as `app.py serve` starts it. Source: how many rows each version was made of.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pytest

from data_layer import demo
from data_layer.registry.store import Store

pytestmark = pytest.mark.flaky(reruns=1)

ROOT = Path(__file__).parents[2]
SECONDS = 60
SIZES = (500, 400)


class Server(NamedTuple):
    """A running server, and how many rows each version of its data folder has."""

    process: psutil.Process
    address: str
    home: Path
    rows: dict[str, int]

    def get(self, path: str) -> bytes:
        """The body of an answer; what was cut off by a worker that ended is asked again."""
        for _ in range(SECONDS * 10):
            try:
                with urllib.request.urlopen(self.address + path, timeout=30) as answer:
                    return answer.read()
            except urllib.error.HTTPError:
                raise
            except (urllib.error.URLError, http.client.HTTPException, OSError):
                time.sleep(0.1)
        pytest.fail("no answer")

    def counted(self, query: str = "") -> tuple[str, int]:
        """Version and number of enterprises, as one answer says them."""
        told = json.loads(self.get(f"/api/v1/facets?lang=en{query}"))
        return told["version"], told["enterprises"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("home")
    store = Store(home)
    rows = {}
    for size in SIZES:
        made = store.add(demo.build(rows=size, seed=size), demonstration=True, source=str(size))
        rows[made.version] = size
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {**os.environ, "SRDI_HOME": str(home), "SRDI_PORT": str(port)}
    command = [sys.executable, "app.py", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=settings, stderr=subprocess.DEVNULL)
    running = Server(psutil.Process(process.pid), f"http://127.0.0.1:{port}", home, rows)
    running.get("/healthz")
    yield running
    process.terminate()
    process.wait(SECONDS)


def _follows(server: Server, version: str) -> None:
    """Every worker answers with a version: many answers in a row do."""
    seen = 0
    for _ in range(SECONDS * 20):
        seen = seen + 1 if server.counted()[0] == version else 0
        if seen == 30:
            return
    pytest.fail("a worker stays with another version")


def test_a_switch_under_load_mixes_nothing(server: Server) -> None:
    ended = threading.Event()
    answers: list[tuple[str, int]] = []
    begun: list[tuple[float, str]] = []
    switched: list[tuple[float, str]] = []

    def ask(number: int) -> None:
        for turn in range(10_000):
            if ended.is_set():
                return
            at = time.monotonic()
            told = server.counted(f"&patents=0..{100_000 + number * 10_000 + turn}")
            answers.append(told)
            begun.append((at, told[0]))

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask, number) for number in range(4)]
        for version in server.rows:  # the second is in use: both are come to
            Store(server.home).use(version)
            switched.append((time.monotonic(), version))
            _follows(server, version)
        ended.set()
        for it in asking:
            it.result(SECONDS)
    assert {version for version, _ in answers} == set(server.rows)
    known = {version: _known(server, version) for version in server.rows}
    assert [it for it in answers if it[1] != known[it[0]]] == []
    last_switch, last = switched[-1]
    late = [told for at, told in begun if at > last_switch + 1]
    assert late, "somebody asked more than a second after the switch"
    assert set(late) == {last}, "every worker follows within a second"


def _known(server: Server, version: str) -> int:
    """Enterprises of a version whose patents are known: no range holds the others."""
    rows = Store(server.home).open(version).rows.collect()
    return server.rows[version] - rows["patents"].null_count()


def test_a_version_in_use_that_is_gone_is_said_and_another_serves(server: Server) -> None:
    current = server.home / "CURRENT"
    before = current.read_text("ascii")
    try:
        current.write_text("ffffffffffff\n", "ascii")
        version, n = server.counted()
        assert server.rows[version] == n
        with pytest.raises(urllib.error.HTTPError) as refused:
            server.get("/healthz")
        assert refused.value.code == 503
        assert b"ffffffffffff" in refused.value.read()
    finally:
        current.write_text(before, "ascii")
    assert server.get("/healthz").startswith(b"ok ")


def _remove(folder: Path) -> None:
    """A folder into which others still write."""
    while folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("fault", ["deleted", "garbage", "a file"])
def test_a_cache_that_is_lost_while_serving_costs_time_alone(server: Server, fault: str) -> None:
    cache = server.home / "cache"
    server.get("/cards/clusters?patents=1..")
    if fault == "garbage":
        for path in cache.rglob("*"):
            if path.is_file():
                path.write_bytes(b"\x00garbage" * 99)
    else:
        _remove(cache)
    if fault == "a file":
        cache.write_text("no folder", "ascii")
    try:
        for n in range(12):  # both workers
            assert json.loads(server.get(f"/cards/clusters?patents={n % 3}.."))["alt"]
        assert server.get("/export/enterprises.csv?lang=en").count(b"\r\n") > 300
    finally:
        if cache.is_file():
            cache.unlink()


def test_workers_killed_under_load_are_replaced(server: Server) -> None:
    version = server.counted()[0]
    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(server.counted, f"&insured={n}..") for n in range(120)]
        for _ in range(2):
            workers = server.process.children()
            if workers:
                workers[0].kill()
            time.sleep(0.3)
        answers = [it.result(SECONDS * 2) for it in asking]
    assert {found for found, _ in answers} == {version}


def _chromium(server: Server) -> list[psutil.Process]:
    family = server.process.children(recursive=True)
    return [it for it in family if "chrom" in it.name()]


def test_a_picture_after_chromium_was_killed(server: Server) -> None:
    assert server.get("/export/clusters.png").startswith(b"\x89PNG")
    with ThreadPoolExecutor(1) as pool:
        drawn = pool.submit(_status, server, "/export/province_map.png?size=a4")
        for one in _chromium(server):
            one.kill()
        assert drawn.result(SECONDS * 2) == 200
    for _ in range(4):  # both workers
        assert _status(server, "/export/clusters.png?theme=dark") == 200


def _status(server: Server, path: str) -> int:
    try:
        server.get(path)
    except urllib.error.HTTPError as refused:
        return refused.code
    return 200


def test_a_download_under_way_is_finished_when_the_server_is_told_to_end(server: Server) -> None:
    """The last of this file: it ends the server."""
    host, _, port = server.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=SECONDS) as connection:
        connection.sendall(
            b"GET /export/enterprises.csv?lang=en HTTP/1.1\r\nHost: localhost\r\n"
            b"Connection: close\r\n\r\n"
        )
        body = connection.recv(1_000)
        server.process.send_signal(signal.SIGTERM)
        while piece := connection.recv(20_000):
            body += piece
            time.sleep(0.01)
    head, _, rest = body.partition(b"\r\n\r\n")
    length = [it for it in head.split(b"\r\n") if it.lower().startswith(b"content-length:")]
    assert int(length[0].split(b":")[1]) == len(rest)
    server.process.wait(SECONDS)


def test_a_clock_that_is_set_back_closes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from components.travel.tokens import Grant, sign, verify
    from data_layer.access.audit import Audit
    from data_layer.access.sessions import Session, begin, find

    secret = begin(tmp_path, Session("zhang", "", (), time.time() + 3_600))
    grant = Grant("clusters", "", "0" * 12, int(time.time()) + 3_600)
    token = sign("s" * 32, grant)
    audit = Audit(tmp_path, 1)
    audit.write("export")
    earlier: Any = time.time() - 86_400
    monkeypatch.setattr(time, "time", lambda: earlier)
    assert find(tmp_path, secret) is not None
    assert verify("s" * 32, token) == grant
    assert audit.write("export")
    assert len((tmp_path / "audit" / "audit.jsonl").read_text("utf-8").splitlines()) == 2
