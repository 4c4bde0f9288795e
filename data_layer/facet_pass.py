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
from data_layer.measures import Rows, weighted


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
    schema = rows.to_native().collect_schema()
    needed: dict[str | None, list[str]] = {}
    for it in wanted:
        needed.setdefault(_own(it, filters), []).append(it.column)
    options = {it.column: _options(schema[it.column]) for it in wanted}
    codes = {
        own: filters.apply(rows, skip=own)
        .to_native()
        .select(_codes(c, len(options[c]), schema[c]) for c in dict.fromkeys(columns))
        for own, columns in needed.items()
    }
    read = dict(zip(codes, pl.collect_all(list(codes.values())), strict=True))
    return {it: _occurring(options[it.column], read[_own(it, filters)][it.column]) for it in wanted}


def _own(it: Count, filters: Filters) -> str | None:
    return it.without if it.without in filters.values else None


def _codes(column: str, missing: int, dtype: pl.DataType) -> pl.Expr:
    """Place of each value among the options; the number after the last one where it is missing."""
    plain = pl.col(column).cast(pl.UInt8) if dtype == pl.Boolean else pl.col(column).to_physical()
    smallest = pl.UInt8 if missing < 2**8 else pl.UInt16
    return plain.cast(smallest).fill_null(missing)


def _options(dtype: pl.DataType) -> Sequence[str]:
    return dtype.categories.to_list() if isinstance(dtype, pl.Enum) else ("0", "1")


def _occurring(options: Sequence[str], codes: pl.Series) -> dict[str, int]:
    totals = np.bincount(codes.to_numpy(), minlength=len(options) + 1)[: len(options)]
    return dict(sorted((options[i], int(totals[i])) for i in np.flatnonzero(totals)))
