"""How many enterprises each option of a filter would leave, given the other filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.engine.measures import tally
from data_layer.engine.rows import Held
from data_layer.filters.facet_counts import Count, count
from data_layer.filters.filters import Filters
from data_layer.filters.keys import Key, keys
from data_layer.vocabulary.places import CLUSTERS

LEVELS = ("division", "group", "class")
"""Columns of an industry code, sections apart: they follow from divisions."""


def facet(rows: nw.LazyFrame[Any], filters: Filters, key: Key) -> pl.DataFrame:
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


def _honours(rows: nw.LazyFrame[Any], key: Key) -> pl.DataFrame:
    row = tally(rows, (), {name: nw.col(name) for name in key.options()}).drop("n")
    return row.unpivot(variable_name="value", value_name="n")


def _by_cluster(provinces: Mapping[str, int]) -> dict[str, int]:
    return {c.id: sum(provinces.get(code, 0) for code in c.provinces) for c in CLUSTERS}


def _industries(rows: nw.LazyFrame[Any]) -> pl.DataFrame:
    return _with_sections([tally(rows, [level]).rename({level: "value"}) for level in LEVELS])


def _with_sections(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Sections and divisions; groups and classes too, each from its own column."""
    section = pl.col("value").str.head(1)
    sections = parts[0].group_by(section).agg(pl.col("n").sum())
    return pl.concat([sections.sort("value"), *parts])


def facets(rows: nw.LazyFrame[Any], filters: Filters) -> dict[str, pl.DataFrame]:
    """The facet of every key that has options, in one pass over rows in memory."""
    with_options = [key for key in keys().values() if key.kind in ("choice", "all", "flag")]
    counts = {key.name: _counts(key) for key in with_options}
    every = [it for parts in counts.values() for it in parts]
    if not isinstance(rows, Held):
        return {key.name: facet(rows, filters, key) for key in with_options}
    counted = count(rows, filters, list(dict.fromkeys(every)))
    return {
        key.name: _assembled(key, [counted[it] for it in counts[key.name]]) for key in with_options
    }


def _counts(key: Key) -> list[Count]:
    """What to count for a key: a column a level of industry, a column an honour, else its own."""
    if key.kind == "all":
        return [Count(name) for name in key.options()]
    columns = LEVELS if key.name == "industry" else (key.column,)
    return [Count(column, without=key.name) for column in columns]


def _assembled(key: Key, parts: list[dict[str, int]]) -> pl.DataFrame:
    """The facet from the counts of its columns."""
    if key.kind == "all":
        return _frame(dict(zip(key.options(), (p.get("1", 0) for p in parts), strict=True)))
    if key.name == "industry":
        return _with_sections([_frame(part) for part in parts])
    return _frame(_by_cluster(parts[0]) if key.name == "cluster" else parts[0])


def _frame(counts: Mapping[str, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [pl.Series("value", list(counts), pl.String), pl.Series("n", counts.values(), pl.Int64)]
    )
