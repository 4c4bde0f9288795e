"""Columns as dictionary codes.

Counting codes is an addition a row, where hashing or sorting values is dozens. A column's codes
are whole numbers from 0; the number after the last one stands for a missing value.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.engine.counts import occurrences

SPARSE = 8
"""Codes are renumbered where there would be more than this many a row."""


DECIMALS = 10_000
"""Numbers of up to four decimals, such as scores, are coded as whole multiples of one part."""


class Encoded(NamedTuple):
    """codes: one a row, `values.len()` where missing. values: by code; numbers ascend.

    rank: place of each value among the sorted texts, None where values ascend by themselves.
    ascending: codes ascend from row to row, but missing ones come first.
    """

    codes: np.ndarray
    values: pl.Series
    rank: np.ndarray | None = None
    ascending: bool = False

    @property
    def size(self) -> int:
        """How many values there are."""
        return self.values.len()

    def of(self, codes: np.ndarray) -> Encoded:
        """The same values with the codes of other rows, in the same order or fewer."""
        return self._replace(codes=codes)

    def ranks(self) -> np.ndarray:
        """The average rank of each code, from 1; NaN of a missing value.

        Counting codes is faster than sorting values again.
        """
        count = occurrences(self.codes, self.size + 1)[: self.size]
        return np.append(np.cumsum(count) - (count - 1) / 2, np.nan)


def encode(column: pl.Series) -> Encoded:
    """Codes of any column: categories and flags as they are stored, others by distinct value."""
    if isinstance(column.dtype, pl.Enum):
        return of_choices(column, _codes(column, column.dtype.categories.len()))
    if column.dtype == pl.Boolean:
        return Encoded(_codes(column.cast(pl.UInt8), 2), pl.Series([False, True]))
    if column.dtype.is_numeric():
        return _numbers(column)
    texts = column.cast(pl.String)
    return encode(texts.cast(pl.Enum(texts.unique().drop_nulls().sort())))


def of_choices(column: pl.Series, codes: np.ndarray) -> Encoded:
    """A column of an enumeration whose codes are known."""
    dtype = column.dtype
    assert isinstance(dtype, pl.Enum)
    return Encoded(codes, dtype.categories, _rank(dtype), _ascends(column))


def _ascends(column: pl.Series) -> bool:
    """Whether a column is known to ascend, missing values first."""
    nulls = column.null_count()
    return column.flags["SORTED_ASC"] and column.head(nulls).null_count() == nulls


def _codes(column: pl.Series, size: int) -> np.ndarray:
    narrow = _POLARS[narrowest(size)]
    return column.to_physical().cast(narrow).fill_null(size).to_numpy()


_POLARS = {"u1": pl.UInt8, "u2": pl.UInt16, "u4": pl.UInt32}


def narrowest(size: int) -> str:
    """The narrowest type that holds `size` codes and the one for missing, as NumPy names it."""
    if size < 2**8:
        return "u1"
    if size < 2**16:
        return "u2"
    return "u4" if size < 2**32 else "u8"


@cache
def _rank(dtype: pl.Enum) -> np.ndarray | None:
    """Places of categories among the sorted ones; None if they are sorted."""
    rank = dtype.categories.rank("ordinal").to_numpy() - 1
    return None if (rank == np.arange(rank.size)).all() else rank


def _numbers(column: pl.Series) -> Encoded:
    known = column.is_not_null().to_numpy() if column.null_count() else slice(None)
    plain = column.cast(pl.Int64 if column.dtype.is_integer() else pl.Float64)
    distinct, places = _distinct(plain.drop_nulls().to_numpy())
    codes = np.full(column.len(), distinct.size, dtype=narrowest(distinct.size))
    codes[known] = places
    return Encoded(codes, pl.Series(distinct, dtype=plain.dtype))


def _distinct(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sorted distinct values and the place of each value among them."""
    for scale in (1,) if values.dtype.kind == "i" else (1, DECIMALS):
        found = _marked(values, scale) if values.size else None
        if found is not None:
            return found
    return np.unique(values, return_inverse=True)


def _marked(values: np.ndarray, scale: int) -> tuple[np.ndarray, np.ndarray] | None:
    """The same by marking numbers in a list instead of sorting.

    None unless all values are whole multiples of 1 / scale, and close to each other.
    """
    low, high = values.min() * scale, values.max() * scale
    if not high - low <= SPARSE * values.size:
        return None
    whole = values if scale == 1 else np.rint(values * scale)
    if values.dtype.kind == "f" and (np.rint(whole) / scale != values).any():
        return None
    place = (whole - np.rint(low)).astype(np.int64, copy=False)
    seen = np.zeros(int(place.max()) + 1, dtype=bool)
    seen[place] = True
    distinct = np.flatnonzero(seen)
    code = np.zeros(seen.size, dtype=np.uint32)
    code[distinct] = np.arange(distinct.size, dtype=np.uint32)
    return ((distinct + np.rint(low)) / scale).astype(values.dtype, copy=False), code[place]
