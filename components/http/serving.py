"""Serve the app in production: a demonstration registry if there is none, then granian."""

import errno
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from socket import SOCK_STREAM

from components.http.orphans import SERVER
from data_layer.access.roles import read_access
from data_layer.policy.support.reading import measures_of
from data_layer.registry.hosts import open_store
from data_layer.registry.settings import Settings, SettingsError
from data_layer.vocabulary.text import Text

ROOT = Path(__file__).parents[2]
ENDING = 10
"""Seconds for downloads under way, and for a worker that was told to end while it started."""
LOGS = Path(__file__).with_name("server_logs.json")
PATHS = os.environ.get("PYTHONPATH")
OTHERS = (
    "{home} 可被这台机器上的其他用户读取（{mode:o}）；收回：chmod -R go= {home} · "
    "other users of this machine may read it; to end that: chmod -R go= {home}"
)
TAKEN = Text(
    "{host}:{port} 已被占用：用 SRDI_PORT 换一个端口",
    "{host}:{port} is in use: choose another port by SRDI_PORT",
)
CLOSED = Text(
    "SRDI_PORT={port} 不能由这个用户使用：换一个 1024 以上的端口",
    "SRDI_PORT={port} is not for this user: choose a port above 1024",
)
FOREIGN = Text(
    "SRDI_HOST={host} 不是这台机器的地址；可以是 127.0.0.1（仅本机）、0.0.0.0（全部）"
    "或本机的某个地址",
    "SRDI_HOST={host} is no address of this machine; allowed: 127.0.0.1 (itself alone), 0.0.0.0 "
    "(all) or one that it has",
)
COUNTERS = "counters"
SWITCHES = ("--factory", "--no-ws", "--respawn-failed-workers")


def serve(settings: Settings) -> int:
    """Serve until interrupted. Every worker reads the same data folder.

    This process becomes granian's own, which never loads the app: it forks its workers, and a
    fork of a process in which Polars has run hangs.
    """
    try:
        measures_of(settings)
        if settings.access != "off":
            read_access(settings.roles)
    except SettingsError as unusable:
        return _refuse(unusable.message)
    if (taken := unusable_place(settings.host, settings.port)) is not None:
        return _refuse(taken)
    store = open_store(settings)
    if store.current_version() is None and not store.versions():
        print("首次启动，正在生成演示企业库 · making the demonstration registry …", file=sys.stderr)
        _demonstrate(settings)
    _warn_of_others(settings)
    print(f"http://{settings.host}:{settings.port}{settings.prefix}", file=sys.stderr, flush=True)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), PATHS)))
    scratch = _scratch(settings)
    os.environ["TMPDIR"] = str(scratch)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(scratch / COUNTERS)
    os.environ[SERVER] = str(os.getpid())
    command = [sys.executable, "-m", "granian", *_options(settings), "app:server"]
    os.execv(sys.executable, command)


def _warn_of_others(settings: Settings) -> None:
    """Say so where other users of the machine may read a data folder of before."""
    mode = settings.home.stat().st_mode
    if mode & 0o077:
        print(OTHERS.format(home=settings.home, mode=mode & 0o777), file=sys.stderr)


def _scratch(settings: Settings) -> Path:
    """An empty folder for what this server and its processes keep for a moment: counters, workbooks
    that are being made, profiles of Chromium. It is one for each address that is served, so that
    what a killed server left goes at the next start."""
    name = hashlib.sha256(f"{settings.host}:{settings.port}".encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"srdi-{os.getuid()}-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700)
    except OSError:  # somebody else's: not to be written to
        folder = Path(tempfile.mkdtemp(prefix="srdi-"))
    (folder / COUNTERS).mkdir()
    return folder


def unusable_place(host: str, port: int) -> Text | None:
    """Why nobody can listen there, None where one can. A port in use is found here: workers share
    theirs, so that a second server would too."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        elsewhere = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
        words = FOREIGN if elsewhere else CLOSED if error.errno == errno.EACCES else TAKEN
        return Text(*(part.format(host=host, port=port) for part in words))
    return None


def _refuse(message: Text) -> int:
    print(message.zh, message.en, sep="\n", file=sys.stderr)
    return 1


def _options(settings: Settings) -> list[str]:
    values = {
        "--interface": "asginl",
        "--host": settings.host,
        "--port": str(settings.port),
        "--workers": str(settings.workers),
        "--workers-kill-timeout": str(ENDING),
        "--workers-max-rss": str(settings.worker_mb),
        "--log-level": "warning",
        "--log-config": str(LOGS),
        "--working-dir": str(ROOT),
    }
    return [*SWITCHES, *(part for pair in values.items() for part in pair)]


def _demonstrate(settings: Settings) -> None:
    """Make the demonstration registry in a process of its own, which gives its memory back."""
    command = [sys.executable, str(ROOT / "app.py"), "demo"]
    environment = {**os.environ, "SRDI_HOME": str(settings.home)}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
