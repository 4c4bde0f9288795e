"""Whose unfinished work lies in a data folder, so that what a killed process left is removed.

Drafts carry the host and the process that write them in their names: `.<host>-<process>-...` among
the versions and of small files, `.import-<host>-<process>-...` beside them.
"""

import hashlib
import os
import re
import shutil
import socket
from pathlib import Path

PLACES = ("versions", "context", "mappings")
"""Folders of a data folder in which drafts may lie, besides itself."""
OWNED = re.compile(r"\.(?:import-)?([0-9a-f]{8})-(\d+)-.+")


def owner() -> str:
    """This process on this host, as it stands in the names of drafts."""
    return f"{_host()}-{os.getpid()}"


def is_gone(name: str) -> bool:
    """Whether a name (`<host>-<process>`) is that of a process of this host that has ended."""
    host, _, process = name.partition("-")
    return host == _host() and process.isdigit() and not is_running(int(process))


def is_running(process: int) -> bool:
    """Whether a process of this host runs; one that ended and was not waited for does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
    except OSError:
        return True
    return state.split()[0] != "Z"


def remove_drafts(home: Path) -> None:
    """Remove the drafts of processes that have ended."""
    for place in (home, *(home / folder for folder in PLACES)):
        remove_drafts_in(place)


def remove_drafts_in(place: Path) -> None:
    """Remove those that lie in one folder."""
    for path in place.glob(".*") if place.is_dir() else ():
        owner = OWNED.fullmatch(path.name)
        if owner is not None and is_gone(f"{owner[1]}-{owner[2]}"):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _host() -> str:
    return hashlib.blake2b(socket.gethostname().encode(), digest_size=4).hexdigest()
