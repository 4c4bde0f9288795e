"""How many enterprises each option of a filter would leave, given the other filters."""

from collections.abc import Mapping

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.filters.keys import Key, keys
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import tally
from data_layer.vocabulary.places import CLUSTERS

LEVELS = ("division", "group", "class")
"""Columns of an industry code, sections apart: they follow from divisions where these are known."""


def facet(rows: Rows, filters: Filters, key: Key) -> pl.DataFrame:
    """`value`, `n` for each option of the key that occurs, the filter on the key itself left out.

    Honours are counted on top of those already chosen, since all must hold.
    """
    if key.kind == "all":
        return _honours(filters.apply(rows), key)
    others = filters.apply(rows, skip=key.name)
    if key.name == "industry":
        return _industries(others)
    counted = tally(others, [key.column]).rename({key.column: "value"})
    if key.name == "cluster":
        return _frame(_by_cluster(dict(counted.iter_rows())))
    if key.kind == "flag":
        return counted.with_columns(pl.col("value").cast(pl.Int8).cast(pl.String))
    return counted


def _honours(rows: Rows, key: Key) -> pl.DataFrame:
    row = tally(rows, (), {name: pl.col(name) for name in key.options()}).drop("n")
    return row.unpivot(variable_name="value", value_name="n")


def _by_cluster(provinces: Mapping[str, int]) -> dict[str, int]:
    return {
        cluster.id: sum(provinces.get(code, 0) for code in cluster.provinces)
        for cluster in CLUSTERS
    }


def _industries(rows: Rows) -> pl.DataFrame:
    alone = tally(rows.filter(pl.col("division").is_null()), ["section"])
    parts = [tally(rows, [level]).rename({level: "value"}) for level in LEVELS]
    return _with_sections(parts, alone.rename({"section": "value"}))


def _with_sections(parts: list[pl.DataFrame], alone: pl.DataFrame) -> pl.DataFrame:
    """Sections and divisions; groups and classes too, each from its own column. alone: sections of
    what has no division."""
    section = pl.col("value").cast(pl.String).str.head(1)
    both = pl.concat([part.with_columns(section) for part in (parts[0], alone)])
    return pl.concat([both.group_by("value").agg(pl.col("n").sum()).sort("value"), *parts])


def facets(rows: Rows, filters: Filters) -> dict[str, pl.DataFrame]:
    """The facet of every key that has options."""
    with_options = [key for key in keys().values() if key.kind in ("choice", "all", "flag")]
    return {key.name: facet(rows, filters, key) for key in with_options}


def _frame(counts: Mapping[str, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [pl.Series("value", list(counts), pl.String), pl.Series("n", counts.values(), pl.Int64)]
    )
