"""Pearson and Spearman correlations of the indicators of e25."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement, product
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.engine.coded_correlation import Coefficient, Kind, coefficients
from data_layer.engine.collect import in_memory
from data_layer.engine.measures import MEDIAN_MINIMUM, correlations, each
from data_layer.engine.portable_spearman import pair_counts, spearman
from data_layer.engine.rows import Held

Rows = nw.LazyFrame[Any]
SCHEMA = {
    "a": pl.String,
    "b": pl.String,
    "n": pl.Int64,
    "pearson": pl.Float64,
    "spearman": pl.Float64,
}


def both_correlations(rows: Rows, columns: tuple[str, ...]) -> pl.DataFrame:
    """Every ordered pair: `a`, `b`, `n` rows with both known, `pearson`, `spearman`.

    Pearson comes from portable sums. Spearman needs ranks among the rows of each pair, which no
    sums give: for it Polars takes the few columns, any other engine counts pairs of values.
    """
    pairs = list(combinations_with_replacement(columns, 2))
    if isinstance(rows, Held):
        both = _coded(rows, columns, pairs, ("pearson", "spearman"))
        coefficients_of = zip(both["pearson"], both["spearman"], strict=True)
        found = {
            pair: (value.n, value.r, rank.r)
            for pair, (value, rank) in zip(pairs, coefficients_of, strict=True)
        }
    else:
        ranked = _ranked(rows, columns, pairs)
        summed = correlations(rows, columns).rows()
        found = {(a, b): (n, r, rank) for (a, b, n, r), rank in zip(summed, ranked, strict=True)}
    records = [(a, b, *(found.get((a, b)) or found[b, a])) for a, b in product(columns, repeat=2)]
    return pl.DataFrame(records, schema=SCHEMA, orient="row")


def _ranked(
    rows: Rows, columns: Sequence[str], pairs: Sequence[tuple[str, str]]
) -> list[float | None]:
    """Spearman's coefficient of each pair."""
    if not isinstance(rows.to_native(), pl.LazyFrame):
        return [spearman(pair_counts(rows, a, b)) for a, b in pairs]
    held = in_memory(each(rows), columns)
    return [it.r for it in _coded(held, columns, pairs, ("spearman",))["spearman"]]


def _coded(
    rows: Held, columns: Sequence[str], pairs: Sequence[tuple[str, str]], kinds: Sequence[Kind]
) -> dict[Kind, list[Coefficient]]:
    encoded = {column: rows.encoded(column) for column in columns}
    return coefficients(encoded, pairs, kinds, MEDIAN_MINIMUM)
