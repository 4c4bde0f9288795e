"""Pearson and Spearman correlations of the indicators of e25."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.measures import MEDIAN_MINIMUM, collect, correlations

Rows = nw.LazyFrame[Any]


def both_correlations(rows: Rows, columns: tuple[str, ...]) -> pl.DataFrame:
    """Every ordered pair: `a`, `b`, `n` rows with both known, `pearson`, `spearman`.

    Pearson comes from portable sums. Spearman needs ranks among the rows of each pair, which no
    sums give: the few columns are brought to Polars for it.
    """
    pairs = correlations(rows, columns).rename({"r": "pearson"})
    values = collect(rows.select(*columns))
    ranked = pl.DataFrame(
        [(a, b, _spearman(values, a, b)) for a, b in combinations(columns, 2)],
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


def _spearman(values: pl.DataFrame, a: str, b: str) -> float | None:
    known = values.select(a, b).drop_nulls()
    if known.height < MEDIAN_MINIMUM or known[a].n_unique() < 2 or known[b].n_unique() < 2:
        return None
    return known.select(pl.corr(a, b, method="spearman")).item()
