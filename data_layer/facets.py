"""How many enterprises each option of a filter would leave, given the other filters."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl

from data_layer.filter_keys import Key, keys
from data_layer.filters import Filters
from data_layer.industries import industries
from data_layer.measures import collect, indicator, tally
from data_layer.places import CLUSTERS


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
        return _clusters(counted)
    if key.kind == "flag":
        return counted.with_columns(pl.col("value").cast(pl.Int8).cast(pl.String))
    return counted


def _honours(rows: nw.LazyFrame[Any], key: Key) -> pl.DataFrame:
    sums = [indicator(nw.col(name)).sum().alias(name) for name in key.options()]
    row = collect(rows.select(*sums))
    return row.unpivot(variable_name="value", value_name="n").with_columns(pl.col("n").fill_null(0))


def _clusters(counted: pl.DataFrame) -> pl.DataFrame:
    by_code = dict(counted.iter_rows())
    totals = {c.id: sum(by_code.get(code, 0) for code in c.provinces) for c in CLUSTERS}
    return pl.DataFrame({"value": list(totals), "n": list(totals.values())})


def _industries(rows: nw.LazyFrame[Any]) -> pl.DataFrame:
    """Sections and divisions; groups and classes too, each from its own column."""
    parts = [
        tally(rows, [level]).rename({level: "value"}) for level in ("division", "group", "class")
    ]
    known = industries()
    sections = (
        parts[0]
        .group_by(pl.col("value").map_elements(lambda c: known[c].parent, return_dtype=pl.String))
        .agg(pl.col("n").sum())
    )
    return pl.concat([sections.sort("value"), *parts])


def facets(rows: nw.LazyFrame[Any], filters: Filters) -> dict[str, pl.DataFrame]:
    """The facet of every key that has options."""
    with_options = [key for key in keys().values() if key.kind in ("choice", "all", "flag")]
    return {key.name: facet(rows, filters, key) for key in with_options}
