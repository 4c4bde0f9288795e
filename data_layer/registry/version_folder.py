"""The folder of a version: its rows with their checksum, and how it comes into its place.

rows.parquet    the enterprises, sorted by place and industry
rows.sha256     their checksum, looked at when they are opened
answers/        unfiltered results, by the mark of the code
manifest.json   what they are and where they came from
origin/         the file's cells, see data_layer.importer.origin
rollup.json     instead of rows.parquet: see data_layer.rollup
"""

import hashlib
import shutil
from pathlib import Path

from data_layer.registry.rolled.layout import CONTENTS

ROWS, CHECKSUM = "rows.parquet", "rows.sha256"


def seal(folder: Path) -> None:
    """Write the checksum of the rows beside them, where there are any."""
    if (folder / ROWS).is_file():
        (folder / CHECKSUM).write_text(_checksum(folder / ROWS), encoding="ascii")


def state_of(folder: Path) -> tuple[int, ...]:
    """By which a changed file of rows is told; empty where there is none."""
    try:
        stat = (folder / ROWS).stat()
    except OSError:
        return ()
    return (stat.st_ino, stat.st_size, stat.st_mtime_ns)


def is_whole(folder: Path) -> bool:
    """Whether the rows are those stored. Versions of before 0.3.0 have no checksum to say so."""
    checksum = folder / CHECKSUM
    if not (folder / ROWS).is_file():
        return False
    if not checksum.is_file():
        return True
    wanted = checksum.read_text(encoding="ascii", errors="replace")
    return wanted == _checksum(folder / ROWS)


def place(path: Path, target: Path) -> None:
    """Move a folder, or copy a file, to where it becomes part of a version."""
    if path.is_dir():
        path.rename(target)
    else:
        shutil.copyfile(path, target)


def move_into_place(draft: Path, folder: Path) -> None:
    """Make a finished draft the folder of a version; one that exists already is kept."""
    try:
        draft.replace(folder)
    except OSError:
        # Moving onto a folder that is not empty fails: the same content is already there.
        if not folder.is_dir():
            raise


def add_parts(draft: Path, folder: Path) -> None:
    """Move what a draft holds into the folder of a version that exists.

    The list of cubes comes last: with it, the version is a roll-up.
    """
    for part in sorted(draft.iterdir(), key=lambda path: path.name == CONTENTS):
        if part.is_dir():
            shutil.copytree(part, folder / part.name, dirs_exist_ok=True)
        else:
            part.replace(folder / part.name)


def _checksum(rows: Path) -> str:
    with rows.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
