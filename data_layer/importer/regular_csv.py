"""CSV whose records are as regular as programs write them, read by Polars, many rows at a time.

What Polars would read otherwise than Python's csv module is left to that: other encodings, blank
lines within the file, quotation marks inside of cells or left open, records of too many cells.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from data_layer.importer.source import Batch

ROWS: Final = 50_000
SMALLEST: Final = 2_000_000
"""Bytes below which nothing is gained."""
STRAY: Final = rb'(?<![%(mark)s\n"])"(?![%(mark)s\r\n"])'
BLANK: Final = re.compile(rb"\n\r?\n\s*\S")


def is_regular(path: Path, encoding: str, delimiter: str) -> bool:
    """Whether Polars reads the file as Python's csv module does, as far as bytes can tell."""
    if encoding not in ("utf-8", "utf-8-sig") or len(delimiter.encode()) > 1:
        return False
    if path.stat().st_size < SMALLEST:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if BLANK.search(content) or content.find(b"\r") != content.find(b"\r\n"):
            return False
        if content.find(b'"') < 0:
            return True
        stray = re.compile(STRAY % {b"mark": re.escape(delimiter.encode())})
        return stray.search(content) is None and _even(content)


def _even(content: mmap.mmap) -> bool:
    count, chunk = 0, 1 << 24
    for start in range(0, len(content), chunk):
        count += content[start : start + chunk].count(b'"')
    return count % 2 == 0


def batches(path: Path, delimiter: str, skipped: int, width: int) -> Iterator[Batch]:
    """The rows after the first `skipped` records, numbered as in the file, each `width` wide."""
    rows = _scanned(path, delimiter, width).with_columns(pl.col("row").cast(pl.Int64))
    for part in rows.slice(skipped).collect_batches(chunk_size=ROWS, maintain_order=True):
        yield Batch(part)


def fits(path: Path, delimiter: str, width: int) -> bool:
    """Whether no record has more cells than this."""
    try:
        _scanned(path, delimiter, width).select(pl.nth(-1).count()).collect(engine="streaming")
    except pl.exceptions.PolarsError:
        return False
    return True


def _scanned(path: Path, delimiter: str, width: int) -> pl.LazyFrame:
    return pl.scan_csv(
        path,
        has_header=False,
        separator=delimiter,
        schema={str(at): pl.String() for at in range(width)},
        row_index_name="row",
        row_index_offset=1,
        glob=False,
    )
