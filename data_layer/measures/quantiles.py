"""Exact quantiles, interpolated linearly between two values.

Of rows they are plain Polars. Of cells of a roll-up, for which Polars has no weighted quantile,
they are read off the running count of values.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from data_layer.measures.rows import MEDIAN_MINIMUM, Rows, collect, collect_sorted, weighted
from data_layer.measures.tallies import histogram, tally


def medians(rows: Rows, by: Sequence[str], column: str, name: str = "median") -> pl.DataFrame:
    """Exact medians by group: `by`..., `values`, and the median under `name`."""
    counted = medians_of(rows, by, (column,))
    renamed = counted.rename({f"{column}_n": "values", f"{column}_median": name})
    return renamed.filter(pl.col("values") > 0)


def medians_of(rows: Rows, by: Sequence[str], columns: Sequence[str]) -> pl.DataFrame:
    """Exact medians of several columns: `by`..., and `<c>_n`, `<c>_median` a column, sorted."""
    return quantiles_of(rows, by, columns, probabilities={"median": 0.5})


def quantiles_of(
    rows: Rows, by: Sequence[str], columns: Sequence[str], probabilities: Mapping[str, float]
) -> pl.DataFrame:
    """Exact quantiles of several columns: `by`..., `<c>_n` and `<c>_<name>` a column, sorted.

    Null where a group has fewer than MEDIAN_MINIMUM values.
    """
    if weighted(rows):
        return _of_cells(rows, by, columns, probabilities=probabilities)
    figures: list[pl.Expr] = []
    for c in columns:
        figures.append(pl.col(c).count().alias(f"{c}_n"))
        for name, p in probabilities.items():
            value = pl.col(c).quantile(p, "linear").cast(pl.Float64)
            enough = pl.col(c).count() >= MEDIAN_MINIMUM
            figures.append(pl.when(enough).then(value).alias(f"{c}_{name}"))
    if not by:
        return collect(rows.select(figures))
    return collect_sorted(rows.group_by(by).agg(figures), by)


def _of_cells(
    rows: Rows, by: Sequence[str], columns: Sequence[str], probabilities: Mapping[str, float]
) -> pl.DataFrame:
    """The same of rows that stand for several enterprises each: from counts of values."""
    keys = list(by) or ["all"]
    frame = tally(rows, by) if by else tally(rows, ()).with_columns(pl.lit(0).alias("all"))
    for column in columns:
        named = {f"{column}_{name}": p for name, p in probabilities.items()}
        of_column = quantiles(histogram(rows, by, column), by, named)
        of_column = of_column if by else of_column.with_columns(pl.lit(0).alias("all"))
        frame = frame.join(of_column.rename({"values": f"{column}_n"}), on=keys, how="left")
    counted = frame.with_columns(pl.col(f"{c}_n").fill_null(0) for c in columns)
    return counted.select(*by, *(f"{c}_{part}" for c in columns for part in ("n", *probabilities)))


def quantiles(
    hist: pl.DataFrame, by: Sequence[str], probabilities: Mapping[str, float]
) -> pl.DataFrame:
    """Exact quantiles (linear interpolation) from a value histogram.

    Returns `by`..., `values` (how many), and a column a probability; null where a group has fewer
    than MEDIAN_MINIMUM values.
    """
    ordered = hist.sort([*by, "value"])
    upto = ordered["n"].cum_sum().to_numpy()
    value = ordered["value"].cast(pl.Float64).to_numpy()
    first = _first_rows(ordered, by)
    before = upto[first] - ordered["n"].to_numpy()[first]
    values = np.append(before[1:], upto[-1:]) - before
    columns = [pl.Series("values", values)]
    for name, probability in probabilities.items():
        quantile = pl.Series(name, _at(value, upto, before, position=(values - 1) * probability))
        columns.append(quantile.set(pl.Series(values < MEDIAN_MINIMUM), None))
    return pl.DataFrame([*(ordered[name].gather(first) for name in by), *columns])


def _first_rows(ordered: pl.DataFrame, by: Sequence[str]) -> np.ndarray:
    """Where each group of a sorted frame starts."""
    starts = np.zeros(ordered.height, dtype=bool)
    starts[:1] = True
    for name in by:
        starts |= ordered[name].ne_missing(ordered[name].shift(1)).to_numpy()
    return np.flatnonzero(starts)


def _at(
    value: np.ndarray, upto: np.ndarray, before: np.ndarray, position: np.ndarray
) -> np.ndarray:
    """Values at fractional positions within their groups. upto: running count over all groups."""
    below = value[np.searchsorted(upto, before + np.floor(position), side="right")]
    above = value[np.searchsorted(upto, before + np.ceil(position), side="right")]
    return below + (above - below) * (position - np.floor(position))
