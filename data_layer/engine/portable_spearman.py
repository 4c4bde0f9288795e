"""Rank correlation from counted pairs of values, for rows that do not fit into one process."""

from __future__ import annotations

import math
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from data_layer.engine.collect import collect
from data_layer.engine.measures import MEDIAN_MINIMUM, size

Rows = nw.LazyFrame[Any]


def pair_counts(rows: Rows, a: str, b: str) -> pl.DataFrame:
    """`x`, `y`, `n`: how many rows have both values, of those where both are known."""
    known = rows.filter(~nw.col(a).is_null(), ~nw.col(b).is_null())
    paired = known.with_columns(x=nw.col(a), y=nw.col(b))
    return collect(paired.group_by("x", "y").agg(n=size(rows)))


def spearman(pairs: pl.DataFrame) -> float | None:
    """Pearson's coefficient of average ranks; None for few rows or where all values are equal."""
    n = pairs["n"].to_numpy()
    if n.sum() < MEDIAN_MINIMUM:
        return None
    x, y = _centred_ranks(pairs["x"].to_numpy(), n), _centred_ranks(pairs["y"].to_numpy(), n)
    spread = math.sqrt(float(np.dot(n, x * x)) * float(np.dot(n, y * y)))
    return max(-1.0, min(1.0, float(np.dot(n, x * y)) / spread)) if spread else None


def _centred_ranks(values: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The average rank of each value among all rows, less the mean of all ranks."""
    _, codes = np.unique(values, return_inverse=True)
    counts = np.bincount(codes, weights=n)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    return (ranks - (n.sum() + 1) / 2)[codes]
