"""The examples for operators: the unit's command serves as a user without rights."""

import configparser
import json
import os
import re
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.travel.chromium import BROWSERS
from data_layer import demo
from data_layer.registry.settings import Settings, variables
from data_layer.registry.store import Store

pytestmark = pytest.mark.flaky(reruns=1)

ROOT = Path(__file__).resolve().parents[1]
PLACE = "/opt/srdi-atlas"
NOBODY = 65_534
SECONDS = 90


@pytest.fixture(scope="module")
def unit() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # ty: ignore[invalid-assignment]
    parser.read(ROOT / "examples" / "srdi-atlas.service", encoding="utf-8")
    return parser["Service"]


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of the user's own, where that user may go."""
    base = Path("/var/tmp") / f"srdi-service-{os.getpid()}"
    base.mkdir(mode=0o755)
    home = base / "home"
    Store(home).add(demo.build(rows=300, seed=7), demonstration=True, source="seed 7")
    for path in (home, *home.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
        path.chmod(0o700 if path.is_dir() else 0o600)
    yield home
    subprocess.run(["rm", "-rf", str(base)], check=True)


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _closed(path: Path) -> Path | None:
    """The uppermost folder of a path that others may not enter."""
    above = [it for it in reversed(path.resolve().parents) if not it.stat().st_mode & stat.S_IXOTH]
    return above[0] if above else None


def _without_rights(aside: Path) -> list[str]:
    """What a command is run by to have neither rights nor capabilities.

    An interpreter in somebody's closed folder is shown to the command alone, in its own view of the
    file system.
    """
    interpreter = Path(sys.base_prefix)
    closed = _closed(interpreter)
    words = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    words += ["--bounding-set=-all", "--no-new-privs"]
    if closed is None:
        return words
    opened = (
        'mount --make-rprivate / && mount --bind "$1" "$2" && mount -t tmpfs -o mode=755 none'
        ' "$3" && (umask 022 && mkdir -p "$1") && mount --bind "$2" "$1" && shift 3 && exec "$@"'
    )
    return [
        "unshare",
        "--mount",
        "sh",
        "-c",
        opened,
        "sh",
        str(interpreter),
        str(aside),
        str(closed),
        *words,
    ]


@pytest.mark.skipif(os.getuid() != 0, reason="only root may become another user")
def test_the_command_of_the_unit_serves_as_a_user_without_rights(
    unit: configparser.SectionProxy, home: Path
) -> None:
    if _closed(ROOT / "app.py") is not None:
        pytest.skip("others may not read this folder")
    aside = home.parent / "interpreter"
    aside.mkdir()
    port = _port()
    command = shlex.split(unit["ExecStart"].replace(PLACE, str(ROOT)))
    environment = {
        "PATH": "/usr/bin:/bin",
        unit["Environment"].partition("=")[0]: str(home),
        "SRDI_PORT": str(port),
        "SRDI_WORKERS": "1",
        "HOME": "/nonexistent",
    }
    served = subprocess.Popen(
        [*_without_rights(aside), *command],
        cwd=unit["WorkingDirectory"].replace(PLACE, str(ROOT)),
        env=environment,
        umask=int(unit["UMask"], 8),
        stderr=subprocess.PIPE,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        assert _answer(f"{base}/healthz", served).startswith("ok ")
        assert "home: ok" in _answer(f"{base}/readyz", served)
        assert _answer(f"{base}/export/enterprises.csv?lang=en", served).count("\r\n") == 301
        assert "srdi_requests_total" in _answer(f"{base}/metrics", served)
        if any(map(shutil.which, BROWSERS)):
            assert "<svg" in _answer(f"{base}/export/clusters.svg", served)
        served.send_signal(signal.SIGTERM)
        _, said = served.communicate(timeout=30)
    finally:
        served.kill()
        served.wait()
    lines = [line for line in said.decode().splitlines() if not line.startswith("http://")]
    assert [line for line in lines if "error" in json.loads(line).get("level", "")] == []
    for path in home.rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path
        assert path.stat().st_uid == NOBODY


def _answer(address: str, served: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + SECONDS
    while True:
        assert served.poll() is None, served.stderr and served.stderr.read()
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return answer.read().decode("utf-8-sig")
        except urllib.error.URLError:
            assert time.monotonic() < end
            time.sleep(0.2)


def test_the_container_runs_the_same_command(unit: configparser.SectionProxy) -> None:
    text = (ROOT / "examples" / "Containerfile").read_text("utf-8")
    [command] = re.findall(r"^CMD (\[.*\])$", text, re.MULTILINE)
    assert json.loads(command) == shlex.split(unit["ExecStart"])
    assert re.search(r"^USER srdi$", text, re.MULTILINE)


def test_the_container_holds_what_the_program_reads() -> None:
    text = (ROOT / "examples" / "Containerfile").read_text("utf-8")
    copied = {
        name for line in re.findall(r"^COPY (.*) \S+$", text, re.MULTILINE) for name in line.split()
    }
    assert {"app.py", "assets", "components", "data_layer", "pages", "pyproject.toml"} <= copied
    assert all((ROOT / name).exists() for name in copied)


def test_the_container_has_what_pictures_and_the_program_need(
    unit: configparser.SectionProxy,
) -> None:
    """The browser that is preferred, a font of Chinese, a Python that is new enough; its user owns
    the data folder, and its health is asked at the port that is served."""
    text = (ROOT / "examples" / "Containerfile").read_text("utf-8")
    [packages] = re.findall(r"--no-install-recommends (.+) \\$", text, re.MULTILINE)
    assert {BROWSERS[0], "fonts-wqy-microhei", "python3.11-venv"} <= set(packages.split())
    [place] = re.findall(r"^WORKDIR (\S+)$", text, re.MULTILINE)
    assert place == unit["WorkingDirectory"]
    set_there = dict(
        it.split("=") for it in re.findall(r"^ENV (.+)$", text, re.MULTILINE)[0].split()
    )
    assert set_there == {"SRDI_HOME": "/data", "SRDI_HOST": "0.0.0.0"}
    assert set(set_there) <= set(variables())
    assert f"-o srdi -g srdi -m 0700 {set_there['SRDI_HOME']}\n" in text
    assert f"VOLUME {set_there['SRDI_HOME']}\n" in text
    port = Settings().port
    assert f"EXPOSE {port}\n" in text
    assert f"http://127.0.0.1:{port}/healthz" in text
    # What is written into the image is root's: the user can change neither program nor packages.
    assert text.index("USER srdi") > max(
        it.start() for it in re.finditer("^(COPY|RUN)", text, re.M)
    )
