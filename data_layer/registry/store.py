"""Versions of the registry on disk: an immutable folder each, and a file that names the current.

    <home>/versions/<version>/rows.parquet    the enterprises, sorted by place and industry
    <home>/versions/<version>/files.sha256    checksums of its files, looked at when it is opened
    <home>/versions/<version>/answers/        unfiltered results, by the mark of the code
    <home>/versions/<version>/manifest.json   what they are and where they came from
    <home>/versions/<version>/origin/         the file's cells, see data_layer.importer.origin
    <home>/versions/<version>/rollup.json     instead of rows.parquet: see data_layer.rollup
    <home>/CURRENT                            the version in use

A version is the hash of its content, so the same rows always get the same one. Folders are
written aside and moved into place, and CURRENT is replaced in one step: a reader never sees
half a version.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.registry import checksums, clock, patents
from data_layer.registry.checksums import ROWS
from data_layer.registry.drafts import owner
from data_layer.registry.patents import Whole
from data_layer.registry.rolled.layout import CONTENTS
from data_layer.registry.rolled.serve import Rollup
from data_layer.registry.rows_file import completed, describe, write_rows
from data_layer.registry.stored_answers import StoredAnswers
from data_layer.registry.validity import FOLLOWS
from data_layer.vocabulary.patents import LISTED
from data_layer.vocabulary.text import Text

IN_MEMORY_ROWS = 2_000_000
OPEN_VERSIONS = 4
AS_OF = "as_of"
"""The note of a version that says of which day its rows are."""
log = logging.getLogger(__name__)
VERSION = re.compile(r"[0-9a-f]{12}")


class UnknownVersion(LookupError):  # noqa: N818
    """No such data version; `message` names those that exist."""

    def __init__(self, version: str, versions: tuple[str, ...]) -> None:
        version, listed = version[:80], ", ".join(versions) if versions else "-"
        self.message = Text(
            f"没有数据版本 {version}；现有版本：{listed}",
            f"there is no data version {version}; existing versions: {listed}",
        )
        super().__init__(f"{self.message.zh} / {self.message.en}")


class DamagedVersionError(OSError):
    """The rows of a version are not those that were stored; `message` says which version."""

    def __init__(self, version: str) -> None:
        self.message = Text(
            f"数据版本 {version} 的文件已损坏：重新导入，或切换到其他版本",
            f"the file of data version {version} is damaged: import it again, or use another",
        )
        super().__init__(f"{self.message.zh} / {self.message.en}")


@dataclass(frozen=True)
class Manifest:
    """What a version is. `created` is ISO 8601 in UTC; `source` is a file name or the seed."""

    version: str
    rows: int
    demonstration: bool
    source: str
    created: str
    columns_present: tuple[str, ...]
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        """The day of which the rows are: as whoever brought them said, else that of the import."""
        stated = self.notes.get(AS_OF)
        return (
            clock.day_of(self.created, clock.CHINA)
            if stated is None
            else date.fromisoformat(stated)
        )


@dataclass(frozen=True)
class Registry:
    """One opened version: `rows` has every schema column, wholly missing ones as nulls.

    folder: where the version lies on the disk. rule: filters that all rows pass, since who asks may
    see no others (ruled.py), and whole: those with the others.
    """

    manifest: Manifest
    rows: Rows
    rollup: Rollup | None = None
    folder: Path | None = None
    rule: Filters = field(default_factory=Filters)
    whole: Whole | None = None

    @property
    def version(self) -> str:
        return self.manifest.version

    @property
    def demonstration(self) -> bool:
        return self.manifest.demonstration

    @property
    def is_in_memory(self) -> bool:
        """Whether its rows are there whatever becomes of their file."""
        return self.rollup is None and self.manifest.rows <= IN_MEMORY_ROWS

    @property
    def counted(self) -> Rows:
        """The rows for measures, which may get cells of a roll-up's cubes."""
        return self.rows if self.rollup is None else self.rollup.counted

    @property
    def patents(self) -> Path | None:
        """The list of patents that somebody has brought beside these rows, if there is one."""
        file = None if self.folder is None else self.folder / patents.FILE
        return file if file is not None and file.is_file() else None

    @property
    def answers(self) -> StoredAnswers:
        """Results stored with the version: of all its rows, so none where a rule leaves some."""
        return StoredAnswers(None if self.rule.values else self.folder)

    def lacks(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the named columns that hold no value in any row, in the given order; the list of
        patents, which the demonstration makes itself, counts as one."""
        present = {*self.manifest.columns_present}
        if self.patents is not None or (self.demonstration and present >= patents.FOLLOWS):
            present.add(LISTED)
        return tuple(name for name in names if name not in present)


class Verdict(NamedTuple):
    """What the files of a version were when they were held against their checksums."""

    files: tuple[str, ...]
    state: checksums.State
    damaged: tuple[str, ...]


class InForce(Protocol):
    """Which version is in use where several hosts have to agree."""

    def announce(self, version: str) -> None:
        """Ask all hosts to switch."""
        ...

    def current(self, versions: Callable[[], Iterable[str]], own: str | None) -> str | None:
        """The version agreed on, or None. versions: those that this host has; own: its CURRENT."""
        ...


class Store:
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
        self.home = Path(home)
        self._shared = shared
        self._prepare = prepare
        self._roll_up = roll_up
        self._switched = switched
        self._opened: OrderedDict[str, Registry] = OrderedDict()
        self._verdicts: dict[str, Verdict] = {}
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
                _place(path, draft / path.name)
            return self.adopt(draft, manifest, activate=activate)

    @contextmanager
    def draft(self) -> Generator[Path]:
        """A new folder to write a version in; what was not adopted is removed."""
        folder = self._versions / f".{owner()}-{uuid.uuid4().hex}"
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def adopt(self, draft: Path, manifest: Manifest, *, activate: bool = True) -> Manifest:
        """Move a finished draft into place as the version that its manifest names."""
        (draft / "manifest.json").write_text(
            json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8"
        )
        checksums.write(draft)
        folder = self._versions / manifest.version
        if folder.is_dir() and not self.holds(manifest.version):
            self._put_away(folder, draft)
        _move_into_place(draft, folder)
        return self.use(manifest.version) if activate else self.manifest(manifest.version)

    def _put_away(self, folder: Path, draft: Path) -> None:
        """Remove a damaged version whose content comes again, but for what people say of it."""
        with suppress(FileNotFoundError):
            shutil.copyfile(folder / checksums.LABEL, draft / checksums.LABEL)
        going = folder.with_name(f".{owner()}-{uuid.uuid4().hex}")
        folder.replace(going)
        shutil.rmtree(going, ignore_errors=True)

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
            if version not in self._opened or not self._is_still_whole(version):
                self._opened[version] = self._load(version)
            self._opened.move_to_end(version)
            while len(self._opened) > OPEN_VERSIONS:
                self._opened.popitem(last=False)
            return self._opened[version]

    def is_damaged(self, version: str) -> bool:
        """Whether a version that was asked for was found damaged, and is as it was."""
        verdict = self._verdicts.get(version)
        return bool(verdict and verdict.damaged) and not self._is_changed(version)

    def damaged(self, version: str) -> tuple[str, ...]:
        """Files of a version that are not as they were stored; UnknownVersion if missing."""
        self.manifest(version)
        return self._judged(version).damaged

    def holds(self, version: str) -> bool:
        """Whether a version is there and whole."""
        try:
            return not self.damaged(version)
        except (UnknownVersion, DamagedVersionError):
            return False

    def versions(self) -> tuple[Manifest, ...]:
        """All versions whose manifest can be read, newest first."""
        manifests = []
        for version in self.names():
            with suppress(DamagedVersionError):
                manifests.append(self.manifest(version))
        return tuple(
            sorted(
                manifests, key=lambda manifest: (manifest.created, manifest.version), reverse=True
            )
        )

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
        folder = self._versions / manifest.version
        rolled = (folder / CONTENTS).is_file()
        if self._roll_up is None or manifest.rows <= IN_MEMORY_ROWS or rolled:
            return
        with self.draft() as draft:
            (draft / ROWS).hardlink_to(folder / ROWS)
            self._roll_up(draft, manifest)
            for part in sorted(draft.iterdir(), key=lambda path: path.name == CONTENTS):
                if part.is_dir():
                    shutil.copytree(part, folder / part.name, dirs_exist_ok=True)
                else:  # the list of cubes comes last: with it, the version is a roll-up
                    part.replace(folder / part.name)
        checksums.write(folder)
        with self._lock:
            self._opened.pop(manifest.version, None)

    def _seal(self, version: str) -> None:
        """Checksums for a version that was stored before there were any: as it is now."""
        folder = self._versions / version
        if not checksums.exist(folder):
            with suppress(OSError):
                checksums.write(folder)

    def _judged(self, version: str) -> Verdict:
        """What is the matter with the files of a version, read anew where one has changed."""
        if version not in self._verdicts or self._is_changed(version):
            folder = self._versions / version
            files = checksums.watched(folder)
            state = checksums.state(files)
            self._verdicts[version] = Verdict(files, state, checksums.damaged(folder))
        return self._verdicts[version]

    def _is_still_whole(self, version: str) -> bool:
        """Whether a version that was judged was whole and is as it was."""
        return not self._verdicts[version].damaged and not self._is_changed(version)

    def _is_changed(self, version: str) -> bool:
        """Whether files of a version have changed since they were judged."""
        verdict = self._verdicts[version]
        return checksums.state(verdict.files) != verdict.state

    @property
    def _versions(self) -> Path:
        return self.home / "versions"

    def names(self) -> tuple[str, ...]:
        """All versions that there are, whole or not."""
        if not self._versions.is_dir():
            return ()
        return tuple(
            sorted(path.name for path in self._versions.iterdir() if VERSION.fullmatch(path.name))
        )

    def manifest(self, version: str) -> Manifest:
        """What a version is; UnknownVersion if missing, DamagedVersionError if unreadable."""
        if version not in self.names():
            raise UnknownVersion(version, self.names())
        try:
            text = (self._versions / version / "manifest.json").read_text(encoding="utf-8")
            fields = json.loads(text)
            present = fields["columns_present"]
            present = [*present, *_followed(present)]
            return Manifest(**fields | {"columns_present": tuple(present)})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DamagedVersionError(version) from error

    def _load(self, version: str) -> Registry:
        if version not in self.names():
            raise UnknownVersion(version, self.names())
        if self._judged(version).damaged:
            raise DamagedVersionError(version)
        manifest, folder = self.manifest(version), self._versions / version
        if (folder / CONTENTS).is_file():
            rollup = Rollup(folder)
            return Registry(manifest, rollup.rows, rollup, folder=folder)
        if not (folder / ROWS).is_file():
            raise DamagedVersionError(version)
        rows = completed(pl.scan_parquet(folder / ROWS))
        in_memory = manifest.rows <= IN_MEMORY_ROWS
        return Registry(manifest, rows.collect().lazy() if in_memory else rows, folder=folder)


def _followed(present: list[str]) -> list[str]:
    """What an older version holds though it was stored before there were such columns."""
    more = [] if "section" in present or "division" not in present else ["section"]
    dated = {"batch", "recognised_year"} & set(present)
    return [*more, *([] if "valid_until" in present or not dated else FOLLOWS)]


def _place(path: Path, target: Path) -> None:
    if path.is_dir():
        path.rename(target)
    else:
        shutil.copyfile(path, target)


def _move_into_place(draft: Path, folder: Path) -> None:
    try:
        draft.replace(folder)
    except OSError:
        # Moving onto a folder that is not empty fails: the same content is already there.
        if not folder.is_dir():
            raise
