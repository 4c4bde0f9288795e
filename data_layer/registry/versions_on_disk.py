"""The versions under one data folder: which there are, and whether they are whole."""

import re
import shutil
import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from data_layer.registry.drafts import owner
from data_layer.registry.manifest import (
    DamagedVersionError,
    Manifest,
    UnknownVersion,
    read_manifest,
)
from data_layer.registry.verdicts import Verdicts

VERSION = re.compile(r"[0-9a-f]{12}")


class VersionsOnDisk:
    """Folders of versions below `<home>/versions`, read whenever they are asked for."""

    def __init__(self, home: Path) -> None:
        self.home = Path(home)
        self.verdicts = Verdicts()

    def names(self) -> tuple[str, ...]:
        """All versions that there are, whole or not."""
        if not self._root.is_dir():
            return ()
        return tuple(
            sorted(path.name for path in self._root.iterdir() if VERSION.fullmatch(path.name))
        )

    def manifest(self, version: str) -> Manifest:
        """What a version is; UnknownVersion if missing, DamagedVersionError if unreadable."""
        if version not in self.names():
            raise UnknownVersion(version, self.names())
        return read_manifest(self.folder(version))

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

    @contextmanager
    def draft(self) -> Generator[Path]:
        """A new folder to write a version in; what was not adopted is removed."""
        folder = self._root / f".{owner()}-{uuid.uuid4().hex}"
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def is_damaged(self, version: str) -> bool:
        """Whether a version that was asked for was found damaged, and is as it was."""
        return self.verdicts.is_damaged(self.folder(version))

    def damaged(self, version: str) -> tuple[str, ...]:
        """Files of a version that are not as they were stored; UnknownVersion if missing."""
        self.manifest(version)
        return self.verdicts.damaged(self.folder(version))

    def holds(self, version: str) -> bool:
        """Whether a version is there and whole."""
        try:
            return not self.damaged(version)
        except (UnknownVersion, DamagedVersionError):
            return False

    def folder(self, version: str) -> Path:
        """Where a version is, or would be."""
        return self._root / version

    @property
    def _root(self) -> Path:
        return self.home / "versions"
