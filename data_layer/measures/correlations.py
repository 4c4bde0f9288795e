"""Correlations of pairs of columns, Pearson's and Spearman's, over rows where both are known.

Pearson's are plain Polars. Spearman's ranks come from counting codes in NumPy, since values of a
registry repeat: CPU of five columns of 167,372 rows, of 13 % and of 0.06 % of them, 37, 5 and
1.3 ms instead of 350, 42 and 2.7 by `pl.corr(method="spearman")`.
"""

import math
from collections.abc import Sequence
from functools import cache
from itertools import combinations_with_replacement
from typing import NamedTuple

import numpy as np
import polars as pl

from data_layer.measures.rows import MEDIAN_MINIMUM, Rows

NARROW = 2**16
"""Whole numbers that span no more than this are their own codes."""
_SCHEMA = {"a": pl.String, "b": pl.String, "n": pl.Int64, "r": pl.Float64}


def correlations(rows: Rows, columns: Sequence[str]) -> pl.DataFrame:
    """Pearson's coefficient of each pair: `a`, `b`, `n`, `r`; null for few or equal values."""
    pairs = list(combinations_with_replacement(columns, 2))
    figures: list[pl.Expr] = []
    for at, (a, b) in enumerate(pairs):
        both = pl.col(a).is_not_null() & pl.col(b).is_not_null()
        r = pl.corr(pl.col(a).filter(both), pl.col(b).filter(both))
        figures += [both.sum().alias(f"{at} n"), r.alias(f"{at} r")]
    values = rows.select(pl.col(columns).cast(pl.Float64)).collect()
    row = values.select(figures).row(0)
    records = [
        (*pair, n, max(-1.0, min(1.0, r)) if n >= MEDIAN_MINIMUM and r == r else None)
        for pair, n, r in zip(pairs, row[::2], row[1::2], strict=True)
    ]
    return pl.DataFrame(records, schema=_SCHEMA, orient="row")


def rank_correlations(rows: Rows, columns: Sequence[str]) -> pl.DataFrame:
    """Spearman's: of the average ranks among the rows of each pair."""
    frame = rows.select(columns).collect()
    has_value = {name: frame[name].is_not_null().to_numpy() for name in columns}
    codes = {name: _codes(frame[name]) for name in columns}

    @cache
    def side(name: str, other: str | None) -> _Side:
        rows = has_value[name] if other is None else has_value[name] & has_value[other]
        return _side(_ranks(codes[name] if rows.all() else codes[name][rows]))

    def beside(name: str, other: str) -> _Side:
        """A column without the rows where the other is missing: the same for all that miss none."""
        return side(name, other if other != name and frame[other].null_count() else None)

    records = []
    for a, b in combinations_with_replacement(columns, 2):
        x, y = beside(a, b), beside(b, a)
        n = x.ranks.size
        records.append((a, b, n, _coefficient(n, _dot(x.ranks, y.ranks), x.spread, other=y.spread)))
    return pl.DataFrame(records, schema=_SCHEMA, orient="row")


class _Side(NamedTuple):
    """ranks: less their mean. spread: sum of their squares, 0 where all are equal."""

    ranks: np.ndarray
    spread: float


def _side(ranks: np.ndarray) -> _Side:
    moved = ranks - ranks.mean() if ranks.size else ranks
    return _Side(moved, _dot(moved, moved))


def _coefficient(n: int, shared: float, spread: float, other: float) -> float | None:
    """shared: sum of products of both less their means. spread: sum of squares of one of them."""
    if n < MEDIAN_MINIMUM or not spread or not other:
        return None
    return max(-1.0, min(1.0, shared / math.sqrt(spread * other)))


def _dot(x: np.ndarray, y: np.ndarray) -> float:
    """Sum of products; not BLAS, whose threads wait for each other on a busy machine."""
    return float(np.einsum("i,i->", x, y))


def _codes(column: pl.Series) -> np.ndarray:
    """Whole numbers from 0 in the order of the values."""
    if column.dtype.is_integer() and column.count():
        moved = column.cast(pl.Int64) - column.min()
        if moved.lt(NARROW).all():
            return moved.fill_null(0).to_numpy()
    values = column.drop_nulls().unique().sort()
    return column.replace_strict(values, np.arange(len(values)), default=0).to_numpy()


def _ranks(codes: np.ndarray) -> np.ndarray:
    """The average rank of each, from 1."""
    counts = np.bincount(codes)
    return (np.cumsum(counts) - (counts - 1) / 2)[codes]
