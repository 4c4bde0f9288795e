"""Pearson and Spearman correlations of the indicators of e25."""

import polars as pl

from data_layer.measures.correlations import correlations, rank_correlations
from data_layer.measures.rows import Rows


def both_correlations(rows: Rows, columns: tuple[str, ...]) -> pl.DataFrame:
    """Every ordered pair: `a`, `b`, `n` rows with both known, `pearson`, `spearman`."""
    ranked = rank_correlations(rows, columns).select("a", "b", pl.col("r").alias("spearman"))
    pairs = correlations(rows, columns).rename({"r": "pearson"}).join(ranked, on=["a", "b"])
    mirrored = pairs.filter(pl.col("a") != pl.col("b")).rename({"a": "b", "b": "a"})
    order = pl.Enum(columns)
    both = pl.concat([pairs, mirrored.select(pairs.columns)])
    return both.sort(pl.col("a").cast(order), pl.col("b").cast(order))
