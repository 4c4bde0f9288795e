"""How a group of enterprises, or a single one, stands in the five dimensions."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import polars as pl

from data_layer.enterprises.record import on_file
from data_layer.filters import named_groups as groups
from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import SMALL_GROUP, Rows
from data_layer.measures.tallies import tally
from data_layer.scoring.dimensions import COLUMNS, DIMENSIONS
from data_layer.scoring.scores import benchmarks, whole_medians
from data_layer.scoring.weights import FULL

SCHEMA = {
    "dimension": pl.String,
    "value": pl.Float64,
    "score": pl.Float64,
    "values": pl.Int64,
    "missing": pl.Int64,
    "small_group": pl.Boolean,
}
"""Profiles stand below each other, also one without any value."""


@per_rows
def profile(rows: Rows, filters: Filters, group: str, method: str) -> pl.DataFrame:
    """Five rows: `dimension`, `value`, `score`, `values`, `missing`, `small_group`.

    value: the group's median, empty below three values; of a single enterprise, what it has.
    score: value / median of the registry's national tier x 100, or its percentile rank among the
    enterprises that pass the filters. values, missing: enterprises with and without a value.
    """
    kind, _, id = group.partition(":")
    single = kind == groups.ENTERPRISE
    group_values = (
        _values_of(rows, id) if single else _medians(groups.members(rows, filters, group))
    )
    if method == "median":
        national = benchmarks(rows)
        scores = {c: _against(v, national.get(d)) for d, c, v in group_values.by_dimension()}
    else:
        values = {c: v for _, c, v in group_values.by_dimension()}
        scores = percentiles_among(filters.apply(rows), values)
    records = []
    for dimension in DIMENSIONS.values():
        value, values = group_values.figures[dimension.column]
        small = not single and values < SMALL_GROUP
        score = scores[dimension.column]
        records.append((dimension.id, value, score, values, group_values.members - values, small))
    return pl.DataFrame(records, schema=SCHEMA, orient="row")


class _Peers(NamedTuple):
    """members: how many enterprises. figures: a value a column, and how many have one."""

    members: int
    figures: Mapping[str, tuple[float | None, int]]

    def by_dimension(self) -> Iterator[tuple[str, str, float | None]]:
        """Dimension, its column, its value."""
        return ((d.id, d.column, self.figures[d.column][0]) for d in DIMENSIONS.values())


def _medians(chosen: Rows) -> _Peers:
    middle = whole_medians(chosen)
    figures = {column: (middle[f"{column}_median"], middle[f"{column}_n"]) for column in COLUMNS}
    return _Peers(tally(chosen, ())["n"].item(), figures)


def _values_of(rows: Rows, id: str) -> _Peers:
    enterprise = on_file(rows, id)
    values = {
        column: None
        if enterprise is None or enterprise[column] is None
        else float(enterprise[column])
        for column in COLUMNS
    }
    figures = {c: (value, int(value is not None)) for c, value in values.items()}
    return _Peers(int(enterprise is not None), figures)


def percentiles_among(rows: Rows, values: Mapping[str, float | None]) -> dict[str, float | None]:
    """Percentile rank of a value among those of the rows, by column: below and half of the equal.

    None without a value, or where no row has one.
    """
    asked = {column: value for column, value in values.items() if value is not None}
    below = {f"{c} below": pl.col(c) < value for c, value in asked.items()}
    equal = {f"{c} equal": pl.col(c) == value for c, value in asked.items()}
    has_value = {f"{c} known": pl.col(c).is_not_null() for c in asked}
    n = tally(rows, (), below | equal | has_value).row(0, named=True)
    percentiles = {
        c: (n[f"{c} below"] + n[f"{c} equal"] / 2) / n[f"{c} known"] * FULL
        for c in asked
        if n[f"{c} known"]
    }
    return {column: percentiles.get(column) for column in values}


def enterprise_name(rows: Rows, group: str) -> str | None:
    """The name of the enterprise that a group is, or None."""
    kind, _, id = group.partition(":")
    enterprise = on_file(rows, id) if kind == groups.ENTERPRISE else None
    return enterprise["name"] if enterprise else None


def _against(value: float | None, benchmark: float | None) -> float | None:
    return None if value is None or benchmark is None else value / benchmark * FULL
