"""Columns as dictionary codes, and groups of rows by the codes of their keys.

Counting codes is an addition a row, where hashing or sorting values is dozens. A column's codes
are whole numbers from 0; the number after the last one stands for a missing value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
import polars as pl

SPARSE = 8
"""Codes are renumbered where there would be more than this many a row."""


DECIMALS = 10_000
"""Numbers of up to four decimals, such as scores, are coded as whole multiples of one part."""


class Encoded(NamedTuple):
    """codes: one a row, `values.len()` where missing. values: by code; numbers ascend.

    rank: place of each value among the sorted texts, None where values ascend by themselves.
    """

    codes: np.ndarray
    values: pl.Series
    rank: np.ndarray | None = None

    @property
    def size(self) -> int:
        """How many values there are."""
        return self.values.len()

    def at(self, rows: np.ndarray) -> Encoded:
        """The codes of some rows, by place or mark."""
        return self._replace(codes=self.codes[rows])

    def ranks(self) -> np.ndarray:
        """The average rank of each code, from 1; NaN of a missing value.

        Counting codes is faster than sorting values again.
        """
        count = np.bincount(self.codes, minlength=self.size + 1)[: self.size]
        return np.append(np.cumsum(count) - (count - 1) / 2, np.nan)


def encode(column: pl.Series) -> Encoded:
    """Codes of any column: categories and flags as they are stored, others by distinct value."""
    if isinstance(column.dtype, pl.Enum):
        categories = column.dtype.categories
        return Encoded(_codes(column, categories.len()), categories, _rank(column.dtype))
    if column.dtype == pl.Boolean:
        return Encoded(_codes(column.cast(pl.UInt8), 2), pl.Series([False, True]))
    if column.dtype.is_numeric():
        return _numbers(column)
    texts = column.cast(pl.String)
    return encode(texts.cast(pl.Enum(texts.unique().drop_nulls().sort())))


def _codes(column: pl.Series, size: int) -> np.ndarray:
    narrow = _POLARS[_narrowest(size)]
    return column.to_physical().cast(narrow).fill_null(size).to_numpy()


_POLARS = {"u1": pl.UInt8, "u2": pl.UInt16, "u4": pl.UInt32}


def _narrowest(size: int) -> str:
    """The narrowest type that holds `size` codes and the one for missing, as NumPy names it."""
    if size < 2**8:
        return "u1"
    return "u2" if size < 2**16 else "u4"


@cache
def _rank(dtype: pl.Enum) -> np.ndarray | None:
    """Places of categories among the sorted ones; None if they are sorted."""
    rank = dtype.categories.rank("ordinal").to_numpy() - 1
    return None if (rank == np.arange(rank.size)).all() else rank


def _numbers(column: pl.Series) -> Encoded:
    known = column.is_not_null().to_numpy() if column.null_count() else slice(None)
    plain = column.cast(pl.Int64 if column.dtype.is_integer() else pl.Float64)
    distinct, places = _distinct(plain.drop_nulls().to_numpy())
    codes = np.full(column.len(), distinct.size, dtype=_narrowest(distinct.size))
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


@dataclass(frozen=True)
class Grouping:
    """Rows by the values of several columns. ids: one a row, `size` where a key is missing.

    cells: the codes of the keys of each id, as one mixed number; None if ids are those numbers.
    """

    ids: np.ndarray
    size: int
    names: tuple[str, ...]
    keys: tuple[Encoded, ...]
    cells: np.ndarray | None = None

    def at(self, rows: np.ndarray) -> Grouping:
        """The groups of some rows, by place."""
        return replace(self, ids=self.ids[rows])._dense()

    def only(self, rows: np.ndarray) -> Grouping:
        """The same with all other rows in no group."""
        ids = np.full_like(self.ids, self.size)
        ids[rows] = self.ids[rows]
        return replace(self, ids=ids)

    @cached_property
    def counts(self) -> np.ndarray:
        """Rows by id."""
        return np.bincount(self.ids, minlength=self.size + 1)[: self.size]

    @cached_property
    def members(self) -> list[pl.Series]:
        """Of each id that occurs, which rows are its own: as bits, for few ids."""
        return [pl.Series(self.ids == id) for id in self.present]

    def held(self, flags: Sequence[pl.Series]) -> list[np.ndarray]:
        """How many rows of each id that occurs every flag is true for."""
        if 0 < self.present.size <= 4 * len(flags):
            # A flag and a membership are bits: their overlap is counted 64 rows at a time.
            frame = pl.DataFrame([flag.alias(f"f{i}") for i, flag in enumerate(flags)])
            overlaps = [
                (pl.col(f"f{i}") & pl.lit(own)).sum().alias(f"{i}|{j}")
                for i in range(len(flags))
                for j, own in enumerate(self.members)
            ]
            totals = np.array(frame.select(overlaps).row(0), dtype=np.int64)
            return list(totals.reshape(len(flags), self.present.size))
        return [self._held(flag) for flag in flags]

    def _held(self, flag: pl.Series) -> np.ndarray:
        own = self.ids[flag.arg_true().to_numpy()]
        return np.bincount(own, minlength=self.size + 1)[self.present]

    @cached_property
    def present(self) -> np.ndarray:
        """Ids that occur, by the sorted texts and numbers of their keys."""
        found = np.flatnonzero(self.counts)
        if all(key.rank is None for key in self.keys):
            return found
        codes = self._of_keys(found)
        ranked = [
            c if key.rank is None else key.rank[c] for c, key in zip(codes, self.keys, strict=True)
        ]
        return found[np.lexsort(ranked[::-1])]

    def values(self, ids: np.ndarray) -> list[pl.Series]:
        """The key columns of some ids."""
        parts = zip(self.names, self.keys, self._of_keys(ids), strict=True)
        return [key.values.gather(codes).alias(name) for name, key, codes in parts]

    def _of_keys(self, ids: np.ndarray) -> list[np.ndarray]:
        """The codes of each key of some ids."""
        left = ids if self.cells is None else self.cells[ids]
        found: list[np.ndarray] = []
        for key in reversed(self.keys):
            left, code = np.divmod(left, max(key.size, 1))
            found.append(code)
        return found[::-1]

    def _dense(self) -> Grouping:
        """The same with ids that occur alone, where most do not."""
        if self.size <= SPARSE * self.ids.size + 1024:
            return self
        found, ids = np.unique(self.ids, return_inverse=True)
        occur = found[found < self.size]
        cells = occur.astype(np.int64) if self.cells is None else self.cells[occur]
        return replace(self, ids=ids, size=occur.size, cells=cells)


def group(names: Sequence[str], keys: Sequence[Encoded]) -> Grouping:
    """Rows by one or more encoded columns of the same length."""
    ids, size = keys[0].codes, keys[0].size
    missing = None
    for key in keys[1:]:
        missing = (ids == size) if missing is None else missing
        missing |= key.codes == key.size
        ids = ids.astype(np.int64) * key.size + key.codes
        size *= key.size
    if missing is not None:
        ids[missing] = size
    made = Grouping(ids, size, tuple(names), tuple(keys))._dense()
    return replace(made, ids=made.ids.astype(_narrowest(made.size), copy=False))
