"""Pearson and Spearman correlations of the indicators of e25."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from data_layer.measures import MEDIAN_MINIMUM, collect, correlations, each

Rows = nw.LazyFrame[Any]


def both_correlations(rows: Rows, columns: tuple[str, ...]) -> pl.DataFrame:
    """Every ordered pair: `a`, `b`, `n` rows with both known, `pearson`, `spearman`.

    Pearson comes from portable sums. Spearman needs ranks among the rows of each pair, which no
    sums give: the few columns are brought to Polars for it.
    """
    pairs = correlations(rows, columns).rename({"r": "pearson"})
    values = collect(each(rows).select(*columns))
    known = {c: values[c].is_not_null().to_numpy() for c in columns}
    places = {c: _places(values[c], known[c]) for c in columns}

    def spearman(a: str, b: str) -> float | None:
        both = known[a] & known[b]
        return _correlation(_ranks(places[a][both]), _ranks(places[b][both]))

    ranked = pl.DataFrame(
        [(a, b, spearman(a, b)) for a, b in combinations(columns, 2)],
        schema={"a": pl.String, "b": pl.String, "spearman": pl.Float64},
        orient="row",
    )
    joined = pairs.join(ranked, on=["a", "b"], how="left").with_columns(
        pl.when(pl.col("a") == pl.col("b")).then("pearson").otherwise("spearman").alias("spearman")
    )
    mirrored = joined.filter(pl.col("a") != pl.col("b")).select(
        pl.col("b").alias("a"), pl.col("a").alias("b"), "n", "pearson", "spearman"
    )
    order = {column: place for place, column in enumerate(columns)}
    return pl.concat([joined, mirrored]).sort(
        pl.col("a").replace_strict(order), pl.col("b").replace_strict(order)
    )


def _places(values: pl.Series, known: np.ndarray) -> np.ndarray:
    """The place of each value among the distinct ones; 0 where it is missing."""
    places = np.zeros(values.len(), dtype=np.int64)
    places[known] = np.unique(values.drop_nulls().to_numpy(), return_inverse=True)[1]
    return places


def _ranks(places: np.ndarray) -> np.ndarray:
    """Average ranks of values given by their places: counting is faster than sorting again."""
    count = np.bincount(places)
    return (np.cumsum(count) - (count - 1) / 2)[places]


def _correlation(x: np.ndarray, y: np.ndarray) -> float | None:
    """Pearson's coefficient of ranks; None for few values or where all are equal."""
    if x.size < MEDIAN_MINIMUM:
        return None
    x, y = x - x.mean(), y - y.mean()
    # Sums of products, not BLAS: its threads wait for each other on a busy machine.
    spread = math.sqrt(float((x * x).sum()) * float((y * y).sum()))
    return max(-1.0, min(1.0, float((x * y).sum()) / spread)) if spread else None
