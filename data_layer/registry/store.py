"""Versions of the registry on disk: an immutable folder each, and a file that names the current.

    <home>/versions/<version>/   rows, manifest and what else there is: see version_folder.py
    <home>/CURRENT               the version in use

A version is the hash of its content, so the same rows always get the same one. Folders are
written aside and moved into place, and CURRENT is replaced in one step: a reader never sees
half a version.
"""

import logging
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl

from data_layer.registry import checksums, clock, patents
from data_layer.registry.checksums import ROWS
from data_layer.registry.drafts import owner
from data_layer.registry.in_force import InForce
from data_layer.registry.manifest import (
    DamagedVersionError,
    Manifest,
    UnknownVersion,
    write_manifest,
)
from data_layer.registry.registry import IN_MEMORY_ROWS, Registry, open_registry
from data_layer.registry.rolled.layout import CONTENTS
from data_layer.registry.rows_file import describe, write_rows
from data_layer.registry.version_folder import add_parts, move_into_place, place, put_away
from data_layer.registry.versions_on_disk import VERSION, VersionsOnDisk

OPEN_VERSIONS = 4
log = logging.getLogger(__name__)


class Store(VersionsOnDisk):
    """The versions under one data folder; safe for several threads and processes.

    shared: which version several hosts have agreed on; without it, CURRENT says. prepare: what is
    done with a version before it comes into use. switched: told after another version came into
    use, of the one before (None for the first) and the new one. roll_up: turns the draft of a
    version of more than IN_MEMORY_ROWS rows into a roll-up.
    """

    def __init__(
        self,
        home: Path,
        shared: InForce | None = None,
        prepare: Callable[[Registry], None] | None = None,
        roll_up: Callable[[Path, Manifest], None] | None = None,
        switched: Callable[[str | None, str], None] | None = None,
    ) -> None:
        super().__init__(home)
        self._shared = shared
        self._prepare = prepare
        self._roll_up = roll_up
        self._switched = switched
        self._opened: OrderedDict[str, Registry] = OrderedDict()
        self._instead: tuple[str, str] | None = None
        self._lock = threading.Lock()

    def add(
        self,
        frame: pl.LazyFrame | pl.DataFrame,
        *,
        demonstration: bool,
        source: str,
        notes: Mapping[str, Any] | None = None,
        activate: bool = True,
        beside: Iterable[Path] = (),
    ) -> Manifest:
        """Store rows as a version and make it the current one; a version that exists is kept.

        beside: folders and files that become part of the version; the folders are moved.
        Columns that the frame lacks are added empty. Raises a dataframely or Polars error where
        a row breaks the schema, and DuplicateIdError where two rows share an id.
        """
        with self.draft() as draft:
            rows = draft / ROWS
            write_rows(frame, rows)
            stored = describe(rows, demonstration)
            beside = list(beside)
            listed = next((path for path in beside if path.name == patents.FILE), None)
            manifest = Manifest(
                version=patents.digest(stored.digest, listed) if listed else stored.digest,
                rows=stored.count,
                demonstration=demonstration,
                source=source,
                created=clock.now().isoformat(),
                columns_present=stored.present,
                notes=dict(notes or {}),
            )
            if self._roll_up is not None and manifest.rows > IN_MEMORY_ROWS:
                self._roll_up(draft, manifest)
            for path in beside:
                place(path, draft / path.name)
            return self.adopt(draft, manifest, activate=activate)

    def adopt(self, draft: Path, manifest: Manifest, *, activate: bool = True) -> Manifest:
        """Move a finished draft into place as the version that its manifest names."""
        write_manifest(draft, manifest)
        checksums.write(draft)
        folder = self.folder(manifest.version)
        if folder.is_dir() and not self.holds(manifest.version):
            put_away(folder, draft)
        move_into_place(draft, folder)
        return self.use(manifest.version) if activate else self.manifest(manifest.version)

    def current_version(self) -> str | None:
        """The version in use, or None before the first one was added.

        It is what all hosts agreed on if this one holds it, and what CURRENT names otherwise.
        """
        own = self._own_current()
        agreed = None if self._shared is None else self._shared.current(self.names, own)
        return agreed if agreed is not None and agreed in self.names() else own

    def _own_current(self) -> str | None:
        try:
            return (self.home / "CURRENT").read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return None

    def current(self) -> Registry | None:
        """The registry in use, or None before the first one was added.

        If it is damaged or gone, the newest other version that is whole, which the log says once;
        if there is none, the rows as they were read.
        """
        version = self.current_version()
        if version is None:
            return None
        try:
            return self.open(version)
        except (DamagedVersionError, UnknownVersion) as damaged:
            for other in self.versions():
                with suppress(DamagedVersionError):
                    registry = self.open(other.version)
                    if self._instead != (version, other.version):
                        self._instead = (version, other.version)
                        log.error("%s; %s is served", damaged, other.version)
                    return registry
            opened = self._opened.get(version)
            if opened is not None and opened.is_in_memory:
                return opened
            raise

    def open(self, version: str) -> Registry:
        """One version, UnknownVersion if missing, DamagedVersionError.

        Held in memory up to `IN_MEMORY_ROWS` rows; more are read from the disk for each question.
        All its files are held against their checksums first, and again when one was changed.
        """
        if not VERSION.fullmatch(version):
            raise UnknownVersion(version, self.names())
        with self._lock:
            if version not in self._opened or not self.verdicts.is_whole(self.folder(version)):
                self._opened[version] = self._load(version)
            self._opened.move_to_end(version)
            while len(self._opened) > OPEN_VERSIONS:
                self._opened.popitem(last=False)
            return self._opened[version]

    def use(self, version: str) -> Manifest:
        """Make a version the current one; UnknownVersion if missing, DamagedVersionError."""
        manifest = self.manifest(version)
        if self.damaged(version):
            raise DamagedVersionError(version)
        self._add_cubes(manifest)
        self._seal(version)
        if self._prepare is not None:
            self._prepare(self.open(version))
        before = self._own_current()
        draft = self.home / f".{owner()}-{uuid.uuid4().hex}"
        draft.write_text(manifest.version + "\n", encoding="ascii")
        draft.replace(self.home / "CURRENT")
        if self._shared is not None:
            self._shared.announce(manifest.version)
        if self._switched is not None and before != manifest.version:
            self._switched(before, manifest.version)
        return manifest

    def _add_cubes(self, manifest: Manifest) -> None:
        """Roll up a version of many rows that was stored before imports did.

        Its rows stay: a process that has it open reads them until it opens it again.
        """
        folder = self.folder(manifest.version)
        rolled = (folder / CONTENTS).is_file()
        if self._roll_up is None or manifest.rows <= IN_MEMORY_ROWS or rolled:
            return
        with self.draft() as draft:
            (draft / ROWS).hardlink_to(folder / ROWS)
            self._roll_up(draft, manifest)
            add_parts(draft, folder)
        checksums.write(folder)
        with self._lock:
            self._opened.pop(manifest.version, None)

    def _seal(self, version: str) -> None:
        """Checksums for a version that was stored before there were any: as it is now."""
        folder = self.folder(version)
        if not checksums.exist(folder):
            with suppress(OSError):
                checksums.write(folder)

    def _load(self, version: str) -> Registry:
        if version not in self.names():
            raise UnknownVersion(version, self.names())
        if self.verdicts.damaged(self.folder(version)):
            raise DamagedVersionError(version)
        return open_registry(self.folder(version), self.manifest(version))
