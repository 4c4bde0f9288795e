"""CSV whose records are as regular as programs write them, read by Polars, many rows at a time.

What Polars would read otherwise than Python's csv module does is left to that: other encodings,
blank lines within the file, quotation marks inside of cells or left open, records of too many
cells.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from data_layer.importer.tables.source import LONGEST_LINE, Batch

ROWS: Final = 100_000
SMALLEST: Final = 2_000_000
"""Bytes below which nothing is gained."""
PIECE: Final = 1 << 20
"""Bytes that are looked at together."""
READ: Final = 32 * PIECE
"""Bytes that are read together."""
BOM: Final = b"\xef\xbb\xbf"


class _Shape(NamedTuple):
    """What the lines up to some place leave open: whether a cell within quotation marks, and how
    many cells of its record are closed."""

    inside: bool = False
    cells: int = 0


def is_regular(path: Path, encoding: str, delimiter: str, width: int) -> bool:
    """Whether Polars reads the file as Python's csv module does, as far as bytes can tell, and no
    record has more than `width` cells."""
    if encoding not in ("utf-8", "utf-8-sig") or len(delimiter.encode()) > 1:
        return False
    if path.stat().st_size < SMALLEST:
        return False
    shape = _Shape()
    for lines in _lines(path):
        if len(lines) > LONGEST_LINE:
            return False
        signs = np.frombuffer(b"\n" + lines, np.uint8)
        quotes = np.flatnonzero(signs == ord('"'))
        if not _regular_ends(signs) or not _well_quoted(
            signs, quotes, delimiter, inside=shape.inside
        ):
            return False
        widest, shape = _widest(signs, quotes, delimiter, before=shape)
        if widest > width:
            return False
    return not shape.inside


def _lines(path: Path) -> Iterator[bytes]:
    """The file in pieces of whole lines, without its mark of order and the blank lines at its
    end; as far as a line that is too long."""
    rest, left = b"", _without_blank_end(path)
    with path.open("rb") as file:
        while left and (chunk := file.read(min(PIECE, left))):
            start = len(BOM) if not rest and file.tell() == len(chunk) and chunk[:3] == BOM else 0
            left -= len(chunk)
            lines, end, rest = (rest + chunk[start:]).rpartition(b"\n")
            if end:
                yield lines + end
            if len(rest) > LONGEST_LINE:
                break
    if rest:
        yield rest + b"\n"


def _without_blank_end(path: Path) -> int:
    """Bytes of a file before the blank lines that it ends in."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - PIECE))
        tail = file.read()
    blank = tail[len(tail.rstrip(b"\r\n")) :]
    return size if b"\r" in blank.replace(b"\r\n", b"\n") else size - len(blank)


def _regular_ends(signs: np.ndarray) -> bool:
    """Whether no line is blank, and none ends in a carriage return alone. signs: of whole lines
    and the end of the one before."""
    ends, returns = np.flatnonzero(signs == ord("\n"))[1:], np.flatnonzero(signs == ord("\r"))
    before = signs[ends - 1]
    blank = (before == ord("\n")) | ((before == ord("\r")) & (signs[ends - 2] == ord("\n")))
    return not blank.any() and bool((signs[returns + 1] == ord("\n")).all())


def _well_quoted(signs: np.ndarray, quotes: np.ndarray, delimiter: str, inside: bool) -> bool:
    """Whether quotation marks open and close cells at their ends, and are doubled within them.

    quotes: where they stand. inside: whether the first sign is within quotation marks.
    """
    if not len(quotes):
        return True
    begins = np.flatnonzero(np.diff(quotes, prepend=-2) > 1)
    lengths = np.diff(begins, append=len(quotes))
    first, odd = quotes[begins], lengths % 2 == 1
    within = (begins + inside) % 2 == 1
    opens = np.isin(signs[first - 1], np.frombuffer(f"\n{delimiter}".encode(), np.uint8))
    closes = np.isin(signs[first + lengths], np.frombuffer(f"\r\n{delimiter}".encode(), np.uint8))
    # Inside, an even run is doubled marks and an odd one closes; outside, an odd one opens and an
    # even one is a whole cell.
    return bool(np.where(within, ~odd | closes, opens & (odd | closes)).all())


def _widest(
    signs: np.ndarray, quotes: np.ndarray, delimiter: str, before: _Shape
) -> tuple[int, _Shape]:
    """Most cells of a record that ends here, and what is left open."""
    bounds = np.append(quotes, len(signs)) if (len(quotes) + before.inside) % 2 else quotes
    bounds = np.insert(bounds, 0, 0) if before.inside else bounds
    opens, closes = bounds[::2], bounds[1::2]
    marks = np.flatnonzero(signs == ord(delimiter))
    quoted = np.searchsorted(marks, closes) - np.searchsorted(marks, opens)
    quoted = np.insert(np.cumsum(quoted), 0, 0)
    ends = np.flatnonzero(signs[1:] == ord("\n")) + 1
    ends = ends[np.searchsorted(bounds, ends) % 2 == 0]
    cells = np.searchsorted(marks, ends) - quoted[np.searchsorted(opens, ends)]
    of_records = np.diff(cells, prepend=-before.cells) + 1
    closed = len(marks) - int(quoted[-1])
    left = closed - int(cells[-1]) if len(ends) else before.cells + closed
    return int(of_records.max(initial=0)), _Shape(bool((len(quotes) + before.inside) % 2), left)


def batches(path: Path, delimiter: str, skipped: int, width: int) -> Iterator[Batch]:
    """The rows after the first `skipped` records, numbered as in the file, each `width` wide.

    The file is read in pieces of whole records: Polars, given all of it, reads far ahead of what
    is taken, and holds it.
    """
    schema = {str(at): pl.String() for at in range(width)}
    number = 1
    for records in _whole_records(path):
        rows = pl.read_csv(
            records,
            has_header=False,
            separator=delimiter,
            schema=schema,
            missing_columns="insert",
        )
        rows = rows.with_row_index("row", number).with_columns(pl.col("row").cast(pl.Int64))
        number += rows.height
        for part in rows.filter(pl.col("row") > skipped).iter_slices(ROWS):
            yield Batch(part)


def _whole_records(path: Path) -> Iterator[bytes]:
    """A regular file in parts that end where a record does."""
    held, size, quotes = [], 0, 0
    for lines in _lines(path):
        held.append(lines)
        size, quotes = size + len(lines), quotes + lines.count(b'"')
        if size >= READ and quotes % 2 == 0:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
