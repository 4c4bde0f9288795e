"""Checksums of the files of a version, by which damage is noticed before anything is read of them.

    <version>/files.sha256    as sha256sum writes it: `sha256sum -c files.sha256` checks by hand

Results that are stored beside the rows carry a checksum of their own (sealed.py), since they are
added later. What people say of a version has none.
"""

import hashlib
import os
import re
import uuid
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

FILE: Final = "files.sha256"
EARLIER: Final = "rows.sha256"
"""Of versions that were stored before: the checksum of the rows alone."""
ROWS: Final = "rows.parquet"
LABEL: Final = "label.json"
LATER: Final = frozenset({FILE, EARLIER, LABEL, "answers"})
"""What is added after a version was stored, and checksums themselves."""
LINE: Final = re.compile(r"([0-9a-f]{64})  (.+)")

State = tuple[tuple[int, int, int] | None, ...]
"""Inode, size and time of change of each file; None for one that is not there."""


def write(folder: Path) -> None:
    """Keep the checksums of all files of a version."""
    draft = folder / f".{uuid.uuid4().hex}"
    lines = [f"{digest}  {name}\n" for name, digest in _digests(folder, _present(folder)).items()]
    draft.write_text("".join(lines), encoding="utf-8")
    draft.replace(folder / FILE)


def exist(folder: Path) -> bool:
    """Whether there are any. Some versions that earlier releases stored have none."""
    return (folder / FILE).is_file() or (folder / EARLIER).is_file()


def damaged(folder: Path) -> tuple[str, ...]:
    """Files of a version that are gone, changed, or lie among others without being part of it;
    none where there are no checksums. Every byte is read, by as many threads as there are cores."""
    wanted = _wanted(folder)
    if wanted is None:
        return (FILE,)
    digests = _digests(folder, [name for name in wanted if (folder / name).is_file()])
    changed = [name for name, digest in wanted.items() if digests.get(name) != digest]
    folders = {name.split("/")[0] for name in wanted if "/" in name}
    strange = [name for name in _present(folder) if name.split("/")[0] in folders]
    return (*changed, *(name for name in strange if name not in wanted))


def watched(folder: Path) -> tuple[str, ...]:
    """Paths of the files by whose state a changed version is told."""
    names = (FILE, EARLIER, ROWS, *(_wanted(folder) or ()))
    return tuple(str(folder / name) for name in names)


def state(files: Iterable[str]) -> State:
    """By which changed files are told, without reading them: each answer asks."""
    stats: list[tuple[int, int, int] | None] = []
    for path in files:
        try:
            stat = os.stat(path)  # noqa: PTH116 (five times as quick as a Path)
        except OSError:
            stats.append(None)
        else:
            stats.append((stat.st_ino, stat.st_size, stat.st_mtime_ns))
    return tuple(stats)


def _wanted(folder: Path) -> Mapping[str, str] | None:
    """Checksums by file, None where they cannot be read."""
    if (folder / FILE).is_file():
        text = (folder / FILE).read_text(encoding="utf-8", errors="replace")
        lines = [LINE.fullmatch(line) for line in text.splitlines()]
        good = {line[2]: line[1] for line in lines if line is not None}
        return good if good and len(good) == len(lines) else None
    if (folder / EARLIER).is_file():
        return {ROWS: (folder / EARLIER).read_text(encoding="ascii", errors="replace")}
    return {}


def _present(folder: Path) -> list[str]:
    """The files of a version, by their paths in it."""
    inside = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    return sorted(
        path.as_posix()
        for path in inside
        if path.parts[0] not in LATER and not path.name.startswith(".")
    )


def _digests(folder: Path, files: Iterable[str]) -> dict[str, str]:
    files = list(files)
    with ThreadPoolExecutor() as pool:
        return dict(zip(files, pool.map(lambda name: _digest(folder / name), files), strict=True))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
