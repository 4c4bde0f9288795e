"""How a group of enterprises, or a single one, stands in the five dimensions."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl

from data_layer import groups
from data_layer.filters import Filters
from data_layer.measures import SMALL_GROUP, collect, histogram, medians_of, tally
from data_layer.remember import per_rows
from data_layer.scoring import COLUMNS, DIMENSIONS, FULL, benchmarks

Rows = nw.LazyFrame[Any]
SCHEMA = {
    "dimension": pl.String,
    "value": pl.Float64,
    "score": pl.Float64,
    "values": pl.Int64,
    "missing": pl.Int64,
    "small_group": pl.Boolean,
}


@per_rows
def profile(rows: Rows, filters: Filters, group: str, method: str) -> pl.DataFrame:
    """Five rows: `dimension`, `value`, `score`, `values`, `missing`, `small_group`.

    value: the group's median, empty below three values; of a single enterprise, what it has.
    score: value / median of the registry's national tier x 100, or its percentile rank among the
    enterprises that pass the filters. values, missing: enterprises with and without a value.
    """
    chosen = groups.members(rows, filters, group)
    single = group.startswith(f"{groups.ENTERPRISE}:")
    members = tally(chosen, ())["n"].item()
    known = benchmarks(rows) if method == "median" else {}
    records = []
    middle = medians_of(chosen, (), COLUMNS).row(0, named=True)
    for dimension in DIMENSIONS.values():
        values = middle[f"{dimension.column}_n"]
        value = middle[f"{dimension.column}_median"]
        if single:
            value = _only(histogram(chosen, (), dimension.column))
        if method == "median":
            score = _against(value, known.get(dimension.id))
        else:
            score = percentile(value, histogram(filters.apply(rows), (), dimension.column))
        small = not single and values < SMALL_GROUP
        records.append((dimension.id, value, score, values, members - values, small))
    return pl.DataFrame(records, schema=SCHEMA, orient="row")


def percentile(value: float | None, hist: pl.DataFrame) -> float | None:
    """Percentile rank of a value in a histogram: (below + half of the equal) / values x 100."""
    if value is None or hist.is_empty():
        return None
    values, n = hist["value"].to_numpy(), hist["n"].to_numpy()
    below, equal = int(n[values < value].sum()), int(n[values == value].sum())
    return (below + equal / 2) / int(n.sum()) * FULL


def enterprise_name(rows: Rows, group: str) -> str | None:
    """The name of the enterprise that a group is, or None."""
    if not group.startswith(f"{groups.ENTERPRISE}:"):
        return None
    found = collect(groups.members(rows, Filters(), group).select("name"))
    return None if found.is_empty() else found["name"][0]


def _only(counted: pl.DataFrame) -> float | None:
    return None if counted.is_empty() else float(counted["value"][0])


def _against(value: float | None, benchmark: float | None) -> float | None:
    return None if value is None or benchmark is None else value / benchmark * FULL
