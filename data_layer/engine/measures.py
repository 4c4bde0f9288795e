"""Every measure in one portable form: sums and value histograms.

A query groups once and counts; shares, means, exact medians and percentiles and correlations
follow on the small result. The same lazy narwhals expressions run on Polars, DuckDB and Spark,
and partial results add up, so that roll-ups can be merged.

Rows may carry a `multiplicity`: how many enterprises a row stands for, as in the cubes of a
roll-up. Measures count and sum by it, so a cube answers exactly as the rows that it was made of.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import combinations_with_replacement
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from data_layer.engine import coded_measures as counting
from data_layer.engine.coded_correlation import coefficients
from data_layer.engine.collect import collect, collect_sorted, in_memory
from data_layer.engine.rows import Held

SMALL_GROUP = 10
"""Groups with fewer rows than this are marked."""
MEDIAN_MINIMUM = 3
"""Medians and percentiles of fewer values than this are not shown."""

NOTHING = 1e-12
"""The part of a sum of squares that rounding can leave where all values are equal."""

MULTIPLICITY = "multiplicity"
"""Column that says how many enterprises a row stands for; rows without it stand for one each."""

Rows = nw.LazyFrame[Any]


_counting: ContextVar[bool] = ContextVar("counting", default=False)


@contextmanager
def by_multiplicity() -> Generator[None]:
    """Within this block, measures look for a multiplicity; elsewhere the look costs no time."""
    token = _counting.set(True)
    try:
        yield
    finally:
        _counting.reset(token)


def weighted(rows: Rows) -> bool:
    """Whether rows stand for several enterprises each."""
    if isinstance(rows, Held) or not _counting.get():
        return False
    native = rows.to_native()
    schema = native.collect_schema() if isinstance(native, pl.LazyFrame) else rows.collect_schema()
    return MULTIPLICITY in schema


def multiplicity(rows: Rows) -> nw.Expr:
    """How many enterprises each row stands for."""
    return nw.col(MULTIPLICITY) if weighted(rows) else nw.lit(1)


def size(rows: Rows) -> nw.Expr:
    """How many enterprises a group of rows stands for."""
    return nw.col(MULTIPLICITY).sum() if weighted(rows) else nw.len()


def each(rows: Rows) -> Rows:
    """One row an enterprise again, for what a multiplicity cannot say, such as ranks."""
    return rows if isinstance(rows, Held) else rows.drop(MULTIPLICITY, strict=False)


def banded(rows: Rows, name: str, column: str, band: nw.Expr) -> Rows:
    """Rows with the band `name` that each lies in by the value of one column alone."""
    if isinstance(rows, Held):
        return rows.banded(name, column, band)
    return rows.with_columns(**{name: band})


def indicator(condition: nw.Expr, of: nw.Expr | None = None) -> nw.Expr:
    """`of` (1 by default) where the condition holds, else 0 (null counts as 0)."""
    return nw.when(condition).then(nw.lit(1) if of is None else of).otherwise(nw.lit(0))


def _plain_polars(rows: Rows) -> bool:
    """Rows of one enterprise each on Polars, for which shorter ways give the same figures."""
    return isinstance(rows, Held) or (
        isinstance(rows.to_native(), pl.LazyFrame) and not weighted(rows)
    )


def tally(
    rows: Rows, by: Sequence[str], flags: Mapping[str, nw.Expr] | None = None
) -> pl.DataFrame:
    """Rows by group: `by`..., `n`, and for each flag the number of rows where it holds.

    Groups with a null key are left out; the frame is sorted by `by`.
    """
    flags = flags or {}
    if isinstance(rows, Held):
        return counting.tally(rows, by, flags)
    number = size(rows)
    known = rows.filter(*[~nw.col(key).is_null() for key in by]) if by else rows
    if _plain_polars(rows):
        # Polars sums a condition as it is; most others only numbers.
        counted, totals = known, [condition.sum().alias(name) for name, condition in flags.items()]
    else:
        one = multiplicity(rows)
        sums = {name: indicator(condition, one) for name, condition in flags.items()}
        counted = known.with_columns(**sums) if sums else known
        totals = [nw.col(name).sum() for name in sums]
    if not by:
        # A sum over no rows is null on some engines.
        return collect(counted.select(number.alias("n"), *totals)).fill_null(0)
    return collect_sorted(counted.group_by(*by).agg(number.alias("n"), *totals), by)


def histogram(rows: Rows, by: Sequence[str], column: str) -> pl.DataFrame:
    """Value histogram: `by`..., `value`, `n`, sorted; null values and null keys left out."""
    if isinstance(rows, Held):
        return counting.histogram(rows, by, column)
    known = rows.filter(*[~nw.col(key).is_null() for key in (*by, column)])
    counted = known.group_by(*by, column).agg(n=size(rows))
    return collect_sorted(counted, [*by, column]).rename({column: "value"})


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
        found = pl.Series(name, _at(value, upto, before, (values - 1) * probability))
        columns.append(found.set(pl.Series(values < MEDIAN_MINIMUM), None))
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


def medians(rows: Rows, by: Sequence[str], column: str, name: str = "median") -> pl.DataFrame:
    """Exact medians by group: `by`..., `values`, and the median under `name`."""
    found = medians_of(rows, by, (column,))
    known = found.rename({f"{column}_n": "values", f"{column}_median": name})
    return known.filter(pl.col("values") > 0)


def medians_of(rows: Rows, by: Sequence[str], columns: Sequence[str]) -> pl.DataFrame:
    """Exact medians of several columns: `by`..., and `<c>_n`, `<c>_median` a column, sorted."""
    return quantiles_of(rows, by, columns, {"median": 0.5})


def quantiles_of(
    rows: Rows, by: Sequence[str], columns: Sequence[str], probabilities: Mapping[str, float]
) -> pl.DataFrame:
    """Exact quantiles of several columns: `by`..., `<c>_n` and `<c>_<name>` a column, sorted.

    Polars selects them in one pass over the rows; other engines go by value histograms.
    """
    if isinstance(rows, Held):
        return counting.quantiles_of(rows, by, columns, probabilities, MEDIAN_MINIMUM)
    if _plain_polars(rows):
        return _selected(rows, by, columns, probabilities)
    keys = list(by) or ["all"]
    frame = tally(rows, by) if by else tally(rows, ()).with_columns(pl.lit(0).alias("all"))
    for column in columns:
        named = {f"{column}_{name}": p for name, p in probabilities.items()}
        found = quantiles(histogram(rows, by, column), by, named)
        found = found if by else found.with_columns(pl.lit(0).alias("all"))
        frame = frame.join(found.rename({"values": f"{column}_n"}), on=keys, how="left")
    counted = frame.with_columns(pl.col(f"{c}_n").fill_null(0) for c in columns)
    return counted.select(*by, *(f"{c}_{part}" for c in columns for part in ("n", *probabilities)))


def _selected(
    rows: Rows, by: Sequence[str], columns: Sequence[str], probabilities: Mapping[str, float]
) -> pl.DataFrame:
    """Quantiles as the engine selects them; the rule on few values follows on the small result."""
    parts: list[nw.Expr] = []
    for c in columns:
        parts.append(nw.col(c).count().alias(f"{c}_n"))
        parts += [
            nw.col(c).quantile(p, interpolation="linear").alias(f"{c}_{name}")
            for name, p in probabilities.items()
        ]
    known = rows.filter(*[~nw.col(key).is_null() for key in by]) if by else rows
    found = collect_sorted(known.group_by(*by).agg(*parts) if by else known.select(*parts), by)
    return found.with_columns(
        pl.when(pl.col(f"{c}_n") >= MEDIAN_MINIMUM)
        .then(pl.col(f"{c}_{name}").cast(pl.Float64))
        .alias(f"{c}_{name}")
        for c in columns
        for name in probabilities
    )


def means(rows: Rows, by: Sequence[str], columns: Iterable[str]) -> pl.DataFrame:
    """Means over the rows that have a value: `by`..., `n`, and `<c>_n`, `<c>_mean` a column."""
    chosen = tuple(columns)
    if isinstance(rows, Held):
        return counting.means(rows, by, chosen)
    known = rows.filter(*[~nw.col(key).is_null() for key in by]) if by else rows
    if weighted(rows):
        one = nw.col(MULTIPLICITY)
        known = known.with_columns(
            *[(nw.col(c).cast(nw.Float64) * one).alias(f"{c}_mean") for c in chosen],
            *[indicator(~nw.col(c).is_null(), one).alias(f"{c}_n") for c in chosen],
        )
        sums = [nw.col(f"{c}_{part}").sum() for part in ("mean", "n") for c in chosen]
    else:
        sums = [nw.col(c).cast(nw.Float64).sum().alias(f"{c}_mean") for c in chosen]
        sums += [nw.col(c).count().alias(f"{c}_n") for c in chosen]
    aggregates = [size(rows).alias("n"), *sums]
    frame = collect_sorted(
        known.group_by(*by).agg(*aggregates) if by else known.select(*aggregates), by
    )
    mean = [
        pl.when(pl.col(f"{c}_n") > 0)
        .then(pl.col(f"{c}_mean") / pl.col(f"{c}_n"))
        .alias(f"{c}_mean")
        for c in chosen
    ]
    return frame.with_columns(mean)


def correlations(rows: Rows, columns: Sequence[str]) -> pl.DataFrame:
    """Pearson correlation of each pair over rows where both are known: `a`, `b`, `n`, `r`.

    Built from sums centred near each column's mean, so that large amounts keep their precision;
    where the columns can be had in memory, from their codes.
    """
    pairs = list(combinations_with_replacement(columns, 2))
    if _plain_polars(rows):
        held = in_memory(rows, columns)
        coded = {column: held.encoded(column) for column in columns}
        found = coefficients(coded, pairs, ("pearson",), MEDIAN_MINIMUM)["pearson"]
        named = [(*pair, *it) for pair, it in zip(pairs, found, strict=True)]
        return pl.DataFrame(named, schema=_PAIRS, orient="row")
    centre = means(rows, (), columns).row(0, named=True)
    one = multiplicity(rows)
    aggregates = [
        part
        for a, b in pairs
        for part in _moments(a, b, centre[f"{a}_mean"], centre[f"{b}_mean"], one)
    ]
    sums = collect(rows.select(*aggregates)).row(0, named=True)
    records = [_pearson(a, b, {k: sums[f"{a}|{b}|{k}"] or 0 for k in _MOMENTS}) for a, b in pairs]
    return pl.DataFrame(records, schema=_PAIRS, orient="row")


_PAIRS = {"a": pl.String, "b": pl.String, "n": pl.Int64, "r": pl.Float64}
_MOMENTS = ("n", "x", "y", "xx", "yy", "xy")


def _moments(
    a: str, b: str, mean_a: float | None, mean_b: float | None, one: nw.Expr
) -> list[nw.Expr]:
    both = ~(nw.col(a).is_null() | nw.col(b).is_null())
    x = nw.when(both).then(nw.col(a).cast(nw.Float64) - (mean_a or 0.0))
    y = nw.when(both).then(nw.col(b).cast(nw.Float64) - (mean_b or 0.0))
    values = (indicator(both), x, y, x * x, y * y, x * y)
    return [(v * one).sum().alias(f"{a}|{b}|{k}") for k, v in zip(_MOMENTS, values, strict=True)]


def _pearson(a: str, b: str, m: Mapping[str, float]) -> tuple[str, str, int, float | None]:
    n = int(m["n"])
    if n < MEDIAN_MINIMUM:
        return a, b, n, None
    spread_x, spread_y = m["xx"] - m["x"] ** 2 / n, m["yy"] - m["y"] ** 2 / n
    if spread_x <= NOTHING * m["xx"] or spread_y <= NOTHING * m["yy"]:
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
