"""The folder of a version: what lies in it, and how it comes into its place.

rows.parquet    the enterprises, sorted by place and industry
files.sha256    checksums of its files, looked at when it is opened
answers/        unfiltered results, by the mark of the code
manifest.json   what they are and where they came from
origin/         the file's cells, see data_layer.importer.origin
rollup.json     instead of rows.parquet: see data_layer.rollup
"""

import shutil
import uuid
from contextlib import suppress
from pathlib import Path

from data_layer.registry import checksums
from data_layer.registry.drafts import owner
from data_layer.registry.rolled.layout import CONTENTS


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


def put_away(folder: Path, draft: Path) -> None:
    """Remove a damaged version whose content comes again, but for what people say of it."""
    with suppress(FileNotFoundError):
        shutil.copyfile(folder / checksums.LABEL, draft / checksums.LABEL)
    going = folder.with_name(f".{owner()}-{uuid.uuid4().hex}")
    folder.replace(going)
    shutil.rmtree(going, ignore_errors=True)


def add_parts(draft: Path, folder: Path) -> None:
    """Move what a draft holds into the folder of a version that exists.

    The list of cubes comes last: with it, the version is a roll-up.
    """
    for part in sorted(draft.iterdir(), key=lambda path: path.name == CONTENTS):
        if part.is_dir():
            shutil.copytree(part, folder / part.name, dirs_exist_ok=True)
        else:
            part.replace(folder / part.name)
