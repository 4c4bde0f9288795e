"""Unfiltered results computed before anyone asks, whenever another version comes into use."""

from __future__ import annotations

import logging
import threading
import time

from components.catalogue import exhibits
from components.filter_bar import counts
from components.fingerprint import code_fingerprint
from components.workspace import NoRegistryError, Workspace
from data_layer.filters import Filters
from data_layer.query import Query

LOOK_SECONDS = 5.0
logger = logging.getLogger(__name__)


def start(workspace: Workspace) -> threading.Thread:
    """Warm in the background for as long as the process lives."""
    thread = threading.Thread(target=_watch, args=(workspace,), daemon=True, name="warming")
    thread.start()
    return thread


def warm(workspace: Workspace, version: str) -> int:
    """Compute every exhibit and all facets of a version without filters; how many exhibits."""
    registry = workspace.registry(version)
    counts(workspace, registry, Filters())
    for exhibit in exhibits().values():
        try:
            workspace.run(exhibit, Query(version=version))
        except Exception:
            # One exhibit that fails for this registry must not keep the others cold; whoever
            # opens it sees the error.
            logger.exception("no unfiltered result of %s", exhibit.id)
    return len(exhibits())


def claimed(workspace: Workspace, version: str) -> bool:
    """Whether this process is the first of the host to warm a version with this code."""
    folder = workspace.settings.home / "cache" / "warmed"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        (folder / f"{code_fingerprint()}-{version}").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _watch(workspace: Workspace) -> None:
    seen = None
    while True:
        version = workspace.store.current_version()
        if version is not None and version != seen:
            seen = version
            try:
                if claimed(workspace, version):
                    warm(workspace, version)
            except (NoRegistryError, OSError):
                logger.exception("version %s was not warmed", version)
        time.sleep(LOOK_SECONDS)
