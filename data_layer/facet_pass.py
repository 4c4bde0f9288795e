"""Facet counts from dictionary codes: one reading for all keys, and one for each key in use.

Most facets count the rows that pass every filter, so they share one reading. The facet of a key
with a filter leaves that filter out: a reading of its own, of its own columns alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from data_layer.filters import Filters
from data_layer.held import Held
from data_layer.measures import Rows, weighted

PIECE = 2**16
"""Codes that NumPy widens at a time: what it makes of them stays in the processor's cache."""
FEW = 8
"""Up to so many options, comparing with each is quicker than counting all at once."""


@dataclass(frozen=True)
class Count:
    """A column to count. without: the key whose own filter is left out; None: all filters hold."""

    column: str
    without: str | None = None


def countable(rows: Rows, columns: Sequence[str]) -> bool:
    """Whether the columns hold dictionary codes or flags, one enterprise a row."""
    native = rows.to_native()
    if not isinstance(native, pl.LazyFrame) or weighted(rows):
        return False
    schema = native.collect_schema()
    return all(isinstance(schema.get(column), pl.Enum | pl.Boolean) for column in columns)


def count(rows: Rows, filters: Filters, wanted: Sequence[Count]) -> dict[Count, dict[str, int]]:
    """Rows by option of each wanted count: options that occur, sorted. Flags count as 0 and 1."""
    needed: dict[str | None, list[str]] = {}
    for it in wanted:
        needed.setdefault(_own(it, filters), []).append(it.column)
    read = {own: _read(filters.apply(rows, own), names) for own, names in needed.items()}
    return {it: _options(read[_own(it, filters)][it.column]) for it in wanted}


def _own(it: Count, filters: Filters) -> str | None:
    return it.without if it.without in filters.values else None


def _read(rows: Rows, names: Sequence[str]) -> pl.DataFrame:
    wanted = list(dict.fromkeys(names))
    return (
        rows.frame(wanted) if isinstance(rows, Held) else rows.to_native().select(wanted).collect()
    )


def _options(column: pl.Series) -> dict[str, int]:
    """How often each option occurs."""
    if not isinstance(column.dtype, pl.Enum):
        yes = int(column.sum() or 0)
        found = {"0": column.len() - column.null_count() - yes, "1": yes}
    else:
        names = column.dtype.categories
        codes = column.to_physical().drop_nulls().to_numpy()
        ascending = column.flags["SORTED_ASC"]
        totals = _runs(codes, names.len()) if ascending else _totals(codes, names.len())
        found = {names[int(i)]: int(totals[i]) for i in np.flatnonzero(totals)}
    return {option: n for option, n in sorted(found.items()) if n}


def _runs(codes: np.ndarray, size: int) -> np.ndarray:
    """How often each code below `size` occurs among ascending codes."""
    return np.diff(np.searchsorted(codes, np.arange(size + 1, dtype=codes.dtype)))


def _totals(codes: np.ndarray, size: int) -> np.ndarray:
    """How often each code below `size` occurs."""
    totals = np.zeros(size, dtype=np.int64)
    for first in range(0, codes.size, PIECE):
        piece = codes[first : first + PIECE]
        if size <= FEW:
            totals += [np.count_nonzero(piece == code) for code in range(size)]
        else:
            totals += np.bincount(piece, minlength=size)
    return totals
