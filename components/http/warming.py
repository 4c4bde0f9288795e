"""Unfiltered results computed before anyone asks, whenever another version comes into use."""

import logging
import shutil
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from components.contract.as_of import dated
from components.contract.catalogue import exhibits
from components.contract.evaluate import AMONG, computed, tallied
from components.contract.fingerprint import code_fingerprint
from components.contract.workspace import NoRegistryError, Workspace
from components.find.question import understand
from components.rendering.questions import FACETS
from components.shell.filter_options import counted, counts
from components.travel.spool import FILES
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.measures.memo import forget
from data_layer.registry.registry import IN_MEMORY_ROWS, Registry

LOOK_SECONDS = 5.0
DAYS_KEPT = 7
WARMED = "warmed"
logger = logging.getLogger(__name__)


def start(workspace: Workspace) -> threading.Thread:
    """Warm in the background for as long as the process lives."""
    with suppress(OSError):  # a data folder that cannot be written keeps what it has
        forget_old(workspace.settings.home)
    thread = threading.Thread(target=_watch, args=(workspace,), daemon=True, name="warming")
    thread.start()
    return thread


def warm(workspace: Workspace, version: str) -> int:
    """Compute every exhibit and all facets of a version without filters; how many exhibits."""
    registry = workspace.registry(version)
    prepare(registry)
    counts(workspace, registry, Filters())
    for exhibit in exhibits().values():
        with _one_may_fail(exhibit.id):
            workspace.run(exhibit, Query(version=version))
    return len(exhibits())


def prepare_many(registry: Registry) -> None:
    """`prepare` for a version of so many rows that its first visitor would have to wait."""
    if registry.manifest.rows > IN_MEMORY_ROWS:
        prepare(registry)


def prepare(registry: Registry) -> None:
    """Store the unfiltered facets and results of every exhibit with the version."""
    mark = code_fingerprint()
    with _one_may_fail(FACETS.id):
        registry.answers.keep(mark, FACETS.id, {}, compute=lambda: counted(registry, Filters()))
    for exhibit in exhibits().values():
        if exhibit.basis != "reference" and not registry.lacks(exhibit.requires):
            day = registry.manifest.as_of
            params = exhibit.settings(dated(exhibit, {}, registry, filters=Filters(), today=day))
            ask = partial(computed, exhibit, registry, Filters(), params)
            with _one_may_fail(exhibit.id):
                registry.answers.keep(mark, exhibit.id, params, compute=ask)
        if (among := exhibit.among) is not None:
            count = partial(tallied, registry, Filters(), among)
            with _one_may_fail(exhibit.id):
                registry.answers.keep(mark, AMONG, {AMONG: str(among)}, compute=count)
        if registry.manifest.rows > IN_MEMORY_ROWS:
            forget()  # what two exhibits share takes more room than time


@contextmanager
def _one_may_fail(id: str) -> Generator[None]:
    """An exhibit that fails must not keep the others cold; whoever opens it sees the error."""
    try:
        yield
    except Exception:
        logger.exception("no unfiltered result of %s", id)


def forget_old(home: Path) -> None:
    """Remove what code of before has left in the cache and nothing has used for `DAYS_KEPT`."""
    cache = home / "cache"
    oldest = time.time() - DAYS_KEPT * 86_400
    names = {code_fingerprint(), FILES, WARMED}
    for folder in cache.iterdir() if cache.is_dir() else ():
        if folder.name not in names and folder.is_dir() and _used(folder) < oldest:
            shutil.rmtree(folder, ignore_errors=True)
    for mark in (cache / WARMED).glob("*"):
        if not mark.name.startswith(code_fingerprint()) and mark.stat().st_mtime < oldest:
            mark.unlink(missing_ok=True)


def _used(folder: Path) -> float:
    """When something in a cache was last written."""
    return max(path.stat().st_mtime for path in (folder, *folder.iterdir()))


def claimed(workspace: Workspace, version: str) -> bool:
    """Whether this process is the first of the host to warm a version with this code.

    Where nothing can be written each warms its own memory.
    """
    folder = workspace.settings.home / "cache" / WARMED
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{code_fingerprint()}-{version}").touch(exist_ok=False)
    except FileExistsError:
        return False
    except OSError:
        return True
    return True


def _watch(workspace: Workspace) -> None:
    understand("")  # the first question else reads the vocabulary
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
