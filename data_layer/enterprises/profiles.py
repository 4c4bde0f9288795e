"""How a group of enterprises, or a single one, stands in the five dimensions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from data_layer.enterprises.record import on_file
from data_layer.filters import named_groups as groups
from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import SMALL_GROUP, Rows
from data_layer.measures.tallies import histogram, tally
from data_layer.scoring.scores import COLUMNS, DIMENSIONS, FULL, benchmarks, whole_medians

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
    kind, _, id = group.partition(":")
    single = kind == groups.ENTERPRISE
    found = _values_of(rows, id) if single else _medians(groups.members(rows, filters, group))
    known = benchmarks(rows) if method == "median" else {}
    records = []
    for dimension in DIMENSIONS.values():
        value, values = found.figures[dimension.column]
        if method == "median":
            score = _against(value, known.get(dimension.id))
        else:
            score = percentile_among(filters.apply(rows), dimension.column, value)
        small = not single and values < SMALL_GROUP
        records.append((dimension.id, value, score, values, found.members - values, small))
    return pl.DataFrame(records, schema=SCHEMA, orient="row")


class _Found(NamedTuple):
    """members: how many enterprises. figures: a value a column, and how many have one."""

    members: int
    figures: Mapping[str, tuple[float | None, int]]


def _medians(chosen: Rows) -> _Found:
    middle = whole_medians(chosen)
    figures = {c: (middle[f"{c}_median"], middle[f"{c}_n"]) for c in COLUMNS}
    return _Found(tally(chosen, ())["n"].item(), figures)


def _values_of(rows: Rows, id: str) -> _Found:
    held = on_file(rows, id)
    values = {c: None if held is None or held[c] is None else float(held[c]) for c in COLUMNS}
    figures = {c: (value, int(value is not None)) for c, value in values.items()}
    return _Found(int(held is not None), figures)


def percentile_among(rows: Rows, column: str, value: float | None) -> float | None:
    """Percentile rank of a value among those of the rows."""
    return percentile(value, histogram(rows, (), column))


def percentile(value: float | None, hist: pl.DataFrame) -> float | None:
    """Percentile rank of a value in a histogram: (below + half of the equal) / values x 100."""
    if value is None or hist.is_empty():
        return None
    values, n = hist["value"].to_numpy(), hist["n"].to_numpy()
    below, equal = int(n[values < value].sum()), int(n[values == value].sum())
    return (below + equal / 2) / int(n.sum()) * FULL


def enterprise_name(rows: Rows, group: str) -> str | None:
    """The name of the enterprise that a group is, or None."""
    kind, _, id = group.partition(":")
    held = on_file(rows, id) if kind == groups.ENTERPRISE else None
    return held["name"] if held else None


def _against(value: float | None, benchmark: float | None) -> float | None:
    return None if value is None or benchmark is None else value / benchmark * FULL
