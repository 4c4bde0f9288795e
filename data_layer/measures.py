"""Every measure in one portable form: sums and value histograms.

A query groups once and counts; shares, means, exact medians and percentiles and correlations
follow on the small result. The same lazy narwhals expressions run on Polars, DuckDB and Spark,
and partial results add up, so that roll-ups can be merged.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations_with_replacement
from typing import Any

import narwhals as nw
import polars as pl

SMALL_GROUP = 10
"""Groups with fewer rows than this are marked."""
MEDIAN_MINIMUM = 3
"""Medians and percentiles of fewer values than this are not shown."""

Rows = nw.LazyFrame[Any]


def indicator(condition: nw.Expr) -> nw.Expr:
    """1 where the condition holds, else 0 (null counts as 0); sums of it are counts."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def collect(frame: Rows) -> pl.DataFrame:
    """Run a lazy narwhals frame on its own engine and bring the small result to Polars.

    Categories become plain text and integers become Int64, so that results of all engines agree.
    """
    native = frame.collect(backend="polars").to_native()
    return native.with_columns(
        pl.col(pl.Enum, pl.Categorical).cast(pl.String), pl.selectors.integer().cast(pl.Int64)
    )


def tally(
    rows: Rows, by: Sequence[str], flags: Mapping[str, nw.Expr] | None = None
) -> pl.DataFrame:
    """Rows by group: `by`..., `n`, and for each flag the number of rows where it holds.

    Groups with a null key are left out; the frame is sorted by `by`.
    """
    sums = {name: indicator(condition) for name, condition in (flags or {}).items()}
    known = rows.filter(*[~nw.col(key).is_null() for key in by]) if by else rows
    counted = known.with_columns(**sums) if sums else known
    totals = [nw.col(name).sum() for name in sums]
    if not by:
        return collect(counted.select(nw.len().alias("n"), *totals))
    return collect(counted.group_by(*by).agg(nw.len().alias("n"), *totals)).sort(by)


def histogram(rows: Rows, by: Sequence[str], column: str) -> pl.DataFrame:
    """Value histogram: `by`..., `value`, `n`, sorted; null values and null keys left out."""
    known = rows.filter(*[~nw.col(key).is_null() for key in (*by, column)])
    counted = known.group_by(*by, column).agg(n=nw.len())
    return collect(counted).rename({column: "value"}).sort([*by, "value"])


def quantiles(
    hist: pl.DataFrame, by: Sequence[str], probabilities: Mapping[str, float]
) -> pl.DataFrame:
    """Exact quantiles (linear interpolation) from a value histogram.

    Returns `by`..., `values` (how many), and a column a probability; null where a group has fewer
    than MEDIAN_MINIMUM values.
    """
    keys = list(by) or [pl.lit(0).alias("_")]
    names = [key if isinstance(key, str) else "_" for key in keys]
    ranked = hist.with_columns([] if by else keys).with_columns(
        pl.col("n").cum_sum().over(names).alias("upto"),
        pl.col("n").sum().over(names).alias("values"),
    )
    result = ranked.group_by(names).agg(pl.col("values").first()).sort(names)
    for name, probability in probabilities.items():
        result = result.join(_quantile(ranked, names, name, probability), on=names, how="left")
    return result.sort(names).drop([] if by else ["_"])


def _quantile(ranked: pl.DataFrame, keys: list[str], name: str, probability: float) -> pl.DataFrame:
    position = (pl.col("values") - 1) * probability
    below = pl.col("value").filter(pl.col("upto") > position.floor()).first().cast(pl.Float64)
    above = pl.col("value").filter(pl.col("upto") > position.ceil()).first().cast(pl.Float64)
    weight = (position - position.floor()).first()
    enough = pl.col("values").first() >= MEDIAN_MINIMUM
    value = pl.when(enough).then(below + (above - below) * weight)
    return ranked.group_by(keys).agg(value.alias(name))


def medians(rows: Rows, by: Sequence[str], column: str, name: str = "median") -> pl.DataFrame:
    """Exact medians by group: `by`..., `values`, and the median under `name`."""
    return quantiles(histogram(rows, by, column), by, {name: 0.5})


def means(rows: Rows, by: Sequence[str], columns: Iterable[str]) -> pl.DataFrame:
    """Means over the rows that have a value: `by`..., `n`, and `<c>_n`, `<c>_mean` a column."""
    chosen = tuple(columns)
    known = rows.filter(*[~nw.col(key).is_null() for key in by]) if by else rows
    sums = [nw.col(c).cast(nw.Float64).sum().alias(f"{c}_mean") for c in chosen]
    counts = [nw.col(c).count().alias(f"{c}_n") for c in chosen]
    aggregates = [nw.len().alias("n"), *sums, *counts]
    frame = collect(known.group_by(*by).agg(*aggregates) if by else known.select(*aggregates))
    mean = [
        pl.when(pl.col(f"{c}_n") > 0)
        .then(pl.col(f"{c}_mean") / pl.col(f"{c}_n"))
        .alias(f"{c}_mean")
        for c in chosen
    ]
    return frame.with_columns(mean).sort(list(by)) if by else frame.with_columns(mean)


def correlations(rows: Rows, columns: Sequence[str]) -> pl.DataFrame:
    """Pearson correlation of each pair over rows where both are known: `a`, `b`, `n`, `r`.

    Built from sums centred near each column's mean, so that large amounts keep their precision.
    """
    centre = means(rows, (), columns).row(0, named=True)
    pairs = list(combinations_with_replacement(columns, 2))
    aggregates = [
        part for a, b in pairs for part in _moments(a, b, centre[f"{a}_mean"], centre[f"{b}_mean"])
    ]
    sums = collect(rows.select(*aggregates)).row(0, named=True)
    records = [_pearson(a, b, {k: sums[f"{a}|{b}|{k}"] or 0 for k in _MOMENTS}) for a, b in pairs]
    return pl.DataFrame(
        records,
        schema={"a": pl.String, "b": pl.String, "n": pl.Int64, "r": pl.Float64},
        orient="row",
    )


_MOMENTS = ("n", "x", "y", "xx", "yy", "xy")


def _moments(a: str, b: str, mean_a: float | None, mean_b: float | None) -> list[nw.Expr]:
    both = ~(nw.col(a).is_null() | nw.col(b).is_null())
    x = nw.when(both).then(nw.col(a).cast(nw.Float64) - (mean_a or 0.0))
    y = nw.when(both).then(nw.col(b).cast(nw.Float64) - (mean_b or 0.0))
    values = (indicator(both), x, y, x * x, y * y, x * y)
    return [v.sum().alias(f"{a}|{b}|{k}") for k, v in zip(_MOMENTS, values, strict=True)]


def _pearson(a: str, b: str, m: Mapping[str, float]) -> tuple[str, str, int, float | None]:
    n = int(m["n"])
    if n < MEDIAN_MINIMUM:
        return a, b, n, None
    spread_x, spread_y = m["xx"] - m["x"] ** 2 / n, m["yy"] - m["y"] ** 2 / n
    if spread_x <= 0 or spread_y <= 0:
        return a, b, n, None
    r = (m["xy"] - m["x"] * m["y"] / n) / math.sqrt(spread_x * spread_y)
    return a, b, n, max(-1.0, min(1.0, r))


def share(part: str, whole: str) -> pl.Expr:
    """Per cent of `whole`; null where `whole` is 0."""
    return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole) * 100)


def location_quotient(part: str, whole: str, part_total: float, whole_total: float) -> pl.Expr:
    """A place's share of `part` over its share of `whole`; 1 is the national pattern."""
    if not part_total or not whole_total:
        return pl.lit(None, dtype=pl.Float64)
    quotient = (pl.col(part) / pl.col(whole)) / (part_total / whole_total)
    return pl.when(pl.col(whole) > 0).then(quotient)
