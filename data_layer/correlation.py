"""Pearson and Spearman correlations of the indicators of e25."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from data_layer.encoded import Encoded
from data_layer.engine import in_memory
from data_layer.measures import MEDIAN_MINIMUM, correlations, each
from data_layer.moments import dot

Rows = nw.LazyFrame[Any]


def both_correlations(rows: Rows, columns: tuple[str, ...]) -> pl.DataFrame:
    """Every ordered pair: `a`, `b`, `n` rows with both known, `pearson`, `spearman`.

    Pearson comes from portable sums. Spearman needs ranks among the rows of each pair, which no
    sums give: the few columns are brought to Polars for it.
    """
    pairs = correlations(rows, columns).rename({"r": "pearson"})
    held = in_memory(each(rows), columns)
    spearman = _Spearman({c: held.encoded(c) for c in columns})
    ranked = pl.DataFrame(
        [(a, b, spearman.of(a, b)) for a, b in combinations(columns, 2)],
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


class _Spearman:
    """Rank correlations of encoded columns, whose codes are in the order of their values."""

    def __init__(self, columns: Mapping[str, Encoded]) -> None:
        self._columns = columns
        self._known = {
            name: known
            for name, column in columns.items()
            if not (known := column.codes < column.size).all()
        }
        self._ranked: dict[tuple[str, frozenset[str]], np.ndarray] = {}

    def of(self, a: str, b: str) -> float | None:
        """Pearson's coefficient of ranks; None for few values or where all are equal."""
        lacking = frozenset({a, b} & self._known.keys())
        x, y = self._ranks(a, lacking), self._ranks(b, lacking)
        if x.size < MEDIAN_MINIMUM:
            return None
        spread = math.sqrt(dot(x, x) * dot(y, y))
        return max(-1.0, min(1.0, dot(x, y) / spread)) if spread else None

    def _ranks(self, name: str, lacking: frozenset[str]) -> np.ndarray:
        """Average ranks less their mean, of the rows that `lacking` columns know."""
        key = name, lacking
        if key not in self._ranked:
            column = self._columns[name]
            if lacking:
                column = column.at(np.logical_and.reduce([self._known[c] for c in lacking]))
            self._ranked[key] = (column.ranks() - (column.codes.size + 1) / 2)[column.codes]
        return self._ranked[key]
