"""The measures of rows in memory: dictionary codes counted in NumPy.

Each function gives the frame that the portable way in data_layer.measures gives; property tests
hold them equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw
import numpy as np
import polars as pl

from data_layer.engine.counts import slices
from data_layer.engine.quantiles import spread
from data_layer.engine.rows import Held, translated


def tally(rows: Held, by: Sequence[str], flags: Mapping[str, nw.Expr]) -> pl.DataFrame:
    """`by`..., `n`, and how many rows of the group each flag holds for."""
    asked = [translated(flag).alias(name) for name, flag in flags.items()]
    held = rows.evaluated(asked).get_columns() if asked else []
    if not by:
        totals = [pl.Series(flag.name, [flag.sum() or 0], pl.Int64) for flag in held]
        return pl.DataFrame([pl.Series("n", [rows.height], pl.Int64), *totals])
    groups = rows.grouping(tuple(by))
    totals = zip(held, groups.held(held), strict=True)
    counted = [pl.Series(flag.name, total) for flag, total in totals]
    return pl.DataFrame([*groups.values(), pl.Series("n", groups.counts), *counted])


def histogram(rows: Held, by: Sequence[str], column: str) -> pl.DataFrame:
    """`by`..., `value`, `n`: how often each value occurs in each group."""
    groups = rows.grouping((*by, column))
    *keys, values = groups.values()
    return pl.DataFrame([*keys, values.alias("value"), pl.Series("n", groups.counts)])


def quantiles_of(
    rows: Held,
    by: Sequence[str],
    columns: Sequence[str],
    probabilities: Mapping[str, float],
    fewest: int,
) -> pl.DataFrame:
    """`by`..., `<c>_n` and `<c>_<name>` a column; null for groups of fewer than `fewest` values."""
    parts: list[pl.Series] = []
    for column in columns:
        found = spread(rows, by, column)
        parts = parts or list(found.groups)
        parts.append(pl.Series(f"{column}_n", found.known))
        enough = np.flatnonzero(found.known >= fewest)
        for name, p in probabilities.items():
            figures = np.full(found.known.size, np.nan)
            figures[enough] = found.at(enough, p)
            parts.append(pl.Series(f"{column}_{name}", figures, nan_to_null=True))
    return pl.DataFrame(parts)


def means(rows: Held, by: Sequence[str], columns: Sequence[str]) -> pl.DataFrame:
    """`by`..., `n`, and `<c>_mean`, `<c>_n` a column; null where no value is known."""
    if not by:
        return _means_of_all(rows, columns)
    groups = rows.grouping(tuple(by))
    counts, averages = [], []
    for column in columns:
        values = rows.frame([column]).to_series().cast(pl.Float64)
        number = groups.held([values.is_not_null()])[0] if values.null_count() else groups.counts
        kept = values.fill_null(0.0).to_numpy()
        total = np.zeros(groups.most)
        for part in slices(rows.height, groups.most):
            total += np.bincount(groups.ids(part), kept[part], groups.most)
        mean = np.where(number > 0, total[groups.shown] / np.maximum(number, 1), np.nan)
        averages.append(pl.Series(f"{column}_mean", mean, nan_to_null=True))
        counts.append(pl.Series(f"{column}_n", number))
    return pl.DataFrame([*groups.values(), pl.Series("n", groups.counts), *averages, *counts])


def _means_of_all(rows: Held, columns: Sequence[str]) -> pl.DataFrame:
    return rows.frame(columns).select(
        pl.lit(rows.height, pl.Int64).alias("n"),
        *(pl.col(c).mean().cast(pl.Float64).alias(f"{c}_mean") for c in columns),
        *(pl.col(c).count().cast(pl.Int64).alias(f"{c}_n") for c in columns),
    )
