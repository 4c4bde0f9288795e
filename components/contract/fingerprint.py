"""Marks that change with contents: of a file, and of the code and tables that make results."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]


@cache
def code_fingerprint() -> str:
    """Changes with the code, printed figures and words, so that no stored result outlives them."""
    return fingerprint_of(ROOT)


def is_replaced() -> bool:
    """Whether the program on the disk is another than the one that this process began with: a
    process that it starts now would not speak as it does."""
    try:
        return fingerprint_of(ROOT) != code_fingerprint()
    except OSError:  # it is being replaced
        return True


def fingerprint_of(root: Path) -> str:
    """The mark of every module and table under `data_layer` and `components` of a folder."""
    digest = hashlib.blake2b(digest_size=8)
    for folder in ("data_layer", "components"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".csv"):
                digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def digest(raw: bytes) -> str:
    """Twenty hexadecimal digits that change with the content."""
    return hashlib.blake2b(raw, digest_size=10).hexdigest()


@cache
def file_digest(path: Path) -> str:
    """The digest of a file, read once."""
    return digest(path.read_bytes())
