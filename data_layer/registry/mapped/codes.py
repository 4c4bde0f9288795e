"""Dictionary codes of mapped columns, on disk beside them.

    <column>.codes.npy        places of the cells among the distinct values: data_layer.encoded
    <column>.dictionary.npy   the distinct values, ascending; of numbers alone

Flags have no file, nor have choices that are never missing: their codes are their values.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import numpy as np
import polars as pl

from data_layer.engine.codes import Encoded, encode, narrowest, of_choices

BATCH_ROWS = 1_000_000
"""Rows in memory while codes are made."""


def write_codes(column: pl.Series, folder: Path) -> None:
    """Write the files of a column that has some."""
    if isinstance(column.dtype, pl.Enum):
        if column.null_count():
            parts = (encode(part).codes for part in _parts(column))
            _write(folder, column, column.dtype.categories.len(), parts)
    elif column.dtype.is_numeric():
        found = (encode(part).values.to_numpy() for part in _parts(column))
        values = reduce(np.union1d, found)
        np.save(folder / f"{column.name}.dictionary.npy", values)
        _write(folder, column, values.size, (_placed(part, values) for part in _parts(column)))


def open_codes(column: pl.Series, folder: Path) -> Encoded | None:
    """The codes of a mapped column, or None where they have no file."""
    file = folder / f"{column.name}.codes.npy"
    if not file.is_file():
        return None
    codes = np.asarray(np.load(file, mmap_mode="r"))
    if isinstance(column.dtype, pl.Enum):
        return of_choices(column, codes)
    values = np.load(folder / f"{column.name}.dictionary.npy")
    return Encoded(codes, pl.Series(values))


def _parts(column: pl.Series) -> Iterator[pl.Series]:
    return (column[first : first + BATCH_ROWS] for first in range(0, column.len(), BATCH_ROWS))


def _placed(part: pl.Series, values: np.ndarray) -> np.ndarray:
    """The codes of some cells among the values of all."""
    coded = encode(part)
    places = np.searchsorted(values, coded.values.to_numpy())
    return np.append(places, values.size)[coded.codes]


def _write(folder: Path, column: pl.Series, size: int, parts: Iterator[np.ndarray]) -> None:
    with (folder / f"{column.name}.codes.npy").open("wb") as file:
        header = np.lib.format.header_data_from_array_1_0(np.empty(0, dtype=narrowest(size)))
        np.lib.format.write_array_header_1_0(file, header | {"shape": (column.len(),)})
        for part in parts:
            part.astype(narrowest(size), copy=False).tofile(file)
