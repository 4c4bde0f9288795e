"""Correlations of pairs of columns, Pearson's and Spearman's, over rows where both are known.

In NumPy on whole columns. Ranks come from counting codes, since values of a registry repeat.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations_with_replacement
from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.measures.rows import MEDIAN_MINIMUM, Rows, each

NARROW = 2**16
"""Whole numbers that span no more than this are their own codes."""
_SCHEMA = {"a": pl.String, "b": pl.String, "n": pl.Int64, "r": pl.Float64}


def correlations(rows: Rows, columns: Sequence[str]) -> pl.DataFrame:
    """Pearson's coefficient of each pair: `a`, `b`, `n`, `r`; null for few or equal values."""
    return _of_pairs(rows, columns, _values, _numbers)


def rank_correlations(rows: Rows, columns: Sequence[str]) -> pl.DataFrame:
    """Spearman's: of the average ranks among the rows of each pair."""
    return _of_pairs(rows, columns, _codes, _ranks)


def _of_pairs(
    rows: Rows,
    columns: Sequence[str],
    held: Callable[[pl.Series], np.ndarray],
    measured: Callable[[np.ndarray], np.ndarray],
) -> pl.DataFrame:
    """held: a column as numbers, any where missing. measured: those of a pair as numbers."""
    frame = each(rows).select(columns).collect()
    known = {name: frame[name].is_not_null().to_numpy() for name in columns}
    numbers = {name: held(frame[name]) for name in columns}

    @cache
    def side(name: str, other: str | None) -> _Side:
        rows = known[name] if other is None else known[name] & known[other]
        return _side(measured(numbers[name] if rows.all() else numbers[name][rows]))

    def beside(name: str, other: str) -> _Side:
        """A column without the rows where the other is missing: the same for all that miss none."""
        return side(name, other if other != name and frame[other].null_count() else None)

    pairs = list(combinations_with_replacement(columns, 2))
    sides = [(beside(a, b), beside(b, a)) for a, b in pairs]
    records = [
        (*pair, x.values.size, _coefficient(x, y))
        for pair, (x, y) in zip(pairs, sides, strict=True)
    ]
    return pl.DataFrame(records, schema=_SCHEMA, orient="row")


class _Side(NamedTuple):
    """values: less their mean. spread: sum of their squares, 0 where all are equal."""

    values: np.ndarray
    spread: float


def _side(values: np.ndarray) -> _Side:
    moved = values - values.mean() if values.size else values
    # Of a single value rounding can leave a spread that is none.
    return _Side(moved, 0.0 if (values == values[:1]).all() else _dot(moved, moved))


def _coefficient(x: _Side, y: _Side) -> float | None:
    if x.values.size < MEDIAN_MINIMUM or not x.spread or not y.spread:
        return None
    return max(-1.0, min(1.0, _dot(x.values, y.values) / math.sqrt(x.spread * y.spread)))


def _dot(x: np.ndarray, y: np.ndarray) -> float:
    """Sum of products; not BLAS, whose threads wait for each other on a busy machine."""
    return float(np.einsum("i,i->", x, y))


def _values(column: pl.Series) -> np.ndarray:
    return column.cast(pl.Float64).fill_null(0.0).to_numpy()


def _numbers(values: np.ndarray) -> np.ndarray:
    return values


def _codes(column: pl.Series) -> np.ndarray:
    """Whole numbers from 0 in the order of the values."""
    if column.dtype.is_integer() and column.count():
        moved = column.cast(pl.Int64) - column.min()
        if moved.lt(NARROW).all():
            return moved.fill_null(0).to_numpy()
    return column.rank("dense").fill_null(0).to_numpy()


def _ranks(codes: np.ndarray) -> np.ndarray:
    """The average rank of each, from 1."""
    counts = np.bincount(codes)
    return (np.cumsum(counts) - (counts - 1) / 2)[codes]
