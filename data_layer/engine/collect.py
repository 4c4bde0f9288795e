"""Run lazy narwhals frames on their own engine and bring small results to Polars."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from data_layer.engine.rows import Held, hold
from data_layer.engine.selection import Listed

Rows = nw.LazyFrame[Any]


def collect(frame: Rows) -> pl.DataFrame:
    """Run a lazy narwhals frame on its own engine and bring the small result to Polars.

    Categories become plain text and integers become Int64, so that results of all engines agree.
    """
    return _plain(brought(frame))


def in_memory(rows: Rows, names: Sequence[str]) -> Held:
    """Columns of the rows themselves, brought to Polars where they are not yet in memory."""
    return rows if isinstance(rows, Held) else hold(collect(rows.select(*names)))


def taken(rows: Held, names: Sequence[str], places: np.ndarray) -> pl.DataFrame:
    """Columns of some of the rows, by place, as `collect` gives them."""
    return _plain(picked(rows, names, places))


def picked(rows: Held, names: Sequence[str], places: np.ndarray) -> pl.DataFrame:
    """Columns of some of the rows, in the order of the places; types as they are held."""
    ascending, back = np.unique(places, return_inverse=True)
    chosen = Listed(pl.Series(ascending, dtype=pl.UInt32))
    return pl.DataFrame([it[back] for it in rows.pick(names, chosen)])


def column_names(frame: Rows) -> Sequence[str]:
    """The names of a lazy frame's columns."""
    return frame.names() if isinstance(frame, Held) else frame.collect_schema().names()


def brought(frame: Rows) -> pl.DataFrame:
    """Run a lazy narwhals frame on its own engine; types as the engine has them."""
    if isinstance(frame, Held):
        return frame.whole()
    native = frame.to_native()
    if isinstance(native, pl.LazyFrame):
        return native.collect()
    return frame.collect(backend="polars").to_native()


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    return pl.DataFrame([_plain_column(column) for column in frame.get_columns()])


def _plain_column(column: pl.Series) -> pl.Series:
    if isinstance(column.dtype, pl.Enum | pl.Categorical):
        return column.cast(pl.String)
    return column.cast(pl.Int64) if column.dtype.is_integer() else column


def collect_sorted(frame: Rows, by: Sequence[str]) -> pl.DataFrame:
    """`collect`, sorted by text and numbers; codes whose categories ascend sort as they are."""
    found = brought(frame)
    order = [name if _ascends(found.schema[name]) else pl.col(name).cast(pl.String) for name in by]
    return _plain(found.sort(order))


def _ascends(dtype: pl.DataType) -> bool:
    """Whether the order of a column's own values is that of its text: false for tiers."""
    if isinstance(dtype, pl.Enum):
        return _in_order(tuple(dtype.categories))
    return not isinstance(dtype, pl.Categorical)


@cache
def _in_order(categories: tuple[str, ...]) -> bool:
    return list(categories) == sorted(categories)
