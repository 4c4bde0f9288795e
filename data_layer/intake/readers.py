"""Processes that have loaded what a preview needs and wait to be told of an upload.

    <home>/readers/<host>-<process>         waits: whoever renames the folder has taken it
    <home>/readers/<host>-<process>.taken   order: the folder of the upload; answer: what is wrong

Loading takes as long as reading 100,000 rows, so one is begun when somebody opens the page and
after each look. Any worker of the same host may take it.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data_layer.intake.uploads import write
from data_layer.registry.drafts import is_gone, is_running, owner

IDLE = 300.0
"""Seconds that one waits."""
PAUSE = 0.02
TAKEN = ".taken"
_children: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Reader:
    """One that was taken."""

    folder: Path

    @property
    def process(self) -> int:
        """Its number on this host."""
        return int(self.folder.name.removesuffix(TAKEN).rpartition("-")[2])

    def ask(self, order: str, seconds: float) -> str | None:
        """Its answer to an order; None if it ended without one, or was ended for taking longer."""
        write(self.folder / "order", order)
        answer, last = self.folder / "answer", time.monotonic() + seconds
        while not answer.is_file() and is_running(self.process) and time.monotonic() < last:
            time.sleep(PAUSE)
        if not answer.is_file():
            self.dismiss()
            return None
        text = answer.read_text(encoding="utf-8")
        shutil.rmtree(self.folder, ignore_errors=True)
        return text

    def dismiss(self) -> None:
        """End it."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)


def prepare(home: Path, command: Sequence[str], root: Path) -> None:
    """Let one wait, if none does. command: what it is started by, in the folder `root`."""
    if not _waiting(home):
        _started(home, command, root, "")


def taken(home: Path, command: Sequence[str], root: Path) -> Reader:
    """One that waited, or a new one."""
    for folder in _waiting(home):
        with suppress(FileNotFoundError):
            return Reader(folder.rename(folder.with_name(folder.name + TAKEN)))
    return Reader(_started(home, command, root, TAKEN))


def answer_order(home: Path, step: Callable[[str], str]) -> None:
    """Wait for an order and answer it; return without one after a while, or when who began this
    process is gone."""
    mine, parent = home / "readers" / owner(), os.getppid()
    order, last = mine.with_name(mine.name + TAKEN) / "order", time.monotonic() + IDLE
    while not order.is_file():
        if time.monotonic() > last or os.getppid() != parent:
            with suppress(FileNotFoundError):
                mine.rmdir()
            if not order.parent.is_dir():
                return
        time.sleep(PAUSE)
    write(order.with_name("answer"), step(order.read_text(encoding="utf-8")))


def clean(home: Path) -> None:
    """Remove the folders of those that have ended."""
    for folder in (home / "readers").glob("*"):
        if is_gone(folder.name.removesuffix(TAKEN)):
            shutil.rmtree(folder, ignore_errors=True)


def _waiting(home: Path) -> list[Path]:
    """The folders of those of this host that wait."""
    host = owner().partition("-")[0]
    clean(home)
    folders = (home / "readers").glob(f"{host}-*")
    return [folder for folder in folders if not folder.name.endswith(TAKEN)]


def _started(home: Path, command: Sequence[str], root: Path, state: str) -> Path:
    _children[:] = [child for child in _children if child.poll() is None]
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(command, cwd=root, stdin=quiet, stdout=quiet, stderr=quiet)
    _children.append(child)
    host = owner().partition("-")[0]
    folder = home / "readers" / f"{host}-{child.pid}{state}"
    folder.mkdir(parents=True)
    return folder
