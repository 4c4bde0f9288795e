"""All of a data folder that cannot be made again, as one file, and back.

Left out: the cache, who is signed in, uploads that were not imported, drafts, locks.
"""

import shutil
import tarfile
import uuid
from pathlib import Path
from typing import Final

from data_layer.registry.drafts import owner
from data_layer.registry.manifest import DamagedVersionError, UnknownVersion
from data_layer.registry.store import Store
from data_layer.registry.turns import own_turn
from data_layer.vocabulary.text import Text

LEFT_OUT: Final = frozenset({"cache", "sessions", "uploads", "import.lock"})


class BackupError(Exception):
    """A backup that cannot be taken or brought back; `message` says why."""

    def __init__(self, zh: str, en: str) -> None:
        self.message = Text(zh, en)
        super().__init__(en)


def backup(home: Path, file: Path) -> int:
    """Write the data folder to a tar file; how many versions it holds.

    Imports wait meanwhile; whoever reads does not. The file is the owner's alone.
    """
    if not home.is_dir():
        raise BackupError(f"没有数据文件夹 {home}", f"there is no data folder {home}")
    draft = file.with_name(f".{file.name}.{uuid.uuid4().hex}")
    try:
        with own_turn(home):
            draft.touch(mode=0o600)
            with tarfile.open(draft, "w") as packed:
                for path in sorted(home.iterdir()):
                    if path.name not in LEFT_OUT and not path.name.startswith("."):
                        packed.add(path, path.name, filter=_without_drafts)
            versions = len(Store(home).versions())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return versions


def restore(file: Path, home: Path) -> int:
    """Bring a backup back into a data folder without versions; how many versions it holds.

    Nothing is put in place before every version was found whole.
    """
    if Store(home).versions():
        raise BackupError(
            f"{home} 中已有数据版本：请恢复到空的文件夹",
            f"{home} holds versions already: restore into an empty folder",
        )
    with own_turn(home):
        draft = home / f".{owner()}-{uuid.uuid4().hex}"
        draft.mkdir(mode=0o700)
        try:
            with tarfile.open(file) as packed:
                packed.extractall(draft, filter="data")
            versions = _check(Store(draft))
            for path in draft.iterdir():
                _replace(path, home / path.name)
        except tarfile.TarError as error:
            raise BackupError(
                f"{file} 不是备份文件：{error}", f"{file} is no backup: {error}"
            ) from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return versions


def _without_drafts(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if Path(entry.name).name.startswith(".") else entry


def _check(store: Store) -> int:
    """That there are versions, all whole, and the one in use among them; their number."""
    versions = store.versions()
    try:
        for manifest in versions:
            store.open(manifest.version)
        store.manifest(store.current_version() or "")
    except (DamagedVersionError, UnknownVersion) as error:
        raise BackupError(*error.message) from error
    return len(versions)


def _replace(path: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    path.replace(target)
