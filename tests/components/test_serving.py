"""The server as `app.py serve` starts it, with the faults that a day brings. By hand."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from components.http.serving import ENDING, _scratch, _warn_of_others, serve, unusable_place
from data_layer.registry.settings import Settings, read_settings

pytestmark = pytest.mark.flaky(reruns=1)

ROOT = Path(__file__).parents[2]
SECONDS = 50
BODIES = 80
"""More than the threads of both workers."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(home: Path, port: int) -> subprocess.Popen[str]:
    settings = {**os.environ, "SRDI_HOME": str(home), "SRDI_PORT": str(port)}
    return subprocess.Popen(
        [sys.executable, "app.py", "serve"],
        cwd=ROOT,
        env=settings,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def _serving(home: Path) -> Generator[tuple[psutil.Process, int]]:
    port = _free_port()
    process = _start(home, port)
    try:
        _answers(port)
        yield psutil.Process(process.pid), port
    finally:
        process.terminate()
        process.wait(SECONDS)


def _answers(port: int) -> None:
    """Wait until the server answers that it is healthy."""
    for _ in range(SECONDS * 10):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail("the server does not answer")


@pytest.fixture(scope="module")
def server(demo_home: Path) -> Iterator[tuple[psutil.Process, int]]:
    with _serving(demo_home) as running:
        yield running


def test_a_port_in_use_is_said(server: tuple[psutil.Process, int], demo_home: Path) -> None:
    second = _start(demo_home, server[1])
    _, said = second.communicate(timeout=SECONDS)
    assert second.returncode == 1
    assert f"127.0.0.1:{server[1]} is in use" in said


def test_bodies_that_never_arrive_stop_nobody(server: tuple[psutil.Process, int]) -> None:
    port = server[1]
    request = (
        b"POST /_dash-update-component HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"
    )
    waiting = [socket.create_connection(("127.0.0.1", port)) for _ in range(BODIES)]
    for connection in waiting:
        connection.sendall(request)
    _answers(port)
    for connection in waiting:
        connection.close()


def test_a_killed_worker_is_replaced(server: tuple[psutil.Process, int]) -> None:
    process, port = server
    before = {child.pid for child in process.children()}
    os.kill(min(before), signal.SIGKILL)
    for _ in range(SECONDS * 10):
        now = {child.pid for child in process.children()}
        if len(now) == len(before) and min(before) not in now:
            break
        time.sleep(0.1)
    else:
        pytest.fail("no new worker")
    _answers(port)


def test_a_worker_that_grew_too_large_is_replaced(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The only worker is larger than 1 MB; Granian looks at it every fifth second, not 30th."""
    monkeypatch.setenv("SRDI_WORKER_MB", "1")
    monkeypatch.setenv("SRDI_WORKERS", "1")
    monkeypatch.setenv("GRANIAN_RSS_SAMPLE_INTERVAL", "5")
    with _serving(demo_home) as (process, port):
        before = {child.pid for child in process.children()}
        for _ in range(SECONDS * 10):
            now = {child.pid for child in process.children()}
            if now and not now & before:
                break
            time.sleep(0.1)
        else:
            pytest.fail("the worker stays")
        _answers(port)


def test_workers_end_with_a_server_that_was_killed(server: tuple[psutil.Process, int]) -> None:
    """The last of this server: the next one gets its port."""
    process, port = server
    workers = process.children()
    process.kill()
    _, alive = psutil.wait_procs(workers, SECONDS)
    assert not alive
    assert unusable_place("127.0.0.1", port) is None


@pytest.mark.parametrize("after", [0.5, 3.0, 4.5, 6.0])
def test_a_server_told_to_end_while_it_starts_ends(demo_home: Path, after: float) -> None:
    process = _start(demo_home, _free_port())
    time.sleep(after)
    process.terminate()
    process.communicate(timeout=ENDING + SECONDS)
    assert process.returncode is not None


@pytest.mark.parametrize("name", ["SRDI_ACCESS_FILE", "SRDI_SUPPORT_FILE"])
def test_a_file_that_is_not_there_is_said_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    name: str,
) -> None:
    monkeypatch.setenv("SRDI_HOME", str(tmp_path))
    monkeypatch.setenv(name, str(tmp_path / "nowhere.toml"))
    monkeypatch.setenv("SRDI_ACCESS", "proxy")
    monkeypatch.setenv("SRDI_PROXY_HEADER", "X-Remote-User")
    monkeypatch.setenv("SRDI_PROXY_FROM", "127.0.0.1")
    assert serve(read_settings()) == 1
    said = capsys.readouterr().err
    assert name in said or f"{tmp_path}/nowhere.toml" in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("no-such-host.invalid", "SRDI_HOST=no-such-host.invalid is no address of this machine"),
        ("192.0.2.1", "SRDI_HOST=192.0.2.1 is no address of this machine"),
    ],
)
def test_an_address_of_another_machine_is_not_said_to_be_in_use(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    host: str,
    said: str,
) -> None:
    monkeypatch.setenv("SRDI_HOME", str(tmp_path))
    monkeypatch.setenv("SRDI_HOST", host)
    assert serve(read_settings()) == 1
    zh, en = capsys.readouterr().err.splitlines()
    assert en.startswith(said)
    assert zh.startswith(f"SRDI_HOST={host} 不是")


def test_a_data_folder_that_others_may_read_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for mode, said in ((0o755, f"chmod -R go= {tmp_path}"), (0o700, "")):
        tmp_path.chmod(mode)
        _warn_of_others(Settings(home=tmp_path))
        err = capsys.readouterr().err
        assert said in err
        assert bool(said) == bool(err)


def test_what_a_killed_server_left_goes_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each address has a folder of its own, which nobody else reads."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = _scratch(Settings(port=8051))
    (folder / "srdi-workbook-x").mkdir()
    (folder / "srdi-workbook-x" / "000000.arrow").write_bytes(b"rows")
    other = _scratch(Settings(port=8052))
    assert _scratch(Settings(port=8051)) == folder != other
    assert [it.name for it in folder.iterdir()] == ["counters"]
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_somebody_else_made_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    aside = tmp_path / "theirs"
    aside.mkdir()
    folder = _scratch(Settings())
    shutil.rmtree(folder)
    folder.symlink_to(aside)
    assert _scratch(Settings()) not in (folder, aside)
    assert list(aside.iterdir()) == []
