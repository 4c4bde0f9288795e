"""Whether the pages of a Parquet file are as they were written.

Pages may have a checksum (CRC), as those that Spark writes have, or be packed by gzip, which has
one of its own: a damaged byte is noticed. Polars and pandas write neither. Their pages decode to
other values after most flips of a bit, and what is left to hold them against is what the footer
says of each column of a row group: its smallest value, its largest, and how many are missing.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl

from data_layer.vocabulary.text import Text

if TYPE_CHECKING:
    from pyarrow.parquet import FileMetaData, Statistics

PAGE: Final = re.compile(rb"(?:\x15[\x80-\xff]*[\x00-\x7f]){4}")
"""Four numbers begin the header of a page: its kind, two lengths, and the CRC, if it has one."""
LONGEST_HEAD: Final = 32
BATCH_ROWS: Final = 65_536
CUT_FROM: Final = 16
"""Bytes from which writers cut the texts that a footer holds: bounds then, no values."""
UNCHECKED: Final = Text(
    "文件的数据页没有校验码：个别字节在传输或存放中损坏时，不一定能发现；"
    "可请提供方给出整个文件的校验和（如 SHA-256）加以核对",
    "the pages of the file have no checksums: single bytes that were damaged on the way are not "
    "always noticed; a checksum of the whole file (SHA-256) from whoever gave it would tell",
)


class Extent(NamedTuple):
    """How many values are missing, the smallest and the largest."""

    missing: int
    least: Any
    most: Any


class DamagedPageError(Exception):
    """A page is not what was written."""


def footer(path: Path) -> "FileMetaData | None":
    """What a file says of itself; None where this library cannot read it, another one may."""
    from pyarrow import ArrowException  # of use here alone: a server goes without
    from pyarrow.parquet import read_metadata

    try:
        return read_metadata(path)
    except (ArrowException, OSError, ValueError):
        return None


def checked_columns(path: Path, said: "FileMetaData") -> list[bool]:
    """Of each column of each row group, whether its pages have checksums."""
    found = []
    with path.open("rb") as file:
        for group in map(said.row_group, range(said.num_row_groups)):
            for column in map(group.column, range(group.num_columns)):
                starts = (column.dictionary_page_offset, column.data_page_offset)
                file.seek(min(start for start in starts if start))
                head = file.read(LONGEST_HEAD)
                found.append(column.compression == "GZIP" or PAGE.match(head) is not None)
    return found


def verify(path: Path) -> None:
    """Hold every page that has a checksum against it; DamagedPageError."""
    from pyarrow import ArrowException, ArrowNotImplementedError
    from pyarrow.parquet import ParquetFile

    try:
        file = ParquetFile(path, page_checksum_verification=True)
        for _ in file.iter_batches(BATCH_ROWS, use_threads=False):
            pass
    except ArrowNotImplementedError:
        return
    except (ArrowException, OSError, ValueError) as error:
        raise DamagedPageError from error


class Stated:
    """What a footer says of its row groups, held against their rows as they are read."""

    def __init__(self, said: "FileMetaData") -> None:
        self._said = said
        self._group = 0
        self._left = self._rows()
        self._seen: dict[str, Extent] = {}
        names = (said.schema.column(at).path for at in range(said.num_columns))
        self._columns = {name: at for at, name in enumerate(names) if "." not in name}

    def hold(self, rows: pl.DataFrame) -> None:
        """The next rows; DamagedPageError where a row group is not what the footer says of it."""
        known = [
            name for name, kind in rows.schema.items() if name in self._columns and _told(kind)
        ]
        while self._group < self._said.num_row_groups:
            taken = rows.head(self._left)
            for name in known:
                self._seen[name] = _with(self._seen.get(name), taken.get_column(name))
            self._left -= taken.height
            if self._left:
                return
            self._end()
            rows = rows.slice(taken.height)

    def _end(self) -> None:
        group = self._said.row_group(self._group)
        for name, seen in self._seen.items():
            said = group.column(self._columns[name]).statistics
            if said is not None and not _agrees(said, seen):
                raise DamagedPageError(name)
        self._group += 1
        self._left, self._seen = self._rows(), {}

    def _rows(self) -> int:
        last = self._group >= self._said.num_row_groups
        return 0 if last else self._said.row_group(self._group).num_rows


def _told(kind: pl.DataType) -> bool:
    """Whether both libraries have the same values of a kind."""
    return kind.is_integer() or kind.is_float() or kind in (pl.Boolean, pl.String)


def _with(before: Extent | None, values: pl.Series) -> Extent:
    now = Extent(values.null_count(), values.min(), values.max())
    if before is None:
        return now
    least = [it for it in (before.least, now.least) if it is not None]
    most = [it for it in (before.most, now.most) if it is not None]
    return Extent(before.missing + now.missing, min(least, default=None), max(most, default=None))


def _agrees(said: "Statistics", seen: Extent) -> bool:
    if said.has_null_count and said.null_count != seen.missing:
        return False
    if not said.has_min_max or seen.least is None:
        return True
    try:
        least, most = said.min, said.max
    except ValueError:  # no UTF-8
        return False
    if isinstance(least, str):
        return _is_bound(least, seen.least, low=True) and _is_bound(most, seen.most, low=False)
    return bool(seen.least != seen.least or (least == seen.least and most == seen.most))


def _is_bound(said: str, seen: str, *, low: bool) -> bool:
    """Whether a text is what the footer has, or begins as it where the footer may have been cut.

    A bound from above that was cut ends with a later sign. Texts are ordered by their bytes in
    UTF-8, which is the order of the signs.
    """
    if said == seen or len(said.encode()) < CUT_FROM:
        return said == seen
    return seen.startswith(said) if low else seen <= said and seen.startswith(said[:-2])
